"""What looking back costs: `python tests/benchmarks/bench_review.py`.

Milliseconds of processor time. A log of 10,000 events holds some 4,000 cards, one of 100,000 some 40,000, all of them on the
board nearly from the beginning, and changed in any order: the dearest that there is to fold.
"""

import gc
import resource
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import process_time

from cofacil.board.events import Change, Draft, Event, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.example.crowd import crowd
from cofacil.example.meeting import example_log
from cofacil.language.catalog import language_now
from cofacil.paths import shipped_themes
from cofacil.review.book import Book
from cofacil.review.replay import Replay
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.store.board_file import BoardFile
from cofacil.store.saved_file import SavedFile
from cofacil.tui.keys import Keymap
from cofacil.tui.pages.review.leaf import Desk
from cofacil.tui.pages.review.listing import Listing
from cofacil.tui.paint.board import paint_board
from cofacil.tui.paint.brush import DRAWN, brush_of
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.window import Window
from cofacil.tui.themes import load_themes
from cofacil.tui.view import View
from cofacil.wiring.practice import load_practice

NOW = 1_795_370_700_000


def a_log(count: int) -> list[Event]:
    """Return so many events: the example, a crowd of cards, and changes of their words."""
    events = list(example_log(load_practice()[0], NOW).read(0))
    board = fold(EMPTY, events)
    events += crowd(board, count * 2 // 5, board.last)
    cards = [write.entity for event in events for write in event.writes if write.entity.startswith("card/")]
    random = Random(1)  # noqa: S311  # the same changes every time
    while len(events) < count:
        number, last = len(events), events[-1].t
        writes = (Write(random.choice(cards), "text", None, f"words {number}"),)
        events.append(Event(f"{number:026}", last + 1000, "ana", "card.edit", writes))
    return events


def kept(folder: Path, events: Sequence[Event]) -> Path:
    """Return a board file with all that has happened."""
    path = folder / f"{len(events)}.json"
    file = BoardFile.create(path, NOW, "01KAK7ZZZZ0000000000000000")
    drafts = [Draft(event.t, event.by, event.by, "", Change(event.op, event.writes)) for event in events]
    file.append(lambda _: drafts)
    file.close()
    return path


class Screen:
    """A screen of 80 by 24, without a terminal behind it."""

    def __init__(self) -> None:
        looks, _notices = load_themes(shipped_themes(), Path("/nowhere"))
        self.brush = brush_of(looks["projector-light"], DRAWN, language_now())
        self.keys = Keymap.of({}).keys

    def open_live(self, path: Path) -> None:
        """Open a board for a meeting, up to its first frame."""
        file = BoardFile.open(path, for_writing=True)
        room = Room(file, SystemClock())
        room.pull()
        paint_board(Scene(80, 24, room.public, View(), self.brush, NOW, self.keys))
        file.close()

    def open_back(self, path: Path) -> None:
        """Open a board to look back on it, up to its first page."""
        saved = SavedFile(path)
        book = Book(saved.read_now())
        desk = Desk(book, self.keys, self.keys, NOW, self.brush)
        Listing().draw(desk, Window(80, 24, self.brush), "")
        saved.close_now()


def opened(events: Sequence[Event]) -> dict[str, float]:
    """Return what it costs to open a file for a meeting, and to look back on it, turn about."""
    screen = Screen()
    with tempfile.TemporaryDirectory() as folder:
        path = kept(Path(folder), events)
        for turn in (screen.open_live, screen.open_back):
            turn(path)  # what is imported by it counts for neither
        took = [(spent(lambda: screen.open_live(path)), spent(lambda: screen.open_back(path))) for _turn in range(5)]
    live, back = (min(each) for each in zip(*took, strict=True))
    return {"file to first frame, live": live, "file to first page, looking back": back, "that is, times": back / live}


def spent(turn: Callable[[], object]) -> float:
    """Return milliseconds of processor time."""
    began = process_time()
    turn()
    return (process_time() - began) * 1000


def measure(count: int) -> dict[str, float]:
    """Return what it costs to open a log of so many events, and to look anywhere in it."""
    events = a_log(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.disable()
    live = min(spent(lambda: fold(EMPTY, events)) for _turn in range(3))
    folded = min(spent(lambda: Replay(events)) for _turn in range(3))
    files = opened(events)
    replay = Replay(events)
    prepared = spent(replay.prepare)
    answered = spent(lambda: Book(replay).answers)
    gc.freeze()  # as the screens do behind their first frame
    gc.enable()
    random = Random(2)  # noqa: S311  # the same places every time
    return {
        "fold as a live board is": live,
        "open to look back": folded,
        **files,
        "prepare, behind the first frame": prepared,
        "answer": answered,
        **_of("seek", replay, [random.randrange(count) for _turn in range(100)]),
        **_of("the next one", replay, range(count // 2, count // 2 + 100)),
        **_of("the one before", replay, range(count // 3, count // 3 - 100, -1)),
        "held, MiB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }


def _of(what: str, replay: Replay, positions: Sequence[int]) -> dict[str, float]:
    took = sorted(spent(lambda at=position: replay.board_at(at)) for position in positions)  # type: ignore[misc]
    return {f"{what}, median": took[len(took) // 2], f"{what}, most": took[-1]}


def main() -> None:
    for count in (10_000, 100_000):
        for what, figure in measure(count).items():
            print(f"{count:7,}  {what:34} {figure:9.2f}")  # noqa: T201  # a benchmark prints


if __name__ == "__main__":
    main()

"""What the tests of the store write: small drafts, and boards in a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cofacil.board.events import Change, Draft, Event, Write
from cofacil.store.board_file import BoardFile

BOARD = "01KAK7ZZZZ0000000000000000"
OTHER_BOARD = "01KAK7ZZZZ0000000000000001"
START = 1_763_730_000_000
Make = Callable[[Sequence[Event]], Sequence[Draft]]


def draft(number: int, text: str = "", t: int = START) -> Draft:
    card = f"card/{number}"
    fields = Write(card, "", None, {"kind": "question", "label": f"Q{number}", "text": text or f"word {number}"})
    return Draft(t + number, "ana", "add", "", Change("card.add", (fields,)))


def adding(*numbers: int, text: str = "") -> Make:
    return lambda _: [draft(number, text) for number in numbers]


def new_board(folder: Path, events: int = 0, board: str = BOARD) -> Path:
    """Make a board in which every event came by an append of its own."""
    path = folder / "board.json"
    file = BoardFile.create(path, START, board)
    for number in range(1, events + 1):
        file.append(adding(number))
    file.close()
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def texts(path: Path, *, for_writing: bool = False) -> list[str]:
    """Read what is on a board, one text an event."""
    file = BoardFile.open(path, for_writing=for_writing)
    try:
        return [text_of(event) for event in file.read(0)]
    finally:
        file.close()


def text_of(event: Event) -> str:
    fields = event.writes[0].after
    assert isinstance(fields, dict)
    return str(fields["text"])


def words(count: int) -> list[str]:
    return [f"word {number}" for number in range(1, count + 1)]

"""A board whose file is gone, or is not what was saved there, while it is open: what is only on the screen, and writing it anew."""

from pathlib import Path
from typing import Protocol

from cofacil.board.errors import Trouble
from cofacil.board.model import Board
from cofacil.board.notice import Notice
from cofacil.language.catalog import _, ngettext
from cofacil.language.worded import worded
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Rooms
from cofacil.tui.last_row import Said, answer

_OF_NO_FILE = frozenset(
    {
        "board-gone-since",
        "board-emptied",
        "board-replaced-by-another",
        "board-replaced",
        "board-damaged-since",
        "board-no-file-since",
    }
)


class Holds(Protocol):
    """What is asked of the app that shows such a board."""

    rooms: Rooms
    live: LiveRoom | None

    def say(self, said: Said | str) -> None: ...


class Pages(Protocol):
    """What is asked of the pages over the board."""

    def top(self) -> object: ...

    def say(self, said: Said | str) -> None: ...


class BoardShown(Protocol):
    """What is asked of the board."""

    session: "Troubled"


class Troubled(Protocol):
    """What is asked of whoever shows why nothing is kept."""

    unread: str

    def hear_trouble(self, trouble: Trouble | None) -> None: ...


def only_here(trouble: Trouble | None, board: Board) -> int:
    """Return how many changes are on the screen and in no file that is known; 0 where the file may have all of them."""
    if trouble is None:
        return 0
    if trouble.name == "board-older":
        return board.position - int(str(trouble.places["held"]))
    return board.position if trouble.name in _OF_NO_FILE else 0


def only_here_words(number: int) -> str:
    """Return the question behind which such a board is left, or written to a new file."""
    return ngettext(
        "{number:,} change is only on this screen. Write it to a new file?",
        "{number:,} changes are only on this screen. Write a new file?",
        number,
    )


def hear_trouble(pages: Pages, view: BoardShown, trouble: Trouble | None, live: LiveRoom | None) -> None:
    """Say on the board, and on a page over it, why nothing is kept; None once it is again."""
    session = view.session
    session.hear_trouble(trouble)
    if pages.top() is view:
        return
    if why := session.unread:
        # At once, whatever was said; a page goes on saying it by itself, and what it says of a key stands before it.
        pages.say(answer(why)._replace(is_so=lambda _moment: session.unread == why))
    elif live is not None:
        pages.say(worded(Notice.of("board-back", file=Path(live.description).name)))


async def write_anew(app: Holds) -> None:
    """Write the board to a new file, where it goes on, and say where."""
    if app.live is None:
        return
    try:
        place = await app.rooms.write_anew(app.live)
    except Trouble as trouble:
        app.say(worded(trouble))
    else:
        app.say(_("All of it is in {path} now, and goes on there.", path=place))

"""A guest's terminal is told nothing of the folders of the computer that shares the board, whatever happens there."""

import errno
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from serving import Board, Line, board, logged_in, opened, sit

from cofacil.board.errors import NotSaved, ReadOnly, Refusal, Trouble
from cofacil.board.events import Draft, Event
from cofacil.board.notice import Notice
from cofacil.paths import tilde
from cofacil.room.ports import Invitation, Joining, Sharing
from cofacil.store.disk import cause
from cofacil.store.memory import MemoryLog
from cofacil.tui.app import BoardApp

FOLDER = "secret-folder"
FILE = Path("/srv") / FOLDER / "garden.cofacil"
FULL = OSError(errno.ENOSPC, "No space left on device", str(FILE))
RARE = OSError(errno.ETXTBSY, "", str(FILE))
HAPPENS = (
    NotSaved("not-saved", why=cause(FULL)),
    NotSaved("not-saved", why=cause(RARE)),
    NotSaved("not-saved", why=Trouble("board-gone", path=FILE)),
    NotSaved("backup-not-made", folder=FILE.parent, why=cause(FULL)),
    ReadOnly("board-gone", path=FILE),
    ReadOnly("file-to-look-at", file=tilde(FILE), why=cause(RARE)),
    Trouble("private-file-open", file=tilde(FILE), command=f"chmod 600 {FILE}"),
    Trouble("board-unread", reason=RARE),
)


class KeptThere(MemoryLog):
    """A log that is in a file of this computer, and can be written no more."""

    description = str(tilde(FILE))
    name = "garden"

    def __init__(self) -> None:
        super().__init__()
        self.trouble: Trouble | None = None

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        if self.trouble is not None:
            raise self.trouble
        return super().append(make)


class BrokenDoor:
    """A door whose files others can get at."""

    is_open = True
    is_ours = False
    is_beside = False
    usual = Sharing(to_all=False)
    page_trouble = None

    async def show_page(self) -> None:
        raise Refusal("page-where-shared")

    async def look_around(self, live: object) -> None:
        """See no other window."""

    async def look(self) -> Joining:
        return await self.joining()

    async def let_ask(self, *, may: bool) -> None:  # noqa: ARG002
        raise Refusal("shared-elsewhere")

    async def lift(self, slowed: object) -> None:
        """Nothing waits."""

    async def open(self, live: object, sharing: object) -> None:  # noqa: ARG002
        raise Refusal("shared-elsewhere")

    def was_open(self, live: object) -> None:
        """Know nothing of how it was shared before."""

    async def open_again(self, live: object) -> None:  # noqa: ARG002
        raise Refusal("shared-elsewhere")

    async def close(self) -> None:
        raise Refusal("shared-elsewhere")

    async def joining(self, *, anew: bool = False) -> Joining:  # noqa: ARG002
        raise Trouble("private-file-open", file=tilde(FILE), command=f"chmod 600 {FILE}")

    async def invite(self, name: str, role: object) -> Invitation:  # noqa: ARG002
        raise Trouble("words-not-ours", file=tilde(FILE))


def assert_tells_nothing(line: Line) -> None:
    assert FOLDER not in line.output
    assert "/srv" not in line.output


def made(shared: Board) -> Callable[..., BoardApp]:
    def screens(*given: object) -> BoardApp:
        app = shared.screens_of(BoardApp, *given)  # type: ignore[arg-type]  # as they come
        app.door = BrokenDoor()
        return app

    return screens


async def begun() -> KeptThere:
    log = KeptThere()
    async with board() as first:
        log._events = list(first.events)
    return log


@pytest.mark.parametrize("trouble", HAPPENS, ids=[trouble.name for trouble in HAPPENS])
async def test_what_cannot_be_saved_is_told_without_a_path(tmp_path: Path, trouble: Trouble) -> None:
    log = await begun()
    async with board(log) as shared, opened(tmp_path, made(shared)) as place, logged_in(place.port, "Dee") as conn:
        line = await sit(conn)
        await line.until("Riverside garden")
        log.trouble = trouble
        await line.say("aseeds", "seeds")
        line.type("\r")
        await line.until_so(lambda: "NOT SAVED" in line.text or "computer that shares" in line.text, "what went wrong")
        await line.until_so(lambda: "whoever shares it" in " ".join(line.text.split()), "whom to tell")
        assert_tells_nothing(line)


async def test_no_page_says_where_the_board_lies(tmp_path: Path) -> None:
    log = await begun()
    async with board(log) as shared, opened(tmp_path, made(shared)) as place, logged_in(place.port, "Dee") as conn:
        line = await sit(conn)
        await line.until("Riverside garden")
        line.type("?")
        await line.until("Kept on the computer that shares it.")
        line.type("\x1b")
        await line.until_gone("Kept on the computer that shares it.")
        line.type("j")
        await line.until("computer that shares")
        assert_tells_nothing(line)


async def test_who_is_told_of_a_notice_is_told_it_without_a_path(tmp_path: Path) -> None:
    async with board() as shared, opened(tmp_path, shared.screens) as place, logged_in(place.port, "Dee") as conn:
        line = await sit(conn)
        await line.until("Riverside garden")
        next(iter(place.lobby.seated)).end(Notice.of("draft-put-aside", path=tilde(FILE)))
        await line.says("They are put aside.")
        assert_tells_nothing(line)

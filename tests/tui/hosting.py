"""What the tests of letting others in share: a door, the page of whoever opens it, and pages that were looked at."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sheets import KEYS, NOW, Bare, Meeting, brush, on_screen, shown
from textual.pilot import Pilot

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Role
from cofacil.room.attending import Attending, Present
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Invitation, Joining, Sharing, Slowed, WasShared
from cofacil.room.seats import Seat
from cofacil.tui.pages.join import JoinView
from cofacil.tui.pages.sheet import Sheet

URL = "ssh://riverside@192.168.1.24:8022"
PRINT = "SHA256:WvTnUJmLcJp1FzUgaEW4I6VJ1fL0ZL8Xj2dXl6vlXyE"
JOINING = Joining("ssh -p 8022 riverside@192.168.1.24", URL, "GARDEN-42-BEANS", 20, NOW, PRINT, is_local=False)
LONG = "a-meeting-about-the-garden-behind-the-school-and-who-keeps-it"
LONG_JOINING = JOINING._replace(
    command=f"ssh -p 8022 {LONG}@gardens.riverside.example", url=f"ssh://{LONG}@gardens.riverside.example:8022"
)
LOCAL = JOINING._replace(
    command="ssh -p 8022 riverside@localhost", url="ssh://riverside@localhost:8022", is_local=True, may_ask=True
)
PAGE = "https://192.168.1.24:8080/"
TAKEN = "The door cannot be opened: somebody else has port 8022 here. --port takes another."
FOLDER = Path(__file__).with_name("goldens")
IS_UPDATE = os.environ.get("COFACIL_UPDATE_GOLDENS") == "1"


class Door:
    """A door that gives one word after the other, or says why it cannot; it may take its time."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.is_open = is_open
        self.is_ours = True
        self.is_beside = False
        self.usual = Sharing(to_all=True)
        self.shared: list[Sharing] = []
        self.now = JOINING
        """How to join, but for the word."""
        self.word = ""
        self.lifted: list[Slowed] = []
        self.to_all: list[bool] = []
        self.asked: list[bool] = []
        self.invited: list[tuple[str, Role]] = []
        self.trouble: Trouble | None = None
        self.free = asyncio.Event()
        self.free.set()

    def begin_beside(self) -> None:
        """Let another window share the board: it is noticed by looking around."""
        self.is_begun_beside = True

    is_begun_beside = False
    page_trouble: Trouble | None = None

    async def show_page(self) -> None:
        self._stumble()
        self.now = self.now._replace(page=PAGE, page_fingerprint=":".join(["AB", "CD"] * 16))

    async def look_around(self, live: LiveRoom) -> None:
        assert live.board
        if self.is_begun_beside:
            self.is_open, self.is_ours, self.is_beside, self.word = True, False, True, "RIVER-11-BREAD"

    async def open(self, live: LiveRoom, sharing: Sharing) -> None:
        assert live.board
        self.shared.append(sharing)
        self.to_all.append(sharing.to_all)
        await self.free.wait()
        self._stumble()
        self.is_open = True

    was: WasShared | None = None
    """How it was open before a process died."""

    def was_open(self, live: LiveRoom) -> WasShared | None:
        assert live.board
        return self.was

    async def open_again(self, live: LiveRoom) -> None:
        assert self.was_open(live)
        self._stumble()
        self.is_open = True

    async def close(self) -> None:
        await self.free.wait()
        self.is_open = False

    async def joining(self, *, anew: bool = False) -> Joining:
        self.asked.append(anew)
        self._stumble()
        self.word = f"WORD-{10 + len(self.asked)}-{'ANEW' if anew else 'FIRST'}"
        return await self.look()

    async def look(self) -> Joining:
        self._stumble()
        return self.now._replace(word=self.word)

    async def let_ask(self, *, may: bool) -> None:
        self._stumble()
        self.now = self.now._replace(may_ask=may)

    async def lift(self, slowed: Slowed) -> None:
        self.lifted.append(slowed)
        self.now = self.now._replace(slowed=())

    async def invite(self, name: str, role: Role) -> Invitation:
        self.invited.append((name, role))
        await self.free.wait()
        self._stumble()
        return Invitation(name, role, JOINING.command, f"7K3PX-{10000 + len(self.invited)}", NOW, JOINING.fingerprint)

    def _stumble(self) -> None:
        if self.trouble:
            raise self.trouble


class Host:
    """The page of whoever shares, and what stands behind it."""

    def __init__(self, view: JoinView, app: Bare, pilot: Pilot[None], guests: list[str]) -> None:
        self.view, self.app, self.pilot, self.guests = view, app, pilot, guests

    @property
    def text(self) -> str:
        """What stands on the page, from its first word on."""
        return on_screen(self.view).lstrip()

    @property
    def last(self) -> str:
        """The last row without its margin."""
        return self.text.splitlines()[-1].strip()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they began has been done."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def rest(self) -> None:
        await self.app.workers.wait_for_complete()
        await until(lambda: not self.view._opened_by)
        await self.pilot.pause()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.01)


@asynccontextmanager
async def hosted(door: Door, size: tuple[int, int] = (80, 24), *, is_ascii: bool = False) -> AsyncIterator[Host]:
    live, guests = LiveRoom(Meeting().room), ["Dee", "Kofi"]
    present = [Present(Seat("Ana"))]
    live.presence.now = lambda: Attending.of([*present, *(Present(Seat(name, via="ssh")) for name in guests)])  # type: ignore[method-assign]
    view = JoinView(door, live, brush(is_ascii=is_ascii), KEYS, "Ana")
    await view.look_up()
    async with shown(view, size=size) as (app, pilot):
        yield Host(view, app, pilot, guests)
    await live.close()


def looked_at(name: str, sheet: Sheet) -> None:
    """Compare a page with the one that was looked at; `COFACIL_UPDATE_GOLDENS=1` writes it anew."""
    rows = "\n".join(f"|{strip.text}|" for strip in sheet.rows) + "\n"
    path = FOLDER / f"{name}_{sheet.rows[0].cell_length}x{len(sheet.rows)}.txt"
    if IS_UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(rows, encoding="utf-8")
    assert rows == path.read_text(encoding="utf-8")

"""A server in the test's own process, and guests who join with a real client."""

import asyncio
import re
from codecs import getincrementaldecoder
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from textwrap import wrap
from types import MethodType
from typing import Any

import asyncssh
import pyte

from cofacil import paths
from cofacil.board.commands.base import Command
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.events import Event
from cofacil.board.kinds import Role
from cofacil.files import make_private_folder
from cofacil.language.worded import worded
from cofacil.room.clock import SystemClock
from cofacil.room.left_seats import Gone
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.practice import Practice
from cofacil.room.presence import Presence
from cofacil.room.room import Room
from cofacil.room.saved_room import SavedRoom
from cofacil.room.seats import Seat
from cofacil.share.access_log import AccessLog
from cofacil.share.boards import Guest, MakeScreens, ReadAndMake, Screens, SharedBoard
from cofacil.share.doorkeeper import Doorkeeper
from cofacil.share.driver import SshDriver
from cofacil.share.host_key import HostKey
from cofacil.share.invitations import Invitations
from cofacil.share.kept_out import KeptOutList
from cofacil.share.known_guests import KnownGuests
from cofacil.share.limits import Limits
from cofacil.share.lobby import Lobby
from cofacil.share.members import Members
from cofacil.share.public_key import key_text
from cofacil.share.server import Server
from cofacil.store.memory import MemoryLog
from cofacil.terminal.capability import Capability
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.review_app import ReviewApp
from cofacil.tui.themes import load_themes
from cofacil.wiring.run import Loop
from cofacil.wiring.shared_book import SharedBook

ANA = Seat("Ana", Role.HOST)
"""She facilitates, and shares the board."""
LIMIT = 10.0
_BEGUN = re.compile(r"\x1b(?:\[[\x20-\x3f]*)?\Z")
# What pyte does not know and would print as text.
_STRIP = re.compile(r"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\d* q")
_FROM_A_WORD = 2**45
"""UTC milliseconds, far ahead."""
HOST_KEY, STRANGER, ANAS, DEES, KOFIS, VICS = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(6))
KEYS = {"Ana": ANAS, "Dee": DEES, "Kofi": KOFIS, "Vic": VICS}
ROLES = {"Ana": Role.HOST, "Dee": Role.COFACILITATOR, "Kofi": Role.PARTICIPANT, "Vic": Role.VIEWER}


class Sign:
    """Screens that say who sits there, until they leave."""

    fault = ""
    waiting = 0
    settled: Callable[[], None]

    def __init__(self, guest: Guest, terminal: Capability, driver: type[SshDriver]) -> None:
        self.guest, self.terminal, self.driver = guest, terminal, driver
        self._has_left = asyncio.Event()

    async def run_async(self, *, size: tuple[int, int]) -> None:
        width, height = size
        self.driver.pipe.write(f"{self.guest.name} is {self.guest.role}, {width} by {height}.".encode())
        await self._has_left.wait()

    def give_up(self, gone: Gone) -> None:
        """Leave nothing behind."""

    def exit(self) -> None:
        self._has_left.set()


async def looking_back(guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
    """Make a sign that says that somebody looks back."""
    return Sign(guest._replace(name=f"{guest.name}, looking back,"), terminal, driver)


async def read_out() -> Iterable[str]:
    """Return what a board answers in plain lines."""
    return ("Board: garden", "Who does what by when: 0")


class Place:
    """A server that shares one board, `garden`, and what the test may look at."""

    def __init__(
        self,
        folder: Path,
        screens: MakeScreens,
        limits: Limits,
        taken: Callable[[], frozenset[str]],
        presence: Presence | None,
        reviews: ReadAndMake,
    ) -> None:
        own = folder / "share" / "01JDBOARD"
        make_private_folder(own)
        self.members = Members(own / "members")
        self.invitations = Invitations(own / "words")
        for name, key in KEYS.items():
            self.members.add(name, ROLES[name], key_text(key))
        self._access_log = folder / "share" / "journal"
        self.presence = presence or Presence()
        self.known = KnownGuests(own / "guests")
        shared = SharedBoard(
            "garden",
            self.members,
            self.invitations,
            screens,
            reviews,
            read_out,
            self.presence,
            taken,
            self.known,
            KeptOutList(own / "out"),
        )
        self.lobby = Lobby({"garden": shared}, AccessLog(self._access_log), limits)
        self.notices: list[str] = []
        self.lobby.notice = lambda said: self.notices.append(worded(said))
        self.server = Server(self.lobby, HostKey(HOST_KEY))
        self.presence.standing.set_doors(Doorkeeper(self.lobby, shared))
        self.port = 0

    @property
    def access_log(self) -> str:
        return self._access_log.read_text()

    def word_for(self, name: str, role: Role = Role.PARTICIPANT) -> str:
        return self.invitations.invite(name, role, _FROM_A_WORD, 0)

    def word_on_the_wall(self, role: Role = Role.PARTICIPANT, seats: int = 20) -> str:
        return self.invitations.open_room(role, seats, _FROM_A_WORD, 0)

    async def has_seated(self, number: int) -> None:
        """Wait until so many are in."""
        await until(lambda: len(self.lobby.seated) == number)


@asynccontextmanager
async def opened(
    folder: Path,
    screens: MakeScreens = Sign,
    limits: Limits | None = None,
    taken: Callable[[], frozenset[str]] = frozenset,
    presence: Presence | None = None,
    reviews: ReadAndMake | None = None,
) -> AsyncIterator[Place]:
    """Have a server listen; close it behind the test."""
    loop = asyncio.get_running_loop()
    loop.set_task_factory = MethodType(Loop.set_task_factory, loop)  # type: ignore[method-assign]
    place = Place(folder, screens, limits or Limits(), taken, presence, reviews or looking_back)
    place.port = await place.server.open("127.0.0.1", 0)
    try:
        yield place
    finally:
        async with asyncio.timeout(LIMIT):
            await place.server.close()


class Board:
    """A board in memory that is being shared, and the screens it gives to guests."""

    def __init__(self, log: MemoryLog) -> None:
        self.log = log
        self.live = LiveRoom(Room(log, SystemClock(), Practice()))
        self.apps: list[BoardApp] = []
        self.shelf = SharedBook(self.live)
        self.reviewing: list[ReviewApp] = []
        looks, _ = load_themes(paths.shipped_themes(), Path("/nowhere"))
        self._options = Options(looks, "projector-light")

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self.log._events)

    def screens(self, guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        return self.screens_of(BoardApp, guest, terminal, driver)

    def screens_of(self, kind: type[BoardApp], guest: Guest, terminal: Capability, driver: type[SshDriver]) -> BoardApp:
        options = self._options._replace(ascii=terminal.is_ascii)
        app = kind(NoRooms(), Seat(guest.name, guest.role_now, "ssh"), options, self.live, driver)
        app.book = self.shelf.book
        self.apps.append(app)
        return app

    async def reviews(self, guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:  # noqa: ARG002
        options = self._options._replace(ascii=terminal.is_ascii)
        app = ReviewApp(SavedRoom(self.live), await self.shelf.book(), options, driver)
        self.reviewing.append(app)
        return app

    async def do(self, command: Command) -> None:
        await self.live.submit(ANA, command)


@asynccontextmanager
async def board(log: MemoryLog | None = None) -> AsyncIterator[Board]:
    """Open a board that was begun, and on which nobody has met yet."""
    made = Board(log or MemoryLog())
    await made.live.open()
    if log is None:
        await made.do(
            FoundBoard(f"absence/{made.live.new_id()}", "Riverside garden", "How do we share it?", "The hall")
        )
    yield made
    await made.live.close()


async def until(is_so: Callable[[], bool], why: Callable[[], str] = lambda: "") -> None:
    """Wait until something is so that nobody tells of."""
    try:
        async with asyncio.timeout(LIMIT):
            while not is_so():  # noqa: ASYNC110
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"it never became so. {why()}") from None


async def settled(place: Place) -> None:
    """Wait until every key that came has been taken."""

    def is_so(seat: Any) -> bool:
        driver = seat._driver
        return driver is not None and (driver.keys is None or not driver.keys.waiting)

    await until(lambda: all(map(is_so, place.lobby.seated)))


def in_one_row(text: str) -> str:
    """Return what is written in rows as one: where they end depends on how wide a terminal is."""
    return " ".join(text.split())


def written(sentence: str, cells: int = 78) -> str:
    """Return the bytes of a sentence on a terminal that has no screen, of letters that are one cell wide."""
    return "".join(f"{row}\r\n" for row in wrap(sentence, cells, break_long_words=False, break_on_hyphens=False))


class Person(asyncssh.SSHClient):
    """Answers what the server asks."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []
        """Each question as it is read, wherever its rows end."""
        self.prompts: list[str] = []

    def kbdint_auth_requested(self) -> str | None:
        return "" if self._answers else None

    def kbdint_challenge_received(self, name: str, instructions: str, lang: str, prompts: Any) -> list[str] | None:  # noqa: ARG002
        self.prompts += [f"{name}{instructions}{prompt}" for prompt, _ in prompts]
        self.asked = [f"{in_one_row(prompt)} " for prompt in self.prompts]
        if prompts and not self._answers:
            return None
        return [self._answers.pop(0) for _ in prompts]


class Line(asyncssh.SSHClientSession[bytes]):
    """The terminal of a guest: every byte that came, and what it shows."""

    def __init__(self, size: tuple[int, int] = (80, 24)) -> None:
        self.came = bytearray()
        self.is_closed = False
        self._shown = 0
        """Bytes of it that are on the screen."""
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._begun = ""
        """A sequence at the end of what came, of which the rest has not come yet."""
        self._news = asyncio.Event()
        self._screen = pyte.Screen(*size)
        self._screen.reset_mode(7, private=True)
        self._stream = pyte.Stream(self._screen)
        self.chan: asyncssh.SSHClientChannel[bytes]

    def connection_made(self, chan: "asyncssh.SSHClientChannel[bytes]") -> None:
        self.chan = chan

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        self.came += data
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.is_closed = True
        self._news.set()

    @property
    def output(self) -> str:
        return self.came.decode("utf-8", "ignore")

    @property
    def rows(self) -> list[str]:
        # Only what is new: to go through all of it at each look would take more of the computer than the server does.
        text = self._begun + self._decoder.decode(bytes(self.came[self._shown :]))
        self._shown = len(self.came)
        begun = _BEGUN.search(text)
        text, self._begun = (text[: begun.start()], begun[0]) if begun else (text, "")
        if text:
            self._stream.feed(_STRIP.sub("", text))
        return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    def type(self, keys: str | bytes) -> None:
        self.chan.write(keys.encode() if isinstance(keys, str) else keys)

    async def write(self, keys: str) -> None:
        """Type: one key, and a moment later the rest at once, which is no command where the key has opened no line."""
        if len(keys) > 1 and keys[0].isprintable():
            before = len(self.came)
            self.type(keys[0])
            await asyncio.sleep(0.05)
            # A computer with much to do takes longer until a line is open.
            if len(self.came) == before:
                self._news.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), 0.5)
            keys = keys[1:]
        self.type(keys)

    def resize(self, width: int, height: int) -> None:
        self._screen.resize(height, width)
        self.chan.change_terminal_size(width, height)

    async def until(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        await self.until_so(lambda: words in self.text, repr(words))

    async def until_gone(self, words: str) -> None:
        await self.until_so(lambda: words not in self.text, f"no {words!r}")

    async def says(self, words: str) -> None:
        """Wait until these words have come, wherever they stand and rows end."""
        await self.until_so(lambda: words in self.output or words in in_one_row(self.output), repr(words))

    async def say(self, keys: str, words: str) -> None:
        """Type, a key and then the rest, and wait for what should come of it."""
        await self.write(keys)
        await self.until(words)

    async def ended(self) -> int | None:
        """Wait until the line is closed; return the exit status."""
        await self.until_so(lambda: self.is_closed, "the end of the line")
        return self.chan.get_exit_status()

    async def until_so(self, is_so: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(LIMIT):
                while not is_so():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{what} did not come:\n{self.text}") from None


def connect(
    port: int, person: Person | None = None, *, board: str = "garden", key: asyncssh.SSHKey | None = None, **more: Any
) -> Awaitable[asyncssh.SSHClientConnection]:
    """Log in, with nothing of this computer's own keys, agent or settings."""
    return asyncssh.connect(
        "127.0.0.1",
        port,
        username=board,
        client_factory=lambda: person or Person(),
        **{
            "client_keys": [key] if key else None,
            "known_hosts": None,
            "agent_path": None,
            "config": None,
            "x509_trusted_certs": None,
        }
        | more,
    )


@asynccontextmanager
async def logged_in(port: int, who: str | Person, **more: Any) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """Come in as a member, or by what somebody answers."""
    person, key = (None, KEYS[who]) if isinstance(who, str) else (who, None)
    async with await connect(port, person, key=key, **more) as conn:
        yield conn


async def sit(
    conn: asyncssh.SSHClientConnection,
    *,
    size: tuple[int, int] = (80, 24),
    term: str | None = "xterm-256color",
    environ: Mapping[bytes | str, bytes | str] | None = None,
    **more: Any,
) -> Line:
    """Ask for the board, as a terminal of that size does."""
    line = Line(size)
    await conn.create_session(
        lambda: line,
        term_type=term,
        term_size=size,
        env=environ or {},
        encoding=None,
        **more,
    )
    return line


@asynccontextmanager
async def seated(port: int, who: str | Person, **more: Any) -> AsyncIterator[Line]:
    """Come in and sit down."""
    async with logged_in(port, who) as conn:
        yield await sit(conn, **more)

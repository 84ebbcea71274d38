"""All that terminals may send, over the real door of the real program: the file changes only by keys that were meant.

Small as it stands. At full size: COFACIL_FLOOD=10000000 .venv/bin/python -m pytest -n 0 -s tests/share/test_door_floods.py
"""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import asyncssh
import pytest
from serving import Line, connect, sit
from streams import AT_REST, HOSTILE, Stream, amid_replies, no_lone_esc, streams

from cofacil.board.events import Event
from cofacil.share.driver import CHUNK, PACE
from cofacil.share.public_key import key_text
from cofacil.store.board_file import BoardFile

BYTES = int(os.environ.get("COFACIL_FLOOD", "10000"))
IS_FULL = BYTES > 1_000_000
EACH = 24 if IS_FULL else 3
"""How many of each kind of guest flood at once."""
TYPISTS = 3 if IS_FULL else 1
"""How many type amid answers, and as many the same alone."""
TAKEN = CHUNK / PACE / 2
"""Bytes that are sent by one guest in a second: half of what is taken, so that nothing is hung up on unread."""
BACKLOG = 600.0
"""Seconds in which all is taken that can be under way of one guest; as it is slowed, that is long."""
CARDS = 40 if IS_FULL else 2
PATIENCE = 60.0
"""Seconds in which something has to come that is waited for: others use this computer too, and all flood."""
MOST_GROWTH = 48 * 1024
"""KiB by which the program may grow in the second half of a flood: in the first everybody takes a seat."""
ROLES = {"vic": "viewer", "rae": "participant", "noe": "participant", "amy": "participant", "pat": "participant"}
"""By how a name begins: who watches, who only answers, who sends anything, who types amid answers, who types the same alone."""
TERMS = (*("xterm-256color",) * 12, "screen", "vt100", "dumb", "", "x" * 300, "xterm\x1b[31m")
SIZES = ((80, 24), (60, 18), (160, 45), (20, 6), (1, 1), (400, 160), (9999, 9999), (0, 0))
ENVIRONS: Sequence[Mapping[bytes | str, bytes | str]] = (
    {},
    {"LANG": "cy_GB.UTF-8"},
    {"LC_ALL": "\x1b]0;x\x07"},
    {"COLORTERM": "y" * 1000, "PATH": "/", "COFACIL_NAME": "Ana"},
)


AT_A_COLUMN = re.compile(r"\[\d . [^\]]+ \d+\]")
OPEN = re.compile(r"\bEsc [a-z]")
"""What a line or a page that is open says of how to leave it, whichever it is."""


class Served:
    """The program, which shares one board without a screen."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.environ = {**os.environ, "COFACIL_HOME": str(self.home), "COFACIL_NAME": "Ana", "TZ": "UTC"}
        self.keys: dict[str, asyncssh.SSHKey] = {}
        self.run("new", "Garden", "--no-open")
        self.run("add", "garden", "question", "who brings water?")
        self.file = self.home / "boards" / "garden.json"

    def run(self, *arguments: str, text: str = "") -> None:
        subprocess.run(
            [sys.executable, "-m", "cofacil", *arguments],
            env=self.environ,
            input=text.encode(),
            check=True,
            capture_output=True,
        )

    def let_in(self, name: str, role: str) -> None:
        """Write somebody down: a process for each would take longer than the flood."""
        key = self.keys[name] = asyncssh.generate_private_key("ssh-ed25519")
        if len(self.keys) == 1:
            self.run("members", "garden", "add", "--name", name, "--role", role, "--key", "-", text=key_text(key))
            return
        [file] = self.home.glob("share/*/members")
        with file.open("a") as members:
            members.write(f'role={role} name="{name}" {key_text(key)}\n')

    @asynccontextmanager
    async def shared(self) -> AsyncIterator[None]:
        with (self.home / "errors").open("wb") as errors:
            command = (sys.executable, "-m", "cofacil", "share", "garden", "--no-screen", "--port", "0")
            process = await asyncio.create_subprocess_exec(
                *command, env=self.environ, stdout=asyncio.subprocess.PIPE, stderr=errors
            )
            self.process = process
            try:
                assert process.stdout
                said = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode().split()
                self.port = int(said[said.index("-p") + 1])
                yield
                assert process.returncode is None, "it has ended by itself"
            finally:
                with suppress(ProcessLookupError):
                    process.terminate()
                await process.wait()

    @property
    def kib(self) -> int:
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, check=True).stdout
        return int(said)

    @property
    def seconds(self) -> float:
        """Processor time of the program."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def events(self) -> Sequence[Event]:
        log = BoardFile.open(self.file, for_writing=False)
        try:
            assert log.damage is None
            return log.read(0)
        finally:
            log.close()

    @property
    def said(self) -> str:
        return (self.home / "errors").read_text() + (self.home / "share" / "journal").read_text()


class Deaf(Line):
    """A terminal that is sent much and of which nobody reads more than whether it was told that something broke."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.may_write = asyncio.Event()
        self.may_write.set()

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        assert b"Something broke" not in data
        self.heard += len(data)

    def pause_writing(self) -> None:
        self.may_write.clear()

    def resume_writing(self) -> None:
        self.may_write.set()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.may_write.set()


class Flood:
    """One guest who sends streams until enough has been sent by all; who comes in again whenever they are let out."""

    def __init__(self, served: Served, name: str, kinds: Sequence[str], left: list[int]) -> None:
        self.served, self.name, self.left = served, name, left
        self.chance = Random(name)  # noqa: S311  # the same each time
        self.streams = streams(sum(name.encode()), kinds)
        self.sent = self.entered = self.heard = 0
        self.kinds: dict[str, int] = {}

    async def run(self) -> None:
        while self.left[0] > 0:
            conn = await asyncio.wait_for(connect(self.served.port, key=self.served.keys[self.name]), PATIENCE)
            self.entered += 1
            async with conn:
                with suppress(asyncssh.ChannelOpenError, BrokenPipeError, ConnectionError):
                    await self._at(conn)

    async def _at(self, conn: asyncssh.SSHClientConnection) -> None:
        line = Deaf()
        await conn.create_session(
            lambda: line,
            term_type=self.chance.choice(TERMS) or None,
            term_size=self.chance.choice(SIZES),
            env=self.chance.choice(ENVIRONS),
            encoding=None,
        )
        line.chan.set_write_buffer_limits(high=8192)
        await asyncio.sleep(0.2)
        while self.left[0] > 0 and not line.is_closed:
            stream = next(self.streams)
            self.kinds[stream.kind] = self.kinds.get(stream.kind, 0) + stream.size
            await self._send(line, stream)
            await asyncio.sleep(stream.size / TAKEN)
        await asyncio.sleep(0.3)
        self.heard += line.heard

    async def _send(self, line: Deaf, stream: Stream) -> None:
        chance = self.chance
        for piece in (*stream.pieces, *(AT_REST if chance.random() < 0.4 else ())):
            await asyncio.wait_for(line.may_write.wait(), BACKLOG)
            if line.is_closed:
                return
            line.chan.write(piece)
            self.left[0] -= len(piece)
            self.sent += len(piece)
            await asyncio.sleep(0)
        for _ in range(chance.choice((0, 0, 0, 1, 30))):
            line.chan.change_terminal_size(*chance.choice(SIZES))
        match chance.randrange(40):
            case 0:
                line.chan.send_signal(chance.choice(("INT", "TERM", "HUP", "WINCH", "KILL")))
            case 1:
                line.chan.send_break(100)
            case 2 if IS_FULL:
                await asyncio.sleep(2.3)  # long enough for what never ends to be given up


async def come_in(served: Served, name: str, stack: AsyncExitStack) -> Line:
    """Take a seat at the board, behind the welcome, or behind the line that was open when they went."""
    conn = await stack.enter_async_context(await connect(served.port, key=served.keys[name]))
    line = await sit(conn)
    await until(line, lambda text: "Enter to the board" in text or is_at_the_board(text))
    if "Enter to the board" in line.text:
        line.type("\r")
        await until(line, is_at_the_board)
    await leave_what_is_open(line)
    return line


def is_at_the_board(text: str) -> bool:
    return bool(AT_A_COLUMN.search(text) or OPEN.search(text))


async def leave_what_is_open(line: Line) -> None:
    """Leave whatever line or page is open, one after the other, until there is the board alone."""
    began = time.monotonic()
    while OPEN.search(line.text):
        assert time.monotonic() - began < PATIENCE, line.text
        line.type("\x1b")
        await asyncio.sleep(0.4)
    await until(line, AT_A_COLUMN.search)


async def until(line: Line, is_so: Any, patience: float = PATIENCE, told: Sequence[bytes] = ()) -> float:
    """Wait until the screen is so; return how long that took. Tell what was sent where it does not come to be so."""
    began = time.monotonic()
    while not is_so(line.text):
        assert time.monotonic() - began < patience, f"{line.text}\n{told}"
        assert not line.is_closed, f"{line.text}\n{told}"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def type_cards(line: Line, name: str, chance: Random | None) -> list[str]:
    """Type some cards, amid what a terminal answers where there is chance; return what they say."""
    made = []
    pieces: list[bytes] = []

    async def send(keys: str) -> None:
        sent = [key.encode() for key in keys]
        pieces[:] = no_lone_esc(amid_replies(sent, chance)).pieces if chance else sent
        for piece in pieces:
            line.type(piece)
            await asyncio.sleep(0.005)

    await send("a")
    await until(line, lambda shown: "Enter keep" in shown)
    for number in range(CARDS):
        text = f"card {number} of {name[-1]}"
        await send(text)
        await until(line, lambda shown, text=text: text in shown, told=pieces)
        await asyncio.sleep(0.4)  # what comes behind a moment of quiet is a key that is pressed
        await send("\r")
        await until(line, lambda shown, text=text: f"Question: {text}" not in shown)
        made.append(text)
    await send("\x1b")
    await until(line, lambda shown: "Enter keep" not in shown)
    return made


async def still_types(line: Line, text: str) -> None:
    """Keep a question, wherever they were, and whatever line is open there or waits to be taken up."""
    await leave_what_is_open(line)
    line.type("1")
    await until(line, lambda shown: "[1 ? QUESTIONS" in shown)
    while "Enter keep   Tab name" not in line.text:
        # What waits may be any line, of who will do what for example: Esc gives it up, or leads back from it.
        line.type("a")
        with suppress(AssertionError):
            await until(line, lambda shown: "Enter keep   Tab name" in shown, 5)
            break
        line.type("\x1b")
        await asyncio.sleep(0.4)
    line.type("\x15")
    await asyncio.sleep(0.4)
    line.type("?")
    line.type(text)
    await until(line, lambda shown: f"Question: {text}" in shown)
    await asyncio.sleep(0.4)
    line.type("\r")
    await until(line, lambda shown: f"Question: {text}" not in shown)


async def echoes(line: Line, is_over: asyncio.Event) -> list[float]:
    """Type a letter now and then for as long as others flood; return how long each took to stand on the screen."""
    took: list[float] = []
    line.type("a")
    await until(line, lambda text: "Enter keep" in text)
    written = ""
    while not is_over.is_set():
        letter = "bcdfghjklm"[len(took) % 10]
        written = letter if len(written) > 30 else written + letter
        line.type(f"\x15{written}" if len(written) == 1 else letter)
        took.append(await until(line, lambda text, written=written: f"Question: {written}" in text))
        await asyncio.sleep(0.25)
    line.type("\x1b")
    return took


def cards_of(events: Sequence[Event], name: str) -> list[str]:
    """Return what somebody's new cards say."""
    made = (write for event in events if event.by == name for write in event.writes if write.entity.startswith("card/"))
    return [str(write.after["text"]) for write in made if not write.field and isinstance(write.after, dict)]


async def kept(served: Served, name: str, cards: Sequence[str]) -> None:
    """Wait until just these cards of somebody are in the file; the screen goes on while one is saved."""
    began = time.monotonic()
    while (there := cards_of(served.events, name)) != cards:
        assert time.monotonic() - began < PATIENCE, there
        await asyncio.sleep(0.05)


def deeds_of(events: Sequence[Event], name: str) -> list[tuple[str, int]]:
    """Return what somebody did, but for what the first key of anybody does on a day: it opens the meeting."""
    first = {"meeting.open", "person.here"}
    return [(event.op, len(event.writes)) for event in events if event.by == name and event.op not in first]


async def flood(served: Served, guests: dict[str, Sequence[str]], total: int, watcher: Line) -> str:
    """Have guests send so much; return the figures, having looked that the program bears it."""
    left, is_over = [total], asyncio.Event()
    floods = [Flood(served, name, kinds, left) for name, kinds in guests.items()]
    echo = asyncio.create_task(echoes(watcher, is_over))
    sizes: list[int] = []
    began, busy = time.monotonic(), served.seconds

    async def weigh() -> None:
        while not is_over.is_set():
            if left[0] < total / 2:
                sizes.append(served.kib)
            await asyncio.sleep(1 if IS_FULL else 0.2)

    weighing = asyncio.create_task(weigh())
    try:
        await asyncio.gather(*(one.run() for one in floods))
    finally:
        is_over.set()
    took = sorted(await echo)
    await weighing
    sizes = sizes or [served.kib]
    assert served.kib - sizes[0] < MOST_GROWTH, sizes[:: max(1, len(sizes) // 20)]
    kinds = {kind: sum(one.kinds.get(kind, 0) for one in floods) for kind in HOSTILE}
    return (
        f"{sum(one.sent for one in floods):,} bytes by {len(floods)} guests who came in {sum(one.entered for one in floods):,} times"
        f" in {time.monotonic() - began:.0f} s, {served.seconds - busy:.1f} s of a processor; {kinds};"
        f" echo of another: {len(took)} letters, p50 {median(took) * 1000:.0f} ms, p95 {took[int(len(took) * 0.95)] * 1000:.0f} ms,"
        f" longest {took[-1] * 1000:.0f} ms; MiB in the second half {[size // 1024 for size in sizes[:: max(1, len(sizes) // 8)]]}"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the processor time is read from /proc")
async def test_whatever_terminals_send_only_keys_that_were_meant_change_the_board(tmp_path: Path) -> None:
    served = Served(tmp_path)
    served.let_in("Dee", "cofacilitator")
    many = {"amy": TYPISTS, "pat": TYPISTS}
    names = {kind: [f"{kind}{number}" for number in range(many.get(kind, EACH))] for kind in ROLES}
    for kind, some in names.items():
        for name in some:
            served.let_in(name, ROLES[kind])
    chance = Random(13)  # noqa: S311  # the same each time
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(served.shared())
        dee = await come_in(served, "Dee", stack)

        # Who may not write, and who only answers: not one byte.
        before = served.file.read_bytes()
        silent: dict[str, Sequence[str]] = {name: tuple(HOSTILE) for name in names["vic"]}
        silent |= dict.fromkeys(names["rae"], ("replies",))
        print(await flood(served, silent, BYTES * 6 // 10, dee))  # noqa: T201  # the figures of the full size
        assert served.file.read_bytes() == before

        # Who types amid answers, and who types the same alone: the same cards, while others send anything.
        lines = {name: await come_in(served, name, stack) for name in (*names["amy"], *names["pat"])}
        typing = [
            asyncio.create_task(type_cards(line, name, chance if name.startswith("amy") else None))
            for name, line in lines.items()
        ]
        print(await flood(served, {name: tuple(HOSTILE) for name in names["noe"]}, BYTES * 4 // 10, dee))  # noqa: T201
        typed = dict(zip(lines, await asyncio.gather(*typing), strict=True))
        for name in lines:
            await kept(served, name, typed[name])
        events = served.events
        for amid, alone in zip(names["amy"], names["pat"], strict=True):
            assert deeds_of(events, amid) == deeds_of(events, alone)
        assert {event.by for event in events} <= {"ana", *names["noe"], *names["amy"], *names["pat"]}

        # Who has sent anything is no worse off for it: their keys are keys.
        for name in names["noe"]:
            before_it = cards_of(served.events, name)
            await still_types(await come_in(served, name, stack), f"still there, {name}")
            await kept(served, name, [*before_it, f"still there, {name}"])
    assert "Traceback" not in served.said
    assert "broke" not in served.said

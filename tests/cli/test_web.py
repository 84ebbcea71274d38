"""A board in browsers: it is shown to this computer's own, nothing comes from them, and no process of it stays."""

import asyncio
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import urljoin, urlsplit

import aiohttp
import pytest
from cli_running import Cofacil, line_of
from test_cli_terminal import Terminal
from test_cli_words import NEVER

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Kind
from cofacil.language.worded import worded
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.walls import CardShown, Signal
from cofacil.store.board_file import BoardFile
from cofacil.store.signals import BoardSignals
from cofacil.wiring import web
from cofacil.wiring.screen import driver_for
from cofacil.wiring.web import in_browsers
from troubles import made_up

PATIENCE = 20
_MAIN = "import sys; from cofacil.wiring import web; {}; web.main(sys.argv[1], int(sys.argv[2]))"
_SHARING = """import pathlib, sys, time
from cofacil.wiring.web import in_browsers
with in_browsers(pathlib.Path(sys.argv[1]), 0) as address:
    print(address, flush=True)
    time.sleep(60)"""
IN_A_BROWSER = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "100", "ROWS": "30"}
KEYS = (
    "a",
    "? from a browser",
    "\r",
    "\x1b",
    "\x1b[200~pasted\x1b[201~",
    "w",
    "Eve",
    "\r",
    "\x1b[<0;5;29M",
    "\x11",
    "q",
)


class Window:
    """A window of a browser."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line = line
        self.seen = b""

    async def see(self, words: str) -> None:
        """Wait until some words have come."""
        async with asyncio.timeout(PATIENCE):
            while words.encode() not in self.seen:
                self.seen += await self._line.receive_bytes()

    async def see_end(self) -> int | None:
        """Read what comes until it is closed from the other side; return how that said it."""
        async with asyncio.timeout(PATIENCE):
            async for message in self._line:
                self.seen += message.data
        return self._line.close_code

    async def tell(self, *told: object) -> None:
        await self._line.send_str(json.dumps(told))


@asynccontextmanager
async def window(address: str, query: str = "?width=100&height=30", **headers: str) -> AsyncIterator[Window]:
    """Open a window as the page does."""
    parts = urlsplit(address)
    headers = {"Origin": f"http://{parts.netloc}", **headers}
    async with (
        aiohttp.ClientSession() as browser,
        browser.ws_connect(f"ws://{parts.netloc}/ws{query}", headers=headers) as line,
    ):
        yield Window(line)


@pytest.fixture
def cofacil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    cofacil.begin("Garden")
    cofacil("add", "garden", "question", "Who opens the gate?")
    for name, value in cofacil.env.items():
        monkeypatch.setenv(name, value)
    return cofacil


@pytest.fixture
def board(cofacil: Cofacil) -> Path:
    return cofacil.home / "boards" / "garden.json"


@pytest.fixture
def address(board: Path) -> Iterator[str]:
    with in_browsers(board, 0) as address:
        yield address


def windows_of(board: Path) -> list[int]:
    """Return the processes that draw windows of a board."""
    return processes_of(board, "--wall")


def processes_of(board: Path, word: str) -> list[int]:
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            typed = entry.read_bytes().split(b"\0")
        except OSError:  # it has ended meanwhile
            continue
        if {str(board).encode(), word.encode()} <= set(typed):
            found.append(int(entry.parent.name))
    return found


def bytes_of(board: Path) -> bytes:
    return board.read_bytes()


def soon(what: Callable[[], object], *, is_so: object) -> None:
    """Wait until what is asked for is so."""
    give_up = time.monotonic() + PATIENCE
    while what() != is_so:
        assert time.monotonic() < give_up, what()
        time.sleep(0.02)


def is_answered(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) == 0


# what is shown


async def test_a_window_shows_the_board_and_follows_it(cofacil: Cofacil, address: str) -> None:
    async with window(address) as shown:
        await shown.see("Who opens the gate?")
        await asyncio.to_thread(cofacil, "add", "garden", "offer", "Ana has a key")
        await shown.see("Ana has a key")


async def test_a_window_is_drawn_finely_wherever_it_is_shared_from(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TERM", "vt100")
    with in_browsers(board, 0) as address:
        async with window(address) as shown:
            await shown.see("▌")


async def test_the_page_loads_nothing_from_elsewhere(address: str) -> None:
    async with aiohttp.ClientSession() as browser, browser.get(address) as answer:
        page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert answer.status == 200
        own = urlsplit(address).netloc
        assert set(re.findall(r"(?:\w+:)?//[^/\"')\s]+", page)) == {f"ws://{own}"}
        assert "<title>garden</title>" in page
        assert "default-src 'self'" in policy
        assert set(re.findall(r"\w+://[^ ;]+", policy)) == {f"ws://{own}"}
        loaded = re.findall(r"(?:src|href)=\"(/static/[^\"]+)\"", page) + re.findall(r"url\(\"([^\"]+)\"\)", page)
        assert len(loaded) == 3
        for path in loaded:
            async with browser.get(urljoin(address, path)) as part:
                assert part.status == 200
                assert not re.search(rb"@import|url\(['\"]?http", await part.read())


async def test_a_board_may_be_called_anything(cofacil: Cofacil) -> None:
    path = cofacil.begin("Other").rename(cofacil.home / "boards" / "a'b <i>&$(touch x);.json")
    with in_browsers(path, 0) as address:
        async with aiohttp.ClientSession() as browser, browser.get(address) as answer:
            assert "<title>a&#x27;b &lt;i&gt;&amp;$(touch x);</title>" in await answer.text()
        async with window(address) as shown:
            await shown.see("Other")


async def test_a_window_may_have_any_size(address: str) -> None:
    async with window(address, "?width=x&height=") as shown:
        await shown.see("\x1b[24;1H")
        await shown.tell("resize", {"width": 70, "height": 41})
        await shown.see("\x1b[41;1H")
        await shown.tell("resize", {"width": 10**9, "height": -1})
        await shown.tell("resize", {"width": 70, "height": 10**9})
        await shown.see("\x1b[500;1H")
        assert b"\x1b[501;1H" not in shown.seen


@pytest.mark.parametrize("told", ['["stdin", "a"]', '["resize", [1, 2]]', '["resize"]', "{}", "7", '["blur"]'])
def test_nothing_but_a_size_is_taken_from_a_browser(told: str) -> None:
    assert web._resized(told) is None


# what comes from a browser


async def test_keys_of_a_browser_change_nothing_and_end_nothing(cofacil: Cofacil, board: Path, address: str) -> None:
    before = bytes_of(board)
    async with window(address) as shown:
        await shown.see("Who opens the gate?")
        for keys in (*KEYS, "q", "q"):
            await shown.tell("stdin", keys)
        await shown.tell("resize", {"width": 90, "height": 33})
        await shown.see("\x1b[33;1H")
        assert bytes_of(board) == before
        await asyncio.to_thread(cofacil, "add", "garden", "offer", "Joe was told")
        await shown.see("Joe was told")
    listed = cofacil("show", "garden").stdout
    assert "from a browser" not in listed
    assert "Eve" not in listed


async def test_a_card_for_everyone_reaches_a_window_of_a_browser(cofacil: Cofacil, board: Path, address: str) -> None:
    log = BoardFile.open(board, for_writing=False)
    (card,) = Room(log, SystemClock()).pull().board.columns[Kind.QUESTION]
    log.close()
    async with window(address) as browser:
        await browser.see("follows changes")
        ana = BoardSignals(paths.signals_folder(), log.path, lambda _others: None)
        ana.signal(Signal(shown=CardShown("Ana", card.id, time.monotonic_ns())))
        await browser.see("Ana asks everyone to look here")
        ana.close()


async def test_another_page_of_the_web_may_not_look(board: Path, address: str) -> None:
    async def refused(url: str, **headers: str) -> bool:
        async with aiohttp.ClientSession() as browser, browser.get(url, headers=headers) as answer:
            return answer.status == 403 and await answer.text() == (
                "This board is shown to browsers of this computer only, at http://127.0.0.1 and its port."
            )

    for origin in ("http://example.org", "null", address.replace("http:", "https:").rstrip("/")):
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            async with window(address, Origin=origin):
                pass
    # An address of this computer may be given to any name of the web.
    elsewhere = f"example.org:{urlsplit(address).port}"
    assert await refused(address, Host=elsewhere)
    assert await refused(f"{address}ws", Host=elsewhere, Origin=f"http://{elsewhere}")
    assert not await refused(address, Host="localhost:9000")
    assert windows_of(board) == []


def test_only_this_computer_is_answered(address: str) -> None:
    assert is_answered(address)
    assert not is_answered(address.replace("127.0.0.1", "127.0.0.2"))


# the process of a window


def test_what_a_browser_gets_writes_nothing_whatever_is_typed(cofacil: Cofacil, board: Path) -> None:
    before = board.read_bytes()
    with running(drawing(cofacil, "open", "garden", "--wall")) as process:
        assert line_of(process.stdout) == b"__GANGLION__\n"
        seen = read_until(process, b"Who opens the gate?")
        for keys in KEYS:
            send(process, b"D", keys.encode())
        send(process, b"M", b'{"type": "resize", "width": 90, "height": 33}')
        seen += read_until(process, b"\x1b[33;1H")
        rest, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
    assert board.read_bytes() == before
    # Marking words is the browser's: the mouse is not asked for.
    assert b"?1000h" not in seen + rest
    assert b"?1003h" not in seen + rest


def test_a_window_that_takes_nothing_any_more_holds_no_process(cofacil: Cofacil) -> None:
    with running(drawing(cofacil, "open", "garden", "--wall")) as process:
        assert line_of(process.stdout) == b"__GANGLION__\n"
        read_until(process, b"Who opens the gate?")
        for height in range(100, 180):  # more than fits into a pipe that nobody reads
            send(process, b"M", json.dumps({"type": "resize", "width": 300, "height": height}).encode())
        soon(lambda: is_full(process.stdout), is_so=True)
        assert process.stdin
        process.stdin.close()
        assert process.wait(PATIENCE) == -signal.SIGKILL


def test_nothing_leaves_for_a_browser_that_may_not_leave_for_a_terminal() -> None:
    sent: list[bytes] = []
    kind = driver_for(IN_A_BROWSER, is_wall=True, shows_cursor=False, may_stop=lambda: True)
    assert kind
    driver = kind.__new__(kind)
    vars(driver)["_write"] = sent.append
    driver.write("words\x1b]52;c;aGVsbG8=\x07 and \x1b[1mmore\x9b5n")
    assert sent == [b"D\x00\x00\x00\x14words and \x1b[1mmore5n"]


@pytest.mark.parametrize("typed", [("open", "garden"), (), ("demo",), ("share", "garden", "--port", "0")])
def test_a_browser_never_gets_more_than_a_wall(cofacil: Cofacil, board: Path, typed: tuple[str, ...]) -> None:
    before = board.read_bytes()
    with running(drawing(cofacil, *typed)) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (1, b"")
    assert err.decode() == ("A browser only shows the wall, on which nobody can write: `cofacil open BOARD --wall`.\n")
    assert board.read_bytes() == before


def test_what_is_printed_is_printed_where_a_browser_is_drawn_too(cofacil: Cofacil) -> None:
    with running(drawing(cofacil, "show", "garden")) as process:
        out, _ = process.communicate(timeout=PATIENCE)
    assert b"Who opens the gate?" in out


def is_full(pipe: IO[bytes] | None) -> bool:
    """Say whether whoever writes more into a pipe has to wait."""
    assert pipe
    waiting = int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)
    return waiting > fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ) - 8192


@contextmanager
def running(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Let a process run no longer than the block."""
    with process:
        try:
            yield process
        finally:
            process.kill()


def drawing(cofacil: Cofacil, *typed: str) -> subprocess.Popen[bytes]:
    return Cofacil.start(Drawing(cofacil), *typed)


class Drawing(Cofacil):
    """Somebody's cofacil, as it is started for a browser."""

    def __init__(self, cofacil: Cofacil) -> None:
        super().__init__(cofacil.home)
        self.env |= IN_A_BROWSER


def send(process: subprocess.Popen[bytes], kind: bytes, payload: bytes) -> None:
    assert process.stdin
    process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)


def read_until(process: subprocess.Popen[bytes], words: bytes) -> bytes:
    assert process.stdout
    seen = b""
    while words not in seen:
        more = os.read(process.stdout.fileno(), 65_536)
        assert more, seen[-500:]
        seen += more
    return seen


# how it ends


async def test_a_window_that_is_closed_leaves_no_process(board: Path, address: str) -> None:
    async with window(address) as shown, window(address) as other:
        await shown.see("Who opens the gate?")
        await other.see("Who opens the gate?")
        assert len(windows_of(board)) == 2
    await asyncio.to_thread(soon, lambda: windows_of(board), is_so=[])


async def test_a_process_that_ends_closes_its_window(cofacil: Cofacil, address: str) -> None:
    shutil.rmtree(cofacil.home / "boards")
    async with window(address) as shown:
        await shown.see_end()
    assert shown.seen == b""


async def test_a_process_that_does_as_it_likes_ends_with_its_window_too(board: Path) -> None:
    with running(beside(board, before="web._PYTHON = ('sh', '-c', 'cat; :')")) as process:
        async with window(line_of(process.stdout).decode().strip()):
            await asyncio.to_thread(soon, lambda: len(windows_of(board)), is_so=1)
        await asyncio.to_thread(soon, lambda: windows_of(board), is_so=[])


def test_nothing_of_the_process_beside_reaches_the_screen_that_shares_nor_a_key_of_it(
    board: Path, address: str
) -> None:
    (beside,) = processes_of(board, "cofacil.wiring.web")
    # Behind the address, which the fixture has read, it lets go of where it said it.
    soon(lambda: {Path(f"/proc/{beside}/fd/{number}").readlink() for number in (1, 2)}, is_so={Path(os.devnull)})
    assert os.getsid(beside) == beside


@pytest.mark.parametrize("ends_by", ["input", "signal"])
async def test_the_process_beside_ends_in_order_with_its_windows(board: Path, ends_by: str) -> None:
    with running(beside(board)) as process:
        async with window(line_of(process.stdout).decode().strip()) as shown:
            await shown.see("Who opens the gate?")
            assert process.stdin
            if ends_by == "input":
                process.stdin.close()
            else:
                process.terminate()
            assert await shown.see_end() == aiohttp.WSCloseCode.OK
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0
        soon(lambda: windows_of(board), is_so=[])


async def test_no_process_stays_where_the_one_that_shares_is_killed(board: Path) -> None:
    with running(sharing(board)) as process:
        address = line_of(process.stdout).decode().strip()
        async with window(address) as shown:
            await shown.see("Who opens the gate?")
            process.kill()
            await shown.see_end()
    soon(lambda: is_answered(address), is_so=False)
    soon(lambda: windows_of(board), is_so=[])


async def test_no_window_stays_where_the_process_beside_is_killed(board: Path) -> None:
    with running(beside(board)) as process:
        async with window(line_of(process.stdout).decode().strip()) as shown:
            await shown.see("Who opens the gate?")
            process.kill()
            soon(lambda: windows_of(board), is_so=[])


def test_sharing_that_ends_by_a_mistake_ends_it_too(board: Path) -> None:
    def share() -> str:
        with in_browsers(board, 0) as address:
            addresses.append(address)
            assert is_answered(address)
            raise made_up(Trouble, "somebody else has the door")

    addresses: list[str] = []
    with pytest.raises(Trouble, match="the door"):
        share()
    assert not is_answered(addresses[0])


# what stops it at the start


def test_a_port_that_somebody_else_has_is_said_in_one_sentence(board: Path) -> None:
    with in_browsers(board, 0) as address:
        port = urlsplit(address).port
        assert port
        with pytest.raises(Trouble) as told, in_browsers(board, port):
            pass
        assert is_answered(address)
    words = worded(told.value)
    assert words == f"Browsers cannot be let in: somebody else has port {port} here. --web-port takes another."
    assert not NEVER.search(words)


def test_what_does_not_start_is_said_in_one_sentence(board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_PYTHON", ("sh", "-c", "echo oh no"))
    with pytest.raises(Trouble) as told, in_browsers(board, 0):
        pass
    assert worded(told.value).startswith("The board cannot be shown in browsers: what serves them has not started.")


def test_the_port_of_one_that_has_just_ended_can_be_taken(board: Path) -> None:
    with in_browsers(board, 0) as address:
        port = urlsplit(address).port
        assert port
    with in_browsers(board, port) as again:
        assert again == address


def test_what_has_to_be_installed_is_said_before_anything_starts(board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("subprocess.Popen", pytest.fail)
    with pytest.raises(Refusal) as told, in_browsers(board, 0):
        pass
    assert worded(told.value).endswith("one thing more has to be installed: pip install 'cofacil[web]'")


async def test_modules_that_lie_where_somebody_stands_are_not_run(
    board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("aiohttp", "textual", "jinja2"):
        tmp_path.joinpath(f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    with in_browsers(board, 0) as address:
        async with window(address) as shown:
            await shown.see("Who opens the gate?")


async def test_more_windows_than_there_may_be_are_told_so(board: Path) -> None:
    with running(beside(board, before="web.WINDOWS = 1")) as process:
        address = line_of(process.stdout).decode().strip()
        async with window(address) as shown:
            await shown.see("Who opens the gate?")
            async with window(address) as refused:
                await refused.see_end()
            assert refused.seen.decode() == (
                "1 window of a browser shows this board already. Close it, then open this one again."
            )
        await asyncio.to_thread(soon, lambda: windows_of(board), is_so=[])
        await see_once_there_is_room(address, "Who opens the gate?")


async def see_once_there_is_room(address: str, words: str) -> None:
    """Open windows until one shows the board: the place of one that has ended is free a moment after its process."""
    for _ in range(20):
        async with window(address) as shown:
            with suppress(aiohttp.WSMessageTypeError):
                await shown.see(words)
                return
        await asyncio.sleep(0.2)
    pytest.fail("No window is let in again.")


def beside(board: Path, before: str = "") -> subprocess.Popen[bytes]:
    """Start what serves browsers by itself."""
    module = ["-m", "cofacil.wiring.web"] if not before else ["-c", _MAIN.format(before)]
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *module, str(board), "0"], stdin=pipe, stdout=pipe, bufsize=0)


def sharing(board: Path) -> subprocess.Popen[bytes]:
    """Start what shows a board in browsers until it is killed."""
    return subprocess.Popen([sys.executable, "-c", _SHARING, str(board)], stdout=subprocess.PIPE, bufsize=0)


@pytest.mark.parametrize("ends_by", [signal.SIGTERM, signal.SIGKILL])
async def test_sharing_shows_the_board_in_browsers_as_long_as_it_lasts(
    cofacil: Cofacil, board: Path, ends_by: signal.Signals
) -> None:
    with running(cofacil.start("share", "garden", "--no-screen", "--port", "0", "--web", "--web-port", "0")) as process:
        lines = [line_of(process.stdout).decode() for _ in range(5)]
        said, address = lines[-1].rsplit(" ", 1)
        assert said == "In browsers here:"
        async with window(address.strip()) as shown:
            await shown.see("Who opens the gate?")
            process.send_signal(ends_by)
            await shown.see_end()
        assert await asyncio.to_thread(process.wait, PATIENCE) == (143 if ends_by == signal.SIGTERM else -9)
    soon(lambda: windows_of(board) + processes_of(board, "cofacil.wiring.web"), is_so=[])


async def test_with_a_screen_the_last_row_says_where_browsers_find_it(cofacil: Cofacil, board: Path) -> None:
    terminal = Terminal(cofacil, "share", "garden", "--port", "0", "--web", "--web-port", "0", size=(24, 80))
    terminal.see("In browsers here: http://127.0.0.1:")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 143
    soon(lambda: windows_of(board) + processes_of(board, "cofacil.wiring.web"), is_so=[])
    assert not any(word in terminal.seen for word in (b"Traceback", b"======"))


def test_a_web_port_that_somebody_else_has_opens_no_door(cofacil: Cofacil) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(
            cofacil.start("share", "garden", "--no-screen", "--port", "0", "--web", "--web-port", str(port))
        ) as process:
            out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (1, b"")
    assert err.decode() == f"Browsers cannot be let in: somebody else has port {port} here. --web-port takes another.\n"
    assert not (cofacil.home / "share").exists()

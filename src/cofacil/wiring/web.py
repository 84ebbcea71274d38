"""The board in browsers of this computer: a process beside the one that shares it, and one more for each window.

Run as `python -m cofacil.wiring.web PATH PORT` it serves until its input ends; `in_browsers` runs it so. A window sends
nothing but its size: no key and no click of a browser reaches a process that holds a board.
"""

import asyncio
import errno
import html
import importlib.util
import json
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.text import strip_text
from cofacil.language.catalog import _, language_now, ngettext
from cofacil.wiring.chosen_language import speak_chosen_language
from cofacil.wiring.terms import LOOPBACK

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.app_service import AppService

WINDOWS = 12
"""Windows that may be open at once: each is a process, of some 42 MB."""

_PORT_TAKEN, _PORT_OF_THE_SYSTEM = "web-port-taken", "web-port-of-the-system"
"""The troubles that the process beside tells of, by their names, in place of the address."""
_OWN_NAMES = {LOOPBACK, "localhost", "::1"}
_PATIENCE = 4.0
"""Seconds that the process beside gets to end in good order."""
_CLOSING = 2.0
"""Seconds of those that it gives its windows."""
_MOST_CELLS = 500
_PYTHON = (sys.executable, "-P", "-m")
"""Runs a module of ours, and none that lies in the folder somebody happens to stand in."""
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src ws://{address}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load and reach: this server, and nothing else in the world."""
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/xterm.css">
<style>
@font-face {{ font-family: "Roboto Mono"; src: url("/static/fonts/RobotoMono-VariableFont_wght.ttf"); }}
html, body {{ height: 100%; overflow: hidden; background: #000; color: #fff; font: 16px "Roboto Mono", monospace; }}
p {{ position: fixed; left: 0; right: 0; bottom: 0; z-index: 20; margin: 0; padding: 8px; background: #000; }}
a {{ color: #fff; }}
.ended, .-first-byte .opening, .-closed .opening {{ display: none; }}
.-closed .ended {{ display: block; }}
</style>
<script src="/static/js/textual.js"></script>
</head>
<body>
<div class="textual-terminal" data-session-websocket-url="ws://{address}/ws" data-font-size="16"></div>
<p class="opening">{opening}</p>
<p class="ended" role="alert">{ended} <a href="/">{again}</a></p>
<noscript><p>{no_scripts}</p></noscript>
</body>
</html>
"""


@contextmanager
def in_browsers(path: Path, port: int) -> Iterator[str]:
    """Show a board to browsers of this computer while the block lasts; hand over the address to open.

    Raises:
        Refusal: what serves browsers is not installed.
        Trouble: somebody else has the port.
    """
    if importlib.util.find_spec("textual_serve") is None:
        raise Refusal("web-not-installed")
    pipe = subprocess.PIPE
    command = [*_PYTHON, "cofacil.wiring.web", str(path.resolve()), str(port)]
    # In a session of its own no key of this terminal reaches it, and nothing of it this terminal.
    process = subprocess.Popen(  # noqa: S603  # our own program
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield _address_told_by(process, port)
    finally:
        _end(process)


def _address_told_by(process: "subprocess.Popen[bytes]", port: int) -> str:
    first_line = process.stdout.readline().decode("utf-8", "replace").strip() if process.stdout else ""
    if first_line in {_PORT_TAKEN, _PORT_OF_THE_SYSTEM}:
        raise Trouble(first_line, port=port)
    if not first_line.startswith("http:"):
        raise Trouble("web-not-started")
    return first_line


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Have the process end by the end of its input, which comes to it also where this one is killed."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class BrowserWindows:
    """The windows that browsers have open on one board."""

    def __init__(self, path: Path) -> None:
        self._title = strip_text(path.stem)
        self._command = f"exec {shlex.join([*_PYTHON, 'cofacil', 'open', str(path), '--wall'])}"
        self._open: set[web.WebSocketResponse] = set()
        self._window = _window_class()

    async def page(self, request: "web.Request") -> "web.Response":
        """Answer with the page that a window is opened by."""
        from aiohttp import web

        _refuse_strangers(request)
        headers = {
            "Content-Security-Policy": _POLICY.format(address=html.escape(request.host)),
            "Cache-Control": "no-store",
        }
        words = {"title": self._title, "address": request.host, **_words_of_page()}
        page = _PAGE.format(**{name: html.escape(text) for name, text in words.items()})
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def show(self, request: "web.Request") -> "web.WebSocketResponse":
        """Show the board in a window until it is closed, or its process ends."""
        from aiohttp import web

        _refuse_strangers(request)
        line = web.WebSocketResponse(heartbeat=15)
        await line.prepare(request)
        if len(self._open) >= WINDOWS:
            await line.send_bytes(_full().encode())
            await line.close()
            return line
        self._open.add(line)
        try:
            await self._draw(line, _size(request.query))
        finally:
            self._open.discard(line)
        return line

    async def _draw(self, line: "web.WebSocketResponse", size: tuple[int, int]) -> None:
        from textual_serve.download_manager import DownloadManager

        async def close() -> None:
            await line.close()

        window = self._window(
            self._command,
            write_bytes=line.send_bytes,
            write_str=line.send_str,
            close=close,
            download_manager=DownloadManager(),
        )
        await window.start(*size)
        try:
            async for message in line:
                if (resized := _resized(message.data)) is not None:
                    await window.set_terminal_size(*resized)
        finally:
            await window.stop()

    async def close(self, _app: "web.Application") -> None:
        """Close every window: sharing has ended."""
        await asyncio.gather(*(line.close() for line in tuple(self._open)))


def _words_of_page() -> dict[str, str]:
    return {
        "language": language_now(),
        "opening": _("The board is being opened."),
        "ended": _("This window shows the board no longer."),
        "again": _("Open it again"),
        "no_scripts": _("The board can only be drawn where this page may run scripts."),
    }


def _full() -> str:
    return ngettext(
        "{number} window of a browser shows this board already. Close it, then open this one again.",
        "{number} windows of browsers show this board already. Close one of them, then open this one again.",
        WINDOWS,
    )


def _window_class() -> "type[AppService]":
    from textual_serve.app_service import AppService

    class BrowserWindow(AppService):
        """One window's process, which lasts as long as the window does."""

        async def run(self) -> None:
            """Pass on what the process draws; where it ends by itself the window closes."""
            await super().run()
            await self.remote_close()

        async def stop(self) -> None:
            """End the process by the end of its input: asked only, one that hangs would stay."""
            self.stdin.close()
            await super().stop()

    return BrowserWindow


def _refuse_strangers(request: "web.Request") -> None:
    """Let in nobody but this server's own page: any page of the web can reach an address of this computer."""
    from aiohttp import web

    origin = request.headers.get("Origin", f"http://{request.host}")
    if urlsplit(f"//{request.host}").hostname not in _OWN_NAMES or origin != f"http://{request.host}":
        where = f"http://{LOOPBACK}"
        words = _("This board is shown to browsers of this computer only, at {where} and its port.", where=where)
        raise web.HTTPForbidden(text=words)


def _resized(sent: str) -> tuple[int, int] | None:
    """Return the new size of a window that tells one; whatever else a browser tells is not taken."""
    match json.loads(sent):
        case ["resize", dict() as size]:
            return _size(size)
        case _:
            return None


def _size(sent: Mapping[str, object]) -> tuple[int, int]:
    """Return the columns and rows of a window, as many as can be drawn whatever a browser says."""
    return _cells(sent.get("width"), 80), _cells(sent.get("height"), 24)


def _cells(cells: object, usual: int) -> int:
    try:
        return min(max(1, int(str(cells))), _MOST_CELLS)
    except ValueError:
        return usual


def _application(path: Path) -> "web.Application":
    """Return what serves one board until the input ends, or the process is asked to end."""
    import textual_serve
    from aiohttp import web

    def end() -> None:
        asyncio.get_running_loop().remove_reader(sys.stdin)
        raise web.GracefulExit

    async def watch_input(_app: web.Application) -> None:
        asyncio.get_running_loop().add_reader(sys.stdin, end)

    app, windows = web.Application(), BrowserWindows(path)
    shipped = Path(next(iter(textual_serve.__path__))) / "static"
    app.add_routes([web.get("/", windows.page), web.get("/ws", windows.show), web.static("/static", shipped)])
    app.on_startup.append(watch_input)
    app.on_shutdown.append(windows.close)
    return app


def _tell(line: str) -> None:
    """Say one line to the process that shares the board; nobody reads what may come behind it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _draw_as_browsers_do(environ: MutableMapping[str, str]) -> None:
    """Have windows draw what a browser can, whatever the terminal can that the board is shared from, in its language."""
    if everything := environ.pop("LC_ALL", ""):
        environ["LC_MESSAGES"] = everything
    environ.update({"TERM": "xterm-256color", "LC_CTYPE": "C.UTF-8"})


def main(path: str, port: int) -> int:
    """Serve one board, behind a line with the address; where that cannot be, the line is the name of why."""
    try:
        listening = socket.create_server((LOOPBACK, port))
    except OSError as trouble:
        _tell(_PORT_OF_THE_SYSTEM if trouble.errno == errno.EACCES else _PORT_TAKEN)
        return 1
    _draw_as_browsers_do(os.environ)
    speak_chosen_language()
    from aiohttp import web

    app = _application(Path(path))
    _tell(f"http://{LOOPBACK}:{listening.getsockname()[1]}/")
    web.run_app(app, sock=listening, print=None, access_log=None, shutdown_timeout=_CLOSING)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))

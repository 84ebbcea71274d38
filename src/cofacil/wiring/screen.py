"""Whether there is a screen that a board can be drawn on, and how it is reached: a terminal, or a window of a browser."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cofacil.board.errors import Refusal

if TYPE_CHECKING:
    from textual.driver import Driver

_FOR_BROWSERS = "textual.drivers.web_driver:WebDriver"
_MOUSE_MOVES = "\x1b[?1003h"
"""What asks a terminal to tell of every move of the mouse."""
_LAST_WORDS = 2.0
"""Seconds that a process gets to end in good order once its window has gone."""


def has_screen() -> bool:
    """Say whether a board can be drawn: on a terminal that can do more than print lines, or in a browser."""
    if is_browser(os.environ):
        return True
    from cofacil.terminal.capability import Capability

    is_tty = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    return Capability.of(os.environ, is_tty).is_full_screen


def is_browser(environ: Mapping[str, str]) -> bool:
    """Say whether this process draws in a browser's window: so says textual-serve, which starts one for each."""
    return environ.get("TEXTUAL_DRIVER") == _FOR_BROWSERS


def driver_for(
    environ: Mapping[str, str], *, is_wall: bool, shows_cursor: bool, may_stop: Callable[[], bool]
) -> "type[Driver] | None":
    """Return what draws on the screen of this process, None where that is Textual's own.

    Raises:
        Refusal: a browser is to be given more than a wall.
    """
    if not is_browser(environ):
        from cofacil.terminal.tty import driver_class

        return driver_class(environ, shows_cursor=shows_cursor, may_stop=may_stop)
    if not is_wall:
        raise Refusal("browser-is-a-wall")
    return _window_driver()


def _window_driver() -> "type[Driver]":
    import signal

    from textual.drivers.web_driver import WebDriver
    from textual.messages import ExitApp

    from cofacil.terminal.guard import clean, permits

    class WindowDriver(WebDriver):
        """Draws in a window of a browser, and lasts no longer than the window."""

        def write(self, data: str) -> None:
            """Send what may leave for a terminal, and nothing else: a browser is one too."""
            if data != _MOUSE_MOVES:
                super().write(data if permits(data) else clean(data))

        def _enable_mouse_support(self) -> None:
            """Leave the mouse to the browser, which marks and copies words with it."""

        def run_input_thread(self) -> None:
            """Read until the window has gone, then end; also where what nobody takes holds up the event loop."""
            super().run_input_thread()
            if self.exit_event.is_set():
                return
            self.send_message(ExitApp())
            if not self.exit_event.wait(_LAST_WORDS):
                os.kill(os.getpid(), signal.SIGKILL)

    return WindowDriver

"""What every driver of a board shares: the way out through guard and frame, the modes, the way in."""

import time
from abc import abstractmethod
from contextlib import ExitStack
from typing import Any, ClassVar

from rich.console import Console
from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth
from cofacil.terminal.frame import Frame
from cofacil.terminal.guard import clean
from cofacil.terminal.keys import Keys

_SYNC_START = "\x1b[?2026h"
_SYNC_END = "\x1b[?2026l"
_PLAIN = "\x1b[m"
_TWICE = 0.6
"""Seconds between two Esc that draw the screen anew."""
_BELL = "\x07"
# A short write arrives in one piece anyway.
_SYNC_FROM = 512

_MOUSE_ON = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
_ASK_SYNC = "\x1b[?2026$p"
# Disambiguated, and letters as they are: whose line breaks could type not even `reset` where each key is a sequence.
_KITTY_ON = "\x1b[>1u"
_HOME = "\x1b[H"
# Between two frames a plain pen and rows that wrap: what `ssh` says as it ends, and the shell behind it, is read then.
_TIDY, _AGAIN = "\x1b7\x1b[m\x1b[?7h", "\x1b8\x1b[?7l"

LEAVE = (
    f"{_SYNC_END}\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l"
    # Kitty's flags belong to the screen they were set on. GNU screen and the console have only one: what stands there
    # would run into what the shell says.
    "\x1b[<u\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h"
)
"""Restores every mode that a board may have set."""


class BoardDriver(Driver):
    """Draws an App on a terminal by sending only what changed.

    A driver of its own says where the bytes go (`transmit`), and calls `Keys.feed` with what comes, `resized` when the
    terminal has a new size, `pause_output` and `resume_output` when its door is blocked and free again.
    """

    capability: ClassVar[Capability] = Capability()
    """The terminal it draws on; a subclass for one terminal sets its own."""
    shows_cursor: ClassVar[bool] = False
    """Whether the terminal's own cursor is seen, for braille lines and magnifiers that follow it."""
    may_break: ClassVar[bool] = False
    """Whether the line to the terminal may end at any moment, and nobody can give it back then."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        _render_truecolor(app)
        can = self.capability
        self.frame = Frame(
            *(size or (80, 25)), can.depth, erases_in_colour=can.erases_in_colour, asks=can.answers_queries
        )
        self.keys: Keys | None = None
        self._held: list[str] | None = None
        self._pause = ExitStack()
        self._is_paused = False
        self._is_active = False
        self.has_drawn = False
        """Whether there is a screen that keys can be pressed on."""
        self._escaped = -_TWICE
        """When Esc was pressed last, with nothing behind it."""

    @abstractmethod
    def transmit(self, data: bytes) -> None:
        """Send bytes to the terminal, in order and all of them, without waiting."""

    def write(self, data: str) -> None:
        """Send what changes on the screen of what Textual draws."""
        if not self._is_active:
            return
        if data == _SYNC_START:
            self._held = []
        elif data == _SYNC_END:
            held, self._held = self._held or [], None
            self._send(self._tidied("".join(held)), is_framed=True)
        elif data == _BELL:
            self._put(data)
        elif drawn := self.frame.diff(clean(data)):
            self._put(drawn)
            if not self.has_drawn and self.keys is not None:
                self.has_drawn = True
                self.keys.screen_is_there()

    def _put(self, text: str) -> None:
        if self._held is None:
            self._send(self._tidied(text), is_framed=False)
        else:
            self._held.append(text)

    def _tidied(self, text: str) -> str:
        """Return what is drawn, with the terminal behind it as whoever comes next wants it, where that may be anybody."""
        if not text or not self.may_break:
            return text
        # At home it stands for nothing: below all that is drawn, the next words run into none of it.
        below = f"\x1b[{self.frame.height}H" if text.endswith(_HOME) else ""
        return f"{_AGAIN}{text}{_TIDY}{below}"

    def _send(self, text: str, *, is_framed: bool) -> None:
        if not text:
            return
        if is_framed and len(text) >= _SYNC_FROM:
            text = f"{_SYNC_START}{text}{_SYNC_END}"
        self.transmit(text.encode("utf-8", "replace"))

    def make_keys(self) -> Keys:
        """Return the reader of this terminal's input; a subclass sets its limits here."""
        return Keys(self.process_message, told_place=self.frame.found.learn)

    def start_application_mode(self) -> None:
        """Take the terminal's screen, mouse and keys; again, where somebody else may have had them meanwhile."""
        if self._is_active:
            self._send(LEAVE, is_framed=False)
        self._is_active = True
        self._held = None
        if self.keys is None:
            self.keys = self.make_keys()
            self.has_drawn = False
        self.frame.forget()
        self._send("".join(self._enter()), is_framed=False)

    def _enter(self) -> list[str]:
        # Without colours a cursor that is painted cannot be told from the words.
        is_shown = self.shows_cursor or self.capability.depth is Depth.NONE
        cursor = "\x1b[?25h" if is_shown else "\x1b[?25l"
        modes = [f"\x1b[?1049h{cursor}\x1b[?7l\x1b[?1004h\x1b[?2004h"]
        if self._mouse:
            modes.append(_MOUSE_ON)
        if not constants.DISABLE_KITTY_KEY and self.capability.answers_queries:
            modes.append(_KITTY_ON)
        if self.capability.answers_queries:
            modes.append(_ASK_SYNC)
        return modes

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.resume_output()
        self.disable_input()
        if self._is_active:
            self._is_active = False
            self._send(LEAVE, is_framed=False)

    def disable_input(self) -> None:
        """Take no more keys, and let go of the App."""
        if self.keys is not None:
            self.keys.close()
            self.keys = None

    def resized(self, width: int, height: int) -> None:
        """Tell the App the terminal's size; what it shows is not known any more."""
        self._size = (width, height)
        self.frame.resize(width, height)
        size = Size(width, height)
        self.send_message(events.Resize(size, size))

    def pause_output(self) -> None:
        """Let the App draw nothing until the door is free: frames are differences, and none may be lost."""
        if not self._is_paused:
            self._is_paused = True
            self._pause.enter_context(self._app.batch_update())

    def resume_output(self) -> None:
        """Let the App draw again, what it missed in one frame."""
        if self._is_paused:
            self._is_paused = False
            self._pause.close()
            self.redraw()

    def redraw(self) -> None:
        """Have the App draw its whole screen."""
        if self._app.is_running:
            self._app.call_later(self._app.refresh, layout=True)

    def draw_anew(self) -> None:
        """Draw all of it again: something else has written across the screen."""
        self.frame.forget()
        self._send(_PLAIN, is_framed=False)
        self.redraw()

    def process_message(self, message: Message) -> None:
        """Hand on what came, but for the keys that draw the screen anew: ctrl+l, and Esc twice, which is a key as well."""
        if isinstance(message, events.Key):
            now, before = time.monotonic(), self._escaped
            self._escaped = now if message.key == "escape" else -_TWICE
            if message.key == "ctrl+l":
                self.draw_anew()
                return
            if message.key == "escape" and now - before < _TWICE:
                self.draw_anew()
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand an event to the App: input arrives on its own loop, so there is no thread to cross."""
        self._app.post_message(message)


def _render_truecolor(app: App[Any]) -> None:
    """Have the App render truecolor: rich keeps the colour form on styles that Apps share."""
    if app.console.color_system != "truecolor":
        app.console = Console(
            color_system="truecolor",
            file=app.console.file,
            force_terminal=True,
            no_color=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            safe_box=False,
        )

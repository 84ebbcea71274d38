"""A small board for the tests: rows by the line API, a line to type in, two themes; also a program of its own."""

import asyncio
import fcntl
import os
import signal
import sys
import termios
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from cofacil.terminal.tty import driver_class

WORDS = [
    "who is not in the room?",
    "Qui n’est pas là ? Été à Nîmes",
    "谁不在场？ 漢字かな",
    "offers 😀 and 🚀 actions",
    "한국어 naïve",
]


class RowsView(Widget, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [("j", "move(1)"), ("k", "move(-1)"), ("l", "carry"), ("s", "scroll")]

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.first = 0
        self.cards = [f"Q{number} {WORDS[number % len(WORDS)]}" for number in range(60)]

    def render_line(self, y: int) -> Strip:
        number = self.first + y
        is_here = number == self.at
        base = Style.parse("on #304a70" if is_here else "on #1e1e1e" if self.app.current_theme.dark else "on #f0f0e0")
        words = Style.parse("bold #f0e0c0" if is_here else "#808890")
        text = self.cards[number % len(self.cards)]
        left = Strip([Segment("▌" if is_here else " ", base), Segment(f"{text} ", base + words)])
        right = Strip(
            [
                Segment("│ ", base + Style.parse("#557799")),
                Segment(f"row {number}", base + Style.parse("italic underline #88aa66")),
            ]
        )
        half = self.size.width // 2
        return Strip.join([left.adjust_cell_length(half, base), right.adjust_cell_length(self.size.width - half, base)])

    def action_move(self, step: int) -> None:
        before, self.at = self.at, (self.at + step) % len(self.cards)
        if not self.first <= self.at < self.first + self.size.height:
            self.first = max(0, self.at - self.size.height // 2)
            self.refresh()
        for number in (before, self.at):
            self.refresh(Region(0, number - self.first, self.size.width, 1))

    def action_carry(self) -> None:
        cards = self.cards
        cards[self.at], cards[self.at - 1] = cards[self.at - 1], cards[self.at]
        self.refresh()

    def action_scroll(self) -> None:
        self.first = (self.first + 7) % len(self.cards)
        self.refresh()


class WalkApp(App[None]):
    CSS = """
    Screen { layers: below above; overflow: hidden hidden; }
    RowsView { width: 1fr; height: 1fr; layer: below; }
    Input { layer: above; dock: bottom; width: 40; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("e", "type"),
        ("escape", "leave"),
        ("t", "theme"),
        ("q", "quit"),
        ("z", "suspend_process"),
        ("x", "fail"),
    ]

    def compose(self) -> ComposeResult:
        yield RowsView()
        line = Input()
        line.cursor_blink = False
        yield line

    def on_mount(self) -> None:
        self.animation_level = "none"
        loop = asyncio.get_running_loop()
        if __name__ == "__main__":
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.end, number)

    def end(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def action_type(self) -> None:
        line = self.query_one(Input)
        line.display = True
        line.focus(scroll_visible=False)

    def action_leave(self) -> None:
        line = self.query_one(Input)
        line.display = False
        self.query_one(RowsView).focus(scroll_visible=False)

    def action_theme(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    def action_fail(self) -> None:
        raise RuntimeError("as the test asked")


def main() -> int:
    # The terminal that the test opened becomes the controlling one.
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    app = WalkApp(driver_class=driver_class(os.environ))
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())

"""What the parts of the board view may ask of it, so that they need not know the widget."""

from collections.abc import Callable
from typing import Any, Protocol

from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from cofacil.board.model import Board
from cofacil.room.room import Told
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.board import Picture
from cofacil.tui.paint.scene import Scene
from cofacil.tui.view import View


class Showing(Protocol):
    """A board on a screen: what it shows, and how it takes a step."""

    board: Board
    view: View
    line: Mode | None
    picture: Picture | None
    clock: Callable[[], int]
    new_id: Callable[[], str]
    is_wall: bool

    @property
    def size(self) -> Size: ...

    @property
    def screen(self) -> Screen[Any]: ...

    def desk(self) -> Desk: ...

    def scene(self, width: int, height: int) -> Scene: ...

    def say(self, sentence: str) -> None: ...

    def repaint(self) -> None: ...

    def repaint_figures(self) -> None: ...

    def render_line(self, y: int) -> Strip: ...

    def show_board(self, told: Told) -> None: ...

    async def press(self, press: Press) -> None: ...

    async def take(self, step: Step | None) -> None: ...

    def set_timer(self, delay: float, callback: Any = None) -> Timer: ...

    def call_later(self, callback: Any, *args: Any) -> bool: ...

    def capture_mouse(self, capture: bool = True) -> None: ...

    def release_mouse(self) -> None: ...

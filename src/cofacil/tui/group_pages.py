"""The pages of what a group has named, each as it is made over a board: its themes, one of them alone, its own words."""

from typing import TYPE_CHECKING, Protocol

from cofacil.board.commands.base import Command
from cofacil.room.room import News
from cofacil.tui.keys import Keymap
from cofacil.tui.paint.brush import Brush
from cofacil.tui.session import Session

if TYPE_CHECKING:
    from cofacil.tui.pages.sheet_view import SheetView


class Over(Protocol):
    """What these pages ask of the app they are opened over."""

    keymap: Keymap

    @property
    def brush(self) -> Brush: ...

    async def ask(self, *commands: Command) -> News: ...


def group_page(page: str, app: Over, session: Session, about: str = "") -> "SheetView":
    """Return a page by its name; `about` is the key of the theme that it shows alone, "" for all.

    Raises:
        KeyError: none of these is called that.
    """
    keys, role = app.keymap.keys, session.seat.role
    if page == "own_names":
        from cofacil.tui.pages.own_names import OwnNamesView  # noqa: PLC0415  # start-up time

        return OwnNamesView(session.board, app.brush, keys, app.ask, role)
    if page in {"gathered", "theme"}:
        from cofacil.tui.pages.gathered import GatheredView  # noqa: PLC0415  # start-up time

        return GatheredView(session.board, app.brush, keys, session.clock, app.ask, role=role, theme=about)
    raise KeyError(page)

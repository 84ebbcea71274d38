"""What becomes of the pages that are open where somebody may do another thing from now on."""

from typing import Any, Protocol

from textual.screen import Screen

from cofacil.board.kinds import Role
from cofacil.tui.pages.page import Page
from cofacil.tui.session import Session


class Stacked(Protocol):
    """The app, as far as its pages go."""

    @property
    def screen_stack(self) -> list[Screen[Any]]: ...

    def pop_screen(self) -> Any: ...


async def close_what_is_not_theirs(app: Stacked, session: Session) -> None:
    """Take away what only who facilitates sees, where whoever sits here does so no more; other pages know who watches."""
    from cofacil.tui.pages.sheet_view import SheetView  # noqa: PLC0415  # start-up time

    views = [page.view for page in app.screen_stack if isinstance(page, Page)]
    first = len(views)
    for at, view in enumerate(views):
        if isinstance(view, SheetView):
            view.is_watching = not session.may_write
            view.repaint()
            first = min(first, at) if view.for_who_leads else first
    if not session.seat.role.includes(Role.COFACILITATOR):
        for _view in views[first:]:
            await app.pop_screen()

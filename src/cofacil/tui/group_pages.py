"""The pages of what a group has named, each as it is made over a board: its themes, one of them alone, its own words."""

from typing import TYPE_CHECKING

from cofacil.tui.pages.below import Below, Over
from cofacil.tui.session import Session

if TYPE_CHECKING:
    from cofacil.tui.pages.sheet_view import SheetView


def group_page(page: str, app: Over, session: Session, about: str = "") -> "SheetView":
    """Return a page by its name; `about` is the key of the theme that it shows alone, "" for all.

    Raises:
        KeyError: none of these is called that.
    """
    below = Below.of(app, session)
    if page == "own_names":
        from cofacil.tui.pages.own_names import OwnNamesView  # noqa: PLC0415  # start-up time

        return OwnNamesView(below)
    if page in {"gathered", "theme"}:
        from cofacil.tui.pages.gathered import GatheredView  # noqa: PLC0415  # start-up time

        return GatheredView(below, theme=about)
    raise KeyError(page)

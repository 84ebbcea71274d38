"""The room that something is painted into."""

from typing import NamedTuple

from cofacil.language.catalog import _
from cofacil.tui.paint.brush import Brush


class Window(NamedTuple):
    """The cells that one column, or a page, has."""

    width: int
    height: int
    brush: Brush
    is_kept: bool = True
    """Whether what happens here is kept: the example is not."""

    is_watching: bool = False
    """Whether nothing is written from here."""
    state: str = ""
    """In words, what of the board below is not kept, or that all is; "" where there is none below."""
    is_trouble: bool = False
    """Whether what a page says last is that something is not kept."""

    @property
    def saved_state(self) -> str:
        """Return what the last row says of it."""
        if self.state:
            return self.state
        if self.is_watching:
            return _("watching")
        return _("saved") if self.is_kept else _("not kept")

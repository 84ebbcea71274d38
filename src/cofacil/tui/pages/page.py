"""A page: a Textual screen that one painted widget fills."""

import asyncio

from textual.app import ComposeResult
from textual.screen import Screen

from cofacil.tui.widgets.rows_view import RowsView


class Page(Screen[None]):
    """Shows one view, which has the keys."""

    DEFAULT_CSS = """
    Page { overflow: hidden hidden; background: $background; }
    """

    def __init__(self, view: RowsView) -> None:
        super().__init__()
        self.view = view
        self.filled = asyncio.Event()
        """Set once the view is there."""

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.focus(scroll_visible=False)
        self.filled.set()

    def on_screen_resume(self) -> None:
        self.view.come_back()

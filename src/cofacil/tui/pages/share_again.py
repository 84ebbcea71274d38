"""A board that was shared as its program ended: Enter opens the same door again, and who was in is in again."""

from collections.abc import Mapping
from typing import NamedTuple

from cofacil.language.catalog import _
from cofacil.room.ports import WasShared
from cofacil.tui.keys import Press
from cofacil.tui.messages import PageRequested
from cofacil.tui.pages.sheet import Edges, Sheet, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.window import Window


class Again(NamedTuple):
    """What the page shows."""

    title: str
    was: WasShared
    sentence: str = ""


class ShareAgainView(SheetView):
    """Asks whether a board is shared again as it was."""

    def __init__(self, title: str, was: WasShared, brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__(brush, keys)
        self.again = Again(title, was)

    def draw(self, window: Window) -> Sheet:
        return paint_again(self.again._replace(sentence=self.sentence), window)

    async def press(self, press: Press) -> None:
        if press.key == "enter":
            self.go_back()
            self.post_message(PageRequested("share_again"))
        elif press.key == "escape":
            self.go_back()


def paint_again(again: Again, window: Window) -> Sheet:
    """Return the page."""
    empty = blank(window.width, window.brush.style("screen"))
    reach = (
        _("Only this computer could join.")
        if again.was.is_local
        else _("Everybody in this network could knock, at port {port}.", port=again.was.port)
    )
    texts = (
        _("This board was shared, and nobody has stopped sharing: the program that did so has ended."),
        reach,
        _("Enter shares it again, with the same line and the same words. Who was in finds their place again."),
        _("Esc leaves it as it is: nobody can join now."),
    )
    rows = [empty]
    for text in texts:
        rows += [*words_rows(text, window), empty]
    room = window.height - 3
    rows = [*rows[:room], *[empty] * (room - len(rows))]
    offers = (Offer("enter", _("share again")), Offer("escape", _("not now")))
    return sheet(window, Edges(again.title, offers, again.sentence, right=_("it was shared")), rows)

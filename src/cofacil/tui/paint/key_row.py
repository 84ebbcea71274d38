"""The keys of a moment: what is offered, what of it fits in a row, and which key a click on it presses."""

from collections.abc import Sequence
from typing import NamedTuple

from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece
from cofacil.tui.paint.text import cell_len


class Offer(NamedTuple):
    """One thing that a key does now."""

    key: str
    """The key as we call it, "" where the words stand for several: those are pressed by no click."""
    words: str
    """What it does."""
    short: str = ""
    """The same where there is little room, "" where it is short already."""
    cap: str = ""
    """How the key is shown, where that is not what stands on it: `1-9`, `Enter, 2`."""
    stays: bool = False
    """Whether it is offered however little room there is: the way back."""

    @property
    def press(self) -> Press | None:
        """Return the key that a click on it presses."""
        if not self.key:
            return None
        return Press(self.key, self.key if len(self.key) == 1 else None)

    @property
    def shown(self) -> str:
        return self.cap or cap_of(self.key)


class Placed(NamedTuple):
    """An offer, and the cells of the row that it takes."""

    offer: Offer
    left: int
    right: int


class KeyRow(NamedTuple):
    """The offers that fit into a row, as they are painted and as they are clicked."""

    pieces: tuple[Piece, ...] = ()
    placed: tuple[Placed, ...] = ()

    def offer_at(self, x: int) -> Offer | None:
        """Return the offer under a cell of the row."""
        return next((placed.offer for placed in self.placed if placed.left <= x < placed.right), None)


def cap_of(key: str) -> str:
    """Return a key as people read it: what is printed on it."""
    match key:
        case "enter":
            return _("Enter")
        case "escape":
            return _("Esc")
        case "tab":
            return _("Tab")
        case "delete":
            return _("Del")
        case "backspace":
            return _("Backspace")
        case " ":
            return _("Space")
        case "":
            return ""
        case _:
            return key


def fitted(offers: Sequence[Offer], width: int, brush: Brush, gaps: Sequence[int] = (3,), left: int = 0) -> KeyRow:
    """Return as many offers as fit: in full, else nearer together, else in short; else the same without the last of them.

    `left` is the cell that the first begins at; `gaps` are the blanks between two, the widest first.
    """
    shown, gap = _chosen([(offer, _text(offer, offer.words)) for offer in offers], width - left, gaps)
    pieces: list[Piece] = []
    placed: list[Placed] = []
    at = left
    for number, (offer, text) in enumerate(shown):
        between = "" if number == len(shown) - 1 else " " * gap
        cap = offer.shown
        pieces += [(cap, brush.style("key")), (text[len(cap) :] + between, brush.style("keys"))]
        placed.append(Placed(offer, at, at + cell_len(text)))
        at += cell_len(text + between)
    return KeyRow(tuple(piece for piece in pieces if piece[0]), tuple(placed))


def cells_of(offers: Sequence[Offer], gap: int) -> int:
    """Return the cells that all of these take in full, so many blanks apart."""
    return _cells([(offer, _text(offer, offer.words)) for offer in offers], gap)


def _chosen(full: list[tuple[Offer, str]], width: int, gaps: Sequence[int]) -> tuple[list[tuple[Offer, str]], int]:
    whole, short = list(full), [(offer, _text(offer, offer.short or offer.words)) for offer, _full in full]
    while True:
        for texts, gap in ((texts, gap) for texts in (whole, short) for gap in gaps):
            if _cells(texts, gap) <= width:
                return texts, gap
        loose = [at for at, (offer, _text_of) in enumerate(whole) if not offer.stays]
        if not loose:
            return short, gaps[-1]
        del whole[loose[-1]], short[loose[-1]]


def _text(offer: Offer, words: str) -> str:
    return f"{offer.shown} {words}".strip() if words else offer.shown


def _cells(texts: Sequence[tuple[Offer, str]], gap: int) -> int:
    return sum(cell_len(text) + gap for _offer, text in texts) - gap

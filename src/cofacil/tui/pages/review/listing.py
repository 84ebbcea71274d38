"""A page of looking back that lists: who does what by when, offers, what is open, who was missing, themes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.board.marked import N_
from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_first
from cofacil.made_lately import MadeLately
from cofacil.review.words import came_in_all, kept_in_all, meetings_words
from cofacil.tui.keys import Press
from cofacil.tui.pages.review.leaf import READ_ONLY, Desk, Drawn, Leaf, ToStory, Turn
from cofacil.tui.pages.review.pages import FIRST, MISSING, OFFERS, OPEN, THEMES, tabs_row
from cofacil.tui.pages.review.rows import LaidOut, Section, empty_rows
from cofacil.tui.pages.review.sections import SECTIONS
from cofacil.tui.pages.sheet import Edges, Listed, listed, sheet, words_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank, margin, row, words_row
from cofacil.tui.paint.text import cell_len, cut, fitting
from cofacil.tui.paint.window import Window

_HEADS = {
    OFFERS: N_("Offers not taken up"),
    OPEN: N_("What is still open"),
    MISSING: N_("Who was not in the room"),
    THEMES: N_("What belongs together"),
}
_NONE = {
    OFFERS: N_("Every offer was taken up, or nobody has made one."),
    OPEN: N_("Nothing is open."),
    THEMES: N_("No cards have been gathered."),
}
"""What stands on a page on which there is nothing."""
_GAP = "        "
"""Between two counts."""
_AIRY_FROM = 30
"""Rows of a window from which there is air around the counts."""


@dataclass(frozen=True, slots=True)
class Listing(Leaf):
    """One of the pages that list, and what is in hand on it."""

    page: str = FIRST
    hand: int = 0
    top: int = 0

    def draw(self, desk: Desk, window: Window, sentence: str) -> Drawn:
        width, brush = window.width, window.brush
        ground = blank(width, brush.style("screen"))
        laid = laid_of(self.page, desk)
        count = laid.total
        above = _above(self.page, desk, window)
        y = window.height - 3
        tabs, on_tabs = tabs_row(self.page, width, brush, y)
        below = [*_counts(self.page, desk, window), tabs]
        room = window.height - 3 - len(above) - len(below)
        hand = max(0, min(self.hand, count - 1))
        inner = Window(width, room, brush)
        most = laid.most(inner)

        def block(at: int) -> list[Strip]:
            return laid.block(at, window, most, in_hand=at == hand)

        shown = listed(block, count, hand, self.top, inner, 1 + len(above))
        rows = list(_saying_what_is_below(shown, laid, inner) if self.page == FIRST else shown.rows) or _nothing(
            laid.sections, self.page, window
        )
        rows = (rows + [ground] * room)[:room]
        offers = (
            Offer("", _("choose"), cap=brush.up_down),
            *((Offer("enter", _("its story"), _("story")),) if count else ()),
            Offer(desk.keys["find"], _("find")),
            Offer(desk.keys["help"], _("more")),
            Offer(desk.keys["leave"], _("leave")),
        )
        title = desk.board.title or desk.board.topic
        right = fitting((_("looking back, nothing can change"), _("looking back")), max(0, width - cell_len(title) - 4))
        edges = Edges(
            title,
            offers,
            sentence or fitting(_sentences(self.page, desk), width - cell_len(_(READ_ONLY)) - 5),
            right,
            _(READ_ONLY),
            1,
        )
        made = sheet(window, edges, [*above, *rows, *below], [*on_tabs, *shown.spots], top=shown.top)
        return Drawn(made, replace(self, top=shown.top, hand=hand))

    def press(self, press: Press, desk: Desk) -> Turn | None:
        last = max(0, laid_of(self.page, desk).total - 1)
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -last, "end": last}
        if press.key == "escape":
            return Turn(is_back=True)
        if press.key in moves:
            return Turn(replace(self, hand=max(0, min(last, self.hand + moves[press.key]))))
        if press.key == "enter":
            return self.choose(self.hand, desk)
        return None

    def choose(self, choice: int, desk: Desk) -> Turn | None:
        laid = laid_of(self.page, desk)
        return Turn(replace(self, hand=choice), ToStory(laid.entity(choice))) if 0 <= choice < laid.total else None

    def grown(self, before: Desk, desk: Desk) -> "Listing":
        old, new = laid_of(self.page, before), laid_of(self.page, desk)
        found = new.find(old.entity(self.hand)) if self.hand < old.total else None
        return self if found is None else replace(self, hand=found)


_laid: MadeLately[LaidOut] = MadeLately(32)


def laid_of(page: str, desk: Desk) -> LaidOut:
    """Return what stands on a page: made once for a board, however many keys are pressed there."""
    key = (id(desk.book), page, desk.width, desk.today, desk.brush.language)
    if (found := _laid.get(key)) is not None:
        return found[1]
    return _laid.put(key, (desk.book,), LaidOut.of(SECTIONS[page](desk)))


def _saying_what_is_below(shown: Listed, laid: LaidOut, window: Window) -> Sequence[Strip]:
    """Return the rows that fit; the last names the section that begins below, so that nobody misses that there is one."""
    last = max((spot.choice for spot in shown.spots), default=laid.total)
    below = laid.total - 1 - last
    following = laid.sections[laid.place(last)[0] + 1 :] if below > 0 else ()
    head = next((section.head for section in following if section.rows), "")
    if not head:
        return shown.rows
    brush, width = window.brush, window.width
    words = _("{sign} {number} below: {head}", sign=brush.signs.below, number=below, head=head)
    words = cut(words, width - _BELOW - 1, brush.signs.more)
    named = row(width, [(" " * _BELOW + words, brush.style("hint"))], brush.style("screen"))
    return (*shown.rows[:-1], named)


_BELOW = 7
"""Cells before the words that say how many stand below."""


def _nothing(sections: tuple[Section, ...], page: str, window: Window) -> list[Strip]:
    rows = [strip for section in sections for strip in empty_rows(section, window)]
    return rows or [blank(window.width, window.brush.style("screen")), *words_rows(_(_NONE[page]), window, "hint")]


def _above(page: str, desk: Desk, window: Window) -> list[Strip]:
    """Return what stands right below the head: of the first page when they met, of the others what they are."""
    style = window.brush.style("place")
    words = meetings_words(desk.answers, desk.today) if page == FIRST else _(_HEADS[page])
    words = cut(words, window.width - 2 * margin(window.width), window.brush.signs.more)
    return [
        words_row(
            window.width,
            [(words, style if page == FIRST else window.brush.style("title"))],
            window.brush.style("screen"),
        )
    ]


def _counts(page: str, desk: Desk, window: Window) -> list[Strip]:
    """Return how much more there is to look at, below the first page."""
    if page != FIRST:
        return []
    counts, brush, ground = desk.answers.counts, window.brush, window.brush.style("screen")
    parts = (
        (_("Still open:"), counts.still_open),
        (_("Offers not taken up:"), counts.offers_open),
        (_("Asks not met:"), counts.asks_open),
    )
    room = window.width - 2 * margin(window.width) - 2
    cells = [cell_len(words) + 1 + len(str(count)) for words, count in parts]
    gap = _GAP if sum(cells) + 2 * len(_GAP) <= room else "  "
    pieces: list[Piece] = [("  ", ground)]
    for number, (words, count) in enumerate(parts):
        if sum(cells[: number + 1]) + number * len(gap) > room:
            break
        pieces += [(gap if number else "", ground), (words, brush.style("hint")), (f" {count}", brush.style("digits"))]
    air = [blank(window.width, ground)] if window.height >= _AIRY_FROM else []
    return [*air, words_row(window.width, pieces, ground), *air]


def _first_words(desk: Desk) -> tuple[str, ...]:
    came, kept = came_in_all(desk.answers.counts), kept_in_all(desk.answers.counts)
    return f"{came} {kept}", kept, came


def _offers_words(desk: Desk) -> tuple[str, ...]:
    count = desk.answers.counts.offers_open
    if not count:
        return (_("No offer waits to be taken up."),)
    people = len(desk.answers.offers)
    short = ngettext("{number} offer is not taken up.", "{number} offers are not taken up.", count)
    return (
        ngettext(
            "{offers} By {number} person, in their own words.",
            "{offers} By {number} people, in their own words.",
            people,
            offers=short,
        ),
        short,
    )


def _open_words(desk: Desk) -> tuple[str, ...]:
    counts = desk.answers.counts
    still = ngettext("{number} thing is still open.", "{number} things are still open.", counts.still_open)
    asks = ngettext(
        "Nothing meets {number} of the questions.", "Nothing meets {number} of the questions.", counts.asks_open
    )
    return (f"{still} {asks}" if counts.asks_open else still), still


def _missing_words(desk: Desk) -> tuple[str, ...]:
    counts = desk.answers.counts
    named = ngettext(
        "One was missing, and is named.",
        "{Number} were missing, and are named.",
        counts.missing,
        Number=count_first(counts.missing),
    )
    came = came_in_all(counts)
    return (f"{named} {came}" if counts.missing else came), came


def _themes_words(desk: Desk) -> tuple[str, ...]:
    return (ngettext("{number} theme.", "{number} themes.", len(desk.answers.themes)),)


_SAYS: Mapping[str, Callable[[Desk], tuple[str, ...]]] = {
    FIRST: _first_words,
    OFFERS: _offers_words,
    OPEN: _open_words,
    MISSING: _missing_words,
    THEMES: _themes_words,
}


def _sentences(page: str, desk: Desk) -> tuple[str, ...]:
    """Return what a page says in one sentence, then in less room."""
    return _SAYS[page](desk)

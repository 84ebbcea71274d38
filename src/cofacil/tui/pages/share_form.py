"""Sharing a board that is not shared: who may reach it, whether strangers may ask, and at which port."""

from dataclasses import dataclass, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.room.ports import Sharing
from cofacil.tui.pages.sections import Section, air, laid_out, whole_sentence
from cofacil.tui.pages.sheet import INDENT, WIDEST, Edges, Sheet, choice_row, sheet, typed_row, words_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.text import fitting, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

WAYS = (
    (
        N_("with this network"),
        N_("Everybody whose computer reaches this one can knock; only those with a word or a key come in."),
    ),
    (N_("only this computer"), N_("For a try, or behind a tunnel.")),
)
"""Who may reach the board, and what that means."""
WITH_NETWORK, ONLY_HERE, ASKING, PORT, PAGE = range(5)
_PORTS = range(1, 2**16)
_FIGURES = 5


@dataclass(frozen=True, slots=True)
class Share:
    """What the page shows while the board is not shared."""

    hand: int = 0
    """What is in hand: a way to share, or what is chosen before."""
    sentence: str = ""
    may_ask: bool = False
    port: int = 0
    """0 for the usual one, or the first behind it that is free."""
    has_page: bool = False
    """Whether phones and browsers find a page of the board as well."""
    typed: Typed | None = None
    """The port as it is being typed, None while it is not."""

    def sharing(self, way: int) -> Sharing:
        return Sharing(way == WITH_NETWORK, self.may_ask, self.port, self.has_page)

    def moved(self, key: str) -> "Share":
        return replace(self, hand=max(0, self.hand - 1) if key == "up" else min(PAGE, self.hand + 1))

    def asked(self) -> "Share":
        """Return it with strangers who may ask, or no more."""
        return replace(self, hand=ASKING, may_ask=not self.may_ask)

    def paged(self) -> "Share":
        """Return it with a page for phones, or without one."""
        return replace(self, hand=PAGE, has_page=not self.has_page)

    def typing(self) -> "Share":
        """Return it with the line open in which the port is typed."""
        return replace(self, hand=PORT, typed=Typed.of(str(self.port or "")))

    def pressed(self, key: str, character: str | None) -> "tuple[Share, str]":
        """Return what a key makes of the line with the port, and what is to be said."""
        typed = self.typed or Typed()
        if key == "escape":
            return replace(self, typed=None), ""
        if key == "enter":
            text = typed.text.strip()
            if not text or (text.isdecimal() and int(text) in _PORTS):
                return replace(self, typed=None, port=int(text or 0)), ""
            return self, _("A port is a number from 1 to 65535. An empty line takes the usual one.")
        found = typed.press(key, character)
        if found is None:
            return self, ""
        if len(found.text) > _FIGURES or not (found.text.isdecimal() or not found.text):
            return self, _("A port is a number from 1 to 65535. An empty line takes the usual one.")
        return replace(self, typed=found), ""


def paint_share(share: Share, window: Window) -> Sheet:
    """Return the page that asks who may reach the board."""
    some = air(window)
    about = _("Others join from their own computers, with nothing but ssh.")
    more = _("They see the same board as you do, and look around in it for themselves. You say who may come in.")
    sections = [
        some,
        Section(words_rows(f"{about} {more}", window), 6, () if share.sentence else words_rows(about, window)),
    ]
    for at, (way, meaning) in enumerate(WAYS):
        head = _choice(window, f"{at + 1} {_(way)}", in_hand=at == share.hand)
        lines = wrap(_(meaning), min(WIDEST, window.width) - INDENT - 3, 9, window.brush.signs.more)
        rest = [_choice(window, f"  {line}", in_hand=at == share.hand, is_quiet=True) for line in lines]
        sections += [some, Section([head, *rest], 4, [head], choice=at)]
    asks, cursor_row, cell = _asking_words(share, window.width), *_port_row(share, window)
    sections += [some, Section([_choice(window, asks, in_hand=share.hand == ASKING)], choice=ASKING)]
    sections += [Section([cursor_row], choice=PORT)]
    sections += [Section([_choice(window, _page_words(share, window.width), in_hand=share.hand == PAGE)], choice=PAGE)]
    body, spots = laid_out([*sections, *whole_sentence(share.sentence, window)], window)
    at = next((spot.y for spot in spots if spot.choice == PORT), 0)
    cursor = Offset(cell, at) if share.typed is not None else None
    sentence, state = share.sentence or _("This board is not shared now."), "" if share.sentence else window.saved_state
    edges = Edges(_("Share this board"), _offers(share, window), sentence, state=state, most_rows=1)
    return sheet(window, edges, body, spots, cursor)


def _choice(window: Window, words: str, *, in_hand: bool, is_quiet: bool = False) -> Strip:
    return choice_row(window.width, window.brush, [(words, is_quiet)], in_hand=in_hand)


def _asking_words(share: Share, width: int) -> str:
    mark = _mark(is_on=share.may_ask)
    whole = _("3 {mark} people without a word may ask, and you answer on the board", mark=mark)
    return fitting((whole, _("3 {mark} people without a word may ask", mark=mark)), width - INDENT - 1)


def _page_words(share: Share, width: int) -> str:
    mark = _mark(is_on=share.has_page)
    whole = _("5 {mark} a page for phones and browsers as well, with the same word", mark=mark)
    return fitting((whole, _("5 {mark} a page for phones as well", mark=mark)), width - INDENT - 1)


def _mark(*, is_on: bool) -> str:
    """Return what says of something that can be switched whether it is on."""
    return "[x]" if is_on else "[ ]"


def _port_row(share: Share, window: Window) -> tuple[Strip, int]:
    """Return the row with the port, and the cell of its cursor."""
    if share.typed is not None:
        lead = f" {window.brush.signs.mark} " + _("4 port:") + " "
        return typed_row(window.width, lead, share.typed, window.brush)
    words = _("4 port {port}", port=share.port)
    if not share.port:
        usual = (_("4 port: the usual one, or the next that is free"), _("4 port: the usual one"))
        words = fitting(usual, window.width - INDENT - 1)
    return _choice(window, words, in_hand=share.hand == PORT), 0


def _offers(share: Share, window: Window) -> tuple[Offer, ...]:
    if share.typed is not None:
        return (Offer("enter", _("take this port"), _("take it")), Offer("escape", _("as it was")))
    switches = {ASKING: share.may_ask, PAGE: share.has_page}
    does = _("another port") if share.hand == PORT else _("share")
    if (is_on := switches.get(share.hand)) is not None:
        does = _("switch it off") if is_on else _("switch it on")
    return (Offer("", _("choose"), cap=window.brush.up_down), Offer("enter", does), Offer("escape", _("back")))

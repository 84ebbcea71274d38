"""The themes of a board: called otherwise, put away and brought back; and one of them alone, its cards side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.themes import BringBackTheme, PutAwayTheme, RenameTheme
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Card
from cofacil.board.text import NAME_LIMIT
from cofacil.board.themes import SIGN, names_of, put_away, theme_called, theme_name
from cofacil.language.catalog import _, ngettext
from cofacil.language.column_names import kind_called
from cofacil.language.days import date_of
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.messages import CardActionChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, choice_row, limited, listed, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.cards import GAP, face, stack_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import beside, blank, row
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_NARROWEST = 24
"""Cells below which a column of cards has no room for words."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list of themes shows."""

    board: Board
    hand: int = 0
    top: int = 0
    typed: Typed | None = None
    """The new name while one is typed, None while none is."""
    joins: bool = False
    """Whether it was said that another theme is called so: Enter makes the two one."""

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the keys of those that are on the wall, then of those that were put away."""
        return (*names_of(self.board.themes), *put_away(self.board))

    @property
    def theme(self) -> str:
        """Return the key of the one in hand, "" for none."""
        return self.themes[self.hand] if self.hand < len(self.themes) else ""

    @property
    def is_away(self) -> bool:
        return self.theme not in self.board.themes


@dataclass(frozen=True, slots=True)
class Alone:
    """One theme, and which of its cards is in hand."""

    theme: str
    hand: int = 0
    top: int = 0


class GatheredView(BoardPage):
    """Lists the themes; Enter shows all cards of one, of whichever kind, side by side."""

    undoes_here = True

    def __init__(self, below: Below, *, theme: str = "") -> None:
        super().__init__(below)
        self._may_change = below.role.includes(RenameTheme.role)
        self.listing = Listing(below.board)
        self.alone: Alone | None = Alone(theme) if theme else None
        self._begins_alone = bool(theme)

    @property
    def board(self) -> Board:
        return self.listing.board

    def hear(self, board: Board, sentence: str = "") -> None:
        before = self.listing.theme
        listing = replace(self.listing, board=board)
        hand = listing.themes.index(before) if before in listing.themes else listing.hand
        self.listing = replace(listing, hand=max(0, min(hand, len(listing.themes) - 1)))
        if self.alone and self.alone.theme not in board.themes:
            self.alone = None
        self.sentence = sentence or self.sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        if self.alone is not None:
            drawn = paint_alone(self.board, self.alone, date_of(self.clock()), self.sentence, window)
            self.alone = replace(self.alone, top=drawn.top)
            return drawn
        drawn = paint_listing(self.listing, self.keys, self.sentence, window, may_change=self._may_change)
        self.listing = replace(self.listing, top=drawn.top)
        return drawn

    async def press(self, press: Press) -> None:
        said, self.sentence = self.sentence, ""
        if self.alone is not None:
            await self._press_alone(self.alone, press)
        elif self.listing.typed is not None:
            await self._press_line(self.listing.typed, press, said)
        else:
            await self._press_list(press)
        self.repaint()

    async def _press_list(self, press: Press) -> None:
        listing = self.listing
        if press.key == "escape":
            self.go_back()
        elif (hand := moved(press.key, listing.hand, len(listing.themes), 8)) is not None:
            self.listing = replace(listing, hand=hand)
        elif press.key == "enter" and listing.theme:
            await self.choose(listing.hand)
        elif self.is_key(press, "edit") and listing.theme and self._may_change and not listing.is_away:
            self.listing = replace(listing, typed=Typed.of(theme_name(self.board, listing.theme)))
        elif self.is_key(press, "put_away") and listing.theme and self._may_change:
            theme = listing.theme
            await self.keep(BringBackTheme(theme) if listing.is_away else PutAwayTheme(theme))
        elif self.is_key(press, "undo") or self.is_key(press, "redo"):
            await self.ask_app(CardActionChosen("undo" if self.is_key(press, "undo") else "redo", ""))
        else:
            self.sentence = means_nothing(press)

    @property
    def asks(self) -> bool:
        return self.listing.joins

    async def _press_line(self, typed: Typed, press: Press, said: str) -> None:
        if press.key == "escape":
            self.listing = replace(self.listing, typed=None, joins=False)
        elif press.key == "enter":
            await self._rename(typed.text)
        elif (changed := typed.press(press.key, press.character)) is not None:
            line, sentence = limited(changed, typed, NAME_LIMIT)
            self.listing = replace(self.listing, typed=line, joins=False)
            self.sentence = sentence
        else:
            self.sentence = said

    async def _press_alone(self, alone: Alone, press: Press) -> None:
        cards = self.board.themes.get(alone.theme, ())
        if press.key == "escape" and self._begins_alone:
            self.go_back()
        elif press.key == "escape":
            self.alone = None
        elif press.key == "enter" and cards:
            await self.choose(min(alone.hand, len(cards) - 1))
        elif (hand := _moved(cards, alone.hand, press.key)) is not None:
            self.alone = replace(alone, hand=hand)
        else:
            self.sentence = means_nothing(press)

    async def choose(self, choice: int) -> None:
        if self.alone is not None:
            self.alone = replace(self.alone, hand=choice)
            await self.ask_app(CardActionChosen("", self.board.themes[self.alone.theme][choice].id))
            return
        self.listing = replace(self.listing, hand=choice)
        if self.listing.is_away:
            key = self.keys["put_away"]
            self.sentence = _("That theme is put away. {key} brings it back.", key=key) if self._may_change else ""
        elif self.listing.theme:
            self.alone = Alone(self.listing.theme)
        self.repaint()

    @property
    def takes_words(self) -> bool:
        return self.alone is None and self.listing.typed is not None

    def unkept(self) -> Unkept | None:
        typed = self.listing.typed
        return on_page("gathered", typed.text, theme=self.listing.theme) if typed is not None else None

    def take_up(self, unkept: Unkept) -> bool:
        theme, themes = unkept.fields.get("theme", ""), self.listing.themes
        is_there = self._may_change and self.alone is None and theme in self.board.themes
        if is_there:
            typed = Typed.of(unkept.fields.get("text", ""))
            self.listing = replace(self.listing, hand=themes.index(theme), typed=typed)
        return is_there

    def paste(self, text: str) -> None:
        if self.listing.typed is None or self.alone is not None:
            super().paste(text)
            return
        plain, told = taken(text)
        line, sentence = limited(self.listing.typed.insert(plain), self.listing.typed, NAME_LIMIT)
        self.listing = replace(self.listing, typed=line, joins=False)
        self.sentence = sentence or told or ""
        self.repaint()

    async def _rename(self, name: str) -> None:
        """Call the theme in hand otherwise; where another is called so, ask whether the two become one."""
        if await self.keep(RenameTheme(self.listing.theme, name, joins=self.listing.joins)):
            themes, called = self.listing.themes, theme_called(self.board, name)
            hand = themes.index(called) if called in themes else self.listing.hand
            self.listing = replace(self.listing, typed=None, joins=False, hand=hand)

    def say_why(self, trouble: Trouble) -> None:
        super().say_why(trouble)
        if isinstance(trouble, Refusal):
            self.listing = replace(self.listing, joins=trouble.name == "theme-named-twice")


def _moved(cards: Sequence[Card], hand: int, key: str) -> int | None:
    """Return the card in hand behind an arrow: up and down one by one, left and right to the kind beside it."""
    if not cards:
        return None
    if key in {"up", "down", "home", "end"}:
        steps = {"up": -1, "down": 1, "home": -len(cards), "end": len(cards)}
        return max(0, min(len(cards) - 1, hand + steps[key]))
    if key not in {"left", "right"}:
        return None
    kinds = list(dict.fromkeys(card.kind for card in cards))
    at = kinds.index(cards[hand].kind) + (1 if key == "right" else -1)
    return next(n for n, card in enumerate(cards) if card.kind is kinds[max(0, min(len(kinds) - 1, at))])


# how they look


def paint_listing(
    listing: Listing,
    keys: Mapping[str, str],
    sentence: str,
    window: Window,
    *,
    may_change: bool,
) -> Sheet:
    """Return the list of themes, with the line for a new name below the one in hand while one is typed."""
    width, brush, themes = window.width, window.brush, listing.themes
    back = Offer("escape", _("back"))
    empty = blank(width, brush.style("screen"))
    if not themes:
        words = _(
            "No theme yet. {key} on a card asks what it goes with; #name in a line gives it one.", key=keys["gather"]
        )
        edges = Edges(_("Themes"), (back,), sentence, state=window.saved_state)
        return sheet(window, edges, [empty, *words_rows(words, window)])
    inner = Window(width, window.height - 4, brush)
    away = put_away(listing.board)
    shown = listed(lambda at: _theme_rows(listing, at, away, window), len(themes), listing.hand, listing.top, inner, 2)
    if listing.typed is not None:
        offers = (
            Offer("enter", _("make the two one") if listing.joins else _("keep the name")),
            Offer("escape", _("leave it as it was"), _("as it was")),
        )
        right = ngettext("{number} letter", "{number} letters", len(listing.typed.text))
        line, cell = typed_row(width, _("   Called:  "), listing.typed, brush, right)
        y = next((y for y, spot in enumerate(shown.spots) if spot.choice == listing.hand), 0) + 1
        rows = [*shown.rows[:y], line, *shown.rows[y:]]
        edges = Edges(_("Themes"), offers, sentence, state=window.saved_state)
        return sheet(window, edges, [empty, *rows], shown.spots[:y], Offset(cell, 2 + y), shown.top)
    turned = _("bring it back") if listing.is_away else _("put away")
    change = (Offer(keys["put_away"], turned),) if may_change else ()
    rename = (Offer(keys["edit"], _("call it otherwise"), _("name")),) if may_change and not listing.is_away else ()
    offers = (
        Offer("", _("choose"), cap=brush.up_down),
        *(() if listing.is_away else (Offer("enter", _("all its cards"), _("cards")),)),
        *rename,
        *change,
        back,
    )
    count = ngettext("{number} theme.", "{number} themes.", len(themes) - len(away))
    edges = Edges(_("Themes"), offers, sentence or count, state=window.saved_state)
    return sheet(window, edges, [empty, *shown.rows], shown.spots, top=shown.top)


def _theme_rows(listing: Listing, at: int, away: Mapping[str, tuple[str, int]], window: Window) -> list[Strip]:
    key = listing.themes[at]
    brush, width = window.brush, window.width
    if key in away:
        name, count = away[key]
        beside = ngettext("put away, with {number} card", "put away, with {number} cards", count)
    else:
        cards = listing.board.themes[key]
        name = theme_name(listing.board, key)
        counts = ((kind, sum(card.kind is kind for card in cards)) for kind in Kind)
        beside = "  ".join(f"{kind.glyph} {count}" for kind, count in counts if count)
    cells = max(12, min(NAME_LIMIT + 4, width - 30))
    words = fit(cut(f"{SIGN} {name}", cells - 2, brush.signs.more), cells)
    return [choice_row(width, brush, [(words, key in away), (beside, True)], in_hand=at == listing.hand)]


def paint_alone(board: Board, alone: Alone, today: date, sentence: str, window: Window) -> Sheet:
    """Return one theme: the cards of each kind beneath its head, as many kinds side by side as there is room for."""
    cards = board.themes.get(alone.theme, ())
    offers = (
        Offer("", _("choose"), cap=f"{window.brush.up_down} {window.brush.left_right}"),
        Offer("enter", _("go there")),
        Offer("escape", _("back")),
    )
    edges = Edges(
        f"{SIGN} {theme_name(board, alone.theme)}",
        offers,
        sentence or _("Only your screen shows this."),
        ngettext("{number} card", "{number} cards", len(cards)),
        window.saved_state,
    )
    rows, ends = _side_by_side(board, alone, today, window)
    room = max(1, window.height - 4)
    of_hand = [y for y, places in enumerate(ends) if any(at == alone.hand for _left, _right, at in places)]
    top = alone.top
    if of_hand:
        top = max(min(top, of_hand[0]), of_hand[-1] + 1 - room)
    top = max(0, min(top, len(rows) - room))
    spots = [
        Spot(2 + y, left, right, at) for y, places in enumerate(ends[top : top + room]) for left, right, at in places
    ]
    return sheet(
        window, edges, [blank(window.width, window.brush.style("screen")), *rows[top : top + room]], spots, top=top
    )


_Places = list[tuple[int, int, int]]
"""Of one row: from which cell to which there is which card."""


def _side_by_side(board: Board, alone: Alone, today: date, window: Window) -> tuple[list[Strip], list[_Places]]:
    """Return all rows of a theme's cards, and where each card is on them."""
    cards = board.themes.get(alone.theme, ())
    kinds = [kind for kind in Kind if any(card.kind is kind for card in cards)]
    most = max(1, window.width // _NARROWEST)
    across = len(kinds) if len(kinds) <= most else min(2, most)
    ground = window.brush.style("screen")
    rows: list[Strip] = []
    places: list[_Places] = []
    for first in range(0, len(kinds), across or 1):
        left, columns = 0, []
        band = kinds[first : first + across]
        for number, kind in enumerate(band):
            cells = window.width // across + (1 if number < window.width % across else 0)
            columns.append((left, cells, _column(board, alone, kind, today, Window(cells, 0, window.brush))))
            left += cells
        for y in range(max(len(column) for _left, _cells, column in columns)):
            strips = [column[y][0] if y < len(column) else blank(cells, ground) for _left, cells, column in columns]
            rows.append(beside(tuple(strips), window.width, ground))
            at_y = [(left, cells, column[y][1]) for left, cells, column in columns if y < len(column)]
            places.append([(left, left + cells, at) for left, cells, at in at_y if at >= 0])
    return rows, places


def _column(board: Board, alone: Alone, kind: Kind, today: date, window: Window) -> list[tuple[Strip, int]]:
    """Return the cards of one kind beneath its head, each row with the card that it is of, -1 for none."""
    cards = board.themes[alone.theme]
    brush, name, width = window.brush, theme_name(board, alone.theme), window.width
    count = sum(card.kind is kind for card in cards)
    head = f" {kind.glyph} {kind_called(board, kind)} {count} "
    style, ground = brush.style(f"head.{kind_role(kind)}"), brush.style("screen")
    text = fit(head, min(width - GAP, cell_len(head)))
    bar = (" " * (width - GAP - cell_len(text)), brush.style("column"))
    out = [(row(width, [(text, style), bar], ground), -1), (blank(width, ground), -1)]
    for at, card in enumerate(cards):
        if card.kind is kind:
            shown = face(board, card, brush.signs, today, in_hand=at == alone.hand, beneath=name)
            out += [(strip, at) for strip in stack_rows(shown, width, brush, 4, 8)]
    return out

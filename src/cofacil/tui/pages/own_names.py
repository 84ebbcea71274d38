"""What a group calls its columns, long and short, and all this: a page with a line for the one in hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.own_names import CallAllThis, NameColumn
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.own_names import CALLED_LIMIT, LONG, SHORT, called, clean_long, own_name
from cofacil.language.catalog import _, ngettext
from cofacil.language.worded import worded
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.messages import CardActionChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, choice_row, limited, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_KINDS = tuple(Kind)
_ALL_THIS = len(_KINDS)
"""The row behind those of the columns: what all this is called."""
_LEADS = {"long": N_("   Its name:  "), "short": N_("   In short:  "), "called": N_("   We call this:  ")}
_LIMITS = {"long": LONG, "short": SHORT, "called": CALLED_LIMIT}


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What the page shows."""

    board: Board
    hand: int = 0
    part: str = ""
    """What is typed: the long form, the short one, or what all this is called; "" while nothing is."""
    typed: Typed = Typed()  # noqa: RUF009  # a value
    long: str = ""
    """The long form, while the short one is typed."""

    @property
    def kind(self) -> Kind | None:
        """Return the column in hand, None for what all this is called."""
        return _KINDS[self.hand] if self.hand < _ALL_THIS else None


class OwnNamesView(BoardPage):
    """Lists the columns with their names; Enter gives the one in hand another."""

    undoes_here = True

    def __init__(self, below: Below) -> None:
        super().__init__(below)
        self._may_change = below.role.includes(NameColumn.role)
        self.page = OwnNames(below.board)

    def hear(self, board: Board, sentence: str = "") -> None:
        self.page = replace(self.page, board=board)
        self.sentence = sentence or self.sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        return paint_own_names(self.page, self.keys, self.sentence, window, may_change=self._may_change)

    @property
    def takes_words(self) -> bool:
        return bool(self.page.part)

    async def press(self, press: Press) -> None:
        self.sentence = ""
        if self.page.part:
            await self._press_line(press)
        else:
            await self._press_list(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if not self.page.part:
            self.page = replace(self.page, hand=choice)
            self.repaint()

    async def _press_list(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif (hand := moved(press.key, self.page.hand, _ALL_THIS + 1)) is not None:
            self.page = replace(self.page, hand=hand)
        elif press.key == "enter" and self._may_change:
            self._open()
        elif self.is_key(press, "put_away") and self._may_change:
            kind = self.page.kind
            await self._ask(NameColumn(kind) if kind else CallAllThis(""))
        elif self.is_key(press, "undo") or self.is_key(press, "redo"):
            await self.ask_app(CardActionChosen("undo" if self.is_key(press, "undo") else "redo", ""))
        else:
            self.sentence = means_nothing(press)

    def _open(self) -> None:
        kind, board = self.page.kind, self.page.board
        if kind is None:
            self.page = replace(self.page, part="called", typed=Typed.of(called(board)))
            return
        own = own_name(board, kind)
        self.page = replace(self.page, part="long", typed=Typed.of(own.long if own else ""))

    async def _press_line(self, press: Press) -> None:
        page = self.page
        if press.key == "escape":
            self.page = replace(page, part="", long="")
        elif press.key == "enter":
            await self._enter()
        elif (changed := page.typed.press(press.key, press.character)) is not None:
            self._take(changed)

    def _take(self, changed: Typed) -> None:
        line, self.sentence = limited(changed, self.page.typed, _LIMITS[self.page.part])
        self.page = replace(self.page, typed=line)

    def unkept(self) -> Unkept | None:
        page = self.page
        if not page.part:
            return None
        return on_page("own_names", page.typed.text, part=page.part, hand=str(page.hand), long=page.long)

    def take_up(self, unkept: Unkept) -> bool:
        part, hand = unkept.fields.get("part", ""), unkept.fields.get("hand", "")
        if not self._may_change or part not in _LEADS or not hand.isdecimal() or int(hand) > _ALL_THIS:
            return False
        typed, long = Typed.of(unkept.fields.get("text", "")), unkept.fields.get("long", "")
        self.page = replace(self.page, hand=int(hand), part=part, typed=typed, long=long)
        return True

    def paste(self, text: str) -> None:
        if not self.page.part:
            super().paste(text)
            return
        plain, told = taken(text)
        self._take(self.page.typed.insert(plain))
        self.sentence = self.sentence or told or ""
        self.repaint()

    async def _enter(self) -> None:
        page, text = self.page, self.page.typed.text.strip()
        if page.kind is None:
            await self._ask(CallAllThis(text))
        elif page.part == "long":
            await self._to_short(page.kind, text)
        else:
            await self._ask(NameColumn(page.kind, page.long, text))

    async def _to_short(self, kind: Kind, text: str) -> None:
        """Ask for the short form of a name; one that is short enough is both, and is filled in."""
        try:
            name = clean_long(self.page.board, kind, text)
        except Refusal as refusal:
            self.sentence = worded(refusal)
            return
        own = own_name(self.page.board, kind)
        short = name if len(name) <= SHORT else own.short if own and own.long == name else ""
        self.page = replace(self.page, part="short", long=name, typed=Typed.of(short))

    async def _ask(self, command: Command) -> None:
        if await self.keep(command):
            self.page = replace(self.page, part="", long="")


def paint_own_names(
    page: OwnNames, keys: Mapping[str, str], sentence: str, window: Window, *, may_change: bool
) -> Sheet:
    """Return the page: each column with its name, and below the one in hand the line for another while it is typed."""
    width, brush = window.width, window.brush
    rows: list[Strip] = [blank(width, brush.style("screen"))]
    spots: list[Spot] = []
    cursor: Offset | None = None
    for at in range(_ALL_THIS + 1):
        spots.append(Spot(len(rows) + 1, 0, width, at))
        rows.append(_row(page, at, window))
        if page.part and at == page.hand:
            right = ngettext("{number} letter", "{number} letters", len(page.typed.text))
            line, cell = typed_row(width, _(_LEADS[page.part]), page.typed, brush, f"{right} ")
            cursor = Offset(cell, len(rows) + 1)
            rows.append(line)
    if window.height >= 16:
        note = _(
            "Long: over columns side by side, to {long} letters. Short: in a narrow window, to {short}.",
            long=LONG,
            short=SHORT,
        )
        rows += [blank(width, brush.style("screen")), *words_rows(note, window, "hint")]
    edges = Edges(
        _("Our words for things"), _offers(page, keys, brush, may_change=may_change), sentence, state=window.saved_state,
    )  # fmt: skip
    return sheet(window, edges, rows, spots, cursor)


def _offers(page: OwnNames, keys: Mapping[str, str], brush: Brush, *, may_change: bool) -> tuple[Offer, ...]:
    if page.part:
        return (
            Offer("enter", _("next: in short") if page.part == "long" else _("keep")),
            Offer("escape", _("leave it as it was"), _("as it was")),
        )
    is_own = bool(own_name(page.board, page.kind) if page.kind else called(page.board))
    return (
        Offer("", _("choose"), cap=brush.up_down),
        *((Offer("enter", _("another name")),) if may_change else ()),
        *((Offer(keys["put_away"], _("the usual name")),) if may_change and is_own else ()),
        Offer("escape", _("back to the board"), _("back")),
    )


def _row(page: OwnNames, at: int, window: Window) -> Strip:
    width, brush = window.width, window.brush
    if at == _ALL_THIS:
        lead, name, beside = _("All this"), called(page.board), ""
    else:
        kind = _KINDS[at]
        own = own_name(page.board, kind)
        lead = f"{kind.glyph} {_(kind.plural)}"
        name, beside = (own.long, _("in short {name}", name=own.short)) if own else ("", "")
    cells = max(cell_len(f"? {_(kind.plural)}") for kind in _KINDS) + 3
    words = name or _("no name of our own yet")
    rest = cut(f"   {beside}", max(0, width - cells - cell_len(words) - 5), brush.signs.more) if beside else ""
    return choice_row(
        width, brush, [(fit(lead, cells), False), (words, not name), (rest, True)], in_hand=at == page.hand
    )

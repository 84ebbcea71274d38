"""What people will do: who, what, and by when, the next day first; whom somebody will ask stands among it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from textual.strip import Strip

from cofacil.board.model import Board
from cofacil.board.promises import ahead
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of
from cofacil.language.fact_words import Form, brief_words, fact_words
from cofacil.language.facts import FactKind, fact_of, facts, words_of
from cofacil.language.names import listed as listed_names
from cofacil.language.names import us_last
from cofacil.tui.keys import Press
from cofacil.tui.messages import CardActionChosen
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_row, listed, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.text import cut, fit, wrap
from cofacil.tui.paint.window import Window

_LABEL = 6
_DAY = 15
"""Cells for the day, where there is room for one."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What the page shows."""

    board: Board
    records: tuple[Card | Absence, ...]
    today: date
    hand: int = 0
    top: int = 0
    sentence: str = ""
    key: str = "i"
    """The key that says "I will"."""


class PromisesView(SheetView):
    """Lists what lies ahead; Enter goes to it on the board."""

    def __init__(self, board: Board, brush: Brush, keys: Mapping[str, str], clock: Callable[[], int]) -> None:
        super().__init__(brush, keys)
        self._clock = clock
        self.promises = Promises(board, ahead(board), date_of(clock()), key=keys["will"])

    def hear(self, board: Board, sentence: str = "") -> None:
        before, records = self.promises, ahead(board)
        in_hand = before.records[before.hand].id if before.records else ""
        hand = next((at for at, record in enumerate(records) if record.id == in_hand), before.hand)
        today = date_of(self._clock())
        self.promises = replace(
            before, board=board, records=records, today=today, hand=max(0, min(hand, len(records) - 1))
        )
        self.sentence = sentence or self.sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        sheet = paint_promises(replace(self.promises, sentence=self.sentence), window)
        self.promises = replace(self.promises, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.sentence = ""
        last = len(self.promises.records) - 1
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -last, "end": last}
        if press.key == "escape":
            self.go_back()
        elif press.key in moves:
            self.promises = replace(self.promises, hand=max(0, min(last, self.promises.hand + moves[press.key])))
        elif press.key == "enter" and self.promises.records:
            await self.choose(self.promises.hand)
        else:
            self.sentence = means_nothing(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.promises = replace(self.promises, hand=choice)
        await self.ask_app(CardActionChosen("", self.promises.records[choice].id))


def paint_promises(page: Promises, window: Window) -> Sheet:
    """Return the page; the list scrolls."""
    width, brush = window.width, window.brush
    offers = (
        Offer("", _("choose"), cap=brush.up_down),
        Offer("enter", _("go there")),
        Offer("escape", _("back to the board"), _("back")),
    )
    count = len(page.records)
    sentence = page.sentence or ngettext("{number} thing lies ahead.", "{number} things lie ahead.", count)
    empty = blank(width, brush.style("screen"))
    if not count:
        none = _('Nobody has said "I will" yet. {key} on a card says so.', key=page.key)
        words = words_rows(none, window)
        return sheet(
            window,
            Edges(_("What people will do"), offers[-1:], page.sentence, state=window.saved_state),
            [empty, *words],
        )
    inner = Window(width, window.height - 4, brush)
    blocks = [_block(page, at, window) for at in range(count)]
    shown = listed(lambda at: blocks[at], count, page.hand, page.top, inner, 2)
    edges = Edges(_("What people will do"), offers, sentence, state=window.saved_state)
    return sheet(window, edges, [empty, *shown.rows], shown.spots, top=shown.top)


def _block(page: Promises, at: int, window: Window) -> list[Strip]:
    """Return one of them: label, day and words, then who will."""
    record, in_hand, brush = page.records[at], at == page.hand, window.brush
    found = facts(page.board, record, page.today)
    day = brief_words(found)[0] if record.when else ""
    cells = window.width - INDENT - _LABEL - _DAY - 1
    first, *rest = wrap(words_of(record), max(8, cells), 2, brush.signs.more)
    label = fit(page.board.label_of(record), _LABEL)
    head = [(label, False), (fit(cut(day, _DAY - 1, brush.signs.more), _DAY), True), (first, False)]
    below = " " * (_LABEL + _DAY)
    rows = [choice_row(window.width, brush, head, in_hand=in_hand)]
    rows += [choice_row(window.width, brush, [(below + line, False)], in_hand=in_hand) for line in rest]
    who = cut(_who(record, page), max(8, cells), brush.signs.more)
    return [*rows, choice_row(window.width, brush, [(below + who, True)], in_hand=in_hand)]


def _who(record: Card | Absence, page: Promises) -> str:
    """Return who will do it, or ask, in words."""
    will = fact_of(facts(page.board, record, page.today), FactKind.WILL, FactKind.ASKS, FactKind.ASKS_TOO)
    if will is None:
        return _('nobody has said "I will"')
    if isinstance(record, Absence):
        return fact_words(will, Form.CARD)
    return _("{names} will", names=listed_names(us_last(will.names)))

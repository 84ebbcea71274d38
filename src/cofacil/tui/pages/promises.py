"""What people will do: who, what, and by when, the next day first; whom somebody will ask stands among it."""

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
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import Edges, Sheet, listed, sheet, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.cards import LATE, Inks, face, head_pieces
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, margin, row
from cofacil.tui.paint.text import cut, fit, fitting, wrap
from cofacil.tui.paint.window import Window

_DAY = 14
"""Cells for the day."""
_WHO, _WHO_WIDE = 18, 30
"""Cells for who will, and where the window is wide."""
_THREE_FROM, _WIDE_FROM = 80, 120
"""Cells of a window from which words, who and day stand side by side, and in which who has more of them."""


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


class PromisesView(BoardPage):
    """Lists what lies ahead; Enter goes to it on the board."""

    def __init__(self, below: Below) -> None:
        super().__init__(below)
        board, today = below.board, date_of(below.clock())
        self.promises = Promises(board, ahead(board), today, key=below.keys["will"])

    def hear(self, board: Board, sentence: str = "") -> None:
        before, records = self.promises, ahead(board)
        in_hand = before.records[before.hand].id if before.records else ""
        hand = next((at for at, record in enumerate(records) if record.id == in_hand), before.hand)
        today = date_of(self.clock())
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
        if press.key == "escape":
            self.go_back()
        elif (hand := moved(press.key, self.promises.hand, len(self.promises.records))) is not None:
            self.promises = replace(self.promises, hand=hand)
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
    """Return one of them: bar, chip and words, then who will and by when, each in cells of its own."""
    record, brush, width = page.records[at], window.brush, window.width
    shown = face(page.board, record, brush.signs, page.today, in_hand=at == page.hand)
    inks = Inks.of(shown, brush, is_surface=False)
    # Where there is no room for a third column, who stands below the words.
    who_cells = 0 if width < _THREE_FROM else _WHO_WIDE if width >= _WIDE_FROM else _WHO
    day_cells = _DAY + margin(width)
    cells = max(8, width - shown.indent - who_cells - day_cells - 2)
    words = [(line, inks.words) for line in wrap(words_of(record), cells, 2, brush.signs.more)]
    beside = wrap(_who(record, page), (who_cells or cells) - 1, 3 if who_cells else 2, brush.signs.more)
    if not who_cells:
        words, beside = [*words, *((line, inks.quiet) for line in beside)], ()
    forms = brief_words(facts(page.board, record, page.today)) if record.when else ("",)
    day = fit(cut(fitting(forms, _DAY - 1), _DAY - 1, brush.signs.more), day_cells)
    rows = []
    for number in range(max(len(words), len(beside))):
        line, ink = words[number] if number < len(words) else ("", inks.words)
        tail = [(fit("".join(beside[number : number + 1]), who_cells), inks.quiet)]
        tail.append((day if number == 0 else " " * day_cells, inks.quiet + LATE if shown.is_late else inks.quiet))
        rows.append(row(width, [*head_pieces(shown, inks, brush, ink, is_first=number == 0), (line, ink)], ink, tail))
    return rows


def _who(record: Card | Absence, page: Promises) -> str:
    """Return who will do it, or ask, in words."""
    will = fact_of(facts(page.board, record, page.today), FactKind.WILL, FactKind.ASKS, FactKind.ASKS_TOO)
    if will is None:
        return _('nobody has said "I will"')
    if isinstance(record, Absence):
        return fact_words(will, Form.CARD)
    return _("{names} will", names=listed_names(us_last(will.names)))

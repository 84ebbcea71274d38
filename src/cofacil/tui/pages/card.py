"""One card whole, for the person who asked: large, with air between its words and what is known of it; its note below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.events import EntityId
from cofacil.board.in_column import in_column
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.language.days import date_of
from cofacil.language.fact_words import Form, facts_in_words, is_late
from cofacil.language.facts import facts
from cofacil.room.actions import ACTIONS
from cofacil.room.walls import CardShown
from cofacil.tui.keys import Press
from cofacil.tui.messages import CardActionChosen, TogetherRequested
from cofacil.tui.pages.sheet import WIDEST, Edges, Sheet, sheet
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.cards import LATE, Inks, absence_detail, face, head_pieces
from cofacil.tui.paint.head import time_piece
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import beside, blank, margin, row, words_row
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.paint.window import Window

STRONG = Style(bold=True)
"""The weight of the words of the one card there is: that of a card in hand."""
_AIRS = ((1, 1), (0, 1), (0, 0))
"""Blank rows between the lines of a card and around them, the airiest first."""
_MOST_ROWS = 2_000
"""Rows of words that a page shows: several times what anybody can type, and what another program wrote is no endless wait."""
_PADDED_FROM = 18
"""Rows of a window from which there is air around the words even of a card that is longer than the screen."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the page shows."""

    board: Board
    record: Card | Absence | None
    """None once it is nowhere to be found."""
    today: date
    top: int = 0
    """The first row that is shown, where not all of them fit."""
    sentence: str = ""
    title: str = ""
    """Who asks everyone to look; "" for a card that somebody looks at alone."""
    offers: tuple[Offer, ...] = ()
    """What can be done beside going back."""


def paint_whole(whole: Whole, window: Window) -> Sheet:
    """Return the page; it scrolls where the card is longer than the screen."""
    record, room = whole.record, window.height - 3
    if record is None:
        return sheet(window, Edges(_("It is not on this board any more."), (Offer("escape", _("back")),)), ())
    drawn = [_draw(whole, record, window, air=air, pad=pad) for air, pad in _AIRS]
    fewest = drawn[1 if window.height >= _PADDED_FROM else 2]
    page = next((page for page in drawn if len(page.rows) <= room), fewest)
    shown, top = _scrolled(page, whole.top, room, window)
    return sheet(window, _edges(whole, record, window, has_more=len(page.rows) > room), shown, top=top)


class _Drawn(NamedTuple):
    """A card as it lies on the page, however many rows that takes."""

    rows: list[Callable[[], Strip]]
    """Each is painted where it is shown: of a card that another program wrote there may be thousands."""
    card: range
    """Those of them that are the card itself: the note and when it was written stand below it."""
    edges: tuple[Strip, Strip]
    """What a row of the card begins and ends with."""


def _draw(whole: Whole, record: Card | Absence, window: Window, air: int, pad: int) -> _Drawn:
    """Return all there is to say of it, with blank rows between the lines of its words where `air` is 1, and `pad` around them."""
    board, today, brush = whole.board, whole.today, window.brush
    ground, left = brush.style("screen"), margin(window.width)
    width, shown = min(WIDEST, window.width - 2 * left), face(board, record, brush.signs, today)
    inks, cells = Inks.of(shown, brush, is_surface=True), width - shown.indent - 1
    empty: Callable[[], Strip] = partial(blank, window.width, ground)
    end = _("There is more of it than a page shows.")
    lines = partial(_lines, cells=cells, more=brush.signs.more, end=end)

    def on_card(line: str, ink: Style, *, is_first: bool = False) -> Strip:
        pieces = [*head_pieces(shown, inks, brush, ink, is_first=is_first), (line, ink)]
        side = [blank(left, ground)] if left else []
        return beside((*side, row(width, pieces, ink)), window.width, ground)

    def under(line: str, ink: Style) -> Strip:
        return row(window.width, [(" " * (left + shown.indent), ground), (line, ink)], ground)

    def below(text: str, role: str) -> list[Callable[[], Strip]]:
        return [partial(under, line, brush.style(role)) for line in lines(text)]

    inside = partial(on_card, "", inks.words)
    card: list[Callable[[], Strip]] = [inside] * pad
    for number, line in enumerate(lines(shown.text)):
        words = partial(on_card, line, inks.words + STRONG, is_first=number == 0)
        card += [*[inside] * (air if number else 0), words]
    found = facts(board, record, today)
    has_way = isinstance(record, Absence) and not record.is_standing
    way = [absence_detail(board, record, brush.signs, today)] if isinstance(record, Absence) and has_way else []
    late = {*way, *facts_in_words((fact for fact in found if fact.is_late), Form.PAGE)} if is_late(found) else set()
    for number, fact in enumerate((*way, *facts_in_words(found, Form.PAGE))):
        ink = inks.quiet + LATE if fact in late else inks.quiet
        card += [*[inside] * (1 if number == 0 else air), *(partial(on_card, line, ink) for line in lines(fact))]
    card += [inside] * pad
    note = [*below(record.note, "choice"), empty] if isinstance(record, Card) and record.note else []
    foot = [painted for fact in facts_in_words(found, Form.FOOT) for painted in below(fact, "hint")]
    edge = inside()
    edges = edge.crop(0, left + shown.indent), edge.crop(left + width)
    return _Drawn([empty, *card, empty, *note, *foot], range(1, 1 + len(card)), edges)


@lru_cache(maxsize=32)
def _lines(text: str, cells: int, more: str, end: str) -> Sequence[str]:
    """Return words in rows, and `end` below too many: the page is painted at every key, and asks in each of its airs."""
    wrapped = (line for part in text.split("\n") for line in wrap(part, cells, _MOST_ROWS, more))
    some = list(islice(wrapped, _MOST_ROWS))
    return some if next(wrapped, None) is None else [*some, *wrap(end, cells, 9)]


def _scrolled(page: _Drawn, top: int, room: int, window: Window) -> tuple[list[Strip], int]:
    """Return the rows that are shown, with signs for what is above and below, and the first of them."""
    rows, signs = page.rows, window.brush.signs
    if len(rows) <= room:
        return [paint() for paint in rows], 0
    top = max(0, min(top, len(rows) - room + 1))
    shown = [paint() for paint in rows[top : top + room]]
    if top:
        shown[0] = _sign_row(page, top, f"{signs.above} " + _("more above"), window)
    if top + room < len(rows):
        shown[-1] = _sign_row(page, top + room - 1, f"{signs.below} " + _("more below"), window)
    return shown, top


def _sign_row(page: _Drawn, at: int, words: str, window: Window) -> Strip:
    """Return the row that says what is not seen; in the place of a row of the card it has the card's bar."""
    ground = window.brush.style("screen")
    if at not in page.card:
        return row(window.width, [(f"   {words}", window.brush.style("hint"))], ground)
    before, behind = page.edges
    ink = window.brush.style("card_detail")
    middle = row(window.width - before.cell_length - behind.cell_length, [(words, ink)], ink)
    return beside((before, middle, behind), window.width, ground)


def _edges(whole: Whole, record: Card | Absence, window: Window, *, has_more: bool) -> Edges:
    board, brush = whole.board, window.brush
    scroll = (Offer("", _("the rest"), cap=brush.up_down),) if has_more else ()
    if whole.title:
        offers = (*whole.offers, *scroll, Offer("escape", _("back to the board, here only")))
        return Edges(whole.title, offers, whole.sentence, state=window.saved_state)
    beside = Offer("", _("the one before, the next"), _("next"), cap=brush.left_right)
    offers = (*scroll, beside, *whole.offers, Offer("escape", _("back to the board"), _("back")))
    sentence = whole.sentence or _("Only your screen shows this.")
    shelf = _column(board, record)
    at = next((number for number, other in enumerate(shelf, 1) if other.id == record.id), 0)
    place = _("{number} of {count}", number=at, count=len(shelf)) if at else ""
    return Edges(_title(board, record), offers, sentence, place, window.saved_state)


def _column(board: Board, record: Card | Absence) -> Sequence[Card | Absence]:
    """Return the column that something stands in, in the order in which the board shows it."""
    return in_column(board, record.kind).cards if isinstance(record, Card) else board.absences


def _title(board: Board, record: Card | Absence) -> str:
    label = board.label_of(record)
    if isinstance(record, Card):
        return _("{kind} {label}, all of it", kind=_(record.kind.singular), label=label)
    return _("Not here {label}, all of it", label=label)


ON_A_CARD = ("edit", "done", "link", "move", "put_away", "will", "undo", "redo", "show_all", "help")
"""What can be done on the page of a card by the board's own keys; what asks for words is gone on with on the board."""


_OFFERED = ("edit", "done", "will", "link", "move", "put_away")


def shown_title(shown: CardShown) -> str:
    """Return who asks everyone to look."""
    return _("{name} asks everyone to look here", name=shown.by)


class WholeView(SheetView):
    """Shows one card, or somebody who is not here, whole; only on this screen."""

    def __init__(
        self,
        board: Board,
        entity: EntityId,
        brush: Brush,
        keys: Mapping[str, str],
        clock: Callable[[], int],
        role: Role = Role.VIEWER,
    ) -> None:
        super().__init__(brush, keys)
        self._clock = clock
        self.board = board
        self.entity = entity
        self.title = ""
        self.offers: tuple[Offer, ...] = tuple(
            Offer(keys[name], _(ACTIONS[name].short)) for name in _OFFERED if ACTIONS[name].is_for(role)
        )
        self._top = 0

    def hear(self, board: Board, sentence: str = "") -> None:
        self.board = board
        if sentence:
            self.sentence = sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        today = date_of(self._clock())
        whole = Whole(self.board, self._record(), today, self._top, self.sentence, self.title, self.offers)
        sheet = paint_whole(whole, window)
        self._top = sheet.top
        return sheet

    async def press(self, press: Press) -> None:
        page = max(1, self.size.height - 5)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -(10**6), "end": 10**6}
        self.sentence = ""
        if press.key == "escape":
            self.go_back()
        elif press.key in moves:
            self._top = max(0, self._top + moves[press.key])
        elif press.key in {"left", "right"}:
            self._beside(1 if press.key == "right" else -1)
        elif action := next((name for name in ON_A_CARD if self.is_key(press, name)), None):
            await self.ask_app(CardActionChosen(action, self.entity))
        else:
            self.sentence = means_nothing(press)
        self.repaint()

    def _record(self) -> Card | Absence | None:
        record = self.board.records.get(self.entity)
        return record if isinstance(record, Card | Absence) else None

    def _beside(self, by: int) -> None:
        """Go to the card before or behind it in its column."""
        record = self._record()
        if record is None:
            return
        shelf = _column(self.board, record)
        at = next((number for number, other in enumerate(shelf) if other.id == record.id), None)
        if at is not None and 0 <= at + by < len(shelf):
            self.entity, self._top = shelf[at + by].id, 0


class ShownView(WholeView):
    """Shows a card whole until it is ended for all; Esc goes back here only."""

    def __init__(
        self,
        board: Board,
        shown: CardShown,
        brush: Brush,
        keys: Mapping[str, str],
        clock: Callable[[], int],
        *,
        can_end: bool,
    ) -> None:
        super().__init__(board, shown.entity, brush, keys, clock)
        self._can_end = can_end
        self.show(shown)

    def hear(self, board: Board, sentence: str = "") -> None:
        super().hear(board, sentence)
        self.wake()

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        """Show the timer as it stands, for it stays in sight."""
        self.repaint()
        timer, now = self.board.timer, self._clock()
        if seconds := timer.next_change(now) or (timer.over(now) and 1000 - timer.over(now) % 1000):
            self.wake_in(seconds)

    def draw(self, window: Window) -> Sheet:
        painted, brush = super().draw(window), window.brush
        time = time_piece(self.board.timer, self._clock(), brush)
        if time is None:
            return painted
        style, cells = brush.style("title"), window.width - 2 * margin(window.width) - cell_len(time[0]) - 2
        head = words_row(window.width, [(cut(self.title, cells, brush.signs.more), style)], style, [time])
        return replace(painted, rows=(head, *painted.rows[1:]))

    def show(self, shown: CardShown) -> None:
        """Show another card, or the same for somebody else."""
        self.entity = shown.entity
        self.title = shown_title(shown)
        self.offers = (Offer(self.keys["show_all"], _("end it for all")),) if self._can_end else ()
        self.repaint()

    async def press(self, press: Press) -> None:
        if self.is_key(press, "show_all") and self._can_end:
            self.screen.post_message(TogetherRequested("show_all"))
        elif press.key not in {"left", "right"}:
            await super().press(press)

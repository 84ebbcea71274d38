"""The first screen of somebody who joins: where they are, what happened lately, what they can do."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.strip import Strip

from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.timer import TimerState, digits
from cofacil.language.days import clock_of
from cofacil.language.facts import words_of
from cofacil.room.presence import Attending
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.messages import LeaveRequested
from cofacil.tui.pages.sheet import INDENT, Frame, Sheet, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut

_LATELY = 4
_MAY = {
    Role.HOST: "You can do everything here. Looking around is yours alone; s and t change everyone's screen.",
    Role.COFACILITATOR: "You can do all that who facilitates can. Looking around is yours alone; s and t change everyone's screen.",
    Role.PARTICIPANT: "You can add cards, and change those that are yours. Looking around is yours alone.",
    Role.VIEWER: "You can look at everything. Nothing you press changes the board.",
}
STANDS_STILL = "If the screen ever stands still: Enter, then ~ and ., and {}. Your place is kept."


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page shows."""

    board: Board
    seat: Seat
    attending: Attending
    now: int
    """UTC milliseconds."""
    way_back: str = "join again"
    """What somebody does whose line has broken."""


def paint_welcome(welcome: Welcome, window: Window) -> Sheet:
    """Return the page; what happened lately gives way where rows are few."""
    empty = blank(window.width, window.brush.style("screen"))
    about = words_rows(_about(welcome), window)
    title = words_rows(welcome.board.purpose or welcome.board.title, window, "title")
    may = [
        *words_rows(_MAY[welcome.seat.role], window),
        *words_rows(STANDS_STILL.format(welcome.way_back), window, "hint"),
    ]
    room = window.height - 3 - len(about) - len(title) - len(may) - 3
    lately = _lately(welcome, window, max(0, min(_LATELY, room - 2)))
    body = [empty, *title, *about, empty, *lately, *([empty] if lately else []), *may]
    frame = Frame(_head(welcome), (("Enter", "to the board"), ("q", "leave")), _joined(welcome))
    return sheet(window, frame, body)


def _head(welcome: Welcome) -> str:
    others = [one.seat for one in welcome.attending.present if one.seat.role.includes(Role.COFACILITATOR)]
    lead = next((seat.name for seat in others if seat.name != welcome.seat.name), "")
    parts = {
        Role.HOST: "You facilitate",
        Role.COFACILITATOR: "You facilitate",
        Role.PARTICIPANT: "You take part",
        Role.VIEWER: "You watch",
    }
    with_whom = f" with {lead}" if lead and welcome.seat.role is Role.COFACILITATOR else ""
    return f"Welcome, {welcome.seat.name}. {parts[welcome.seat.role]}{with_whom}."


def _about(welcome: Welcome) -> str:
    board, screens = welcome.board, len(welcome.attending.by_screen)
    here = len(board.here) if board.meeting_at(welcome.now) else 0
    number = "One person" if here == 1 else f"{here} people"
    people = f"{number} here, {screens} by screen." if here else f"{screens} here by screen."
    timer = board.timer
    left = f" {digits(timer.remaining(welcome.now))} left." if timer.state(welcome.now) is TimerState.RUNNING else ""
    return f"{board.title}. {people}{left}"


def _joined(welcome: Welcome) -> str:
    return f'The others see: "{welcome.seat.name} is here by screen."'


def _lately(welcome: Welcome, window: Window, most: int) -> list[Strip]:
    """Return the newest cards with who said them, the oldest of these first."""
    records = [record for record in welcome.board.records.values() if _is_news(record)]
    newest = sorted(records, key=lambda record: (record.at, record.id))[-most:] if most else []
    if not newest:
        return []
    brush, width = window.brush, window.width
    ground, plain = brush.style("screen"), brush.style("choice")
    rows = words_rows("Lately", window)
    for record in newest:
        label = welcome.board.label_of(record)
        text = words_of(record) if isinstance(record, Card) else f"not here: {record.word('who')}"
        said = f"{welcome.board.name_of(record.said)}: " if isinstance(record, Card) and record.said else ""
        lead = " " * (INDENT + 2) + clock_of(record.at) + "  "
        words = cut(said + text, width - cell_len(lead) - cell_len(label) - 3, brush.signs.more)
        rows.append(row(width, [(lead + words, plain)], ground, [(f"{label} ", plain)]))
    return rows


def _is_news(record: object) -> bool:
    if not isinstance(record, Card | Absence) or record.is_gone:
        return False
    return isinstance(record, Card) or not record.is_standing


class WelcomeView(SheetView):
    """Says where somebody is and what they can do here."""

    def __init__(self, welcome: Callable[[], Welcome], brush: Brush) -> None:
        super().__init__(brush)
        self._welcome = welcome

    def draw(self, window: Window) -> Sheet:
        return paint_welcome(self._welcome(), window)

    async def press(self, press: Press) -> None:
        if press.key.casefold() == "q":
            self.screen.post_message(LeaveRequested())
        else:
            self.go_back()

"""The first page of somebody who joins: where they are, what happened lately, what they can do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import chain

from textual.strip import Strip

from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, say_clock, say_day_near
from cofacil.language.here_words import ways_words
from cofacil.room.attending import Attending
from cofacil.room.here import Here
from cofacil.room.seats import Seat, WayBack
from cofacil.tui.keys import Press
from cofacil.tui.messages import LeaveRequested
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window

_LATELY = 4
"""Cards that are shown at most."""
_HEADS = {
    Role.HOST: N_("Welcome, {name}. You facilitate."),
    Role.COFACILITATOR: N_("Welcome, {name}. You facilitate."),
    Role.PARTICIPANT: N_("Welcome, {name}. You take part."),
    Role.VIEWER: N_("Welcome, {name}. You watch."),
}
_MAY = {
    Role.HOST: N_(
        "You can do everything here. Looking around is yours alone; {show_all} and {timer} change everyone's screen."
    ),
    Role.COFACILITATOR: N_(
        "You can do all that who facilitates can. "
        "Looking around is yours alone; {show_all} and {timer} change everyone's screen."
    ),
    Role.PARTICIPANT: N_("You can add cards, and change those that are yours. Looking around is yours alone."),
    Role.VIEWER: N_("You can look at everything. Nothing you press changes the board."),
}
STANDS_STILL = {
    WayBack.LINE: N_("If the screen ever stands still: Enter, then ~ and ., and join again. Your place is kept."),
    WayBack.WORD: N_(
        "If the screen ever stands still: Enter, then ~ and ., and join again with the same word. Your place is kept."
    ),
    WayBack.ASK: N_(
        "If the screen ever stands still: Enter, then ~ and ., and ask again to be let in. Your place is kept."
    ),
}


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the page shows."""

    board: Board
    seat: Seat
    attending: Attending
    now: int
    """UTC milliseconds."""
    way_back: WayBack = WayBack.LINE
    """What somebody does whose line has broken."""


class WelcomeView(SheetView):
    """Says where somebody is and what they can do here."""

    def __init__(self, greeting: Callable[[], Greeting], brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__(brush, keys)
        self._greeting = greeting

    def draw(self, window: Window) -> Sheet:
        return paint_welcome(self._greeting(), self.keys, window)

    async def press(self, press: Press) -> None:
        if self.is_key(press, "leave"):
            self.post_message(LeaveRequested())
        else:
            self.go_back()


def paint_welcome(greeting: Greeting, keys: Mapping[str, str], window: Window) -> Sheet:
    """Return the page; what happened lately gives way where rows are few."""
    empty = blank(window.width, window.brush.style("screen"))
    about = words_rows(_about(greeting), window)
    title = words_rows(greeting.board.topic, window, "title")
    can = _(_MAY[greeting.seat.role], show_all=keys["show_all"], timer=keys["timer"])
    may = [*words_rows(can, window), *words_rows(_(STANDS_STILL[greeting.way_back]), window, "hint")]
    room = window.height - 3 - len(about) - len(title) - len(may) - 3
    lately = _lately(greeting, window, max(0, min(_LATELY, room - 2)))
    body = [empty, *title, *about, empty, *lately, *([empty] if lately else []), *may]
    offers = (Offer("enter", _("to the board")), Offer(keys["leave"], _("leave")))
    others = _('The others see: "{name} is here by screen."', name=greeting.seat.name)
    return sheet(window, Edges(_head(greeting), offers, others), body)


def _head(greeting: Greeting) -> str:
    seat = greeting.seat
    leads = [one.seat.name for one in greeting.attending.present if one.seat.role.includes(Role.COFACILITATOR)]
    lead = next((name for name in leads if name != seat.name), "")
    if lead and seat.role is Role.COFACILITATOR:
        return _("Welcome, {name}. You facilitate with {lead}.", name=seat.name, lead=lead)
    return _(_HEADS[seat.role], name=seat.name)


def _about(greeting: Greeting) -> str:
    """Return which board this is, how many are here, and what is left on the timer."""
    board, here = greeting.board, Here.of(greeting.board, greeting.attending, greeting.now)
    ways = ways_words(0, here.screen, here.page)
    people = ngettext(
        "{title}. One person here, {ways}.",
        "{title}. {number} people here, {ways}.",
        here.number,
        title=board.title,
        ways=ways,
    )
    timer = board.timer
    if timer.state(greeting.now) is not TimerState.RUNNING:
        return people
    left = _("{figures} left.", figures=digits(timer.remaining(greeting.now)))
    return f"{people} {left}"


def _lately(greeting: Greeting, window: Window, most: int) -> list[Strip]:
    """Return the newest cards with who said them, the oldest of these first."""
    board = greeting.board
    wall: Iterable[Card | Absence] = chain(
        *board.columns.values(), (absence for absence in board.absences if not absence.is_standing)
    )
    newest = nlargest(most, wall, key=lambda record: (record.at, record.id))[::-1]
    if not newest:
        return []
    brush, width = window.brush, window.width
    ground, plain = brush.style("screen"), brush.style("choice")
    rows = words_rows(_("Lately"), window)
    clocks = [_when(record.at, date_of(greeting.now)) for record in newest]
    cells = max(map(cell_len, clocks))
    for record, clock in zip(newest, clocks, strict=True):
        label = board.label_of(record)
        lead = " " * (INDENT + 2 + cells - cell_len(clock)) + clock + "  "
        words = cut(_said(record, board), width - cell_len(lead) - cell_len(label) - 3, brush.signs.more)
        rows.append(row(width, [(lead + words, plain)], ground, [(f"{label} ", plain)]))
    return rows


def _when(moment: int, today: date) -> str:
    """Return the time of something that was said today, and of another day that day."""
    day = date_of(moment)
    return say_clock(moment, today) if day == today else say_day_near(day, today)


def _said(record: Card | Absence, board: Board) -> str:
    if isinstance(record, Absence):
        return _("not here: {who}", who=record.who)
    return _("{who}: {words}", who=board.name_of(record.said), words=record.text) if record.said else record.text

"""The timer alone, in figures that are read across a hall; at zero a word in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.timer import GiveTime, PauseTimer, ResumeTimer, TimerSeen
from cofacil.board.model import Board
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _, ngettext
from cofacil.language.timer_words import left_words
from cofacil.room.actions import ACTIONS
from cofacil.room.walls import Look
from cofacil.tui.keys import Press
from cofacil.tui.modes.timer import pause_key
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.meeting_rows import until_next_change
from cofacil.tui.pages.sheet import Edges, Sheet, sheet
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.figures import TALL, scaled
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank, centred, row
from cofacil.tui.paint.text import wrap
from cofacil.tui.paint.window import Window

_BAR, _SHORT_BAR = 40, 28
"""Cells of the bar where no figures are drawn above it."""
_AIRY_FROM = 30
"""Rows of a window from which two of them part the figures from the words."""
_TALL_BAR_FROM = 45
"""Rows of a window from which the bar stands two rows high."""


@dataclass(frozen=True, slots=True)
class BigTimer:
    """What the page shows."""

    board: Board
    now: int
    """UTC milliseconds."""
    keys: Mapping[str, str]
    """From an action to its key."""
    question: str = ""
    sentence: str = ""
    may_set: bool = True
    """Whether whoever looks may pause it and give it time."""


class TimerView(BoardPage):
    """Shows the timer and the question to a whole hall; anyone who facilitates pauses and lengthens it here."""

    def __init__(self, below: Below, question: str = "") -> None:
        super().__init__(below)
        self.board = below.board
        self._question = question
        self.may_set = ACTIONS["timer"].is_for(below.role)
        """Whether whoever looks may pause it and give it time."""

    def for_all(self, look: Look) -> Look:
        return look._replace(is_timer=True)

    def hear(self, board: Board, sentence: str = "") -> None:
        self.board = board
        if sentence:
            self.sentence = sentence
        self.wake()

    def draw(self, window: Window) -> Sheet:
        page = BigTimer(self.board, self.clock(), self.keys, self._question, self.sentence, self.may_set)
        return paint_timer(page, window)

    def until_next(self) -> int:
        return until_next_change(self.board, self.clock())

    async def press(self, press: Press) -> None:
        state = self.board.timer.state(self.clock())
        is_pause = press.key.casefold() in {"enter", pause_key(self.keys["timer"])}
        if press.key in {"+", "-"}:
            await self._ask(GiveTime(1 if press.key == "+" else -1))
        elif state is TimerState.TIME:
            if self.may_set:
                await self._ask(TimerSeen())
            self.go_back()
        elif press.key == "escape" or self.is_key(press, "timer"):
            self.go_back()
        elif is_pause and self.board.timer.is_set(self.clock()):
            await self._ask(PauseTimer() if state is TimerState.RUNNING else ResumeTimer())
        elif words := means_nothing(press):
            self.say(words)

    async def on_mouse_scroll_down(self) -> None:
        """Leave everything: a wheel that turns by accident must not end the timer."""

    async def on_mouse_scroll_up(self) -> None:
        """Leave everything, as above."""

    async def _ask(self, command: Command) -> None:
        if not self.may_set:
            self.say(_("That is for those who facilitate. Say it, and they will."))
        else:
            await self.keep(command)


def paint_timer(page: BigTimer, window: Window) -> Sheet:
    """Return the page."""
    width, brush = window.width, window.brush
    state = page.board.timer.state(page.now)
    room = window.height - 3
    ground = brush.style("screen")
    empty = blank(width, ground)
    step = page.board.step if page.board.meeting_at(page.now) else None
    lines = wrap(step.question if step else page.question, width - 2, 2, brush.signs.more)
    question = [centred(width, line, brush.style("title"), ground) for line in lines]
    below = _below(page, state, window)
    if width < 60 or window.height < 22:
        # Where rows are few the question takes the place of the head.
        rows = room + 1 - len(question) - len(below)
        gap = 1 if rows >= TALL + 2 else 0
        drawn = _drawn(page, state, window, rows - 2 * gap)
        body = [*question, *[empty] * gap, *drawn, *[empty] * gap, *below]
        painted = sheet(window, _edges(page, state, window), body[1:])
        return replace(painted, rows=(body[0], *painted.rows[1:]))
    air = [empty] * (1 if window.height < _AIRY_FROM else 2)
    drawn = _drawn(page, state, window, room - len(question) - len(below) - 2 * len(air))
    spare = room - len(question) - len(drawn) - len(below) - 2 * len(air)
    body = [*[empty] * max(0, spare // 3), *question, *air, *drawn, *air, *below]
    return sheet(window, _edges(page, state, window), body)


def big(text: str, window: Window, rows: int) -> list[Strip]:
    """Return figures in the middle of so many rows at most, as large as fit; one row where none fit or none are drawn."""
    width, brush = window.width, window.brush
    style, ground = brush.style("digits"), brush.style("screen")
    drawn = scaled(text, width, rows, -(-window.height // 3))
    if not drawn:
        return [centred(width, text, style, ground)]
    indent = " " * ((width - len(drawn[0])) // 2)
    return [row(width, [(indent + line.replace("#", brush.signs.block), style)], ground) for line in drawn]


def _shown(page: BigTimer, state: TimerState) -> str:
    """Return what stands there large."""
    # Translators: large figures are drawn for these four letters; a word with others stands in one row.
    return (
        _("TIME")
        if state is TimerState.TIME
        else digits(page.board.timer.remaining(page.now), up=page.board.timer.counts_up)
    )


def _drawn(page: BigTimer, state: TimerState, window: Window, rows: int) -> list[Strip]:
    if state in {TimerState.OFF, TimerState.OVER}:
        return [blank(window.width, window.brush.style("screen"))] * min(3, max(0, rows))
    return big(_shown(page, state), window, rows)


def _below(page: BigTimer, state: TimerState, window: Window) -> list[Strip]:
    """Return the bar, and in words what it shows."""
    width, brush, timer = window.width, window.brush, page.board.timer
    ground, quiet = brush.style("screen"), brush.style("place")
    if state in {TimerState.OFF, TimerState.OVER}:
        lines = [_("No timer is running.")]
        if page.may_set:
            lines.append(_("{key} or Esc, then {key} and minutes.", key=page.keys["timer"]))
        return [centred(width, line, brush.style("choice"), ground) for line in lines]
    if state is TimerState.TIME:
        return [centred(width, _("Finish what you are saying."), brush.style("title"), ground)]
    words = _("standing still") if state is TimerState.PAUSED else left_words(timer, page.now)
    if timer.counts_up or not timer.length:
        return [centred(width, words, quiet, ground)]
    drawn = scaled(_shown(page, state), width, window.height, 0)
    cells = len(drawn[0]) if drawn else _BAR if width >= 60 else _SHORT_BAR
    return [*_bar(page, cells, window), centred(width, words, quiet, ground)]


def _bar(page: BigTimer, cells: int, window: Window) -> list[Strip]:
    """Return how much is left as a bar: a cell is full as long as a part of it is left."""
    brush, width, timer = window.brush, window.width, page.board.timer
    full = min(cells, -(-timer.remaining(page.now) * cells // timer.length))
    ground, indent = brush.style("screen"), " " * ((width - cells) // 2)

    def line(sign: str, rest: str) -> Strip:
        pieces: list[Piece] = [(indent, ground), (sign * full, brush.style("bar_full"))]
        return row(width, [*pieces, (rest * (cells - full), brush.style("bar_empty"))], ground)

    signs = brush.signs
    if window.height < _TALL_BAR_FROM:
        return [line(signs.full, signs.empty)]
    return [line(signs.block, " "), line(signs.block, signs.empty)]


def _edges(page: BigTimer, state: TimerState, window: Window) -> Edges:
    board = page.board
    clock = datetime.fromtimestamp(page.now / 1000).astimezone().strftime("%H:%M")
    here = board.here if board.meeting_at(page.now) else ()
    are_here = ngettext("{number} here", "{number} here", len(here)) + "  " if here else ""
    offers = _offers(page, state, window.width)
    return Edges(board.topic, offers, page.sentence, clock, f"{are_here}{window.saved_state}")


def _offers(page: BigTimer, state: TimerState, width: int) -> tuple[Offer, ...]:
    more = Offer("+", _("one more minute"), _("one more")) if width >= 80 else Offer("+", _("one more"))
    if state is TimerState.TIME:
        if not page.may_set:
            return (Offer("enter", _("or any key: board"), stays=True),)
        return (Offer("enter", _("or any key: seen, to the board"), _("or any key: seen"), stays=True), more)
    back = Offer(page.keys["timer"], _("or Esc board"), stays=True)
    if not page.may_set:
        return (back,)
    if state in {TimerState.OFF, TimerState.OVER}:
        return (back, more) if state is TimerState.OVER else (back,)
    pause = Offer(pause_key(page.keys["timer"]), _("go on") if state is TimerState.PAUSED else _("pause"))
    return (back, pause) if page.board.timer.counts_up else (back, pause, more)

"""The timer alone, in figures that are read across a hall; at zero a word in their place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.timer import GiveTime, PauseTimer, ResumeTimer, TimerSeen
from cofacil.board.errors import Trouble
from cofacil.board.model import Board
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _, ngettext
from cofacil.language.happened import tell
from cofacil.language.worded import worded
from cofacil.tui.keys import Press
from cofacil.tui.pages.sheet import Edges, Sheet, sheet
from cofacil.tui.pages.sheet_view import SheetView, Submit
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.head import left_words
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank, centred, row
from cofacil.tui.paint.text import cell_len, wrap
from cofacil.tui.paint.window import Window

TALL = 7
"""Rows of a figure."""
_GAP = "  "
_BAR, _SHORT_BAR = 40, 28
"""Cells of the bar."""

_FULL, _LEFT, _RIGHT, _BOTH = "#######", "##     ", "     ##", "##   ##"
FIGURES: Mapping[str, Sequence[str]] = {
    "0": (_FULL, _BOTH, _BOTH, _BOTH, _BOTH, _BOTH, _FULL),
    "1": ("   ##  ", " ####  ", "   ##  ", "   ##  ", "   ##  ", "   ##  ", _FULL),
    "2": (_FULL, _RIGHT, _RIGHT, _FULL, _LEFT, _LEFT, _FULL),
    "3": (_FULL, _RIGHT, _RIGHT, _FULL, _RIGHT, _RIGHT, _FULL),
    "4": (_BOTH, _BOTH, _BOTH, _FULL, _RIGHT, _RIGHT, _RIGHT),
    "5": (_FULL, _LEFT, _LEFT, _FULL, _RIGHT, _RIGHT, _FULL),
    "6": (_FULL, _LEFT, _LEFT, _FULL, _BOTH, _BOTH, _FULL),
    "7": (_FULL, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _RIGHT),
    "8": (_FULL, _BOTH, _BOTH, _FULL, _BOTH, _BOTH, _FULL),
    "9": (_FULL, _BOTH, _BOTH, _FULL, _RIGHT, _RIGHT, _FULL),
    ":": ("   ", "   ", " # ", "   ", " # ", "   ", "   "),
    "T": (_FULL, *("  ###  ",) * 6),
    "I": (_FULL, *("  ###  ",) * 5, _FULL),
    "M": (_BOTH, "### ###", _FULL, "## # ##", _BOTH, _BOTH, _BOTH),
    "E": (_FULL, _LEFT, _LEFT, "#####  ", _LEFT, _LEFT, _FULL),
}
"""Each figure as seven rows of seven cells; the colon is three cells wide."""


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


class TimerView(SheetView):
    """Shows the timer and the question to a whole hall; anyone who facilitates pauses and lengthens it here."""

    def __init__(
        self,
        board: Board,
        brush: Brush,
        keys: Mapping[str, str],
        clock: Callable[[], int],
        submit: Submit,
        question: str = "",
    ) -> None:
        super().__init__(brush, keys)
        self.board = board
        self._clock = clock
        self._submit = submit
        self._question = question

    def hear(self, board: Board, sentence: str = "") -> None:
        self.board = board
        if sentence:
            self.sentence = sentence
        self.wake()

    def draw(self, window: Window) -> Sheet:
        return paint_timer(BigTimer(self.board, self._clock(), self.keys, self._question, self.sentence), window)

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        self.repaint()
        now = self._clock()
        until_minute = 60_000 - now % 60_000
        self.wake_in(min(until_minute, self.board.timer.next_change(now) or until_minute))

    async def press(self, press: Press) -> None:
        state = self.board.timer.state(self._clock())
        if state is TimerState.TIME:
            await self._ask(TimerSeen())
            self.go_back()
        elif press.key == "escape" or self.is_key(press, "timer"):
            self.go_back()
        elif press.key == "enter" and state in {TimerState.RUNNING, TimerState.PAUSED}:
            await self._ask(PauseTimer() if state is TimerState.RUNNING else ResumeTimer())
        elif press.key in {"+", "-"}:
            await self._ask(GiveTime(1 if press.key == "+" else -1))

    async def on_mouse_scroll_down(self) -> None:
        """Leave everything: a wheel that turns by accident must not end the timer."""

    async def on_mouse_scroll_up(self) -> None:
        """Leave everything, as above."""

    async def _ask(self, command: Command) -> None:
        try:
            news = await self._submit(command)
        except Trouble as trouble:
            self.say(worded(trouble))
        else:
            self.hear(news.board, tell(news.own, news.board, more=self.brush.signs.more))


def paint_timer(page: BigTimer, window: Window) -> Sheet:
    """Return the page."""
    width, brush = window.width, window.brush
    state = page.board.timer.state(page.now)
    room = window.height - 3
    ground = brush.style("screen")
    empty = blank(width, ground)
    lines = wrap(page.question, width - 2, 2, brush.signs.more)
    question = [centred(width, line, brush.style("title"), ground) for line in lines]
    drawn, below = _drawn(page, state, window), _below(page, state, window)
    if width < 60 or window.height < 22:
        # Where rows are few the question takes the place of the head.
        gap = 1 if room + 1 >= len(question) + len(drawn) + len(below) + 2 else 0
        body = [*question, *[empty] * gap, *drawn, *[empty] * gap, *below]
        painted = sheet(window, _edges(page, state, window), body[1:])
        return replace(painted, rows=(body[0], *painted.rows[1:]))
    spare = room - len(question) - len(drawn) - len(below) - 4
    body = [*[empty] * max(0, spare // 3), *question, empty, empty, *drawn, empty, empty, *below]
    return sheet(window, _edges(page, state, window), body)


def big(text: str, width: int, brush: Brush) -> list[Strip]:
    """Return figures seven rows high in the middle of a row; one row of them where they do not fit or are not drawn."""
    style, ground = brush.style("digits"), brush.style("screen")
    is_drawn = FIGURES.keys() >= set(text)
    rows = [_GAP.join(FIGURES[sign][y] for sign in text) for y in range(TALL)] if is_drawn else []
    if not rows or cell_len(rows[0]) > width:
        return [centred(width, text, style, ground)]
    indent = " " * ((width - cell_len(rows[0])) // 2)
    return [row(width, [(indent + line.replace("#", brush.signs.block), style)], ground) for line in rows]


def _drawn(page: BigTimer, state: TimerState, window: Window) -> list[Strip]:
    timer, brush = page.board.timer, window.brush
    if state is TimerState.TIME:
        # Translators: large figures are drawn for these four letters; a word with others stands in one row.
        return big(_("TIME"), window.width, brush)
    if state in {TimerState.OFF, TimerState.OVER}:
        return [blank(window.width, brush.style("screen"))] * (TALL // 2)
    return big(digits(timer.remaining(page.now), up=timer.counts_up), window.width, brush)


def _below(page: BigTimer, state: TimerState, window: Window) -> list[Strip]:
    """Return the bar, and in words what it shows."""
    width, brush, timer = window.width, window.brush, page.board.timer
    ground, quiet = brush.style("screen"), brush.style("place")
    if state in {TimerState.OFF, TimerState.OVER}:
        lines = (
            _("No timer is running."),
            _("{key} or Esc, then {key} and minutes.", key=page.keys["timer"]),
        )
        return [centred(width, line, brush.style("choice"), ground) for line in lines]
    if state is TimerState.TIME:
        return [centred(width, _("Finish what you are saying."), brush.style("title"), ground)]
    words = _("standing still") if state is TimerState.PAUSED else left_words(timer, page.now)
    if timer.counts_up or not timer.length:
        return [centred(width, words, quiet, ground)]
    cells = _BAR if width >= 60 else _SHORT_BAR
    full = min(cells, -(-timer.remaining(page.now) * cells // timer.length))
    pieces: list[Piece] = [
        (" " * ((width - cells) // 2), ground),
        (brush.signs.full * full, brush.style("bar_full")),
        (brush.signs.empty * (cells - full), brush.style("bar_empty")),
    ]
    return [row(width, pieces, ground), centred(width, words, quiet, ground)]


def _edges(page: BigTimer, state: TimerState, window: Window) -> Edges:
    board = page.board
    clock = datetime.fromtimestamp(page.now / 1000).astimezone().strftime("%H:%M")
    here = board.here if board.meeting_at(page.now) else ()
    are_here = ngettext("{number} here", "{number} here", len(here)) + "  " if here else ""
    offers = _offers(page, state, window.width)
    return Edges(board.purpose or board.title, offers, page.sentence, clock, f"{are_here}{window.saved_state}")


def _offers(page: BigTimer, state: TimerState, width: int) -> tuple[Offer, ...]:
    if state is TimerState.TIME:
        return (Offer("enter", _("or any key: board")),)
    back = Offer(page.keys["timer"], _("or Esc board"), stays=True)
    if state in {TimerState.OFF, TimerState.OVER}:
        return (back,)
    if state is TimerState.PAUSED:
        pause = Offer("enter", _("go on"))
    else:
        pause = Offer("enter", _("pause, go on"), _("pause")) if width >= 80 else Offer("enter", _("pause"))
    more = Offer("+", _("one more minute"), _("one more")) if width >= 80 else Offer("+", _("one more"))
    return (back, pause, more)

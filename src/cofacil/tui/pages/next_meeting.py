"""The next meeting, before it begins: what it is about, where, how people get in, and by which plan it is gone through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.meetings import LINE_LIMIT
from cofacil.board.commands.next_meeting import AboutMeeting
from cofacil.board.commands.steps import LayPlan
from cofacil.board.last_time import last_meeting
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.plan import Plan
from cofacil.board.text import NAME_LIMIT, has_ink
from cofacil.language.catalog import _
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.filling import Filling, filling_row
from cofacil.tui.pages.new_board import WHO as WHO_TYPES
from cofacil.tui.pages.plan_choice import PLAN_QUESTION, PlanChoice, no_line_here, plan_rows
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, limited, sheet, words_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

PURPOSE, PLACE, ACCESS, WHO = range(4)
_NO_STEPS = Plan("", "", ())
_PLANS_SEEN = 5
"""Rows for plans, where there is room for as many."""


class Preparing(NamedTuple):
    """What the page is given beside the board."""

    new_id: Callable[[], str]
    plans: tuple[Plan, ...] = ()
    account: str = ""
    """What the account is called, where nobody has said yet who types here: then that is asked; else ""."""
    told: Callable[[str], str] = lambda _name: ""
    """Takes the name that was said; returns why it cannot be one, "" where it can."""


class _Asked(NamedTuple):
    question: str
    brief: str
    """The same where the window is narrow or low."""


_LINES = (
    _Asked(N_("What is it about?  It stays at the top of the screen."), N_("What is it about?")),
    _Asked(N_("Where do you meet?"), N_("Where do you meet?")),
    _Asked(
        N_("How do people get in, what is step-free, and who helps?"),
        N_("How to get in, and who helps?"),
    ),
    _Asked(WHO_TYPES.question, WHO_TYPES.brief),
)


@dataclass(frozen=True, slots=True)
class NextMeeting(Filling):
    """A meeting as it is prepared: what it is about, where, and how people get in; nothing of it is kept yet."""

    touched: frozenset[int] = frozenset()
    """The lines that somebody typed on: the others say what last time said."""
    is_open: bool = False
    """Whether the meeting has begun already: then this changes it."""
    begins: bool = False
    """Whether other parts of its beginning follow."""

    @property
    def asks_who(self) -> bool:
        """Say whether it is asked who types here, and nobody has looked at that line yet."""
        return len(self.lines) > WHO and self.at < WHO and WHO not in self.touched


class NextMeetingView(BoardPage):
    """Asks what the next meeting is about, where it is and how people get in, with what last time said filled in."""

    def __init__(self, below: Below, given: Preparing) -> None:
        super().__init__(below)
        self.board = board = below.board
        self._given = given
        now = below.clock()
        is_open = board.meeting_at(now) is not None
        choice = PlanChoice.of(given.plans, _last_plan(board, given.plans, now)) if not is_open else PlanChoice()
        lines = tuple(map(Typed.of, (*_filled_in(board, now), *([given.account] if given.account else []))))
        self.meeting = NextMeeting(lines, choice=choice, is_open=is_open, begins=below.begins)

    def unkept(self) -> Unkept | None:
        """Return what somebody typed on, line by line; what last time said is there anyway."""
        meeting = self.meeting
        words = {str(at): meeting.lines[at].text for at in sorted(meeting.touched)}
        return on_page("this_meeting", " ".join(words.values()), at=str(meeting.at), **words)

    def take_up(self, unkept: Unkept) -> bool:
        words = {at: unkept.fields[str(at)] for at in range(len(self.meeting.lines)) if str(at) in unkept.fields}
        lines = tuple(Typed.of(words[at]) if at in words else line for at, line in enumerate(self.meeting.lines))
        self.meeting = replace(self.meeting, lines=lines, touched=self.meeting.touched | frozenset(words))
        at = unkept.fields.get("at", "")
        self.meeting = self.meeting.to(int(at) if at.isdecimal() else 0)
        return True

    def go_on_from(self, before: "NextMeetingView") -> None:
        """Let what was typed when this page was left stand here again, where no meeting has begun since."""
        is_same = before.board.meetings == self.board.meetings
        if is_same and not (before.meeting.is_open or self.meeting.is_open):
            lines, is_told = before.meeting.lines, len(before.meeting.lines) > len(self.meeting.lines)
            at = self.meeting.to(before.meeting.at).at if is_told else before.meeting.at
            lines = lines[: len(self.meeting.lines)]
            touched = before.meeting.touched & frozenset(range(len(lines)))
            self.meeting = replace(before.meeting, begins=self.meeting.begins, lines=lines, at=at, touched=touched)
            self.hear(self.board)

    def hear(self, board: Board, sentence: str = "") -> None:
        """Take notice that somebody else has begun the meeting, or said something of it: only own words stay."""
        self.board = board
        filled = _filled_in(board, self.clock())
        lines = tuple(
            line if at in self.meeting.touched else line if line.text == words else Typed.of(words)
            for at, (line, words) in enumerate(zip(self.meeting.lines, filled, strict=False))
        )
        lines += self.meeting.lines[len(filled) :]
        self.meeting = replace(self.meeting, lines=lines, is_open=board.meeting_at(self.clock()) is not None)
        if sentence:
            self.sentence = sentence
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        return paint_next_meeting(self.meeting, self.sentence, window)

    @property
    def takes_words(self) -> bool:
        return not self.meeting.is_choosing

    async def press(self, press: Press) -> None:
        self.sentence = ""
        meeting = self.meeting
        choice = meeting.choice.press(press) if meeting.is_choosing else None
        if choice is not None:
            self.meeting = replace(meeting, choice=choice)
        elif press.key == "escape":
            self.go_back()
        elif press.key == "tab" and meeting.asks_who:
            self.meeting = meeting.to(WHO)
        elif press.key == "tab" or (press.key == "enter" and meeting.at == meeting.last):
            await self._keep()
        elif press.key in {"enter", "down"}:
            self.meeting = meeting.to(meeting.at + 1)
        elif press.key in {"up", "shift+tab"}:
            self.meeting = meeting.to(meeting.at - 1)
        else:
            self._type(press)
        self.repaint()

    def _type(self, press: Press) -> None:
        if self.meeting.is_choosing:
            self.sentence = no_line_here(press)
        elif (typed := self._untouched(press).press(press.key, press.character)) is not None:
            self._take(typed)

    async def choose(self, choice: int) -> None:
        count = len(self.meeting.lines)
        self.meeting = self.meeting.to(min(choice, count))
        if choice >= count and self.meeting.choice.plans:
            self.meeting = replace(self.meeting, choice=self.meeting.choice.to(choice - count))
        self.repaint()

    def paste(self, text: str) -> None:
        if self.meeting.is_choosing:
            super().paste(text)
            return
        plain, sentence = taken(text)
        self.sentence = ""
        self._take(self.meeting.line.insert(plain))
        self.sentence = self.sentence or sentence or ""
        self.repaint()

    def _untouched(self, press: Press) -> Typed:
        """Return the line a key is typed on: a letter takes the place of a name that is only the account's."""
        meeting = self.meeting
        is_guess = meeting.at == WHO and WHO not in meeting.touched
        return Typed() if is_guess and press.character else meeting.line

    def _take(self, typed: Typed) -> None:
        """Take a line as it is typed now, as far as the board would keep it."""
        line, sentence = limited(typed, self.meeting.line, NAME_LIMIT if self.meeting.at == WHO else LINE_LIMIT)
        self.sentence = sentence or self.sentence
        touched = self.meeting.touched
        if line.text != self.meeting.line.text:
            touched |= {self.meeting.at}
        self.meeting = replace(self.meeting.typed(line), touched=touched)

    async def _keep(self) -> None:
        """Begin the meeting with what stands here, or change the one that is open where something was typed."""
        meeting, is_own = self.meeting, not self.meeting.is_open
        if len(meeting.lines) > WHO and not self._says_who(meeting.lines[WHO].text):
            return
        words = [
            line.text.strip() if is_own or at in meeting.touched else None for at, line in enumerate(meeting.lines)
        ]
        if (is_own or meeting.touched) and not await self._ask(
            AboutMeeting(words[PURPOSE], words[PLACE], words[ACCESS])
        ):
            return
        if meeting.choice.plans and is_own and not await self._lay(meeting.choice.chosen or _NO_STEPS):
            return
        # What is kept waits nowhere any more.
        self.meeting = replace(self.meeting, touched=frozenset())
        if meeting.begins:
            self.go_on()
        else:
            self.go_back()

    def _says_who(self, name: str) -> bool:
        """Let whoever types be called so; where that is no name, stay at its line and say why."""
        self.sentence = (
            self._given.told(name) if has_ink(name) else _("A name is needed: it stands beside what you change.")
        )
        if self.sentence:
            self.meeting = self.meeting.to(WHO)
        return not self.sentence

    async def _lay(self, plan: Plan) -> bool:
        """Lay the plan that was chosen, unless it lies there already, or there is none to take away."""
        laid = self.board.meeting.plan if self.board.meeting else ""
        if laid == (plan.title if plan.steps else ""):
            return True
        return await self._ask(LayPlan(tuple(f"step/{self._given.new_id()}" for _step in plan.steps), plan))

    async def _ask(self, command: Command) -> bool:
        """Ask for a change and wait for the answer; what stands here stays where it could not be kept."""
        news = await self.ask(command)
        if news is None:
            return False
        self.board = news.board
        return True


def _last_plan(board: Board, plans: Sequence[Plan], now: int) -> str:
    """Return the name of the plan that was chosen for this meeting already, else last time's; "" for none."""
    if board.plan_ahead is not None:
        return board.plan_ahead.name
    last = last_meeting(board, now)
    return next((plan.name for plan in plans if last and last.plan and plan.title == last.plan), "")


def _filled_in(board: Board, now: int) -> tuple[str, str, str]:
    """Return what is said of the meeting that is open, else what was said last time: its purpose, place, and way in."""
    meeting = board.meeting_at(now) or last_meeting(board, now)
    if meeting is None:
        return board.purpose, board.place, ""
    ways_in = (other.access for other in (meeting, *reversed(board.held)) if other.access)
    return meeting.purpose or board.purpose, meeting.where or board.place, next(ways_in, "")


def paint_next_meeting(page: NextMeeting, sentence: str, window: Window) -> Sheet:
    """Return the page: each question with the line that answers it, then the plans as far as there is room."""
    rows, spots, cursor = _laid_out(page, window)
    is_last = page.at == page.last
    if page.is_open:
        ending, back = _("keep"), Offer("escape", _("leave it as it was"), _("as it was"))
    else:
        ending, back = _("next") if page.begins else _("begin"), Offer("escape", _("just look"), _("look"))
    offers = (
        Offer("enter", ending if is_last else _("next")),
        *((Offer("tab", _("all of it as it stands"), _("as it is")),) if not (is_last or page.asks_who) else ()),
        Offer("", _("move"), cap=window.brush.up_down),
        back,
    )
    edges = Edges(
        _("This meeting") if page.is_open else _("The next meeting"),
        offers,
        sentence or _standing(page),
        right=_("{number} of {count}", number=1, count=2) if page.begins else "",
        state=_("not saved yet"),
    )
    return sheet(window, edges, rows, spots, cursor)


def _standing(page: NextMeeting) -> str:
    if page.is_open:
        return _("What is not changed stays as it is.")
    if any(line.text for line in page.lines) and not page.touched:
        return _("As last time. Enter goes on.")
    return _("All of this can be changed later.")


def _laid_out(page: NextMeeting, window: Window) -> tuple[list[Strip], list[Spot], Offset | None]:
    empty, room = blank(window.width, window.brush.style("screen")), window.height - 3
    wanted = len(page.lines) * 3 + 1 + (1 + _PLANS_SEEN if page.choice.plans else 0)
    is_brief = wanted > room or window.width < 80
    air = [] if wanted > room else [empty]
    rows: list[Strip] = [*air]
    spots: list[Spot] = []
    cursor = None
    for number, asked in enumerate(_LINES[: len(page.lines)]):
        head = words_rows(_(asked.brief) if is_brief else _(asked.question), window, lines=1 if is_brief else 2)
        is_typed_on = number == PURPOSE and number == page.at
        line, cell = filling_row(page, number, window, counts=is_typed_on, is_quiet=number not in page.touched)
        rows += head
        if number == page.at:
            cursor = Offset(cell, len(rows) + 1)
        spots += [Spot(y + 1, 0, window.width, number) for y in range(len(rows) - len(head), len(rows) + 1)]
        rows += [line, *air]
    if page.choice.plans:
        rows += words_rows(_(PLAN_QUESTION), window, lines=1)
        inner = Window(window.width, max(1, room - len(rows)), window.brush)
        plans = plan_rows(page.choice, inner, 1 + len(rows), in_hand=page.is_choosing, spots_from=len(page.lines))
        rows += plans.rows
        spots += plans.spots
    if page.is_choosing and (over := len(rows) - room) > 0:
        rows, spots = rows[over:], [spot._replace(y=spot.y - over) for spot in spots if spot.y > over]
    return rows, [spot for spot in spots if spot.y <= room], cursor

"""Goes through closing part by part: Enter on an empty line goes on, Esc goes to the board, and the last part closes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.commands.steps import EndSteps
from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.quiet import writing_at
from cofacil.board.records import Meeting
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.drafts import Unkept, on_page
from cofacil.room.walls import Look
from cofacil.tui.keys import Press
from cofacil.tui.messages import CardActionChosen, LookedElsewhere, PageRequested
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.modes.not_here import NotHere
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.closing.painting import paint_closing
from cofacil.tui.pages.closing.part import Closing, Line, Part, back
from cofacil.tui.pages.closing.parts import PARTS
from cofacil.tui.pages.meeting_rows import until_next_change
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

GOODBYE = "goodbye"
"""What is asked for once the meeting is closed: the page for who was away, with a word of thanks."""
_TURNS = ("undo", "redo")
"""What the board's own keys do here too, where nothing is typed."""


class ClosingView(BoardPage):
    """Shows one part at a time; what is typed is kept at its own Enter, and stays where it is while one looks at the board."""

    def __init__(self, below: Below, closing: Closing, desk: Callable[[], Desk], scene: Callable[[], Scene]) -> None:
        super().__init__(below)
        self._desk_now, self._scene_now = desk, scene
        self.board = below.board
        self.closing = closing
        self._is_closing = False
        self._told = (closing.part, closing.hand)
        """Which part, and what of it in hand, the walls were told of last."""
        if closing.line is None and not closing.hand:
            self._begin(closing.part)

    # what it is told

    def hear(self, board: Board, sentence: str = "") -> None:
        before, self.board = self._meeting, board
        if sentence:
            self.sentence = sentence
        if before.closed is None and self._meeting.closed is not None and not self._is_closing:
            self.sentence = _("The meeting was closed on another screen. What you type now still belongs to it.")
        self._settle_hand()
        self.wake()

    # what it shows

    def draw(self, window: Window) -> Sheet:
        painted = paint_closing(self.closing, self._scene(window), self._meeting)
        self.closing = replace(self.closing, top=painted.top)
        if (seen := (self.closing.part, self.closing.hand)) != self._told:
            self._told = seen
            self.post_message(LookedElsewhere())
        return painted

    def for_all(self, look: Look) -> Look:
        return look._replace(closing=self.closing.part + 1, hand=self.closing.hand)

    def _scene(self, window: Window) -> Scene:
        scene, foot = self._scene_now(), self._foot()
        is_typed = foot.typed is not None and not foot.typed.is_empty
        said = self.last_row.words(self.moment(), foot.sentence) if is_typed else self.sentence
        now = self._desk_now().now
        return scene._replace(
            width=window.width,
            height=window.height,
            brush=self.brush,
            board=self.board,
            foot=foot,
            asks=(),
            sentence=said or self._part.sentence(self.board, self._meeting, now),
            trouble=said if self.is_trouble else self.unread(),
            over=(),
            over_hand=(),
            is_typing=is_typed,
        )

    @property
    def _listens(self) -> bool:
        """Say whether nothing can be kept here, since people listen: the step has to end first."""
        desk = self._desk_now()
        is_open = self._meeting.closed is None and self.board.step is not None
        return is_open and writing_at(self.board, desk.now) is Writing.CLOSED

    def _foot(self) -> Foot:
        if self._listens:
            hint = _("Closing is written down: it begins once the step has ended.")
            return Foot(
                worded(Refusal("time-to-listen")), readback=hint, offers=(Offer("enter", _("end the step")), back())
            )
        line, desk = self.closing.line, self._desk()
        if isinstance(line, NotHere):
            typed_on = self._part.foot(replace(self.closing, line=_line(line.line)), desk)
            return line.foot(desk)._replace(lead=typed_on.lead)
        return self._part.foot(self.closing, desk)

    def until_next(self) -> int:
        return until_next_change(self.board, self._desk_now().now)

    @property
    def takes_words(self) -> bool:
        return self.closing.line is not None and not self._listens

    @property
    def _part(self) -> Part:
        return PARTS[self.closing.part]

    @property
    def _meeting(self) -> Meeting:
        meeting = self.board.records[self.closing.meeting]
        assert isinstance(meeting, Meeting)  # noqa: S101  # closing is of one
        return meeting

    def _desk(self) -> Desk:
        return self._desk_now()._replace(board=self.board, brush=self.brush)

    # keys

    async def press(self, press: Press) -> None:
        line = self.closing.line
        if press.key == "escape" and not isinstance(line, NotHere):
            self.go_back()
        elif self._listens:
            await self._end_listening(press)
        elif line is not None and (isinstance(line, NotHere) or not line.typed.is_empty):
            await self._take(line.press(press, self._desk()))
        else:
            await self._press_empty(press)
        self.repaint()

    async def _end_listening(self, press: Press) -> None:
        """End the step in which people listen, with one key; what was typed here before it began waits below."""
        step = self.board.step
        if press.key == "enter" and step is not None:
            await self.keep(EndSteps(step.id))
        else:
            self.sentence = means_nothing(press)

    async def _press_empty(self, press: Press) -> None:
        """Let a key do what it does where nothing is typed: go on, choose, answer, or begin a line."""
        key, line = press.key, self.closing.line
        answers = self._part.answers(self.closing.hand, self._desk()) if line is None else {}
        if key == "enter":
            await self._go_on()
        elif key in {"left", "right"}:
            self._turn(1 if key == "right" else -1)
        elif key in {"up", "down"} or (line is None and key in {"home", "end", "pageup", "pagedown"}):
            self._choose(key)
        elif key in answers:
            await self._take(Step(answers[key].line, (answers[key].command,)))
        elif line is not None:
            await self._take(line.press(press, self._desk()))
        elif self.closing.hand and (action := next(filter(lambda name: self.is_key(press, name), _TURNS), None)):
            await self.ask_app(CardActionChosen(action, self.closing.hand))
        else:
            self.sentence = means_nothing(press)

    async def choose(self, choice: int) -> None:
        self._look_at(self._part.listed(self.board, self._meeting)[choice].id)
        self.repaint()

    def unkept(self) -> Unkept | None:
        """Return what is typed here, where, and in which line: an answer may have opened another."""
        line = self.closing.line
        if isinstance(line, NotHere):
            return line.unkept and self._on_page(line.typed.text, line.line)
        return None if line is None else self._on_page(line.typed.text, line)

    def _on_page(self, text: str, line: Mode) -> Unkept | None:
        closing = self.closing
        where = {"part": str(closing.part), "hand": closing.hand, "line": type(line).__name__}
        return on_page("closing", text, closing.meeting, **where)

    def take_up(self, unkept: Unkept) -> bool:
        part, hand = unkept.fields.get("part", ""), unkept.fields.get("hand", "")
        if not part.isdecimal() or int(part) >= len(PARTS):
            return False
        self.closing = Closing(self.closing.meeting, int(part))
        if hand and hand not in self.board.records:
            hand = self._part.first(self.board, self._meeting)
        self._look_at(hand)
        line = self._opened(unkept.fields.get("line", ""))
        if line is None or isinstance(line, NotHere):
            return False
        self.closing = replace(self.closing, line=replace(line, typed=Typed.of(unkept.fields.get("text", ""))))
        return True

    def _opened(self, called: str) -> Line | None:
        """Return the line of that kind which is open here, or which an answer opens."""
        closing, desk = self.closing, self._desk()
        answers = self._part.answers(closing.hand, desk).values() if closing.hand else ()
        lines = (closing.line, self._part.before_going_on(closing, desk), *(answer.line for answer in answers))
        return next((line for line in lines if type(line).__name__ == called), closing.line)

    def paste(self, text: str) -> None:
        line = self.closing.line if not self._listens else None
        step = line.paste(text, self._desk()) if line is not None else None
        if line is None:
            super().paste(text)
        elif step is not None and not step.commands:
            self._open(step)
            self.repaint()

    def _turn(self, by: int) -> None:
        """Go to the part before or behind this one; behind the last and before the first there is none."""
        at = self.closing.part + by
        if 0 <= at < len(PARTS):
            self._begin(at)

    def _begin(self, at: int) -> None:
        """Begin a part anew: it says something of its own."""
        self.last_row = self.last_row.covered()
        hand = PARTS[at].first(self.board, self._meeting)
        self.closing = Closing(self.closing.meeting, at)
        self._look_at(hand)

    def _choose(self, key: str) -> None:
        """Take something else in hand; below the last one is the line that makes something new, where there is one."""
        ids = [record.id for record in self._part.listed(self.board, self._meeting)]
        if self._part.has_new:
            ids.append("")
        if not ids:
            return
        at = ids.index(self.closing.hand) if self.closing.hand in ids else len(ids) - 1
        moves = {"up": at - 1, "down": at + 1, "home": 0, "end": len(ids), "pageup": at - 5, "pagedown": at + 5}
        self._look_at(ids[max(0, min(len(ids) - 1, moves[key]))])

    def _look_at(self, hand: EntityId) -> None:
        self.closing = replace(self.closing, hand=hand, line=self._part.line(hand, self._desk()))

    def _settle_hand(self) -> None:
        """Let go of what is not listed any more, unless words are typed about it: those stay until they are kept, or not."""
        listed = self._part.listed(self.board, self._meeting)
        line = self.closing.line
        is_typing = line is not None and not line.typed.is_empty
        if self.closing.hand and not is_typing and all(record.id != self.closing.hand for record in listed):
            self._look_at(self._part.first(self.board, self._meeting))

    async def _go_on(self) -> None:
        """Go on from an empty line: out of one that was opened by an answer, else to the next part; the last one closes."""
        closing = self.closing
        if self._part.is_opened(closing.line):
            self._look_at(self._part.after(closing.hand, self.board, self._meeting))
        elif (asked := self._part.before_going_on(closing, self._desk())) is not None:
            self.closing = replace(closing, line=asked)
        elif closing.part + 1 < len(PARTS):
            self._begin(closing.part + 1)
        else:
            await self._close()

    # what comes of a line

    async def _take(self, step: Step | None) -> None:
        """Take what a key made of a line: show it, have its commands kept, go on with what comes of them."""
        if step is None:
            return
        before = self.closing
        if step.commands:
            if not await self._keep(step, before):
                return
        else:
            self._open(step)

    async def _keep(self, step: Step, before: Closing) -> bool:
        news = await self.ask(*step.commands)
        if news is None:
            self.closing = before
            return False
        self.tell(news)
        following = step.kept(news, self._desk()) if step.kept else Step(step.mode)
        self._open(following)
        return True

    def _open(self, step: Step) -> None:
        """Show a line; where it has ended, what comes next is in hand."""
        if step.sentence:
            self.sentence = step.sentence
        if step.mode is None:
            self._look_at(self._part.after(self.closing.hand, self.board, self._meeting))
        else:
            line = _line(step.mode)
            self.closing = replace(self.closing, line=line, hand=self._part.held(self.closing.hand, line))

    async def _close(self) -> None:
        """Close the meeting, unless somebody has; then say goodbye."""
        if self.board.meeting is not None and self.board.meeting.id == self.closing.meeting:
            self._is_closing = True
            news = await self.ask(CloseMeeting())
            if news is not None:
                self.hear(news.board)
            elif self.is_trouble:
                self._is_closing = False
                return
        await self.ask_app(PageRequested(GOODBYE))


def _line(mode: Any) -> Line:
    """Return a mode as a line of closing: no other comes of one."""
    line: Line = mode
    return line

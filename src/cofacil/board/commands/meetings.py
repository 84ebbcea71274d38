"""Meetings and the board itself: founding it, opening and closing a sitting, turning the question."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.absences import standing_absence
from cofacil.board.commands.base import Command
from cofacil.board.commands.people import arrivals, introduced
from cofacil.board.commands.quiet import shows_all
from cofacil.board.commands.timer import StopTimer
from cofacil.board.deck import Prompt, with_own
from cofacil.board.deck_order import lay_deck
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.just_closed import just_closed
from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.board.model import MEETING_LASTS, Board, Who
from cofacil.board.plan import Plan, kept_plan
from cofacil.board.prompts import asked, deck_of, first_turn, passed_enough, turned
from cofacil.board.records import Meeting
from cofacil.board.slugs import HALL
from cofacil.board.text import clean_text, has_ink
from cofacil.board.timer import TimerState

TITLE_LIMIT = 60
LINE_LIMIT = 200
NOT_BORN = N_("Not born yet: who will have this place in 30 years")


@dataclass(frozen=True, slots=True)
class FoundBoard(Command):
    """Begins a board: what it is called, what it is about, where people meet; and who is always missing."""

    absence: EntityId
    title: str
    purpose: str = ""
    place: str = ""
    not_born: str = NOT_BORN
    """What those are called who are always missing, in the language of whoever begins it."""
    plan: Plan | None = None
    """What its first meeting is gone through by."""
    role: ClassVar[Role] = Role.HOST
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if "board" in board.records:
            raise Refusal("board-begun-already")
        about = SetBoard(self.title or "", self.purpose, self.place).decide(board, who, now)
        fields: dict[str, object] = {write.field: write.after for write in about.writes}
        fields["plan"] = kept_plan(self.plan) if self.plan else None
        return Change(
            "board.set", (board.new("board", fields), standing_absence(board, self.absence, self.not_born, now))
        )


@dataclass(frozen=True, slots=True)
class SetBoard(Command):
    """Changes what the board is called, its purpose or its place; None leaves a part as it is."""

    title: str | None = None
    purpose: str | None = None
    place: str | None = None
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        limits = (
            ("title", self.title, TITLE_LIMIT),
            ("purpose", self.purpose, LINE_LIMIT),
            ("place", self.place, LINE_LIMIT),
        )
        writes = [
            board.about.write(field, clean_text(value, limit=limit) if has_ink(value) or field == "title" else None)
            for field, value, limit in limits
            if value is not None
        ]
        return Change("board.set", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class OpenMeeting(Command):
    """Opens a sitting: its deck is laid and kept with it, so that every screen and every replay shows the same question."""

    id: EntityId
    deck: tuple[Prompt, ...] = ()
    prompt_minutes: int = 15
    how: str = HALL
    """Whether who opens it sits in the hall, or at a screen somewhere else; "" where nobody has said who they are."""
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.id in board.records:
            return Change("meeting.open", ())
        deck = with_own(self.deck, board.about)
        fields: dict[str, object] = {
            "opened": now,
            "deck": lay_deck(deck, self.id, is_first=board.meetings == 0, again=_asked_first(board, deck)),
            "prompt": first_turn(now, self.prompt_minutes),
        }
        if self.how:
            fields[f"here.{who.person}"] = {"how": self.how, "from": now, "to": None}
        return Change(
            "meeting.open", (*_closing(board, who, now), *_timer_off(board, who, now), board.new(self.id, fields))
        )


def _timer_off(board: Board, who: Who, now: int) -> tuple[Write, ...]:
    """Return the writes that take the timer of an earlier sitting off the wall; one that still runs is left alone."""
    timer = board.timer
    is_old = timer.counts_up and now - (timer.started or 0) >= MEETING_LASTS
    is_running = timer.state(now) is TimerState.RUNNING and not is_old and board.meeting is None
    return () if is_running else StopTimer().decide(board, who, now).writes


def _asked_first(board: Board, deck: tuple[Prompt, ...]) -> frozenset[str]:
    """Return the questions that the meeting before passed for this one, and those that the group has added since."""
    last = board.held[-1] if board.held else None
    asked_of = {prompt.id for prompt in deck_of(last)} if last else set()
    added = {prompt.id for prompt in deck if prompt.is_added} - asked_of
    return frozenset(added) | (passed_enough(last) if last else frozenset())


def _closing(board: Board, who: Who, now: int) -> list[Write]:
    """Return the writes that close every open meeting; one that nobody closed ended with what happened last in it.

    What was written quietly is shown then: no words are lost behind a closed meeting.
    """
    left_open = [meeting for meeting in board.held if meeting.closed is None]
    closed = [meeting.write("closed", _end_of(meeting, board, now)) for meeting in left_open]
    return [*closed, *shows_all(board, who, now)]


def _end_of(meeting: Meeting, board: Board, now: int) -> int:
    if meeting is board.meeting_at(now):
        return max(meeting.opened, now)  # a clock that was wrong may have opened it
    return max(meeting.opened, min(board.last, meeting.opened + MEETING_LASTS))


@dataclass(frozen=True, slots=True)
class Arrive(Command):
    """Introduces the one who types, at their first change: their name, and that they are here."""

    name: str
    is_here: bool = True
    how: str = HALL
    role: ClassVar[Role] = Role.PARTICIPANT
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        slug = board.slug_for(self.name)
        if self.is_here:
            return Change("person.here", arrivals(board, {slug: self.name}, now, self.how))
        return Change("person.here", introduced(board, slug, self.name))


@dataclass(frozen=True, slots=True)
class CloseMeeting(Command):
    """Closes the sitting; whatever is open is simply still open next time."""

    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.meeting is None:
            raise Refusal("no-meeting-open")
        return Change("meeting.close", (*_closing(board, who, now), *_timer_off(board, who, now)))


@dataclass(frozen=True, slots=True)
class ReopenMeeting(Command):
    """Goes on with the sitting that was closed a moment ago: a late card belongs to it, and everybody is still here."""

    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = just_closed(board, now)
        if meeting is None:
            raise Refusal("no-meeting-just-closed")
        return Change("meeting.set", (meeting.write("closed", None),))


@dataclass(frozen=True, slots=True)
class TurnPrompt(Command):
    """Turns to the next question, because somebody answered the one on the wall, or passed it."""

    passed: bool = False
    seen: str = ""
    """The id of the question that was on the wall then, so that two who pass it turn it once; "" to turn all the same."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = board.meeting
        showing, op = asked(board, now), "prompt.pass" if self.passed else "prompt.answer"
        if meeting is None or not deck_of(meeting):
            raise Refusal("no-question-yet")
        if showing is None or (self.seen and self.seen != showing.id):
            return Change(op, ())
        return Change(op, (meeting.write("prompt", turned(meeting, board, now, passed=self.passed)),))

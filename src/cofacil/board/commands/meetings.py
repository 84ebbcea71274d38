"""Meetings and the board itself: founding it, opening and closing a sitting, turning the question."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.absences import standing_absence
from cofacil.board.commands.base import Command
from cofacil.board.commands.people import SCREEN
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.prompts import Prompt, first_turn, lay_deck, turned
from cofacil.board.records import Record
from cofacil.board.text import clean_text, has_ink

TITLE_LIMIT = 60
LINE_LIMIT = 200
PURPOSE_SHOWN = 52
"""Letters of a purpose that every screen shows whole."""


@dataclass(frozen=True, slots=True)
class FoundBoard(Command):
    """Begins a board: what it is called, what it is about, where people meet; and who is always missing."""

    absence: EntityId
    title: str
    purpose: str = ""
    place: str = ""
    role: ClassVar[Role] = Role.HOST
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if "board" in board.records:
            raise Refusal("This board has been begun already. Nothing of it is changed.")
        about = SetBoard(self.title, self.purpose, self.place).decide(board, who, now)
        return Change("board.set", (*about.writes, standing_absence(board, self.absence)))


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
            board.about.write(field, clean_text(value, limit=limit) if has_ink(value) else None)
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

    def decide(self, board: Board, who: Who, now: int) -> Change:
        closing = [board.meeting.write("closed", max(board.last, board.meeting.opened))] if board.meeting else []
        fields: dict[str, object] = {
            "opened": now,
            "deck": lay_deck(self.deck, self.id, is_first=board.meetings == 0),
            "prompt": first_turn(now, self.prompt_minutes),
            f"here.{who.person}": {"how": SCREEN, "from": now, "to": None},
        }
        return Change("meeting.open", (*closing, board.new(self.id, fields)))


@dataclass(frozen=True, slots=True)
class Arrive(Command):
    """Introduces the one who types, at their first change: their name, and that they are here."""

    name: str
    is_here: bool = True
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        writes: list[Write] = []
        if board.person(who.person) is None:
            writes.append(board.new(f"person/{who.person}", {"name": self.name}))
        if self.is_here and board.meeting and who.person not in board.here:
            writes.append(board.meeting.write(f"here.{who.person}", {"how": SCREEN, "from": now, "to": None}))
        return Change("person.here", tuple(writes))


@dataclass(frozen=True, slots=True)
class CloseMeeting(Command):
    """Closes the sitting; whatever is open is simply still open next time."""

    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.meeting is None:
            raise Refusal("No meeting is open.")
        return Change("meeting.close", (board.meeting.write("closed", now),))


@dataclass(frozen=True, slots=True)
class TurnPrompt(Command):
    """Turns to the next question, because somebody answered the one on the wall, or passed it."""

    passed: bool = False
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting: Record | None = board.meeting
        if board.meeting is None or meeting is None or not board.meeting.fields.get("deck"):
            raise Refusal("There is no question on the wall yet.")
        op = "prompt.pass" if self.passed else "prompt.answer"
        return Change(op, (board.meeting.write("prompt", {**turned(board.meeting, board, now, passed=self.passed)}),))

"""Everything that a saved board tells, for whoever looks back: the log, its meetings, what it answers, each story."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from cofacil.board.events import EntityId, Event
from cofacil.board.model import Board
from cofacil.review.answering import answers_of
from cofacil.review.findable import Findable
from cofacil.review.meetings import MeetingHeld, meetings_of
from cofacil.review.questions import Answers
from cofacil.review.replay import Replay
from cofacil.review.story import Story, story_of


class Book:
    """One saved board, as it was when it was read; nothing of it is worked out before somebody asks for it."""

    def __init__(self, events: Iterable[Event] | Replay) -> None:
        self.replay = events if isinstance(events, Replay) else Replay(events)

    def with_more(self, events: Sequence[Event]) -> "Book":
        """Return it with what has happened since."""
        return Book(self.replay.with_more(events)) if events else self

    def until(self, position: int) -> "Book":
        """Return what it tells of as far as a position, as if the rest had not happened."""
        return Book(self.replay.until(position))

    @property
    def board(self) -> Board:
        """Return the board as it is, with what everybody may see of it."""
        return self.replay.board

    @property
    def title(self) -> str:
        return self.board.title

    @cached_property
    def answers(self) -> Answers:
        """What the board answers as it is."""
        return answers_of(self.replay, meetings=self.meetings)

    @cached_property
    def meetings(self) -> tuple[MeetingHeld, ...]:
        return meetings_of(self.replay)

    def answers_after(self, number: int) -> Answers | None:
        """Return what it answered behind a meeting, just before the next one began; None where there was none."""
        held = self.meetings[number - 1] if 1 <= number <= len(self.meetings) else None
        return answers_of(self.replay, held.last) if held else None

    @cached_property
    def findable(self) -> Findable:
        """What can be found on it by words."""
        return Findable(self.board)

    def story(self, entity: EntityId) -> Story | None:
        """Return what happened to a card, or to somebody who was missing; None where there never was one."""
        return story_of(self.replay, entity, self.meetings)

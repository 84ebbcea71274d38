"""The room: a board that is open now. It takes commands; there is no other way to write."""

from collections.abc import Sequence
from typing import NamedTuple

from cofacil.board.commands.base import Command, decided
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Draft, Event
from cofacil.board.fold import fold
from cofacil.board.just_closed import just_closed
from cofacil.board.kinds import Role
from cofacil.board.model import EMPTY, Board, Who
from cofacil.board.redaction import NOBODY, redacted
from cofacil.board.undo import REDO, UNDO, History
from cofacil.room.clock import Clock
from cofacil.room.log import Log
from cofacil.room.practice import Practice
from cofacil.room.seats import Seat


class News(NamedTuple):
    """What everyone who watches is told after something happened."""

    board: Board
    events: tuple[Event, ...]
    """What is new, others' events first."""
    position: int
    """Where the log ends now."""
    own: tuple[Event, ...] = ()
    """Those of `events` that the asker's commands made."""

    def then(self, later: "News") -> "News":
        """Return it together with what was told right behind it, as one."""
        return News(later.board, (*self.events, *later.events), later.position, (*self.own, *later.own))


class Room:
    """Takes commands, one after the other, on whatever thread calls it; no event loop, no lock of its own."""

    def __init__(self, log: Log, clock: Clock, practice: Practice | None = None) -> None:
        self.log = log
        self.clock = clock
        self.practice = practice or Practice()
        self.board: Board = EMPTY
        self._history = History()

    @property
    def public(self) -> Board:
        """Return the board with what everybody may see of it: what is printed, or read aloud."""
        return redacted(self.board, NOBODY)

    def pull(self) -> News:
        """Fold what others appended."""
        return self._take(self.log.read(self.board.position))

    def do(self, seat: Seat, command: Command) -> News:
        """Let a seat's command be decided against the board as it is now, and keep what it decides.

        Raises:
            Refusal: the board does not allow it, or this seat may not; nothing is written.
            Trouble: it could not be kept.
        """
        made: list[Draft] = []

        def make(others: Sequence[Event]) -> Sequence[Draft]:
            made[:] = self._drafts(fold(self.board, others), seat, command)
            return made

        events = self.log.append(make)
        return self._take(events, own=len(made))

    def last_done(self, seat: Seat) -> Event | None:
        """Return what this person would undo next."""
        position = self._history.undoable(*self._selves(seat), leads=seat.role.includes(Role.COFACILITATOR))
        return self.log.at(position) if position else None

    def last_undone(self, seat: Seat) -> Event | None:
        """Return the undo that this person would redo next."""
        position = self._history.redoable(*self._selves(seat))
        return self.log.at(position) if position else None

    def _selves(self, seat: Seat) -> frozenset[str]:
        return self.board.selves(seat.who(self.board).person)

    def last_staying(self, seat: Seat) -> Event | None:
        """Return what this person did last, where that can never be undone."""
        positions = [position for person in self._selves(seat) if (position := self._history.staying(person))]
        return self.log.at(max(positions)) if positions else None

    def _take(self, events: Sequence[Event], own: int = 0) -> News:
        fresh = tuple(events)
        self.board = fold(self.board, fresh)
        self._history.take(fresh)
        return News(self.board, fresh, self.board.position, fresh[len(fresh) - own :])

    def _drafts(self, board: Board, seat: Seat, command: Command) -> list[Draft]:
        if not seat.role.includes(command.role):
            raise Refusal("only-watching" if seat.role is Role.VIEWER else "ask-who-facilitates")
        who, now = seat.who(board), self.clock.now()
        drafts: list[Draft] = []
        for opening in self._openings(board, seat, who, command, now):
            change = opening.decide(board, who, now)
            if change.writes:
                drafts.append(_draft(board, who, seat.via, now, change))
                board = fold(board, [_expected(drafts[-1])])
        change = decided(command, board, who, now)
        if not change.writes and change.op not in {UNDO, REDO}:
            return drafts if command.is_coming(board, who) else []
        return [*drafts, _draft(board, who, seat.via, now, change)]

    def _openings(self, board: Board, seat: Seat, who: Who, command: Command, now: int) -> list[Command]:
        """Return what comes before a command: the sitting it opens, the typist it introduces, the plan that waited for it."""
        is_part = seat.is_in_the_room and command.is_sitting
        if not is_part and board.person(who.person) is not None:
            return []
        from cofacil.board.commands import meetings  # noqa: PLC0415  # start-up time of `cofacil add`

        openings: list[Command] = []
        if is_part and not command.begins and just_closed(board, now):
            openings.append(meetings.ReopenMeeting())
        elif is_part and board.meeting_at(now) is None:
            meeting = f"meeting/{self.clock.new_id()}"
            deck = self.practice.deck_for(board)
            how = "" if seat.is_guess else seat.how
            openings.append(meetings.OpenMeeting(meeting, deck, self.practice.prompt_minutes, how))
        openings.append(meetings.Arrive(who.name, is_part and not seat.is_guess, seat.how))
        if is_part and not command.brings_plan and (plan := board.plan_ahead) and board.meeting_at(now) is None:
            from cofacil.board.commands.steps import LayPlan  # noqa: PLC0415  # as above

            openings.append(LayPlan(tuple(f"step/{self.clock.new_id()}" for _step in plan.steps), plan))
        return openings


def _draft(board: Board, who: Who, via: str, now: int, change: Change) -> Draft:
    """Return a change as it goes into the log: never dated before the last one there, whose clock may have been ahead.

    Only the order of the log needs that. What was decided, a timer's end among it, goes by the clock as it is now.
    """
    return Draft(max(now, board.last), who.person, via, board.meeting_id(now), change)


def _expected(draft: Draft) -> Event:
    """Return the event a draft will become, as far as the next decision in the same batch must know."""
    return Event("", draft.t, draft.by, draft.change.op, draft.change.writes)

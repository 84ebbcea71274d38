"""Quiet writing: beginning it in between, showing all that was written, hiding it again, and what was on paper then."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, card_on_wall, open_meeting
from cofacil.board.commands.people import arrivals, introduced
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Json, Write
from cofacil.board.model import Board, Who
from cofacil.board.plan import Writing
from cofacil.board.quiet import (
    hidden,
    hiding,
    running_asides,
    seal_of,
    shown_last,
    still_runs,
    writing_at,
)
from cofacil.board.records import Absence, CardId
from cofacil.board.text import is_a_name


@dataclass(frozen=True, slots=True)
class BeginQuiet(Command):
    """Begins a quiet time in between, in whatever step: from now on each writes for themselves."""

    id: EntityId

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = open_meeting(board, now)
        if self.id in board.records or writing_at(board, now) is Writing.QUIET:
            return Change("step.quiet", ())
        fields: dict[str, object] = {"meeting": meeting.id, "aside": True, "writing": str(Writing.QUIET), "began": now}
        return Change("step.quiet", (board.new(self.id, fields), meeting.write("input", str(Writing.QUIET))))


@dataclass(frozen=True, slots=True)
class ShowAll(Command):
    """Shows all that was written quietly, and ends the quiet writing."""

    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = open_meeting(board, now)
        writes = list(shows_all(board, who, now))
        if meeting.writing is Writing.QUIET:
            writes.append(meeting.write("input", None))
        return Change("step.reveal", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class HideAgain(Command):
    """Hides again what was shown last; where the step in which it was written still runs, writing is quiet again."""

    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting, steps, runs = open_meeting(board, now), shown_last(board), still_runs(board)
        if not steps:
            raise Refusal("nothing-shown-yet")
        writes = [step.write("revealed", None) for step in steps]
        if runs is not None:
            writes.append(meeting.write("input", str(Writing.QUIET)))
            if runs.is_aside:
                writes.append(runs.write("ended", None))
        return Change("step.hide", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class WrittenThen(Command):
    """Says that cards that were typed after all was shown were written quietly, on paper."""

    cards: tuple[CardId, ...]

    def decide(self, board: Board, who: Who, now: int) -> Change:
        step = still_runs(board)
        if step is None:
            raise Refusal("quiet-is-over")
        cards = (card_on_wall(board, card) for card in self.cards)
        return Change(
            "card.then", tuple(card.write("sealed", seal_of(step)) for card in cards if not card.fields.get("sealed"))
        )


def shows_all(board: Board, who: Who, now: int) -> tuple[Write, ...]:
    """Return the writes that show everything that is hidden, whom it names for the first time among it."""
    mark: Json = {"at": now, "by": who.person}
    writes = [step.write("revealed", mark) for step in hiding(board)]
    writes += [step.write("ended", now) for step in running_asides(board)]
    here: dict[str, str] = {}
    away: dict[str, str] = {}
    for record in hidden(board):
        # Refused as they were typed, or not: what is hidden has to be shown.
        names = filter(is_a_name, (record.word(f"new.{slug}") for slug in record.members("new")))
        (away if isinstance(record, Absence) else here).update({board.slug_for(name): name for name in names})
    writes += arrivals(board, here, now)
    writes += [write for slug in away.keys() - here.keys() for write in introduced(board, slug, away[slug])]
    return tuple(writes)

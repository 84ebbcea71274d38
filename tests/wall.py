"""A board for tests: commands are decided and folded, one after the other, at a time that is moved by hand."""

from collections.abc import Sequence

from cofacil.board.commands.base import Command, decided
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.events import Change, Event, Json, Write
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import EMPTY, Board, Who
from cofacil.board.prompts import Prompt
from cofacil.board.records import Card, Meeting
from cofacil.board.undo import REDO, UNDO, History

START = 1_795_370_700_000
MINUTE = 60_000
ANA = Who("ana", "Ana", Role.HOST)
BEA = Who("bea", "Bea", Role.COFACILITATOR)
KOFI = Who("kofi", "Kofi", Role.PARTICIPANT)
VIC = Who("vic", "Vic", Role.VIEWER)


class Wall:
    """Events, and the board that they make."""

    def __init__(self, events: Sequence[Event] = (), copy: str = "") -> None:
        self.events = list(events)
        self.board: Board = fold(EMPTY, events)
        self.now = START
        self.history = History()
        self.history.take(events)
        self._copy = copy
        self._ids = len(self.events)

    def new(self, kind: str) -> str:
        self._ids += 1
        return f"{kind}/{self._ids:025}{self._copy}"

    def do(self, command: Command, who: Who = ANA) -> Change:
        change = decided(command, self.board, who, self.now)
        if change.writes or change.op in {UNDO, REDO}:
            self.keep(change, who.person)
        return change

    def keep(self, change: Change, by: str = "ana") -> Event:
        e = f"{len(self.events) + 1:025}{self._copy}"
        event = Event(e, self.now, by, change.op, change.writes, of=change.of, clash=change.clash)
        self.events.append(event)
        self.board = fold(self.board, [event])
        self.history.take([event])
        return event

    def write(self, entity: str, field: str, after: Json, by: str = "ana") -> None:
        """Write one field past every rule."""
        record = self.board.records.get(entity)
        before = record.fields.get(field) if record else None
        self.keep(Change("test.write", (Write(entity, field, before, after),)), by)

    def add(self, text: str = "What is the garden for?", kind: Kind = Kind.QUESTION, who: Who = ANA) -> Card:
        card = self.new("card")
        self.do(AddCard(card, kind, text), who)
        return self.board.card(card)

    def meet(self, *deck: Prompt, minutes: int = 15) -> Meeting:
        self.do(OpenMeeting(self.new("meeting"), deck, minutes))
        assert self.board.meeting
        return self.board.meeting

    def undo(self, who: Who = ANA) -> Change | None:
        position = self.history.undoable(who.person)
        return self.do(Undo(self.events[position - 1]), who) if position else None

    def redo(self, who: Who = ANA) -> Change | None:
        position = self.history.redoable(who.person)
        return self.do(Redo(self.events[position - 1]), who) if position else None

    def texts(self, kind: Kind = Kind.QUESTION) -> list[str]:
        return [card.text for card in self.board.columns[kind]]

    def missing(self) -> list[str]:
        return [self.board.label_of(absence) for absence in self.board.absences]

    def labels(self, kind: Kind = Kind.QUESTION) -> list[str]:
        return [self.board.label_of(card) for card in self.board.columns[kind]]

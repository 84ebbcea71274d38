"""What is written quietly goes through the room's door to nobody but who wrote it, whatever happens around it."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddCards, EditCard, TakeCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import FoundBoard, OpenMeeting
from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll, WrittenThen
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.errors import Refusal
from cofacil.board.events import Event, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board
from cofacil.board.quiet import written_since
from cofacil.export.json_report import board_report, printed
from cofacil.export.plain_lines import board_lines
from cofacil.language.happened import tell, undo_question
from cofacil.room.clock import HandClock
from cofacil.room.live import LiveRoom
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.store.summary import summarise

ANA, BEA = Seat("Ana"), Seat("Bea")
DEE = Seat("Dee", Role.COFACILITATOR, "ssh")
KOFI, MO = (Seat(name, Role.PARTICIPANT, "ssh") for name in ("Kofi", "Mo"))
WALL, VIC = Seat("Ana", Role.VIEWER), Seat("Vic", Role.VIEWER, "ssh")
SEATS = (ANA, BEA, DEE, KOFI, MO, WALL, VIC)
WRITERS = SEATS[:5]
_WORD = re.compile("zq[0-9]+x")
_BEGUN = [
    ("add", 1, 1, 0),
    ("quiet", 0, 0, 0),
    ("add", 3, 0, 1),
    ("edit", 3, 1, 2),
    ("name", 4, 0, 0),
    ("bridge", 4, 1, 0),
]
_START = 1_795_370_700_000
_DEEDS = ["add", "add", "add", "several", "edit", "note", "name", "bridge", "take", "move", "put", "tie"]
_DEEDS += ["quiet", "quiet", "quiet", "show", "hide", "then", "undo", "undo", "redo"]
scripts = st.lists(
    st.tuples(st.sampled_from(_DEEDS), st.integers(0, 4), st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=14
)


class Hall:
    """A room, everybody who looks at it, and whose each word is that was ever typed in it."""

    def __init__(self) -> None:
        self.room = Room(MemoryLog(), HandClock(_START))
        self.live = LiveRoom(self.room)
        self.heard: list[tuple[Seat, News]] = []
        self._numbers = count(1)

    async def open(self) -> None:
        await self.live.open()
        for seat in SEATS:
            self.live.subscribe(lambda news, seat=seat: self.heard.append((seat, news)), seat=lambda seat=seat: seat)  # type: ignore[misc]
        await self.live.submit(ANA, FoundBoard(self.new("absence"), "Garden"))
        await self.live.submit(ANA, OpenMeeting(self.new("meeting")))
        for seat in WRITERS:
            await self.live.submit(seat, AddPerson(seat.name))

    def new(self, kind: str) -> str:
        return f"{kind}/{self.live.new_id()}"

    def word(self) -> str:
        """Return a word that stands nowhere else."""
        return f"zq{next(self._numbers)}x"

    async def do(self, deed: str, seat: Seat, one: int, other: int) -> None:
        command: Command | None
        if deed in {"undo", "redo"}:
            last = await (self.live.last_done(seat) if deed == "undo" else self.live.last_undone(seat))
            command = (Undo(last) if deed == "undo" else Redo(last)) if last else None
        else:
            command = self._command(deed, one, other)
        if command is not None:
            with suppress(Refusal):
                self.heard.append((seat, await self.live.submit(seat, command)))
        while not self.live._telling.is_done:  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0)

    def _command(self, deed: str, one: int, other: int) -> Command | None:
        board, kind = self.room.board, tuple(Kind)[other % 4]
        cards = sorted(entity for entity in board.records if entity.startswith("card/"))
        absences = sorted(entity for entity in board.records if entity.startswith("absence/"))
        made: dict[str, Command] = {
            "add": self._card(kind),
            "several": AddCards((self._card(kind), self._card(kind))),
            "name": NameAbsence(self.new("absence"), self.word(), self.word()),
            "bridge": SetAbsence(absences[one % len(absences)], knows=(who := self.word()), newcomers=(who,)),
            "quiet": BeginQuiet(self.new("step")),
            "show": ShowAll(),
            "hide": HideAgain(),
            "then": WrittenThen(tuple(card.id for card in written_since(board))),
        }
        if deed in made or not cards:
            return made.get(deed)
        card, further = cards[one % len(cards)], cards[other % len(cards)]
        return {
            "edit": EditCard(card, text=self.word(), note=self.word(), tags=(self.word(),)),
            "note": EditCard(card, note=self.word(), said=(name := self.word()), newcomers=(name,)),
            "take": TakeCard(card, self.word()),
            "move": MoveCard(card, kind, ahead_of=further),
            "put": PutAway(card),
            "tie": TieLink(self.new("link"), card, further),
        }[deed]

    def _card(self, kind: Kind) -> AddCard:
        name = self.word()
        return AddCard(self.new("card"), kind, self.word(), self.word(), name, tags=(self.word(),), newcomers=(name,))

    def hidden_from(self, seat: Seat) -> set[str]:
        """Return every word that this seat may not see now, found in the file's own events."""
        board, events = self.room.board, self.room.log.read(0)
        kept: set[str] = set()
        for record in board.records.values():
            seal = record.fields.get("sealed")
            is_theirs = record.by == seat.name.casefold() and seat.role is not Role.VIEWER
            if seal and not board.records[f"step/{seal}"].fields.get("revealed") and not is_theirs:
                writes = (write for event in events for write in event.writes if write.entity == record.id)
                kept.update(_WORD.findall(repr(list(writes))))
        return kept - self._introduced(events)

    def _introduced(self, events: Sequence[Event]) -> set[str]:
        """Return the names of people that were no secret: said where all could see it, or shown with all the rest."""
        names: set[str] = set()
        board = EMPTY
        for event in events:
            is_secret = event.op != "step.reveal" and any(_is_sealed(board, write) for write in event.writes)
            made = {write.entity for write in event.writes if not write.field and write.entity.startswith("person/")}
            names |= set() if is_secret else {entity.removeprefix("person/") for entity in made}
            board = fold(board, [event])
        return names


def _is_sealed(board: Board, write: Write) -> bool:
    fields = board.records[write.entity].fields if write.field and write.entity in board.records else write.after
    seal = fields.get("sealed") if isinstance(fields, Mapping) else None
    return bool(seal) and not board.records[f"step/{seal}"].fields.get("revealed")


async def _printed(hall: Hall) -> str:
    board, now = hall.room.public, hall.live.now()
    shelved = summarise("garden", Path(), board, None)
    return "\n".join((*board_lines(board, now), printed(board_report(board, now)), repr(shelved), repr(board)))


async def _said(hall: Hall, seat: Seat, events: Sequence[Event], board: Board) -> str:
    last = [event for event in (await hall.live.last_done(seat), await hall.live.last_undone(seat)) if event]
    asked = [undo_question(event, board, date(2026, 11, 22)) for event in last]
    return "\n".join((tell(events, board, seat.name.casefold()), *asked, repr(last)))


@settings(max_examples=60)
@given(scripts)
def test_hidden_words_reach_nobody_but_who_wrote_them(script: Sequence[tuple[str, int, int, int]]) -> None:
    async def play() -> None:
        hall = Hall()
        await hall.open()
        try:
            for deed, who, one, other in (*_BEGUN, *script):
                hall.heard.clear()
                await hall.do(deed, WRITERS[who], one, other)
                everybody = await _printed(hall)
                for seat in SEATS:
                    kept = hall.hidden_from(seat)
                    board = hall.live.board_for(seat)
                    told = [news for one, news in hall.heard if one is seat]
                    told_words = [await _said(hall, seat, news.events, news.board) for news in told]
                    reached = "\n".join((repr(board), repr(told), *told_words))
                    assert not [word for word in kept if word in reached], (deed, seat)
                    if seat is WALL:
                        assert not [word for word in kept if word in everybody], deed
        finally:
            await hall.live.close()

    asyncio.run(play())


async def test_seats_that_have_written_nothing_share_one_board_and_names_of_writers_are_theirs() -> None:
    hall = Hall()
    await hall.open()
    seats = [Seat(f"Guest {number}", Role.PARTICIPANT, "ssh") for number in range(100)]
    assert {id(hall.live.board_for(seat)) for seat in (*seats, None)} == {id(hall.room.board)}
    await hall.live.submit(ANA, BeginQuiet(hall.new("step")))
    await hall.live.submit(KOFI, AddCard(hall.new("card"), Kind.OFFER, "mine"))
    assert len({id(hall.live.board_for(seat)) for seat in (*seats, None)}) == 1
    assert hall.live.board_for(KOFI) is hall.room.board
    assert hall.live.hidden_writers == {"Kofi"}
    await hall.live.submit(ANA, ShowAll())
    assert {id(hall.live.board_for(seat)) for seat in (*seats, None)} == {id(hall.room.board)}
    assert hall.live.hidden_writers == frozenset()
    await hall.live.close()

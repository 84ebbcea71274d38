"""The meeting that the screens were drawn for: Riverside garden, Sunday 22 November 2026, three minutes to seven."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sheets import brush

from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.timer import StartTimer
from cofacil.board.events import Event
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.model import Board
from cofacil.board.prompts import Prompt
from cofacil.room.clock import HandClock
from cofacil.room.practice import Practice
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import LastRow, Said
from cofacil.tui.modes.mode import Desk, Errand, Mode
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.quiet import paint_quiet
from cofacil.tui.paint.room_view import paint_room
from cofacil.tui.paint.same_picture import board_picture
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.too_small import is_too_small, paint_too_small
from cofacil.tui.session import Session
from cofacil.tui.view import View

ANA = Seat("Ana", Role.HOST)
DEE = Seat("Dee", Role.COFACILITATOR, via="ssh")
KOFI = Seat("Kofi", Role.PARTICIPANT, via="ssh")
VIC = Seat("Vic", Role.VIEWER, via="ssh")
ASKED = "Who does this work at night, or for no pay?"
DECK = (Prompt("night", ASKED),)
TWO_QUESTIONS = (*DECK, Prompt("knows", "Who knows something about this that we do not?"))

_QUESTIONS = (
    ("What is the garden for?", "Grace"),
    ("How do people hear about it who do not read English?", "Lin"),
    ("Who opens the gate, and when?", "Joe"),
    ("May we dig near the old wall?", "Bea"),
    ("What shall we eat together?", "Sam"),
)
_OFFERS = (
    ("I can open up on Saturdays", "Ana"),
    ("My van, most mornings", "Joe"),
    ("Cooking for twenty, if somebody lends me pans", "Sam"),
    ("I know the school caretaker, he has the other key", "Priya"),
    ("Two raised beds that people in wheelchairs can reach, and an afternoon to show how they are built", "Tom"),
    ("I can put any leaflet into Polish and Ukrainian", "Lin"),
    ("Rainwater barrels from the old depot", "Grace"),
    ("I'll sit with anybody new on their first day", "Siân"),
    ("I have a spare greenhouse", "Mo"),
)
_ISSUES = (
    ("Cars on the path at school time", "Bea"),
    ("Nobody knows who owns the shed", "Grace"),
    ("The gate is too narrow for a wheelchair", "Tom"),
)
_ACTIONS = (
    ("We here will clear the first two beds", ("Tom", "Mo"), "2026-12-05"),
    ("I will ask the caretaker about the second key", ("Priya",), "2026-11-27"),
)
_PEOPLE = ("Tom", "Joe", "Lin", "Sam", "Grace", "Priya", "Bea", "Mo")
_BY_SCREEN = ("Kofi", "Siân", "Dee")


def moment(clock: str) -> int:
    """Return a time of that day in milliseconds, in whatever zone the tests run: screens show the reader's own."""
    hour, minute, second = (int(part) for part in f"{clock}:00".split(":")[:3])
    read = datetime(2026, 11, 22, hour, minute, second, tzinfo=UTC).replace(tzinfo=None)
    return int(read.astimezone().timestamp() * 1000)


class Hall:
    """A room in memory, and its clock in the test's hand."""

    def __init__(self, deck: Sequence[Prompt] = DECK) -> None:
        self.clock = HandClock(moment("18:05"))
        self.log = MemoryLog()
        self.room = Room(self.log, self.clock, Practice(tuple(deck)))
        self.do(
            FoundBoard(
                f"absence/{self.clock.new_id()}", "Riverside garden", "How do we share the garden?", "Riverside hall"
            )
        )

    @property
    def board(self) -> Board:
        return self.room.board

    @property
    def now(self) -> int:
        return self.clock.now()

    def at(self, clock: str) -> None:
        self.clock.pass_minutes((moment(clock) - self.clock.now()) / 60_000)

    def do(self, command: Command, seat: Seat = ANA) -> News:
        return self.room.do(seat, command)

    def card(self, text: str, kind: Kind = Kind.OFFER, said: str = "", seat: Seat = ANA) -> str:
        card = f"card/{self.clock.new_id()}"
        self.do(AddCard(card, kind, text, said=said), seat)
        return card

    def absence(self, who: str, prompt: str = "") -> str:
        absence = f"absence/{self.clock.new_id()}"
        self.do(NameAbsence(absence, who, prompt))
        return absence

    def tie(self, one: str, other: str) -> None:
        self.do(TieLink(f"link/{self.clock.new_id()}", self.called(one), self.called(other)))

    def called(self, label: str) -> str:
        record = self.board.called(label)
        assert record is not None, label
        return record.id

    def say(self, label: str, text: str) -> None:
        self.do(EditCard(self.called(label), text=text), DEE)


def riverside(deck: Sequence[Prompt] = DECK) -> Hall:
    """Return the hall at 18:57, O9 just added, the timer at 06:12."""
    hall = Hall(deck)
    _come_in(hall)
    _speak(hall)
    for one, other in (("O1", "Q3"), ("O3", "Q5"), ("O6", "Q2")):
        hall.tie(one, other)
    hall.at("18:57")
    return hall


def _come_in(hall: Hall) -> None:
    for name in _PEOPLE:
        hall.do(AddPerson(name))
    for name in _BY_SCREEN:
        hall.do(AddPerson(name, how="screen"))


def _speak(hall: Hall) -> None:
    for text, said in _QUESTIONS:
        hall.card(text, Kind.QUESTION, said)
    for who in ("Under-16s", "The allotment group", "People who cannot do stairs or late evenings"):
        hall.absence(who)
    hall.do(AbsenceCame(hall.called("N3"), AbsenceState.INVITED))
    for text, said in _ISSUES:
        hall.card(text, Kind.ISSUE, said)
    hall.at("18:48:12")
    hall.do(StartTimer(15))
    for number, (text, said) in enumerate(_OFFERS):
        hall.at("18:52" if number == 2 else "18:51" if number < 2 else "18:53")
        hall.card(text, Kind.OFFER, said)
    for text, owners, when in _ACTIONS:
        hall.do(AddCard(f"card/{hall.clock.new_id()}", Kind.ACTION, text, said=owners[0], owners=owners, when=when))


def with_night_cleaners(hall: Hall) -> str:
    """Name the night cleaners as the walk does: a bridge, an asker, a day and a place."""
    hall.at("18:58")
    absence = hall.absence("Night cleaners at the school", ASKED)
    hall.do(SetAbsence(absence, knows="Bea"))
    hall.do(SetAbsence(absence, asks="Bea", when="2026-11-24", where="at the gate"))
    hall.at("18:57")
    return absence


class HallRoom:
    """What a session asks of a room: the hall answers at once."""

    def __init__(self, hall: Hall, seat: Seat) -> None:
        self.hall = hall
        self.seat = seat
        self.submitted: list[Command] = []
        """Every command that was asked for."""

    def now(self) -> int:
        return self.hall.now

    def new_id(self) -> str:
        return self.hall.clock.new_id()

    async def submit(self, *commands: Command) -> News:
        news = News(self.hall.board, (), self.hall.board.position)
        for command in commands:
            self.submitted.append(command)
            news = news.then(self.hall.do(command, self.seat))
        return news

    async def last(self, *, is_redo: bool) -> Event | None:
        room = self.hall.room
        return room.last_undone(self.seat) if is_redo else room.last_done(self.seat)

    async def staying(self) -> Event | None:
        return self.hall.room.last_staying(self.seat)


class Pane:
    """A window of a size, which does nothing but remember what it was asked for."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.errands: list[Errand] = []
        self.paintings = 0
        self.later: list[tuple[float, Callable[[], Awaitable[None]]]] = []

    def repaint(self) -> None:
        self.paintings += 1

    def schedule(self) -> None: ...

    def soon(self, work: Callable[[], Awaitable[None]], seconds: float = 0) -> None:
        self.later.append((seconds, work))

    async def run(self, errand: Errand) -> None:
        self.errands.append(errand)

    def looked(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Looking:
    """One person's screen over a hall."""

    hall: Hall
    view: View = field(default_factory=View)
    width: int = 80
    height: int = 24
    seat: Seat = ANA
    is_ascii: bool = False

    @property
    def brush(self) -> Brush:
        return brush(is_ascii=self.is_ascii)

    def session(self) -> Session:
        room, pane = HallRoom(self.hall, self.seat), Pane(self.width, self.height)
        session = Session(self.seat, self.brush, Keymap.of({}), room, pane)
        session.board, session.view, session.size = self.hall.board, self.view, pane.size
        return session

    def desk(self, prompt: str = ASKED) -> Desk:
        return self.session().desk()._replace(prompt=prompt, prompt_id="night" if prompt else "")

    def scene(self, mode: Mode | None = None, sentence: str = "Mo added an offer, O9.") -> Scene:
        session = self.session()
        session.last_row, session.mode = LastRow(news=Said(sentence)), mode
        return session.scene()


def painted(scene: Scene) -> Picture:
    """Return what the board view paints for a scene."""
    if is_too_small(scene.width, scene.height):
        return Picture(paint_too_small(scene.width, scene.height, scene.brush, scene.keys), scene.view)
    if scene.is_quiet:
        return paint_quiet(scene)
    return paint_room(scene) if scene.view.is_room else board_picture(scene)


def rows_of(scene: Scene) -> list[str]:
    """Return the rows as they are read."""
    return [strip.text for strip in painted(scene).rows]

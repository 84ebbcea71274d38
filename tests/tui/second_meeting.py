"""A board four weeks behind its first meeting, for the tests of the pages that the next one begins with."""

from sheets import Meeting

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.events import Change, Write
from cofacil.board.kinds import Kind
from cofacil.board.model import Board, Who
from cofacil.room.room import News

WANTED = "start with what people brought to eat"
ACCESS = "Step-free at the side door. Ring for Joe."
MONTH = 28 * 24 * 60


class Said(Command):
    """Writes what another page writes: what people want next time, how to get in."""

    def __init__(self, *writes: Write) -> None:
        object.__setattr__(self, "writes", writes)

    is_sitting = False

    def decide(self, board: Board, who: Who, now: int) -> Change:  # noqa: ARG002
        return Change("meeting.next_time", self.writes)  # type: ignore[attr-defined]


class Second(Meeting):
    """The second meeting: begun, or about to be."""

    def __init__(self, *, is_open: bool = True) -> None:
        super().__init__()
        self.first = self.now
        self.people(("Priya", ""), ("Tom", "builds things"), ("Mo", ""), ("Siân", "seeds"))
        self.said("I'll ask the caretaker about the second key", ("Priya",), "2026-11-27")
        self.said("We clear the first two beds", ("Tom", "Mo"), "2026-12-05")
        self.said("Ring the allotment group")
        self.card("What is the garden for?", "Mo", kind=Kind.QUESTION)
        self.card("My van, most mornings", "Tom")
        for number, who in enumerate(("Night cleaners at the school", "Under-16s"), 1):
            self.do(NameAbsence(f"absence/named{number}", who))
        self.do(SetAbsence("absence/named1", knows="Mo", asks="Mo", when="2026-11-24"))
        meeting = self.board.held[-1].id
        self.do(Said(Write(meeting, "next_time.1", None, WANTED), Write(meeting, "access", None, ACCESS)))
        self.do(CloseMeeting())
        self.clock.pass_minutes(MONTH)
        if is_open:
            self.do(OpenMeeting(f"meeting/{self.clock.new_id()}"))

    @property
    def now(self) -> int:
        return self.clock.now()

    def said(self, text: str, owners: tuple[str, ...] = (), when: str = "") -> None:
        self.do(AddCard(f"card/{self.clock.new_id()}", Kind.ACTION, text, owners=owners, when=when))

    def next_meeting(self) -> None:
        """Close this one, and open the next four weeks later."""
        self.do(CloseMeeting())
        self.clock.pass_minutes(MONTH)
        self.do(OpenMeeting(f"meeting/{self.clock.new_id()}"))

    async def ask(self, *commands: Command) -> News:
        self.submitted += commands
        if self.trouble:
            raise self.trouble
        news = self.do(commands[0])
        for command in commands[1:]:
            news = news.then(self.do(command))
        return news

    def called(self, label: str) -> str:
        record = self.board.called(label)
        assert record is not None, label
        return record.id

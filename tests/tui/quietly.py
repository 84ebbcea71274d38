"""A hall that writes quietly at 18:32, as the screens G3 and G4 were drawn."""

from riverside import ANA, KOFI, Hall, Looking

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.redaction import redacted
from cofacil.room.seats import Seat
from cofacil.tui.paint.scene import Scene
from cofacil.tui.session import Session
from cofacil.tui.view import View

ASKS = "What would you like to know, or to change?"
SIAN = Seat("Siân", KOFI.role, "ssh")
STEPS = (
    PlannedStep("Welcome", 10, "Who is here, and what brings you?"),
    PlannedStep("Write quietly", 5, ASKS, "Silence.", "question", Writing.QUIET),
    PlannedStep("Listen", 12, "What did the teller say?", "Nobody types.", "", Writing.CLOSED),
    PlannedStep("Hear it together", 15, "Which of these are close to each other?", "", "question"),
)


def planned(step: int | None = None) -> Hall:
    """Return a hall with a plan, in one of its steps."""
    hall = Hall(deck=())
    hall.card("What is the garden for?", Kind.QUESTION)
    hall.do(LayPlan(tuple(f"step/{hall.clock.new_id()}" for _step in STEPS), Plan("first", "First", STEPS)))
    hall.at("18:29")
    if step is not None:
        hall.do(GoToStep(hall.board.plan[step].id))
    return hall


def writing_quietly() -> Hall:
    """Return the hall in its quiet step, in which Kofi has written two cards and Siân one."""
    hall = planned(1)
    hall.card("How will people with allergies know what is planted?", Kind.QUESTION, seat=KOFI)
    hall.card("Could the gate have a number lock?", Kind.QUESTION, seat=KOFI)
    hall.card("Who locks the shed?", Kind.QUESTION, seat=SIAN)
    hall.clock.pass_minutes(100 / 60)
    return hall


def session_of(hall: Hall, seat: Seat = ANA, size: tuple[int, int] = (80, 24)) -> Session:
    """Return the session of a seat that is given what the room's door lets through."""
    session = Looking(hall, View(), *size, seat=seat).session()
    session.board = redacted(hall.board, seat.who(hall.board))
    session.view = View().settled(session.board)
    return session


def seen_quietly(seat: Seat = ANA, size: tuple[int, int] = (80, 24)) -> Scene:
    return session_of(writing_quietly(), seat, size).scene()


def many_cards() -> Hall:
    """Return the hall with more cards of Kofi's than any small window holds."""
    hall = writing_quietly()
    for number in range(20):
        hall.do(AddCard(f"card/{hall.clock.new_id()}", Kind.OFFER, f"{number} " + "words that go on " * 6), KOFI)
    return hall

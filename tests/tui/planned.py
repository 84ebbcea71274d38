"""The meeting of the drawings with its plan: eight steps, of which the fifth has run for a quarter of an hour."""

from collections.abc import Sequence

from riverside import DECK, Hall, moment, riverside

from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.plan import NOT_HERE_WORD, Plan, PlannedStep, Writing
from cofacil.board.prompts import Prompt

QUESTION = "What could you bring? What would help you?"
GUIDANCE = "Offers first, then asks. A no is fine. Ask everyone who offers what they would like in return."
PLAN = Plan(
    "first",
    "A first meeting together",
    (
        PlannedStep("Welcome", 10, "Who is here, and what brings you?", "A name and what you bring."),
        PlannedStep("What matters here", 15, "What matters to you about this?", "", "question"),
        PlannedStep("Write quietly", 5, "What would you like to know, or to change?", "", "question", Writing.QUIET),
        PlannedStep("Hear it together", 15, "Which of these are close to each other?", "", "question"),
        PlannedStep("Offers and asks", 15, QUESTION, GUIDANCE, "offer"),
        PlannedStep(
            "Who is missing",
            10,
            "Who should be part of this, and who knows them?",
            "Say it aloud, then wait. Groups before names. Stop at three good bridges.",
            NOT_HERE_WORD,
        ),
        PlannedStep("One small action", 10, "What will you do before we meet again?", "", "action"),
        PlannedStep("Close", 10, "How was this, and what stays open?", "", "issue", is_closing=True),
    ),
    "000",
)
_BEGAN = ("18:05", "18:18", "18:32", "18:38", "18:49")


def lay(hall: Hall, plan: Plan = PLAN) -> None:
    hall.do(LayPlan(tuple(f"step/{hall.clock.new_id()}" for _step in plan.steps), plan))


def begun(hall: Hall, steps: int = 1) -> Hall:
    """Lay the plan in a meeting, and go so many steps into it, a minute each."""
    lay(hall)
    for step in hall.board.plan[:steps]:
        hall.clock.pass_minutes(1)
        hall.do(GoToStep(step.id))
    return hall


def planned(deck: Sequence[Prompt] = DECK, until: str = "19:04") -> Hall:
    """Return the hall of the drawings, its steps gone through as they tell."""
    hall = riverside(deck)
    lay(hall)
    for clock, step in zip(_BEGAN, hall.board.plan, strict=False):
        hall.clock.pass_minutes((moment(clock) - hall.now) / 60_000)
        hall.do(GoToStep(step.id))
    hall.at(until)
    return hall

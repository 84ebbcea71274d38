"""A plan: the steps that a meeting may go through, as somebody has written them down."""

from enum import StrEnum
from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.events import Json
from cofacil.board.kinds import KINDS
from cofacil.board.text import clean_text, has_ink

NOT_HERE_WORD = "absence"
"""What stands for the column of those who are not here, where a step names its column by a word."""
LONGEST_STEP = 4 * 60
"""Minutes: what takes longer is more than one step."""
TITLE_LIMIT = 40
QUESTION_LIMIT = 200
QUESTION_SHOWN = 54
"""Letters of a step's question that stay on one row at the back of the hall."""
GUIDANCE_LIMIT = 400


class Writing(StrEnum):
    """How people write during a step."""

    OPEN = "open"
    QUIET = "quiet"
    """Everybody for themselves: others' words are hidden until they are shown."""
    CLOSED = "closed"
    """Nobody types: it is a time to listen."""


class PlannedStep(NamedTuple):
    """One step, before it is laid for a meeting."""

    title: str
    minutes: int
    question: str
    guidance: str = ""
    """What whoever facilitates sees, and the room may too."""
    column: str = ""
    """The kind of card that this step is about, in the file's word; `NOT_HERE_WORD`, or "" for none."""
    writing: Writing = Writing.OPEN
    is_closing: bool = False
    """Whether the closing is gone through in it."""


class Plan(NamedTuple):
    """Steps with a name, ready to be laid."""

    name: str
    """What it is called in commands: its file's name without the end."""
    title: str
    steps: tuple[PlannedStep, ...]
    source: str = ""
    """The documents of the practice that it leans on."""
    is_own: bool = False
    """Whether it is the group's own file, not one that comes with cofacil."""

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def kept_plan(plan: Plan) -> Json:
    """Return a plan as a board keeps it until its meeting begins: whole, since a group's own file may change or go."""
    steps: list[Json] = [
        [step.title, step.minutes, step.question, step.guidance, step.column, str(step.writing), step.is_closing]
        for step in plan.steps
    ]
    return [plan.title, steps]


def plan_of(kept: Json) -> Plan | None:
    """Return a plan that was kept; None for none, and for what is no plan that could be laid."""
    if not (isinstance(kept, list) and len(kept) == 2 and isinstance(kept[1], list) and kept[1]):
        return None
    try:
        return Plan("", clean_text(str(kept[0]), limit=QUESTION_LIMIT), tuple(map(_step_of, kept[1])))
    except (Refusal, ValueError):
        return None


def _step_of(kept: Json) -> PlannedStep:
    """Return a step that was kept.

    Raises:
        Refusal, ValueError: it is none that could be laid.
    """
    if not (isinstance(kept, list) and len(kept) == 7):
        raise ValueError(kept)
    title, minutes, question, guidance, column, writing, is_closing = kept
    if type(minutes) is not int or not 1 <= minutes <= LONGEST_STEP or column not in ("", NOT_HERE_WORD, *KINDS):
        raise ValueError(kept)
    words = [clean_text(str(text), limit=most) for text, most in ((title, TITLE_LIMIT), (question, QUESTION_LIMIT))]
    said = clean_text(str(guidance), limit=GUIDANCE_LIMIT) if has_ink(str(guidance)) else ""
    return PlannedStep(words[0], minutes, words[1], said, str(column), Writing(str(writing)), is_closing is True)

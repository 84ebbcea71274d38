"""A plan: the steps that a meeting may go through, as somebody has written them down."""

from enum import StrEnum
from typing import NamedTuple

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

"""What a room is given of the practice, as plain values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cofacil.board.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Practice:
    """The deck that a meeting is opened with, and how often the clock turns it."""

    deck: "tuple[Prompt, ...]" = ()
    prompt_minutes: int = 15

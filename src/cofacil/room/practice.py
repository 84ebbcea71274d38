"""What a room is given of the practice, as plain values."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cofacil.board.prompts import Prompt


class Practice(NamedTuple):
    """The deck that a meeting is opened with, and how often the clock turns it."""

    deck: "tuple[Prompt, ...]" = ()
    prompt_minutes: int = 15

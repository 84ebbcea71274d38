"""What a room is given of the practice, as plain values."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cofacil.board.notice import Notice
    from cofacil.board.plan import Plan
    from cofacil.board.prompts import Prompt


def _no_plans() -> "tuple[tuple[Plan, ...], tuple[Notice, ...]]":
    """Know no plans: for a room whose meetings have no steps."""
    return (), ()


class Practice(NamedTuple):
    """The deck that a meeting is opened with, how often the clock turns it, and the plans it may be gone through by."""

    deck: "tuple[Prompt, ...]" = ()
    prompt_minutes: int = 15
    is_own_deck: bool = False
    """Whether the deck is the group's own file, not the one that comes with cofacil."""
    plans: "Callable[[], tuple[tuple[Plan, ...], tuple[Notice, ...]]]" = _no_plans
    """Reads the plans there are, and what is to be said of files that are no plan; asked for when one is chosen."""

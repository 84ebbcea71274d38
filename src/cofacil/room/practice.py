"""What a room is given of the practice, as plain values."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cofacil.board.deck import Deck, Prompt
    from cofacil.board.model import Board
    from cofacil.board.notice import Notice
    from cofacil.board.plan import Plan


def _no_plans() -> "tuple[tuple[Plan, ...], tuple[Notice, ...]]":
    """Know no plans: for a room whose meetings have no steps."""
    return (), ()


def _no_decks() -> "tuple[tuple[Deck, ...], tuple[Notice, ...]]":
    """Know no decks beside the one that is asked."""
    return (), ()


class Practice(NamedTuple):
    """The deck that a meeting is opened with, how often the clock turns it, and the plans it may be gone through by."""

    deck: "tuple[Prompt, ...]" = ()
    prompt_minutes: int = 15
    is_own_deck: bool = False
    """Whether the deck is the group's own file, not the one that comes with cofacil."""
    plans: "Callable[[], tuple[tuple[Plan, ...], tuple[Notice, ...]]]" = _no_plans
    """Reads the plans there are, and what is to be said of files that are no plan; asked for when one is chosen."""
    decks: "Callable[[], tuple[tuple[Deck, ...], tuple[Notice, ...]]]" = _no_decks
    """Reads the decks there are, and what is to be said of files that are none; asked for as `plans` is."""
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys of this computer's group, by the names of their actions, where it is known."""

    def deck_for(self, board: "Board") -> "tuple[Prompt, ...]":
        """Return what the next meeting of a board is asked, before the group's own changes.

        Where it has chosen a deck, that is the deck's file as it is now; as the board keeps it, where the file is gone.
        """
        from cofacil.board.deck import chosen_deck  # noqa: PLC0415  # start-up time

        if (chosen := chosen_deck(board)) is None:
            return self.deck
        return next((deck for deck in self.decks()[0] if deck.name == chosen.name), chosen).prompts

"""Words that somebody typed and that are not kept on the board: what is known of them, and where they wait."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from cofacil.board.events import EntityId
from cofacil.board.notice import Notice
from cofacil.room.seats import Seat


class Unkept(NamedTuple):
    """The words of one line, with all that it takes to open that line again."""

    line: str
    """Which line they stood in: card, paste, edit, missing, purpose, will; page, where its name is among the fields."""
    about: EntityId = ""
    """The card or the absence that they change, or come of; "" where they would make a new one."""
    fields: Mapping[str, str] = {}
    made: EntityId = ""
    """What they would make, where that was asked for already: if it is on the board, they are kept."""
    is_open: bool = False
    """Whether the line was open when it was written down: somebody was typing."""


PAGE = "page"
"""The line of words that were typed on a page."""


def on_page(page: str, text: str, about: EntityId = "", **fields: str) -> Unkept | None:
    """Return the words that were typed on a page, None for none; `text` is what would be offered where it is gone."""
    return Unkept(PAGE, about, {"page": page, "text": text, **fields}) if text.strip() else None


class DraftPlace(Protocol):
    """Where the words of one person on one board wait; each call may take as long as a disk does."""

    def read(self) -> Sequence[Unkept]:
        """Return what waits; what cannot be read is put aside."""
        ...

    @property
    def notice(self) -> Notice | None:
        """Return what is to be said of what was read, None for nothing."""
        ...

    def write(self, lines: Sequence[Unkept], *, is_lasting: bool) -> None:
        """Let these words wait in place of those before; none leave nothing behind.

        `is_lasting` is whether they have to outlive a power cut: that takes longer.

        Raises:
            NotSaved: they do not wait there.
        """
        ...

    def close(self) -> None:
        """Let another window have the place."""
        ...


class Drafts(Protocol):
    """Gives each person a place for their words on each board."""

    def place(self, board: str, seat: Seat) -> DraftPlace | None:
        """Return the place of one window of a seat, None where words wait nowhere."""
        ...


class NoDrafts:
    """Lets words wait nowhere but in the window that they were typed in."""

    def place(self, board: str, seat: Seat) -> DraftPlace | None:  # noqa: ARG002
        return None

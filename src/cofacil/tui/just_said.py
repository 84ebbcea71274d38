"""What was just kept from one screen: for a moment it is turned round, wherever it stands."""

from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.room.room import News

FRESH = 3000
"""Milliseconds that it is turned round."""


class JustSaid(NamedTuple):
    """A card or an absence, and when it was kept."""

    entity: EntityId = ""
    """"" for nothing."""
    at: int = 0
    """UTC milliseconds."""
    line: type | None = None
    """The kind of line it was typed in: as long as that is open, it is shown; None where it came from no line."""

    @classmethod
    def of(cls, before: Board, news: News, now: int, line: object | None) -> "JustSaid | None":
        """Return what one's own commands have made last, None where they have made nothing that stands on the wall."""
        writes = (write.entity for event in news.own for write in event.writes)
        made = [it for it in writes if it.startswith(("card/", "absence/")) and it not in before.records]
        return (
            cls(made[-1], now, None if line is None else type(line))
            if made and made[-1] in news.board.records
            else None
        )

    def is_fresh(self, now: int) -> bool:
        return bool(self.entity) and 0 <= now - self.at < FRESH

    def is_shown(self, line: object | None, now: int) -> bool:
        """Say whether it is still told of, with this line open or none."""
        return self.is_fresh(now) or (self.line is not None and type(line) is self.line)

    def left(self, now: int) -> int:
        """Return milliseconds until it is turned back."""
        return max(0, self.at + FRESH - now)

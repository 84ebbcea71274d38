"""What was kept from here a moment ago: it is turned round, so that a room sees what was just said."""

from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.room.room import News

FRESH = 3000
"""Milliseconds that it is turned round."""


class JustKept(NamedTuple):
    """Something that was kept, "" for nothing, and when."""

    entity: EntityId = ""
    at: int = 0

    def fresh(self, now: int) -> EntityId:
        """Return it while it is turned round."""
        return self.entity if 0 <= now - self.at < FRESH else ""

    def while_fresh(self, now: int) -> "JustKept":
        return self if self.fresh(now) else JustKept()


def made_by(before: Board, news: News) -> EntityId:
    """Return the card, or who was named missing, that was made last from here, "" where none was."""
    writes = (write.entity for event in news.own for write in event.writes)
    made = [entity for entity in writes if entity.startswith(("card/", "absence/")) and entity not in before.records]
    return made[-1] if made and made[-1] in news.board.records else ""

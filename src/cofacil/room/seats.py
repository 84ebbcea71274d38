"""Seats: one person's place in the room."""

from enum import StrEnum
from typing import NamedTuple

from cofacil.board.kinds import Role
from cofacil.board.model import Who
from cofacil.board.slugs import HALL, SCREEN, slug_of


class Seat(NamedTuple):
    """Who somebody is here and what they may do."""

    name: str
    role: Role = Role.HOST
    via: str = "screen"
    """screen, ssh, add, line or import: kept with every event."""

    @property
    def who(self) -> Who:
        return Who(slug_of(self.name), self.name, str(self.role))

    @property
    def is_in_the_room(self) -> bool:
        """Say whether sitting here means being at the meeting: a script that adds a card is not."""
        return self.via in {"screen", "ssh", "line"}

    @property
    def voice(self) -> str:
        """Return whose words are typed here where nobody is named: their own, of who takes part from elsewhere.

        "" for the room's: whoever facilitates writes down what others say.
        """
        return self.name if self.via == "ssh" and self.role is Role.PARTICIPANT else ""

    @property
    def how(self) -> str:
        """Return how they are here: who types on this computer is in the hall."""
        return SCREEN if self.via == "ssh" else HALL


class WayBack(StrEnum):
    """What somebody does, whose line has broken, to have their seat again."""

    LINE = "line"
    """They type the line that they were sent."""
    WORD = "word"
    """They ask for a new word: the one they had lets in once."""
    ASK = "ask"
    """They ask again to be let in."""

"""Seats: one person's place in the room."""

from enum import StrEnum
from typing import NamedTuple

from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.naming import slug_meant
from cofacil.board.slugs import HALL, SCREEN
from cofacil.board.text import is_a_name

FROM_ELSEWHERE = frozenset({"ssh", "page"})
"""The ways in from other computers and phones."""


class Seat(NamedTuple):
    """Who somebody is here and what they may do."""

    name: str
    role: Role = Role.HOST
    via: str = "screen"
    """screen, ssh, page, add, line or import: kept with every event."""
    person: str = ""
    """Who the board knew them as when they sat down: that they stay, whatever they are called; "" before."""
    is_guess: bool = False
    """Whether nobody has said this name: it is what the account is called, and is put on no list of those who are here."""

    def who(self, board: Board) -> Who:
        """Return who this is on a board as it is now.

        Raises:
            Refusal: when nobody can have that name.
        """
        slug = board.one(self.person or slug_meant(board, self.name))
        person = board.person(slug)
        # What another program wrote into the file may be no name that anybody can have.
        is_name = person is not None and is_a_name(person.name)
        return Who(slug, person.name if person and is_name else self.name, str(self.role))

    def at(self, board: Board) -> "Seat":
        """Return this seat as it is at a board: its person, by the name they have there."""
        who = self.who(board)
        return self._replace(name=who.name, person=who.person)

    @property
    def is_in_the_room(self) -> bool:
        """Say whether sitting here means being at the meeting: a script that adds a card is not."""
        return self.is_elsewhere or self.via in {"screen", "line"}

    @property
    def is_elsewhere(self) -> bool:
        """Say whether they sit at another computer, or hold a phone."""
        return self.via in FROM_ELSEWHERE

    @property
    def is_by_page(self) -> bool:
        """Say whether they read the page: what they are told has a longer way to them, and waits for those at a terminal."""
        return self.via == "page"

    @property
    def voice(self) -> str:
        """Return whose words are typed here where nobody is named: their own, of who takes part from elsewhere.

        "" for the room's: whoever facilitates writes down what others say.
        """
        return self.name if self.is_elsewhere and self.role is Role.PARTICIPANT else ""

    @property
    def how(self) -> str:
        """Return how they are here: who types on this computer is in the hall."""
        return SCREEN if self.is_elsewhere else HALL


class WayBack(StrEnum):
    """What somebody does, whose line has broken, to have their seat again."""

    LINE = "line"
    """They type the line that they were sent."""
    WORD = "word"
    """They type the line again, and the word that they came by."""
    ASK = "ask"
    """They ask again to be let in."""

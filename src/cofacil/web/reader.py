"""Who reads a page, and all that the page is made of."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.quiet import writing_in
from cofacil.language.days import date_of
from cofacil.made_lately import MadeLately
from cofacil.room.attending import Attending
from cofacil.room.seats import Seat

_writing: MadeLately[Writing] = MadeLately(64)
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Reader(NamedTuple):
    """Somebody who has a seat by the page."""

    seat: Seat
    """With the role that it has now."""
    token: str = ""
    """What every form of theirs carries, so that no other page can send one."""
    is_waiting: bool = False
    """Whether they have asked to write, and nobody has answered."""
    may_ask: bool = True
    """Whether they may ask to write now: not right behind a no."""

    @property
    def writes(self) -> bool:
        return self.seat.role.includes(Role.PARTICIPANT)

    @property
    def leads(self) -> bool:
        return self.seat.role.includes(Role.COFACILITATOR)


class Said(NamedTuple):
    """What came of the form that was sent."""

    words: str = ""
    """What was kept, or why it was not."""
    errors: Mapping[str, str] = _NOTHING
    """What is wrong, by the name of the field; "" for what is no field's own."""
    typed: Mapping[str, str] = _NOTHING
    """What was typed, by the name of its field, where something was refused: it stands there again."""


class Shown(NamedTuple):
    """A board, who looks, and the moment: equal ones make equal pages."""

    board: Board
    """As this reader may see it."""
    reader: Reader
    attending: Attending
    now: int
    """UTC milliseconds."""
    prompt: str = ""
    """The question on the wall, "" for none."""
    said: Said = Said()
    new_id: str = ""
    """The ULID that the next card written here gets: sent twice it changes nothing twice."""
    trouble: str = ""
    """What is not saved, and why; "" when all is."""
    is_common: bool = False
    """Whether nothing is marked as whose it is: so it looks for all who see this board and may do the same."""

    @property
    def person(self) -> str:
        """Return the slug of who looks, "" where nobody can be called so, and where nobody in particular looks."""
        if self.is_common:
            return ""
        try:
            return self.reader.seat.who(self.board).person
        except Refusal:
            return ""

    @property
    def today(self) -> date:
        return date_of(self.now)

    @property
    def writing(self) -> Writing:
        """Return how people write at this moment: asked by every part, and the same as long as the board is."""
        if self.board.meeting_at(self.now) is None:
            return Writing.OPEN
        key = (id(self.board),)
        if (found := _writing.made(key)) is not None:
            return found
        return _writing.put(key, (self.board,), writing_in(self.board))

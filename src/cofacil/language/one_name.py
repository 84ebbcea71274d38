"""A line that is one name: whom it means, and what Enter will make of it, said before."""

from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.model import Board
from cofacil.board.naming import meant_by
from cofacil.board.records import Person
from cofacil.language.catalog import _
from cofacil.language.names import SEVERAL, either
from cofacil.language.worded import worded


class NameRead(NamedTuple):
    """What a name was read as."""

    name: str = ""
    """As a command takes it: of somebody known, as the board knows them."""
    person: Person | None = None
    """Who that is; None for somebody new."""
    unread: str = ""
    """Why it means nobody yet, "" when it does."""

    @property
    def is_new(self) -> bool:
        return bool(self.name) and self.person is None


def read_name(text: str, board: Board) -> NameRead:
    """Read a line that is nothing but a name."""
    try:
        found = meant_by(board, text)
    except Refusal as refusal:
        return NameRead(unread=worded(refusal))
    if found.is_unsure:
        names = either([person.name for person in found.people[:SEVERAL]])
        return NameRead(unread=_("Tab chooses: {typed} could be {names}.", typed=text.strip(), names=names))
    return NameRead(found.name, found.people[0] if found.people else None)

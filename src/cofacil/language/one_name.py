"""A line that is one name: whom it means, and what Enter will make of it, said before."""

from collections.abc import Collection
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


def who_would_be_here(text: str, board: Board, here: Collection[str]) -> str:
    """Say whom a name would write down as here, and whether they are new, known, or here already."""
    read = read_name(text, board)
    if read.unread:
        return read.unread
    if read.person is None:
        return _("New: {name}. Enter adds them as here.", name=read.name)
    if read.person.slug not in here:
        return _("Known: {name}. Enter says they are here.", name=read.name)
    if board.known(text) == read.person:
        return _("Here already: {name}.", name=read.name)
    return _('Here already: {name}. Somebody new: "{typed}", in quotes.', name=read.name, typed=text)


def who_is_meant(text: str, board: Board) -> str:
    """Say whom a name means where nobody comes by it, and whether they are new."""
    read = read_name(text, board)
    if read.unread:
        return read.unread
    return _("New: {name}.", name=read.name) if read.is_new else _("Known: {name}.", name=read.name)

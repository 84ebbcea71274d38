"""What a file of another program holds, read and not taken in yet: cards in lists, and what of it has no place here."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from cofacil.intake.lists import Becomes


class LeftOut(StrEnum):
    """Why something in a file is left out."""

    ARCHIVED = "archived"
    """It was put away there."""
    WORDLESS = "wordless"
    """It has no words."""
    IN_NO_LIST = "in_no_list"
    """It stands in a list that the file does not have."""
    ATTACHMENT = "attachment"
    """A file that hangs on a card."""
    LINKED = "linked"
    """It is a mirror of a card, or a picture, and none of its own."""


class Found(NamedTuple):
    """One thing in a file."""

    key: str
    """What it is there, the same whenever that is read: `trello/5f3a…`."""
    place: str
    """The list that it stands in."""
    text: str
    note: str = ""
    people: tuple[str, ...] = ()
    """The names of those it was given to."""
    said: str = ""
    """Who said it, where the file tells."""
    when: str = ""
    """An ISO date."""
    tags: tuple[str, ...] = ()
    is_done: bool = False
    named: tuple[str, ...] = ()
    """The names of those whose words stand in its note."""


class Intake(NamedTuple):
    """A file of another program."""

    program: str
    """What it is called."""
    title: str
    found: tuple[Found, ...]
    left_out: Mapping[LeftOut, int]
    known_lists: Mapping[str, Becomes] = {}
    """Lists that say themselves what they are."""
    has_lines: bool = False
    """Whether it is plain lines, whose one list nobody has named."""
    encoding: str = ""
    """How its letters were written, where that had to be guessed."""

    @property
    def lists(self) -> Mapping[str, int]:
        """Return the lists in which anything stands, in order, and how many there are in each."""
        return Counter(one.place for one in self.found)

"""What is searched for over all boards, and what was found: values that the screens and the command line share."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.notice import Notice

ABSENCE, MEETING, PERSON, BOARD = "absence", "meeting", "person", "board"
KINDS_FOUND = (*map(str, Kind), ABSENCE, MEETING, PERSON, BOARD)
"""What can be found: cards by their kind, who is missing, and what a meeting, a person or a board says of itself."""
OPEN, DONE, LET_GO, AWAY = "open", "done", "let_go", "away"
"""How something stands; one who is missing stands by the name of their state where they are not open."""
MOST = 200
"""How many are shown where nobody says otherwise: nobody reads on behind these."""


class Sought(NamedTuple):
    """What is searched for: everything that is said has to be so."""

    words: str = ""
    kind: str = ""
    """One of `KINDS_FOUND`, "" for any."""
    who: str = ""
    """A name: who said it, does it, knows one of them, asks."""
    is_open: bool = False
    """Whether only what is still open is wanted."""
    since: int = 0
    """From when on it was written or changed, UTC milliseconds."""
    most: int = MOST
    """How many are shown; what there is is counted all the same."""


class Place(NamedTuple):
    """Letters of a text that were found, from one to before another."""

    start: int
    end: int


class Hit(NamedTuple):
    """One thing that was found."""

    entity: EntityId
    kind: str
    """One of `KINDS_FOUND`."""
    label: str
    """What it is called aloud, "" for what bears no label."""
    text: str
    places: tuple[Place, ...]
    """What was found of its words."""
    more: str
    """A piece of what else it says, where something was found in it, else ""."""
    more_places: tuple[Place, ...]
    who: tuple[str, ...]
    """The names that have to do with it."""
    tags: tuple[str, ...]
    by: str
    """By when, as an ISO date, "" for no day."""
    at: int
    """When it was written, UTC milliseconds."""
    touched: int
    """When it was changed last, UTC milliseconds."""
    meeting: int
    """The number of the meeting in which it was written, 0 for none."""
    state: str
    """How it stands: `OPEN`, `DONE`, `LET_GO`, `AWAY`, or the state of who is missing; "" for what is never open."""
    score: float = 0.0
    """How well it fits: more is better."""


class FoundOn(NamedTuple):
    """What was found on one board, the best first."""

    name: str
    path: Path
    title: str
    met: int | None
    """When its last meeting was opened, UTC milliseconds."""
    number: int
    """How many there are, of which so many as were asked for are shown."""
    hits: tuple[Hit, ...]
    is_archived: bool = False
    """Whether it is off the shelf."""


class ReadAs(NamedTuple):
    """A word that stands nowhere, and what it was read as."""

    typed: str
    words: tuple[str, ...]


class Answer:
    """What was found: board by board as they are read; what is known only at the end is known when all have been taken."""

    def __init__(self, boards: Iterable[FoundOn], *, is_ranked: bool) -> None:
        self.boards = boards
        self.is_ranked = is_ranked
        """Whether the best board comes first; without an index they come as they are read."""
        self.read_as: tuple[ReadAs, ...] = ()
        self.troubles: list[Notice] = []
        """What was wrong with boards that could not be read whole."""

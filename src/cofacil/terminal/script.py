"""How cells are written: what many screens of a process that show the same find out once."""

from collections.abc import Hashable
from typing import NamedTuple

from cofacil.terminal.colours import Depth
from cofacil.terminal.pen import Pens, UnknownSequence

# The right half of a wide character.
HALF = "\1"
# Clusters of several characters are a cell too: each stands in the rows as a character that is in no text.
FIRST_NAME, NAMES = 0xD800, 2048
_MOST_SIGNS = 31
"""Signs of a cell that are sent: a letter, and more marks on it than any language needs; the rest only harms.

Source: UAX #15, Stream-Safe Text Format: 30 marks in a row.
"""


class Cells(NamedTuple):
    """Neighbouring cells of a row: a character of each string is one of them."""

    chars: str
    looks: str
    """Their pens: characters of these numbers."""
    is_odd: bool
    """Whether any of them is wide, or a cluster of several characters."""
    is_uncertain: bool
    """Whether terminals draw any of them in another width."""


class State(NamedTuple):
    """What a terminal shows, and with what it would draw next."""

    chars: tuple[str, ...]
    looks: tuple[str, ...]
    cursor: tuple[int, int] | None
    pen: int
    ink: int
    is_unseen: bool


class Script:
    """How cells are written, the same for all screens of a depth: equal numbers and names mean the same on each of them.

    What many screens show is read once, and what turns one that they show alike into the next is found once.
    """

    def __init__(self, depth: Depth) -> None:
        self.pens = Pens(depth)
        self.names: dict[str, str] = {}
        self.spoken: dict[int, str] = {ord(HALF): ""}
        """What the characters of cells are on a terminal, where that is another text."""
        self.known: dict[tuple[int, str], tuple[Cells, int]] = {}
        self.turns: dict[tuple[Hashable, ...], tuple[str, State]] = {}
        """What was sent for a text to a screen in a state, and the state that it is in then."""

    @property
    def is_full(self) -> bool:
        return self.pens.is_full or len(self.names) > NAMES // 2

    def name_of(self, cluster: str) -> str:
        if not cluster:
            return HALF
        name = self.names.get(cluster)
        if name is None:
            if len(self.names) >= NAMES:
                raise UnknownSequence(cluster)
            name = self.names[cluster] = chr(FIRST_NAME + len(self.names))
            self.spoken[ord(name)] = cluster[:_MOST_SIGNS]
        return name


_scripts: dict[Depth, Script] = {}


def script_for(depth: Depth) -> Script:
    """Return how cells are written at a depth; where that has grown too large, a new one for all who draw anew from now on."""
    script = _scripts.get(depth)
    if script is None or script.is_full:
        script = _scripts[depth] = Script(depth)
    return script

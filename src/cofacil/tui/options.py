"""What the screens are given besides a room: how everything looks, and what people set for themselves."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cofacil.board.events import Event
from cofacil.board.notice import Notice
from cofacil.room.drafts import Drafts, NoDrafts
from cofacil.room.seats import WayBack
from cofacil.tui.themes import Look

if TYPE_CHECKING:
    from cofacil.language.catchup import CatchUp


def _forget(name: str, value: object) -> None:
    """Keep nothing: for a board that is only looked at."""


class Kept(NamedTuple):
    """A board that was kept as a page."""

    file: str
    """Where, as people write it."""
    told: tuple[str, ...] = ()
    """What there is to look at before it is sent to anybody, each a sentence."""


KeepBoard: TypeAlias = Callable[[str, Sequence[Event], str, str], Kept]
"""Keeps a board, by its ULID and what has happened on it, as a new file: with `names`, `initials` or `nobody`'s, by a name
that somebody typed."""


class Options(NamedTuple):
    """Choices that come from `config.toml`, the command line and the terminal."""

    looks: Mapping[str, Look]
    theme: str
    keymap: Mapping[str, str] = MappingProxyType({})
    """The group's own keys: action name to key."""
    ascii: bool = False
    has_colours: bool = True
    mouse: bool = True
    """Whether the board takes the mouse, or leaves it to the terminal, which marks words with it."""
    cursor: bool = False
    """Whether the hardware cursor stands where the focus is, on every page, for braille lines and magnifiers."""
    is_wall: bool = False
    """Whether this window is the projector's: it follows, and keys nothing."""
    welcomes: bool = False
    """Whether this window is first shown where it is and what it can do here: somebody has just joined."""
    place: str = ""
    """Where somebody looked as the process was killed that showed them the board, as `View.text` says it."""
    keep_place: Callable[[str], None] | None = None
    """Has it known where they look, for when this process is killed; None where it is nobody's who may come back."""
    way_back: WayBack = WayBack.LINE
    """What somebody does whose line has broken."""
    notices: tuple[Notice, ...] = ()
    """What the last row says at the start: of a theme, a deck or a setting that could not be read."""
    first: Notice | None = None
    """What the last row says first, until a key is pressed."""
    begins: bool = False
    """Whether the board is opened to begin its next meeting, where one has been and none is open."""
    asks_name: bool = False
    """Whether nobody has said yet who types here: the first board asks."""
    drafts: Drafts = NoDrafts()
    """Gives everybody a place for what they have typed and not kept."""
    keep_page: "Callable[[str, CatchUp, int], Path] | None" = None
    """Keeps a page as a new file, in rows of so many letters; None for who does not sit at this computer."""
    keep_board: KeepBoard | None = None
    """Keeps a whole board as a page; None for who does not sit at this computer."""
    keep_setting: Callable[[str, object], None] = _forget
    """Writes one setting into `config.toml`."""

    @property
    def look(self) -> Look:
        """Return the look that was set, the first where there is none of that name."""
        return self.looks.get(self.theme) or next(iter(self.looks.values()))

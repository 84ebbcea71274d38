"""In words, what the walls do: for who facilitates, whose look they follow, and for the hall."""

from cofacil.board.kinds import Role
from cofacil.board.text import shorten
from cofacil.language.catalog import _
from cofacil.room.seats import Seat
from cofacil.room.walls import Wall
from cofacil.tui.paint.brush import Signs

_SHORT = 16
"""Letters of a name that stand beside whatever the last row says."""


def wall_words(wall: Wall, seat: Seat, signs: Signs) -> str:
    """Return what the walls do as who facilitates is told; "" for others, and while no wall is open."""
    if not wall.walls or not seat.role.includes(Role.COFACILITATOR):
        return ""
    name = _short(wall.by, signs)
    if wall.is_held:
        return _("wall held") if wall.by == seat.name else _("wall held by {name}", name=name)
    if not wall.by:
        return _("wall follows changes")
    return _("wall follows you") if wall.by == seat.name else _("wall follows {name}", name=name)


def followed_words(wall: Wall, signs: Signs, *, is_led: bool) -> str:
    """Return what a wall does as it says itself."""
    name = _short(wall.by, signs)
    if wall.is_held:
        return _("held by {name}", name=name)
    return _("follows {name}", name=name) if is_led else _("follows changes")


def _short(name: str, signs: Signs) -> str:
    return shorten(name, _SHORT).replace(Signs().more, signs.more)

"""On what terms a door is opened: where it listens, and how much may come through it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cofacil.share.limits import Limits

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  # listened at only when somebody asks for it
PORT = 8022
PORTS = tuple(range(PORT, PORT + 10))
"""Where the door is tried when nobody has said where: another board may be shared from here already."""


class Terms(NamedTuple):
    """What was asked for when a door is to be opened."""

    host: str = EVERYWHERE
    """Where it listens when it is opened to others."""
    ports: tuple[int, ...] = PORTS
    """The first that is free is taken."""
    limits: "Limits | None" = None
    """How much may come through it, None for as much as is usual."""
    welcomes: bool = True
    """Whether who joins is first shown where they are."""

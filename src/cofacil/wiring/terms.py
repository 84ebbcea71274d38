"""On what terms boards are shared: where the server listens, and how much it takes."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cofacil.share.limits import Limits

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  # listened at only when somebody asks for it
PORT = 8022
PORTS = tuple(range(PORT, PORT + 10))
"""Where the server tries to listen when nobody has said where: another board may be shared from here already."""


WEB_PORT = 8080
WEB_PORTS = tuple(range(WEB_PORT, WEB_PORT + 10))
"""Where the page is tried to be shown when nobody has said where."""


class Web(NamedTuple):
    """How the page for phones and browsers is shown."""

    ports: tuple[int, ...] = WEB_PORTS
    """The first that is free is taken."""
    certificate: Path | None = None
    """Somebody's own; None for the one that is made here."""
    key: Path | None = None
    """None where it is in the same file."""

    @property
    def files(self) -> str:
        """Return the certificate and its key as they are written down, to show the page again."""
        return "\n".join(str(path) if path is not None else "" for path in (self.certificate, self.key))

    @classmethod
    def again(cls, url: str, files: str) -> "Web":
        """Return how a page is shown again, where it was if that is free."""
        from urllib.parse import urlsplit  # start-up time

        certificate, _newline, key = files.partition("\n")
        port = urlsplit(url).port
        ports = (port, *WEB_PORTS) if port else WEB_PORTS
        return cls(ports, Path(certificate) if certificate else None, Path(key) if key else None)


class Terms(NamedTuple):
    """What was asked for when boards are to be shared."""

    host: str = EVERYWHERE
    """Where it listens when it is opened to others."""
    ports: tuple[int, ...] = PORTS
    """The first that is free is taken."""
    limits: "Limits | None" = None
    """How much it takes, None for as much as is usual."""
    welcomes: bool = True
    """Whether who joins is first shown where they are."""
    web: Web | None = None
    """The page, None for none."""

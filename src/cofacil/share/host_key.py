"""The key by which guests know this computer again: made once, and never another in its place."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import asyncssh

from cofacil.board.errors import Trouble
from cofacil.files import make_private_folder
from cofacil.paths import tilde
from cofacil.share.private import NotPrivate, put_new, read_private
from cofacil.share.public_key import key_text

_FILE = "host_ed25519"
_KIND = "ssh-ed25519"
_SSH_PORT = 22


class HostKeyFault(Trouble):
    """The key of this computer cannot be shown to anybody."""


class HostKey(NamedTuple):
    """The key of this computer."""

    private: asyncssh.SSHKey

    @property
    def fingerprint(self) -> str:
        """Return SHA256:… as the guest's `ssh` prints it."""
        return self.private.get_fingerprint()

    def known_hosts_line(self, host: str, port: int) -> str:
        """Return the line for a guest's known_hosts."""
        place = host if port == _SSH_PORT else f"[{host}]:{port}"
        return f"{place} {key_text(self.private)}"


def load_host_key(folder: Path) -> HostKey:
    """Return the key of this computer, made where there is none.

    Raises:
        HostKeyFault: when it is not one to be shown; nothing is put in its place.
    """
    path = folder / _FILE
    try:
        if not path.exists():
            _make(path)
        return HostKey(_parsed(read_private(path), path))
    except NotPrivate as trouble:
        raise HostKeyFault.of(trouble.notice) from trouble
    except OSError as trouble:
        raise HostKeyFault("host-key-not-there", file=tilde(path), reason=trouble) from trouble


def _make(path: Path) -> None:
    make_private_folder(path.parent)
    # Whoever makes one at the same moment is as good.
    with suppress(FileExistsError):
        put_new(path, asyncssh.generate_private_key(_KIND).export_private_key("openssh"))


def _parsed(data: bytes, path: Path) -> asyncssh.SSHKey:
    with suppress(ValueError):
        key = asyncssh.import_private_key(data)
        if key.get_algorithm() == _KIND:
            return key
    raise HostKeyFault("host-key-not-ed25519", file=tilde(path))

"""One person who may come in, and the line that says so."""

import re
from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.board.text import clean_name, shorten, strip_text
from cofacil.share.public_key import fingerprint_of, read_public_key

_OPTION = re.compile(r'([\w-]+)=("(?:[^"\\]|\\["\\])*"|[^\s"]*)(?:\s+|$)')
_ESCAPED = re.compile(r"\\(.)")
_TO_ESCAPE = re.compile(r'(["\\])')
_LIKE = 'A line is like this: role=viewer name="Vic" ssh-ed25519 AAAA…'


class Member(NamedTuple):
    """Somebody whose key is known."""

    name: str
    role: Role
    key: str
    """As `key_text` writes it."""
    comment: str = ""

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the key as `ssh` prints it."""
        return fingerprint_of(self.key)

    @property
    def line(self) -> str:
        """Return the line that says so."""
        name = _TO_ESCAPE.sub(r"\\\1", self.name)
        return f'role={self.role} name="{name}" {self.key} {self.comment}'.rstrip()


def read_member(line: str) -> Member:
    """Read a line.

    Raises:
        Refusal: when anything of it is not understood.
    """
    options, key_line = _split(line.strip())
    for option in ("role", "name"):
        if option not in options:
            raise Refusal(f"The {option} is missing. {_LIKE}")
    return Member(_name_of(options["name"]), _role_of(options["role"]), *read_public_key(key_line))


def _split(line: str) -> tuple[dict[str, str], str]:
    """Part the options from the key."""
    options: dict[str, str] = {}
    while match := _OPTION.match(line):
        option, value = match.groups()
        if option not in {"role", "name"}:
            raise Refusal(f"{_quoted(option)} is nothing that can be said here. {_LIKE}")
        if option in options:
            raise Refusal(f"The {option} stands there twice.")
        options[option] = value
        line = line[match.end() :]
    return options, line


def _role_of(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise Refusal(f"{_quoted(word)} is no role. The roles are {', '.join(Role)}.") from None


def _name_of(value: str) -> str:
    if not value.startswith('"'):
        raise Refusal(f"The name has to be in quotes. {_LIKE}")
    return clean_name(_ESCAPED.sub(r"\1", value[1:-1]))


def _quoted(word: str) -> str:
    return f"“{shorten(strip_text(word), 40)}”"

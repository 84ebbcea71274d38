"""One person who may come in, and the line that says so."""

import re
from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.board.text import clean_name, shorten, strip_text
from cofacil.share.public_key import fingerprint_of, read_key_line

_OPTION = re.compile(r'([\w-]+)=("(?:[^"\\]|\\["\\])*"|[^\s"]*)(?:\s+|$)')
_ESCAPED = re.compile(r"\\(.)")
_TO_ESCAPE = re.compile(r'(["\\])')


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
    if "role" not in options:
        raise Refusal("member-role-missing")
    if "name" not in options:
        raise Refusal("member-name-missing")
    return Member(_name_of(options["name"]), _role_of(options["role"]), *read_key_line(key_line))


def _split(line: str) -> tuple[dict[str, str], str]:
    """Part the options from the key."""
    options: dict[str, str] = {}
    while match := _OPTION.match(line):
        option, value = match.groups()
        if option not in {"role", "name"}:
            raise Refusal("member-option-unknown", option=_shown(option))
        if option in options:
            raise Refusal("member-role-said-twice" if option == "role" else "member-name-said-twice")
        options[option] = value
        line = line[match.end() :]
    return options, line


def _role_of(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise Refusal("member-role-unknown", role=_shown(word), roles=", ".join(Role)) from None


def _name_of(value: str) -> str:
    if not value.startswith('"'):
        raise Refusal("member-name-unquoted")
    return clean_name(_ESCAPED.sub(r"\1", value[1:-1]))


def _shown(word: str) -> str:
    return shorten(strip_text(word), 40)

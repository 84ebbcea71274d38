"""A board file that another program wrote, as JSON: its tables, and the text of each."""

import json
import re
from collections.abc import Collection
from typing import Any, NamedTuple, NoReturn

_BLANK = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+')
"""A text of JSON, or what is blank between two things."""


class Member(NamedTuple):
    """One member of the object that a file is."""

    name: str
    value: Any
    text: str
    """How it is written there: what is another program's is kept to the letter, also where two ways mean the same."""


def members_in(data: bytes, ours: Collection[str]) -> list[Member]:
    """Return what stands in a file, in its order; what stands in those called so is said once, and holds no odd number.

    Raises:
        ValueError, RecursionError: it is no JSON, no object, ours are not there, or say something twice.
    """
    text = data.decode(json.detect_encoding(data))
    if not all(f'"{name}"' in text for name in ours):
        raise ValueError("none of ours")  # before much else of another program's is made into objects
    found: list[Member] = []
    at = _behind(text, 0, "{")
    while not text.startswith("}", at):
        if found:
            at = _behind(text, at, ",")
        start = at
        name, at = _ANY.raw_decode(text, at)
        if not isinstance(name, str):
            raise ValueError("a member without a name")  # noqa: TRY004  # for who asks it is no JSON either way
        name_ends, at = at, _behind(text, _skip(text, at), ":")
        value, end = (_OURS if name in ours else _ANY).raw_decode(text, at)
        if name in ours and any(member.name == name for member in found):
            raise ValueError("one of ours stands there twice")
        found.append(Member(name, value, f"{text[start:name_ends]}:{text[at:end]}"))
        at = _skip(text, end)
    if text[_skip(text, at + 1) :]:
        raise ValueError("something stands behind it")
    return found


def without_blanks(text: str) -> str:
    """Return JSON without what is blank between its words, on one line."""
    return _BETWEEN.sub(lambda found: found[1] or "", text)


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    assert found is not None  # noqa: S101  # it matches nothing as well
    return found.end()


def _behind(text: str, at: int, sign: str) -> int:
    """Return where it goes on behind a sign that stands next."""
    at = _skip(text, at)
    if not text.startswith(sign, at):
        raise ValueError(f"no {sign} stands there")
    return _skip(text, at + 1)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("something is said twice")
    return made


def _no_number(said: str) -> NoReturn:
    raise ValueError(f"{said} is no number")


_ANY = json.JSONDecoder()
_OURS = json.JSONDecoder(object_pairs_hook=_each_once, parse_constant=_no_number)

"""Whom a typed name means: the one rule that every place asks in which names are typed.

Capitals, accents and the rest of a name are forgiven; its whole comes before its beginning. In quotes it is exactly that
name, known or new, blanks and all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.look_alikes import looks
from cofacil.board.model import Board
from cofacil.board.records import Person
from cofacil.board.slugs import ROOM, folded, slug_of
from cofacil.board.text import BEHIND_A_WORD, NAME_LIMIT, bare, clean_name, shorten

_QUOTES = {'"': '"“”', "“": "”", "„": "“”", "«": "»", "»": "«"}
"""What begins a quote, and what may end it."""
_APOSTROPHES = "'’‘`´"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$", re.IGNORECASE)
_TIME_OF_DAY = re.compile(
    r"\d{1,2}(?:[:.h]\d{0,2})?(?:[-–]\d{1,2}(?:[:.h]\d{0,2})?)?(?:[ap]\.?m?|uhr|h)?", re.IGNORECASE
)
"""What somebody means who writes *@10:30*, *@5pm* or *@10-12*: when, and nobody."""
_MOST_WORDS = 8
"""Words of one name that are looked at."""


class Meant(NamedTuple):
    """What a name was read as."""

    people: tuple[Person, ...] = ()
    """Those whom it fits: one is meant, of several nobody knows which."""
    new: str = ""
    """The name of somebody new, "" where it fits anybody."""
    words: int = 1
    """How many words it took."""

    @property
    def is_unsure(self) -> bool:
        return len(self.people) > 1

    @property
    def name(self) -> str:
        """Return the name that a command takes: of somebody known as the board knows them."""
        return self.people[0].name if self.people else self.new


def meant(board: Board, words: Sequence[str]) -> Meant | None:
    """Return whom the name means that some words begin with; None where they begin with no name.

    Only somebody who is known may have a name that begins with neither a letter, a figure nor an apostrophe.
    """
    if not words:
        return None
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if person := _one_whole(board, " ".join(words[:count])):
            return Meant((person,), words=count)
    if words[0][:1] in _QUOTES:
        return _quoted(board, words)
    started = words[0].rstrip(BEHIND_A_WORD)
    people = beginning(board, started) if started else ()
    if not people and (owner := _POSSESSIVE.sub("", started)):
        people = beginning(board, owner)
        started = owner if people or len(owner) > 1 else started  # one letter is the beginning of *O'Neill*
    if people:
        rest, _name, person = max(
            (_rest_of(someone.name, started, words[1:]), someone.name, someone) for someone in people
        )
        return Meant((person,), words=1 + rest) if rest else Meant(people)
    if not started.lstrip(_APOSTROPHES)[:1].isalnum() or _TIME_OF_DAY.fullmatch(started):
        return None
    return Meant(new=_as_new(started.replace("-", " ")))


def meant_by(board: Board, text: str) -> Meant:
    """Return whom all of a text means, which is nothing but a name.

    Raises:
        Refusal: when it is nobody's here and nobody can have it.
    """
    words = text.split()
    if person := _one_whole(board, " ".join(words)):
        return Meant((person,), words=len(words))
    if words and words[0][:1] in _QUOTES and (quoted := _quoted(board, words)) and quoted.words == len(words):
        return quoted if quoted.people else quoted._replace(new=clean_name(quoted.new))
    if words and (people := beginning(board, text)):
        return Meant(people, words=len(words))
    return Meant(new=clean_name(text), words=len(words))


def the_one(board: Board, text: str) -> Meant:
    """Return whom a name means that is typed where nobody can be asked back.

    Raises:
        Refusal: when it fits several, or when nobody can have it.
    """
    found = meant_by(board, text)
    if found.is_unsure:
        raise Refusal("name-fits-several", typed=text.strip(), names=tuple(person.name for person in found.people))
    return found


def whole(board: Board, name: str) -> Person | None:
    """Return who is called so, capitals, accents and letters that look alike forgiven; None for nobody, and for several."""
    known = board.known(name)
    if known is not None and known.name:
        return known
    wanted = bare(folded(name))
    if not wanted:
        return None
    alike = [person for person in board.people if wanted in _called(person)] or list(looking_like(board, name))
    return alike[0] if len(alike) == 1 else None


def looking_like(board: Board, name: str) -> Iterator[Person]:
    """Yield all who are read by this name, or came by one that is, but for its accents."""
    seen = looks(name)
    for person in board.people:
        if person.name and not seen.isdisjoint(looks(person.slug) | looks(person.name)):
            yield person


def slug_meant(board: Board, name: str) -> str:
    """Return the slug of whoever sits down by this name: of who is called so, capitals and accents forgiven, else its own.

    Raises:
        Refusal: when nobody can have that name.
    """
    known = whole(board, name)
    return known.slug if known else slug_of(name)


def beginning(board: Board, started: str) -> tuple[Person, ...]:
    """Return all whose names begin so, whoever is called just so first, and before others those who are here.

    What begins with nothing that can be read is the beginning of nobody's name; with nothing at all, of everybody's.
    """
    wanted = bare(folded(started))
    if started and not wanted:
        return ()
    here = frozenset(board.here)
    fitting = (person for person in board.people if any(name.startswith(wanted) for name in _called(person)))
    return tuple(sorted(fitting, key=lambda person: (wanted not in _called(person), person.slug not in here)))


def _called(person: Person) -> tuple[str, ...]:
    """Return what somebody is found by: the name they came with, and the one they have now."""
    return _bare_names(person.slug, person.name) if person.name else ()


@lru_cache(maxsize=2048)
def _bare_names(slug: str, name: str) -> tuple[str, ...]:
    return (bare(slug), bare(folded(name)))


def _one_whole(board: Board, text: str) -> Person | None:
    return next(filter(None, (whole(board, name) for name in _without_what_follows(text))), None)


def _without_what_follows(text: str) -> Iterator[str]:
    """Yield a text, and the same without what may stand behind a name in a sentence, a possessive last."""
    yield text
    if (stripped := text.rstrip(BEHIND_A_WORD)) and stripped != text:
        yield stripped
    if (owner := _POSSESSIVE.sub("", stripped)) != stripped:
        yield owner


def _quoted(board: Board, words: Sequence[str]) -> Meant | None:
    ends = _QUOTES[words[0][0]]
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        text = " ".join(words[:count])[1:].rstrip(BEHIND_A_WORD)
        if text and text[-1] in ends:
            name = text[:-1].strip()
            if not name:
                return None
            known = board.known(name)
            return Meant((known,), words=count) if known else Meant(new=shorten(name, NAME_LIMIT), words=count)
    return None


def _as_new(name: str) -> str:
    """Return the name of somebody new, who begins with a capital."""
    first = len(name) - len(name.lstrip(_APOSTROPHES))
    return shorten(name[:first] + name[first : first + 1].upper() + name[first + 1 :], NAME_LIMIT)


def _rest_of(name: str, started: str, behind: Sequence[str]) -> int:
    """Return how many words go on with a name whose first ones were begun: *Si Evans*."""
    rest = [bare(part) for part in name.split()][len(started.replace("-", " ").split()) :]
    typed = [bare(word.rstrip(BEHIND_A_WORD)) for word in behind[: len(rest)]]
    return len(rest) if rest and typed == rest else 0


def could_be_here(board: Board, name: str, now: int) -> bool:
    """Say whether somebody of that name is in the meeting; before it, anybody could be, and all of us always are."""
    return name == ROOM or board.meeting_at(now) is None or board.one(board.slug_for(name)) in board.here

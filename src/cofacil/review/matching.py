"""Whether what is searched for is in something, how well it fits, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from cofacil.language.search_words import Spot, is_without_spaces, spots_in, words_of
from cofacil.review.searchable import BETWEEN, Item
from cofacil.room.finding import AWAY, OPEN, Hit, Place, Sought

_WHO_SIGN, _TAG_SIGN = "@", "#"
_WHOLE, _BEGINS, _WITHIN, _NEAR = 8.0, 6.0, 3.0, 2.0
"""How well a word fits: it is that word, begins so, holds it, or is one that a slip of the finger makes of it."""
_TEXT, _TAGS, _WHO, _MORE = 1.0, 0.9, 0.8, 0.6
"""How much that counts, by where it stands."""
_LABEL = 20.0
_IN_ORDER, _IS_OPEN, _IS_AWAY = 4.0, 1.0, -3.0
SHORTEST_WITHIN = 3
"""Letters of a word that is looked for within others; every word holds most shorter ones."""
_EXCERPT = 80
"""Letters of a note that are shown around what was found in it."""


class Wanted(NamedTuple):
    """One word that is searched for, as it was typed and as it is searched."""

    typed: str
    words: tuple[str, ...]
    """More than one where signs stand within it, or it is of a script without spaces: they stand side by side."""
    is_name: bool = False
    """Whether only the name of a person counts."""
    is_tag: bool = False
    """Whether only a theme counts."""

    @property
    def last(self) -> str:
        return self.words[-1]


Near = Mapping[str, Sequence[str]]
"""By a word that stands nowhere, those that it may have been meant to be."""


class Query(NamedTuple):
    """What is searched for, word by word."""

    wanted: tuple[Wanted, ...]
    sought: Sought
    near: Near = MappingProxyType({})

    def takes(self, item: Item) -> bool:
        """Say whether something is of the kind, and as it is wanted, whatever its words are."""
        sought = self.sought
        return (
            (not sought.kind or item.kind == sought.kind)
            and (not sought.is_open or item.state == OPEN)
            and item.touched >= sought.since
        )


def query_of(sought: Sought) -> Query:
    """Read what is searched for, and a name beside it."""
    wanted = [*_wanted(sought.words), *(word._replace(is_name=True) for word in _wanted(sought.who))]
    return Query(tuple(wanted), sought)


class Fit(NamedTuple):
    """That something is what is searched for, and how well; the best comes first in order."""

    worse: float
    older: int
    item: Item

    @property
    def score(self) -> float:
        return -self.worse


def fit_of(query: Query, item: Item) -> Fit | None:
    """Return how well something fits, None where not everything is in it that is wanted."""
    if not query.takes(item):
        return None
    fields = _Fields(item)
    score = 0.0
    for wanted in query.wanted:
        fit = _fit(wanted, fields, query.near)
        if not fit:
            return None
        score += fit
    return Fit(-(score + _bonus(query, fields, item)), -item.touched, item)


def best_of(query: Query, items: Iterable[Item]) -> list[Fit]:
    """Return all that fits, the best first."""
    return sorted(fit for item in items if (fit := fit_of(query, item)) is not None)


def hit_of(query: Query, fit: Fit) -> Hit:
    """Return something that fits as it is shown: with the places where that stands which is searched for."""
    item, more, more_places = fit.item, "", tuple(places_in(fit.item.more, query))
    if more_places:
        more, more_places = _excerpt(item.more, more_places)
    return Hit(
        entity=item.entity,
        kind=item.kind,
        label=item.label,
        text=item.text,
        places=tuple(places_in(item.text, query)),
        more=more,
        more_places=more_places,
        who=tuple(filter(None, item.who.split(BETWEEN))),
        tags=tuple(filter(None, item.tags.split(BETWEEN))),
        by=item.by,
        at=item.at,
        touched=item.touched,
        meeting=item.meeting,
        state=item.state,
        score=fit.score,
    )


class _Fields:
    """The words of something, worked out as far as they are asked for."""

    __slots__ = ("_item", "_words")

    def __init__(self, item: Item) -> None:
        self._item = item
        self._words: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> list[str]:
        words = self._words.get(name)
        if words is None:
            words = self._words[name] = words_of(getattr(self._item, name))
        return words

    @property
    def label(self) -> str:
        return self._item.label.lower()


def _wanted(text: str) -> Iterator[Wanted]:
    for typed in text.split():
        words = tuple(words_of(typed))
        if words:
            yield Wanted(typed, words, typed.startswith(_WHO_SIGN), typed.startswith(_TAG_SIGN))


def _fit(wanted: Wanted, fields: _Fields, near: Near) -> float:
    best = 0.0
    if wanted.words == (fields.label,) and not (wanted.is_name or wanted.is_tag):
        best = _LABEL
    for name, weight in _where(wanted):
        best = max(best, weight * _fits(wanted, fields[name], near))
    return best


def _where(wanted: Wanted) -> tuple[tuple[str, float], ...]:
    if wanted.is_name:
        return (("who", _WHO),)
    if wanted.is_tag:
        return (("tags", _TAGS),)
    return (("text", _TEXT), ("tags", _TAGS), ("who", _WHO), ("more", _MORE))


def _fits(wanted: Wanted, words: Sequence[str], near: Near) -> float:
    if len(wanted.words) > 1:
        return _WHOLE if any(_runs(wanted.words, words)) else 0.0
    word, best = wanted.last, 0.0
    others = near.get(word, ())
    for other in words:
        best = max(best, alike(word, other, others))
    return best


def alike(word: str, other: str, near: Sequence[str] = ()) -> float:
    """Return how well a word that stands somewhere fits the one that is wanted, nought for not at all."""
    if other == word:
        return _WHOLE
    if other.startswith(word):
        return _BEGINS
    if len(word) >= SHORTEST_WITHIN and word in other:
        return _WITHIN
    return _NEAR if other in near else 0.0


def _runs(run: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Yield where words stand side by side, the last of them only begun perhaps."""
    *whole, begun = run
    for at in range(len(words) - len(whole)):
        if list(words[at : at + len(whole)]) == whole and words[at + len(whole)].startswith(begun):
            yield at


def _bonus(query: Query, fields: _Fields, item: Item) -> float:
    """Return what is added where all the words stand side by side, and by how the thing itself stands."""
    bonus = _IS_OPEN if item.state == OPEN else _IS_AWAY if item.state == AWAY else 0.0
    plain = [word for wanted in query.wanted if not (wanted.is_name or wanted.is_tag) for word in wanted.words]
    return bonus + (_IN_ORDER if len(plain) > 1 and any(_runs(plain, fields["text"])) else 0.0)


def places_in(text: str, query: Query) -> Iterator[Place]:
    """Yield where in a text that stands which is searched for, in order, what touches joined."""
    if not text:
        return
    spots = tuple(spots_in(text))
    marked = sorted(
        {spot for wanted in query.wanted if not wanted.is_name for spot in _found(wanted, spots, query.near)}
    )
    start, end = -1, -1
    for spot in marked:
        if start >= 0 and spot.start <= end:
            end = max(end, spot.end)
            continue
        if start >= 0:
            yield Place(start, end)
        start, end = spot.start, spot.end
    if start >= 0:
        yield Place(start, end)


def _found(wanted: Wanted, spots: Sequence[Spot], near: Near) -> Iterable[Spot]:
    if len(wanted.words) == 1:
        others = near.get(wanted.last, ())
        return [spot for spot in spots if alike(wanted.last, spot.word, others)]
    runs = _runs(wanted.words, [spot.word for spot in spots])
    return [spot for at in runs for spot in spots[at : at + len(wanted.words)]]


def _excerpt(text: str, places: Sequence[Place]) -> tuple[str, tuple[Place, ...]]:
    """Return the part of a text around what was found first in it, and the places in that."""
    first = places[0]
    start = max(0, text.rfind("\n", 0, first.start) + 1, first.start - _EXCERPT // 2)
    if start and text[start - 1] not in " \n" and not is_without_spaces(text[start]):
        behind = text.find(" ", start, first.start)
        start = behind + 1 if behind >= 0 else first.start
    line_end = text.find("\n", start)
    end = min(len(text) if line_end < 0 else line_end, start + _EXCERPT)
    if end < len(text) and text[end] not in " \n":
        before = text.rfind(" ", start, end)
        end = before if before > first.start else end
    end = max(end, first.end)
    kept = tuple(
        Place(place.start - start, place.end - start) for place in places if start <= place.start and place.end <= end
    )
    return text[start:end], kept

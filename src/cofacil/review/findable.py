"""What can be found on one saved board: cards and those who are missing, put away or not, forgiving a slip of the finger."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.search_words import words_of
from cofacil.review.matching import Query, best_of, query_of
from cofacil.review.near_words import near_for
from cofacil.review.searchable import Item, items_of
from cofacil.room.finding import MOST, Sought

_WEIGHED = 1000
"""Of what has the words so many are put into order: the others come behind, as nobody reads on behind `MOST`."""


class FoundHere(NamedTuple):
    """What was found, the likeliest first."""

    entities: tuple[EntityId, ...] = ()
    read_as: str = ""
    """The word that a slip was read as, "" when the words themselves are there."""


class Findable:
    """Everything on a board that there is a story of, by its words; they are looked through when first asked for."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def find(self, words: str) -> FoundHere:
        """Return what these words mean: words, a name (`@ana`), a theme (`#gate`), or a label."""
        query = query_of(Sought(words))
        if not query.wanted:
            return FoundHere()
        first = self._labelled(words)
        found = self._found(query)
        if first or found:
            return FoundHere(tuple(dict.fromkeys((*first, *found)))[:MOST])
        near = near_for(query, self._of_length, self._has_word)
        read_as = next((others[0] for others in near.values()), "")
        return FoundHere(self._found(query._replace(near=near))[:MOST], read_as) if near else FoundHere()

    def _labelled(self, words: str) -> tuple[EntityId, ...]:
        """Return what is called so, also where it has no words any more."""
        record = self._board.called(words.strip())
        return (record.id,) if isinstance(record, Card | Absence) else ()

    def _found(self, query: Query) -> tuple[EntityId, ...]:
        """Return what has the words: what cannot have them is seen at one look, and the others are weighed."""
        parts = [word for wanted in query.wanted for word in wanted.words if word not in query.near]
        near = [query.near[word] for word in query.near]
        having = (
            item
            for item, words in self._items
            if all(part in words for part in parts) and all(any(word in words for word in others) for others in near)
        )
        weighed = list(islice(having, _WEIGHED))
        return tuple(fit.item.entity for fit in best_of(query, weighed)) + tuple(item.entity for item in having)

    @cached_property
    def _items(self) -> Sequence[tuple[Item, str]]:
        everything: Iterable[Item] = items_of(self._board, has_standing=True)
        return [(item, " ".join(_words(item))) for item in everything if item.label]

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for item, _joined in self._items for word in _words(item))

    def _of_length(self, shortest: int, longest: int) -> Sequence[str]:
        return sorted(word for word in self._vocabulary if shortest <= len(word) <= longest)

    def _has_word(self, word: str) -> bool:
        return any(word in other for other in self._vocabulary)


def _words(item: Item) -> list[str]:
    return words_of("\n".join((item.text, item.tags, item.who, item.more, item.label)))

"""Which words a slip of the finger may have been meant to be."""

from collections.abc import Callable, Sequence

from cofacil.review.matching import Near, Query, Wanted

_ALIKE = 78
"""Of 100: how alike two words must be for one to be read as the other."""
_FEWEST = 3
"""Letters of a word that a slip is looked for in: of a shorter one every other is near."""
_MOST = 3
"""Words that one is read as."""
_LONGER = 3
"""Letters by which a word may be longer or shorter than the one that was typed."""

Vocabulary = Callable[[int, int], Sequence[str]]
"""Returns the words there are of so many letters."""


def near_for(query: Query, vocabulary: Vocabulary, has_word: Callable[[str], bool]) -> Near:
    """Return what those words may have been meant to be that stand nowhere; where all of them stand somewhere, every one."""
    single = [wanted for wanted in query.wanted if len(wanted.words) == 1]
    missing = [wanted for wanted in single if not has_word(wanted.last)]
    return {wanted.last: near for wanted in missing or single if (near := _near(wanted, vocabulary))}


def _near(wanted: Wanted, vocabulary: Vocabulary) -> tuple[str, ...]:
    word = wanted.last
    if len(word) < _FEWEST:
        return ()
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # start-up time and 3 MB: only a slip needs it

    words = vocabulary(len(word) - _LONGER, len(word) + _LONGER)
    found = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST, processor=None)
    return tuple(other for other, _score, _at in found if other != word)

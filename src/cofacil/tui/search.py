"""Finding cards by words, a name or a label, forgiving a slip of the finger."""

from collections.abc import Sequence
from dataclasses import dataclass

from cofacil.board.kinds import COLUMNS
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.text import bare
from cofacil.board.themes import SIGN, names_of, theme_key
from cofacil.made_lately import MadeLately

_NEAR = 78
"""Of 100: how alike two words must be for one to be read as the other."""
_MOST = 200
"""Cards that one search shows: nobody reads on behind these."""


_lately: MadeLately[str] = MadeLately(16_384)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, the likeliest first."""

    records: tuple[Card | Absence, ...] = ()
    read_as: str = ""
    """The word that a slip was read as, "" when the words themselves are there."""


def find(board: Board, words: str) -> Found:
    """Return the cards and absences that these words mean."""
    wanted = " ".join(bare(words).split())
    if not wanted:
        return Found()
    if wanted.startswith(SIGN):
        return Found(_of_theme(board, wanted)[:_MOST])
    labelled = board.called(wanted)
    first = (labelled,) if labelled and not labelled.is_gone else ()
    everything = [(record, _words(board, record)) for number in COLUMNS for record in board.column(number)]
    parts = wanted.split(" ")
    exact = [record for record, text in everything if all(part in text for part in parts) and record not in first]
    if first or exact:
        return Found((*first, *exact)[:_MOST])
    return _nearly(everything, wanted)


def themes_found(board: Board, words: str) -> tuple[str, ...]:
    """Return the keys of the themes that these words mean: that are called so, or begin so; with a sign alone, of all."""
    key = bare(theme_key(words.strip().removeprefix(SIGN)))
    keys = [other for other in names_of(board.themes) if bare(other).startswith(key)]
    return tuple(sorted(keys, key=lambda other: bare(other) != key))


def _of_theme(board: Board, words: str) -> tuple[Card, ...]:
    found = themes_found(board, words)
    return tuple({card.id: card for key in found for card in board.themes[key]}.values())


def _words(board: Board, record: Card | Absence) -> str:
    """Return the words that something is found by, made once: each letter of a search asks for those of all."""
    things = (record, board.people, board.twins)
    key = (*map(id, things),)
    found = _lately.get(key)
    return found[1] if found is not None else _lately.put(key, things, _made_words(board, record))


def _made_words(board: Board, record: Card | Absence) -> str:
    if isinstance(record, Absence):
        names = " ".join(board.name_of(slug) for slug in (record.knows, record.asks) if slug)
        return bare(f"{record.who} {names} {record.where} {record.label}")
    names = " ".join(board.name_of(slug) for slug in (record.said, *record.owners) if slug)
    tags = " ".join(record.tags)
    return bare(f"{record.text} {record.note} {names} {tags} {record.label}")


def _nearly(everything: Sequence[tuple[Card | Absence, str]], wanted: str) -> Found:
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  # start-up time and 3 MB: only a slip needs it

    vocabulary = sorted({word for _, text in everything for word in utils.default_process(text).split()})
    near = process.extractOne(wanted, vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if near is None:
        return Found()
    word = near[0]
    return Found(tuple(record for record, text in everything if word in text)[:_MOST], word)

"""Themes: what belongs together bears one name, the field `tag.<name>` of each of its cards, as the group writes it.

`#name` in a line and what is gathered are the same field. False there is a theme that was put away: its cards have it again
when it is brought back.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from cofacil.board.errors import Refusal
from cofacil.board.events import Write
from cofacil.board.model import Board
from cofacil.board.records import TAG, Card
from cofacil.board.text import BEHIND_A_WORD, NAME_LIMIT, bare, clean_text, has_ink, shown, strip_text

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_QUOTES = {'"': '"“”', "“": "”", "„": "“”", "«": "»", "»": "«"}
"""What begins a quote, and what may end it."""
_MOST_WORDS = 8
"""Words of one name that are looked at."""
SIGN = "#"
"""What stands before the name of a theme, as it is typed in a line."""


@lru_cache(maxsize=1024)  # asked for with every key of a line, and for each card that has one
def theme_key(name: str) -> str:
    """Return what two names of one theme have in common: capitals, and how its words are joined, are forgiven."""
    return _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFC", name.casefold())).strip()


def clean_theme(name: str) -> str:
    """Return a theme's name as it may be kept: as the group writes it, without the sign before it.

    Raises:
        Refusal: when it is too long, or has nothing that can be said or typed again.
    """
    if len(name) > NAME_LIMIT and len(strip_text(name[: 100 * NAME_LIMIT]).lstrip(SIGN).strip()) > NAME_LIMIT:
        raise Refusal("theme-too-long", limit=NAME_LIMIT)
    plain = strip_text(name).lstrip(SIGN).strip()
    if not has_ink(plain):
        raise Refusal("theme-without-name")
    if not any(map(str.isalnum, plain)):
        raise Refusal("theme-without-letters", name=plain)
    return clean_text(plain, limit=NAME_LIMIT)


def names_of(themes: Mapping[str, Sequence[Card]]) -> dict[str, str]:
    """Return what each theme is called, by its key: as its first card spells it."""
    return {key: _spelled(cards[0], key) for key, cards in sorted(themes.items())}


def theme_called(board: Board, name: str) -> str:
    """Return the key of the theme that a name means, "" for none: one without accents also means one that has them."""
    key = theme_key(name.strip().removeprefix(SIGN))
    if key in board.themes:
        return key
    if not key.isascii():
        return ""
    alike = [other for other in board.themes if bare(other) == key]
    return alike[0] if len(alike) == 1 else ""


def theme_name(board: Board, key: str) -> str:
    """Return how a theme is spelled here; a key that is nobody's is its own name."""
    cards = board.themes.get(key)
    return _spelled(cards[0], key) if cards else key


def spelled(board: Board, name: str) -> str:
    """Return the name that a card gets by this one: of the theme that it means, where there is one.

    Raises:
        Refusal: when no theme can be called so.
    """
    known = theme_called(board, name)
    return theme_name(board, known) if known else clean_theme(name)


def read_theme(board: Board, words: Sequence[str]) -> tuple[str, int]:
    """Return the theme that some words begin with, and how many of them it takes; none where they begin with no letter.

    A theme that there is may have several words, a new one has one, or is in quotes.
    """
    first = words[0]
    if first[:1] in _QUOTES:
        return _quoted(words)
    for count in range(min(len(words), _MOST_WORDS), 1, -1):
        key = theme_key(" ".join(words[:count]).rstrip(BEHIND_A_WORD))
        if key in board.themes:
            return theme_name(board, key), count
    name = first.rstrip(BEHIND_A_WORD)
    if not name[:1].isalnum():
        return "", 0
    known = theme_called(board, name)
    if not known and not any(map(str.isalpha, name)):
        return "", 0  # *Room #3* is a room
    return (theme_name(board, known) if known else name), 1


def _quoted(words: Sequence[str]) -> tuple[str, int]:
    ends = _QUOTES[words[0][0]]
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        text = " ".join(words[:count])[1:].rstrip(BEHIND_A_WORD)
        if text and text[-1] in ends:
            name = text[:-1].strip()
            return (name, count) if any(map(str.isalnum, name)) else ("", 0)
    return "", 0


def put_away(board: Board) -> dict[str, tuple[str, int]]:
    """Return the themes that were put away and are nobody's now: by key, how each is called and how many cards it had."""
    found: dict[str, tuple[str, int]] = {}
    for card in away_cards(board):
        for field in _away_fields(card):
            name = shown(field.removeprefix(TAG))
            key = theme_key(name)
            if key and key not in board.themes:
                found[key] = (found[key][0] if key in found else name, found.get(key, ("", 0))[1] + 1)
    return dict(sorted(found.items()))


def away_cards(board: Board) -> Iterator[Card]:
    """Yield every card that had a theme which was put away."""
    return (card for card in _cards(board.records.values()) if _away_fields(card))


def away_fields(card: Card, key: str) -> tuple[str, ...]:
    """Return the fields of a card that bear a theme which was put away."""
    return tuple(field for field in _away_fields(card) if theme_key(shown(field.removeprefix(TAG))) == key)


def fields_of(card: Card, key: str) -> tuple[str, ...]:
    """Return the fields of a card that bear a theme: more than one where two copies spelled it differently."""
    return tuple(
        field
        for field, value in card.fields.items()
        if value and field.startswith(TAG) and theme_key(shown(field.removeprefix(TAG))) == key
    )


def given(card: Card, name: str) -> Iterator[Write]:
    """Yield what gives a card a theme, where it does not have it: one that was put away is its own again."""
    if fields_of(card, theme_key(name)):
        return
    for field in away_fields(card, theme_key(name)):
        if field != TAG + name:
            yield card.write(field, None)
    yield card.write(TAG + name, True)


def bearers(board: Board, key: str) -> Iterator[Card]:
    """Yield every card that bears a theme, put away or not: it is called the same when it is brought back."""
    return (card for card in _cards(board.records.values()) if fields_of(card, key))


def keys_of(card: Card) -> tuple[str, ...]:
    """Return the keys of a card's themes, in the order in which it was given them."""
    return tuple(dict.fromkeys(filter(None, map(theme_key, card.tags))))


def without(themes: Mapping[str, tuple[Card, ...]], cards: Iterable[Card]) -> Mapping[str, tuple[Card, ...]]:
    """Return the themes without some cards; a theme that is only theirs is gone: its name is among their words."""
    left_out = {card.id for card in cards}
    kept = {key: tuple(card for card in row if card.id not in left_out) for key, row in themes.items()}
    return {key: row for key, row in kept.items() if row}


def _away_fields(card: Card) -> tuple[str, ...]:
    return tuple(field for field, value in card.fields.items() if value is False and field.startswith(TAG))


def _cards(records: Iterable[object]) -> Iterator[Card]:
    return (record for record in records if isinstance(record, Card) and not record.is_struck)


def _spelled(card: Card, key: str) -> str:
    return next((name for name in card.tags if theme_key(name) == key), key)

"""The questions that keep coming back: the deck that comes with cofacil, or the group's own."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from cofacil.board.deck import LONGEST, Deck, Prompt
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.board.text import clean_text
from cofacil.toml_file import TomlFault, read_toml

AFTER_US = "after-us"
"""The id of the question that no deck goes without: those who come after us."""

_KEYS = frozenset({"title", "prompt"})
_KEYS_OF_A_PROMPT = frozenset({"id", "text", "source", "when"})
_SHIPPED = Path(__file__).parent / "decks" / "who-is-not-in-the-room.toml"


class When(StrEnum):
    """The moment a question is for."""

    ANY = "any"
    ALWAYS = "always"
    """In every deck, and once in every meeting."""
    AGREEING = "agreeing"
    """Before something is agreed."""
    OVERRUN = "overrun"
    """When a step takes longer than planned."""
    SECOND = "second"
    """From the second meeting on."""
    BRIDGE = "bridge"
    """When nobody knows one of those who are missing."""


class DeckFault(Trouble):
    """A file of questions that cannot be used as it is."""


def load_deck(own_folder: Path) -> tuple[Deck, tuple[Notice, ...]]:
    """Reads the group's own deck, the first by name that can be read, else ours; and what is to be told about it.

    The question for those who come after us is put in front where it is missing.
    """
    shipped = shipped_deck()
    said: list[Notice] = []
    for path in _files(own_folder):
        try:
            own = _read_deck(path)
        except (TomlFault, DeckFault) as fault:
            said.append(Notice.of("deck-left-out", fault=fault))
            continue
        return _with_after_us(own, shipped), (*said, *_too_long(path, own))
    return shipped, tuple(said)


def load_decks(own_folder: Path) -> tuple[tuple[Deck, ...], tuple[Notice, ...]]:
    """Reads every deck that a group may choose: ours, its own in the place of one of the same name, then only its own."""
    shipped = shipped_deck()
    decks, said = {shipped.name.casefold(): shipped}, []
    for path in _files(own_folder):
        try:
            decks[path.stem.casefold()] = _with_after_us(_read_deck(path), shipped)
        except (TomlFault, DeckFault) as fault:
            said.append(Notice.of("deck-left-out", fault=fault))
    return tuple(decks.values()), tuple(said)


def look_at_decks(own_folder: Path) -> tuple[Path | None, tuple[Notice, ...]]:
    """Returns which of the group's own files is its deck, None for none, and what is to be told about each of them."""
    used: Path | None = None
    said: list[Notice] = []
    for path in _files(own_folder):
        try:
            deck = _read_deck(path)
        except (TomlFault, DeckFault) as fault:
            said.append(Notice.of("deck-left-out", fault=fault))
            continue
        said += [*_too_long(path, deck), *_unknown(path)]
        if used:
            said.append(Notice.of("deck-not-used", file=path.name, used=used.name))
        used = used or path
    return used, tuple(said)


@cache
def shipped_deck() -> Deck:
    """Reads the deck that comes with cofacil; its questions are marked for translators where they stand."""
    return _read_deck(_SHIPPED)._replace(is_own=False)


def _files(own_folder: Path) -> list[Path]:
    return sorted(path for path in own_folder.glob("*.toml") if not path.name.startswith("."))


def _with_after_us(deck: Deck, shipped: Deck) -> Deck:
    if any(prompt.id == AFTER_US for prompt in deck.prompts):
        return deck
    return deck._replace(prompts=(*(prompt for prompt in shipped.prompts if prompt.id == AFTER_US), *deck.prompts))


def _too_long(path: Path, deck: Deck) -> list[Notice]:
    long = (text for prompt in deck.prompts if len(text := prompt.text) > LONGEST)
    return [Notice.of("deck-long-question", file=path.name, text=text, number=len(text), most=LONGEST) for text in long]


def _unknown(path: Path) -> list[Notice]:
    """Say which fields mean nothing here: a slip of the finger, most likely."""
    found = read_toml(path)
    where = [key for key in found if key not in _KEYS]
    for number, fields in enumerate(found["prompt"], 1):
        where += [f"prompt {number}, {key}" for key in fields if key not in _KEYS_OF_A_PROMPT]
    return [Notice.of("deck-unknown-field", file=path.name, where=key) for key in where]


def _read_deck(path: Path) -> Deck:
    found = read_toml(path)
    listed = found.get("prompt")
    if not isinstance(listed, list) or not listed:
        raise DeckFault("deck-empty", file=path.name)
    prompts = [_read_prompt(path, number, fields) for number, fields in enumerate(listed, 1)]
    _refuse_twins(path, prompts)
    title = _words(path, "title", found.get("title", path.stem))
    return Deck(title, tuple(prompts), path.stem, is_own=True)


def _read_prompt(path: Path, number: int, fields: Any) -> Prompt:
    where = f"prompt {number}"
    if not isinstance(fields, dict):
        raise DeckFault("deck-not-a-table", file=path.name, where=where)
    text = _words(path, f"{where}, text", fields.get("text", ""))
    source = fields.get("source", "")
    return Prompt(
        id=_words(path, f"{where}, id", fields.get("id", _slug(text) or f"question-{number}")),
        text=text,
        source=_words(path, f"{where}, source", source) if source != "" else "",
        when=_when(path, f"{where}, when", fields.get("when", When.ANY.value)),
    )


def _words(path: Path, where: str, found: object) -> str:
    if not isinstance(found, str):
        raise DeckFault("deck-not-words", file=path.name, where=where)
    try:
        return clean_text(found)
    except Refusal:
        raise DeckFault("deck-not-readable", file=path.name, where=where) from None


def _when(path: Path, where: str, found: object) -> str:
    if not isinstance(found, str) or found not in set(When):
        raise DeckFault("deck-not-a-moment", file=path.name, where=where, moments=", ".join(When))
    return found


def _refuse_twins(path: Path, prompts: Sequence[Prompt]) -> None:
    ids = [prompt.id for prompt in prompts]
    for number, name in enumerate(ids, 1):
        if name in ids[: number - 1]:
            raise DeckFault("deck-same-id", file=path.name, number=number, id=name)


def _slug(text: str) -> str:
    """A name made of the words, for a question that was given none."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return "-".join(letters.split())

"""A deck: the questions of *who is not in the room?*, as a file has them, as a board keeps them, and as a group has changed them.

What a group changes stands in a field of its own for each question, so that two who add one at once keep both.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cofacil.board.events import Json
from cofacil.board.model import Board
from cofacil.board.records import Record
from cofacil.board.text import has_ink, shown

LONGEST = 52
"""Letters of a question that stay on one row at 60 columns."""
SOURCE_LIMIT = 60
ALWAYS = "always"
"""When the question is for that no deck goes without: those who come after us."""
AWAY = "away"
"""What stands for the moment of a question that was put away: it never comes."""
ADDED = "question."
"""What the field of each question begins with that a group has added or says otherwise: its id stands behind it."""
PUT_AWAY = "question_away."
"""What the field of each question begins with that was put away."""


class Prompt(NamedTuple):
    """One question of a deck: who is not in the room?"""

    id: str
    text: str
    source: str = ""
    """The document of the practice that it leans on, or whoever asked it first."""
    when: str = "any"
    """any, always, second (from the second meeting on), bridge, agreeing, overrun; `AWAY` where it was put away."""
    behind: str = ""
    """The question that it comes behind, where it was added while a meeting was open; "" for the one before it."""
    is_added: bool = False
    """Whether the group added it on the board, and it is in no file."""
    is_changed: bool = False
    """Whether the group says it in other words than its file."""


class Deck(NamedTuple):
    """Questions with a name."""

    title: str
    prompts: tuple[Prompt, ...]
    name: str = ""
    """What its file is called without the end."""
    is_own: bool = False
    """Whether it is the group's own file, not the one that comes with cofacil."""


def kept_prompts(prompts: Iterable[Prompt]) -> list[Json]:
    """Return questions as they are kept: whole, since a group's own file may change or go."""
    return [[prompt.id, prompt.text, prompt.source, prompt.when] for prompt in prompts]


def kept_deck(deck: Deck) -> Json:
    """Return a deck as a board keeps it for the meetings to come."""
    return {"name": deck.name, "title": deck.title, "own": deck.is_own, "prompts": kept_prompts(deck.prompts)}


def chosen_deck(board: Board) -> Deck | None:
    """Return the deck that the group has chosen on the board; None where it has not, or what is kept is no deck."""
    kept = board.about.fields.get("deck")
    prompts = prompts_of(kept.get("prompts")) if isinstance(kept, dict) else ()
    if not isinstance(kept, dict) or not prompts:
        return None
    name, title = (shown(value) if isinstance(value := kept.get(part), str) else "" for part in ("name", "title"))
    return Deck(title or name, prompts, name, kept.get("own") is True)


def prompts_of(kept: Json) -> tuple[Prompt, ...]:
    """Return questions that were kept, their words fit to be shown; what is none is not looked at."""
    entries = kept if isinstance(kept, list) else ()
    return tuple(_prompt_of(one) for one in entries if isinstance(one, list) and len(one) > 1)


def _prompt_of(kept: Sequence[Json]) -> Prompt:
    words = dict(zip(("id", "text", "source", "when"), (shown(str(part)) for part in kept), strict=False))
    return Prompt(words["id"], words["text"], words.get("source", ""), words.get("when", "any"))


def with_own(prompts: Sequence[Prompt], record: Record) -> tuple[Prompt, ...]:
    """Return questions as the group has changed them on a board, or in a meeting: those that it added stand last.

    What was put away keeps its place: where the others stand is how the question on the wall is found.
    """
    if not has_own(record):
        return tuple(prompts)
    there = {prompt.id for prompt in prompts}
    fields = record.fields
    said = [_own(prompt, fields.get(ADDED + prompt.id)) for prompt in prompts]
    for field, value in fields.items():
        if field.startswith(ADDED) and (name := field[len(ADDED) :]) not in there:
            added = _own(Prompt(shown(name), ""), value)
            if added.is_added and added.text:
                said.append(added)
    return tuple(prompt._replace(when=AWAY) if _is_away(prompt, record) else prompt for prompt in said)


def has_own(record: Record) -> bool:
    """Say whether the group has changed anything of its questions there."""
    return any(field.startswith((ADDED, PUT_AWAY)) for field in record.fields)


def ring(prompts: Sequence[Prompt]) -> Sequence[int]:
    """Return the order in which questions come round, by where they stand: one that was added comes behind another."""
    if not any(prompt.behind for prompt in prompts):
        return range(len(prompts))
    order = [at for at, prompt in enumerate(prompts) if not prompt.behind]
    last: dict[str, str] = {}
    """From a question to the last that was put behind it."""
    for at, prompt in enumerate(prompts):
        if prompt.behind:
            before = last.get(prompt.behind, prompt.behind)
            found = next((n for n, other in enumerate(order) if prompts[other].id == before), len(order) - 1)
            order.insert(found + 1, at)
            last[prompt.behind] = prompt.id
    return order


def _own(prompt: Prompt, value: Json) -> Prompt:
    """Return a question as the group says it: another program may have written anything there."""
    if not isinstance(value, dict):
        return prompt
    words, source, behind = (shown(part) if isinstance(part := value.get(name), str) else "" for name in _PARTS)
    if not has_ink(words):
        return prompt
    if value.get("added") is True:
        return Prompt(prompt.id, words, source, behind=behind, is_added=True)
    return prompt._replace(text=words, source=source or prompt.source, is_changed=True)


_PARTS = ("text", "source", "behind")


def _is_away(prompt: Prompt, record: Record) -> bool:
    return prompt.when != ALWAYS and bool(record.fields.get(PUT_AWAY + prompt.id))

"""In what order the questions of a deck come round in one meeting."""

from collections.abc import Container, Iterable
from hashlib import blake2b

from cofacil.board.deck import AWAY, Prompt, kept_prompts
from cofacil.board.events import Json
from cofacil.board.prompts import ROTATING

_SOON = 4
"""Those who come after us are asked for among the first few: a meeting rarely sees half of its deck."""


def lay_deck(
    prompts: Iterable[Prompt], meeting: str, *, is_first: bool, again: Container[str] = frozenset()
) -> list[Json]:
    """Return the deck in the order of this meeting, as it is frozen into the log: shuffled by the meeting's own id.

    Those of `again` come first: what the meeting before passed for this one, and what the group has added since.
    """
    fitting = [prompt for prompt in prompts if prompt.when != AWAY and not (is_first and prompt.when == "second")]
    shuffled = sorted(fitting, key=lambda prompt: blake2b(f"{meeting} {prompt.id}".encode()).digest())
    shuffled.sort(key=lambda prompt: prompt.id not in again)
    for prompt in [prompt for prompt in shuffled if prompt.when == "always"]:
        at = shuffled.index(prompt)
        if at >= _SOON:
            shuffled.insert(_SOON - 1, shuffled.pop(at))
    while shuffled and shuffled[0].when not in ROTATING and any(prompt.when in ROTATING for prompt in shuffled):
        shuffled.append(shuffled.pop(0))
    return kept_prompts(shuffled)

"""The rotating questions: which one is on the wall is worked out from the meeting's deck, its last turn, and the clock."""

from collections.abc import Sequence
from typing import NamedTuple

from cofacil.board import text
from cofacil.board.events import Json
from cofacil.board.model import Board
from cofacil.board.records import Meeting

MINUTE = 60_000
ROTATING = frozenset({"any", "always", "second"})
"""Questions that come round by themselves; the others wait for what they ask about."""
_BRIDGE = "bridge"
_PASSED_ENOUGH = 2


class Prompt(NamedTuple):
    """One question of a deck: who is not in the room?"""

    id: str
    text: str
    source: str = ""
    """The document of the practice that it leans on."""
    when: str = "any"
    """any, always, second (from the second meeting on), bridge, agreeing, overrun."""


_read: tuple[list[Json], Sequence[Prompt]] | None = None
"""The deck that was read last, and what it was read from."""


def first_turn(now: int, minutes: int) -> Json:
    """Return the field `prompt` as a meeting opens."""
    return {"n": 0, "at": now, "every": minutes * MINUTE}


def shown(meeting: Meeting, now: int) -> Prompt | None:
    """Return the question that is on the wall at a moment, the same on every screen and in replay."""
    deck = deck_of(meeting)
    return deck[_showing(meeting, deck, now)] if deck else None


def turned(meeting: Meeting, board: Board, now: int, *, passed: bool) -> dict[str, Json]:
    """Return the field `prompt` after the question on the wall was answered, or passed."""
    deck, field = deck_of(meeting), _field(meeting)
    showing = _showing(meeting, deck, now)
    back = field.get("back")
    resume = back if isinstance(back, int) and _turns(field, now) == 0 else showing
    counts = _passed(field)
    if passed and deck:
        counts[deck[showing].id] = counts.get(deck[showing].id, 0) + 1
    out: dict[str, Json] = {"n": _following(deck, resume, counts), "at": now, "every": field.get("every")}
    bridge = next((n for n, prompt in enumerate(deck) if prompt.when == _BRIDGE), None)
    asked = bool(field.get("bridge_asked"))
    if bridge is not None and not asked and _lacks_bridge(board):
        out |= {"n": bridge, "back": resume}
        asked = True
    if asked:
        out["bridge_asked"] = True
    if counts:
        out["passed"] = dict(counts)
    return out


def deck_of(meeting: Meeting) -> Sequence[Prompt]:
    """Return the deck as it was frozen when the meeting opened, its words fit to be shown."""
    global _read  # noqa: PLW0603  # every screen asks each second, and a meeting's deck never changes
    deck, read = meeting.fields.get("deck"), _read
    if not isinstance(deck, list):
        return ()
    if read is None or read[0] is not deck:
        prompts = [_readable(entry) for entry in deck if isinstance(entry, list) and len(entry) >= 2]
        _read = read = (deck, prompts)
    return read[1]


def _readable(entry: list[Json]) -> Prompt:
    return Prompt(*(text.shown(str(part)) for part in entry[:4]))


def _field(meeting: Meeting) -> dict[str, Json]:
    field = meeting.fields.get("prompt")
    return field if isinstance(field, dict) else {}


def _showing(meeting: Meeting, deck: Sequence[Prompt], now: int) -> int:
    field = _field(meeting)
    number, turns = field.get("n"), _turns(field, now)
    if not deck or not isinstance(number, int):
        return 0
    back = field.get("back")
    start = back if turns and isinstance(back, int) else number
    return _following(deck, start, _passed(field), turns)


def _turns(field: dict[str, Json], now: int) -> int:
    """Return how often the clock has turned the question since somebody did."""
    at, every = field.get("at"), field.get("every")
    return max(0, now - at) // every if isinstance(at, int) and isinstance(every, int) and every > 0 else 0


def _passed(field: dict[str, Json]) -> dict[str, int]:
    raw = field.get("passed")
    counts = raw if isinstance(raw, dict) else {}
    return {prompt: times for prompt, times in counts.items() if isinstance(times, int)}


def _following(deck: Sequence[Prompt], number: int, passed: dict[str, int], turns: int = 1) -> int:
    """Return the question that has come round by itself after some turns; one passed twice waits for the next meeting."""
    if not deck:
        return 0
    number %= len(deck)
    behind = [*range(number + 1, len(deck)), *range(number + 1)]
    waiting = [n for n in behind if deck[n].when in ROTATING and passed.get(deck[n].id, 0) < _PASSED_ENOUGH]
    return waiting[(turns - 1) % len(waiting)] if turns and waiting else number


def _lacks_bridge(board: Board) -> bool:
    return any(absence.is_open and not absence.is_standing and not absence.knows for absence in board.absences)

"""The rotating questions: which one is on the wall is worked out from the meeting's deck, its last turn, its steps, and the clock.

A question turns when somebody answers or passes it, and as a step begins that asks; by the clock only behind a quiet time,
and never twice within a few minutes. In some steps nothing is asked at all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cofacil.board.deck import AWAY, Prompt, has_own, prompts_of, ring, with_own
from cofacil.board.events import Json
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.quiet import writing_in
from cofacil.board.records import Meeting, Step

__all__ = ["Prompt"]

MINUTE = 60_000
STAYS = 3 * MINUTE
"""Milliseconds for which a question stays that nobody answers or passes."""
ROTATING = frozenset({"any", "always", "second"})
"""Questions that come round by themselves; the others wait for what they ask about."""
_ALWAYS, _AGREEING, _BRIDGE, _OVERRUN = "always", "agreeing", "bridge", "overrun"
_PASSED_ENOUGH = 2
_STAY = ("passed", "over", "bridge_asked", "agreeing_asked")
"""What of the field `prompt` a turn leaves as it is."""


class _OnWall(NamedTuple):
    """What is on the wall at a moment."""

    number: int
    """Of the deck, from 0."""
    base: int
    """Where the deck goes on from."""
    came: int | None
    """When it came to the wall, UTC milliseconds; None where the file does not say."""
    turns: int = 0
    """How often the clock has turned it since somebody did."""
    is_overrun: bool = False


_read: tuple[Json, object, Sequence[Prompt]] | None = None
"""The deck that was read last, behind what it was read from: the list, and the meeting's fields where the group changed it."""


def first_turn(now: int, minutes: int) -> Json:
    """Return the field `prompt` as a meeting opens."""
    return {"n": 0, "at": now, "every": minutes * MINUTE}


def passed_enough(meeting: Meeting) -> frozenset[str]:
    """Return the questions that a meeting passed so often that the next one asks them again."""
    return frozenset(prompt for prompt, times in _passed(_field(meeting)).items() if times >= _PASSED_ENOUGH)


def asked(board: Board, now: int) -> Prompt | None:
    """Return the question that is on the wall at a moment, the same on every screen and in replay; None where none is."""
    meeting = board.meeting
    deck = deck_of(meeting) if meeting else ()
    return deck[_on_wall(meeting, board, deck, now).number] if meeting and deck and asks(board) else None


def asks(board: Board) -> bool:
    """Say whether a question is on the wall now: not while people arrive, write quietly, listen or part."""
    meeting, step, plan = board.meeting, board.step, board.plan
    if meeting is None or writing_in(board) is not Writing.OPEN:
        return False
    if step is not None:
        return _asks_in(step, plan)
    begun = [other for other in plan if other.began is not None]
    return not plan or (bool(begun) and not any(other.is_closing for other in begun))


def turned(meeting: Meeting, board: Board, now: int, *, passed: bool) -> dict[str, Json]:
    """Return the field `prompt` after the question on the wall was answered, or passed."""
    deck, field = deck_of(meeting), _field(meeting)
    wall, counts = _on_wall(meeting, board, deck, now), _passed(field)
    if passed and deck:
        counts[deck[wall.number].id] = counts.get(deck[wall.number].id, 0) + 1
    out = _kept(field, deck, wall) | {"at": now, "came": now, "seen": True}
    if counts:
        out["passed"] = dict(counts)
    if wall.is_overrun and board.step is not None:
        out["over"] = board.step.id
    return out | _following_on(board, deck, board.step, wall.base, out)


def stepped(meeting: Meeting, board: Board, now: int, step: Step | None) -> dict[str, Json]:
    """Return the field `prompt` as another step begins, None for none: one that asks begins with another question.

    A question that came to the wall only just now stays; one that nobody has seen yet comes first.
    """
    deck, field = deck_of(meeting), _field(meeting)
    is_asking, is_seen = asks(board), _is_seen(meeting, board)
    wall = _standing(meeting, board, deck, now)
    out = _kept(field, deck, wall) | {"at": now, "came": wall.came, "seen": is_seen}
    is_fresh = is_seen and wall.came is not None and now - wall.came < STAYS
    will_ask = step is not None and _asks_in(step, board.plan)
    if not will_ask or is_fresh:
        if will_ask and not is_asking:
            out["came"] = now  # it comes back
        return out | {"n": wall.number} | ({"back": wall.base} if wall.base != wall.number else {})
    base = _goes_on_from(meeting, board, deck, wall)
    return out | {"came": now, "seen": True} | _following_on(board, deck, step, base, out)


def is_forgotten(board: Board, deck: Sequence[Prompt]) -> bool:
    """Say whether most of what the last meeting asked stands in no deck any more: the file it came from is gone.

    `deck` is what the next one would be asked, with what the group has added.
    """
    asked = {prompt.id for prompt in deck_of(board.held[-1])} if board.held else set()
    return bool(deck) and 2 * len(asked - {prompt.id for prompt in deck}) > len(asked)


def deck_of(meeting: Meeting) -> Sequence[Prompt]:
    """Return the deck as it was frozen when the meeting opened, and as the group has changed it since."""
    global _read  # noqa: PLW0603  # every screen asks each second, and a meeting's deck hardly ever changes
    deck, read = meeting.fields.get("deck"), _read
    changed = meeting.fields if has_own(meeting) else None
    if read is None or read[0] is not deck or read[1] is not changed:
        _read = read = (deck, changed, with_own(prompts_of(deck), meeting))
    return read[2]


def _field(meeting: Meeting) -> dict[str, Json]:
    field = meeting.fields.get("prompt")
    return field if isinstance(field, dict) else {}


def _asks_in(step: Step, plan: Sequence[Step]) -> bool:
    """Say whether a question is on the wall in a step: not in the first, in which people arrive."""
    is_first = bool(plan) and plan[0].id == step.id
    return not is_first and bool(step.column) and step.writing is Writing.OPEN and not step.is_closing


def _left(field: dict[str, Json], deck: Sequence[Prompt]) -> _OnWall:
    """Return what is on the wall again behind a step that asks nothing: the clock turns nothing in it."""
    number, back, came = field.get("n"), field.get("back"), field.get("came")
    at = number % len(deck) if deck and isinstance(number, int) else 0
    return _OnWall(at, back if isinstance(back, int) else at, came if isinstance(came, int) else None)


def coming(meeting: Meeting, board: Board, now: int) -> tuple[Prompt, ...]:
    """Return the questions that come round by themselves, in the order in which they will, without the one on the wall."""
    deck, wall = deck_of(meeting), asked(board, now)
    base = _goes_on_from(meeting, board, deck, _standing(meeting, board, deck, now))
    waiting = (deck[number] for number in _waiting(deck, base, _passed(_field(meeting))))
    return tuple(prompt for prompt in waiting if wall is None or prompt.id != wall.id)


def put_next(meeting: Meeting, board: Board, now: int) -> tuple[str, Json]:
    """Return behind which question one that is added now comes round, so that it is the next, and the field `prompt` then.

    What would come first and nobody has seen yet makes room for it, unless it was added just so.
    """
    deck, field = deck_of(meeting), _field(meeting)
    wall = _standing(meeting, board, deck, now)
    if not deck or wall.base >= len(deck):
        return "", dict(field)
    if _is_seen(meeting, board) or deck[wall.number].is_added:
        return deck[wall.base].id, dict(field)
    return "", field | {"n": len(deck)}


def dealt_anew(meeting: Meeting, board: Board, now: int) -> dict[str, Json]:
    """Return the field `prompt` as the meeting goes on with another deck, from its first question."""
    deck, field = deck_of(meeting), _field(meeting)
    kept = _kept(field, deck, _standing(meeting, board, deck, now))
    if counts := _passed(field):
        kept["passed"] = dict(counts)
    return kept | {"n": 0, "at": now, "came": now, "seen": asks(board)}


def _standing(meeting: Meeting, board: Board, deck: Sequence[Prompt], now: int) -> _OnWall:
    """Return what is on the wall, or would be again if something were asked now."""
    return _on_wall(meeting, board, deck, now) if asks(board) else _left(_field(meeting), deck)


def _is_seen(meeting: Meeting, board: Board) -> bool:
    """Say whether any question of the deck has been on the wall."""
    return asks(board) or bool(_field(meeting).get("seen"))


def _goes_on_from(meeting: Meeting, board: Board, deck: Sequence[Prompt], wall: _OnWall) -> int:
    """Return the question behind which the deck goes on: one that nobody has seen yet comes first."""
    if _is_seen(meeting, board) or not deck:
        return wall.base
    order = ring(deck)
    return order[order.index(wall.number) - 1]


def _on_wall(meeting: Meeting, board: Board, deck: Sequence[Prompt], now: int) -> _OnWall:
    """Return what is on the wall at a moment; what was put away makes room for the one that comes next."""
    wall = _by_turns(meeting, board, deck, now)
    if wall.number >= len(deck) or deck[wall.number].when != AWAY:
        return wall
    number = _following(deck, wall.base, _passed(_field(meeting)))
    return wall._replace(number=number, base=number)


def _by_turns(meeting: Meeting, board: Board, deck: Sequence[Prompt], now: int) -> _OnWall:
    field = _field(meeting)
    comes = _overrun_comes(field, board, deck)
    if comes is None or now < comes:
        return _by_clock(field, deck, now)
    before = _by_clock(field, deck, comes)
    turns, every = _turns_since(comes, field, now)
    if not turns:
        overrun = next(n for n, prompt in enumerate(deck) if prompt.when == _OVERRUN)
        return _OnWall(overrun, before.base, comes, before.turns, is_overrun=True)
    number = _following(deck, before.base, _passed(field), turns)
    return _OnWall(number, number, comes + turns * every, before.turns + turns)


def _by_clock(field: dict[str, Json], deck: Sequence[Prompt], now: int) -> _OnWall:
    """Return what is on the wall by the last turn and the clock alone."""
    number, back, at = field.get("n"), field.get("back"), field.get("at")
    if not deck or not isinstance(number, int):
        return _OnWall(0, 0, None)
    turns, every = _turns_since(at, field, now)
    start = back if turns and isinstance(back, int) else number
    showing = _following(deck, start, _passed(field), turns)
    if turns and isinstance(at, int):
        return _OnWall(showing, showing, at + turns * every, turns)
    came = field.get("came", at)
    return _OnWall(showing, back if isinstance(back, int) else showing, came if isinstance(came, int) else None)


def _overrun_comes(field: dict[str, Json], board: Board, deck: Sequence[Prompt]) -> int | None:
    """Return when the question comes that is for a step that runs over; None where it does not."""
    step, at = board.step, field.get("at")
    prompt = next((prompt for prompt in deck if prompt.when == _OVERRUN), None)
    if step is None or step.began is None or prompt is None or field.get("over") == step.id:
        return None
    if _passed(field).get(prompt.id, 0) >= _PASSED_ENOUGH:
        return None
    due = step.began + step.minutes * MINUTE
    came = _by_clock(field, deck, max(due, at) if isinstance(at, int) else due).came
    return max(due, came + STAYS) if came is not None else due


def _turns_since(at: Json, field: dict[str, Json], now: int) -> tuple[int, int]:
    """Return how often the clock has turned the question since a moment, and after how many milliseconds it does."""
    every = field.get("every")
    if not isinstance(at, int) or not isinstance(every, int) or every <= 0:
        return 0, 0
    every = max(every, STAYS)
    return max(0, now - at) // every, every


def _kept(field: dict[str, Json], deck: Sequence[Prompt], wall: _OnWall) -> dict[str, Json]:
    """Return what stays of the field at a turn, and whether those who come after us have been asked for."""
    out: dict[str, Json] = {"every": field.get("every")} | {name: field[name] for name in _STAY if name in field}
    passing = {wall.number}
    if wall.turns:
        start, counts = field.get("back", field.get("n")), _passed(field)
        first = start if isinstance(start, int) else 0
        passing |= {_following(deck, first, counts, turn) for turn in range(1, min(wall.turns, len(deck)) + 1)}
    if field.get("always_asked") or any(deck[number].when == _ALWAYS for number in passing if number < len(deck)):
        out["always_asked"] = True
    return out


def _following_on(
    board: Board, deck: Sequence[Prompt], step: Step | None, base: int, field: dict[str, Json]
) -> dict[str, Json]:
    """Return which question comes to the wall: one whose moment it is, else the next; each of those once a meeting."""
    counts = _passed(field)
    # What is last of all is first here: behind it there is no other chance.
    for moment, is_due in (
        (_ALWAYS, not field.get("always_asked") and _chances(board, step) == 1),
        (_AGREEING, not field.get("agreeing_asked") and _is_agreeing(board, step)),
        (_BRIDGE, not field.get("bridge_asked") and _lacks_bridge(board)),
        (_ALWAYS, not field.get("always_asked") and _chances(board, step) == 2),
    ):
        number = next((n for n, prompt in enumerate(deck) if prompt.when == moment), None)
        if is_due and number is not None and counts.get(deck[number].id, 0) < _PASSED_ENOUGH:
            return {"n": number, "back": base, f"{moment}_asked": True}
    return {"n": _following(deck, base, counts)}


def _chances(board: Board, step: Step | None) -> int:
    """Return how many steps still ask something, this one among them; 0 without a plan."""
    plan = board.plan
    if step is None or not plan:
        return 0
    at = next((at for at, other in enumerate(plan) if other.id == step.id), len(plan))
    return 1 + sum(_asks_in(other, plan) for other in plan[at + 1 :])


def _is_agreeing(board: Board, step: Step | None) -> bool:
    """Say whether people are about to agree something: in a step for that; without a plan, while a deed has nobody yet."""
    if board.plan:
        return step is not None and step.column == Kind.ACTION.column
    return any(card.is_open and not card.owners for card in board.columns[Kind.ACTION])


def _passed(field: dict[str, Json]) -> dict[str, int]:
    raw = field.get("passed")
    counts = raw if isinstance(raw, dict) else {}
    return {prompt: times for prompt, times in counts.items() if isinstance(times, int)}


def _following(deck: Sequence[Prompt], number: int, passed: dict[str, int], turns: int = 1) -> int:
    """Return the question that has come round by itself after some turns; one passed twice waits for the next meeting."""
    if not deck:
        return 0
    waiting = _waiting(deck, number, passed)
    return waiting[(turns - 1) % len(waiting)] if turns and waiting else number % len(deck)


def _waiting(deck: Sequence[Prompt], number: int, passed: dict[str, int]) -> list[int]:
    """Return the questions that come round behind one, itself the last of them; those passed twice are left out."""
    if not deck:
        return []
    order = ring(deck)
    at = order.index(number % len(deck))
    behind = (*order[at + 1 :], *order[: at + 1])
    return [n for n in behind if deck[n].when in ROTATING and passed.get(deck[n].id, 0) < _PASSED_ENOUGH]


def _lacks_bridge(board: Board) -> bool:
    return any(absence.is_open and not absence.is_standing and not absence.knows for absence in board.absences)

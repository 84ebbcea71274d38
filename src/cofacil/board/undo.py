"""Undo and redo: each person's own, following what an undo says it undoes, never counting."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from cofacil.board.events import Change, Event, Json, Write
from cofacil.board.model import Board
from cofacil.board.records import Record

UNDO, REDO, IMPORT = "undo", "redo", "import"
LONG_AGO = 120_000
"""Milliseconds behind which an undo asks first."""
_NEVER = frozenset({"timer", "tally"})
"""Entities that are never undone: what everybody has lived through."""
_NEVER_FIELDS = frozenset({("meeting", "prompt"), ("meeting", "opened"), ("meeting", "closed"), ("card", "struck")})
"""Fields that are never undone, words taken back for good among them."""
_WHOLE_FIELDS = frozenset({("meeting", "step"), ("card", "promise")})
"""Fields, or sets of them, without which nothing of an event is undone: what came with another answer, or another step, stays."""
_NEVER_OPS = frozenset({"meeting.open", "meeting.close", "person.here", "merge"})

_STAYS = frozenset(
    {
        "card.strike",
        "meeting.close",
        "prompt.pass",
        *(f"timer.{what}" for what in ("start", "pause", "go", "more", "stop")),
    }
)
"""What somebody does by a key of its own and can never undo: an undo says so before it goes on to what came before."""

_Entries: TypeAlias = list[tuple[str, int]]
"""Events by their `e`, and where each stands in the log; the next to be undone or redone is the last."""


@dataclass(slots=True)
class _Stack:
    undo: _Entries = field(default_factory=list)
    redo: _Entries = field(default_factory=list)
    stays: int = 0
    """The position of what was done last, where that can never be undone; 0 where it can."""


class History:
    """What each person could undo and redo, by positions in the log: past events are read again when asked for."""

    def __init__(self) -> None:
        self._stacks: dict[str, _Stack] = {}
        self._imports: list[tuple[str, int, str]] = []
        """Imports that stand, and who typed each: whoever leads may undo one, since it is the work of nobody in the room."""
        self._position = 0

    def take(self, events: Iterable[Event]) -> None:
        """Follow the log on."""
        for event in events:
            self._position += 1
            by = event.by
            if not by:
                continue
            stack = self._stacks.get(by)
            if stack is None:
                stack = self._stacks[by] = _Stack()
            if event.op == IMPORT:
                self._imports.append((event.e, self._position, by))
                stack.stays = 0
                stack.redo.clear()
            elif event.op == UNDO and any(event.of == e for e, _at, _by in self._imports):
                self._imports = [each for each in self._imports if each[0] != event.of]
                if event.writes:
                    stack.redo.append((event.e, self._position))
            else:
                self._follow(stack, event)

    def _follow(self, stack: _Stack, event: Event) -> None:
        of = event.of
        if of and event.op == UNDO:
            stack.stays = 0
            self._move_entry(stack.undo, stack.redo, event, of)
        elif of and event.op == REDO:
            self._move_entry(stack.redo, stack.undo, event, of)
        elif can_undo(event):
            stack.undo.append((event.e, self._position))
            stack.stays = 0
            if stack.redo:
                stack.redo.clear()
        elif event.op in _STAYS:
            stack.stays = self._position

    def undoable(self, *person: str, leads: bool = False) -> int | None:
        """Return the position of what this person, by whatever slugs they have had, would undo next.

        Who `leads` undoes an import too, whoever typed it.
        """
        stacks = filter(None, map(self._stacks.get, person))
        imported = [at for _e, at, by in self._imports if leads or by in person]
        return max((*(stack.undo[-1][1] for stack in stacks if stack.undo), *imported), default=None)

    def redoable(self, *person: str) -> int | None:
        """Return the position of the undo that this person would redo next."""
        stacks = filter(None, map(self._stacks.get, person))
        return max((stack.redo[-1][1] for stack in stacks if stack.redo), default=None)

    def staying(self, person: str) -> int | None:
        """Return the position of what this person did last, where that stays whatever is undone."""
        stack = self._stacks.get(person)
        return (stack.stays or None) if stack else None

    def _move_entry(self, came_from: _Entries, goes_to: _Entries, event: Event, of: str) -> None:
        for at in reversed(range(len(came_from))):
            if came_from[at][0] == of:
                del came_from[at]
                if event.writes:
                    goes_to.append((event.e, self._position))
                return


def can_undo(event: Event) -> bool:
    """Say whether an event is something that a person may undo."""
    op = event.op
    if op in _NEVER_OPS or (op == "board.set" and _founds(event)) or (op == "person.left" and _leaves(event)):
        return False
    writes = event.writes  # nearly always one: any() takes twice as long
    return bool(writes) and (_is_undoable(writes[0]) or any(map(_is_undoable, writes[1:])))


def makes_one(event: Event) -> bool:
    """Say whether an event makes two names one person's, or takes that back."""
    return any(write.field == "same" and write.entity.startswith("person/") for write in event.writes)


def is_fresh(event: Event, now: int) -> bool:
    """Say whether an event is of a moment ago; one that is dated later than now is not, as nobody can tell how old it is."""
    return abs(now - event.t) <= LONG_AGO


def reversal(event: Event, board: Board, person: str, now: int, op: str = UNDO) -> Change:
    """Return the change that reverses an event's writes; what others have changed since is left alone and named.

    Source: DATA, *Undo*: a creation becomes `gone`, never null.
    """
    writes: list[Write] = []
    clash: list[str] = []
    own = board.selves(person)
    if event.op == IMPORT:
        own |= board.selves(event.by)
    is_past = any(_is_whole(write) and _present(board, write) != write.after for write in event.writes)
    for write in reversed(event.writes):
        if not _is_undoable(write):
            continue
        record = board.records.get(write.entity) or Record(write.entity, {})
        inverse = None if is_past else _inverse(write, record, person, own, now)
        if inverse is None:
            clash.append(f"{write.entity} {write.field}".strip())
        elif inverse.before != inverse.after:
            writes.append(inverse)
    return Change(op, tuple(writes), of=event.e, clash=tuple(clash))


def _inverse(write: Write, record: Record, person: str, own: frozenset[str], now: int) -> Write | None:
    if not write.field:
        is_theirs = record.is_gone or record.writers - own
        return None if is_theirs else record.write("gone", {"at": now, "by": person, "undone": True})
    present = record.fields.get(write.field)
    return record.write(write.field, write.before) if present == write.after else None


def _is_undoable(write: Write) -> bool:
    kind = write.entity.partition("/")[0]
    return kind not in _NEVER and (not write.field or (kind, write.field) not in _NEVER_FIELDS)


def _is_whole(write: Write) -> bool:
    return (write.entity.partition("/")[0], write.field.partition(".")[0]) in _WHOLE_FIELDS


def _present(board: Board, write: Write) -> Json:
    record = board.records.get(write.entity)
    return record.fields.get(write.field) if record else None


def _leaves(event: Event) -> bool:
    """Say whether somebody left their own screen: their window writes that, and no key of theirs."""
    return all(write.field == f"here.{event.by}" for write in event.writes)


def _founds(event: Event) -> bool:
    """Say whether a setting of the board began it: the one that also makes something."""
    return any(not write.field for write in event.writes)

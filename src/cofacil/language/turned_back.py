"""What an undo or a redo has done, in one sentence: where the card is now, and the key that turns that round."""

from collections.abc import Mapping
from typing import NamedTuple

from cofacil.board.events import Event, Write
from cofacil.board.marked import N_, Many
from cofacil.board.model import Board
from cofacil.board.records import LET_GO, Absence, Card
from cofacil.board.text import shorten, shown
from cofacil.board.undo import UNDO
from cofacil.language.catalog import _, ngettext
from cofacil.language.column_names import kind_called
from cofacil.language.happened_in_questions import questions_turned_back
from cofacil.language.happened_in_themes import themes_turned_back
from cofacil.language.telling import many_labels


class _Words(NamedTuple):
    """A sentence, and the same with the key that turns it round."""

    plain: Many
    with_key: Many


_GONE: Mapping[str, _Words] = {
    "back": _Words(
        Many("{labels} is back on the wall.", "{labels} are back on the wall."),
        Many(
            "{labels} is back on the wall. {key} takes it off again.",
            "{labels} are back on the wall. {key} takes them off again.",
        ),
    ),
    "away": _Words(
        Many("{labels} is put away again.", "{labels} are put away again."),
        Many(
            "{labels} is put away again. {key} brings it back.", "{labels} are put away again. {key} brings them back."
        ),
    ),
    "off": _Words(
        Many("{labels} is off the wall again.", "{labels} are off the wall again."),
        Many(
            "{labels} is off the wall again. {key} puts it back.",
            "{labels} are off the wall again. {key} puts them back.",
        ),
    ),
}
"""What has become of something that came, or went."""
_MOVED = (
    N_("{label} is in {column} again."),
    N_("{label} is in {column} again. {key} moves it back."),
)
_CHANGED: Mapping[str, tuple[str, str]] = {
    "pos": (
        N_("{label} stands where it stood before."),
        N_("{label} stands where it stood before. {key} moves it back."),
    ),
    "open": (N_("{label} is open again."), N_("{label} is open again. {key} takes that back.")),
    "done": (N_("{label} is marked as done again."), N_("{label} is marked as done again. {key} opens it.")),
    "let_go": (N_("{label} is let go again."), N_("{label} is let go again. {key} takes that back.")),
    "before": (N_("{label} is as it was before."), N_("{label} is as it was before. {key} changes it again.")),
    "again": (N_("{label} is changed again."), N_("{label} is changed again. {key} takes that back.")),
}
"""What has become of something that was changed."""
_TIED = (N_("{label} meets {other} again."), N_("{label} meets {other} again. {key} takes that back."))
_UNTIED = (N_("{label} and {other} meet no more."), N_("{label} and {other} meet no more. {key} ties them again."))
_UNDONE = (N_("That is undone."), N_("That is undone. {key} puts it back."))
_REDONE = (N_("That is put back."), N_("That is put back. {key} undoes it."))


_RENAMED = (
    N_("{before} is called {name} again."),
    N_("{before} is called {name} again. {key} takes that back."),
)
_NAME = 24
"""Letters of each of two names that fit into one sentence."""


def renamed(event: Event) -> tuple[str, str] | None:
    """Return how somebody was called before an event and behind it; None where it renames nobody."""
    write = next(
        (write for write in event.writes if write.field == "name" and write.entity.startswith("person/")), None
    )
    if write is None or not isinstance(write.before, str) or not isinstance(write.after, str):
        return None
    before, after = (shorten(shown(name), _NAME) for name in (write.before, write.after))
    return (before, after) if before and after else None


def turned_back(event: Event, board: Board, key: str = "") -> str:
    """Return what an undo or a redo has done, and the key that turns that round where there is one."""
    tie = next((write for write in event.writes if write.entity.startswith("link/") and write.field == "gone"), None)
    writes = [write for write in event.writes if isinstance(board.records.get(write.entity), Card | Absence)]
    came = [write for write in writes if write.field == "gone"]
    if tie is not None and not came:
        return _tie_words(tie, board, key)
    if said := questions_turned_back(event, key) or themes_turned_back(event, board, key):
        return said
    if came:
        return _gone_words(came, board, key)
    label = next((board.label_of(board.records[write.entity]) for write in writes), "")
    if not label and (names := renamed(event)):
        return _(_RENAMED[bool(key)], before=names[0], name=names[1], key=key)
    if not label:
        words = _UNDONE if event.op == UNDO else _REDONE
        return _(words[bool(key)], key=key)
    moved = next((board.records[write.entity] for write in writes if write.field == "kind"), None)
    if isinstance(moved, Card):
        return _(_MOVED[bool(key)], label=label, column=kind_called(board, moved.kind), key=key)
    return _(_CHANGED[_change(event, writes)][bool(key)], label=label, key=key)


def _change(event: Event, writes: list[Write]) -> str:
    if (done := next((write for write in writes if write.field == "done"), None)) is not None:
        is_let_go = isinstance(done.after, dict) and done.after.get("how") == LET_GO
        return "let_go" if is_let_go else "done" if done.after else "open"
    if all(write.field == "pos" for write in writes):
        return "pos"
    return "before" if event.op == UNDO else "again"


def _gone_words(came: list[Write], board: Board, key: str) -> str:
    """Tell of what came back, where anything did: a card that had become somebody missing is both."""
    back = [write for write in came if not write.after]
    shown = back or came
    labels = sorted(
        {board.label_of(board.records[write.entity]) for write in shown}, key=lambda label: (len(label), label)
    )
    was_never = any(isinstance(write.after, dict) and write.after.get("undone") for write in shown)
    words = _GONE["back" if back else "off" if was_never else "away"]
    one, many = words.with_key if key else words.plain
    return ngettext(one, many, len(labels), labels=many_labels(labels), key=key)


def _tie_words(tie: Write, board: Board, key: str) -> str:
    link = board.records.get(tie.entity)
    ends = [board.records.get(link.word(end)) for end in ("from", "to")] if link else []
    labels = [board.label_of(end) for end in ends if end]
    if len(labels) < 2:
        return _(_UNDONE[bool(key)], key=key)
    words = _UNTIED if tie.after else _TIED
    return _(words[bool(key)], label=labels[0], other=labels[1], key=key)

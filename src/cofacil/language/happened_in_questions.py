"""What happened to the questions of *who is not in the room?*, in one sentence for the last row."""

from collections.abc import Mapping

from cofacil.board.deck import ADDED, PUT_AWAY, chosen_deck
from cofacil.board.events import Event, Json
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.prompts import deck_of
from cofacil.board.text import shorten, shown
from cofacil.language.catalog import _
from cofacil.language.telling import Keys, Tells, changed_board

_SHORT = 52
"""Letters of a question that fit into the sentence: all that it may have."""


def _chosen(event: Event, board: Board, keys: Keys) -> str:
    after = _after(event, "deck")
    title = after.get("title") if isinstance(after, dict) else None
    if not isinstance(title, str):
        return changed_board(event, board, keys)
    return _('{who} chose the questions "{title}".', who=board.name_of(event.by), title=shorten(shown(title), _SHORT))


def _added(event: Event, board: Board, keys: Keys) -> str:
    who, words = board.name_of(event.by), _words(event, keys)
    if not words:
        return changed_board(event, board, keys)
    if any(write.entity.startswith("meeting/") for write in event.writes):
        return _('{who} added "{question}" It comes next.', who=who, question=words)
    return _('{who} added "{question}" The next meeting asks it.', who=who, question=words)


def _said_again(event: Event, board: Board, keys: Keys) -> str:
    words = _words(event, keys)
    return _('It reads now: "{question}"', question=words) if words else changed_board(event, board, keys)


def _put_away(event: Event, board: Board, keys: Keys) -> str:
    words = _asked(event, board, keys)
    if keys.undo and words:
        return _('"{question}" is put away. {undo} brings it back.', question=words, undo=keys.undo)
    return _('"{question}" is put away.', question=words) if words else changed_board(event, board, keys)


def _brought_back(event: Event, board: Board, keys: Keys) -> str:
    words = _asked(event, board, keys)
    return _('"{question}" is asked again.', question=words) if words else changed_board(event, board, keys)


def _after(event: Event, field: str) -> Json:
    return next((write.after for write in event.writes if write.entity == "board" and write.field == field), None)


def _words(event: Event, keys: Keys) -> str:
    """Return the words that an event gives to a question."""
    values = [write.after for write in event.writes if write.field.startswith(ADDED)]
    said = next((value.get("text") for value in values if isinstance(value, dict)), None)
    return shorten(shown(said), _SHORT, keys.more) if isinstance(said, str) else ""


def _asked(event: Event, board: Board, keys: Keys) -> str:
    """Return the words of the question that was put away, or brought back, as the board has them."""
    name = next((write.field[len(PUT_AWAY) :] for write in event.writes if write.field.startswith(PUT_AWAY)), "")
    chosen, own = chosen_deck(board), board.about.fields.get(ADDED + name)
    kept = [*(deck_of(board.meeting) if board.meeting else ()), *(chosen.prompts if chosen else ())]
    words = next((prompt.text for prompt in kept if prompt.id == name), "")
    said = own.get("text") if isinstance(own, dict) else words
    return shorten(shown(said), _SHORT, keys.more) if isinstance(said, str) else ""


IN_QUESTIONS: Mapping[str, Tells] = {
    "deck.choose": _chosen,
    "question.add": _added,
    "question.set": _said_again,
    "question.away": _put_away,
    "question.back": _brought_back,
}
"""What tells of each thing that happens to the group's questions."""
UNDO_IN_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "deck.choose": (N_("Undo your choice of questions, {clock}?"), N_("Undo your choice of questions, {clock}?")),
    "question.add": (N_("Undo your question, {clock}?"), N_("Undo your question, {clock}?")),
    "question.set": (N_("Undo your words for a question, {clock}?"), N_("Undo your words for a question, {clock}?")),
    "question.away": (N_("Bring the question back, {clock}?"), N_("Bring the question back, {clock}?")),
    "question.back": (N_("Put the question away again, {clock}?"), N_("Put the question away again, {clock}?")),
}
"""What somebody is asked who did it."""
_AS_BEFORE = (N_("The questions are as they were."), N_("The questions are as they were. {key} takes that back."))


def questions_turned_back(event: Event, key: str) -> str:
    """Return what an undo or a redo has done to questions; "" where it has done something else."""
    is_of_them = any(
        write.field.startswith((ADDED, PUT_AWAY)) or (write.entity == "board" and write.field == "deck")
        for write in event.writes
    )
    return _(_AS_BEFORE[bool(key)], key=key) if is_of_them else ""

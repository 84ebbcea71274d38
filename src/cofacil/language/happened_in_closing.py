"""What is said as a meeting ends, in one sentence for the last row."""

from collections.abc import Mapping

from cofacil.board.events import Event
from cofacil.board.kinds import Mark
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.text import as_sentence, shorten, shown
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed, names_of, us_last
from cofacil.language.telling import Keys, Tells, changed_board, says_of, subject

_LET_GO = N_("{label} is let go.")
_SHORT = 48
"""Letters of somebody's words that fit in a sentence in the last row."""


def let_go_words(label: str) -> str:
    return _(_LET_GO, label=label)


def _marked(event: Event, board: Board, keys: Keys) -> str:
    """Say how a card stays open; one that stays so without more was let go, or marked, before."""
    card = subject(event, board)
    if not isinstance(card, Card):
        return changed_board(event, board, keys)
    label = board.label_of(card)
    if Mark.WICKED in card.marks:
        return _("{label} is marked: bigger than us.", label=label)
    if Mark.EVIDENCE in card.marks:
        return _("{label} is marked: needs evidence.", label=label)
    return _("{label} stays open.", label=label)


def _finds_out(event: Event, board: Board, keys: Keys) -> str:
    card = subject(event, board)
    if not isinstance(card, Card) or not card.finds_out:
        return _marked(event, board, keys)
    names = us_last(names_of(board, card.finds_out))
    label = board.label_of(card)
    return ngettext(
        "{names} finds out: {label}.", "{names} find out: {label}.", len(names), names=listed(names), label=label
    )


def _speaks(event: Event, board: Board, keys: Keys) -> str:
    absence = subject(event, board)
    if not isinstance(absence, Absence):
        return changed_board(event, board, keys)
    label = board.label_of(absence)
    if not absence.speaks:
        return _("Nobody is asked to speak for {label} next time.", label=label)
    return _("{who} speaks for {label} next time.", who=board.name_of(absence.speaks), label=label)


def _next_time(event: Event, board: Board, keys: Keys) -> str:
    words = _words_of(event, "next_time.")
    if not words:
        return changed_board(event, board, keys)
    return _("Kept for next time: {words}", words=as_sentence(shorten(words, _SHORT, keys.more)))


def _none_today(event: Event, board: Board, _keys: Keys) -> str:
    words = _words_of(event, "none_today")
    return (
        _("None today, and why is kept.")
        if words
        else _("{who} took back why there is none.", who=board.name_of(event.by))
    )


def _words_of(event: Event, field: str) -> str:
    words = next((write.after for write in event.writes if write.field.startswith(field)), None)
    return shown(words) if isinstance(words, str) else ""


IN_CLOSING: Mapping[str, Tells] = {
    "card.mark": _marked,
    "card.let_go": says_of(_LET_GO, N_("{label} is let go. {undo} takes that back.")),
    "card.find_out": _finds_out,
    "absence.speak": _speaks,
    "meeting.next_time": _next_time,
    "meeting.none_today": _none_today,
}
"""What tells of each thing that is said in closing."""
UNDO_IN_CLOSING: Mapping[str, tuple[str, str]] = {
    "card.mark": (N_("Undo your mark of {label}, {clock}?"), N_("Undo your mark, {clock}?")),
    "card.let_go": (N_("Undo your letting go of {label}, {clock}?"), N_("Undo your letting go, {clock}?")),
    "meeting.next_time": (N_("Take back what you kept for next time, {clock}?"),) * 2,
    "meeting.none_today": (N_("Take back why there is none today, {clock}?"),) * 2,
}
"""What somebody is asked who may undo it, of something and alone."""

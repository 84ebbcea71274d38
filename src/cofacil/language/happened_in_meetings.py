"""What happens as a meeting begins, in one sentence each: what it is about, who is here again, what came of promises."""

from collections.abc import Mapping

from cofacil.board.asked_after import Came, Kept, answer_of, why_of
from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.slugs import ROOM_KEPT
from cofacil.board.text import as_sentence, shorten
from cofacil.language.catalog import _, ngettext
from cofacil.language.facts import words_of
from cofacil.language.names import listed, names_of
from cofacil.language.numbers import count_first
from cofacil.language.telling import Keys, Tells, changed_board, says, subject

_SHORT = 40
"""Letters of somebody's words that fit in a sentence in the last row."""
_FEW = 3
"""People up to whom all are named."""

_OF_PROMISES: Mapping[Kept, str] = {
    Kept.KEPT: N_("{label} kept: {words}"),
    Kept.PARTLY: N_("{label} partly: {words} It stays open."),
    Kept.NOT_YET: N_("{label} not yet: {words} It stays open."),
    Kept.LET_GO: N_("{label} let go: {words} That is an answer too."),
}
_OF_INVITATIONS: Mapping[Came, str] = {
    Came.CAME: N_("{label} joined: {words} Welcome."),
    Came.ASKED: N_("{label} asked, no answer yet: {words}"),
    Came.NOT_ASKED: N_("{label} not asked yet: {words}"),
    Came.SAID_NO: N_("{label} said no: {words}"),
}


def _answered(event: Event, board: Board, keys: Keys) -> str:
    record = subject(event, board)
    if not isinstance(record, Card | Absence):
        return changed_board(event, board, keys)
    answer, label = answer_of(board, record), board.label_of(record)
    if answer is None:
        return _("{label} stays open: no answer yet.", label=label)
    words = as_sentence(shorten(why_of(board, record) or words_of(record), _SHORT, keys.more))
    said = _OF_PROMISES[answer] if isinstance(answer, Kept) else _OF_INVITATIONS[answer]
    thanks = _thanks(board, record) if answer is Kept.KEPT else ""
    return " ".join(filter(None, (_(said, label=label, words=words), thanks)))


def _thanks(board: Board, record: Card | Absence) -> str:
    owners = [slug for slug in record.owners if slug != ROOM_KEPT] if isinstance(record, Card) else []
    if not owners or len(owners) > _FEW:
        return _("Thank you all.")
    return _("Thank you {names}.", names=listed(names_of(board, owners)))


def _came_again(event: Event, board: Board, _keys: Keys) -> str:
    slugs = [write.field.removeprefix("here.") for write in event.writes if write.field.startswith("here.")]
    names = [board.name_of(slug) for slug in slugs]
    if len(names) <= _FEW:
        return ngettext("{names} is here.", "{names} are here.", len(names), names=listed(names))
    return ngettext(
        "{number} of last time is here.",
        "{number} of last time are here.",
        len(names),
        number=count_first(len(names)),
    )


def _did_not_come(event: Event, board: Board, keys: Keys) -> str:
    slugs = [write.field.removeprefix("here.") for write in event.writes if write.field.startswith("here.")]
    if not slugs:
        return changed_board(event, board, keys)
    return _("{name} is not here.", name=board.name_of(slugs[0]))


IN_MEETINGS: Mapping[str, Tells] = {
    "meeting.about": says(N_("{who} said what this meeting is about.")),
    "person.again": _came_again,
    "person.not_here": _did_not_come,
    "promise.answer": _answered,
    "absence.round": _answered,
}
"""What tells of each thing that happens as a meeting begins."""
UNDO_IN_MEETINGS: Mapping[str, tuple[str, str]] = {
    "meeting.about": (
        N_("Undo what you said of this meeting, {clock}?"),
        N_("Undo what you said of this meeting, {clock}?"),
    ),
    "person.again": (N_("Undo who is here of last time, {clock}?"), N_("Undo who is here of last time, {clock}?")),
    "promise.answer": (N_("Undo your answer about {label}, {clock}?"), N_("Undo your answer, {clock}?")),
    "absence.round": (N_("Undo your answer about {label}, {clock}?"), N_("Undo your answer, {clock}?")),
}
"""What somebody is asked who undoes it, of something and alone."""

"""What happened while people write quietly, in one sentence for the last row: never a word of what is hidden."""

from collections.abc import Mapping

from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.quiet import is_hidden, written_in
from cofacil.board.records import Step
from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_first, count_of
from cofacil.language.telling import Keys, Tells, label_in, says

_TYPED = frozenset({"card.add", "card.edit", "card.take", "absence.name", "absence.set"})
"""What says something of words: of hidden ones their own writer is told no more than that they are kept."""


def kept_quietly(event: Event, board: Board) -> str:
    """Return what is said of something that was written quietly, "" where nothing was: a wall may show this screen."""
    if event.op not in _TYPED or not any(is_hidden(board, write.entity) for write in event.writes):
        return ""
    return _("{label} is kept. Nobody else sees it yet.", label=label_in(event, board))


def shown_words(number: int, key: str = "") -> str:
    """Return that all has been shown, and the key that hides it again, where somebody has one."""
    if not number:
        return _("The quiet writing is over. Nothing was written.")
    if not key:
        if number == 2:
            return _("Both cards are shown.")
        return ngettext("The card is shown.", "All {number} cards are shown.", number)
    if number == 2:
        return _("Both cards are shown. {key} hides them again.", key=key)
    return ngettext(
        "The card is shown. {key} hides it again.",
        "All {number} cards are shown. {key} hides them again.",
        number,
        key=key,
    )


def hidden_words(number: int) -> str:
    """Return that something is hidden again."""
    if not number:
        return _("Quiet writing goes on.")
    return ngettext(
        "The card is hidden again, also from us.",
        "{Number} cards are hidden again, also from us.",
        number,
        Number=count_first(number),
    )


def counted_then(number: int) -> str:
    """Return that cards count as written in the quiet time."""
    return ngettext(
        "That card counts as written then, too.",
        "Those {number} cards count as written then, too.",
        number,
        number=count_of(number),
    )


def turned_quiet(event: Event, board: Board) -> str:
    """Return what an undo or a redo has shown or hidden, "" where it has done neither."""
    turned = [write for write in event.writes if write.entity.startswith("step/") and write.field == "revealed"]
    if not turned:
        return ""
    number = _number(event, board)
    return shown_words(number) if turned[0].after else hidden_words(number)


def _number(event: Event, board: Board) -> int:
    """Return how many stand on the wall that an event has shown, or hidden."""
    named = {write.entity for write in event.writes if write.field == "revealed"}
    steps = [step for entity in named if isinstance(step := board.records.get(entity), Step)]
    return len(written_in(board, steps))


def _shown(event: Event, board: Board, _keys: Keys) -> str:
    return shown_words(_number(event, board))


def _hidden(event: Event, board: Board, _keys: Keys) -> str:
    return hidden_words(_number(event, board))


def _then(event: Event, _board: Board, _keys: Keys) -> str:
    return counted_then(len(event.writes))


IN_QUIET: Mapping[str, Tells] = {
    "step.quiet": says(N_("Quiet writing. Nobody's words can be seen, also not by us.")),
    "step.reveal": _shown,
    "step.hide": _hidden,
    "card.then": _then,
}
"""What tells of each thing that happens to quiet writing."""
QUIET_UNDO_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "step.quiet": (N_("Undo your quiet time, {clock}?"), N_("Undo your quiet time, {clock}?")),
    "step.reveal": (N_("Hide all of it again, {clock}?"), N_("Hide all of it again, {clock}?")),
    "step.hide": (N_("Show all of it again, {clock}?"), N_("Show all of it again, {clock}?")),
    "card.then": (N_("Take it back that {label} was written then, {clock}?"), N_("Undo your change, {clock}?")),
}
"""What somebody is asked who did something, of something and alone."""

"""What happened to themes, in one sentence for the last row; and what an undo of that is asked, and says."""

from collections.abc import Mapping

from cofacil.board.events import Event, Write
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import TAG
from cofacil.board.text import shorten, shown
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed
from cofacil.language.telling import Keys, Tells, changed_board

_NAME = 24
"""Letters of a theme's name that fit into a sentence with another."""


def themes_in(event: Event, *, after: bool) -> tuple[str, ...]:
    """Return the names of the themes that cards have by an event, or had before it."""
    values = ((write.field, write.after if after else write.before) for write in event.writes)
    named = (shown(field.removeprefix(TAG)) for field, value in values if field.startswith(TAG) and value)
    return tuple(shorten(name, _NAME) for name in dict.fromkeys(named))


def tagged(event: Event) -> tuple[Write, ...]:
    """Return what an event writes where it changes nothing but themes; nothing for any other event."""
    return event.writes if all(write.field.startswith(TAG) for write in event.writes) else ()


def _gathered(event: Event, board: Board, keys: Keys) -> str:
    if not (labels := _labels(event, board)):
        return changed_board(event, board, keys)
    who, to, out_of = board.name_of(event.by), themes_in(event, after=True), themes_in(event, after=False)
    if to:
        return _("{who} gathered {labels}: {theme}.", who=who, labels=listed(labels), theme=to[0])
    if out_of:
        return _("{who} took {labels} out of {theme}.", who=who, labels=listed(labels), theme=listed(out_of))
    return changed_board(event, board, keys)


def _labels(event: Event, board: Board) -> list[str]:
    cards = dict.fromkeys(write.entity for write in event.writes)
    labels = (board.label_of(board.records[card]) for card in cards if card in board.records)
    return sorted(labels, key=lambda label: (len(label), label))


def _renamed(event: Event, board: Board, keys: Keys) -> str:
    before, name = (next(iter(themes_in(event, after=after)), "") for after in (False, True))
    if not before or not name:
        return changed_board(event, board, keys)
    return _("The theme {before} is called {name} now.", before=before, name=name)


def _joined(event: Event, board: Board, keys: Keys) -> str:
    before = next(iter(themes_in(event, after=False)), "")
    if not before:
        return changed_board(event, board, keys)
    name = next(iter(themes_in(event, after=True)), "")
    if not name:
        return _("The theme {before} has become one with another.", before=before)
    return _("{before} and {name} are one theme now: {name}.", before=before, name=name)


def _put_away(event: Event, board: Board, keys: Keys) -> str:
    name = next(iter(themes_in(event, after=False)), "")
    if not name:
        return changed_board(event, board, keys)
    if keys.undo:
        return _("The theme {theme} is put away, its cards stay. {undo} brings it back.", theme=name, undo=keys.undo)
    return _("The theme {theme} is put away, its cards stay.", theme=name)


def _brought_back(event: Event, board: Board, keys: Keys) -> str:
    name = next(iter(themes_in(event, after=True)), "")
    if not name:
        return changed_board(event, board, keys)
    count = len(_labels(event, board))
    return ngettext(
        "The theme {theme} is back, with {number} card.",
        "The theme {theme} is back, with {number} cards.",
        count,
        theme=name,
    )


IN_THEMES: Mapping[str, Tells] = {
    "card.tag": _gathered,
    "theme.rename": _renamed,
    "theme.join": _joined,
    "theme.put_away": _put_away,
    "theme.bring_back": _brought_back,
}
"""What tells of each thing that happens to themes."""
UNDO_IN_THEMES: Mapping[str, tuple[str, str]] = {
    "card.tag": (N_("Undo your gathering of {label}, {clock}?"), N_("Undo your gathering, {clock}?")),
    "theme.rename": (N_("Undo your name for a theme, {clock}?"), N_("Undo your name for a theme, {clock}?")),
    "theme.join": (N_("Undo your making two themes one, {clock}?"), N_("Undo your making two themes one, {clock}?")),
    "theme.put_away": (N_("Bring the theme back, {clock}?"), N_("Bring the theme back, {clock}?")),
    "theme.bring_back": (N_("Put the theme away again, {clock}?"), N_("Put the theme away again, {clock}?")),
}
"""What somebody is asked who did it."""
_BACK = (N_("{labels} back in {theme}."), N_("{labels} back in {theme}. {key} takes that back."))
_OUT = (N_("{labels} out of {theme} again."), N_("{labels} out of {theme} again. {key} gathers again."))
_MANY = (N_("The themes are as they were before."), N_("The themes are as they were before. {key} takes that back."))
_FEW = 2
"""Cards that are named one by one."""


def themes_turned_back(event: Event, board: Board, key: str) -> str:
    """Return what an undo or a redo has done to themes; "" where it has done something else."""
    if not tagged(event):
        return ""
    labels, to, out_of = _labels(event, board), themes_in(event, after=True), themes_in(event, after=False)
    if not labels or len(labels) > _FEW or not (to or out_of):
        return _(_MANY[bool(key)], key=key)
    words, themes = (_BACK, to) if to else (_OUT, out_of)
    return _(words[bool(key)], labels=listed(labels), theme=listed(themes), key=key)

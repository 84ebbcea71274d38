"""The boards on this computer in plain labelled lines."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cofacil import paths
from cofacil.board.text import shorten
from cofacil.export.plain_lines import clean
from cofacil.language.catalog import _
from cofacil.language.copies import copy_words
from cofacil.language.days import say_moment
from cofacil.room.ports import Shelved

_SHOWN = 200
"""Letters of a title, or of what a board is about: another program may have written a hundred thousand."""


def shelf_lines(shelf: Sequence[Shelved], folder: Path) -> Iterator[str]:
    """Yield one line a board, and where they are kept."""
    yield _("Boards: {number}", number=len(shelf))
    for board in shelf:
        yield f"{clean(board.name)}: {'; '.join(_parts(board))}"
    if not shelf:
        yield _("To begin: cofacil new TITLE. To look at an example: cofacil demo")
    yield _("Kept in: {folder}", folder=clean(paths.tilde(folder)))


def met_words(board: Shelved) -> str:
    """Return when a group met last, and how many they were."""
    if not board.met:
        return _("has not met yet")
    return _("met {moment}, {number} here", moment=say_moment(board.met), number=board.here)


def _parts(board: Shelved) -> Iterator[str]:
    if board.trouble:
        yield _("cannot be read")
        return
    yield clean(shorten(board.title, _SHOWN)) or _("no title")
    if board.purpose:
        yield clean(shorten(board.purpose, _SHOWN))
    if board.copy_of:
        yield clean(copy_words(board.copy_of, board.conflict))
    yield met_words(board)
    if board.step:
        yield _("step {number} of {count}, {plan}", number=board.step, count=board.steps, plan=clean(board.plan))
    yield _(
        "said I will {promised}, to invite {to_invite}, open {open}",
        promised=board.promised,
        to_invite=board.to_invite,
        open=board.open,
    )

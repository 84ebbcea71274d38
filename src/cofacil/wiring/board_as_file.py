"""A board that is open, kept as a file of this computer: what `cofacil export` does, asked for from the screen."""

from collections.abc import Sequence
from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.export.exported import ALL, exported
from cofacil.export.formats import format_of
from cofacil.export.given_away import Giving, given_away
from cofacil.export.initials import Names
from cofacil.export.new_file import keep_new
from cofacil.export.told_of_names import told
from cofacil.language.catalog import language_now
from cofacil.paths import tilde
from cofacil.review.book import Book
from cofacil.room.clock import SystemClock
from cofacil.tui.options import Kept
from cofacil.wiring.wall_picture import painted_wall

_TOLD = 4
"""Words that are told of at once where a window may be small."""


def keep_board(board_id: str, events: Sequence[Event], whose: str, name: str) -> Kept:
    """Keep what has happened on a board as a new file of a name that somebody typed, `~` among it.

    Raises:
        Trouble: the name says no format, there is a file of that name, or it cannot be written.
    """
    try:
        path = Path(name).expanduser()
    except RuntimeError as trouble:  # the home of somebody who is not known
        raise Trouble("page-not-kept", file=name, reason=trouble) from trouble
    kind, giving = format_of(path), Giving(Names(whose))
    given = given_away(events, giving)
    made = exported(Book(given.events), ALL, SystemClock().now(), language_now(), has_people=giving.how is Names.WHOLE)
    # The example is kept nowhere, and has no name of its own.
    made = made._replace(board_id=giving.board_id(board_id or events[0].e), created=events[0].t)
    if kind.is_drawn:
        made = made._replace(painted=painted_wall(made.board, made.moment))
    keep_new(path, kind.written(made))
    return Kept(tilde(path), tuple(told(given, _TOLD)))

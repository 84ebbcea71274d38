"""Beginning a board: everything that can be refused is refused before there is a file."""

from pathlib import Path

from cofacil.board.commands.meetings import NOT_BORN, TITLE_LIMIT, FoundBoard
from cofacil.board.errors import Trouble
from cofacil.board.fold import EMPTY
from cofacil.board.text import clean_text
from cofacil.language.catalog import _
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile


def begin_board(path: Path, typist: str, title: str, purpose: str, place: str) -> BoardFile:
    """Make a board file at `path` with its first words in it, and return it open for writing.

    Raises:
        Refusal: the words cannot be kept, or there is something at `path` already.
        NotSaved: the file could not be made, and nothing of it is left.
    """
    clock, seat = SystemClock(), Seat(typist, via="add")
    title = clean_text(title, limit=TITLE_LIMIT)
    found = FoundBoard(f"absence/{clock.new_id()}", title, purpose, place, _(NOT_BORN))
    found.decide(EMPTY, seat.who(EMPTY), clock.now())
    log = BoardFile.create(path, clock.now(), clock.new_id())
    try:
        Room(log, clock).do(seat, found)
    except Trouble:
        # It was made a moment ago, by us, and not one change is in it: in the way of the next try.
        log.close()
        log.path.unlink(missing_ok=True)
        raise
    return log

"""Beginning a board: everything that can be refused is refused before there is a file."""

from pathlib import Path
from typing import NamedTuple

from cofacil.board.commands.meetings import NOT_BORN, TITLE_LIMIT, FoundBoard
from cofacil.board.errors import Trouble
from cofacil.board.fold import EMPTY
from cofacil.board.plan import Plan
from cofacil.board.text import clean_text
from cofacil.language.catalog import _
from cofacil.room.clock import SystemClock
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile


class Beginning(NamedTuple):
    """The first words of a board."""

    title: str
    purpose: str = ""
    place: str = ""
    plan: Plan | None = None
    """What its first meeting is gone through by."""


def begin_board(path: Path, typist: str, words: Beginning, practice: Practice | None = None) -> BoardFile:
    """Make a board file at `path` with its first words in it, and return it open for writing.

    Where people look at it right away (`practice` is given), a plan begins its first meeting; else it waits for that.

    Raises:
        Refusal: the words cannot be kept, or there is something at `path` already.
        NotSaved: the file could not be made, and nothing of it is left.
    """
    clock, seat = SystemClock(), Seat(typist, via="add")
    title = clean_text(words.title, limit=TITLE_LIMIT)
    absence = f"absence/{clock.new_id()}"
    found = FoundBoard(absence, title, words.purpose, words.place, _(NOT_BORN), words.plan)
    found.decide(EMPTY, seat.who(EMPTY), clock.now())
    log = BoardFile.create(path, clock.now(), clock.new_id())
    try:
        room = Room(log, clock, practice)
        room.do(seat, found)
        if words.plan and practice:
            _begin_meeting(room, Seat(typist), words.plan)
    except Trouble:
        # It was made a moment ago, by us, and not one change is in it: in the way of the next try.
        log.close()
        log.path.unlink(missing_ok=True)
        raise
    return log


def _begin_meeting(room: Room, seat: Seat, plan: Plan) -> None:
    from cofacil.board.commands.steps import LayPlan

    room.do(seat, LayPlan(tuple(f"step/{room.clock.new_id()}" for _step in plan.steps), plan))

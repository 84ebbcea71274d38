"""Adding cards from the command line: told once they are durable."""

import gc
import sys
from collections.abc import Iterator
from contextlib import closing

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import Refusal
from cofacil.board.kinds import KINDS, Kind
from cofacil.cli.finding import find_board
from cofacil.language.worded import worded
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.wiring.typist import chosen_name, who_am_i

_LONGEST_LINE = 65_536
"""Bytes of a line that are looked at: many times what a card holds, and a pipe without a line's end fills no memory."""


def add_to_board(board: str, kind: str, text: str | None, said: str, name: str | None) -> int:
    """Add a card, or without `text` one for each line of stdin; return what the process ends with.

    Raises:
        Trouble: it could not be kept, and the sentence says why.
    """
    seat = Seat(who_am_i(name, "" if name else chosen_name()), via="add")
    with closing(BoardFile.open(find_board(board), for_writing=True)) as log:
        writing = _Writing(Room(log, SystemClock()), seat, KINDS[kind], said)
        if text is None:
            return _add_lines(writing)
        _tell(writing.add(text)[0])
    return 0


class _Writing:
    """Adds cards of one kind to one board."""

    def __init__(self, room: Room, seat: Seat, kind: Kind, said: str) -> None:
        self._room = room
        self._seat = seat
        self._kind = kind
        self._said = said
        room.pull()

    def add(self, text: str) -> tuple[str, str]:
        """Add a card; return its label and its text as they were kept."""
        card = f"card/{self._room.clock.new_id()}"
        told = self._room.do(self._seat, AddCard(card, self._kind, text, said=self._said, newcomers=self._newcomers()))
        kept = told.board.card(card)
        return told.board.label_of(kept), kept.text

    def _newcomers(self) -> tuple[str, ...]:
        """Return the speaker where nobody has heard of them: the board would only know their slug."""
        from cofacil.board.slugs import slug_of

        return (self._said,) if self._said and self._room.board.person(slug_of(self._said)) is None else ()


def _add_lines(writing: _Writing) -> int:
    """Add a card a line; a line that cannot be kept is told by its number, and the others go on."""
    gc.enable()  # a pipe may be long
    code = 0
    for number, text in enumerate(_lines(), 1):
        if not text.strip():
            continue
        try:
            _tell("\t".join(writing.add(text)))
        except Refusal as refusal:
            sys.stderr.write(f"Line {number}: {worded(refusal)}\n")
            code = refusal.exit_code
    return code


def _lines() -> Iterator[str]:
    is_rest = False
    while line := sys.stdin.buffer.readline(_LONGEST_LINE):
        if not is_rest:
            yield line.decode(errors="replace")
        is_rest = not line.endswith(b"\n")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

"""`cofacil add`: cards from the command line, each told once it is durable; in its plainest form without a parser."""

import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import Refusal
from cofacil.board.kinds import KINDS, Kind
from cofacil.board.marked import N_
from cofacil.board.naming import Meant, the_one
from cofacil.board.notice import Notice
from cofacil.board.slugs import folded
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.wiring.typist import chosen_name, named_at, who_am_i

if TYPE_CHECKING:
    import click

_STDIN = "--stdin"
_OPTIONS_BY_ENVIRONMENT = ("COFACIL_ADD_", "_COFACIL_")
_LONGEST_LINE = 65_536
"""Bytes of a line that are looked at: many times what a card holds, and a pipe without a line's end fills no memory."""


def plain_add(typed: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str, str | None] | None:
    """Return board, kind and text (None for stdin) of `add BOARD KIND TEXT`; None for anything that asks for more.

    Read so, what is added waits for no parser: importing one takes longer than adding the card.
    """
    if len(typed) != 4 or typed[0] != "add" or typed[2] not in KINDS:
        return None
    if any(name.startswith(_OPTIONS_BY_ENVIRONMENT) for name in environ):
        return None
    _add, board, kind, text = typed
    if board.startswith("-") or (text.startswith("-") and text != _STDIN):
        return None
    return board, kind, None if text == _STDIN else text


def add_to_board(board: str, kind: str, text: str | None, said: str, name: str | None) -> int:
    """Add a card, or without `text` one for each line of stdin; return what the process ends with.

    Raises:
        Trouble: it could not be kept.
    """
    seat = Seat(who_am_i(name, "" if name else chosen_name()), via="add")
    with closing(BoardFile.open(find_board(board), for_writing=True)) as log:
        room = Room(log, SystemClock())
        room.pull()
        if name:
            seat = Seat(named_at(room.board, name), via="add")
        speaker = the_one(room.board, said) if said else Meant()
        _tell_of_speaker(speaker, said)
        writing = _Writing(room, seat, KINDS[kind], speaker)
        if text is None:
            return _add_lines(writing)
        _tell(writing.add(text)[0])
    return 0


@cache
def add_command() -> "click.Command":
    """Return the command for the parser, which is imported only where it is wanted."""
    import click

    from cofacil.cli.command import argument, command, option
    from cofacil.cli.typist_option import typist_option
    from cofacil.cli.unclear import refuse

    @command(
        "add",
        help=N_(
            "Add a card to BOARD and print its label once it is saved.\n\n"
            "KIND is question, offer, action or issue. TEXT is kept word for word; put -- before words that begin with a dash."
        ),
        short_help=N_("Add a card, or one a line from a pipe."),
    )
    @board_argument()
    @argument("kind", type=click.Choice(list(KINDS), case_sensitive=False), metavar=N_("KIND"))
    @argument("text", required=False, metavar=N_("TEXT"))
    @option("--stdin", "is_stdin", is_flag=True, help=N_("Take a card a line; tell LABEL, a tab and the text of each."))
    @option(
        "--said",
        metavar=N_("SPEAKER"),
        default="",
        help=N_("Who said it; the beginning of a known name will do. Without this, the room."),
    )
    @typist_option
    def add(board: str, kind: str, text: str | None, is_stdin: bool, said: str, name: str | None) -> int:
        if is_stdin == (text is not None):
            refuse(click.get_current_context(), "words-or-stdin")
        return add_to_board(board, kind, text, said, name)

    return add


class _Writing:
    """Adds cards of one kind to one board."""

    def __init__(self, room: Room, seat: Seat, kind: Kind, said: Meant) -> None:
        self._room = room
        self._seat = seat
        self._kind = kind
        self._said = said.name
        self._newcomers = (said.new,) if said.new else ()

    def add(self, text: str) -> tuple[str, str]:
        """Add a card; return its label and its text as they were kept."""
        card = f"card/{self._room.clock.new_id()}"
        news = self._room.do(self._seat, AddCard(card, self._kind, text, said=self._said, newcomers=self._newcomers))
        made = news.board.card(card)
        return news.board.label_of(made), made.text


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
            _tell_of_line(number, refusal)
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


def _tell_of_line(number: int, refusal: Refusal) -> None:
    _note(Notice.of("line-not-added", number=number, why=refusal))


def _tell_of_speaker(speaker: Meant, said: str) -> None:
    """Tell whom a name was read as that was typed otherwise, and that somebody is new."""
    if speaker.new:
        _note(Notice.of("new-here", name=speaker.new))
    elif said and folded(speaker.name) != folded(said):
        _note(Notice.of("said-by", name=speaker.name))


def _note(notice: Notice) -> None:
    from cofacil.language.worded import worded

    sys.stderr.write(f"{worded(notice)}\n")

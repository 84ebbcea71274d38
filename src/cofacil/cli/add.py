"""`cofacil add`: cards from the command line, each told once it is durable; in its plainest form without a parser."""

import errno
import gc
import hashlib
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import Refusal
from cofacil.board.kinds import KINDS, Kind
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.naming import Meant, could_be_here, the_one
from cofacil.board.notice import Notice
from cofacil.board.slugs import ROOM, folded
from cofacil.board.text import CARD_LIMIT, means_us
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.copy_told import tell_if_copy
from cofacil.cli.ending import let_go_of_output
from cofacil.language.catalog import _
from cofacil.room.clock import SystemClock, ulid
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
_NAMED = 10
"""Lines of a file that are named to somebody whose file is no text."""


class Beside(NamedTuple):
    """What a card bears beside its words."""

    said: str = ""
    """The speaker's name; "" for the room."""
    will: tuple[str, ...] = ()
    """The names of those who say "I will"; `ROOM` for all of us."""
    when: str = ""
    """By when, an ISO date."""
    tags: tuple[str, ...] = ()
    note: str = ""
    once: str = ""
    """What a script knows the card by: what it asks for twice is there once; "" for none."""

    def for_kind(self, kind: Kind) -> "Beside":
        """Return it as the board reads it: who speaks an action says "I will", and who will is who spoke."""
        if not kind.has_owners:
            return self
        spoke = next((name for name in self.will if name != ROOM), "")
        return self._replace(said=self.said or spoke, will=self.will or ((self.said,) if self.said else ()))


PLAIN = Beside()
"""Words and nothing else."""


def plain_add(typed: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str, str | None] | None:
    """Return board, kind and text (None for stdin) of `add BOARD KIND TEXT`; None for anything that asks for more.

    Read so, what is added waits for no parser: importing one takes longer than adding the card.
    """
    if len(typed) != 4 or typed[0] != "add" or typed[2] not in KINDS:
        return None
    if any(name.startswith(_OPTIONS_BY_ENVIRONMENT) for name in environ):
        return None
    _add, board, kind, text = typed
    if not text.isprintable() or board.startswith("-") or (text.startswith("-") and text != _STDIN):
        return None
    return board, kind, None if text == _STDIN else text


def add_to_board(board: str, kind: str, text: str | None, beside: Beside, name: str | None) -> int:
    """Add a card, or without `text` one for each line of stdin; return what the process ends with.

    Raises:
        Trouble: it could not be kept.
    """
    seat = Seat(who_am_i(name, "" if name else chosen_name()), via="add")
    if text is None:
        _refuse_file_of_no_text()
    with closing(BoardFile.open(find_board(board), for_writing=True)) as log:
        room = Room(log, SystemClock())
        room.pull()
        if name:
            seat = Seat(named_at(room.board, name), via="add")
        named, newcomers = _known(room.board, beside.for_kind(KINDS[kind]))
        _refuse_for_others(room, named.will, {seat.name, named.said if beside.said else ""})
        writing = _Writing(room, seat, KINDS[kind], named, newcomers)
        code = 0
        if text is None:
            code = _add_lines(writing)
        else:
            writing.tell(writing.add(text)[0])
        tell_if_copy(log.path, log.board_id)
    return code


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
            "KIND is question, offer, action or issue. TEXT is kept word for word; put -- before words that begin with a "
            'dash. Who is said to speak an action says "I will", as on the board, unless --will names others.'
        ),
        short_help=N_("Add a card, or one a line from a pipe."),
    )
    @board_argument()
    @argument("kind", type=click.Choice(list(KINDS), case_sensitive=False), metavar=N_("KIND"))
    @argument("text", required=False, metavar=N_("TEXT"))
    @option("--stdin", "is_stdin", is_flag=True, help=N_("Take a card a line; tell LABEL, a tab and the text of each."))
    @_beside_options
    @typist_option
    @click.pass_context
    def add(
        context: click.Context,
        /,
        board: str,
        kind: str,
        text: str | None,
        is_stdin: bool,
        name: str | None,
        **more: Any,
    ) -> int:
        if is_stdin == (text is not None):
            refuse(context, "words-or-stdin")
        return add_to_board(board, kind, text, _beside(context, KINDS[kind], **more), name)

    return add


def _beside_options(function: Callable[..., int]) -> Callable[..., int]:
    """Have a command take what stands beside a card's words."""
    from cofacil.cli.command import option

    options = (
        option(
            "--said",
            metavar=N_("SPEAKER"),
            default="",
            help=N_("Who said it; the beginning of a known name will do. Without this, the room."),
        ),
        option(
            "--will",
            metavar=N_("NAME"),
            multiple=True,
            help=N_('Who says "I will" to an action, us for all of us; may be given again.'),
        ),
        option("--by", "day", metavar=N_("DAY"), default="", help=N_("By when: fri, 3/12, in 2 weeks.")),
        option("--tag", "tags", metavar=N_("WORD"), multiple=True, help=N_("What it is about; may be given again.")),
        option("--note", default="", help=N_("More words, which stand behind the card.")),
        option(
            "--once",
            metavar=N_("KEY"),
            default="",
            help=N_("For scripts: what is added twice with the same KEY is there once, and its label is told again."),
        ),
    )
    for add_option in reversed(options):
        function = add_option(function)
    return function


def _beside(context: "click.Context", kind: Kind, *, day: str, will: Sequence[str], **more: Any) -> Beside:
    """Read what was typed beside a card's words."""
    from cofacil.cli.unclear import refuse

    names = tuple(ROOM if means_us(name) else name for name in will if name.strip())
    if names and not kind.has_owners:
        refuse(context, "only-an-action-has-will")
    tags = tuple(tag for tag in more.pop("tags") if tag.strip())
    return Beside(will=names, when=_when(context, day), tags=tags, **more)


def _when(context: "click.Context", typed: str) -> str:
    """Return a day that somebody typed as it is kept, and say what is to be known of it."""
    if not typed.strip():
        return ""
    from cofacil.cli.unclear import refuse
    from cofacil.language.card_line import read_when
    from cofacil.language.days import date_of, say_day, say_day_first

    today = date_of(SystemClock().now())
    read = read_when(typed, today)
    if read.day is None:
        refuse(context, "unread-value", name="--by", reason=read.sentence)
    has_been = _("{day} has been. It is kept all the same.", day=say_day(read.day)) if read.day < today else ""
    if told := " ".join(filter(None, (say_day_first(typed, read.day), has_been))):
        sys.stderr.write(f"{told}\n")
    return read.day.isoformat()


class _Writing:
    """Adds cards of one kind to one board."""

    def __init__(self, room: Room, seat: Seat, kind: Kind, beside: Beside, newcomers: tuple[str, ...]) -> None:
        self._room = room
        self._seat = seat
        self._kind = kind
        self._beside = beside
        self._newcomers = newcomers
        self._is_deaf = False
        """Whether what is told can be read by nobody any more."""

    def add(self, text: str, number: int = 0) -> tuple[str, str]:
        """Add a card, the one of a line of that number; return its label and its text as they were kept."""
        said, will, when, tags, note, once = self._beside
        card = f"card/{id_of(once, number) if once else self._room.clock.new_id()}"
        command = AddCard(
            card, self._kind, text, note, said, owners=will, when=when, tags=tags, newcomers=self._newcomers
        )
        news = self._room.do(self._seat, command)
        made = news.board.card(card)
        return news.board.label_of(made), made.text

    def tell(self, line: str) -> None:
        """Tell what was kept; where nobody can be told it is kept all the same, and a script must not try again."""
        try:
            if not self._is_deaf:
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
        except OSError as trouble:
            self._is_deaf = True
            let_go_of_output()
            if trouble.errno != errno.EPIPE:
                _note(Notice.of("kept-untold", line=line, reason=trouble))


def _add_lines(writing: _Writing) -> int:
    """Add a card a line; a line that cannot be kept is told by its number, and the others go on.

    Behind one that is no text nothing is taken any more: what follows is most likely no text either, and a list of which
    every other line is kept is worse than one that ends.
    """
    gc.enable()  # a pipe may be long
    code = 0
    for number, line in enumerate(_lines(), 1):
        try:
            if text := _text(line):
                writing.tell("\t".join(writing.add(text, number)))
        except Refusal as refusal:
            _tell_of_line(number, refusal)
            code = refusal.exit_code
            if isinstance(refusal, _NoText):
                break
    return code


class _NoText(Refusal):
    """These bytes are not UTF-8."""


def _text(line: bytes) -> str:
    """Return a line as text, "" where nothing stands in it.

    Raises:
        Refusal: it is no text, or longer than any that is looked at to its end.
    """
    is_whole = line.endswith(b"\n") or len(line) < _LONGEST_LINE
    try:
        text = getincrementaldecoder("utf-8")().decode(line, is_whole)
    except UnicodeDecodeError:
        raise _NoText("line-not-utf-8") from None
    if not is_whole:
        raise Refusal("too-many-letters", number=len(text), limit=CARD_LIMIT)
    return text.strip()


def _refuse_file_of_no_text() -> None:
    """Look through a file, which can be read twice, before anything of it is kept.

    Raises:
        Refusal: naming the lines that are no text.
    """
    stream = sys.stdin.buffer
    if not stream.seekable():
        return
    begin = stream.tell()
    broken = [number for number, line in enumerate(_lines(), 1) if _is_no_text(line)]
    stream.seek(begin)
    if broken:
        raise Refusal("file-not-utf-8", number=len(broken), lines=", ".join(map(str, broken[:_NAMED])))


def _is_no_text(line: bytes) -> bool:
    try:
        _text(line)
    except Refusal as refusal:
        return isinstance(refusal, _NoText)
    return False


def _lines() -> Iterator[bytes]:
    """Yield each line of stdin, of a very long one its beginning."""
    is_rest = False
    while line := sys.stdin.buffer.readline(_LONGEST_LINE):
        if not is_rest:
            yield line
        is_rest = not line.endswith(b"\n")


def id_of(once: str, number: int) -> str:
    """Return what a card is known by that a script names so: the same for the same name and line."""
    digest = int.from_bytes(hashlib.sha256(f"{number} {once}".encode()).digest()[:16])
    return ulid(digest >> 80, digest & ((1 << 80) - 1))


def _tell_of_line(number: int, refusal: Refusal) -> None:
    _note(Notice.of("line-not-added", number=number, why=refusal))


def _known(board: Board, beside: Beside) -> tuple[Beside, tuple[str, ...]]:
    """Return what a card bears with names as the board knows them, and the names of those who are new; each is told.

    Raises:
        Refusal: a name fits several, or nobody can have it.
    """
    typed = dict.fromkeys(name for name in (beside.said, *beside.will) if name not in {"", ROOM})
    found = {name: the_one(board, name) for name in typed}
    for name, person in found.items():
        _tell_of(person, name)
    called = {name: person.name for name, person in found.items()}
    beside = beside._replace(
        said=called.get(beside.said, beside.said), will=tuple(called.get(name, name) for name in beside.will)
    )
    return beside, tuple(person.new for person in found.values() if person.new)


def _refuse_for_others(room: Room, will: Sequence[str], speaking: Container[str]) -> None:
    """See that nobody says "I will" for somebody who is not in the meeting; who speaks is here.

    Raises:
        Refusal: somebody is named who is not.
    """
    now = room.clock.now()
    for name in will:
        if name not in speaking and not could_be_here(room.board, name, now):
            raise Refusal("not-here-to-will", name=name)


def _tell_of(person: Meant, typed: str) -> None:
    """Tell whom a name was read as that was typed otherwise, and that somebody is new."""
    if person.new:
        _note(Notice.of("new-here", name=person.new))
    elif folded(person.name) != folded(typed):
        _note(Notice.of("meant-by", name=person.name))


def _note(notice: Notice) -> None:
    from cofacil.language.worded import worded

    with suppress(OSError):  # nobody can be told
        sys.stderr.write(f"{worded(notice)}\n")
        sys.stderr.flush()

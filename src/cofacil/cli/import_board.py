"""`cofacil import`: a board of another program, a table or plain lines from paper, taken in; or a board of ours, whole."""

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.cli.board_argument import find_board, offered_boards
from cofacil.cli.command import argument, command, option
from cofacil.cli.typist_option import typist_option
from cofacil.language.catalog import _, ngettext

if TYPE_CHECKING:
    from cofacil.board.model import Board
    from cofacil.intake.found import Intake
    from cofacil.intake.lists import Becomes
    from cofacil.intake.own_json import OwnLog
    from cofacil.room.room import News
    from cofacil.store.board_file import BoardFile

_MOST = 200_000_000
"""Bytes of a file that are looked at: no board of any program comes near."""


@command(
    "import",
    help=N_(
        "Take in FILE: what `cofacil export` wrote as JSON becomes that board again; a board's export of Trello, Wekan, Planka "
        "or Nextcloud Deck, a table with heads (.csv), and plain lines become cards, on a new board or on one that is there.\n\n"
        "What each list becomes is asked, or said by --map. In plain lines ? + > ! before a line, or a head above it, says what it is; "
        "@name ^day #theme are read as on the board. One undo takes all of it away again, and the same file taken in twice doubles nothing. "
        "What was archived there stays there. - reads from a pipe."
    ),
    short_help=N_("Take in a board of another program, or lines from paper."),
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path, allow_dash=True))
@option("--into", metavar=N_("BOARD"), shell_complete=offered_boards, help=N_("Put it onto this board."))
@option("--title", metavar=N_("TITLE"), help=N_("Begin a board of this title; without it the file's own."))
@option(
    "--map",
    "maps",
    multiple=True,
    metavar=N_("LIST=KIND,..."),
    help=N_("What a list becomes: question, offer, action, issue, missing or nothing; may be given again."),
)
@option("--dry-run", "is_dry", is_flag=True, help=N_("Say what it would do, and do nothing."))
@typist_option
@click.pass_context
def import_board(  # noqa: PLR0913, PLR0917  # click hands on each option
    context: click.Context,
    file: Path,
    into: str | None,
    title: str | None,
    maps: tuple[str, ...],
    is_dry: bool,
    name: str | None,
) -> int:
    from cofacil.cli.unclear import refuse
    from cofacil.intake.own_board import own_board
    from cofacil.intake.own_json import OwnLog
    from cofacil.intake.reading import read_file
    from cofacil.intake.told import left_out
    from cofacil.room.clock import SystemClock

    if into and title:
        refuse(context, "import-into-or-title")
    path = find_board(into) if into else None
    data = _read(file)
    board = _board_named(path)
    found = read_file(data, "" if str(file) == "-" else file.name, board, SystemClock().now())
    if isinstance(found, OwnLog):
        if path is None:
            if title or maps:
                refuse(context, "import-title-of-own")
            return _take_in(found, is_dry=is_dry)
        found = own_board(found)
    if not found.found:
        for line in left_out(found):
            click.echo(line, err=True)
        raise Trouble("import-nothing")
    if path is None and not title:
        _refuse_twice(found)
    becomes = _lists(found, maps)
    return _keep(found, becomes, path, title, name, is_dry=is_dry)


def _refuse_twice(found: "Intake") -> None:
    """Say which board has most of this already, before there are two of it.

    Raises:
        Trouble: one has.
    """
    from cofacil.store.take_in import held_already

    keys = {one.key for one in found.found if one.key}
    if (held := held_already(keys, paths.boards())) is not None:
        raise Trouble("import-held-already", name=held.name, held=held.number, number=len(keys))


def _read(file: Path) -> bytes:
    """Return the bytes of a file, or of a pipe."""
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(_MOST)
        with file.expanduser().open("rb") as stream:
            return stream.read(_MOST)
    except (OSError, RuntimeError) as trouble:
        raise Trouble("import-file-unread", file=file.name, reason=trouble) from trouble


def _board_named(path: Path | None) -> "Board":
    """Return the same, and say where it is a copy of another."""
    from cofacil.cli.copy_told import tell_if_copy

    if path is not None:
        tell_if_copy(path)
    return _board_at(path)


def _board_at(path: Path | None) -> "Board":
    """Return the board that things are put onto, an empty one where that is only begun."""
    from cofacil.board.model import EMPTY
    from cofacil.room.clock import SystemClock
    from cofacil.room.room import Room
    from cofacil.store.board_file import BoardFile

    if path is None:
        return EMPTY
    with closing(BoardFile.open(path, for_writing=False)) as log:
        room = Room(log, SystemClock())
        room.pull()
        return room.board


def _take_in(log: "OwnLog", *, is_dry: bool) -> int:
    """Make a board file of a board of ours, and print where it is."""
    from cofacil.board.fold import fold
    from cofacil.board.model import EMPTY
    from cofacil.export.plain_lines import clean
    from cofacil.store.library import BoardLibrary
    from cofacil.store.take_in import copies_of, has_all, take_in

    board, library = fold(EMPTY, log.events), BoardLibrary(paths.boards())
    for there in copies_of(log.board, library.folder):
        if has_all(library.place_of(there), log.events):
            click.echo(library.place_of(there))
            words = _(
                "You have this board already, as {name}, with all that is in this file. Nothing was imported.",
                name=there,
            )
            click.echo(clean(words), err=True)
            return 0
        words = _("You have this board already, as {name}. This is another copy of it.", name=there)
        click.echo(clean(words), err=True)
    count = ngettext("{number} change", "{number} changes", len(log.events))
    if is_dry:
        click.echo(_("A board of cofacil's, {title}: {changes}.", title=clean(board.title), changes=count))
        click.echo(_("Nothing was done: without --dry-run it becomes a new board."))
        return 0
    path = library.place_for(board.title)
    take_in(path, log.board, log.created, log.events)
    click.echo(path)
    click.echo(
        _("Imported {title}: {changes}, all of it as it was.", title=clean(board.title), changes=count), err=True
    )
    return 0


def _lists(found: "Intake", maps: tuple[str, ...]) -> "dict[str, Becomes]":
    """Return what each list becomes: as was said, as it says itself, or as is asked now.

    Raises:
        Trouble: nobody can be asked.
    """
    from cofacil.intake.lists import kinds_called, read_map

    becomes = {**kinds_called(found.lists), **found.known_lists, **read_map(maps, found.lists)}
    unclear = [name for name in found.lists if name not in becomes]
    if unclear and not (sys.stdin.isatty() and sys.stderr.isatty()):
        if found.has_lines:
            lines = tuple(one.text for one in found.found if one.place in unclear)
            raise Trouble("import-lines-unclear", lines=lines, list=unclear[0])
        raise Trouble("import-lists-unclear", lists=tuple(unclear), first=unclear[0])
    return becomes | _asked(found, unclear)


def _asked(found: "Intake", unclear: list[str]) -> "dict[str, Becomes]":
    """Ask of each list what it becomes: a figure chooses."""
    from cofacil.export.plain_lines import clean
    from cofacil.intake.lists import CHOICES

    figures = {str((at + 1) % len(CHOICES)): choice for at, choice in enumerate(CHOICES)}
    out: dict[str, Becomes] = {}
    if unclear:
        words = (*(_(kind.singular) for kind in Kind), _("Not here"), _("Leave it out"))
        named = (f"{figure} {word}" for figure, word in zip(figures, words, strict=True))
        click.echo(_("What is each list? {choices}", choices="   ".join(named)), err=True)
    for name in unclear:
        count = ngettext("{number} card", "{number} cards", found.lists[name])
        while name not in out:
            typed = click.prompt(f"  {clean(name)} ({count})", prompt_suffix=" > ", err=True).strip()
            if typed in figures:
                out[name] = figures[typed]
    return out


def _keep(  # all that was said
    found: "Intake",
    becomes: "Mapping[str, Becomes]",
    path: Path | None,
    title: str | None,
    name: str | None,
    *,
    is_dry: bool,
) -> int:
    """Take it in, onto a board that is there or a new one; say what was, and what was not."""
    from cofacil.board.commands.importing import Import, known_keys
    from cofacil.board.text import shown
    from cofacil.intake.taken import ready
    from cofacil.intake.told import told
    from cofacil.room.clock import SystemClock
    from cofacil.room.room import Room
    from cofacil.room.seats import Seat
    from cofacil.store.board_file import BoardFile
    from cofacil.wiring.typist import chosen_name, named_at, who_am_i

    clock = SystemClock()
    board = _board_at(path)
    made = ready(found.found, becomes, known_keys(board), clock.new_id)
    for line in told(found, becomes, made):
        click.echo(shown(line), err=not is_dry)
    if is_dry:
        click.echo(_("Nothing was done: without --dry-run it is imported."))
        return 0
    if not made.taken:
        click.echo(_("There is nothing new in it: the board is as it was."), err=True)
        return 0
    typist = who_am_i(name, "" if name else chosen_name())
    log = BoardFile.open(path, for_writing=True) if path else _begun(typist, title or found.title or _("Imported"))
    with closing(log):
        room = Room(log, clock)
        room.pull()
        news = room.do(Seat(named_at(room.board, typist) if path else typist, via="import"), Import(made.taken))
        click.echo(log.path)
    click.echo(_imported(news), err=True)
    return 0


def _imported(news: "News") -> str:
    """Return how many things have come, and how they are taken away again."""
    count = sum(
        not write.field for event in news.own for write in event.writes if not write.entity.startswith("person/")
    )
    return ngettext(
        "Imported {number} thing. One undo takes it away again.",
        "Imported {number} things. One undo takes all of them away again.",
        count,
    )


def _begun(typist: str, title: str) -> "BoardFile":
    """Begin a board of its own, of a title that is no longer than one may be."""
    from cofacil.board.commands.meetings import TITLE_LIMIT
    from cofacil.board.text import has_ink, shorten, strip_text
    from cofacil.store.library import BoardLibrary
    from cofacil.wiring.new_board import Beginning, begin_board

    plain = shorten(strip_text(title), TITLE_LIMIT)
    beginning = Beginning(plain if has_ink(plain) else _("Imported"))
    return begin_board(BoardLibrary(paths.boards()).place_for(beginning.title), typist, beginning)

"""`cofacil forget`: a new file of a board without somebody's words or name, and which files still hold them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board, place_of_new
from cofacil.cli.command import argument, command, option
from cofacil.language.catalog import _, ngettext

if TYPE_CHECKING:
    from cofacil.store.forget import Found
    from cofacil.store.unwanted import Unwanted

_LABEL = re.compile("[A-Za-z][0-9]+[a-z]?")


@command(
    help=N_(
        "Write BOARD anew without somebody's words, at their wish, and say which files still hold them; BOARD stays as it is.\n\n"
        "WHAT is the label of a card or of who is missing, whose words go with every change that was made to them, or a name: "
        "it goes wherever it stands, with each part of it, and with what that person brings. In their place stands that they "
        "were removed. The new file is a board of its own: joined with an older copy it would have the words again."
    ),
    short_help=N_("Write a board anew without somebody's words."),
)
@board_argument()
@argument("what", metavar=N_("WHAT"))
@option("--to", "target", required=True, metavar=N_("NEW"), help=N_("The name or the path of the new file."))
@option(
    "--keep",
    multiple=True,
    metavar=N_("WORD"),
    help=N_("A part of the name that is another word here stays, just as it is typed; may be given again."),
)
def forget(board: str, what: str, target: str, keep: tuple[str, ...]) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.room.clock import SystemClock
    from cofacil.store.forget import read, without, write
    from cofacil.wiring.progress import slowly

    path, new = find_board(board), place_of_new(target)
    with slowly(_("Writing the board anew")):
        found = read(path)
        unwanted, entity = _unwanted(found, what, keep)
        place = write(without(found, unwanted, SystemClock().new_id(), entity), new)
    for line in _lines(found, unwanted, place):
        click.echo(clean(line))
    with slowly(_("Looking for other files that hold the words")):
        others = _holders(path, unwanted, place)
    _tell_holders(others)
    return 0


def _unwanted(found: "Found", what: str, keep: Iterable[str]) -> "tuple[Unwanted, str]":
    """Return what is to go, and the thing whose words they are, "" for a name."""
    from cofacil.board.naming import the_one
    from cofacil.language.words_that_are_names import WORDS_TOO
    from cofacil.store.forget import name_of_person, words_of_entity

    instead = _("removed at their wish")
    record = found.board.called(what) if _LABEL.fullmatch(what) else None
    if record is not None:
        return words_of_entity(found, record.id, instead), record.id
    name = the_one(found.board, what).name
    return name_of_person(found, name or what, instead, WORDS_TOO.__contains__, keep), ""


def _lines(found: "Found", unwanted: "Unwanted", place: Path) -> Iterator[str]:
    yield ngettext(
        "Written without them: {path}, {number:,} change",
        "Written without them: {path}, {number:,} changes",
        len(found.docs),
        path=paths.tilde(place),
    )
    for word in sorted(unwanted.capital):
        yield _(
            "“{word}” is another word as well: it went where it begins with a capital letter. --keep {word} leaves it.",
            word=word.capitalize(),
        )
    yield _("It is a board of its own: whoever may come in to it has to be invited again.")


def _holders(path: Path, unwanted: "Unwanted", new: Path) -> list[Path]:
    from cofacil.store.holders import holders
    from cofacil.store.leftovers import rescue_file

    place = path.resolve()
    roots = (place, rescue_file(place), paths.home(), paths.cache_folder(), paths.config_folder())
    return holders(roots, unwanted, new)


def _tell_holders(others: list[Path]) -> None:
    from cofacil.export.plain_lines import clean

    if not others:
        click.echo(_("No other file of cofacil's on this computer holds them."))
        return
    click.echo(
        ngettext(
            "This file still holds them. Whether it goes as well is for you to say:",
            "These {number} files still hold them. Whether they go as well is for you to say:",
            len(others),
        )
    )
    for other in others:
        click.echo(f"  {clean(str(other))}")
    click.echo(_("Copies on other computers, and pages that were sent or kept elsewhere, nobody knows but you."))

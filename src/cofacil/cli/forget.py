"""`cofacil forget`: a new file of a board without somebody's words or name, and where the words still are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board, place_of_new
from cofacil.cli.command import argument, command, option
from cofacil.language.catalog import _, language_now, ngettext

if TYPE_CHECKING:
    from cofacil.store.forget import Found
    from cofacil.store.unwanted import Unwanted

_LABEL = re.compile("[A-Za-z][0-9]+[a-z]?")


class Wish(NamedTuple):
    """What somebody wants forgotten."""

    unwanted: "Unwanted"
    things: tuple[str, ...] = ()
    """What is to have no words of its own any more."""
    name: str = ""
    """Whose name it is, "" for the words of one card."""


@command(
    help=N_(
        "Write BOARD anew without somebody's words, at their wish, and say what still holds them; BOARD stays as it is.\n\n"
        "WHAT is a name, or the label of a card or of who is missing. A name goes wherever it stands, whole and each part of "
        "it, in every text and from everything that was said, promised and done: that was somebody then, who left no name. "
        "What they said stays, as it is part of what others answered; --and-words takes it out too. Of a label all words "
        "go, the note, the themes and every earlier text, and wherever others repeat them: “removed at their wish” stands "
        "there. No undo brings back any of it.\n\n"
        "The new file is a board of its own: joined with an older copy it would have the words again. NEW is a name, for the "
        "folder of boards, or a path, and never one that is there."
    ),
    short_help=N_("Write a board anew without somebody's name or words."),
)
@board_argument()
@argument("what", metavar=N_("WHAT"))
@option("--to", "target", required=True, metavar=N_("NEW"), help=N_("The name or the path of the new file."))
@option("--and-words", "takes_words", is_flag=True, help=N_("With a name: what they said goes as well."))
@option(
    "--keep",
    multiple=True,
    metavar=N_("WORD"),
    help=N_("A part of the name that is another word here stays, just as it is typed; may be given again."),
)
@option(
    "--also",
    multiple=True,
    metavar=N_("WORD"),
    help=N_("With a name: one more word that goes, also where it may be somebody else's; may be given again."),
)
def forget(  # click hands on each option
    board: str, what: str, target: str, takes_words: bool, keep: tuple[str, ...], also: tuple[str, ...]
) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.cli.forget_places import told_places
    from cofacil.cli.unclear import refuse
    from cofacil.export.plain_lines import clean
    from cofacil.room.clock import SystemClock
    from cofacil.store.forget import read, without, write
    from cofacil.wiring.progress import slowly

    path, new = find_board(board), place_of_new(target)
    with slowly(_("Writing the board anew")):
        found = read(path)
        wish = _wish(found, what, keep, also, takes_words=takes_words)
        if not wish.name and (takes_words or also):
            refuse(click.get_current_context(), "forget-name-options")
        place = write(without(found, wish.unwanted, SystemClock().new_id(), *wish.things), new, found.mode)
    for line in _lines(found, wish, what, place):
        click.echo(clean(line))
    with slowly(_("Looking for other files that hold the words")):
        places = tuple(told_places(path, found.meta.board, wish.unwanted, place))
    for line in places:
        click.echo(("  " if line.startswith("  ") else "") + clean(line))
    tell_if_copy(path, found.meta.board)
    return 0


def _wish(found: "Found", what: str, keep: tuple[str, ...], also: tuple[str, ...], *, takes_words: bool) -> Wish:
    """Return what is to go."""
    from cofacil.board.records import Absence
    from cofacil.language.who_is_missing import missing
    from cofacil.store.forget import both, words_of_things

    words = _("removed at their wish")
    record = found.board.called(what) if _LABEL.fullmatch(what) else None
    if record is None:
        return _wish_of_name(found, what, keep, also, takes_words=takes_words)
    unwanted = words_of_things(found, (record.id,), words)
    if isinstance(record, Absence) and missing(record, frozenset()).is_person:
        unwanted = both(_name(found, record.who, keep, ()), unwanted)
    return Wish(unwanted, (record.id,))


def _wish_of_name(
    found: "Found", what: str, keep: tuple[str, ...], also: tuple[str, ...], *, takes_words: bool
) -> Wish:
    from cofacil.board.naming import the_one
    from cofacil.store.forget import both, people_called, said_by, words_of_things

    name = what if people_called(found, what) else the_one(found.board, what).name
    unwanted = _name(found, name, keep, also)
    things = said_by(found, unwanted.slugs) if takes_words else ()
    if things:
        unwanted = both(unwanted, words_of_things(found, things, _("removed at their wish")))
    return Wish(unwanted, things, name)


def _name(found: "Found", name: str, keep: tuple[str, ...], also: tuple[str, ...]) -> "Unwanted":
    from cofacil.language.words_that_are_names import small_words_in
    from cofacil.store.forget import name_of_person

    called = _("somebody who left no name")
    is_word = small_words_in(language_now()[:2]).__contains__
    return name_of_person(found, name, _("somebody"), is_word, keep, called, also)


def _lines(found: "Found", wish: Wish, what: str, place: Path) -> Iterator[str]:
    unwanted, number = wish.unwanted, len(found.docs)
    file = paths.tilde(place)
    if wish.name:
        yield ngettext(
            "Written without {name}: {path}, {number:,} change",
            "Written without {name}: {path}, {number:,} changes",
            number,
            name=wish.name,
            path=file,
        )
    else:
        yield ngettext(
            "Written without the words of {label}: {path}, {number:,} change",
            "Written without the words of {label}: {path}, {number:,} changes",
            number,
            label=what.upper(),
            path=file,
        )
    for word in sorted(unwanted.shared):
        yield _(
            "“{word}” is a name of others here too: by itself it stays. --also {word} takes it out everywhere.",
            word=word.capitalize(),
        )
    for word in sorted(unwanted.capital):
        written, number = word.capitalize(), unwanted.small[word]
        yield _(
            "“{word}” is another word as well: it went where it begins with a capital letter. --keep {word} leaves it.",
            word=written,
        )
        if number:
            yield ngettext(
                "In small letters it stands there {number} time still: --also {word} takes that out.",
                "In small letters it stands there {number} times still: --also {word} takes them out.",
                number,
                word=written,
            )
    yield _("It is a board of its own: whoever may come in to it has to be invited again.")

"""`cofacil invite`: a word for somebody who joins from elsewhere, ready to be sent to them."""

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.cli.unclear import refuse
from cofacil.cli.whom import named_on, tell_of_new
from cofacil.language.catalog import _
from cofacil.wiring.terms import PORT

if TYPE_CHECKING:
    from cofacil.share.invitations import Invitations

_FOR = {
    Role.COFACILITATOR: N_("For {name}, who facilitates with you, until {until}:"),
    Role.PARTICIPANT: N_("For {name}, who takes part, until {until}:"),
    Role.VIEWER: N_("For {name}, who watches, until {until}:"),
}
_ROLES = click.Choice([str(role) for role in _FOR], case_sensitive=False)
_TIME = re.compile(r"(?:(.+?)[ ,]+)??(?:at )?(\d{1,2}):(\d{2})", re.ASCII | re.IGNORECASE)
_ELSEWHERE = N_("HOST")


@command(
    short_help=N_("Make a word that somebody comes in with."),
    help=N_(
        "Invite somebody to BOARD, and print the line and the word to send to them.\n\n"
        "The word lets in that one person, and back in where their line breaks. Of whoever has a word already it is asked first whether they get another: the one before it opens nothing then. "
        "While BOARD is shared from this computer, the line says where it is found."
    ),
)
@board_argument()
@option("--name", metavar=N_("NAME"), help=N_("Who it is for; without it those are listed who were invited."))
@option("--role", type=_ROLES, help=N_("What they may do; participant, unless told."))
@option("--until", "when", metavar=N_("WHEN"), help=N_("18:30, fri, 3/12, in 2 weeks; the end of today, unless told."))
@option("--host", help=N_("What this computer is called where they are; as it is shared, unless told."))
@option(
    "--port", type=click.IntRange(1, 65535), help=N_("As with `cofacil share`; as it is shared, or 8022, unless told.")
)
@option(
    "--again",
    is_flag=True,
    help=N_("Another word for who has one already, without asking: that one opens nothing more."),
)
def invite(  # noqa: PLR0913, PLR0917  # click hands on each option
    board: str, name: str | None, role: str | None, when: str | None, host: str | None, port: int | None, again: bool
) -> int:
    """Make a word for somebody, or list those who were invited."""
    from cofacil.export.plain_lines import clean
    from cofacil.share.access_log import HERE, AccessLog
    from cofacil.share.line_to_type import command_of

    path = find_board(board)
    folder = _folder_of(path)
    now = datetime.now(UTC).astimezone()
    if name is None:
        if role or when or host or again:
            refuse(click.get_current_context(), "nobody-to-invite")
        click.echo("\n".join(_listed(_invitations_in(folder), now)))
        return 0
    does = Role(role or Role.PARTICIPANT)
    until = read_until("today" if when is None else when, now)
    found = named_on(path, name)
    invitations = _invitations_in(folder)
    if not again and not _may_end_word_of(found.name, invitations, folder, now):
        click.echo(_("No other word was made: {name}'s stays as it is.", name=clean(found.name)))
        return 0
    word = invitations.invite(found.name, does, _milliseconds(until), _milliseconds(now))
    AccessLog(folder.parent / "journal").note(
        HERE, f"{path.stem}: a word as {does} made by `cofacil invite`", found.name
    )
    tell_of_new(found)
    click.echo(_(_FOR[does], name=clean(found.name), until=_said(until)) + "\n")
    reached = _reached(folder, path, host, port)
    click.echo(f"    {command_of(path.stem, clean(reached.address) or _(_ELSEWHERE), reached.port)}")
    click.echo("    " + _("word: {word}", word=word))
    if reached.page:
        click.echo("    " + _("or in a browser: {url}", url=reached.page))
    click.echo()
    click.echo("\n".join(_to_know(reached)))
    return 0


def read_until(text: str, now: datetime) -> datetime:
    """Work out until when somebody means: a day to its end (today for an hour at least), a time of day, or both.

    Raises:
        Refusal: when it is no moment.
    """
    from cofacil.export.plain_lines import clean
    from cofacil.language.days import read_day
    from cofacil.share.invitations import end_of

    found = _TIME.fullmatch(text.strip())
    words = found[1] if found else text
    try:
        day = read_day(words, now.date()) if words is not None else now.date()
        if found is None:
            return end_of(day, now)
        return datetime.combine(day, time(int(found[2]), int(found[3]))).astimezone()
    except (Trouble, ValueError, OverflowError):
        raise Refusal("no-such-moment", typed=clean(text)) from None


def _may_end_word_of(name: str, invitations: "Invitations", folder: Path, now: datetime) -> bool:
    """Say whether somebody may have another word: where they have one already that opens something, it is asked first.

    Raises:
        Refusal: nobody can be asked.
    """
    from cofacil.board.slugs import slug_of
    from cofacil.export.plain_lines import clean
    from cofacil.language.yes import says_yes

    known = invitations.invited(_milliseconds(now))
    has = next((one for one in known if slug_of(one.name) == slug_of(name)), None)
    if has is None or (has.has_come and not _is_brought_back(folder, name)):
        return True
    until = _said(datetime.fromtimestamp(has.until / 1000, UTC).astimezone())
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refusal("word-there-already", name=has.name, until=until)
    click.echo(
        _("{name} has a word, until {until}, that opens nothing any more then.", name=clean(has.name), until=until),
        err=True,
    )
    asked = _("Type yes to make another; Enter leaves it")
    return says_yes(click.prompt(asked, default="", show_default=False, prompt_suffix=" > ", err=True))


def _is_brought_back(folder: Path, name: str) -> bool:
    """Say whether a word that was used still brings somebody back: looked at only then, since it takes long to start."""
    from cofacil.share.known_guests import is_brought_back

    return is_brought_back(folder / "guests", name)


class _Reached(NamedTuple):
    """By what a board is found that is shared, or will be."""

    address: str
    """"" where that is not known."""
    port: int
    fingerprint: str = ""
    """"" while it is not shared."""
    is_local: bool = False
    """Whether only this computer can join."""
    page: str = ""
    """Where a browser takes the same word, "" where none does."""


def _reached(folder: Path, board: Path, host: str | None, port: int | None) -> _Reached:
    """Return where others find a board: as its door says, while one is open, unless somebody has told otherwise."""
    from cofacil.share.address import is_loopback, reached_at
    from cofacil.share.last_door import open_door

    door = open_door(folder, str(board))
    if door is None:
        return _Reached(host or "", port or PORT)
    is_local = not host and is_loopback(door.host)
    page = "" if host or port else door.page_url
    return _Reached(host or reached_at(door.host), port or door.port, door.fingerprint, is_local, page)


def _to_know(reached: _Reached) -> Iterator[str]:
    if reached.fingerprint:
        yield _(
            "It is theirs alone, and brings them back where their line breaks. The first time ssh shows a fingerprint. The same? {shown}",
            shown=reached.fingerprint,
        )
    else:
        yield _(
            "It is theirs alone, and brings them back where their line breaks. The first time ssh shows a fingerprint: it should be the one that `cofacil share` shows."
        )
    if reached.is_local:
        yield _("Only this computer can join so far: share the board with this network, and invite again.")
    elif not reached.address:
        yield _("Put this computer's name or address in place of {host}: `cofacil share` shows it.", host=_(_ELSEWHERE))


def _listed(invitations: "Invitations", now: datetime) -> Iterator[str]:
    invited = invitations.invited(_milliseconds(now))
    yield _("Invited: {number}", number=len(invited))
    for person in invited:
        until = _said(datetime.fromtimestamp(person.until / 1000, UTC).astimezone())
        if person.has_come:
            yield _("{name}: {role}, has come in", name=person.name, role=person.role)
        else:
            yield _("{name}: {role}, until {until}", name=person.name, role=person.role, until=until)
    if not invited:
        yield _("To invite somebody: cofacil invite BOARD --name NAME")


def _folder_of(path: Path) -> Path:
    """Return where it is kept who may come to a board."""
    from cofacil.store.board_file import BoardFile
    from cofacil.store.places import Places

    with closing(BoardFile.open(path, for_writing=False)) as log:
        Places.here().claim(log.path, log.board_id)
        return paths.share_folder() / log.board_id


def _invitations_in(folder: Path) -> "Invitations":
    from cofacil.share.invitations import Invitations

    return Invitations(folder / "words", partial(_members, folder / "members"))


def _members(file: Path) -> tuple[str, ...]:
    """Return who may come in by a key: looked at only where somebody is invited, since reading keys takes long to start."""
    if not file.exists():
        return ()
    from cofacil.share.members import Members

    return Members(file).names()


def _said(moment: datetime) -> str:
    from cofacil.language.days import say_day

    return _("{day}, {time}", day=say_day(moment.date()), time=f"{moment:%H:%M}")


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)

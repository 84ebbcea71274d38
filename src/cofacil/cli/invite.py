"""`cofacil invite`: a word for somebody who joins from elsewhere, ready to be sent to them."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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
        "The word lets in that one person, and back in where their line breaks. Whoever is invited again has a new word, and the one before it opens nothing."
    ),
)
@board_argument()
@option("--name", metavar=N_("NAME"), help=N_("Who it is for; without it those are listed who have not come in yet."))
@option("--role", type=_ROLES, help=N_("What they may do; participant, unless told."))
@option("--until", "when", metavar=N_("WHEN"), help=N_("18:30, fri, 3/12, in 2 weeks; the end of today, unless told."))
@option("--host", help=N_("What this computer is called where they are."))
@option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help=N_("As with `cofacil share`."))
def invite(board: str, name: str | None, role: str | None, when: str | None, host: str | None, port: int) -> int:
    """Make a word for somebody, or list those who have not come in yet."""
    from shlex import quote

    from cofacil.export.plain_lines import clean

    path = find_board(board)
    now = datetime.now(UTC).astimezone()
    if name is None:
        if role or when or host:
            refuse(click.get_current_context(), "nobody-to-invite")
        click.echo("\n".join(_listed(_invitations_of(path), now)))
        return 0
    does = Role(role or Role.PARTICIPANT)
    until = read_until("today" if when is None else when, now)
    found = named_on(path, name)
    word = _invitations_of(path).invite(found.name, does, _milliseconds(until), _milliseconds(now))
    tell_of_new(found)
    click.echo(_(_FOR[does], name=clean(found.name), until=_said(until)) + "\n")
    click.echo(f"    ssh -p {port} {quote(clean(f'{path.stem}@{host or _(_ELSEWHERE)}'))}")
    click.echo("    " + _("word: {word}", word=word) + "\n")
    click.echo("\n".join(_to_know(host)))
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


def _to_know(host: str | None) -> Iterator[str]:
    yield _(
        "It is theirs alone, and brings them back where their line breaks. The first time ssh shows a fingerprint: it should be the one that `cofacil share` shows."
    )
    if not host:
        yield _("Put this computer's name or address in place of {host}: `cofacil share` shows it.", host=_(_ELSEWHERE))


def _listed(invitations: "Invitations", now: datetime) -> Iterator[str]:
    invited = invitations.open_invitations(_milliseconds(now))
    yield _("Invited: {number}", number=len(invited))
    for person in invited:
        until = datetime.fromtimestamp(person.until / 1000, UTC).astimezone()
        yield _("{name}: {role}, until {until}", name=person.name, role=person.role, until=_said(until))
    if not invited:
        yield _("To invite somebody: cofacil invite BOARD --name NAME")


def _invitations_of(path: Path) -> "Invitations":
    from cofacil.share.invitations import Invitations
    from cofacil.store.board_file import BoardFile

    with closing(BoardFile.open(path, for_writing=False)) as log:
        own = paths.share_folder() / log.board_id
    return Invitations(own / "words", partial(_members, own / "members"))


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

"""`cofacil invite`: a word for somebody who joins from elsewhere, ready to be sent to them."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.cli.board_name import BOARD
from cofacil.cli.finding import find_board
from cofacil.wiring.terms import PORT

if TYPE_CHECKING:
    from cofacil.share.invitations import Invitations

_DOES = {
    Role.COFACILITATOR: "who facilitates with you",
    Role.PARTICIPANT: "who takes part",
    Role.VIEWER: "who watches",
}
_ROLES = click.Choice([str(role) for role in _DOES], case_sensitive=False)
_TIME = re.compile(r"(?:(.+?)[ ,]+)??(?:at )?(\d{1,2}):(\d{2})", re.ASCII | re.IGNORECASE)
_END_OF_DAY = time(23, 59, 59)
_ELSEWHERE = "HOST"


@click.command(short_help="Make a word that somebody comes in with.")
@click.argument("board", type=BOARD)
@click.option("--name", metavar="NAME", help="Who it is for; without it those are listed who have not come in yet.")
@click.option("--role", type=_ROLES, help="What they may do; participant, unless told.")
@click.option("--until", "when", metavar="WHEN", help="18:30, fri, 3/12, in 2 weeks; the end of today, unless told.")
@click.option("--host", help="What this computer is called where they are.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="As with `cofacil share`.")
def invite(board: str, name: str | None, role: str | None, when: str | None, host: str | None, port: int) -> int:
    """Invite somebody to BOARD, and print the line and the word to send to them.

    The word works once. Whoever is invited again has a new word, and the one before it opens nothing.
    """
    from shlex import quote

    from cofacil.export.plain_lines import clean

    path = find_board(board)
    now = datetime.now(UTC).astimezone()
    if name is None:
        if role or when or host:
            raise click.UsageError("Say who it is for: --name NAME.", click.get_current_context())
        click.echo("\n".join(_listed(_invitations_of(path), now)))
        return 0
    does = Role(role or Role.PARTICIPANT)
    until = read_until("today" if when is None else when, now)
    word = _invitations_of(path).invite(name, does, _milliseconds(until), _milliseconds(now))
    click.echo(f"For {clean(name)}, {_DOES[does]}, until {_said(until)}:\n")
    click.echo(f"    ssh -p {port} {quote(clean(f'{path.stem}@{host or _ELSEWHERE}'))}\n    word: {word}\n")
    click.echo("\n".join(_to_know(host)))
    return 0


def read_until(text: str, now: datetime) -> datetime:
    """Work out until when somebody means: a day to its end, a time of day, or both.

    Raises:
        Refusal: when it is no moment.
    """
    from cofacil.export.plain_lines import clean
    from cofacil.language.days import read_day

    found = _TIME.fullmatch(text.strip())
    words = found[1] if found else text
    try:
        day = read_day(words, now.date()) if words is not None else now.date()
        at = time(int(found[2]), int(found[3])) if found else _END_OF_DAY
        return datetime.combine(day, at).astimezone()
    except (Trouble, ValueError, OverflowError):
        raise Refusal(f"“{clean(text)}” is no moment I know. Try 18:30, fri, 3/12, in 2 weeks, fri 18:30.") from None


def _to_know(host: str | None) -> Iterator[str]:
    yield "It works once. The first time ssh shows a fingerprint: it should be the one that `cofacil share` shows."
    if not host:
        yield f"Put this computer's name or address in place of {_ELSEWHERE}: `cofacil share` shows it."


def _listed(invitations: "Invitations", now: datetime) -> Iterator[str]:
    invited = invitations.open_invitations(_milliseconds(now))
    yield f"Invited: {len(invited)}"
    for person in invited:
        until = datetime.fromtimestamp(person.until / 1000, UTC).astimezone()
        yield f"{person.name}: {person.role}, until {_said(until)}"
    if not invited:
        yield "To invite somebody: cofacil invite BOARD --name NAME"


def _invitations_of(path: Path) -> "Invitations":
    from cofacil.share.invitations import Invitations
    from cofacil.store.board_file import BoardFile

    with closing(BoardFile.open(path, for_writing=False)) as log:
        return Invitations(paths.share_folder() / log.board_id / "words")


def _said(moment: datetime) -> str:
    from cofacil.language.days import say_day

    return f"{say_day(moment.date())}, {moment:%H:%M}"


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)

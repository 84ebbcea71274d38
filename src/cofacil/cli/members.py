"""`cofacil members`: who may come in to a board, by key."""

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import IO, TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.kinds import Role
from cofacil.cli.board_name import BOARD
from cofacil.cli.finding import find_board

if TYPE_CHECKING:
    from cofacil.share.members import Member, Members

ROLES = click.Choice([str(role) for role in Role], case_sensitive=False)

_LONGEST_KEY = 65_536


@click.group(short_help="List who may come in, and change it.", invoke_without_command=True)
@click.argument("board", type=BOARD)
@click.pass_context
def members(context: click.Context, board: str) -> int:
    """List who may come in to BOARD by key; add, role and revoke change it.

    A change counts at once, for a board that is being shared too.
    """
    # Found only when it is wanted: --help behind a command asks for no board.
    context.obj = board
    return _list(board) if context.invoked_subcommand is None else 0


@members.command(short_help="Let somebody in.")
@click.option("--name", metavar="NAME", required=True, help="What they are called on the board.")
@click.option("--role", type=ROLES, required=True, help="What they may do.")
@click.option("--key", "file", metavar="FILE.pub", type=click.File("rb"), required=True, help="Their key; - reads it.")
@click.pass_obj
def add(board: str, name: str, role: str, file: IO[bytes]) -> int:
    """Let somebody in by the key in FILE.pub, as OpenSSH writes it."""
    key = file.read(_LONGEST_KEY).decode(errors="replace")
    member = _members_of(board).add(name, Role(role), key)
    return _say(f"{member.name} may come in as {member.role}, with the key {member.fingerprint}")


@members.command(short_help="Give somebody another role.")
@click.argument("name")
@click.argument("role", type=ROLES, metavar="ROLE")
@click.pass_obj
def role(board: str, name: str, role: str) -> int:
    """Give NAME another role: host, cofacilitator, participant or viewer."""
    member = _members_of(board).change_role(name, Role(role))
    return _say(f"{member.name} is {member.role} now")


@members.command(short_help="Let somebody in no more.")
@click.argument("name")
@click.pass_obj
def revoke(board: str, name: str) -> int:
    """Let NAME in no more."""
    member = _members_of(board).revoke(name)
    return _say(f"{member.name} may not come in any more")


def _members_of(board: str) -> "Members":
    from cofacil.share.members import Members
    from cofacil.store.board_file import BoardFile

    with closing(BoardFile.open(find_board(board), for_writing=False)) as log:
        return Members(paths.share_folder() / log.board_id / "members")


def _list(board: str) -> int:
    known = _members_of(board).read()
    if not known:
        how = f"cofacil members {board} add --name NAME --role ROLE --key FILE.pub"
        return _say(f"Nobody may come in by key yet; this lets somebody in: {how}")
    if sys.stdout.isatty():
        _print_table(known)
        return 0
    click.echo(f"Members: {len(known)}")
    for member in known:
        _say("; ".join(filter(None, (f"{member.name}: {member.role}", member.fingerprint, member.comment))))
    return 0


def _print_table(known: Sequence["Member"]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from cofacil.export.plain_lines import clean

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("Name", "Role", "Key", "Comment"):
        # A fingerprint is compared with another by eye, and a role is read at a glance: neither is broken up.
        table.add_column(Text(head, "bold"), overflow="fold", no_wrap=head in {"Role", "Key"})
    for member in known:
        table.add_row(*(Text(clean(word)) for word in (member.name, member.role, member.fingerprint, member.comment)))
    Console().print(table)


def _say(sentence: str) -> int:
    from cofacil.export.plain_lines import clean

    click.echo(clean(sentence))
    return 0

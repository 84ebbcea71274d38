"""`cofacil members`: who may come in to a board, by key."""

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import IO, TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.kinds import Role
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import argument, group, option
from cofacil.cli.whom import named_on, tell_of_new
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from cofacil.share.members import Member, Members

ROLES = click.Choice([str(role) for role in Role], case_sensitive=False)

_LONGEST_KEY = 65_536


@group(
    short_help=N_("List who may come in, and change it."),
    help=N_(
        "List who may come in to BOARD by key; add, role and revoke change it.\n\n"
        "A change counts at once, for a board that is being shared too."
    ),
)
@board_argument()
@click.pass_context
def members(context: click.Context, board: str) -> int:
    """Remember the board for the commands behind it; list its members where there is none."""
    # Found only when it is wanted: --help behind a command asks for no board.
    context.obj = board
    return _list(board) if context.invoked_subcommand is None else 0


@members.command(
    short_help=N_("Let somebody in."),
    help=N_(
        "Let somebody in by the key in FILE.pub: the line that OpenSSH writes, or what PuTTY and others (RFC 4716, PEM) "
        "keep of it. One key at a time, and never a private one."
    ),
)
@option("--name", metavar=N_("NAME"), required=True, help=N_("What they are called on the board."))
@option("--role", type=ROLES, required=True, help=N_("What they may do."))
@option(
    "--key", "file", metavar=N_("FILE.pub"), type=click.File("rb"), required=True, help=N_("Their key; - reads it.")
)
@click.pass_obj
def add(board: str, name: str, role: str, file: IO[bytes]) -> int:
    """Let somebody in from now on."""
    from cofacil.share.key_forms import holds_private, text_of

    key = text_of(file.read(_LONGEST_KEY))
    found = named_on(find_board(board), name)
    member = _members_of(board).add(found.name, Role(role), key)
    tell_of_new(found)
    if holds_private(key):
        click.echo(
            _("That file holds the private key as well, which was not kept. Whoever sent it on needs a new key."),
            err=True,
        )
    return _say(
        _(
            "{name} may come in as {role}, with the key {fingerprint}",
            name=member.name,
            role=member.role,
            fingerprint=member.fingerprint,
        )
    )


@members.command(
    short_help=N_("Give somebody another role."),
    help=N_("Give NAME another role: host, cofacilitator, participant or viewer."),
)
@argument("name", metavar=N_("NAME"))
@argument("role", type=ROLES, metavar=N_("ROLE"))
@click.pass_obj
def role(board: str, name: str, role: str) -> int:
    """Change what somebody may do."""
    member = _members_of(board).change_role(name, Role(role))
    return _say(_("{name} is {role} now", name=member.name, role=member.role))


@members.command(short_help=N_("Let somebody in no more."), help=N_("Let NAME in no more."))
@argument("name", metavar=N_("NAME"))
@click.pass_obj
def revoke(board: str, name: str) -> int:
    """Take somebody's key away."""
    member = _members_of(board).revoke(name)
    return _say(_("{name} may not come in any more", name=member.name))


def _members_of(board: str) -> "Members":
    from cofacil.share.members import Members
    from cofacil.store.board_file import BoardFile
    from cofacil.store.places import Places

    with closing(BoardFile.open(find_board(board), for_writing=False)) as log:
        Places.here().claim(log.path, log.board_id)
        return Members(paths.share_folder() / log.board_id / "members")


def _list(board: str) -> int:
    known = _members_of(board).read()
    if not known:
        nobody = _(
            "Nobody may come in by key yet; this lets somebody in: "
            "cofacil members {board} add --name NAME --role ROLE --key FILE.pub",
            board=board,
        )
        return _say(nobody)
    if sys.stdout.isatty():
        _print_table(known)
        return 0
    click.echo(_("Members: {number}", number=len(known)))
    for member in known:
        _say("; ".join(filter(None, (f"{member.name}: {member.role}", member.fingerprint, member.comment))))
    return 0


def _print_table(known: Sequence["Member"]) -> None:
    from cofacil.cli.table import Column, print_table

    columns = (
        Column(_("Name")),
        Column(_("Role"), is_whole=True),
        Column(_("Key"), is_whole=True),
        Column(_("Comment"), is_loose=True),
    )
    print_table(columns, ((member.name, member.role, member.fingerprint, member.comment) for member in known))


def _say(sentence: str) -> int:
    from cofacil.export.plain_lines import clean

    click.echo(clean(sentence))
    return 0

"""The command `cofacil` itself: what it can do, each part fetched when it is asked for."""

import click

from cofacil.board.marked import N_
from cofacil.cli.command import Option
from cofacil.cli.group import LazyGroup

COMMANDS = {
    "archive": "cofacil.cli.archive:archive",
    "backup": "cofacil.cli.backup:backup",
    "forget": "cofacil.cli.forget:forget",
    "merge": "cofacil.cli.merge:merge",
    "rename": "cofacil.cli.rename:rename",
    "restore": "cofacil.cli.restore:restore",
    "add": "cofacil.cli.add:add_command",
    "catchup": "cofacil.cli.catchup:catchup",
    "completion": "cofacil.cli.completion:completion",
    "demo": "cofacil.cli.demo:demo",
    "doctor": "cofacil.cli.doctor:doctor",
    "export": "cofacil.cli.export:export",
    "import": "cofacil.cli.import_board:import_board",
    "invite": "cofacil.cli.invite:invite",
    "list": "cofacil.cli.boards:list_boards",
    "members": "cofacil.cli.members:members",
    "new": "cofacil.cli.boards:new",
    "open": "cofacil.cli.boards:open_board",
    "plans": "cofacil.cli.plans:plans",
    "review": "cofacil.cli.review:review",
    "search": "cofacil.cli.search:search",
    "share": "cofacil.cli.share:share",
    "show": "cofacil.cli.show:show",
    "themes": "cofacil.cli.themes:themes",
}
"""Where each command is found, or what makes it."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    context_settings=CONTEXT,
    help=N_(
        "A board for people who meet: questions, offers, actions, open issues - and who is not in the room.\n\n"
        "Without a command it shows your boards. Exit codes: 0 done, 1 it could not be done, 2 the command was not "
        "understood, 3 the board is missing or damaged, 4 it is busy or of a newer format."
    ),
)
@click.version_option(
    package_name="cofacil",
    prog_name="cofacil",
    message="%(prog)s %(version)s",
    cls=Option,
    help=N_("Show the version and exit."),
)
@click.pass_context
def cofacil(context: click.Context) -> None:
    """Show the boards on this computer."""
    if context.invoked_subcommand is None:
        from cofacil.cli.home import show_home

        context.exit(show_home())

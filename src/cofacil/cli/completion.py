"""`cofacil completion`: what a shell needs to finish commands and names of boards."""

import click

from cofacil.board.marked import N_
from cofacil.cli.command import argument, command
from cofacil.language.catalog import _

_FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc"}
_FISH = "fish: cofacil completion fish > ~/.config/fish/completions/cofacil.fish"
SHELLS = (*_FILES, "fish")


def _how() -> str:
    """Return where the script belongs, a row for each shell."""
    typed = {shell: f'eval "$(cofacil completion {shell})"' for shell in _FILES}
    # Translators: bash: eval "$(cofacil completion bash)" in ~/.bashrc
    rows = [_("{shell}: {line} in {file}", shell=shell, line=typed[shell], file=_FILES[shell]) for shell in _FILES]
    return "\n".join([*rows, _FISH])


@command(
    help=N_("Print the script with which SHELL finishes commands, options and the names of your boards."),
    short_help=N_("Print what a shell needs to finish names."),
    epilog=_how,
)
@argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  # the three are click's own
    click.echo(made(context.find_root().command, {}, "cofacil", "_COFACIL_COMPLETE").source())
    return 0

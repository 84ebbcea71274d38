"""`cofacil completion`: what a shell needs to finish commands and names of boards."""

import click

_HOW = {
    "bash": 'eval "$(cofacil completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(cofacil completion zsh)" in ~/.zshrc',
    "fish": "cofacil completion fish > ~/.config/fish/completions/cofacil.fish",
}


@click.command(
    short_help="Print what a shell needs to finish names.",
    epilog="\b\n" + "\n".join(f"{shell}: {how}" for shell, how in _HOW.items()),
)
@click.argument("shell", type=click.Choice(list(_HOW)))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the script with which SHELL finishes commands, options and the names of your boards."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  # the three are click's own
    click.echo(made(context.find_root().command, {}, "cofacil", "_COFACIL_COMPLETE").source())
    return 0

"""How commands are found and how they end: fetched when asked for, and what is unclear told in our own words."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from cofacil.cli.ending import INTERRUPTED, end, run_to_end


class LazyGroup(click.Group):
    """A group whose commands are imported only when somebody asks for them."""

    def __init__(self, *arguments: Any, places: Mapping[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._places:
            return None
        module, _, name = self._places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self._places and args[0][:1].isalnum():
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self._places, ctx=ctx)
        return super().resolve_command(ctx, args)

    def main(self, *arguments: Any, **more: Any) -> NoReturn:
        """Run what was typed, and end the process."""
        run_to_end(lambda: self._main(*arguments, **more))

    def _main(self, *arguments: Any, **more: Any) -> object:
        more["standalone_mode"] = False
        try:
            return super().main(*arguments, **more)
        except click.UsageError as unclear:
            end(unclear.exit_code, _in_our_words(unclear))
        except click.ClickException as trouble:
            end(trouble.exit_code, trouble.format_message())
        except click.Abort:
            end(INTERRUPTED)


def _in_our_words(unclear: click.UsageError) -> str:
    message = unclear.format_message()
    if isinstance(unclear, click.BadParameter) and not isinstance(unclear, click.MissingParameter):
        message = f"{_name(unclear)}: {unclear.message}"
    more = f"`{unclear.ctx.command_path} --help` says more." if unclear.ctx else "`cofacil --help` says more."
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} {more}"


def _name(unclear: click.BadParameter) -> str:
    param = unclear.param
    if param is None:
        return "That"
    return param.opts[-1] if isinstance(param, click.Option) else param.metavar or (param.name or "that").upper()

"""The group of all commands: each is fetched when it is asked for, and all of them end in one way."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from cofacil.cli.command import CommandGroup
from cofacil.cli.ending import INTERRUPTED, end, run_to_end


class LazyGroup(CommandGroup):
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
        found: click.Command | Callable[[], click.Command] = getattr(import_module(module), name)
        return found if isinstance(found, click.Command) else found()

    def main(self, *arguments: Any, **more: Any) -> NoReturn:
        """Run what was typed, and end the process."""
        run_to_end(lambda: self._main(*arguments, **more))

    def _main(self, *arguments: Any, **more: Any) -> object:
        more["standalone_mode"] = False
        try:
            return super().main(*arguments, **more)
        except click.Abort:
            end(INTERRUPTED)

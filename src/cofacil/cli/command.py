"""Commands and what is typed behind them, with help in the language spoken here: click's own words are English."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar, overload

import click

from cofacil.board.marked import N_
from cofacil.cli.unclear import refuse, refuse_no_text, refuse_value, refuse_words
from cofacil.language.catalog import _

BOARD = N_("BOARD")
"""How a usage calls a board that a command is about."""

Typed = TypeVar("Typed", bound=Callable[..., Any])


class Marked:
    """An attribute of click's that holds words: they are marked where they are written, and worded where they are read.

    What has to be made when it is read is a function that returns words.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, holder: None, owner: type) -> "Marked": ...
    @overload
    def __get__(self, holder: object, owner: type) -> str | None: ...
    def __get__(self, holder: object | None, owner: type) -> "Marked | str | None":
        if holder is None:
            return self
        words = vars(holder).get(self._name)
        return words() if callable(words) else words and _(words)

    def __set__(self, holder: object, words: str | Callable[[], str] | None) -> None:
        vars(holder)[self._name] = words


class Option(click.Option):
    """An option: `help` and `metavar` are marked words."""

    help = Marked()
    metavar = Marked()

    def make_metavar(self, ctx: click.Context) -> str:
        return self.metavar or self.type.get_metavar(self, ctx) or _(_METAVARS.get(type(self.type), _TEXT))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        names = ", ".join(sorted(self.opts, key=len))
        more = "; ".join(self._more(ctx))
        shown = names if self.is_flag else f"{names} {self.make_metavar(ctx)}"
        return shown, "  ".join(filter(None, (self.help, f"[{more}]" if more else "")))

    def _more(self, ctx: click.Context) -> list[str]:
        extra = self.get_help_extra(ctx)
        said = [_("default: {value}", value=extra["default"])] if "default" in extra else []
        said += [extra["range"]] if "range" in extra else []
        return [*said, _("required")] if "required" in extra else said

    def type_cast_value(self, ctx: click.Context, value: object) -> object:
        try:
            return refuse_no_text(self, super().type_cast_value(ctx, value), ctx)
        except click.BadParameter as unread:
            refuse_value(self, value, unread, ctx)


class Argument(click.Argument):
    """An argument: `metavar` is one marked word, and how many of them may stand here is told by signs around it."""

    metavar = Marked()

    def make_metavar(self, ctx: click.Context) -> str:
        if self.metavar is None:
            return super().make_metavar(ctx)
        word = self.metavar if self.required else f"[{self.metavar}]"
        return word if self.nargs == 1 else f"{word}..."

    def type_cast_value(self, ctx: click.Context, value: object) -> object:
        try:
            return refuse_no_text(self, super().type_cast_value(ctx, value), ctx)
        except click.BadParameter as unread:
            refuse_value(self, value, unread, ctx)


class CliCommand(click.Command):
    """A command: `help`, `short_help` and `epilog` are marked words; an epilog keeps its rows."""

    help = Marked()
    short_help = Marked()
    epilog = Marked()
    options_metavar = Marked()
    allow_extra_args = True
    """For click: here they are refused in our own words."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": N_("[OPTIONS]"), **more})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as unread:
            refuse_words(unread, ctx)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            refuse(ctx, "too-many-words", number=len(rest), words=" ".join(rest))
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"{_('Usage:')} ")

    @property
    def takes(self) -> str:
        """Return what may be typed where its usage says BOARD, "" where it does not."""
        is_given = any(vars(param).get("metavar") == BOARD for param in self.params)
        return _("BOARD is its name, its title, how either begins, or the path of its file.") if is_given else ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        if takes := self.takes:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(takes)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        rows = [row for option in options if (row := option.get_help_record(ctx))]
        with _section(formatter, _("Options:")):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        if self.epilog:
            formatter.write_paragraph()
            for row in self.epilog.splitlines():
                formatter.write(f"  {row}\n")


class CommandGroup(CliCommand, click.Group):
    """A group of commands, which does something by itself too."""

    subcommand_metavar = Marked()  # type: ignore[assignment]  # a descriptor in the place of an attribute
    command_class = CliCommand

    def __init__(self, *arguments: Any, **more: Any) -> None:
        usual = {"subcommand_metavar": N_("[COMMAND] [ARGS]..."), "invoke_without_command": True}
        super().__init__(*arguments, **{**usual, **more})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unread:
            from difflib import get_close_matches

            near = get_close_matches(unread.command_name, self.list_commands(ctx))
            refuse(ctx, "unknown-command", name=unread.command_name, near=sorted(near))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        with _section(formatter, _("Commands:")):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands.items() if command])


def command(name: str | None = None, **more: Any) -> Callable[[Callable[..., Any]], CliCommand]:
    """Make a command of a function, as `click.command` does."""
    return click.command(name, cls=CliCommand, **more)


def group(name: str | None = None, **more: Any) -> Callable[[Callable[..., Any]], CommandGroup]:
    """Make a group of commands of a function, as `click.group` does."""
    return click.group(name, cls=CommandGroup, **more)


def option(*names: str, **more: Any) -> Callable[[Typed], Typed]:
    """Give a command an option, as `click.option` does."""
    return click.option(*names, cls=Option, **more)


def argument(name: str, **more: Any) -> Callable[[Typed], Typed]:
    """Give a command an argument, as `click.argument` does."""
    return click.argument(name, cls=Argument, **more)


@contextmanager
def _section(formatter: click.HelpFormatter, heading: str) -> Iterator[None]:
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        yield


_TEXT = N_("TEXT")
_METAVARS: Mapping[type, str] = {click.IntRange: N_("INTEGER RANGE"), click.Path: N_("PATH")}
"""What an option takes that says no more of it."""

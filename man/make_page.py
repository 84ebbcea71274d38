"""Writes `cofacil.1` from the commands themselves: `python man/make_page.py`."""

from collections.abc import Iterator
from pathlib import Path

import click

from cofacil.cli.root import cofacil
from cofacil.export.found_report import FOUND_FIELDS
from cofacil.export.json_report import SHELF_FIELDS, SHOW_FIELDS
from cofacil.room.actions import ACTIONS
from cofacil.tui.keys import FIXED, KEYS

PAGE = Path(__file__).with_name("cofacil.1")

_EXIT_CODES = (
    ("0", "It is done."),
    ("1", "It could not be done; a sentence says why, and nothing was changed."),
    ("2", "What was typed was not understood."),
    ("3", "The board is missing or damaged."),
    ("4", "The board is busy, or of a newer format."),
    ("129, 143", "The terminal went away, or the process was asked to end."),
)
_ENVIRONMENT = (
    ("COFACIL_HOME", "A folder for everything of your own: boards, settings, backups."),
    ("COFACIL_NAME", "Who types here, as --as does."),
    (
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
        "The language that cofacil speaks, where config.toml chooses none; it is English where there are no words for it.",
    ),
    ("NO_COLOR", "If it is set, nothing is coloured."),
    ("TERM", "If it is dumb, boards are printed in plain lines."),
)
_FILES = (
    (
        "~/.local/share/cofacil/boards",
        "Your boards, one file each, and a .lock beside it that is never to be deleted; in archived those off the shelf.",
    ),
    ("~/.local/share/cofacil/backups", "Copies of them: seven days, four weeks."),
    ("~/.local/share/cofacil/places", "Which file each board is, so that a copy is not taken for it."),
    (
        "~/.local/share/cofacil/drafts",
        "What was typed on each board and is not kept yet, by person and window: for you alone.",
    ),
    (
        "~/.local/share/cofacil/share",
        "The key of this computer, who may come in to each board, and what came through the door: for you alone.",
    ),
    (
        "~/.cache/cofacil",
        "What is looked up in all boards at once, for you alone; it can be thrown away, and is made anew.",
    ),
    ("~/.config/cofacil/config.toml", "Your name, language, theme and keys."),
    ("~/.config/cofacil/themes, decks, plans", "Themes, questions and plans of your own."),
)


def page() -> str:
    """Return the page as troff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(cofacil, info_name="cofacil", **cofacil.context_settings)
    yield '.TH "COFACIL" "1" "" "cofacil" "cofacil"'
    yield from (".SH NAME", r"cofacil \- a board in the terminal that a group looks at while it meets")
    yield from (".SH SYNOPSIS", r".B cofacil", r"[\fICOMMAND\fP] [\fIARGUMENTS\fP]")
    yield from (".SH DESCRIPTION", *_paragraphs(cofacil.help))
    yield ".SH COMMANDS"
    yield from _group_lines(cofacil, context)
    yield from _listed("EXIT STATUS", _EXIT_CODES)
    yield from _listed("ENVIRONMENT", _ENVIRONMENT)
    yield from _listed("FILES", _FILES)
    yield from _listed("ACTIONS THAT [keymap] TAKES", tuple(_actions()))
    yield from _listed("FIELDS OF show --json", SHOW_FIELDS)
    yield from _listed("FIELDS OF list --json", SHELF_FIELDS)
    yield from _listed("FIELDS OF search --json", FOUND_FIELDS)


def _actions() -> Iterator[tuple[str, str]]:
    for name, action in ACTIONS.items():
        if name in FIXED:
            continue
        key = f"Its own key is {KEYS[name]}." if name in KEYS else "It has no key of its own."
        yield name, f"{action.words[0].upper()}{action.words[1:]}. {key}"


def _group_lines(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield every command of a group, and behind it those that it has of its own."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None  # noqa: S101  # it was listed
        inner = click.Context(command, info_name=f"{context.info_name} {name}", parent=context)
        yield from _command_lines(command, inner)
        if isinstance(command, click.Group):
            inner.info_name = " ".join((inner.info_name or "", *_arguments(command, inner)))
            yield from _group_lines(command, inner)


def _arguments(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield what is typed between a command's name and the one that follows it."""
    for param in command.get_params(context):
        if isinstance(param, click.Argument):
            yield from param.get_usage_pieces(context)


def _command_lines(command: click.Command, inner: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(inner))
    yield f".SS {_safe(f'{inner.info_name} {usage}')}"
    yield from _paragraphs("\n\n".join(filter(None, (command.help, getattr(command, "takes", "")))))
    for param in command.get_params(inner):
        record = param.get_help_record(inner) if isinstance(param, click.Option) else None
        if record and "--help" not in record[0]:
            yield from (".TP", rf"\fB{_safe(record[0])}\fP", _safe(record[1]))
    for row in (command.epilog or "").splitlines():
        yield from (".br", _safe(row))


def _paragraphs(text: str | None) -> Iterator[str]:
    for paragraph in (text or "").split("\n\n"):
        yield from (".PP", _safe(paragraph))


def _listed(head: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {head}"
    for name, words in pairs:
        yield from (".TP", rf"\fB{_safe(name)}\fP", _safe(words))


def _safe(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    PAGE.write_text(page())

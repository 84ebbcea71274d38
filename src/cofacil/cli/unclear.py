"""What was typed and cannot be understood, told in our own words: click's are English."""

from typing import NoReturn

import click

from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice


class NotUnderstood(Trouble):
    """What was typed is no command, or not all of one; nothing was done."""

    exit_code = 2


def refuse(context: click.Context, name: str, /, **places: object) -> NoReturn:
    """Refuse what was typed, and name the command whose help says more."""
    raise NotUnderstood("not-understood", why=Notice.of(name, **places), command=context.command_path)


def refuse_words(unread: click.UsageError, context: click.Context) -> NoReturn:
    """Refuse what click could not read."""
    match unread:
        case click.MissingParameter(param=click.Parameter() as param):
            _refuse_missing(param, context)
        case click.NoSuchOption(option_name=name, possibilities=near):
            refuse(context, "unknown-option", name=name, near=sorted(near or ()))
        case click.BadOptionUsage(option_name=name):
            takes_none = any(
                name in param.opts and getattr(param, "is_flag", False) for param in context.command.params
            )
            refuse(context, "option-takes-no-value" if takes_none else "option-wants-a-value", name=name)
        case _:
            refuse(context, "unread-words", reason=unread.format_message())


def refuse_value(param: click.Parameter, value: object, unread: click.BadParameter, context: click.Context) -> NoReturn:
    """Refuse what an option or an argument cannot take."""
    name = name_of(param)
    match param.type:
        case click.Choice(choices=choices):
            refuse(context, "not-one-of-them", name=name, value=value, choices=tuple(map(str, choices)))
        case click.IntRange(min=least, max=most):
            if (number := _number(value)) is not None:
                refuse(context, "out-of-range", name=name, number=number, least=least, most=most)
            refuse(context, "no-number", name=name, value=value)
        case click.File():
            refuse(context, "argument-file-unread", name=name, file=value, reason=unread.__context__)
        case _:
            refuse(context, "unread-value", name=name, reason=unread.message)


def refuse_no_text(param: click.Parameter, value: object, context: click.Context) -> object:
    """Return what was typed, unless it should be words and is no text: half of it would be kept.

    Python hands on the bytes that are not UTF-8 as lone surrogates.
    """
    if isinstance(param.type, click.types.StringParamType):
        for words in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if any("\ud800" <= letter <= "\udfff" for letter in words):
                refuse(context, "words-not-utf-8", name=name_of(param))
    return value


def name_of(param: click.Parameter) -> str:
    """Return what an option or an argument is called where it is typed."""
    return param.opts[-1] if isinstance(param, click.Option) else param.metavar or param.name.upper()


def _refuse_missing(param: click.Parameter, context: click.Context) -> NoReturn:
    choices = tuple(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else ()
    if isinstance(param, click.Option):
        refuse(context, "missing-option", name=name_of(param), choices=choices)
    refuse(context, "missing-argument", name=param.make_metavar(context), choices=choices)


def _number(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None

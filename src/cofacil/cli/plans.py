"""`cofacil plans`: what a meeting can be gone through by, ours and the group's own."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.errors import Refusal
from cofacil.board.marked import N_
from cofacil.cli.command import argument, group, option
from cofacil.cli.plan_argument import find_plan, offered_plans
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from cofacil.board.plan import Plan, PlannedStep


@group(
    short_help=N_("List the plans, and write your own."),
    help=N_(
        "List the plans that a meeting can be gone through by, ours and your own.\n\n"
        "A plan is a file that any editor can change: copy one of ours, or begin one of your own; a plan of yours takes the "
        "place of ours of the same name."
    ),
)
@click.pass_context
def plans(context: click.Context) -> int:
    """List the plans where there is no command behind it."""
    return _list() if context.invoked_subcommand is None else 0


@plans.command(short_help=N_("Print the steps of a plan."), help=N_("Print the steps of the plan called NAME."))
@argument("name", metavar=N_("NAME"), shell_complete=offered_plans)
def show(name: str) -> int:
    """Print a plan, step by step."""
    from cofacil.language.plan_words import plan_details

    plan = find_plan(name)
    _say(_("{title}: {length}", title=plan.title, length=plan_details(plan)))
    if plan.source:
        _say(_("Leans on {source}", source=plan.source))
    for number, step in enumerate(plan.steps, 1):
        click.echo()
        _say_step(number, step)
    return 0


@plans.command(
    short_help=N_("Say what is wrong in a plan's file."),
    help=N_("Say what cannot be read in FILE: a plan, or the name of one of your own."),
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Name each fault with its line; 1 where the plan cannot be used."""
    from cofacil.language.plan_words import length_words
    from cofacil.language.worded import worded
    from cofacil.methods.plan_file import read_plan

    path = _own_where_there_is_no(file.expanduser())
    read = read_plan(path)
    for notice in (*read.faults, *read.notes):
        _say(worded(notice))
    if read.plan is None:
        return 1
    _say(
        _(
            "{file} can be used: {title}, {length}.",
            file=path.name,
            title=read.plan.title,
            length=length_words(read.plan),
        )
    )
    return 0


@plans.command(
    short_help=N_("Copy a plan into your own folder."),
    help=N_("Copy the plan called NAME into your own folder, for editing. From then on yours takes its place."),
)
@argument("name", metavar=N_("NAME"), shell_complete=offered_plans)
def copy(name: str) -> int:
    """Write a plan of ours where a group changes it."""
    from cofacil.methods.plan import own_file

    plan = find_plan(name, is_as_written=True)
    path = own_file(plan.name, paths.plans_folder())
    return _write(path, _text_of(plan))


@plans.command(
    short_help=N_("Begin a plan of your own."),
    help=N_("Begin a plan of your own called NAME, with the steps of another."),
)
@argument("name", metavar=N_("NAME"))
@option(
    "--from",
    "model",
    metavar=N_("PLAN"),
    required=True,
    shell_complete=offered_plans,
    help=N_("Whose steps it begins with."),
)
def new(name: str, model: str) -> int:
    """Write a plan of another name with the steps of one that is there."""
    from cofacil.board.plan import QUESTION_LIMIT
    from cofacil.board.text import clean_text
    from cofacil.methods.plan import own_file
    from cofacil.store.library import slug

    title = clean_text(name, limit=QUESTION_LIMIT)
    return _write(own_file(slug(title), paths.plans_folder()), _text_of(find_plan(model, is_as_written=True), title))


def _own_where_there_is_no(file: Path) -> Path:
    """Return a file, or where there is none the group's own plan of that name."""
    from cofacil.methods.plan import own_file

    if file.exists() or len(file.parts) != 1:
        return file
    own = own_file(file.stem if file.suffix == ".toml" else file.name, paths.plans_folder())
    return own if own.exists() else file


def _text_of(plan: "Plan", title: str = "") -> str:
    """Return the file of a plan, as it stands there but for its title; ours in the language spoken here."""
    import tomlkit

    from cofacil.methods.plan import own_file, shipped_file
    from cofacil.toml_file import read_text

    path = own_file(plan.name, paths.plans_folder()) if plan.is_own else shipped_file(plan.name)
    document = tomlkit.parse(read_text(path))
    if title or document.get("title") != plan.title:
        document["title"] = title or plan.title
    for step, said in zip(document["step"], plan.steps, strict=True):
        for key, words in (("title", said.title), ("question", said.question), ("guidance", said.guidance)):
            if not plan.is_own and step.get(key) != words:
                step[key] = words
    return tomlkit.dumps(document)


def _write(path: Path, text: str) -> int:
    """Write a file that was not there, and print where it is.

    Raises:
        Refusal: there is one already, which stays as it is, or none can be made.
    """
    from cofacil.files import make_private_folder, put_new

    try:
        make_private_folder(path.parent)
        put_new(path, text.encode())
    except FileExistsError:
        raise Refusal("plan-there-already", path=paths.tilde(path)) from None
    except OSError as error:
        raise Refusal("plan-unwritten", path=paths.tilde(path), reason=error) from None
    click.echo(path)
    return 0


def _list() -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.wiring.practice import plans_now

    found, faults = plans_now()
    if sys.stdout.isatty():
        _print_table(found)
    else:
        click.echo("\n".join(_line(plan) for plan in found))
    for fault in faults:
        click.echo(clean(worded(fault)), err=True)
    return 0


def _line(plan: "Plan") -> str:
    from cofacil.export.plain_lines import clean
    from cofacil.language.plan_words import plan_details

    return clean(_("{name}: {title} ({length})", name=plan.name, title=plan.title, length=plan_details(plan)))


def _print_table(found: "Sequence[Plan]") -> None:
    from cofacil.cli.table import Column, print_table

    # The name is what is typed to choose it.
    columns = (
        Column(_("Name"), is_whole=True),
        Column(_("Plan")),
        Column(_("Steps"), is_figure=True),
        Column(_("Minutes"), is_figure=True),
        Column(""),
    )
    print_table(
        columns,
        (
            (plan.name, plan.title, str(len(plan.steps)), str(plan.minutes), _("your own") if plan.is_own else "")
            for plan in found
        ),
    )


def _say_step(number: int, step: "PlannedStep") -> None:
    from cofacil.language.plan_words import minutes_counted, writing_words

    _say(
        _(
            "{number}. {title}, {minutes}: {question}",
            number=number,
            title=step.title,
            minutes=minutes_counted(step.minutes),
            question=step.question,
        )
    )
    if step.guidance:
        _say(step.guidance, "   ")
    if more := writing_words(step):
        _say(more, "   ")


def _say(sentence: str, indent: str = "") -> None:
    from cofacil.export.plain_lines import clean

    click.echo(indent + clean(sentence))

"""A plan as an argument of a command: which one is meant, and what a shell may offer for it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from cofacil.board.plan import Plan


def find_plan(name: str, *, is_as_written: bool = False) -> "Plan":
    """Return the plan of a name, of the beginning of a name, or of a title; its keys as they are named, where that is wanted.

    Raises:
        Refusal: none is called so, or several begin so.
    """
    from cofacil.methods.plan import plan_called
    from cofacil.wiring.practice import plans_now

    return plan_called(name, plans_now(is_as_written=is_as_written)[0])


def offered_plans(_context: "click.Context", _param: "click.Parameter", begun: str) -> "list[CompletionItem]":
    """Return the names of plans that begin so."""
    from click.shell_completion import CompletionItem

    from cofacil.wiring.practice import plans_now

    plans, _faults = plans_now()
    return [CompletionItem(plan.name) for plan in plans if plan.name.casefold().startswith(begun.casefold())]

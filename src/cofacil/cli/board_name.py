"""A board as an argument of a command, with the names that a shell may offer for it."""

import os

import click
from click.shell_completion import CompletionItem

from cofacil import paths


class BoardName(click.ParamType[str]):
    """A board as people type it; the shell offers the names that begin so, and files for anything with a slash."""

    name = "board"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  # click's signature
        from cofacil.store.library import BoardLibrary

        if os.sep in incomplete:
            return [CompletionItem(incomplete, type="file")]
        names = BoardLibrary(paths.boards()).names()
        return [CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())]


BOARD = BoardName()

"""A board as an argument of a command: which one is meant, and what a shell may offer for it."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cofacil import paths
from cofacil.board.errors import BoardMissing
from cofacil.board.text import shorten

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

Typed = TypeVar("Typed", bound=Callable[..., Any])


def board_argument(name: str = "board", **more: Any) -> Callable[[Typed], Typed]:
    """Give a command a board as an argument: its name, its title, how either begins, or the path of its file."""
    from click import UNPROCESSED

    from cofacil.cli.command import BOARD, argument

    # A path is bytes to the system, and need not be text.
    return argument(name, metavar=BOARD, type=UNPROCESSED, shell_complete=offered_boards, **more)


def find_board(name: str) -> Path:
    """Return where a board is.

    Raises:
        BoardMissing: naming what comes near.
    """
    place = Path(name).expanduser() if os.sep in name else paths.boards() / f"{name}.json"
    with suppress(OSError):
        if place.is_file():
            return place
    # Only who typed something else than a name waits for the titles of all boards.
    from cofacil.store.indexed_library import indexed_where_it_is

    try:
        return indexed_where_it_is(paths.boards(), paths.cache_folder()).find(name)
    except OSError:
        raise BoardMissing("board-name-too-long", name=shorten(name, 40)) from None


def place_of_new(typed: str) -> Path:
    """Return where a new file goes: a path is one, a name is of the folder of boards."""
    path = Path(typed).expanduser()
    if len(path.parts) > 1 or os.sep in typed or typed.startswith("."):
        return path
    return paths.boards() / f"{typed.removesuffix('.json')}.json"


def offered_boards(_context: "click.Context", _param: "click.Parameter", begun: str) -> "list[CompletionItem]":
    """Return the names that begin so, and for anything with a slash that a file is wanted."""
    from click.shell_completion import CompletionItem

    from cofacil.store.library import BoardLibrary

    if os.sep in begun:
        return [CompletionItem(begun, type="file")]
    names = BoardLibrary(paths.boards()).names()
    return [CompletionItem(name) for name in names if name.casefold().startswith(begun.casefold())]

"""Names on the command line: whom they mean on a board, as where they are typed there."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cofacil.board.naming import Meant


def named_on(path: Path, typed: str) -> "Meant":
    """Return whom a name means on a board.

    Raises:
        Trouble: the board cannot be read, or the name fits several there.
    """
    from cofacil.board.fold import EMPTY, fold
    from cofacil.board.naming import the_one
    from cofacil.store.board_file import BoardFile

    with closing(BoardFile.open(path, for_writing=False)) as log:
        return the_one(fold(EMPTY, log.read(0)), typed)


def tell_of_new(found: "Meant") -> None:
    """Say that the board knows nobody of that name yet."""
    import click

    from cofacil.board.notice import Notice
    from cofacil.language.worded import worded

    if found.new:
        click.echo(worded(Notice.of("new-here", name=found.new)), err=True)

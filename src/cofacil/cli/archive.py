"""`cofacil archive`: a board off the shelf, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from cofacil.store.library import BoardLibrary


@command(
    help=N_(
        "Take BOARD off the shelf: `cofacil list` and the first page do not show it any more. It is still found by its name, "
        "and by `cofacil search`, which says that it is archived. --back puts it on the shelf again.\n\n"
        "Without BOARD it lists those that are off the shelf."
    ),
    short_help=N_("Take a board off the shelf, or put it back."),
)
@board_argument(required=False)
@option("--back", "is_back", is_flag=True, help=N_("Put it on the shelf again."))
def archive(board: str | None, is_back: bool) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.cli.unclear import refuse
    from cofacil.export.plain_lines import clean
    from cofacil.store.library import BoardLibrary

    library = BoardLibrary(paths.boards())
    if board is None:
        if is_back:
            refuse(click.get_current_context(), "no-board-to-put-back")
        for name in library.archived():
            click.echo(clean(name))
        return 0
    path = find_board(board)
    click.echo(clean(_put_back(library, path) if is_back else _put_away(library, path)))
    tell_if_copy(library.place_of(path.stem) if is_back else library.archive_place_of(path.stem))
    return 0


def _put_away(library: "BoardLibrary", path: Path) -> str:
    from cofacil.board.errors import Refusal
    from cofacil.store.move import make_place, move_board
    from cofacil.store.places import Places

    if path == library.archive_place_of(path.stem):
        raise Refusal("archived-already", name=path.stem)
    if path != library.place_of(path.stem):
        raise Refusal("not-on-the-shelf", path=path)
    target = library.archive_place_of(path.stem)
    make_place(target.parent, is_private=False)
    move_board(path, target)
    Places.here().follow((path,), target)
    return _("{name} is archived. `cofacil archive {name} --back` puts it on the shelf again.", name=path.stem)


def _put_back(library: "BoardLibrary", path: Path) -> str:
    from cofacil.board.errors import Refusal
    from cofacil.store.move import move_board
    from cofacil.store.places import Places

    if path != library.archive_place_of(path.stem):
        raise Refusal("not-archived", name=path.stem)
    move_board(path, library.place_of(path.stem))
    Places.here().follow((path,), library.place_of(path.stem))
    return _("{name} is on the shelf again.", name=path.stem)

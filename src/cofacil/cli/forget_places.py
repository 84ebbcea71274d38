"""Where words still are that somebody wants forgotten, and what to do about each place."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cofacil import paths
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from cofacil.store.unwanted import Unwanted

_RESCUE = ".rescue"


def told_places(path: Path, board: str, unwanted: "Unwanted", new: Path) -> Iterator[str]:
    """Yield first how the old board goes, then each other file of this computer that holds the words."""
    from cofacil.store.holders import holders

    place = Path(os.path.realpath(path))
    own = _own_files(place)
    yield _("The board as it was stays: {path}. When the new one is as you want it:", path=paths.tilde(place))
    yield f"  rm {shlex.join(map(str, own))}"
    there, away = _boards_elsewhere()
    roots = (paths.home(), paths.cache_folder(), paths.config_folder(), *_pages_near(place), *there)
    held = holders(roots, unwanted, new)
    others = [file for file in held.files if file not in own]
    if not others and not held.unread:
        yield _("No other file of cofacil's on this computer holds them.")
    elif not others:
        yield _("No other file of cofacil's that could be read holds them.")
    else:
        yield _("These hold them too, and nothing was done to them:")
        yield from (f"  {file}: {_what_to_do(file, board)}" for file in others)
    if held.unread:
        yield _("These could not be read, and may hold them:")
        yield from (f"  {file}" for file in held.unread)
    if away:
        yield _("These are not there now, and may hold them: plug in their disk, and look there too:")
        yield from (f"  {file}" for file in away)
    yield _(
        "Copies made with `backup --to`, or by hand, and pages that were sent or printed, only you know of: look there too."
    )


def _boards_elsewhere() -> tuple[list[Path], list[Path]]:
    """Return the boards in other folders that are remembered here: those that are there, and those of a disk that is not."""
    from cofacil.store.elsewhere import Elsewhere
    from cofacil.store.leftovers import rescue_file
    from cofacil.store.noted_places import NotedPlaces

    remembered = Elsewhere(paths.elsewhere(), paths.boards()).remembered
    noted = (known.place for known in NotedPlaces(paths.places(), paths.boards()).all().values())
    known = [place for place in dict.fromkeys((*remembered, *noted)) if not place.is_relative_to(paths.home())]
    there = [place for board in known for place in (board, rescue_file(board)) if os.path.isfile(place)]  # noqa: PTH113  # raises nothing
    return there, [place for place in known if not os.path.isdir(place.parent)]  # noqa: PTH112  # as above


def _own_files(place: Path) -> list[Path]:
    """Return the files that are the old board's."""
    from cofacil.store.leftovers import rescue_file
    from cofacil.store.lock import sidecar

    return [place, *(file for file in (sidecar(place), rescue_file(place)) if file.exists())]


def _pages_near(place: Path) -> Iterator[Path]:
    """Yield what may be a page that was kept: beside the board, in the folder one is in, in one's own folder."""
    from cofacil.export.formats import FORMATS

    endings = tuple(f".{name}" for name in FORMATS)
    for folder in dict.fromkeys((place.parent, Path.cwd(), Path.home())):
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208  # a name is enough
        except OSError:
            continue
        yield from (folder / name for name in names if name.lower().endswith(endings))


def _what_to_do(file: Path, board: str) -> str:
    home = paths.home()
    for folder, words in (
        (home / "backups", _("a backup. Delete it, or restoring it brings them back")),
        (paths.drafts(), _("what somebody typed and has not kept. It goes when they throw it away, or with the file")),
        (
            paths.cache_folder(),
            _("the index of all boards. Delete it at the end: it is made anew of what is there then"),
        ),
        (
            paths.share_folder(),
            _("who may come in, or who came. `cofacil members` takes somebody off; a log can be deleted"),
        ),
        (paths.config_folder(), _("your own settings and files. Change it by hand")),
    ):
        if file.is_relative_to(folder):
            return words
    if file.name.endswith(_RESCUE):
        return _("what was cut off a board once. Delete it")
    return _of_board(file, board) or _("a page or a copy that was kept. Delete it, or make it anew of the new board")


def _of_board(file: Path, board: str) -> str:
    """Return what to do about a file that is a board, "" for one that is none."""
    from contextlib import closing

    from cofacil.board.errors import Trouble
    from cofacil.store.board_file import BoardFile

    if file.suffix != ".json":
        return ""
    try:
        with closing(BoardFile.open(file, for_writing=False)) as log:
            is_copy = log.board_id == board
    except Trouble:
        return ""
    if is_copy:
        return _("a copy of this board. Delete it as well")
    from cofacil.store.library import ARCHIVE

    is_on_shelf = file.parent in {paths.boards(), paths.boards() / ARCHIVE}
    name = shlex.quote(file.stem if is_on_shelf else str(file))
    return _("another board. `cofacil forget {name}` writes that one anew, too", name=name)

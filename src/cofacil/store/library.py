"""The boards on this computer: which there are, and where the next one goes."""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cofacil.board.errors import BoardMissing, Trouble
from cofacil.board.notice import Notice
from cofacil.board.text import strip_text
from cofacil.room.ports import Shelved
from cofacil.room.which_board import Called, alike, boards_begun, boards_meant, plainly
from cofacil.store.board_file import BoardFile

if TYPE_CHECKING:
    from cofacil.board.model import Board
    from cofacil.store.folded import Folded

SUFFIX = ".json"
ARCHIVE = "archived"
"""The folder within the boards' own for those that are off the shelf."""
_LONGEST_NAME = 120
_FALLBACK = "board"


class BoardLibrary:
    """The boards in one folder, by the names of their files."""

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)

    @property
    def folder(self) -> Path:
        """Where boards are kept."""
        return self._folder

    def names(self) -> Sequence[str]:
        """Return what people type to open a board, in order."""
        try:
            found = os.listdir(self._folder)  # noqa: PTH208  # names are all it takes, and completion waits for them
        except OSError:
            return []
        return sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX) and not name.startswith("."))

    def archived(self) -> Sequence[str]:
        """Return the names of the boards that are off the shelf, in order."""
        return BoardLibrary(self._folder / ARCHIVE).names()

    def archive_place_of(self, name: str) -> Path:
        """Return where the board with just that name is off the shelf, or would be."""
        return self._folder / ARCHIVE / (name + SUFFIX)

    def shelf(self) -> Sequence[Shelved]:
        """Return every board, the one that met last first; one that cannot be read tells why."""
        return met_last_first(look_at(name, self.place_of(name))[0] for name in self.names())

    def place_of(self, name: str) -> Path:
        """Return where the board with just that name is, or would be."""
        return self._folder / (name + SUFFIX)

    def called(self, title: str) -> Shelved | None:
        """Return a board that bears this title, or whose file is called so, the one that met last; None for none."""
        wanted, stem = alike(strip_text(title)), slug(title)
        names = {stem} - {_FALLBACK}
        return next((b for b in self.shelf() if alike(b.title) == wanted or alike(b.name) in names), None)

    def find(self, name: str) -> Path:
        """Return the board that is called so: by its name, its title, how either begins, or the path of its file.

        Raises:
            BoardMissing: naming what comes near.
        """
        if os.sep in name or name.endswith(SUFFIX):
            return self._at(Path(name).expanduser())
        titles = {board.name: board.title for board in self.shelf()}
        there = [Called(each, titles.get(each, "")) for each in self.names()]
        if (place := self._meant(name, there)) is not None:
            return place
        if Path(name).is_file():
            return Path(name)
        raise BoardMissing("no-board-called", name=name, near=_near(name, there), there=tuple(self.names()))

    def _meant(self, name: str, there: Sequence[Called]) -> Path | None:
        """Return the board that is called so, on the shelf or off it; None for none.

        Raises:
            BoardMissing: it may be one of several.
        """
        archived = [Called(each) for each in self.archived()]
        if name not in self.names() and Called(name) in archived:
            return self.archive_place_of(name)  # its whole name is nobody's title, and no beginning of another's
        for meant in (boards_meant, boards_begun):
            for place_of, boards in ((self.place_of, there), (self.archive_place_of, archived)):
                near = meant(name, boards)
                if len(near) == 1:
                    return place_of(near[0])
                if near:
                    raise BoardMissing("board-name-unclear", name=name, near=near)
        return None

    def place_for(self, title: str) -> Path:
        """Return a path of its own, not taken yet, for a new board called `title`."""
        return self.place_of(self.free_name(title))

    def free_name(self, title: str, besides: str = "") -> str:
        """Return a name for a board called `title` that none has, on the shelf or off it, but perhaps the one called `besides`."""
        stem = slug(title)
        taken = {alike(name) for name in (*self.names(), *self.archived()) if name != besides}
        number, name = 1, stem
        while alike(name) in taken or (name != besides and os.path.lexists(self.place_of(name))):
            number += 1
            name = f"{stem}-{number}"
        return name

    def _at(self, path: Path) -> Path:
        # A link that leads nowhere is told of by whoever opens it: no other board was meant.
        if os.path.lexists(path):
            return path
        here = self._folder / path
        if len(path.parts) == 1 and os.path.lexists(here):
            return here
        names = tuple(self.names())
        raise BoardMissing("no-board-at", path=path, near=_near(path.stem, list(map(Called, names))), there=names)


def met_last_first(shelf: Iterable[Shelved]) -> Sequence[Shelved]:
    """Return boards in the order in which they are listed."""
    return sorted(shelf, key=lambda board: (-(board.met or 0), board.name))


def slug(title: str) -> str:
    """Return a title as the name of a file: letters and figures of any script, everything else a hyphen."""
    letters = "".join(
        letter if _may_stand(letter) else " " for letter in unicodedata.normalize("NFC", title.casefold())
    )
    name = unicodedata.normalize("NFC", "-".join(letters.split()))
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1]
    return name.strip("-") or _FALLBACK


def _may_stand(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter) in {"Mn", "Mc"}


def _near(typed: str, boards: Sequence[Called]) -> tuple[str, ...]:
    """Return the boards that may have been meant, the closest first."""
    called = {plainly(words): board.name for board in boards for words in (board.title, board.name)}
    if not called:
        return ()
    import difflib  # noqa: PLC0415  # only a slip of the finger needs it

    near = difflib.get_close_matches(plainly(typed), called, n=3, cutoff=0.5)
    return tuple(dict.fromkeys(called[words] for words in near))


def look_at(name: str, path: Path, folded: "Folded | None" = None) -> "tuple[Shelved, Board]":
    """Return what is told of a board, and the board as anybody may see it; an empty one where it cannot be read.

    Of a board that `folded` knows only what is new is folded.
    """
    from cofacil.board.model import EMPTY  # noqa: PLC0415  # finding a board needs no board model
    from cofacil.board.redaction import NOBODY, redacted  # noqa: PLC0415  # as above
    from cofacil.store.folded import Folded  # noqa: PLC0415  # as above
    from cofacil.store.summary import summarise  # noqa: PLC0415  # as above

    folded = folded or Folded()
    try:
        file = BoardFile.open(path, for_writing=False)
        try:
            board = redacted(folded.board(file), NOBODY)
            return summarise(name, path, board, file.damage, file.board_id), board
        finally:
            file.close()
    except Trouble as trouble:
        return _unread(name, path, trouble.notice), EMPTY
    except (OSError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
        # Whatever one file holds, the others are listed.
        return _unread(name, path, Notice.of("board-not-understood", file=path.name)), EMPTY


def _unread(name: str, path: Path, trouble: Notice) -> Shelved:
    return Shelved(name, path, name, "", None, 0, 0, 0, 0, trouble)

"""Which file each board is: a copy bears its id as well, and what is kept for a board is kept for one file alone."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from cofacil import paths
from cofacil.board.errors import BoardCopied, NotSaved, Refusal
from cofacil.files import is_same_file
from cofacil.room.ports import Shelved
from cofacil.store.conflict_names import service_of
from cofacil.store.elsewhere import Elsewhere
from cofacil.store.held_still import held_still
from cofacil.store.library import ARCHIVE, SUFFIX, BoardLibrary
from cofacil.store.lock import BoardLock
from cofacil.store.noted_places import Known, NotedPlaces
from cofacil.store.openings import Opening, Openings
from cofacil.store.shelf_state import board_in, boards_by_id


class Places:
    """Which file was noted as each board; where none was, the copies that are there are compared."""

    def __init__(
        self, file: Path, boards: Path, elsewhere: Elsewhere | None = None, openings: Openings | None = None
    ) -> None:
        self._noted = NotedPlaces(file, boards)
        self._openings = openings
        self._boards = Path(os.path.realpath(boards))
        self._elsewhere = elsewhere

    @classmethod
    def here(cls) -> Self:
        """Return those of this person."""
        elsewhere, openings = Elsewhere(paths.elsewhere(), paths.boards()), Openings(paths.openings_folder())
        return cls(paths.places(), paths.boards(), elsewhere, openings)

    def original(self, path: Path, board: str, others: Iterable[Path] | None = None) -> Path | None:
        """Return which file a board is that this one is a copy of; None where it is the board itself.

        `others` are further files of the board, where they are known.
        """
        place = Path(os.path.realpath(path))
        found = self._elected(place, board, self._noted.of(board), others) if board else place
        return None if is_same_file(found, place) else found

    def copied(self, path: Path, board: str) -> BoardCopied | None:
        """Return what to say of a copy, by which nothing counts that is kept for the board; None for the board itself."""
        original = self.original(path, board)
        return None if original is None else self.said_of(path, original)

    def said_of(self, path: Path, original: Path) -> BoardCopied:
        """Return what to say of a copy of a board."""
        from shlex import quote  # noqa: PLC0415  # few boards are copies

        service = service_of(path.stem, original.stem)
        return BoardCopied(
            "board-copied-by-sync" if service else "board-copied",
            file=path.name,
            other=paths.tilde(original),
            typed=quote(self._typed(path)),
            first=quote(self._typed(original)),
            **({"service": service} if service else {}),
        )

    def claim(self, path: Path, board: str) -> None:
        """Note that a file is the board whose id it bears.

        Raises:
            BoardCopied: it is a copy of another file, and nobody has said what it is to be.
        """
        if (copied := self.copied(path, board)) is not None:
            raise copied
        self.note(path, board)

    def note(self, path: Path, board: str) -> None:
        """Have a file be the board from now on, whichever was it before; a name that holds a line's end is not noted."""
        place = Path(os.path.realpath(path))
        now = Known(place, _inode(place))
        if not board or self._noted.of(board) == now or b"\n" in os.fsencode(place):
            return
        self._noted.note(board, now)

    def follow(self, olds: Sequence[Path], new: Path) -> bool:
        """Have a file be the board that was made of others, where one of those was; say whether it is."""
        with suppress(OSError):
            board = board_in(new)
            if board and any(self.original(old, board, (*olds, new)) is None for old in olds):
                self.note(new, board)
                return True
        return False

    # while it is open

    def hold(self, path: Path) -> Opening | None:
        """Let others know that a file is open here; None where that cannot be told."""
        return self._openings.hold(path) if self._openings is not None else None

    @contextmanager
    def handing_over(self, olds: Sequence[Path], title: str) -> Iterator[None]:
        """Have another file become the board that one of these is: nobody writes to any of them meanwhile who can be kept out.

        Whoever appends to the board has looked whether its file is that still, under the same lock: what it wrote then stands in
        the file before another is noted, and who comes behind that finds the note. Who appends to a copy comes before it
        is looked at, or waits until all is written.

        Raises:
            Refusal: a window has it open, and would go on writing into what is a copy then.
            BoardBusy: others would not let go of it.
        """
        board = next((old for old in olds if self._is_board(old, olds)), None)
        with ExitStack() as held:
            for place in _each_once(olds):
                held.enter_context(held_still(place))
            if board is not None and self._openings is not None and self._openings.has(board):
                raise Refusal("board-is-open", title=title)
            yield

    def _is_board(self, old: Path, others: Sequence[Path]) -> bool:
        with suppress(OSError):
            return self.original(old, board_in(old), others) is None
        return False

    def copied_since(self, path: Path, board: str) -> NotSaved | None:
        """Return what to say of a file that is open, where another was noted as the board meanwhile; None for the board itself."""
        place, known = Path(os.path.realpath(path)), self._noted.of(board)
        if known is None or is_same_file(known.place, place) or not _may_be(known.place, board):
            return None
        return NotSaved("board-copied-since", file=place.name, other=paths.tilde(known.place))

    def stamp(self) -> object:
        """Return what differs when it was noted of any board which file it is."""
        return self._noted.stamp()

    def with_copies(self, shelf: Sequence[Shelved]) -> Sequence[Shelved]:
        """Return boards with what each copy among them is a copy of."""
        known = self._noted.all()
        of_board: dict[str, list[Path]] = {}
        for each in shelf:
            if each.board:
                of_board.setdefault(each.board, []).append(each.path)
        return [self._told(each, known.get(each.board), of_board.get(each.board, ())) for each in shelf]

    def _told(self, each: Shelved, known: Known | None, files: Sequence[Path]) -> Shelved:
        if not each.board or (known is None and len(files) == 1) or (known is not None and known.place == each.path):
            return each
        place = Path(os.path.realpath(each.path))
        found = self._elected(place, each.board, known, files)
        if is_same_file(found, place):
            return each
        return each._replace(copy_of=str(found), conflict=service_of(each.name, found.stem))

    # which of several it is

    def _elected(self, place: Path, board: str, known: Known | None, others: Iterable[Path] | None) -> Path:
        """Return which file is the board: the one that was noted as long as it is there, else the one it has become."""
        if known is not None and (known.place == place or _may_be(known.place, board)):
            return known.place
        files = {Path(os.path.realpath(file)): None for file in (place, *self._files(board, others))}
        moved = [file for file in files if known is not None and _inode(file) == known.inode]
        if known is not None and not moved and not known.place.parent.is_dir():
            return known.place  # its folder may come back: a disk that is not plugged in
        return moved[0] if moved else min(files, key=lambda file: self._rank(file, board, files))

    def _files(self, board: str, others: Iterable[Path] | None) -> Iterable[Path]:
        """Return the files of a board that are on the shelf, off it, or were opened from other folders."""
        if others is not None:
            return others
        library = BoardLibrary(self._boards)
        shelf = (
            *map(library.place_of, library.names()),
            *map(library.archive_place_of, library.archived()),
            *(self._elsewhere.there if self._elsewhere is not None else ()),
        )
        return boards_by_id(shelf).get(board, ())

    def _rank(self, file: Path, board: str, files: Iterable[Path]) -> tuple[object, ...]:
        """Return how little a file looks like the board itself: cofacil has written to that one, and no program has named it a copy."""
        is_conflict = any(service_of(file.stem, other.stem) for other in files if other != file)
        is_shelved = file.parent == self._boards
        return is_conflict, not _is_marked(file, board), not is_shelved, len(file.name), str(file)

    def _typed(self, path: Path) -> str:
        place = Path(os.path.realpath(path))
        is_on_shelf = place.suffix == SUFFIX and place.parent in {self._boards, self._boards / ARCHIVE}
        return place.stem if is_on_shelf else str(path)


def _each_once(files: Iterable[Path]) -> list[Path]:
    """Return where files are, each by one of its names, in an order that is the same for everybody who holds several."""
    places: list[Path] = []
    for place in sorted({Path(os.path.realpath(file)) for file in files}):
        if not any(is_same_file(place, known) for known in places):
            places.append(place)
    return places


def _may_be(place: Path, board: str) -> bool:
    """Say whether a board is at a place still, as far as that can be seen: what cannot be read may be it."""
    try:
        return board_in(place) in {board, ""}
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _inode(place: Path) -> int:
    with suppress(OSError):
        return place.stat().st_ino
    return 0


def _is_marked(file: Path, board: str) -> bool:
    """Say whether cofacil has written to a board at just this place."""
    with suppress(OSError), closing(BoardLock(file, for_writing=False)) as lock:
        mark = lock.mark()
        return mark is not None and mark.board == board
    return False

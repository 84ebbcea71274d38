"""The long boards that this process has folded: what is new on one is folded on top of what was."""

from pathlib import Path
from typing import NamedTuple

from cofacil.board.fold import fold
from cofacil.board.model import EMPTY, Board
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import checksum_of

LONG = 1_000
"""Events from which on a board is worth being held: to fold a shorter one anew takes a few milliseconds."""
_MOST = 8
"""Boards that are held."""


class _Held(NamedTuple):
    """A board, how many events it is folded from, and the checksum of the last of them."""

    board: Board
    position: int
    checksum: int


class Folded:
    """Boards by their files, the ones that were asked for last."""

    def __init__(self) -> None:
        self._held: dict[Path, _Held] = {}

    def board(self, file: BoardFile) -> Board:
        """Return the board that a file holds now."""
        storage = file.storage
        held = self._held.pop(file.path, None)
        if held is None or not self._is_beginning(file, held):
            held = _Held(EMPTY, 0, 0)
        board = fold(held.board, file.read(held.position))
        count, checksum = storage.chain.count, storage.chain.checksum
        if count >= LONG:
            self._held[file.path] = _Held(board, count, checksum)
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return board

    @staticmethod
    def _is_beginning(file: BoardFile, held: _Held) -> bool:
        """Say whether a file still begins with the events that a board was folded from: each is tied to all before it."""
        storage = file.storage
        if storage.chain.count < held.position:
            return False
        return checksum_of(storage.span(held.position - 1, held.position)) == held.checksum

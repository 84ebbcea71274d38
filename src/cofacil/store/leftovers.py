"""What was cut off a board is kept beside it: nothing that somebody typed is thrown away."""

import os
from pathlib import Path

from cofacil.files import be_plain, sync
from cofacil.store.layout import CLOSER


def rescue_file(board: Path) -> Path:
    return board.with_name(board.name + ".rescue")


def keep_tail(board: Path, tail: bytes) -> None:
    """Keep the bytes of a torn append, on the disk when this returns; zeros and closing lines are nobody's words."""
    words = tail.rstrip(b"\0")
    if len(words) > len(CLOSER):
        keep_leftovers(board, words)


def keep_leftovers(board: Path, words: bytes) -> None:
    """Keep bytes in the rescue file of a board, behind those that are in it."""
    fd = os.open(
        rescue_file(board),
        os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK,
        board.stat().st_mode & 0o777,
    )
    try:
        be_plain(fd, rescue_file(board))
        data = words.rstrip(b"\n") + b"\n"
        while data:
            data = data[os.write(fd, data) :]
        sync(fd)
    finally:
        os.close(fd)

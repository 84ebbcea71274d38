"""An outage that is over: the file unwritable and writable again, its folder gone and back, a descriptor that went bad."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from storing import adding, new_board, text_of, texts, words

from cofacil.board.errors import NewerFormat, NotSaved, ReadOnly, Trouble
from cofacil.store import open_file as handle
from cofacil.store.board_file import BoardFile

REAL_OPEN = os.open


def guarded(name: str, flags: int, mode: int = 0o777) -> int:
    if Path(name).name.startswith("board.json") and flags & (os.O_RDWR | os.O_WRONLY):
        raise OSError(errno.EACCES, "Permission denied")
    return REAL_OPEN(name, flags, mode)


def failing(_fd: int) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_file_that_was_unwritable_for_a_while_is_written_to_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = BoardFile.open(new_board(tmp_path, 3), for_writing=True)
    with monkeypatch.context() as bad:
        bad.setattr(handle, "sync", failing)
        with pytest.raises(NotSaved):
            file.append(adding(4))
        bad.setattr(os, "open", guarded)
        for _try in range(2):
            with pytest.raises(ReadOnly):
                file.append(adding(4))
            assert file.is_writable  # who sits at it goes on being one who writes
    file.append(adding(4))
    assert texts(file.path) == words(4)


def test_a_file_that_was_opened_to_be_looked_at_is_never_written_to(tmp_path: Path) -> None:
    file = BoardFile.open(new_board(tmp_path, 3), for_writing=False)
    for _try in range(2):
        with pytest.raises(ReadOnly):
            file.append(adding(4))
    assert texts(file.path) == words(3)


def test_a_file_of_a_newer_form_stays_one(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    path.write_bytes(path.read_bytes().replace(b'"cofacil/1"', b'"cofacil/9"'))
    file = BoardFile.open(path, for_writing=True)
    for _try in range(2):
        with pytest.raises(NewerFormat):
            file.append(adding(4))


def moved_back(away: Path, folder: Path) -> None:
    away.rename(folder)


def copied_back(away: Path, folder: Path) -> None:
    shutil.copytree(away, folder)


@pytest.mark.parametrize("back", [moved_back, copied_back])
def test_a_folder_that_is_gone_and_back_is_written_to_again(tmp_path: Path, back: Callable[[Path, Path], None]) -> None:
    folder = tmp_path / "boards"
    folder.mkdir()
    file = BoardFile.open(new_board(folder, 3), for_writing=True)
    away = tmp_path / "away"
    folder.rename(away)
    with pytest.raises(Trouble):
        file.append(adding(4))
    with pytest.raises(Trouble):
        file.read(0)
    back(away, folder)
    file.append(adding(4))
    assert len(file.read(0)) == 4
    assert texts(file.path) == words(4)
    # The lock and its mark are those of the file that stands there now.
    other = BoardFile.open(file.path, for_writing=True)
    with file.storage:
        assert not other.storage._lock.is_free()


def end_of_a_pipe(fd: int) -> None:
    reading, writing = os.pipe()
    os.dup2(reading, fd)
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("harm", [os.close, end_of_a_pipe])
@pytest.mark.parametrize("of", ["board", "lock"])
def test_a_descriptor_that_went_bad_is_opened_anew(tmp_path: Path, harm: Callable[[int], None], of: str) -> None:
    file = BoardFile.open(new_board(tmp_path, 3), for_writing=True)
    harm(file.storage._file.fd if of == "board" else file.storage._lock._fd)
    with suppress(NotSaved):
        file.append(adding(3))
    before = len(texts(file.path))
    file.append(adding(4))
    file.append(adding(5))
    assert texts(file.path, for_writing=True)[before:] == words(5)[3:]
    other = BoardFile.open(file.path, for_writing=True)
    with file.storage:
        assert not other.storage._lock.is_free()


@pytest.mark.parametrize("harm", [os.close, end_of_a_pipe])
@pytest.mark.parametrize("of", ["board", "lock"])
def test_a_reader_whose_descriptor_went_bad_reads_again(tmp_path: Path, harm: Callable[[int], None], of: str) -> None:
    path = new_board(tmp_path, 3)
    reader, writer = BoardFile.open(path, for_writing=False), BoardFile.open(path, for_writing=True)
    assert len(reader.read(0)) == 3
    harm(reader.storage._file.fd if of == "board" else reader.storage._lock._fd)
    writer.append(adding(4))
    with suppress(Trouble):
        reader.read(3)
    writer.append(adding(5))
    assert [text_of(event) for event in reader.read(3)] == words(5)[3:]
    assert len(reader.read(0)) == 5

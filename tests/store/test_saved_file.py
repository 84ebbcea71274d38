"""A board file that is looked back on: only ever read, whatever is the matter with it, and whoever writes to it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from storing import adding, new_board, text_of, words

from cofacil.board.errors import BoardDamaged, BoardMissing
from cofacil.store.board_file import BoardFile
from cofacil.store.lock import sidecar
from cofacil.store.saved_file import SavedFile

_FOREVER = """
import fcntl, os, sys, time
fd = os.open(sys.argv[1], os.O_RDWR)
fcntl.flock(fd, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def look_of(folder: Path) -> dict[str, tuple[bytes, int, int, int]]:
    """Return all that can be told of what stands in a folder."""
    found = {path.name: (path.stat(), path.read_bytes()) for path in folder.iterdir()}
    here = folder.stat()
    return {name: (data, stat.st_mtime_ns, stat.st_mode, stat.st_ino) for name, (stat, data) in found.items()} | {
        ".": (b"", here.st_mtime_ns, here.st_mode, here.st_ino)
    }


def read(path: Path) -> list[str]:
    saved = SavedFile(path)
    try:
        return [text_of(event) for event in saved.read_now()]
    finally:
        saved.close_now()


_WRITES = ("write", "pwrite", "ftruncate", "truncate", "rename", "replace", "mkdir", "unlink", "chmod", "fchmod")


@pytest.mark.parametrize("has_mark", [True, False])
async def test_no_byte_is_changed_and_no_file_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_mark: bool
) -> None:
    path = new_board(tmp_path, 5)
    if not has_mark:
        sidecar(path).unlink()
    before, opened = look_of(tmp_path), os.open

    def open_to_read(file: str, flags: int, *more: int) -> int:
        assert not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC), file
        return opened(file, flags, *more)

    def refuse(*_: object) -> None:
        raise AssertionError("something was written")

    with monkeypatch.context() as watched:
        watched.setattr("cofacil.store.open_file.os.open", open_to_read)
        for name in _WRITES:
            watched.setattr(os, name, refuse)
        saved = SavedFile(path)
        found = saved.read_now()
        stop = saved.follow(lambda: None)
        assert not await saved.read(5)
        stop()
        saved.close_now()
    assert [text_of(event) for event in found] == words(5)
    assert look_of(tmp_path) == before


def test_a_board_of_a_folder_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    path = new_board(tmp_path, 5)
    sidecar(path).unlink()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    before = look_of(tmp_path)
    try:
        assert read(path) == words(5)
        assert look_of(tmp_path) == before
    finally:
        tmp_path.chmod(0o755)


def test_a_board_that_another_process_has_locked_is_read_at_once(tmp_path: Path) -> None:
    path = new_board(tmp_path, 5)
    other = subprocess.Popen([sys.executable, "-c", _FOREVER, str(sidecar(path))], stdout=subprocess.PIPE)
    try:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        began = time.monotonic()
        assert read(path) == words(5)
        assert time.monotonic() - began < 2
    finally:
        other.send_signal(signal.SIGKILL)
        other.communicate()


@pytest.mark.parametrize("cut", [1, 3, 40, 120])
def test_a_torn_end_is_left_as_it_is_and_what_is_whole_is_told(tmp_path: Path, cut: int) -> None:
    path = new_board(tmp_path, 5)
    sidecar(path).unlink()
    data = path.read_bytes()
    path.write_bytes(data[:-cut])
    before = look_of(tmp_path)
    saved = SavedFile(path)
    found = [text_of(event) for event in saved.read_now()]
    assert found == words(5)[: len(found)]
    assert len(found) >= 3
    assert not saved.is_live or saved.damage is None
    saved.close_now()
    assert look_of(tmp_path) == before


def test_of_a_damaged_board_all_that_is_whole_is_told_and_that_there_is_more(tmp_path: Path) -> None:
    path = new_board(tmp_path, 5)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"word 3", b"w@rd 3"))
    before = look_of(tmp_path)
    saved = SavedFile(path)
    assert [text_of(event) for event in saved.read_now()] == ["word 1", "word 2", "word 4", "word 5"]
    assert saved.damage is not None
    assert not saved.is_live
    saved.close_now()
    assert look_of(tmp_path) == before


def test_what_is_no_board_says_so(tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    with pytest.raises(BoardMissing):
        SavedFile(path)
    path.write_bytes(b"nothing of a board")
    with pytest.raises(BoardDamaged):
        SavedFile(path)


async def test_what_others_write_meanwhile_is_followed(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    saved, woken = SavedFile(path), asyncio.Event()
    stop = saved.follow(woken.set)
    seen = list(await saved.read(0))
    writer = await asyncio.to_thread(BoardFile.open, path, for_writing=True)
    for number in (3, 4, 5):
        await asyncio.to_thread(writer.append, adding(number))
        while len(seen) < number:
            await asyncio.wait_for(woken.wait(), 5)
            woken.clear()
            seen += await saved.read(len(seen))
    assert [text_of(event) for event in seen] == words(5)
    stop()
    writer.close()
    await saved.close()


async def test_a_board_that_was_replaced_by_another_is_said_to_be(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    saved = SavedFile(path)
    assert len(await saved.read(0)) == 3
    path.unlink()
    sidecar(path).unlink()
    new_board(tmp_path, 1, "01KAK7ZZZZ0000000000000009")
    with pytest.raises(BoardDamaged):
        await saved.read(3)
    await saved.close()

"""A disk that is full, a file that may only be read, a sync that fails."""

import errno
import fcntl
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from storing import BOARD, START, adding, names_in, new_board, texts, words

from cofacil import files
from cofacil.board.errors import NotSaved, ReadOnly, Trouble
from cofacil.language.worded import worded
from cofacil.store import open_file as handle
from cofacil.store.board_file import BoardFile
from troubles import tells

IS_ROOT = os.geteuid() == 0


def full_after(count: int) -> Callable[[int, bytes, int], int]:
    """Make a pwrite on a disk that has room for `count` bytes more."""
    room, real = [count], os.pwrite

    def pwrite(fd: int, data: bytes, at: int) -> int:
        grows = max(0, at + len(data) - os.fstat(fd).st_size)
        fits = len(data) - grows + min(grows, room[0])
        if fits <= 0 or (grows and room[0] <= 0 and fits == 0):
            raise OSError(errno.ENOSPC, "No space left on device")
        room[0] -= min(grows, room[0])
        return real(fd, data[:fits], at)

    return pwrite


@pytest.mark.parametrize("room", [0, 1, 2, 3, 50, 200])
def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    path = new_board(tmp_path, 3)
    before = path.read_bytes()
    file = BoardFile.open(path, for_writing=True)
    with monkeypatch.context() as full:
        full.setattr(os, "pwrite", full_after(room))
        with tells(NotSaved, "disk is full"):
            file.append(adding(4, text="x" * 300))
        assert path.read_bytes() == before
    file.append(adding(4))
    assert texts(path) == words(4)


def test_a_disk_that_refuses_even_the_closing_line_is_put_right_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_board(tmp_path, 3)
    file = BoardFile.open(path, for_writing=True)
    real = os.pwrite

    def broken(fd: int, data: bytes, at: int) -> int:
        real(fd, data[: len(data) // 2], at)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as bad:
        bad.setattr(os, "pwrite", broken)
        bad.setattr(os, "ftruncate", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "Input/output error")))
        with tells(NotSaved, "disk is breaking down"):
            file.append(adding(4))
    file.append(adding(4))
    assert texts(path) == words(4)


def test_a_failed_sync_is_not_tried_again_on_the_same_descriptor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_board(tmp_path, 3)
    before = path.read_bytes()
    file = BoardFile.open(path, for_writing=True)
    tried: list[int] = []
    opened: list[object] = []
    real_open = os.open

    def failing(fd: int) -> None:
        tried.append(fd)
        raise OSError(errno.EIO, "Input/output error")

    def noted(name: str, flags: int, mode: int = 0o777) -> int:
        opened.append(name)
        return real_open(name, flags, mode)

    with monkeypatch.context() as bad:
        bad.setattr(handle, "sync", failing)
        with tells(NotSaved, "disk is breaking down"):
            file.append(adding(4))
    assert len(tried) == 1
    assert path.read_bytes() == before
    monkeypatch.setattr(os, "open", noted)
    file.append(adding(4))
    assert path in opened
    assert texts(path) == words(4)


def test_a_limit_on_the_size_of_files_is_told_in_words(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    before = path.read_bytes()
    program = (
        "import sys, resource; from storing import adding; from cofacil.store.board_file import BoardFile\n"
        "from cofacil.language.worded import worded\n"
        "file = BoardFile.open(sys.argv[1], for_writing=True)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))\n"
        "try: file.append(adding(4, text='x' * 500))\n"
        "except Exception as trouble: print(type(trouble).__name__, worded(trouble))\n"
    )
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    limit = str(len(before) + 100)
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), limit], env=here, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("NotSaved Not saved: the file may not grow any larger")
    assert path.read_bytes() == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 kB, where this account may make one."""
    mount = tmp_path / "tiny"
    mount.mkdir()
    made = IS_ROOT and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("only root can mount a small disk; the same is tried above with a write that fails")
    yield mount
    subprocess.run(["umount", str(mount)], check=True)


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    path = new_board(tiny_disk, 3)
    file = BoardFile.open(path, for_writing=True)
    ballast = tiny_disk / "ballast"
    with ballast.open("wb", buffering=0) as fill, pytest.raises(OSError, match="No space"):  # noqa: PT012  # until it is full
        while True:
            fill.write(b"x" * 4096)
    saved = 3
    with tells(NotSaved, "disk is full") as told:  # until it is full
        for _ in range(200):
            file.append(adding(saved + 1))
            saved += 1
    assert "Free some room" in worded(told.value)
    assert texts(path) == words(saved)
    with tells(NotSaved, "disk is full"):
        BoardFile.create(tiny_disk / "second.json", START, BOARD)
    ballast.unlink()
    file.append(adding(saved + 1))
    assert texts(path, for_writing=True) == words(saved + 1)
    file.close()


def test_nothing_is_left_behind_by_a_board_that_could_not_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with tells(NotSaved, "disk is full"):
        BoardFile.create(tmp_path / "b.json", START, BOARD)
    assert names_in(tmp_path) == ["b.json.lock"]


@pytest.mark.parametrize("barred", ["board.json", "board.json.lock"])
def test_a_file_that_may_only_be_read_is_a_board_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, barred: str
) -> None:
    path = new_board(tmp_path, 3)
    real = os.open

    def guarded(name: str, flags: int, mode: int = 0o777) -> int:
        if Path(name).name == barred and flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(errno.EACCES, "Permission denied")
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", guarded)
    file = BoardFile.open(path, for_writing=True)
    assert not file.is_writable
    assert len(file.read(0)) == 3
    with tells(ReadOnly, "you may not write there"):
        file.append(adding(4))


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount")
def test_a_read_only_disk(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    subprocess.run(["mount", "--bind", str(tmp_path), str(tmp_path)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(tmp_path)], check=True)
        file = BoardFile.open(path, for_writing=True)
        assert not file.is_writable
        assert len(file.read(0)) == 3
        with tells(ReadOnly, "read-only"):
            file.append(adding(4))
        with pytest.raises(Trouble):
            BoardFile.create(tmp_path / "second.json", START, BOARD)
        file.close()
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def failing(*_: object) -> bytes:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize("call", ["pread", "flock"])
def test_a_system_that_refuses_to_look_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = BoardFile.open(new_board(tmp_path, 3), for_writing=True)
    with monkeypatch.context() as bad:
        bad.setattr(os if call == "pread" else fcntl, call, failing)
        with tells(NotSaved, "disk is breaking down"):
            file.append(adding(4))
        if call == "pread":
            with tells(Trouble, "cannot be read: the disk is breaking down"):
                file.read(0)
            with tells(Trouble, "cannot be read: the disk is breaking down"):
                BoardFile.open(file.path, for_writing=False)
    file.append(adding(4))
    assert texts(file.path) == words(4)


def test_a_file_in_the_place_of_a_folder_is_called_that(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with tells(NotSaved, "a file and no folder"):
        BoardFile.create(tmp_path / "file" / "x.json", START, BOARD)


def test_a_file_that_may_not_be_read_says_that_and_nothing_of_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_board(tmp_path, 2)
    log = BoardFile.open(path, for_writing=True)

    def forbidden(*_given: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "stat", forbidden)
    with tells(ReadOnly, "cannot be read: you may not read it. Ask whoever owns the file, or the folder it is in."):
        log.read(0)

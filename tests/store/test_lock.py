"""Who may write, how long one waits, and who is in the way."""

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from storing import adding, new_board, texts, words

from cofacil.board.errors import BoardBusy
from cofacil.store.board_file import BoardFile
from cofacil.store.lock import BoardLock, sidecar
from troubles import tells

HOLDER = """
import fcntl, os, sys, time
fd = os.open(sys.argv[1], os.O_RDWR)
fcntl.flock(fd, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(sidecar(path))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_busy_board_names_who_holds_it(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    before = path.read_bytes()
    with hold(path) as other:
        with tells(BoardBusy, f"process {other.pid} ") as told:
            BoardFile.open(path, for_writing=True, patience=0.05)
        assert told.value.exit_code == 4
        assert texts(path) == words(1)
        other.terminate()
    assert path.read_bytes() == before


def test_a_writer_waits_for_its_turn(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    file = BoardFile.open(path, for_writing=True)
    with hold(path) as other:
        threading.Timer(0.1, other.terminate).start()
        file.append(adding(2))
    assert texts(path) == words(2)


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    with hold(path) as other:
        other.kill()
        other.wait()
        BoardFile.open(path, for_writing=True, patience=0.5).append(adding(2))


def test_closing_another_descriptor_of_the_sidecar_keeps_the_lock(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    with BoardLock(path, for_writing=True):
        os.close(os.open(sidecar(path), os.O_RDWR))
        with pytest.raises(BoardBusy):
            BoardLock(path, for_writing=True, patience=0.02).take()


def test_a_sidecar_that_was_deleted_is_made_again_and_locked(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    one, two = BoardFile.open(path, for_writing=True), BoardFile.open(path, for_writing=True, patience=0.05)
    sidecar(path).unlink()
    one.append(adding(2))
    assert sidecar(path).exists()
    fd = os.open(sidecar(path), os.O_RDWR)
    fcntl.flock(fd, fcntl.LOCK_EX)
    with pytest.raises(BoardBusy):
        two.append(adding(3))
    os.close(fd)
    two.append(adding(3))
    assert texts(path) == words(3)


def test_a_child_of_a_fork_takes_a_lock_of_its_own(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    lock = BoardLock(path, for_writing=True, patience=0.05)
    taken, seen = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.read(taken[0], 1)
        try:
            lock.take()
            os.write(seen[1], b"both")
        except BoardBusy:
            os.write(seen[1], b"busy")
        finally:
            os._exit(0)
    with lock:
        os.write(taken[1], b".")
        assert os.read(seen[0], 4) == b"busy"
    os.waitpid(child, 0)


def test_nested_turns_let_go_once(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    lock, other = (BoardLock(path, for_writing=True, patience=0.02) for _ in range(2))
    with lock:
        with lock:
            assert not other.is_free()
        assert not other.is_free()
    assert other.is_free()

"""Noticing what others write on Linux."""

import ctypes
import os
import select
from pathlib import Path

import pytest
from storing import adding, new_board

from cofacil.store.board_file import BoardFile
from cofacil.store.inotify import Inotify
from cofacil.store.lock import sidecar


def watching(path: Path) -> Inotify:
    watcher = Inotify.open(path, sidecar(path))
    assert watcher is not None
    return watcher


def is_awake(watcher: Inotify) -> bool:
    fd = watcher.fileno()
    assert fd is not None
    return bool(select.select([fd], [], [], 0.5)[0])


def test_an_append_by_somebody_else_is_told_once(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    assert not watcher.drain()
    BoardFile.open(path, for_writing=True).append(adding(2))
    assert is_awake(watcher)
    assert watcher.drain()
    assert not watcher.drain()


def test_what_is_not_durable_yet_is_not_told(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    with path.open("ab") as file:
        file.write(b"half a line")
    assert is_awake(watcher)
    assert not watcher.drain()


def test_a_board_that_is_replaced_is_still_watched(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    (tmp_path / "aside").write_bytes(path.read_bytes())
    (tmp_path / "aside").replace(path)
    assert is_awake(watcher)
    assert watcher.drain()
    BoardFile.open(path, for_writing=True).append(adding(2))
    assert watcher.drain()


def test_other_files_in_the_folder_are_nobodys_business(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    (tmp_path / "other.json").write_text("{}")
    assert is_awake(watcher)
    assert not watcher.drain()
    path.read_bytes()
    assert not watcher.drain()


def test_a_closed_watcher_says_nothing(tmp_path: Path) -> None:
    watcher = watching(new_board(tmp_path))
    fd = watcher.fileno()
    assert fd is not None
    watcher.close()
    watcher.close()
    assert watcher.fileno() is None
    assert not watcher.drain()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(fd)


def test_where_there_is_no_inotify_there_is_no_watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_board(tmp_path)
    assert Inotify.open(tmp_path / "missing" / "board.json", sidecar(path)) is None
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert Inotify.open(path, sidecar(path)) is None

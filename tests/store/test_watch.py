"""Noticing what others write."""

import ctypes
import os
import select
from pathlib import Path

import pytest
from storing import adding, new_board

from cofacil.store.board_file import BoardFile
from cofacil.store.watch import Watcher


def is_awake(watcher: Watcher) -> bool:
    fd = watcher.fileno()
    assert fd is not None
    return bool(select.select([fd], [], [], 0.5)[0])


def test_a_change_by_somebody_else_wakes(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    reader, writer = BoardFile.open(path, for_writing=False), BoardFile.open(path, for_writing=True)
    watcher, stamp = reader.watcher(), reader.stamp()
    assert watcher is not None
    assert not watcher.drain()
    writer.append(adding(2))
    assert is_awake(watcher)
    assert watcher.drain()
    assert not watcher.drain()
    assert reader.stamp() != stamp
    assert len(reader.read(1)) == 1


def test_a_board_that_is_replaced_is_still_watched(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = BoardFile.open(path, for_writing=False).watcher()
    assert watcher is not None
    (tmp_path / "aside").write_bytes(path.read_bytes())
    (tmp_path / "aside").replace(path)
    assert is_awake(watcher)
    assert watcher.drain()
    BoardFile.open(path, for_writing=True).append(adding(2))
    assert watcher.drain()


def test_other_files_in_the_folder_are_nobodys_business(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = BoardFile.open(path, for_writing=False).watcher()
    assert watcher is not None
    (tmp_path / "other.json").write_text("{}")
    assert is_awake(watcher)
    assert not watcher.drain()
    path.read_bytes()
    assert not watcher.drain()


def test_a_closed_watcher_says_nothing(tmp_path: Path) -> None:
    watcher = BoardFile.open(new_board(tmp_path), for_writing=False).watcher()
    assert watcher is not None
    fd = watcher.fileno()
    assert fd is not None
    watcher.close()
    watcher.close()
    assert watcher.fileno() is None
    assert not watcher.drain()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(fd)


def test_where_there_is_no_inotify_there_is_no_watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    file = BoardFile.open(new_board(tmp_path), for_writing=False)
    assert file.watcher() is None
    assert Watcher.open(tmp_path / "missing", {"a"}) is None

"""Noticing what others write on macOS and the BSDs, with a stand-in for the system's part."""

import os
from pathlib import Path

import pytest
from kqueues import StandIn, stand_in
from storing import adding, new_board

from cofacil.store.board_file import BoardFile
from cofacil.store.kqueue import Kqueue
from cofacil.store.lock import sidecar


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return stand_in(monkeypatch)


def next_descriptor() -> int:
    """Return the lowest number that no open file has."""
    fd = os.dup(0)
    os.close(fd)
    return fd


def watching(path: Path) -> Kqueue:
    watcher = Kqueue.open(path, sidecar(path))
    assert watcher is not None
    return watcher


@pytest.mark.usefixtures("system")
def test_an_append_by_somebody_else_is_told_once(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    assert not watcher.drain()
    BoardFile.open(path, for_writing=True).append(adding(2))
    assert watcher.drain()
    assert not watcher.drain()
    watcher.close()


@pytest.mark.usefixtures("system")
def test_what_is_not_durable_yet_is_not_told(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    with path.open("ab") as file:
        file.write(b"half a line")
    assert not watcher.drain()
    watcher.close()


@pytest.mark.usefixtures("system")
def test_a_board_that_is_replaced_is_still_watched(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    watcher = watching(path)
    (tmp_path / "aside").write_bytes(path.read_bytes())
    (tmp_path / "aside").replace(path)
    assert watcher.drain()
    assert not watcher.drain()
    BoardFile.open(path, for_writing=True).append(adding(2))
    assert watcher.drain()
    watcher.close()


@pytest.mark.usefixtures("system")
def test_a_mark_that_comes_later_or_anew_is_watched(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    sidecar(path).unlink()
    watcher = watching(path)
    for number in (2, 3):
        BoardFile.open(path, for_writing=True).append(adding(number))
        assert watcher.drain()
        BoardFile.open(path, for_writing=True).append(adding(number + 10))
        assert watcher.drain()
        sidecar(path).unlink()
    watcher.close()


@pytest.mark.usefixtures("system")
def test_other_files_in_the_folder_are_nobodys_business(tmp_path: Path) -> None:
    watcher = watching(new_board(tmp_path, 1))
    (tmp_path / "other.json").write_text("{}")
    assert not watcher.drain()
    watcher.close()


@pytest.mark.usefixtures("system")
def test_a_closed_watcher_says_nothing_and_holds_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    before = next_descriptor()
    watcher = watching(path)
    assert watcher.fileno() is not None
    watcher.close()
    watcher.close()
    assert watcher.fileno() is None
    assert not watcher.drain()
    assert next_descriptor() == before


def test_where_there_is_no_kqueue_or_none_to_spare_there_is_no_watcher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_board(tmp_path)
    assert Kqueue.open(path, sidecar(path)) is None
    stand_in(monkeypatch, is_spent=True)
    assert Kqueue.open(path, sidecar(path)) is None
    stand_in(monkeypatch)
    assert Kqueue.open(tmp_path / "missing" / "board.json", sidecar(path)) is None

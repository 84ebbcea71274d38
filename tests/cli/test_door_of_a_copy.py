"""A door that is open to another file of the same id: in the window on this file nothing of it is told, and none is opened."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from test_host_door import beside, door, home, live

from cofacil.board.errors import Refusal
from cofacil.room.clock import SystemClock
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Sharing
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.store.board_file import BoardFile
from troubles import tells

__all__ = ["beside", "home", "live"]  # fixtures: asked for by their names


async def opened(place: Path) -> LiveRoom:
    made = LiveRoom(Room(BoardFile.open(place, for_writing=True), SystemClock(), Practice()))
    await made.open()
    return made


@pytest.fixture
async def copy(live: LiveRoom, tmp_path: Path) -> AsyncIterator[LiveRoom]:
    made = await opened(Path(shutil.copy2(tmp_path / "garden.json", tmp_path / "copy.json")))
    yield made
    await made.close()


async def test_the_door_of_another_file_is_not_beside_this_one(live: LiveRoom, copy: LiveRoom) -> None:
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    await second.look_around(copy)
    assert not second.is_open
    assert not second.is_beside
    with tells(Refusal, "“garden.json”, another file of this board, is shared from this computer"):
        await second.open(copy, Sharing(to_all=False))
    assert not second.is_open
    await first.close()
    await second.open(copy, Sharing(to_all=False))
    assert second.is_open
    await second.close()


async def test_the_same_file_by_another_name_is_beside_it(live: LiveRoom, tmp_path: Path) -> None:
    (tmp_path / "hard.json").hardlink_to(tmp_path / "garden.json")
    first, second, hard = door(), door(), await opened(tmp_path / "hard.json")
    await first.open(live, Sharing(to_all=False))
    await second.look_around(hard)
    assert second.is_beside
    assert (await second.look()).command.split("@")[1] == (await first.look()).command.split("@")[1]
    await first.close()
    await hard.close()

"""What several processes of one person write down at one time, of where boards lie: nothing of it is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cofacil.store.elsewhere import Elsewhere
from cofacil.store.noted_places import Known, NotedPlaces

BOARDS = ("01KAK7ZZZZ0000000000000000", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01KAK802419390RXWMC6NTS72D")
TIMES = 150

NOTES = """
import sys
from pathlib import Path
from cofacil.store.noted_places import Known, NotedPlaces
folder, board = Path(sys.argv[1]), sys.argv[2]
places = NotedPlaces(folder / "places", folder / "boards")
for number in range(int(sys.argv[3])):
    places.note(board, Known(folder / f"{board}.json", number))
    if places.of(board).inode != number:
        sys.exit(f"{number} is lost")
"""
REMEMBERS = """
import sys
from pathlib import Path
from cofacil.store.elsewhere import Elsewhere
folder, board = Path(sys.argv[1]), sys.argv[2]
elsewhere = Elsewhere(folder / "elsewhere", folder / "boards")
for number in range(int(sys.argv[3])):
    place = folder / f"{board}.{number % 2}.json"
    elsewhere.remember(place)
    if place not in elsewhere.remembered:
        sys.exit(f"{number} is lost")
"""


@pytest.mark.parametrize("script", [NOTES, REMEMBERS], ids=["notes", "remembers"])
def test_what_processes_write_down_at_one_time_is_all_there(tmp_path: Path, script: str) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), board, str(TIMES)], stderr=subprocess.PIPE, text=True
        )
        for board in BOARDS
    ]
    assert [process.communicate()[1] for process in running] == [""] * len(BOARDS)


def test_a_file_that_was_cut_off_takes_the_next_line_whole(tmp_path: Path) -> None:
    places = NotedPlaces(tmp_path / "places", tmp_path)
    places.note(BOARDS[0], Known(tmp_path / "garden.json", 1))
    data = (tmp_path / "places").read_bytes()
    (tmp_path / "places").write_bytes(data[:-3])
    places.note(BOARDS[1], Known(tmp_path / "kitchen.json", 2))
    assert places.of(BOARDS[1]) == Known(tmp_path / "kitchen.json", 2)
    assert places.all()[BOARDS[0]].place.name == "garden.js"


@pytest.mark.parametrize("name", ["places", "places.lock"])
def test_nobody_waits_for_a_pipe_that_stands_there(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    places = NotedPlaces(tmp_path / "places", tmp_path)
    known = Known(tmp_path / "garden.json", 1)
    places.note(BOARDS[0], known)
    assert places.of(BOARDS[0]) == (None if name == "places" else known)


def test_where_nothing_can_be_locked_it_is_written_down_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    place = tmp_path / "garden.json"
    places = NotedPlaces(tmp_path / "places", tmp_path / "boards")
    elsewhere = Elsewhere(tmp_path / "elsewhere", tmp_path / "boards")
    for number in range(200):
        places.note(BOARDS[0], Known(place, number))
    elsewhere.remember(place)
    assert places.of(BOARDS[0]) == Known(place, 199)
    assert elsewhere.remembered == (place,)
    assert len((tmp_path / "places").read_bytes().splitlines()) == 200

"""Which files of boards are open: told as long as the process runs that has one open, however that ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from storing import adding, new_board, texts, words

from cofacil.board.errors import NotSaved
from cofacil.store.board_file import BoardFile
from cofacil.store.openings import Openings
from cofacil.store.places import Places
from troubles import tells


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return new_board(tmp_path, 1)


def places_of(folder: Path) -> Places:
    return Places(folder / "places", folder, None, Openings(folder / "now" / "open"))


def test_it_is_open_by_each_of_its_names_until_it_is_closed(tmp_path: Path, garden: Path) -> None:
    openings = Openings(tmp_path / "now" / "open")
    (tmp_path / "soft.json").symlink_to(garden)
    (tmp_path / "hard.json").hardlink_to(garden)
    (tmp_path / "copy.json").write_bytes(garden.read_bytes())
    assert not openings.has(garden)
    opening = openings.hold(tmp_path / "soft.json")
    assert opening
    assert [openings.has(tmp_path / name) for name in ("board.json", "soft.json", "hard.json")] == [True] * 3
    assert not openings.has(tmp_path / "copy.json")
    opening.close()
    opening.close()
    assert not openings.has(garden)
    assert list((tmp_path / "now" / "open").iterdir()) == []


def test_a_process_that_was_killed_has_nothing_open(tmp_path: Path, garden: Path) -> None:
    openings = Openings(tmp_path / "open")
    code = f"""
from pathlib import Path
from cofacil.store.openings import Openings
held = Openings(Path({str(tmp_path / "open")!r})).hold(Path({str(garden)!r}))
print(flush=True)
input()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        assert openings.has(garden)
        other.send_signal(signal.SIGKILL)
    assert not openings.has(garden)
    assert list((tmp_path / "open").iterdir()) == []


def test_where_nothing_can_be_written_nobody_knows_and_the_board_is_open_all_the_same(
    tmp_path: Path, garden: Path
) -> None:
    (tmp_path / "now").write_bytes(b"")
    log = BoardFile.open(garden, for_writing=True)
    log.hold(places_of(tmp_path))
    log.append(adding(2))
    assert not Openings(tmp_path / "now" / "open").has(garden)
    log.close()


@pytest.mark.parametrize("junk", [b"", b"\0", b"\xff" * 70_000, b"/nowhere"])
def test_what_is_none_of_ours_says_nothing(tmp_path: Path, garden: Path, junk: bytes) -> None:
    openings = Openings(tmp_path)
    opening = openings.hold(garden)
    assert opening
    held = next(file for file in tmp_path.iterdir() if file.name.startswith(f"{os.getpid()}-"))
    held.write_bytes(junk)
    assert not openings.has(garden)
    opening.close()


def test_behind_the_note_that_another_file_is_the_board_nothing_more_is_written(tmp_path: Path, garden: Path) -> None:
    log = BoardFile.open(garden, for_writing=True)
    log.hold(places_of(tmp_path))
    log.append(adding(2))
    (copy := tmp_path / "copy.json").write_bytes(garden.read_bytes())
    places_of(tmp_path).note(copy, log.board_id)
    for _time in range(2):
        with tells(NotSaved, "“board.json” is only a copy now"):
            log.append(adding(3))
        with tells(NotSaved, "“board.json” is only a copy now"):
            log.read(0)
    assert texts(garden) == words(2)
    copy.unlink()  # and it is the only one there is
    log.append(adding(3))
    assert texts(garden) == words(3)
    log.close()


def test_another_name_of_the_same_file_takes_nothing_from_it(tmp_path: Path, garden: Path) -> None:
    log = BoardFile.open(garden, for_writing=True)
    log.hold(places_of(tmp_path))
    (tmp_path / "hard.json").hardlink_to(garden)
    places_of(tmp_path).note(tmp_path / "hard.json", log.board_id)
    log.append(adding(2))
    log.close()
    assert texts(garden) == words(2)


def test_a_board_that_goes_on_in_a_new_file_is_open_there(tmp_path: Path, garden: Path) -> None:
    log = BoardFile.open(garden, for_writing=True)
    log.hold(places_of(tmp_path))
    log.read(0)
    garden.unlink()
    new = log.written_anew(tmp_path / "new.json")
    assert Openings(tmp_path / "now" / "open").has(tmp_path / "new.json")
    log.close()
    assert not Openings(tmp_path / "now" / "open").has(garden)
    new.close()

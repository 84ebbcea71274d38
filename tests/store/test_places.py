"""Which file a board is, and which are copies of it: by what was noted, and by what lies there where nothing was."""

import json
import os
import shutil
from pathlib import Path

import pytest
from storing import BOARD, new_board, texts

from cofacil.board.errors import BoardCopied, NotSaved
from cofacil.store import own_board
from cofacil.store.board_file import BoardFile
from cofacil.store.conflict_names import service_of
from cofacil.store.doctor import examine
from cofacil.store.elsewhere import Elsewhere
from cofacil.store.lock import sidecar
from cofacil.store.merge_files import merge_files
from cofacil.store.own_board import make_own
from cofacil.store.places import Places
from cofacil.store.shelf_state import board_in
from cofacil.store.tail_storage import TailStorage

OTHER = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "boards"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def garden(shelf: Path) -> Path:
    return new_board(shelf, events=3).rename(shelf / "garden.json")


def places_of(shelf: Path) -> Places:
    return Places(shelf.parent / "places", shelf, Elsewhere(shelf.parent / "elsewhere", shelf))


def is_copy(shelf: Path, path: Path) -> bool:
    return places_of(shelf).original(path, BOARD) is not None


def copy_of(path: Path, name: str) -> Path:
    return Path(shutil.copy2(path, path.with_name(name)))


def test_the_file_that_was_noted_is_the_board_and_every_other_a_copy(shelf: Path, garden: Path, tmp_path: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    copy, stick = copy_of(garden, "copy.json"), Path(shutil.copy2(garden, tmp_path / "garden.json"))
    for path in (copy, stick):
        with pytest.raises(BoardCopied):
            places_of(shelf).claim(path, BOARD)
    assert not is_copy(shelf, garden)


def test_where_nothing_was_noted_the_one_that_was_written_to_here_is_the_board(shelf: Path, garden: Path) -> None:
    marked = copy_of(garden, "z-longer-name.json")
    BoardFile.open(marked, for_writing=True).append(lambda _: [])
    shutil.copy2(sidecar(shelf / "board.json"), sidecar(marked))
    assert is_copy(shelf, garden)
    assert not is_copy(shelf, marked)


def test_what_a_synced_folder_names_a_copy_is_one_whoever_comes_first(shelf: Path, garden: Path) -> None:
    conflict = copy_of(garden, "garden.sync-conflict-20260102-150405-ABCDEFG.json")
    assert is_copy(shelf, conflict)
    assert not is_copy(shelf, garden)


def test_a_file_that_was_moved_is_the_board_without_a_question(shelf: Path, garden: Path, tmp_path: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    moved = garden.rename(tmp_path / "elsewhere.json")
    places_of(shelf).claim(moved, BOARD)
    assert is_copy(shelf, copy_of(moved, "copy.json"))


def test_of_a_file_that_was_renamed_beside_a_copy_the_file_itself_is_the_board(shelf: Path, garden: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    copy = copy_of(garden, "a.json")
    renamed = garden.rename(shelf / "gardeners-of-the-hill.json")
    assert is_copy(shelf, copy)
    assert not is_copy(shelf, renamed)


def test_a_shelf_that_was_moved_whole_knows_its_boards(shelf: Path, garden: Path, tmp_path: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    copy_of(garden, "copy.json")
    home = shelf.parent.rename(tmp_path / "another home")
    assert not is_copy(home / "boards", home / "boards" / "garden.json")
    assert is_copy(home / "boards", home / "boards" / "copy.json")


def test_two_shelves_know_nothing_of_each_other(shelf: Path, garden: Path, tmp_path: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    other = Path(shutil.copytree(shelf.parent, tmp_path / "other home")) / "boards"
    assert not is_copy(other, other / "garden.json")


def test_a_disk_that_is_not_plugged_in_leaves_its_board_the_board(shelf: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    board = new_board(stick, events=2)
    places_of(shelf).claim(board, BOARD)
    copy = Path(shutil.copy2(board, shelf / "board.json"))
    shutil.rmtree(stick)
    assert is_copy(shelf, copy)


def test_links_are_the_file_that_they_lead_to(shelf: Path, garden: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    (shelf / "soft.json").symlink_to(garden)
    (shelf / "hard.json").hardlink_to(garden)
    assert not is_copy(shelf, shelf / "soft.json")
    assert not is_copy(shelf, shelf / "hard.json")


def test_a_file_in_whose_place_another_board_stands_is_the_board_no_more(shelf: Path, garden: Path) -> None:
    places_of(shelf).claim(garden, BOARD)
    copy = copy_of(garden, "copy.json")
    new_board(shelf, events=1, board=OTHER).replace(garden)
    assert not is_copy(shelf, copy)


@pytest.mark.parametrize("indent", [None, 4])
def test_a_copy_that_another_program_laid_out_is_one(shelf: Path, garden: Path, indent: int | None) -> None:
    places_of(shelf).claim(garden, BOARD)
    copy = copy_of(garden, "garden 2.json")
    copy.write_text(json.dumps(json.loads(copy.read_bytes()), indent=indent, sort_keys=True), "utf-8")
    assert board_in(copy) == BOARD
    assert is_copy(shelf, copy)
    make_own(copy, OTHER)
    assert examine(copy, 0).is_sound
    assert texts(copy) == texts(garden)


def test_what_is_noted_last_counts_and_the_file_does_not_grow_for_good(shelf: Path, garden: Path) -> None:
    copy = copy_of(garden, "copy.json")
    for _ in range(60):
        for path in (garden, copy):
            places_of(shelf).note(path, BOARD)
    assert not is_copy(shelf, copy)
    assert (shelf.parent / "places").read_bytes().count(b"\n") < 60


@pytest.mark.parametrize("junk", [b"\xff\xfe\n", b"x" * 5000, b"01ARZ3NDEKTSV4RRFFQ69G5FAV 1 \x00\n", b"\n\n"])
def test_a_file_of_places_that_was_tampered_with_is_passed_over(shelf: Path, garden: Path, junk: bytes) -> None:
    (shelf.parent / "places").write_bytes(junk)
    assert not is_copy(shelf, garden)


def test_a_name_that_is_no_text_is_noted(shelf: Path, garden: Path) -> None:
    odd = garden.rename(shelf / os.fsdecode(b"\xff.json"))
    places_of(shelf).claim(odd, BOARD)
    assert is_copy(shelf, copy_of(odd, "copy.json"))


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("garden (Ana's conflicted copy 2026-01-02)", "Dropbox"),
        ("garden (Ana's conflicted copy 2026-01-02 (1))", "Dropbox"),
        ("garden (conflicted copy 2026-01-02 150405)", "Nextcloud"),
        ("garden_conflict-20260102-150405", "Nextcloud"),
        ("garden.sync-conflict-20260102-150405-ABCDEFG", "Syncthing"),
        ("garden-DESKTOP-AB12C3D", "OneDrive"),
        ("garden-LAPTOP7", "OneDrive"),
        ("garden (1)", "Google Drive"),
        ("garden 2", "iCloud"),
        ("garden", ""),
        ("garden-2", ""),
        ("garden copy", ""),
        ("garden-spring", ""),
        ("meadow (1)", ""),
    ],
)
def test_how_each_service_names_its_copies(name: str, service: str) -> None:
    assert service_of(name, "garden") == service


# a board of its own


def test_a_copy_that_becomes_a_board_of_its_own_keeps_all_that_happened(shelf: Path, garden: Path) -> None:
    copy = copy_of(garden, "copy.json")
    before, events = garden.read_bytes(), texts(copy)
    make_own(copy, OTHER)
    assert examine(copy, 0).board == OTHER
    assert examine(copy, 0).is_sound
    assert texts(copy, for_writing=True) == events
    assert garden.read_bytes() == before
    assert not merge_is_possible(garden, copy)


def merge_is_possible(one: Path, other: Path) -> bool:
    from cofacil.board.errors import Refusal

    try:
        merge_files(one, other)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("step", ["forget_mark", "put_instead", "set_mark"])
def test_one_that_is_killed_on_the_way_leaves_a_sound_board(
    shelf: Path, garden: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ended here."""

    def killed(*_given: object) -> None:
        raise Killed

    BoardFile.open(garden, for_writing=True).close()
    shutil.copy2(sidecar(shelf / "board.json"), sidecar(garden))
    events = texts(garden)
    where = (
        "cofacil.store.tail_storage.put_instead" if step == "put_instead" else f"cofacil.store.lock.BoardLock.{step}"
    )
    monkeypatch.setattr(where, killed)
    with pytest.raises(Killed):
        make_own(garden, OTHER)
    monkeypatch.undo()
    assert examine(garden, 0).is_sound
    assert texts(garden, for_writing=True) == events


def test_a_full_disk_leaves_the_copy_as_it_was(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    before = garden.read_bytes()
    monkeypatch.setattr("cofacil.store.tail_storage.put_instead", full)
    with pytest.raises(NotSaved):
        own_board.make_own(garden, OTHER)
    assert garden.read_bytes() == before
    assert examine(garden, 0).is_sound


def test_who_has_the_copy_open_is_told_and_writes_nothing_into_the_other_board(garden: Path) -> None:
    storage = TailStorage(garden)
    make_own(garden, OTHER)
    after = garden.read_bytes()
    with pytest.raises(Exception, match="board-replaced"):
        storage.append([{"e": "x", "t": 1, "by": "", "op": "x", "w": []}])
    assert garden.read_bytes() == after
    storage.close()

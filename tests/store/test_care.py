"""Backups, the doctor, and what comes out of a damaged file."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, START, adding, new_board, texts, words

from cofacil.board.errors import BoardDamaged, NotSaved, Refusal
from cofacil.language.worded import worded
from cofacil.store.backup import back_up, backups_in, restore
from cofacil.store.board_file import BoardFile
from cofacil.store.doctor import MarkState, accept, examine
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import BoardLock, sidecar
from cofacil.store.salvage import salvage
from cofacil.store.verdict import State
from troubles import tells

DAY = 86_400_000


def test_one_backup_a_day_and_it_is_a_sound_board(tmp_path: Path) -> None:
    path, folder = new_board(tmp_path, 3), tmp_path / "backups" / BOARD
    file = BoardFile.open(path, for_writing=True)
    copy = back_up(file, folder, START)
    assert copy == folder / "2025-11-21.json"
    assert back_up(file, folder, START + 1000) is None
    assert copy.read_bytes() == path.read_bytes()
    assert texts(copy) == words(3)


def test_seven_days_and_four_weeks_of_backups_are_kept(tmp_path: Path) -> None:
    file, folder = BoardFile.open(new_board(tmp_path, 1), for_writing=True), tmp_path / "backups"
    (tmp_path / "backups").mkdir()
    (folder / "mine.json").write_text("{}")
    for day in range(80):
        back_up(file, folder, START + day * DAY)
    last = datetime.fromtimestamp(START / 1000, UTC).date() + timedelta(days=79)
    days = [datetime.fromisoformat(path.stem).date() for path in backups_in(folder)]
    assert days[:7] == [last - timedelta(days=back) for back in range(7)]
    assert len(days) == 11
    assert len({day.isocalendar()[:2] for day in days[7:]}) == 4
    assert days[-1] > last - timedelta(days=7 + 5 * 7)
    assert (folder / "mine.json").exists()


def test_a_backup_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    file = BoardFile.open(new_board(tmp_path, 1), for_writing=True)
    (tmp_path / "in the way").write_text("")
    with tells(NotSaved, "No backup"):
        back_up(file, tmp_path / "in the way" / "backups", START)


def test_a_backup_put_back_is_the_board_and_what_was_there_is_kept(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    file = BoardFile.open(path, for_writing=True)
    copy = back_up(file, tmp_path / "backups", START)
    assert copy is not None
    file.append(adding(4))
    file.close()
    latest = path.read_bytes()
    restore(path, copy)
    assert texts(path, for_writing=True) == words(3)
    assert latest in rescue_file(path).read_bytes()
    path.unlink()
    restore(path, copy)
    assert texts(path, for_writing=True) == words(3)


def test_the_doctor_finds_a_sound_board_sound(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    report = examine(path, START)
    assert report.is_sound
    assert (report.events, report.board, report.format, report.created) == (3, BOARD, "cofacil/1", START)
    assert (report.mark, report.saved, report.holder, report.rescued, report.ahead) == (MarkState.LEVEL, 3, None, 0, 0)


def test_the_doctor_names_who_writes_and_a_clock_that_is_ahead(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    with BoardLock(path, for_writing=True):
        assert examine(path, START).holder == os.getpid()
    assert examine(path, START - 3_600_000).ahead == 3_600_003


def test_the_doctor_changes_nothing_and_names_line_and_byte(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    damaged = path.read_bytes().replace(b"word 2", b"wort 2")
    path.write_bytes(damaged)
    report = examine(path, START)
    assert (report.state, report.line, report.events) == (State.DAMAGED, 4, 1)
    assert damaged[report.byte :].startswith(b',"2":')
    assert (report.mark, report.saved) == (MarkState.AHEAD, 3)
    assert path.read_bytes() == damaged


def test_accepting_takes_the_good_part_and_keeps_the_rest(tmp_path: Path) -> None:
    path = new_board(tmp_path, 5)
    damaged = path.read_bytes().replace(b"word 4", b"wort 4")
    path.write_bytes(damaged)
    assert "now has 3 changes" in worded(accept(path))
    assert texts(path, for_writing=True) == words(3)
    assert damaged in rescue_file(path).read_bytes()
    assert examine(path, START).mark is MarkState.LEVEL


def test_accepting_nothing_is_refused(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    path.write_bytes(b"")
    with tells(BoardDamaged, "nothing"):
        accept(path)
    assert path.read_bytes() == b""


def test_salvage_finds_what_is_whole_behind_the_damage(tmp_path: Path) -> None:
    path = new_board(tmp_path, 6)
    damaged = path.read_bytes().replace(b"word 3", b"wort 3")
    path.write_bytes(damaged)
    found = salvage(path, tmp_path / "new.json")
    assert (found.kept, found.lost) == (5, 1)
    assert texts(found.path, for_writing=True) == ["word 1", "word 2", "word 4", "word 5", "word 6"]
    assert b"wort 3" in rescue_file(found.path).read_bytes()
    assert path.read_bytes() == damaged
    assert BoardFile.open(found.path, for_writing=True).board_id == BOARD


def test_salvage_goes_on_without_a_first_line(tmp_path: Path) -> None:
    path = new_board(tmp_path, 4)
    path.write_bytes(b"\0" * 60 + path.read_bytes()[60:])
    found = salvage(path, tmp_path / "new.json")
    assert (found.kept, found.lost) == (3, 2)
    assert texts(found.path) == ["word 2", "word 3", "word 4"]


def test_salvage_overwrites_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    (tmp_path / "new.json").write_text("mine")
    with tells(Refusal, "already"):
        salvage(path, tmp_path / "new.json")
    assert (tmp_path / "new.json").read_text() == "mine"
    path.write_bytes(b"no board at all")
    with tells(BoardDamaged, "Not one change"):
        salvage(path, tmp_path / "other.json")
    assert not (tmp_path / "other.json").exists()
    assert sidecar(path).exists()


def test_a_backup_of_another_board_or_a_damaged_one_is_not_put_back(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    path, other = new_board(tmp_path, 3), new_board(tmp_path / "other", 2, OTHER_BOARD)
    before = path.read_bytes()
    with tells(Refusal, "another board"):
        restore(path, other)
    other.write_bytes(before.replace(b"word 2", b"wort 2"))
    with pytest.raises(BoardDamaged):
        restore(path, other)
    assert path.read_bytes() == before

"""Backups: one a day, seven days and four weeks of them, and putting one back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, START, adding, new_board, texts, words

from cofacil.board.errors import BoardDamaged, NotSaved, Refusal
from cofacil.store.backup import back_up, back_up_now, backups_in, restore
from cofacil.store.board_file import BoardFile
from cofacil.store.leftovers import rescue_file
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


def test_a_folder_that_nobody_may_look_into_is_said_and_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    board = BoardFile.open(new_board(tmp_path, 2), for_writing=False)
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in (
        "os.scandir",
        "os.listdir",
        "pathlib.Path.exists",
        "pathlib.Path.is_dir",
        "cofacil.store.backup.put_new",
    ):
        monkeypatch.setattr(name, refused)
    for copying in (back_up, back_up_now):
        with pytest.raises(NotSaved, match="backup-not-made"):
            copying(board, folder, START)
    monkeypatch.undo()
    board.close()

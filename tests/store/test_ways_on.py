"""What may be done with a damaged board: how much each way keeps is what it keeps when it is gone."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, START, new_board, text_of, texts

from cofacil.board.errors import BoardMissing
from cofacil.room.ways import WaysOn
from cofacil.store.backup import restore
from cofacil.store.doctor import accept
from cofacil.store.lock import sidecar
from cofacil.store.salvage import salvage
from cofacil.store.ways_on import ways_on, whole_events

DAY = "2025-11-21"
MADE = 1_763_740_000


def backups(folder: Path) -> Path:
    return folder / "backups"


def looked_at(path: Path) -> WaysOn:
    """Return the ways on for a board that has some."""
    found = ways_on(path, lambda board: backups(path.parent) / board)
    assert found is not None
    return found


def back_up(path: Path, day: str = DAY, made: int = MADE, board: str = BOARD) -> Path:
    """Copy a board as it is into its backups, as if on that day."""
    copy = backups(path.parent) / board / f"{day}.json"
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, copy)
    os.utime(copy, (made, made))
    return copy


def flip(path: Path, number: int) -> None:
    path.write_bytes(path.read_bytes().replace(b"word %d" % number, b"wort %d" % number))


def add(path: Path, *numbers: int) -> None:
    from storing import adding

    from cofacil.store.board_file import BoardFile

    file = BoardFile.open(path, for_writing=True)
    for number in numbers:
        file.append(adding(number))
    file.close()


def test_a_sound_board_needs_none_and_a_board_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert ways_on(new_board(tmp_path, 3), lambda _board: tmp_path) is None
    with pytest.raises(BoardMissing):
        ways_on(tmp_path / "none.json", lambda _board: tmp_path)


def test_each_way_keeps_what_was_said_of_it_and_looking_changes_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path, 4)
    copy = back_up(path)
    add(path, 5, 6, 7)
    flip(path, 6)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    found = looked_at(path)
    assert (found.saved, found.good, found.whole) == (7, 5, 6)
    assert [(each.path, each.day, each.made, each.changes) for each in found.backups] == [(copy, DAY, MADE * 1000, 4)]
    whole = [text_of(event) for event in whole_events(path)]
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    assert whole == texts(salvage(path, tmp_path / "new.json").path)
    assert len(whole) == found.whole
    accept(path)
    assert len(texts(path)) == found.good
    restore(path, copy)
    assert len(texts(path)) == found.backups[0].changes


def test_an_older_copy_that_was_put_back_is_some_changes_fewer(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    old = path.read_bytes()
    add(path, 3, 4, 5)
    path.write_bytes(old)
    assert looked_at(path)[2:5] == (5, 2, 2)


@pytest.mark.parametrize("content", [b"", b"\0" * 400, b"hello"])
def test_of_a_file_that_is_no_board_any_more_there_is_the_backup(tmp_path: Path, content: bytes) -> None:
    path = new_board(tmp_path, 3)
    back_up(path)
    path.write_bytes(content)
    found = looked_at(path)
    assert found[2:5] == (3, None, None)
    assert [backup.changes for backup in found.backups] == [3]
    assert found.each
    shutil.rmtree(backups(tmp_path))
    assert not looked_at(path).each


def test_without_a_note_of_what_was_saved_every_broken_line_counts_as_one(tmp_path: Path) -> None:
    path = new_board(tmp_path, 5)
    sidecar(path).unlink()
    flip(path, 2)
    assert looked_at(path)[2:5] == (5, 1, 4)


def test_a_backup_that_is_damaged_or_of_another_board_is_no_way_on(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    flip(back_up(path, "2025-11-20"), 2)
    back_up(path, "2025-11-19").write_bytes(b"")
    (tmp_path / "other").mkdir()
    shutil.copy(new_board(tmp_path / "other", 3, OTHER_BOARD), backups(tmp_path) / BOARD / "2025-11-18.json")
    good = back_up(path, "2025-11-17")
    flip(path, 3)
    assert [backup.path for backup in looked_at(path).backups] == [good]


def test_another_board_in_the_place_of_one_has_the_backups_of_the_one_that_was_saved(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    copy = back_up(path)
    (tmp_path / "other").mkdir()
    shutil.copy(new_board(tmp_path / "other", 2, OTHER_BOARD), path)
    found = looked_at(path)
    assert [backup.path for backup in found.backups] == [copy]
    restore(path, found.backups[0].path)
    assert len(texts(path)) == 3


def test_a_backup_is_of_the_moment_it_was_made_or_of_its_last_change_where_that_is_not_known(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    back_up(path)
    back_up(path, "2025-11-14")
    flip(path, 3)
    assert [backup.made for backup in looked_at(path).backups] == [MADE * 1000, START + 3]
    assert datetime.fromtimestamp(MADE, UTC).date().isoformat() == DAY


def test_what_another_program_wrote_in_its_own_way_is_whole_but_for_what_it_changed(tmp_path: Path) -> None:
    path = new_board(tmp_path, 4)
    tables = json.loads(path.read_bytes())
    tables["events"]["3"]["by"] = "somebody"
    path.write_text(json.dumps(tables, indent=1))
    assert looked_at(path)[2:5] == (4, 2, 3)
    assert texts(salvage(path, tmp_path / "new.json").path) == ["word 1", "word 2", "word 4"]


@pytest.mark.parametrize("is_noted", ["as it was", "too little", "not at all"])
@pytest.mark.parametrize("hit", ["in one", "two made one", "the last"])
def test_what_was_lost_counts_however_much_was_noted(tmp_path: Path, is_noted: str, hit: str) -> None:
    path = new_board(tmp_path, 20)
    noted = sidecar(path).read_bytes()
    add(path, *range(21, 31))
    if hit == "two made one":
        lines = path.read_bytes().split(b"\n")
        path.write_bytes(b"\n".join([*lines[:15], lines[15][:-5] + b"XXXXXXXXXX" + lines[16][5:], *lines[17:]]))
    else:
        flip(path, 30 if hit == "the last" else 12)
    if is_noted == "too little":
        sidecar(path).write_bytes(noted)
    elif is_noted == "not at all":
        sidecar(path).unlink()
    ways = looked_at(path)
    assert ways.saved == 30
    assert ways.whole == (28 if hit == "two made one" else 29)
    assert ways.whole == salvage(path, tmp_path / "new.json").kept


def test_a_line_that_was_made_up_is_not_believed_its_number(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    sidecar(path).unlink()
    data = path.read_bytes().replace(b'"2":{', b'"999999999":{')
    path.write_bytes(data)
    assert looked_at(path).saved == 3

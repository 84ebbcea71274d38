"""What the doctor finds in a board's file, and taking the file as it is."""

import os
from pathlib import Path

from storing import BOARD, START, new_board, texts, words

from cofacil.board.errors import BoardDamaged
from cofacil.language.worded import worded
from cofacil.store.doctor import MarkState, accept, examine
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import BoardLock
from cofacil.store.verdict import State
from troubles import tells

DAY = 86_400_000


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

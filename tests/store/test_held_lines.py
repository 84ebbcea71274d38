"""The lines of an open board are held: where its file goes, a new one is the same board to the byte."""

import tracemalloc
from pathlib import Path

import pytest
from storing import adding, new_board, texts

from cofacil.board.errors import NotSaved, Refusal
from cofacil.store.board_file import BoardFile
from cofacil.store.held_lines import HeldLines


def held(path: Path) -> BoardFile:
    log = BoardFile.open(path, for_writing=True)
    log.hold()
    log.read(0)
    return log


def test_what_was_read_written_and_came_from_others_is_written_anew_to_the_byte(tmp_path: Path) -> None:
    log = held(new_board(tmp_path, events=600))
    log.append(adding(601))
    others = BoardFile.open(log.path, for_writing=True)
    others.read(0)
    others.append(adding(602, 603))
    others.close()
    log.append(adding(604))
    log.at(3)
    log.history(10, 20)
    before = log.path.read_bytes()
    log.path.write_bytes(b"")
    new = log.written_anew(tmp_path / "new.json")
    assert new.path.read_bytes() == before
    assert [event.op for event in new.read(604 - 1)] == ["card.add"]
    new.append(adding(605))
    assert len(texts(new.path)) == 605


def test_the_new_file_is_held_as_well(tmp_path: Path) -> None:
    log = held(new_board(tmp_path, events=2))
    new = log.written_anew(tmp_path / "new.json")
    new.read(0)
    new.append(adding(3))
    before = new.path.read_bytes()
    new.path.unlink()
    assert new.written_anew(tmp_path / "newer.json").path.read_bytes() == before


def test_nothing_is_written_over_a_file_nor_where_not_all_is_held(tmp_path: Path) -> None:
    log = held(new_board(tmp_path, events=2))
    taken = tmp_path / "taken.json"
    taken.write_text("mine")
    with pytest.raises(Refusal):
        log.written_anew(taken)
    assert taken.read_text() == "mine"
    late = BoardFile.open(log.path, for_writing=True)
    late.read(0)
    late.hold()
    with pytest.raises(NotSaved):
        late.written_anew(tmp_path / "late.json")
    assert not (tmp_path / "late.json").exists()


@pytest.mark.parametrize("at_once", [1, 50, 4000])
def test_what_is_held_takes_a_part_of_what_the_file_does(tmp_path: Path, at_once: int) -> None:
    log = BoardFile.open(new_board(tmp_path, events=1), for_writing=True)
    log.append(adding(*range(2, 4001)))
    lines = log.path.read_bytes().splitlines(keepends=True)[2:-1]
    assert len(lines) == 4000
    tracemalloc.start()
    held, before = HeldLines(log.storage.header), tracemalloc.get_traced_memory()[0]
    for number in range(0, 4000, at_once):
        held.take(b"".join(lines[number : number + at_once]), number, number + at_once)
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert size < sum(map(len, lines)) / 3
    assert held.image() == log.path.read_bytes()

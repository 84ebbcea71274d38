"""A board of which every byte is as it was saved, and in which something stands that is no change: told, and left out."""

from pathlib import Path

import pytest
from storing import BOARD, START, new_board

from cofacil.board.errors import BoardDamaged, Refusal
from cofacil.board.events import Change, Draft, Event, Json, Write
from cofacil.language.worded import worded
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import LEVELS, canonical, seal, to_doc
from cofacil.store.doctor import accept, examine
from cofacil.store.layout import CLOSER, header_bytes, new_meta
from cofacil.store.lock import sidecar
from cofacil.store.salvage import salvage
from cofacil.store.verdict import State
from cofacil.store.ways_on import ways_on
from troubles import tells


def senseless(path: Path, *odd: bytes) -> Path:
    """Lay a board of which every byte bears out its checksum, with lines that are no change among those that are."""
    meta = new_meta(BOARD, START)
    good = [canonical(to_doc(Event(f"01KAK8{number:020}", START, "ana", "card.add", ()))) for number in range(3)]
    lines, before = [], meta.seed
    for number, body in enumerate([good[0], *odd, *good[1:]], 1):
        line, before = seal(number, {}, before, lambda _, body=body: body)  # type: ignore[misc]
        lines.append(line)
    path.write_bytes(header_bytes(meta) + b",".join(lines) + CLOSER)
    return path


@pytest.mark.parametrize(
    "odd",
    [
        b'{"by":7,"e":"x"}',
        b'{"e":"x","t":1,"by":"","op":"","w":[["card/1","text",null,%b]]}' % (b"[" * 10_000 + b"]" * 10_000),
        b'{"e":"x","t":1,"by":"","op":"","w":[["card/1","text",%b,null]]}' % (b'{"a":' * 90 + b"1" + b"}" * 90),
        b'{"e":"x","t":1,"by":"","op":"","w":[],"y":%b}' % (b"[" * 90 + b"]" * 90),
        b'{"e":"x","t":%b,"by":"","op":"","w":[]}' % (b"9" * 5000),
    ],
)
def test_a_change_that_nobody_can_read_is_told_with_the_ways_on(tmp_path: Path, odd: bytes) -> None:
    path = senseless(tmp_path / "board.json", odd)
    before = path.read_bytes()
    for for_writing in (False, True):
        with tells(BoardDamaged, r"Change 2 \(line 4\)"):
            BoardFile.open(path, for_writing=for_writing).read(0)
    report = examine(path, START)
    assert (report.state, report.events, report.is_sound) == (State.DAMAGED, 1, False)
    assert report.fault is not None
    assert "Change 2 (line 4)" in worded(report.fault, is_doctors=True)
    assert "“board.json”" in worded(report.fault, is_doctors=True)
    ways = ways_on(path, lambda board: tmp_path / board)
    assert ways is not None
    assert (ways.good, ways.whole, ways.saved) == (1, 3, 4)
    assert path.read_bytes() == before
    saved = salvage(path, tmp_path / "new.json")
    assert (saved.kept, saved.lost) == (3, 1)
    assert len(BoardFile.open(saved.path, for_writing=False).read(0)) == 3
    assert worded(accept(path)).startswith("The board now has 1 change")
    assert len(BoardFile.open(path, for_writing=True).read(0)) == 1
    assert examine(path, START).is_sound


def test_two_changes_that_bear_one_number_are_told(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    meta = new_meta(BOARD, START)
    body = canonical(to_doc(Event("01KAK8" + "0" * 20, START, "ana", "card.add", ())))
    first, before = seal(1, {}, meta.seed, lambda _: body)
    second, before = seal(1, {}, before, lambda _: body)
    path.write_bytes(header_bytes(meta) + first + b"," + second + CLOSER)
    sidecar(path).unlink()
    report = examine(path, START)
    assert (report.state, report.events) == (State.DAMAGED, 1)


def test_what_is_nested_as_deeply_as_can_be_written_can_be_read(tmp_path: Path) -> None:
    def down(levels: int) -> Json:
        value: Json = 1
        for _ in range(levels):
            value = [value]
        return value

    def append(levels: int) -> None:
        change = Change("card.edit", (Write("card/1", "odd", None, down(levels)),))
        file.append(lambda _: [Draft(START, "ana", "add", "", change)])

    file = BoardFile.create(tmp_path / "board.json", START, BOARD)
    append(LEVELS - 1)
    with tells(Refusal, "nested more deeply"):
        append(LEVELS)
    assert len(BoardFile.open(file.path, for_writing=False).read(0)) == 1

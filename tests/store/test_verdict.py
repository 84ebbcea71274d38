"""What comes out of a file that is not as it was left: nothing acknowledged is lost in silence."""

import json
import os
import random
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, START, adding, new_board, texts, words
from tinydb import TinyDB

from cofacil import files
from cofacil.board.errors import BoardDamaged, Trouble
from cofacil.language.worded import worded
from cofacil.store import leftovers, open_file, tail_storage
from cofacil.store.board_file import BoardFile
from cofacil.store.doctor import accept
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import sidecar
from troubles import tells

EVENTS = 6


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_board(tmp_path, EVENTS)


def append_again(path: Path) -> None:
    file = BoardFile.open(path, for_writing=True)
    file.append(adding(99, text="afterwards"))
    file.close()


def refusal(path: Path) -> Trouble | None:
    try:
        append_again(path)
    except Trouble as trouble:
        return trouble
    return None


@pytest.mark.parametrize("zeros", [0, 1, 700])
@pytest.mark.parametrize("batch", [1, 2])
@pytest.mark.parametrize("before", [0, EVENTS])
def test_a_tear_at_any_byte_of_an_append_loses_nothing_acknowledged(
    tmp_path: Path, before: int, batch: int, zeros: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (files, leftovers, open_file, tail_storage):
        monkeypatch.setattr(module, "sync", lambda _: None)  # the tear is made by hand: no disk is waited for
    path = new_board(tmp_path, before)
    old, mark = path.read_bytes(), sidecar(path).read_bytes()
    file = BoardFile.open(path, for_writing=True)
    file.append(adding(*range(before + 1, before + batch + 1)))
    file.close()
    new = path.read_bytes()
    start = len(old) - 3
    whole = [at for at in range(start, len(new)) if new[at - 1 : at + 1] in {b"\n,", b"\n}"} and at > start]
    for cut in range(start, len(new)):
        torn = new[:cut] + old[cut:] if not zeros and cut < len(old) else new[:cut] + b"\0" * zeros
        path.write_bytes(torn)
        sidecar(path).write_bytes(mark)
        append_again(path)
        kept = sum(at <= cut for at in whole)
        assert texts(path) == [*words(before + kept), "afterwards"], cut
        json.loads(path.read_bytes())


def test_the_bytes_of_a_torn_append_are_kept(path: Path) -> None:
    whole, mark = path.read_bytes(), sidecar(path).read_bytes()
    BoardFile.open(path, for_writing=True).append(adding(7, text="half a thought"))
    cut = path.read_bytes().index(b"a thought")
    path.write_bytes(path.read_bytes()[:cut] + b"\0" * 40)
    sidecar(path).write_bytes(mark)
    assert texts(path, for_writing=True) == words(EVENTS)
    assert path.read_bytes() == whole
    assert rescue_file(path).read_bytes().endswith(b"half \n")


def test_a_reader_repairs_nothing_and_says_so(path: Path) -> None:
    torn = path.read_bytes()[:-3] + b',"7":{"e":"01'
    path.write_bytes(torn)
    file = BoardFile.open(path, for_writing=False)
    assert len(file.read(0)) == EVENTS
    assert file.damage is not None
    assert "cut off" in worded(file.damage)
    assert path.read_bytes() == torn
    assert not rescue_file(path).exists()


def test_a_lost_closing_line_alone_is_written_again(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-3])
    assert texts(path, for_writing=True) == words(EVENTS)
    assert path.read_bytes() == whole
    assert not rescue_file(path).exists()


def mutations(whole: bytes, older: bytes, seed: int) -> dict[str, bytes]:
    rng = random.Random(seed)  # noqa: S311  # a run that can be repeated
    at, size = rng.randrange(len(whole)), rng.choice([1, 64, 512])
    lines = whole.splitlines(keepends=True)
    line = rng.randrange(1, len(lines) - 1)
    return {
        "flip": whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(7)]) + whole[at + 1 :],
        "truncate": whole[: max(1, at)],
        "zero": whole[:at] + b"\0" * len(whole[at : at + size]) + whole[at + size :],
        "empty": b"",
        "nothing but zeros": b"\0" * len(whole),
        "garbage behind": whole + rng.randbytes(size),
        "a line dropped": b"".join(lines[:line] + lines[line + 1 :]),
        "two lines swapped": b"".join([*lines[:2], lines[3], lines[2], *lines[4:]]),
        "rolled back": older,
        "bytes cut out": whole[:at] + whole[at + 1 + rng.randrange(300) :],
        "other JSON": b"[1, 2, 3]\n",
        "an empty object": b"{}",
    }


@pytest.mark.parametrize("seed", range(12))
def test_damage_is_refused_or_healed_and_never_silent(path: Path, seed: int) -> None:
    older = path.read_bytes()
    append_again(path)
    whole, mark = path.read_bytes(), sidecar(path).read_bytes()
    for kind, damaged in mutations(whole, older, seed).items():
        if damaged == whole:
            continue
        path.write_bytes(damaged)
        sidecar(path).write_bytes(mark)
        refused = refusal(path)
        if refused is None:
            assert texts(path) == [*words(EVENTS), "afterwards", "afterwards"], kind
        else:
            assert refused.exit_code == 3, kind
            assert ("line" in worded(refused)) == ("byte" in worded(refused)), kind
            assert path.read_bytes() == damaged, kind


def test_damage_is_named_by_line_and_byte_and_the_good_part_can_be_read(path: Path) -> None:
    whole = path.read_bytes()
    at = whole.index(b"word 4")
    path.write_bytes(whole.replace(b"word 4", b"wort 4"))
    line_start = whole.rindex(b"\n", 0, at) + 1
    with tells(BoardDamaged, f"line 6, byte {line_start}"):
        BoardFile.open(path, for_writing=True)
    assert texts(path) == words(3)
    reader = BoardFile.open(path, for_writing=False)
    assert reader.damage is not None
    assert "line 6" in worded(reader.damage)


def test_an_older_copy_put_back_is_refused_until_somebody_accepts_it(path: Path) -> None:
    older = path.read_bytes()
    append_again(path)
    path.write_bytes(older)
    with tells(BoardDamaged, "7 changes were saved, and it holds 6"):
        append_again(path)
    assert path.read_bytes() == older
    assert "1 that were saved later are given up" in worded(accept(path))
    append_again(path)
    assert texts(path) == [*words(EVENTS), "afterwards"]


def test_an_older_copy_put_back_under_an_open_board_is_refused(path: Path) -> None:
    file = BoardFile.open(path, for_writing=True)
    file.read(0)
    older = path.read_bytes()
    append_again(path)
    with path.open("r+b") as raw:
        raw.write(older)
        raw.truncate()
    with tells(BoardDamaged, "7 changes were saved"):
        file.append(adding(8))
    assert path.read_bytes() == older


def test_another_board_in_its_place_is_refused(path: Path, tmp_path: Path) -> None:
    other = new_board(tmp_path / "other", 9, OTHER_BOARD)
    path.write_bytes(other.read_bytes())
    with tells(BoardDamaged, "another board"):
        BoardFile.open(path, for_writing=True)


def test_an_older_copy_that_went_on_elsewhere_is_refused(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(path.read_bytes())
    append_again(path)
    file = BoardFile.open(copy, for_writing=True)
    file.append(adding(11, 12, 13))
    path.write_bytes(copy.read_bytes())
    with tells(BoardDamaged, "differ"):
        BoardFile.open(path, for_writing=True)


@pytest.mark.parametrize("damage", [b"", b"\0" * 71, b"cofacil-mark", b"x" * 200])
def test_a_sidecar_that_tells_nothing_stops_nobody(path: Path, damage: bytes) -> None:
    sidecar(path).write_bytes(damage)
    append_again(path)
    assert texts(path) == [*words(EVENTS), "afterwards"]
    sidecar(path).unlink()
    append_again(path)
    assert len(texts(path)) == EVENTS + 2


def test_a_mark_that_lags_behind_is_no_damage(path: Path) -> None:
    mark = sidecar(path).read_bytes()
    append_again(path)
    sidecar(path).write_bytes(mark)
    assert len(texts(path)) == EVENTS + 1
    append_again(path)
    assert len(texts(path, for_writing=True)) == EVENTS + 2


@pytest.mark.parametrize("layout", [{"indent": 2}, {}, {"ensure_ascii": True, "separators": (" , ", " : ")}])
def test_what_another_program_laid_out_anew_is_read_and_put_back(path: Path, layout: dict[str, object]) -> None:
    whole = path.read_bytes()
    path.write_text(json.dumps(json.loads(whole), **layout))  # type: ignore[arg-type]  # options of json
    foreign = path.read_bytes()
    assert texts(path) == words(EVENTS)
    assert path.read_bytes() == foreign
    assert texts(path, for_writing=True) == words(EVENTS)
    assert path.read_bytes() == whole


def test_tables_that_plain_tinydb_added_are_carried_along(path: Path) -> None:
    with TinyDB(path) as plain:
        plain.table("notes").insert({"of": "somebody else", "word": 'with\n"events":{\n in it'})
    append_again(path)
    append_again(path)
    with TinyDB(path, access_mode="r") as plain:
        assert plain.table("notes").get(doc_id=1) == {"of": "somebody else", "word": 'with\n"events":{\n in it'}
    assert len(texts(path)) == EVENTS + 2
    assert path.read_bytes().count(b"\n") == EVENTS + 6


@pytest.mark.parametrize("odd", [7, "x", True, None, [], {}, {"x": 7}, {"x": "no"}, {"x": None}])
def test_what_stands_among_the_events_and_is_none_is_refused(path: Path, odd: object) -> None:
    tables = json.loads(path.read_bytes())
    tables["events"]["3"] = odd
    path.write_text(json.dumps(tables, indent=1))
    before = path.read_bytes()
    assert isinstance(refusal(path), BoardDamaged)
    assert path.read_bytes() == before


def test_an_event_that_plain_tinydb_changed_is_refused(path: Path) -> None:
    with TinyDB(path) as plain:
        plain.table("events").update({"by": "mallory"}, doc_ids=[2])
    before = path.read_bytes()
    with pytest.raises(BoardDamaged):
        append_again(path)
    assert path.read_bytes() == before


def test_a_plain_tinydb_writer_beside_an_open_board_is_found_out(path: Path) -> None:
    file = BoardFile.open(path, for_writing=True)
    file.read(0)
    with TinyDB(path) as plain:
        plain.table("notes").insert({"a": 1})
    file.append(adding(7))
    assert texts(path) == words(7)
    with TinyDB(path) as plain:
        plain.table("events").remove(doc_ids=[7])
    with pytest.raises(BoardDamaged):
        file.append(adding(8))


def test_the_sidecar_has_the_mode_of_the_board(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    sidecar(path).unlink()
    path.chmod(0o664)
    old = os.umask(0o077)
    try:
        append_again(path)
    finally:
        os.umask(old)
    assert sidecar(path).stat().st_mode & 0o777 == 0o664


def test_a_board_of_nothing_but_a_beginning_is_a_board(tmp_path: Path) -> None:
    file = BoardFile.create(tmp_path / "b.json", START, BOARD)
    assert list(file.read(0)) == []
    assert file.damage is None
    assert file.board_id == BOARD

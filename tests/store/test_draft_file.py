"""Words that wait: for their owner alone, for one window at a time, and read with care."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, names_in

from cofacil.board.errors import NotSaved
from cofacil.language.worded import worded
from cofacil.room.drafts import DraftPlace, Unkept
from cofacil.room.seats import Seat
from cofacil.store.draft_file import DraftFolder
from troubles import tells

ANA = Seat("Ana")
LINE = Unkept("card", "", {"column": "offer", "sign": "", "text": "Two spades 👨‍👩‍👧, żwir"})
OTHER = Unkept("edit", "card/1", {"words": "Half", "note": "one\ntwo"}, "card/2")


def place(folder: Path, seat: Seat = ANA, board: str = BOARD) -> DraftPlace:
    made = DraftFolder(folder / "drafts").place(board, seat)
    assert made is not None
    return made


def file_of(folder: Path) -> Path:
    return next((folder / "drafts").rglob("*.json"))


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in (folder / "drafts", *(folder / "drafts").rglob("*"))}


@pytest.mark.parametrize("is_lasting", [True, False])
def test_words_wait_for_their_owner_alone_and_come_back(tmp_path: Path, is_lasting: bool) -> None:
    before = os.umask(0)
    try:
        here = place(tmp_path)
        here.write([LINE, OTHER], is_lasting=is_lasting)
        assert modes(tmp_path) == {0o700, 0o600}
    finally:
        os.umask(before)
    here.close()
    again = place(tmp_path)
    assert list(again.read()) == [LINE, OTHER]
    assert again.notice is None


def test_nothing_is_made_by_looking_and_nothing_is_left_when_nothing_waits(tmp_path: Path) -> None:
    here = place(tmp_path)
    assert not here.read()
    here.close()
    assert names_in(tmp_path) == []
    here.write([LINE], is_lasting=True)
    here.write([], is_lasting=True)
    here.close()
    assert not [path for path in (tmp_path / "drafts").rglob("*") if path.is_file()]


def test_what_waits_is_one_persons_on_one_board_by_one_way_in(tmp_path: Path) -> None:
    place(tmp_path).write([LINE], is_lasting=True)
    for seat, board in ((Seat("Bea"), BOARD), (Seat("Ana", via="ssh"), BOARD), (ANA, OTHER_BOARD)):
        assert not place(tmp_path, seat, board).read()
    assert DraftFolder(tmp_path).place("", ANA) is None


@pytest.mark.parametrize("name", ["../../etc", "a/b", ".", "Ęwa Ożóg-Łąck", "ẞ" * 32, "👨‍👩‍👧‍👦" * 4, "-rf *"])
def test_any_name_has_a_file_in_its_folder(tmp_path: Path, name: str) -> None:
    place(tmp_path, Seat(name)).write([LINE], is_lasting=True)
    assert file_of(tmp_path).parent == tmp_path / "drafts" / BOARD
    assert list(place(tmp_path, Seat(name)).read()) == []


def test_two_windows_of_one_person_write_over_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = place(tmp_path), place(tmp_path)
    one.write([LINE], is_lasting=True)
    two.write([OTHER], is_lasting=True)
    assert not place(tmp_path).read()
    two.close()
    third = place(tmp_path)
    assert list(third.read()) == [OTHER]
    third.close()
    one.close()
    last = place(tmp_path)
    assert list(last.read()) == [LINE, OTHER]
    last.write([LINE], is_lasting=True)
    last.close()
    assert list(place(tmp_path).read()) == [LINE]


def test_what_a_killed_process_left_is_taken_over(tmp_path: Path) -> None:
    program = (
        "import sys, os, signal; from pathlib import Path\n"
        "from test_draft_file import LINE, place\n"
        "here = place(Path(sys.argv[1])); here.write([LINE], is_lasting=False); os.kill(os.getpid(), signal.SIGKILL)"
    )
    paths = os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parents[1])))
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert list(place(tmp_path).read()) == [LINE]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 400,
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "cofacil-draft/1", "lines": [1]}',
        b'{"format": "cofacil-draft/2", "lines": []}',
        b'{"format": "cofacil-draft/1", "lines": [{"line":"card","about":"","made":"","fields":{"text":1}}]}',
        b" " * 1_000_001,
    ],
)
def test_a_damaged_draft_is_put_aside_and_said(tmp_path: Path, data: bytes) -> None:
    for number in (1, 2):
        here = place(tmp_path)
        here.write([LINE], is_lasting=True)
        here.close()
        file_of(tmp_path).write_bytes(data)
        again = place(tmp_path)
        assert not again.read()
        assert again.notice is not None
        assert "cannot be read" in worded(again.notice)
        asides = list((tmp_path / "drafts").rglob("*.damaged-*"))
        assert [aside.read_bytes() for aside in asides] == [data] * number
        again.write([OTHER], is_lasting=True)
        again.close()
        assert list(place(tmp_path).read()) == [OTHER]
        file_of(tmp_path).unlink()


def test_a_link_or_a_pipe_in_the_place_of_a_draft_is_not_read(tmp_path: Path) -> None:
    here = place(tmp_path)
    here.write([LINE], is_lasting=True)
    here.close()
    file = file_of(tmp_path)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert not place(tmp_path).read()
    os.mkfifo(file)
    assert not place(tmp_path).read()


def test_hostile_letters_in_a_draft_reach_no_terminal(tmp_path: Path) -> None:
    here = place(tmp_path)
    here.write([LINE], is_lasting=True)
    here.close()
    file = file_of(tmp_path)
    doc = json.loads(file.read_text())
    doc["lines"][0]["fields"]["text"] = "a\x1b[31mb\u202ec"
    file.write_text(json.dumps(doc))
    assert place(tmp_path).read()[0].fields["text"] == "abc"


def test_a_place_that_cannot_be_written_says_why_and_is_written_to_once_it_can(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file where the folder should be")
    here = place(tmp_path)
    assert not here.read()
    with tells(NotSaved, "Not saved: "):
        here.write([LINE], is_lasting=True)
    (tmp_path / "drafts").unlink()
    here.write([LINE], is_lasting=True)
    (tmp_path / "drafts").rename(tmp_path / "gone")
    here.write([OTHER], is_lasting=True)
    here.close()
    assert list(place(tmp_path).read()) == [OTHER]

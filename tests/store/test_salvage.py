"""What comes out of a damaged file."""

from pathlib import Path

from storing import BOARD, new_board, texts

from cofacil.board.errors import BoardDamaged, Refusal
from cofacil.store.board_file import BoardFile
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import sidecar
from cofacil.store.salvage import salvage
from troubles import tells

DAY = 86_400_000


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

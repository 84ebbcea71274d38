"""`cofacil export`: a board carried away as a file or printed, and never in the place of another file."""

import sys
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import StrikeOut
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.kinds import Kind
from cofacil.export.formats import FORMATS


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    """Return one with a board that has met twice."""
    cofacil = Cofacil(tmp_path / "home")
    path = cofacil.begin()
    cofacil.do(path, OpenMeeting("meeting/1", ()))
    cofacil.do(path, AddCard("card/1", Kind.QUESTION, "Who opens the gate?"))
    cofacil.do(path, NameAbsence("absence/1", "Night cleaners"))
    cofacil.do(path, CloseMeeting())
    cofacil.do(path, OpenMeeting("meeting/2", ()))
    cofacil.do(path, AddCard("card/2", Kind.OFFER, "Tom has a van", said="Ana"))
    return cofacil


def test_without_a_file_it_is_printed(cofacil: Cofacil) -> None:
    result = cofacil("export", "riverside")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Who opens the gate?" in result.stdout
    assert cofacil("export", "riverside", "--to", "-").stdout == result.stdout


@pytest.mark.parametrize("name", [name for name, kind in FORMATS.items() if kind.is_text])
def test_every_format_is_kept_as_the_name_of_the_file_says(cofacil: Cofacil, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"council.{name.upper()}"
    result = cofacil("export", "riverside", "--to", str(target))
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr == f"Kept as {target}. Nothing is sent by this computer.\n"
    other = tmp_path / "other"
    assert cofacil("export", "riverside", "--to", str(other), "--format", name).exit_code == 0
    assert len(target.read_bytes()) > 100
    assert len(other.read_bytes()) > 100


def test_a_file_that_is_there_stays_as_it_is(cofacil: Cofacil, tmp_path: Path) -> None:
    target = tmp_path / "council.txt"
    target.write_text("mine")
    result = cofacil("export", "riverside", "--to", str(target))
    assert result.exit_code == 1
    assert result.stderr.startswith("There is a file called council.txt already: it stays as it is.")
    assert target.read_text() == "mine"


@pytest.mark.parametrize("name", ["council", "council.docx", "council.txt.gz"])
def test_what_it_is_to_be_has_to_be_said(cofacil: Cofacil, tmp_path: Path, name: str) -> None:
    result = cofacil("export", "riverside", "--to", str(tmp_path / name))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"How {name} ends does not say what it is to be: .")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(("chosen", "has_offer"), [("1", False), ("2", True), ("last", True), ("all", True)])
def test_a_meeting_is_told_as_it_was(cofacil: Cofacil, chosen: str, has_offer: bool) -> None:
    result = cofacil("export", "riverside", "--meeting", chosen)
    assert result.exit_code == 0
    assert "Who opens the gate?" in result.stdout
    assert ("Tom has a van" in result.stdout) == has_offer


@pytest.mark.parametrize("chosen", ["0", "-1", "first", "1.5", "²", "9" * 5000])
def test_what_is_no_meeting_is_said(cofacil: Cofacil, chosen: str) -> None:
    result = cofacil("export", "riverside", f"--meeting={chosen}")
    assert result.exit_code == 1
    assert "is no meeting: last, all, or the number of one" in result.stderr


def test_a_meeting_that_was_not_is_said(cofacil: Cofacil) -> None:
    result = cofacil("export", "riverside", "--meeting", "3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no meeting 3: this board has met 2 times.\n"


def test_of_a_damaged_board_what_is_whole_is_told(cofacil: Cofacil) -> None:
    path = next(cofacil.home.rglob("riverside-garden.json"))
    data = path.read_bytes()
    at = data.index(b"Tom has a van")
    path.write_bytes(data[:at] + b"X" + data[at + 1 :])
    result = cofacil("export", "riverside")
    assert result.exit_code == 3
    assert "Who opens the gate?" in result.stdout
    assert "Tom has" not in result.stdout
    assert result.stderr


@pytest.mark.parametrize("command", ["export", "catchup"])
def test_where_nothing_makes_pdf_it_is_said_what_brings_it(
    cofacil: Cofacil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = cofacil(command, "riverside", "--to", str(tmp_path / "council.pdf"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pip install 'cofacil[pdf]' brings it" in result.stderr
    assert not list(tmp_path.glob("*council*"))


def test_what_is_no_text_is_not_printed_on_a_terminal(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cofacil.cli.export.is_terminal", lambda: True)
    result = cofacil("export", "riverside", "--format", "pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("What pdf makes is nothing to print on a terminal: --to FILE keeps it")


def test_nothing_that_was_struck_out_is_told_of_any_meeting(cofacil: Cofacil) -> None:
    cofacil.do(next(cofacil.home.rglob("riverside-garden.json")), StrikeOut("card/1"))
    for chosen in ("1", "2", "all"):
        for name in ("txt", "html", "md", "svg"):
            result = cofacil("export", "riverside", "--meeting", chosen, "--format", name)
            assert result.exit_code == 0
            assert "opens the gate" not in result.stdout


def test_what_is_written_quietly_is_in_no_file(cofacil: Cofacil) -> None:
    path = next(cofacil.home.rglob("riverside-garden.json"))
    cofacil.do(path, BeginQuiet("step/1"))
    cofacil.do(path, AddCard("card/3", Kind.QUESTION, "Between us"))
    for name in ("txt", "html", "md", "svg"):
        result = cofacil("export", "riverside", "--format", name)
        assert result.exit_code == 0
        assert "Between us" not in result.stdout

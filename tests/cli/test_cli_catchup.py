"""`cofacil catchup`: a page printed or kept, and never in the place of another file."""

from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import MarkDone
from cofacil.board.kinds import Kind


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    path = cofacil.begin()
    cofacil.do(path, AddCard("card/1", Kind.QUESTION, "Who opens the gate?"))
    cofacil.do(path, NameAbsence("absence/1", "Night cleaners"))
    cofacil.do(path, AddCard("card/2", Kind.OFFER, "Where do night cleaners eat", said="Ana"))
    return cofacil


def test_it_is_printed_and_what_is_left_out_is_said_beside_it(cofacil: Cofacil) -> None:
    result = cofacil("catchup", "riverside")
    assert result.exit_code == 0
    assert result.stdout.startswith("For you who could not be here\n")
    assert "  - Who opens the gate?\n" in result.stdout
    assert "cleaners" not in result.stdout
    assert result.stderr == "One card names somebody who was missing: it is left out.\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [("away.txt", "For you"), ("away.md", "# For you"), ("AWAY.MD", "# For you"), ("away", "For you")],
)
def test_it_is_kept_as_the_name_says(cofacil: Cofacil, tmp_path: Path, name: str, begins: str) -> None:
    target = tmp_path / name
    result = cofacil("catchup", "riverside", "--to", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    kept = target if "." in name else target.with_suffix(".txt")
    assert f"Kept as {kept}." in result.stderr
    assert kept.read_text().startswith(begins)


def test_a_file_that_is_there_stays_as_it_is(cofacil: Cofacil, tmp_path: Path) -> None:
    target = tmp_path / "away.txt"
    target.write_text("mine")
    result = cofacil("catchup", "riverside", "--to", str(target))
    assert result.exit_code == 1
    assert result.stderr.startswith("There is a file called away.txt already: it stays as it is.")
    assert target.read_text() == "mine"


@pytest.mark.parametrize("name", ["away.docx", "away.json", "nowhere/away.txt"])
def test_what_it_cannot_be_kept_as_is_said_and_nothing_is_written(cofacil: Cofacil, tmp_path: Path, name: str) -> None:
    result = cofacil("catchup", "riverside", "--to", str(tmp_path / name))
    assert result.exit_code == 1
    assert Path(name).name in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(tmp_path.rglob("*away*"))


def test_an_earlier_meeting_is_printed_as_it_was(cofacil: Cofacil) -> None:
    path = cofacil.home / "boards" / "riverside-garden.json"
    cofacil.do(path, CloseMeeting())
    cofacil.do(path, OpenMeeting("meeting/2"))
    cofacil.do(path, MarkDone("card/1"))
    assert "Who opens the gate?" not in cofacil("catchup", "riverside").stdout
    assert "Who opens the gate?" in cofacil("catchup", "riverside", "--meeting", "1").stdout
    result = cofacil("catchup", "riverside", "--meeting", "3")
    assert result.exit_code == 1
    assert result.stderr == "There is no meeting 3: this board has met 2 times.\n"
    assert cofacil("catchup", "riverside", "--meeting", "0").exit_code == 2


def test_a_board_that_has_not_met_has_no_page(cofacil: Cofacil) -> None:
    cofacil.begin("Hospital food")
    result = cofacil("catchup", "hospital")
    assert result.exit_code == 1
    assert result.stderr == "This board has not met yet: there is nothing to tell.\n"


def test_large_print_has_short_lines(cofacil: Cofacil) -> None:
    assert max(map(len, cofacil("catchup", "riverside", "--large").stdout.splitlines())) <= 46


def test_of_a_damaged_board_the_page_is_of_what_is_whole(cofacil: Cofacil) -> None:
    path = cofacil.home / "boards" / "riverside-garden.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"Where do night", b"Where do nibht"))
    result = cofacil("catchup", "riverside")
    assert result.exit_code == 3
    assert "Who opens the gate?" in result.stdout
    assert "riverside-garden" in result.stderr

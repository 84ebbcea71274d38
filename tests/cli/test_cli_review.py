"""`cofacil review` without a screen: what a board answers in plain lines, and that nothing is written."""

from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.asked_after import Kept
from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.answers import AnswerPromise
from cofacil.board.commands.cards import AddCard, TakeCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import StrikeOut
from cofacil.board.kinds import Kind


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    path = cofacil.begin()
    cofacil.do(path, AddCard("card/1", Kind.ACTION, "I will ask the caretaker", said="Ana", when="2026-12-01"))
    cofacil.do(path, TakeCard("card/1", "Ana"))
    cofacil.do(path, AddCard("card/2", Kind.OFFER, "My van", said="Ana"))
    cofacil.do(path, NameAbsence("absence/1", "Night cleaners"))
    cofacil.do(path, CloseMeeting())
    cofacil.do(path, OpenMeeting("meeting/2"))
    cofacil.do(path, AnswerPromise("card/1", Kept.KEPT, "He gave us his key."))
    return cofacil


def the_board(cofacil: Cofacil) -> Path:
    return cofacil.home / "boards" / "riverside-garden.json"


def test_it_answers_who_does_what_by_when_and_who_was_missing(cofacil: Cofacil) -> None:
    result = cofacil("review", "riverside")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Board: Riverside garden"
    at = lines.index("Who does what by when: 1")
    assert lines[at + 1] == ("A1 (kept, Ana, by Tue 1 December 2026, He gave us his key.): I will ask the caretaker")
    at = lines.index("Who was missing, and what came of it: 1")
    assert lines[at + 1].startswith("N2 (")
    assert lines[at + 1].endswith(": Night cleaners")
    at = lines.index("Offers not taken up: 1")
    assert lines[at + 1].endswith(": My van")


def test_as_far_as_a_meeting_nothing_of_the_next_is_told_but_what_was_taken_back(cofacil: Cofacil) -> None:
    cofacil.do(the_board(cofacil), StrikeOut("card/2"))
    said = cofacil("review", "riverside", "--meeting", "1").stdout
    assert "A1 (open, Ana, by Tue 1 December 2026): I will ask the caretaker" in said
    assert "van" not in said
    result = cofacil("review", "riverside", "--meeting", "3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no meeting 3: this board has met 2 times.\n"


def test_without_a_name_it_is_the_board_that_met_last(cofacil: Cofacil) -> None:
    cofacil.begin("Hospital food")
    assert cofacil("review").stdout.startswith("Board: Riverside garden\n")


def test_where_there_is_no_board_it_says_how_to_begin_one(tmp_path: Path) -> None:
    result = Cofacil(tmp_path)("review")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "There is no board yet to look back on. Begin one: cofacil new TITLE.\n"


def test_nothing_is_changed_or_made_beside_the_board_or_anywhere(cofacil: Cofacil) -> None:
    def everything() -> dict[str, tuple[int, bytes]]:
        files = (path for path in cofacil.home.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = everything()
    for arguments in (("review", "riverside"), ("review",), ("review", "riverside", "--meeting", "1")):
        assert cofacil(*arguments).exit_code == 0
    assert everything() == before


def test_of_a_damaged_board_it_tells_what_is_whole_says_so_and_ends_with_3(cofacil: Cofacil) -> None:
    path = the_board(cofacil)
    path.write_bytes(path.read_bytes().replace(b"My van", b"My v@n"))
    before = path.read_bytes()
    result = cofacil("review", "riverside")
    assert result.exit_code == 3
    assert "I will ask the caretaker" in result.stdout
    assert "v@n" not in result.stdout
    assert result.stderr.count("\n") == 1
    assert path.read_bytes() == before


def test_what_is_no_board_is_a_sentence(cofacil: Cofacil, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}")
    result = cofacil("review", str(path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1

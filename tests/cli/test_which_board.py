"""Which board a command means: by its name, its title, how either begins, or its path; and none where that is not clear."""

import shutil
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.commands.meetings import SetBoard


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


@pytest.mark.parametrize(
    "typed",
    [
        "Harbour Lane Kitchen",
        "harbour lane kitchen",
        "  harbour   LANE kitchen ",
        "harbour lane",
        "Harbour",
        "harbour-lane-kitchen",
        "harbour-l",
        "harbour lane: kitchen",
    ],
)
def test_a_board_is_found_by_its_title_and_by_how_that_begins(cofacil: Cofacil, typed: str) -> None:
    cofacil.begin("Harbour Lane Kitchen")
    cofacil.begin("Riverside garden")
    result = cofacil("show", typed)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Board: Harbour Lane Kitchen\n")


@pytest.mark.parametrize("typed", ["Café Zoë", "cafe zoe", "CAFE\u0301", "zoe"])
def test_a_title_that_its_file_does_not_bear_finds_it_too_with_and_without_accents(
    cofacil: Cofacil, typed: str
) -> None:
    path = cofacil.begin("Monday group")
    cofacil.do(path, SetBoard("Zoë's Café" if typed == "zoe" else "Café Zoë"))
    assert cofacil("show", typed).exit_code == 0
    assert cofacil("list").exit_code == 0  # makes the index
    assert cofacil("show", typed).exit_code == 0


@pytest.mark.parametrize("typed", ["Garden café", "garden", "GARDEN CAFE", "gard"])
def test_a_title_of_two_boards_is_refused_and_both_are_named(cofacil: Cofacil, typed: str) -> None:
    cofacil.begin("Garden café")
    cofacil.begin("Garden café")
    result = cofacil("show", typed)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"“{typed}” may be “garden-café” or “garden-café-2”. Type which of them.\n"
    assert cofacil("show", "garden-café").exit_code == 0


def test_a_title_is_never_read_as_the_beginning_of_anothers_name(cofacil: Cofacil) -> None:
    cofacil.begin("Kitchen talks")
    cofacil.do(cofacil.begin("Harbour"), SetBoard("Kitchen"))
    assert cofacil("show", "kitchen").stdout.startswith("Board: Kitchen\n")
    assert cofacil("show", "kitchen t").stdout.startswith("Board: Kitchen talks\n")


def test_a_copy_of_a_board_does_not_make_the_beginning_of_its_name_unclear(cofacil: Cofacil) -> None:
    path = cofacil.begin("Harbour Lane Kitchen")
    shutil.copy(path, path.with_name("copy.json"))
    assert cofacil("show", "harbour").exit_code == 0
    assert "may be “copy” or “harbour-lane-kitchen”" in cofacil("show", "Harbour Lane Kitchen").stderr


def test_the_whole_name_of_an_archived_board_is_nobody_elses_beginning_or_title(cofacil: Cofacil) -> None:
    cofacil.begin("Harbour")
    cofacil.do(cofacil.begin("Harbour"), SetBoard(purpose="The second"))
    cofacil("archive", "harbour")
    assert "The second" not in cofacil("show", "harbour").stdout
    assert "The second" in cofacil("show", "harbour-").stdout


def test_of_many_that_begin_so_five_are_named(cofacil: Cofacil) -> None:
    for number in range(7):
        cofacil.begin(f"Group {number}")
    words = cofacil("show", "group").stderr
    assert (
        words
        == "“group” may be “group-0”, “group-1”, “group-2”, “group-3” and “group-4”, or another. Type more of its name.\n"
    )


def test_a_slip_in_a_title_is_told_with_the_board_that_bears_it(cofacil: Cofacil) -> None:
    cofacil.do(cofacil.begin("Monday group"), SetBoard("Harbour Lane Kitchen"))
    assert "Did you mean “monday-group”?" in cofacil("show", "harbor lane kitchn").stderr


@pytest.mark.parametrize(
    "words",
    [
        ("open",),
        ("review", "--lines"),
        ("show",),
        ("catchup",),
        ("export", "--format", "txt"),
        ("doctor",),
        ("backup",),
        ("restore",),
        ("members",),
        ("search", "gate", "--board"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_takes_a_board_takes_its_title_and_its_path_and_says_so(
    cofacil: Cofacil, tmp_path: Path, words: tuple[str, ...]
) -> None:
    cofacil.begin("Harbour Lane Kitchen")
    cofacil("add", "harbour lane", "question", "Who opens the gate?")
    given = tmp_path / "given.json"
    shutil.copy(cofacil.home / "boards" / "harbour-lane-kitchen.json", given)
    for typed in ("Harbour Lane Kitchen", str(given)):
        result = cofacil(*words, typed)
        assert "There is no board" not in result.stderr
        assert result.exit_code in {0, 1}, result.stderr
    told = " ".join(cofacil(words[0], "--help").stdout.split())
    assert "BOARD is its name, its title, how either begins, or the path of its file." in told

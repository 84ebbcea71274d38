"""`cofacil plans`, and a board that is begun with one."""

from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.commands.people import AddPerson
from cofacil.methods.plan import SHIPPED, shipped_file
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.store.board_file import BoardFile

OURS = 'title = "Our Sunday"\n[[step]]\ntitle = "Tea first"\nminutes = 5\nquestion = "Who pours?"\nguidance = "Hot."\n'


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


def own(cofacil: Cofacil, name: str, text: str = OURS) -> Path:
    folder = cofacil.home / "config" / "plans"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def room_of(path: Path) -> Room:
    room = Room(BoardFile.open(path, for_writing=False), SystemClock())
    room.pull()
    room.log.close()
    return room


def test_the_plans_are_listed_ours_first_and_a_broken_one_is_named(cofacil: Cofacil) -> None:
    own(cofacil, "sunday.toml")
    own(cofacil, "listening.toml", OURS.replace("5", "0"))
    result = cofacil("plans")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert [row.partition(":")[0] for row in rows] == [*SHIPPED, "sunday"]
    assert rows[0] == "first-meeting: A first meeting together (8 steps, 90 minutes)"
    assert rows[-1] == "sunday: Our Sunday (1 step, 5 minutes, your own)"
    assert result.stderr.startswith("listening.toml, line 4: step 1, minutes has to be a whole number from 1 to 240.")


def test_a_plan_is_shown_step_by_step(cofacil: Cofacil) -> None:
    result = cofacil("plans", "show", "listen")
    assert result.exit_code == 0
    said = result.stdout.split("\n\n")
    assert said[0] == "Listening: 7 steps, 40 minutes\nLeans on 004, 001"
    assert said[2].splitlines()[0] == "2. The telling, 12 minutes: What somebody came to tell us"
    assert said[2].splitlines()[-1] == "   Nobody types."
    assert "   In Offers." in said[6]
    assert "no plan called “sunday”" in cofacil("plans", "show", "sunday").stderr


def test_a_file_is_checked_and_each_fault_has_its_line(cofacil: Cofacil) -> None:
    good = cofacil("plans", "check", str(own(cofacil, "sunday.toml")))
    assert (good.exit_code, good.stdout) == (0, "sunday.toml can be used: Our Sunday, 1 step, 5 minutes.\n")
    bad = cofacil("plans", "check", str(own(cofacil, "bad.toml", OURS.replace("5", "1000") + 'hue = "red"\n')))
    assert bad.exit_code == 1
    assert bad.stdout.splitlines() == [
        "bad.toml, line 4: step 1, minutes has to be a whole number from 1 to 240.",
        "bad.toml, line 7: step 1, hue means nothing here. It is left alone.",
    ]
    long = cofacil("plans", "check", str(own(cofacil, "long.toml", OURS.replace("Who pours?", "x" * 60))))
    assert long.exit_code == 0
    assert "question has 60 letters; more than 54 take two rows." in long.stdout
    assert cofacil("plans", "check", str(cofacil.home / "gone.toml")).exit_code == 1
    assert cofacil("plans", "check", "sunday").stdout == good.stdout == cofacil("plans", "check", "sunday.toml").stdout
    assert "gone could not be read" in cofacil("plans", "check", "gone").stdout


def test_a_copy_is_ours_word_for_word_and_writes_over_nothing(cofacil: Cofacil) -> None:
    result = cofacil("plans", "copy", "first")
    path = cofacil.home / "config" / "plans" / "first-meeting.toml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert path.read_text() == shipped_file("first-meeting").read_text()
    path.write_text(OURS)
    again = cofacil("plans", "copy", "first-meeting")
    assert again.exit_code == 1
    assert "first-meeting.toml is there already, and stays as it is." in again.stderr
    assert path.read_text() == OURS
    assert "first-meeting: Our Sunday (1 step, 5 minutes, your own)" in cofacil("plans").stdout


def test_a_plan_of_ones_own_begins_with_the_steps_of_another(cofacil: Cofacil) -> None:
    result = cofacil("plans", "new", "Our [b]Sunday[/b]", "--from", "check-in")
    path = cofacil.home / "config" / "plans" / "our-b-sunday-b.toml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n"), result.stderr
    ours = shipped_file("check-in").read_text()
    assert path.read_text() == ours.replace('title = "Check-in round"', 'title = "Our [b]Sunday[/b]"')
    assert cofacil("plans", "new", "Our [b]Sunday[/b]", "--from", "check-in").exit_code == 1
    assert cofacil("plans", "new", "Monday", "--from", "our-b").exit_code == 0
    assert "monday: Monday (3 steps, 12 minutes, your own)" in cofacil("plans").stdout
    assert cofacil("plans", "new", "Monday").exit_code == 2


def test_a_folder_that_cannot_be_written_is_said(cofacil: Cofacil) -> None:
    (cofacil.home / "config").mkdir(parents=True)
    (cofacil.home / "config" / "plans").write_text("a file")
    result = cofacil("plans", "copy", "listening")
    assert result.exit_code == 1
    assert "listening.toml could not be written" in result.stderr


def test_a_shell_is_offered_the_names_of_plans(cofacil: Cofacil) -> None:
    own(cofacil, "open-day.toml")
    asked = {"_COFACIL_COMPLETE": "bash_complete", "COMP_WORDS": "cofacil plans show o", "COMP_CWORD": "3"}
    names = ["plain,offers-and-asks", "plain,open-conversation", "plain,one-two-four-all", "plain,open-day"]
    assert cofacil(env=asked).stdout.split() == names
    asked |= {"COMP_WORDS": "cofacil new Garden --plan li", "COMP_CWORD": "4"}
    assert cofacil(env=asked).stdout.split() == ["plain,listening"]


def test_a_plan_of_a_board_that_is_only_made_waits_for_its_first_meeting(cofacil: Cofacil) -> None:
    file = own(cofacil, "sunday.toml")
    made = cofacil("new", "Garden", "--plan", "sunday", "--no-open")
    path = Path(made.stdout.strip())
    room = room_of(path)
    assert room.board.meeting is None
    assert room.board.plan_ahead is not None
    file.unlink()
    cofacil.do(path, AddPerson("Tom"))
    board = room_of(path).board
    assert [(step.title, step.minutes, step.question, step.guidance) for step in board.plan] == [
        ("Tea first", 5, "Who pours?", "Hot.")
    ]
    assert board.meeting is not None
    assert board.meeting.plan == "Our Sunday"
    assert board.plan_ahead is None


def test_a_plan_that_nobody_knows_makes_no_board(cofacil: Cofacil) -> None:
    result = cofacil("new", "Garden", "--plan", "sunday", "--no-open")
    assert result.exit_code == 1
    assert "There is no plan called “sunday”. There are first-meeting, offers-and-asks" in result.stderr
    assert not list(cofacil.home.rglob("*.json"))

"""`cofacil demo`, and what every command does where there is no screen."""

from pathlib import Path

import pytest
from cli_running import Cofacil


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


@pytest.mark.parametrize("command", [(), ("open", "garden"), ("open", "garden", "--wall"), ("demo",), ("new", "Other")])
def test_without_a_screen_everything_is_printed_and_nothing_waits(cofacil: Cofacil, command: tuple[str, ...]) -> None:
    cofacil.begin("Garden")
    started = cofacil.start(*command)
    out, err = started.communicate(timeout=20)
    assert (started.returncode, err) == (0, b"")
    assert b"\x1b" not in out
    assert out


def test_the_example_is_in_the_middle_of_its_second_meeting(cofacil: Cofacil) -> None:
    lines = cofacil("demo").stdout.splitlines()
    assert "Timer: 06:12 left" in lines
    assert "Count: questions 13, offers 14, actions 8, open issues 9, not here 5, people here 12" in lines
    assert any(line.startswith("Meeting: number 2, since ") for line in lines)
    assert "Step 5: Offers and asks. What could you bring? What would help you?" in lines
    assert not list(cofacil.home.glob("**/*.json"))


def test_a_first_meeting_is_shown_in_the_middle_of_things(cofacil: Cofacil) -> None:
    lines = cofacil("demo", "--first").stdout.splitlines()
    assert "Timer: 06:12 left" in lines
    assert "Count: questions 9, offers 11, actions 7, open issues 7, not here 6, people here 12" in lines
    assert any(line.startswith("Who is not in the room: ") for line in lines)
    assert not list(cofacil.home.glob("**/*.json"))


@pytest.mark.parametrize("which", [(), ("--first",)])
def test_the_example_is_filled_up_to_any_number_of_cards(cofacil: Cofacil, which: tuple[str, ...]) -> None:
    lines = cofacil("demo", *which, "--cards", "1000").stdout.splitlines()
    cards = [line.partition(" ")[0] for line in lines if line[:1] in "QOAI" and line[1:2].isdigit()]
    assert len(cards) == len(set(cards)) == 1000


def test_what_is_added_to_a_crowd_stands_behind_it() -> None:
    from cofacil.board.commands.cards import AddCard
    from cofacil.board.kinds import Kind
    from cofacil.example.meeting import example_log
    from cofacil.room.clock import SystemClock
    from cofacil.room.practice import Practice
    from cofacil.room.room import Room
    from cofacil.room.seats import Seat

    clock = SystemClock()
    room = Room(example_log(Practice(), clock.now(), 200), clock)
    room.pull()
    before = room.board.columns[Kind.OFFER]
    after = room.do(Seat("Ana"), AddCard("card/new", Kind.OFFER, "last")).board.columns[Kind.OFFER]
    assert after[:-1] == before
    assert after[-1].text == "last"

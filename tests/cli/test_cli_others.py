"""`cofacil doctor`, `demo`, `themes`, `completion`, and `cofacil` alone."""

import re
from pathlib import Path

import pytest
from cli_running import Cofacil


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


def test_the_doctor_tells_of_everything_cofacil_needs(cofacil: Cofacil) -> None:
    result = cofacil("doctor")
    words = [line.partition(":")[0] for line in result.stdout.splitlines()]
    assert words == ["Terminal", "Colours", "Size", "Encoding", "Boards", "Settings", "Theme", "Questions"]
    assert result.exit_code == 0


def test_the_doctor_finds_a_sound_board_sound(cofacil: Cofacil) -> None:
    cofacil.begin("Garden")
    result = cofacil("doctor", "garden")
    assert "File: sound" in result.stdout
    assert "Saved: as saved" in result.stdout
    assert "Lock: nobody is writing" in result.stdout
    assert result.exit_code == 0


def damaged(cofacil: Cofacil) -> Path:
    path = cofacil.begin("Garden")
    for words in ("pans", "a van", "pots"):
        cofacil("add", "garden", "offer", words)
    path.write_bytes(path.read_bytes().replace(b"a van", b"a fan"))
    return path


def test_the_doctor_names_the_place_of_the_damage_and_changes_nothing(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    before = path.read_bytes()
    result = cofacil("doctor", "garden")
    assert result.exit_code == 3
    assert "File: damaged" in result.stdout
    assert "damaged at line" in result.stdout
    assert "--salvage" in result.stderr
    assert path.read_bytes() == before


def test_what_is_whole_is_written_to_a_new_file(cofacil: Cofacil, tmp_path: Path) -> None:
    path = damaged(cofacil)
    before = path.read_bytes()
    new = tmp_path / "new.json"
    assert cofacil("doctor", "garden", "--salvage", str(new)).exit_code == 0
    assert path.read_bytes() == before
    shown = cofacil("show", str(new))
    assert shown.exit_code == 0
    assert "pans" in shown.stdout
    assert "van" not in shown.stdout
    assert "fan" not in shown.stdout
    again = cofacil("doctor", "garden", "--salvage", str(new))
    assert again.exit_code == 1


def test_a_damaged_board_is_taken_as_it_is_when_somebody_says_so(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    result = cofacil("doctor", "garden", "--accept")
    assert result.exit_code == 0
    assert "is in the rescue file" in result.stdout
    assert b"a fan" in path.with_name(path.name + ".rescue").read_bytes()
    assert cofacil("add", "garden", "offer", "more").stdout == "O2\n"


@pytest.mark.parametrize("command", [(), ("open", "garden"), ("open", "garden", "--wall"), ("demo",), ("new", "Other")])
def test_without_a_screen_everything_is_printed_and_nothing_waits(cofacil: Cofacil, command: tuple[str, ...]) -> None:
    cofacil.begin("Garden")
    started = cofacil.start(*command)
    out, err = started.communicate(timeout=20)
    assert (started.returncode, err) == (0, b"")
    assert b"\x1b" not in out
    assert out


def test_the_example_is_in_the_middle_of_things(cofacil: Cofacil) -> None:
    lines = cofacil("demo").stdout.splitlines()
    assert "Timer: 06:12 left" in lines
    assert "Count: questions 9, offers 11, actions 7, open issues 7, not here 6, people here 12" in lines
    assert any(line.startswith("Who is not in the room: ") for line in lines)
    assert not list(cofacil.home.glob("**/*.json"))


def test_the_example_is_filled_up_to_any_number_of_cards(cofacil: Cofacil) -> None:
    lines = cofacil("demo", "--cards", "1000").stdout.splitlines()
    cards = [line.partition(" ")[0] for line in lines if line[:1] in "QOAI" and line[1:2].isdigit()]
    assert len(cards) == len(set(cards)) == 1000


def test_what_is_added_to_a_crowd_stands_behind_it() -> None:
    from cofacil.board.commands.cards import AddCard
    from cofacil.board.kinds import Kind
    from cofacil.example.demo import demo_log
    from cofacil.room.clock import SystemClock
    from cofacil.room.practice import Practice
    from cofacil.room.room import Room
    from cofacil.room.seats import Seat

    clock = SystemClock()
    room = Room(demo_log(Practice(), clock.now(), 200), clock)
    room.pull()
    before = room.board.columns[Kind.OFFER]
    after = room.do(Seat("Ana"), AddCard("card/new", Kind.OFFER, "last")).board.columns[Kind.OFFER]
    assert after[:-1] == before
    assert after[-1].text == "last"


def test_the_themes_are_listed_and_a_broken_one_is_named(cofacil: Cofacil) -> None:
    own = cofacil.home / "config" / "themes"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("dark = perhaps")
    result = cofacil("themes")
    assert result.exit_code == 0
    assert "projector-light (light, in use): " in result.stdout
    assert "mine.toml" in result.stderr


def test_broken_files_of_ones_own_are_told_by_the_doctor(cofacil: Cofacil) -> None:
    config = cofacil.home / "config"
    for folder in ("themes", "decks"):
        (config / folder).mkdir(parents=True)
        (config / folder / f"{folder}.toml").write_text("= broken")
    (config / "config.toml").write_text("theme = 3\n")
    told = [line for line in cofacil("doctor").stdout.splitlines() if line.startswith("To mend")]
    assert len(told) == 3
    assert all(name in " ".join(told) for name in ("config.toml", "themes.toml", "decks.toml"))
    assert cofacil("demo").exit_code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_script(cofacil: Cofacil, shell: str) -> None:
    result = cofacil("completion", shell)
    assert result.exit_code == 0
    assert "_COFACIL_COMPLETE" in result.stdout


def test_a_shell_is_offered_the_names_of_boards(cofacil: Cofacil) -> None:
    for title in ("Riverside", "Rooftop", "Garden"):
        cofacil.begin(title)
    asked = {"_COFACIL_COMPLETE": "bash_complete", "COMP_WORDS": "cofacil show r", "COMP_CWORD": "2"}
    assert cofacil(env=asked).stdout.split() == ["plain,riverside", "plain,rooftop"]
    asked |= {"COMP_WORDS": "cofacil add riverside o", "COMP_CWORD": "3"}
    assert cofacil(env=asked).stdout.split() == ["plain,offer"]


def test_a_backup_is_named_and_put_back(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    broken = path.read_bytes()
    board = re.search(rb'"board":"(\w{26})"', broken)
    assert board
    backup = cofacil.home / "backups" / board[1].decode() / "2026-11-20.json"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(broken.replace(b"a fan", b"a van"))
    looked = cofacil("doctor", "garden")
    assert "2026-11-20" in looked.stdout
    assert "--restore DAY" in looked.stderr
    unknown = cofacil("doctor", "garden", "--restore", "2026-11-01")
    assert unknown.exit_code == 3
    assert "There are 2026-11-20." in unknown.stderr
    assert path.read_bytes() == broken
    assert cofacil("doctor", "garden", "--restore", "2026-11-20", "--accept").exit_code == 2
    assert cofacil("doctor", "garden", "--restore", "2026-11-20").exit_code == 0
    assert "a van" in cofacil("show", "garden").stdout
    assert b"a fan" in path.with_name(path.name + ".rescue").read_bytes()


def test_a_sitting_of_four_weeks_ago_is_not_open() -> None:
    from cofacil.board.events import Event, Write
    from cofacil.board.fold import EMPTY, fold
    from cofacil.export.json_report import board_report
    from cofacil.export.plain_lines import board_lines

    fields = {"opened": 1000, "here.ana": {"how": "hall", "from": 1000, "to": None}}
    writes = (Write("meeting/1", "", None, fields), Write("timer", "", None, {"ends": 2000}))  # type: ignore[arg-type]  # JSON
    board = fold(EMPTY, [Event("1", 1000, "ana", "x", writes)])
    late = 1000 + 28 * 86_400_000
    lines = "\n".join(board_lines(board, late))
    assert "none is open" in lines
    assert "people here 0" in lines
    assert "Timer" not in lines
    assert (board_report(board, late)["meeting"], board_report(board, late)["here"]) == (None, [])
    assert board_report(board, 2000)["here"] == ["Ana"]


def test_how_long_ago_is_counted_in_dates() -> None:
    from datetime import date

    from cofacil.language.days import say_ago

    today = date(2026, 11, 22)
    said = {1: "yesterday", 0: "today", 13: "13 days ago", 14: "2 weeks ago", 63: "2 months ago", 800: "2 years ago"}
    for days, words in said.items():
        assert say_ago(date.fromordinal(today.toordinal() - days), today) == words

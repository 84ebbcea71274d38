"""`cofacil new`, `list` and `show`."""

import json
import re
import time
from contextlib import closing
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, SetBoard
from cofacil.board.commands.moving import MarkDone
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.questions import AddQuestion, ChangeQuestion, ChooseDeck, PutAwayQuestion
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.deck import Deck, Prompt
from cofacil.board.events import Write
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.plan import Plan, PlannedStep
from cofacil.board.slugs import ROOM
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from wall import Wall


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


def test_a_board_is_begun_in_the_folder_of_boards(cofacil: Cofacil) -> None:
    path = cofacil.begin("Siân's garden!")
    assert path == cofacil.home / "boards" / "siân-s-garden.json"
    assert "Board: Siân's garden!\n" in cofacil("show", "siân").stdout


def test_two_boards_may_be_called_alike_and_it_is_said(cofacil: Cofacil, tmp_path: Path) -> None:
    first = cofacil("new", "Garden", "--no-open")
    assert first.stderr == ""
    before = Path(first.stdout.strip()).read_bytes()
    for title, name in (("Garden", "garden-2"), ("garden ", "garden-3")):
        again = cofacil("new", title, "--no-open")
        assert (again.exit_code, again.stdout) == (0, f"{cofacil.home}/boards/{name}.json\n")
        assert again.stderr.startswith("There is “Garden” already: `cofacil open garden")
        assert f"“{name}”" in again.stderr
    elsewhere = cofacil("new", "Garden", "--at", str(tmp_path / "b.json"), "--no-open")
    assert "already" in elsewhere.stderr
    assert Path(first.stdout.strip()).read_bytes() == before
    assert cofacil("new", "Gardens", "--no-open").stderr == ""


def test_a_title_that_was_given_later_counts_and_so_does_a_file_that_is_called_so(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    cofacil.do(path, SetBoard(title="Kitchen"))
    for title in ("Kitchen", "Garden"):
        told = cofacil("new", title, "--no-open").stderr
        assert told.startswith("There is “Kitchen” already: `cofacil open garden`")


def test_a_board_is_never_begun_over_something(cofacil: Cofacil, tmp_path: Path) -> None:
    taken = tmp_path / "taken.json"
    taken.write_text("mine")
    result = cofacil("new", "Garden", "--at", str(taken), "--no-open")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing was overwritten" in result.stderr
    assert taken.read_text() == "mine"


@pytest.mark.parametrize("more", [("--purpose", "x" * 201), ("--place", "x" * 201), ("--as", "x" * 33)])
def test_a_board_that_cannot_be_begun_leaves_no_file(cofacil: Cofacil, tmp_path: Path, more: tuple[str, str]) -> None:
    result = cofacil("new", "Garden", "--at", str(tmp_path / "b.json"), *more)
    assert result.exit_code == 1
    assert not list(tmp_path.glob("b.json*"))


def test_without_a_screen_a_new_board_is_only_made(cofacil: Cofacil) -> None:
    result = cofacil("new", "Garden", "--purpose", "Beds", "--place", "Hall")
    assert (result.exit_code, result.stdout) == (0, f"{cofacil.home}/boards/garden.json\n")
    assert "Purpose: Beds\nPlace: Hall\n" in cofacil("show", "garden").stdout


def test_boards_are_listed_one_a_line(cofacil: Cofacil) -> None:
    assert cofacil("list").stdout.startswith("Boards: 0\nTo begin: cofacil new TITLE.")
    cofacil.begin("Garden")
    cofacil("add", "garden", "offer", "pans")
    assert cofacil("list").stdout.splitlines() == [
        "Boards: 1",
        "garden: Garden; has not met yet; said I will 0, to invite 0, open 1",
        f"Kept in: {cofacil.home}/boards",
    ]


def test_boards_are_listed_for_programs(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    (listed,) = json.loads(cofacil("list", "--json").stdout)
    assert listed == {
        "name": "garden", "path": str(path), "title": "Garden", "purpose": "", "met": None, "here": 0,
        "promised": 0, "to_invite": 0, "open": 0, "plan": "", "step": None, "copy_of": "", "trouble": "",
    }  # fmt: skip


def test_a_board_that_cannot_be_read_is_listed_and_said(cofacil: Cofacil) -> None:
    cofacil.begin("Garden")
    (cofacil.home / "boards" / "other.json").write_text("{}")
    result = cofacil("list")
    assert result.exit_code == 3
    assert "other: cannot be read\n" in result.stdout
    assert "garden: Garden" in result.stdout
    assert "other.json" in result.stderr


def full_board(cofacil: Cofacil) -> Path:
    path = cofacil.begin("Garden")
    cofacil.do(path, AddCard("card/q", Kind.QUESTION, "What shall we eat?", said="Sam", newcomers=("Sam",)))
    cofacil.do(path, AddCard("card/o", Kind.OFFER, "Cooking", note="Two plates.\nNo pans.", said="Sam"))
    cofacil.do(path, AddCard("card/a", Kind.ACTION, "Ask", owners=("Priya",), when="2199-11-27", tags=("gate",)))
    cofacil.do(path, TieLink("link/1", "card/o", "card/q"))
    cofacil.do(path, NameAbsence("absence/c", "Night cleaners", "Who does this at night?"))
    cofacil.do(path, SetAbsence("absence/c", knows="Bea", asks="Sam", when="2026-11-24", where="the gate"))
    cofacil.do(path, AbsenceCame("absence/c", AbsenceState.INVITED))
    return path


def test_a_board_is_shown_counts_first_and_one_thing_a_line(cofacil: Cofacil) -> None:
    full_board(cofacil)
    lines = cofacil("show", "garden").stdout.splitlines()
    assert lines[:2] == [
        "Board: Garden",
        "Count: questions 1, offers 1, actions 1, open issues 0, not here 2, people here 2",
    ]
    assert lines[2].startswith("Meeting: number 1, since ")
    assert lines[3] == "People here: Ana, Sam"
    assert lines[4:] == [
        "Questions: 1",
        "Q1 (question, said by Sam, meets O1): What shall we eat?",
        "Offers: 1",
        "O1 (offer, said by Sam, meets Q1): Cooking",
        "    Two plates.",
        "    No pans.",
        "Actions: 1",
        "A1 (action, said by the room, Priya will, by Wed 27 November 2199, theme gate): Ask",
        "Open issues: 0",
        "Not here: 2",
        "N1 (not here, always): Not born yet: who will have this place in 30 years",
        "N2 (not here, Bea knows them, Sam asks, by Tue 24 November 2026, at the gate, invited): Night cleaners",
    ]


def test_what_is_late_is_shown_as_late(cofacil: Cofacil) -> None:
    path = full_board(cofacil)
    cofacil.do(path, EditCard("card/a", when="2020-02-03"))
    assert "Priya will, by Mon 3 February 2020 (late), theme gate): Ask" in cofacil("show", "garden").stdout
    cofacil.do(path, MarkDone("card/a"))
    assert "Priya will, by Mon 3 February 2020, theme gate, done): Ask" in cofacil("show", "garden").stdout


def test_a_board_is_shown_for_programs(cofacil: Cofacil) -> None:
    full_board(cofacil)
    shown = json.loads(cofacil("show", "garden", "--json").stdout)
    assert list(shown) == [
        "format", "title", "purpose", "place", "called", "columns", "changes", "last_change", "meetings", "meeting", "plan", "deck",
        "here", "people", "cards", "not_here",
    ]  # fmt: skip
    assert shown["format"] == "cofacil-show/1"
    (action,) = shown["cards"]["action"]
    del action["added"]
    assert action == {
        "label": "A1", "text": "Ask", "note": "", "said": None, "will": ["Priya"], "by": "2199-11-27", "meets": [],
        "tags": ["gate"], "marks": [], "finds_out": [], "done": False, "let_go": False,
        "agreed": None, "answered": None,
    }  # fmt: skip
    assert shown["not_here"][1] == {
        "label": "N2", "who": "Night cleaners", "state": "invited", "always": False, "knows": "Bea", "asks": "Sam",
        "by": "2026-11-24", "where": "the gate", "asked": "Who does this at night?", "speaks": None, "answered": None,
    }  # fmt: skip


def test_what_was_agreed_and_what_was_answered_last_is_there_for_programs() -> None:
    from cofacil.export.json_report import board_report

    wall = Wall()
    wall.do(FoundBoard("absence/00", "Garden"))
    wall.meet()
    wall.do(AddPerson("Mo"))
    wall.do(NameAbsence("absence/n", "Night cleaners"))
    wall.do(AddCard("card/a", Kind.ACTION, "We ask", owners=(ROOM,)))
    wall.do(AddCard("card/b", Kind.ACTION, "We dig", owners=("Mo",)))
    wall.do(CloseMeeting())
    wall.now += 28 * 86_400_000
    wall.meet()
    wall.do(AddPerson("Mo"))
    wall.do(AnswerPromise("card/b", Kept.PARTLY, "one bed"))
    wall.do(AnswerInvitation("absence/n", Came.NOT_ASKED))
    report = board_report(wall.board, wall.now)
    first, second = report["cards"]["action"]
    assert first["agreed"]["here"] == ["Ana", "Mo"]
    assert first["agreed"]["missing"][0] == "Night cleaners"
    assert first["agreed"]["at"].endswith("Z")
    assert (first["answered"], second["agreed"]) == (None, None)
    assert (second["answered"]["answer"], second["answered"]["why"]) == ("partly", "one bed")
    assert report["not_here"][1]["answered"]["answer"] == "not_asked"


def test_the_questions_that_are_asked_are_there_for_programs() -> None:
    from cofacil.export.json_report import board_report

    wall = Wall()
    wall.do(FoundBoard("absence/00", "Garden"))
    assert board_report(wall.board, wall.now)["deck"] is None
    hens, eggs = Prompt("hens", "Who feeds the hens?", "003"), Prompt("eggs", "Who eats them?", "", "second")
    wall.do(ChooseDeck(Deck("Hens", (hens, eggs), "hens")))
    wall.do(AddQuestion("01X", "Who waters it?", "Mo"))
    wall.do(ChangeQuestion("hens", "Who feeds them?"))
    wall.do(PutAwayQuestion("eggs"))
    deck = board_report(wall.board, wall.now)["deck"]
    assert deck["title"] == "Hens"
    assert [tuple(one.values()) for one in deck["questions"]] == [
        ("Who feeds them?", "003", "any", False, True),
        ("Who eats them?", "", "away", False, False),
        ("Who waters it?", "Mo", "any", True, False),
    ]
    wall.meet(hens)
    assert {one["text"] for one in board_report(wall.board, wall.now)["deck"]["questions"]} >= {"Who feeds them?"}


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\r\nQ9 (question): forged [b]x[/b]"


def in_a_step(cofacil: Cofacil) -> None:
    """Go through the first of two steps for a quarter of an hour, and on to the second."""
    clock, ana = HandClock(time.time_ns() // 1_000_000 - 16 * 60_000), Seat("Ana", Role.HOST)
    steps = (
        PlannedStep("Welcome", 10, "Who is\x1b[2J here?"),
        PlannedStep("Offers", 15, "What could you bring?", "", "offer"),
    )
    with closing(BoardFile.open(cofacil.home / "boards" / "garden.json", for_writing=True)) as log:
        room = Room(log, clock)
        room.pull()
        room.do(ana, LayPlan(("step/01", "step/02"), Plan("two", "Two steps", steps)))
        room.do(ana, GoToStep("step/01"))
        clock.pass_minutes(15)
        room.do(ana, GoToStep("step/02"))


def test_the_step_and_when_it_ends_are_shown_and_listed(cofacil: Cofacil) -> None:
    cofacil.begin("Garden")
    assert not [line for line in cofacil("show", "garden").stdout.splitlines() if "pace" in line]
    assert json.loads(cofacil("show", "garden", "--json").stdout)["plan"] is None
    in_a_step(cofacil)
    lines = cofacil("show", "garden").stdout.splitlines()
    at = lines.index("Plan: Two steps, steps 2")
    assert lines[at + 1] == "Step 2: Offers. What could you bring?"
    assert re.fullmatch(r"At this pace you end at \d\d:\d\d, five minutes late\.", lines[at + 2])
    plan = json.loads(cofacil("show", "garden", "--json").stdout)["plan"]
    assert (plan["title"], plan["step"]) == ("Two steps", 2)
    assert plan["ends"] > plan["until"]
    assert [(step["title"], step["minutes"], step["took"]) for step in plan["steps"]] == [
        ("Welcome", 10, 15),
        ("Offers", 15, 1),
    ]
    assert "step 2 of 2, Two steps" in cofacil("list").stdout
    (listed,) = json.loads(cofacil("list", "--json").stdout)
    assert (listed["plan"], listed["step"]) == ("Two steps", 2)


def test_what_another_program_wrote_reaches_no_terminal_raw(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    card = {"kind": "offer", "label": "O1", "text": HOSTILE, "note": HOSTILE, "pos": "a0", "said": HOSTILE}
    cofacil.write(
        path,
        Write("card/1", "", None, {**card, f"tag.{HOSTILE}": True, f"owner.{HOSTILE}": True, "when": HOSTILE}),
        Write("absence/1", "", None, {"label": "N7", "who": HOSTILE, "knows": HOSTILE, "where": HOSTILE}),
        Write("board", "title", None, HOSTILE),
        Write("board", "purpose", None, HOSTILE),
    )
    for typed in (
        ("show", "garden"),
        ("show", "garden", "--json"),
        ("list",),
        ("list", "--json"),
        ("doctor", "garden"),
    ):
        result = cofacil(*typed)
        assert result.exit_code == 0
        assert not [letter for letter in result.output if letter in "\x1b\x07\x9b\u202e\r"], typed
    assert "\nQ9" not in cofacil("show", "garden").stdout


def test_showing_puts_nothing_right_and_says_what_is_not_good(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    cofacil("add", "garden", "offer", "pans")
    torn = path.read_bytes().removesuffix(b"}}\n") + b',"4":{"e":"01K'
    path.write_bytes(torn)
    result = cofacil("show", "garden")
    assert result.exit_code == 3
    assert "O1 (offer, said by the room): pans" in result.stdout
    assert "was cut off before it was saved" in result.stderr
    assert path.read_bytes() == torn
    assert not list(path.parent.glob("*.rescue"))
    assert cofacil("add", "garden", "offer", "more").exit_code == 0
    assert cofacil("show", "garden").exit_code == 0


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

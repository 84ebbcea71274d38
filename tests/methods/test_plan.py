"""The plans that come with cofacil, and those that a group writes: what is read, what is named with file, line and key."""

import re
import tomllib
from pathlib import Path

import pytest

from cofacil.board.errors import Refusal
from cofacil.board.plan import QUESTION_SHOWN, Plan, PlannedStep, Writing
from cofacil.language.worded import worded
from cofacil.methods.plan import (
    SHIPPED,
    load_plans,
    own_file,
    plan_called,
    shipped_file,
    shipped_plans,
    shipped_words,
)
from cofacil.methods.plan_file import PlanRead, read_plan

STEP = '[[step]]\ntitle = "Tea"\nminutes = 5\nquestion = "Who is here?"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "plans"
    made.mkdir()
    return made


def read(folder: Path, text: str, name: str = "ours.toml") -> PlanRead:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def told(read: PlanRead) -> list[str]:
    return [worded(notice) for notice in (*read.faults, *read.notes)]


def test_the_seven_are_whole_and_their_minutes_are_those_of_their_names() -> None:
    assert {path.stem for path in shipped_file("x").parent.glob("*.toml")} == set(SHIPPED)
    assert [(plan.title, len(plan.steps), plan.minutes) for plan in shipped_plans()] == [
        ("A first meeting together", 8, 90),
        ("Offers and asks", 7, 45),
        ("Open conversation", 5, 60),
        ("One, two, four, all", 5, 15),
        ("Check-in round", 3, 12),
        ("Listening", 7, 40),
        ("Looking at a plan together", 8, 60),
    ]
    assert not any(plan.is_own for plan in shipped_plans())


def test_each_step_fits_its_row_and_each_plan_names_its_source() -> None:
    for name in SHIPPED:
        read = read_plan(shipped_file(name))
        assert (read.faults, read.notes) == ((), ())
        assert read.plan is not None
        assert set(read.plan.source.split(", ")) <= {"000", "001", "002", "003", "004"}
        for step in read.plan.steps:
            assert 2 <= len(step.title.split()) <= 4
            assert 0 < len(step.question) <= QUESTION_SHOWN
            assert 0 < len(re.sub(r"\{\w+\}", "k", step.guidance)) <= 78, "it is read whole in one row of 80 cells"


def test_writing_is_quiet_and_closed_where_people_write_alone_and_listen() -> None:
    ways = {plan.name: [step.writing for step in plan.steps] for plan in shipped_plans()}
    quiet = {name: [n for n, way in enumerate(each, 1) if way is Writing.QUIET] for name, each in ways.items()}
    closed = {name: [n for n, way in enumerate(each, 1) if way is Writing.CLOSED] for name, each in ways.items()}
    assert {name: steps for name, steps in quiet.items() if steps} == {
        "first-meeting": [3], "offers-and-asks": [2], "one-two-four-all": [1, 2, 3], "looking-at-a-plan": [2],
    }  # fmt: skip
    assert {name: steps for name, steps in closed.items() if steps} == {"listening": [2, 3]}


def test_only_a_last_step_is_the_closing() -> None:
    closing = {plan.name: [step.is_closing for step in plan.steps] for plan in shipped_plans()}
    assert {name for name, steps in closing.items() if steps[-1]} == {
        "first-meeting", "open-conversation", "looking-at-a-plan",
    }  # fmt: skip
    assert not any(any(steps[:-1]) for steps in closing.values())


def test_every_word_of_a_plan_is_one_that_can_be_said_in_another_language() -> None:
    assert "Listening" in shipped_words()
    assert "What does this ask of us?" in shipped_words()
    assert "Offers, not advice." in shipped_words()
    assert "What it asks" in shipped_words()
    assert "" not in shipped_words()


def test_a_plan_is_read_as_it_is_written(folder: Path) -> None:
    more = 'guidance = "Pour first."\ncolumn = "not here"\nwriting = "quiet"\nclosing = true\n'
    found = read(
        folder, f'title = "Our Sunday"\nsource = "Siân"\n{STEP}{more}[[step]]\nminutes = 1\nquestion = "And?"\n'
    )
    assert told(found) == []
    assert found.plan == Plan(
        "ours",
        "Our Sunday",
        (
            PlannedStep("Tea", 5, "Who is here?", "Pour first.", "absence", Writing.QUIET, is_closing=True),
            PlannedStep("And?", 1, "And?"),
        ),
        "Siân",
        is_own=True,
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('title = "Ours"\n', "ours.toml, line 1: there is no step; each stands under a line [[step]]."),
        ("step = 3\n", "ours.toml, line 1: there is no step; each stands under a line [[step]]."),
        ("\nstep = [3]\n", "ours.toml, line 2: step 1 has to stand under a line [[step]]."),
        (STEP + "\n" + STEP.replace("5", "0"), "ours.toml, line 8: step 2, minutes has to be a whole number from 1 to 240."),
        (STEP.replace("5", "1000"), "ours.toml, line 3: step 1, minutes has to be a whole number from 1 to 240."),
        (STEP.replace("5", "true"), "ours.toml, line 3: step 1, minutes has to be a whole number from 1 to 240."),
        (STEP.replace("5", "2.5"), "ours.toml, line 3: step 1, minutes has to be a whole number from 1 to 240."),
        (STEP.replace("minutes", "minuts"), "ours.toml, line 1: step 1, minutes is missing."),
        ("[[step]]\nminutes = 1\n", "ours.toml, line 1: step 1, question is missing."),
        (STEP.replace("Who is here?", "x" * 300), "ours.toml, line 4: step 1, question has 300 letters; no more than 200 can be kept."),
        (STEP.replace("Tea", "x" * 41), "ours.toml, line 2: step 1, title has 41 letters; no more than 40 can be kept."),
        (STEP + f'guidance = "{"x" * 401}"\n', "ours.toml, line 5: step 1, guidance has 401 letters; no more than 400 can be kept."),
        (STEP.replace('"Tea"', "3"), "ours.toml, line 2: step 1, title has to be words in quotes."),
        (STEP.replace("Tea", "\\u200b"), "ours.toml, line 2: step 1, title holds nothing that can be read."),
        (STEP + 'column = "hens"\n', "ours.toml, line 5: step 1, column has to be one of question, offer, action, issue, not here; without it there is none."),
        (STEP + "column = 3\n", "ours.toml, line 5: step 1, column has to be one of question, offer, action, issue, not here; without it there is none."),
        (STEP + 'writing = "silent"\n', "ours.toml, line 5: step 1, writing has to be one of open, quiet, closed."),
        (STEP + 'closing = "yes"\n', "ours.toml, line 5: step 1, closing has to be true or false."),
        (STEP * 41, "ours.toml: 41 steps are more than one meeting has; 40 is the most."),
        ("title = 3\n" + STEP, "ours.toml, line 1: title has to be words in quotes."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_file_line_and_key(folder: Path, text: str, sentence: str) -> None:
    found = read(folder, text)
    assert found.plan is None
    assert sentence in [worded(notice) for notice in found.faults]


def test_every_fault_is_named_at_once(folder: Path) -> None:
    text = STEP.replace("5", "0") + 'column = "hens"\n' + STEP.replace("question", "qestion")
    assert [said.split(":")[0] for said in told(read(folder, text))] == [
        "ours.toml, line 3",
        "ours.toml, line 5",
        "ours.toml, line 6",
        "ours.toml, line 9",
    ]


def test_what_means_nothing_and_what_is_long_is_named_and_the_plan_is_used(folder: Path) -> None:
    long = "What would you ask if you knew that nobody could laugh?"
    found = read(folder, 'titel = "Ours"\n' + STEP.replace("Who is here?", long) + 'colour = "red"\n')
    assert found.plan is not None
    assert found.plan.steps[0].question == long
    assert told(found) == [
        "ours.toml, line 1: titel means nothing here. It is left alone.",
        "ours.toml, line 6: step 1, colour means nothing here. It is left alone.",
        "ours.toml, line 5: step 1, question has 55 letters; more than 54 take two rows.",
    ]


def test_lines_are_those_of_the_file_also_behind_a_text_of_several_rows(folder: Path) -> None:
    text = '[[step]]\nguidance = """one\nminutes = 9\n[[step]]\n"""\n"minutes" = 0\nquestion = "Who?"\n'
    assert told(read(folder, text)) == ["ours.toml, line 6: step 1, minutes has to be a whole number from 1 to 240."]


@pytest.mark.parametrize("text", ["[[step", "a = 1\na = 2\n", "\x00"])
def test_a_file_that_is_no_toml_is_named(folder: Path, text: str) -> None:
    (said,) = told(read(folder, text))
    assert "ours.toml" in said
    assert read_plan(folder / "gone.toml").plan is None


def test_words_keep_their_brackets_and_lose_what_a_terminal_would_obey(folder: Path) -> None:
    found = read(folder, STEP.replace("Tea", "[b]Tea[/b]\\u001b[31m {who}"))
    assert found.plan is not None
    assert found.plan.steps[0].title == "[b]Tea[/b] {who}"
    assert "\x1b" not in "".join(told(read(folder, STEP + '"col\\u001b[2Jour" = "red"\n')))


def test_a_groups_own_comes_behind_ours_or_in_the_place_of_one_of_its_name(folder: Path) -> None:
    read(folder, f'title = "Our way of listening"\n{STEP}', "Listening.toml")
    read(folder, f'title = "Sunday"\n{STEP}', "a-sunday.toml")
    read(folder, STEP, ".hidden.toml")
    plans, said = load_plans(folder)
    assert said == ()
    assert [plan.title for plan in plans if plan.is_own] == ["Our way of listening", "Sunday"]
    assert [plan.title for plan in plans][5:] == ["Our way of listening", "Looking at a plan together", "Sunday"]


def test_a_plan_that_cannot_be_read_is_left_out_and_ours_stays(folder: Path) -> None:
    read(folder, STEP.replace("5", "0"), "listening.toml")
    read(folder, STEP.replace("Who is here?", "x" * 60), "tea.toml")
    plans, said = load_plans(folder)
    assert [plan.title for plan in plans] == [*(plan.title for plan in shipped_plans()), "tea"]
    assert [worded(notice) for notice in said] == [
        "listening.toml, line 3: step 1, minutes has to be a whole number from 1 to 240. The file is left out.",
        "tea.toml, line 4: step 1, question has 60 letters; more than 54 take two rows.",
    ]
    assert load_plans(folder / "gone") == (shipped_plans(), ())


def test_a_plan_is_found_by_its_name_its_beginning_and_its_title() -> None:
    plans = shipped_plans()
    assert plan_called("LISTENING", plans).name == "listening"
    assert plan_called("check", plans).name == "check-in"
    assert plan_called("offers and asks", plans).name == "offers-and-asks"
    with pytest.raises(Refusal, match="no-plan-called"):
        plan_called("sunday", plans)
    with pytest.raises(Refusal, match="no-plan-called"):
        plan_called("", plans)
    with pytest.raises(Refusal) as several:
        plan_called("o", plans)
    assert worded(several.value) == (
        "“o” may be offers-and-asks, open-conversation, one-two-four-all. Type a little more of its name."
    )


def test_a_file_of_the_groups_has_a_name_that_leads_nowhere_else(folder: Path) -> None:
    assert own_file("sunday", folder) == folder / "sunday.toml"
    read(folder, STEP, "Sunday.toml")
    assert own_file("sunday", folder) == folder / "Sunday.toml"
    for name in ("", "../sunday", "a/b", ".sunday", "a\nb", ".."):
        with pytest.raises(Refusal, match="plan-no-name"):
            own_file(name, folder)


def test_our_files_say_what_each_key_means_and_hold_no_other() -> None:
    for name in SHIPPED:
        text = shipped_file(name).read_text(encoding="utf-8")
        for step in tomllib.loads(text)["step"]:
            assert all(f"\n# {key} " in text for key in step)

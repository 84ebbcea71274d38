"""Naming who is not in the room, part by part; and what came of it."""

import pytest
from keyboard import Keyboard
from riverside import ASKED, TWO_QUESTIONS, Hall, riverside, with_night_cleaners

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.meetings import TurnPrompt
from cofacil.board.kinds import AbsenceState
from cofacil.board.prompts import asked
from cofacil.board.records import Absence
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    return riverside(TWO_QUESTIONS)


def question(hall: Hall) -> str:
    prompt = asked(hall.board, hall.now)
    return prompt.text if prompt else ""


@pytest.fixture
def line(hall: Hall) -> Keyboard:
    keyboard = Keyboard(hall, View(2))
    return keyboard.ask(question(hall)).open("missing")


def last(line: Keyboard) -> Absence:
    return line.board.absences[-1]


def part(line: Keyboard) -> MissingPart:
    assert isinstance(line.mode, Missing)
    return line.mode.part


@pytest.mark.parametrize(
    ("typed", "when", "where"),
    [
        ("@bea by friday at the gate", "2026-11-27", "at the gate"),
        ("@bea friday", "2026-11-27", ""),
        ("@bea on 3/12", "2026-12-03", ""),
        ("@bea in 2 weeks", "2026-12-06", ""),
        ("@bea by the gate", "", "by the gate"),
        ("@bea at the friday market", "", "at the friday market"),
        ("@bea ^tue by friday's stall", "2026-11-24", "by friday's stall"),
    ],
)
def test_who_asks_says_the_day_in_plain_words_too(line: Keyboard, typed: str, when: str, where: str) -> None:
    line.press("Night cleaners at the school", "enter", "enter", typed, "enter")
    assert (last(line).asks, last(line).when, last(line).where) == ("bea", when, where)


def test_all_parts_each_kept_at_its_own_enter(line: Keyboard, hall: Hall) -> None:
    asked = question(hall)
    assert line.lead == "_ Not here:"
    assert line.readback == "Who? A group, not a person.      Enter on an empty line: next question"
    assert line.notice == f"Asked: {asked}"
    line.press("Night cleaners at the school", "enter")
    assert (last(line).who, last(line).prompt, last(line).label) == ("Night cleaners at the school", asked, "N5")
    assert line.lead == "_ Night cleaners at the school - who knows one of them?"
    assert line.notice == "Kept: Night cleaners at the school, N5. Now: who knows one of them?"
    line.press("@bea")
    assert line.readback == "Bea knows one of them."
    line.press("enter")
    assert (last(line).knows, last(line).state) == ("bea", AbsenceState.BRIDGED)
    assert line.notice == "Bea knows one of them. Who will ask? Only they can say so."
    line.press("@bea ^tue at the gate")
    assert line.readback == "Bea asks, by Tue 24 November 2026 (in 2 days), at the gate."
    line.press("enter")
    assert (last(line).asks, last(line).when, last(line).where) == ("bea", "2026-11-24", "at the gate")
    assert line.lead == "_ Not here:"
    line.press("enter")
    assert line.mode is None


def test_an_answered_question_turns_when_the_line_ends_and_not_before(line: Keyboard, hall: Hall) -> None:
    asked = question(hall)
    line.press("Night cleaners", "enter")
    assert question(hall) == asked
    line.press("escape")
    assert line.mode is None
    assert question(hall) != asked
    assert isinstance(line.submitted[-1], TurnPrompt)
    assert not line.submitted[-1].passed


@pytest.mark.parametrize("keys", [("enter", "enter"), ("@bea", "enter", "escape"), ("@bea", "escape"), ("escape",)])
def test_esc_or_an_empty_enter_is_enough_at_any_point(line: Keyboard, keys: tuple[str, ...]) -> None:
    line.press("Night cleaners", "enter", *keys)
    assert last(line).who == "Night cleaners"
    assert line.mode is None
    assert sum(isinstance(command, TurnPrompt) for command in line.submitted) == 1


def test_esc_before_anything_is_kept_leaves_the_question(line: Keyboard, hall: Hall) -> None:
    asked = question(hall)
    line.press("Night cl", "escape")
    assert not line.submitted
    assert question(hall) == asked


def test_enter_on_the_empty_first_line_passes_the_question(line: Keyboard, hall: Hall) -> None:
    asked = question(hall)
    line.press("enter")
    assert line.mode is None
    assert [command for command in line.submitted if isinstance(command, TurnPrompt) and command.passed]
    assert question(hall) != asked


def test_without_a_question_an_empty_enter_only_leaves(hall: Hall) -> None:
    line = Keyboard(hall, View(2)).open("missing")
    assert line.readback.endswith("Enter on an empty line: leave")
    line.press("enter")
    assert line.mode is None
    assert not line.submitted


def test_a_bridge_is_a_name_with_its_sign_or_without(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "bea", "enter")
    assert last(line).knows == "bea"


@pytest.mark.parametrize(
    ("typed", "over"),
    [
        ("@bea met at church", '"met at church"'),
        ("@bea @joe", "@Joe"),
        ("@bea ^fri", "Fri 27 November 2026"),
        ("@bea #night", "#night"),
    ],
)
def test_what_a_bridge_has_no_place_for_is_said_and_nothing_is_dropped(line: Keyboard, typed: str, over: str) -> None:
    line.press("Night cleaners", "enter", typed)
    sentence = f"Only one name fits here; the rest is asked next. Too much: {over}."
    assert line.readback == sentence
    line.press("enter")
    assert (line.sentence, line.typed, last(line).knows) == (sentence, typed, "")


def test_one_asks_and_a_second_name_is_not_dropped_unsaid(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "enter", "@bea @joe at the gate", "enter")
    assert line.sentence == "Only one name fits here, not @Joe too."
    assert last(line).asks == ""


def test_a_bridge_that_nobody_knows_yet_is_added(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "Mary Jane", "enter")
    assert line.board.name_of(last(line).knows) == "Mary Jane"


def test_a_name_that_fits_two_is_asked_again(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "s", "enter")
    assert part(line) is MissingPart.BRIDGE
    assert line.sentence == "Tab chooses: @s could be Sam or Siân."


def test_tab_finishes_the_bridges_name(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "pri", "tab")
    assert line.typed == "Priya"
    assert line.readback == "Priya knows one of them."


@pytest.mark.parametrize("part", [0, 1, 2])
@pytest.mark.parametrize("words", ["zzz", "@zzz", "@Priya "])
def test_tab_with_nothing_to_finish_leaves_line_and_cursor_alone(line: Keyboard, part: int, words: str) -> None:
    line.press(*["Night cleaners", "enter", "enter"][: part + 1 if part else 0])
    line.press(words, "left", "left", "tab", "X")
    assert line.typed == f"{words[:-2]}X{words[-2:]}"


def test_a_day_that_is_none_stays_a_word_and_is_said(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "enter", "@bea ^nxt")
    assert line.readback.startswith('"^nxt" is not a day I know: kept as words.')
    assert "Bea asks, ^nxt." in line.readback


def test_what_the_board_refuses_stays_typed(line: Keyboard) -> None:
    line.press("\u3164", "enter")
    assert line.typed == "\u3164"
    assert line.sentence.startswith("There is nothing to read in that yet.")
    assert len(line.board.absences) == 4


def test_an_older_one_is_named_anew_and_its_question_does_not_turn(hall: Hall) -> None:
    line = Keyboard(hall, View(5)).look("N2")
    line.ask(ASKED).open("edit")
    assert line.typed == "Under-16s"
    line.press(" of the estate", "enter", "@bea", "enter", "escape")
    assert line.board.absence(hall.called("N2")).who == "Under-16s of the estate"
    assert not any(isinstance(command, TurnPrompt | NameAbsence) for command in line.submitted)


def test_an_older_one_cannot_be_emptied(hall: Hall) -> None:
    line = Keyboard(hall, View(5)).look("N2").open("edit")
    line.press("ctrl+u", "enter")
    assert line.board.absence(hall.called("N2")).who == "Under-16s"


def test_pasting_into_a_part_joins_its_lines(line: Keyboard) -> None:
    line.paste("Night\ncleaners ").press("enter")
    assert last(line).who == "Night cleaners"


@pytest.mark.parametrize(("figure", "state"), list(zip("12345", AbsenceState, strict=True)))
def test_a_figure_says_what_came_of_it(hall: Hall, figure: str, state: AbsenceState) -> None:
    with_night_cleaners(hall)
    line = Keyboard(hall, View(5)).look("N5").open("whole")
    assert line.notice == "What came of N5?"
    assert line.readback == "Bea knows one of them · asks by Tue 24 Nov, at the gate"
    line.press(figure)
    assert line.mode is None
    assert line.board.absence(hall.called("N5")).state is state


def test_enter_goes_on_to_the_bridge_and_esc_leaves(hall: Hall) -> None:
    line = Keyboard(hall, View(5)).look("N2").open("whole")
    line.press("x")
    assert line.mode is not None
    line.press("enter")
    assert part(line) is MissingPart.BRIDGE
    line.press("bea", "enter", "escape")
    assert line.board.absence(hall.called("N2")).knows == "bea"


def test_those_not_born_yet_cannot_have_joined(hall: Hall) -> None:
    for name in ("whole", "will"):
        line = Keyboard(hall, View(5)).look("N1").open(name)
        assert line.mode is None
        assert line.sentence == "Nobody can ask N1. As a meeting closes, somebody is found to speak for them."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("4", "Bea asks, by Tue 24 November 2026 (in 2 days), 4."),
        ("@mo", "Mo asks, by Tue 24 November 2026 (in 2 days), at the gate."),
        ("^fri", "Bea asks, by Fri 27 November 2026 (in 5 days), at the gate."),
        ("@bea ^fri at the door", "Bea asks, by Fri 27 November 2026 (in 5 days), at the door."),
    ],
)
def test_who_asks_is_read_back_as_it_will_be_kept(hall: Hall, typed: str, said: str) -> None:
    with_night_cleaners(hall)
    line = Keyboard(hall, View(5)).look("N5").open("edit").press("enter", "enter", typed)
    assert line.readback == said
    line.press("enter")
    kept = line.board.absence(hall.called("N5"))
    assert said.startswith(f"{line.board.name_of(kept.asks)} asks, by ")
    assert said.endswith(f", {kept.where}.")
    assert ("Tue 24" in said) is (kept.when == "2026-11-24")


@pytest.mark.parametrize("action", ["edit", "whole"])
def test_an_older_one_is_said_to_be_kept_only_where_it_was(hall: Hall, action: str) -> None:
    with_night_cleaners(hall)
    line = Keyboard(hall, View(5)).look("N5").open(action).press("enter")
    assert part(line) is MissingPart.BRIDGE
    assert line.notice == "N5: Bea knows one of them. Another name takes that place."
    line.press("escape")
    line = Keyboard(hall, View(5)).look("N2").open(action).press("enter")
    assert line.notice == "Nobody is named yet who knows one of Under-16s, N2."


def test_an_older_one_named_anew_is_said_to_be_kept(hall: Hall) -> None:
    line = Keyboard(hall, View(5)).look("N2").open("edit").press(" of the estate", "enter")
    assert line.notice == "Kept: Under-16s of the estate, N2. Now: who knows one of them?"


def test_a_sign_behind_blanks_begins_a_card_too(hall: Hall) -> None:
    line = Keyboard(hall, View(5)).open("add").press(" +")
    assert line.lead == "+ Offer:"


@pytest.mark.parametrize("typed", ["@tom", "@tom and @lin", "@carol ", "@us"])
def test_names_alone_are_no_group(line: Keyboard, typed: str) -> None:
    before = len(line.board.absences)
    line.press(typed)
    assert line.readback == "A group, not a person. Who knows them is asked next."
    line.press("enter")
    assert line.sentence == "A group, not a person. Who knows them is asked next."
    assert (line.typed, len(line.board.absences)) == (typed, before)
    line.press("ctrl+u", "Friends of @tom", "enter")
    assert last(line).who == "Friends of @tom"


def test_a_name_of_many_words_is_doubted_before_enter(line: Keyboard) -> None:
    line.press("Night cleaners", "enter", "Ask Dee at the depot")
    assert line.readback == 'Is "Ask Dee at the depot" somebody\'s name? Enter keeps it.'
    line.press("enter")
    assert last(line).knows
    other = Keyboard(line.hall, View(2)).open("missing").press("Day cleaners", "enter", "Mary Ann Hill")
    assert other.readback == "Mary Ann Hill (new) knows one of them."


def test_the_line_stays_open_for_the_next_as_that_of_cards_does_and_the_question_turns_once(
    line: Keyboard, hall: Hall
) -> None:
    asked_first = question(hall)
    line.press("Night cleaners", "enter", "@bea", "enter", "@bea ^sat", "enter")
    assert line.lead == "_ Not here:"
    assert line.readback == "Who else? A group, not a person.      Enter on an empty line: leave"
    line.press("The market women", "enter", "escape")
    assert [last(line).who, last(line).prompt] == ["The market women", asked_first]
    assert line.mode is None
    assert line.sentence == "N6 is kept. The question above is a new one."
    assert [type(command).__name__ for command in line.submitted].count("TurnPrompt") == 1


@pytest.mark.parametrize(
    ("typed", "who", "where"),
    [
        ("xan ^sat", "xan", ""),
        ("xan", "xan", ""),
        ("xan at the gate", "xan", "at the gate"),
        ("xan, by friday", "xan", ""),
        ("at the gate", "", "at the gate"),
        ("friday at the gate", "", "friday at the gate"),
        ("the gate", "", "the gate"),
    ],
)
def test_who_asks_is_a_name_without_its_sign_as_who_knows_is(line: Keyboard, typed: str, who: str, where: str) -> None:
    line.press("Night cleaners", "enter", "enter", typed, "enter")
    assert (last(line).asks, last(line).where) == (who, where)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("enter", "@olu", "enter", "escape"), "Olu asks N5. The question above is a new one."),
        (("olu", "enter", "enter"), "Olu knows one of N5. The question above is a new one."),
        (("olu", "enter", "@ana", "enter", "escape"), "Ana asks N5. The question above is a new one."),
        (("escape",), "N5 is kept. The question above is a new one."),
    ],
)
def test_the_end_says_what_was_kept_and_that_the_question_has_turned(
    line: Keyboard, keys: tuple[str, ...], said: str
) -> None:
    line.press("Night cleaners", "enter", *keys)
    assert line.mode is None
    assert line.sentence == said


def test_the_end_says_of_no_new_question_what_another_has_turned(hall: Hall) -> None:
    prompt = asked(hall.board, hall.now)
    line = Keyboard(hall, View(2))
    line.session._prompt = lambda: prompt  # type: ignore[method-assign]  # with its name, so that it turns once
    line.open("missing").press("Night cleaners", "enter")
    hall.do(TurnPrompt())
    line.press("escape")
    assert line.sentence == ""

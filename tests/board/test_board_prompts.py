import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.meetings import TurnPrompt
from cofacil.board.deck_order import lay_deck
from cofacil.board.prompts import Prompt, asked, deck_of
from refusing import refused
from wall import ANA, BEA, MINUTE, START, Wall

QUARTER = 15 * MINUTE
FIVE = tuple(Prompt(str(number), f"Who is number {number}?") for number in range(5))
BRIDGE = Prompt("bridge", "Which one person could open the door to many?", when="bridge")
OVERRUN = Prompt("overrun", "If we hurry now, who do we leave behind?", when="overrun")
WHENS = ("any", "any", "always", "second", "bridge", "agreeing", "overrun")

decks = st.lists(st.sampled_from(WHENS), max_size=10).map(
    lambda whens: tuple(Prompt(str(n), f"Who is number {n}?", when=when) for n, when in enumerate(whens))
)


def showing(wall: Wall, later: int = 0) -> str:
    assert wall.board.meeting
    prompt = asked(wall.board, wall.now + later)
    return prompt.id if prompt else ""


def turn(wall: Wall, *, passed: bool = True, minutes: int = 1) -> str:
    wall.now += minutes * MINUTE
    wall.do(TurnPrompt(passed=passed))
    return showing(wall)


def test_the_clock_turns_the_question_only_after_its_time() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    assert showing(wall, QUARTER - 1) == showing(wall)
    assert showing(wall, QUARTER) != showing(wall)
    assert showing(wall, 2 * QUARTER) not in {showing(wall), showing(wall, QUARTER)}


def test_a_question_somebody_turned_has_its_whole_time() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    second = turn(wall, minutes=14)
    assert showing(wall, QUARTER - 1) == second
    assert showing(wall, QUARTER) != second


def test_the_clock_never_turns_where_the_group_wants_no_turns() -> None:
    wall = Wall()
    wall.meet(*FIVE, minutes=0)
    assert showing(wall, 100 * QUARTER) == showing(wall)


def test_a_clock_that_goes_back_leaves_the_question() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    assert {showing(wall, -turns * QUARTER) for turns in range(10)} == {showing(wall)}


def test_all_come_round_by_the_clock_and_then_again() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    turns = [showing(wall, turn * QUARTER) for turn in range(40)]
    assert set(turns[:5]) == {prompt.id for prompt in FIVE}
    assert turns[:5] * 8 == turns


def test_the_deck_is_shuffled_by_the_meeting_and_always_the_same_for_it() -> None:
    orders = {str(lay_deck(FIVE, f"meeting/{n}", is_first=True)) for n in range(20)}
    assert len(orders) > 5
    assert lay_deck(FIVE, "meeting/1", is_first=True) == lay_deck(reversed(FIVE), "meeting/1", is_first=True)


@given(decks, st.integers(0, 100), st.booleans())
def test_a_deck_is_laid_whole_with_those_after_us_early_and_a_due_question_first(
    deck: tuple[Prompt, ...], number: int, is_first: bool
) -> None:
    laid = [entry for entry in lay_deck(deck, f"meeting/{number}", is_first=is_first) if isinstance(entry, list)]
    expected = [prompt.id for prompt in deck if not (is_first and prompt.when == "second")]
    assert sorted(str(entry[0]) for entry in laid) == sorted(expected)
    whens = [entry[3] for entry in laid]
    if set(whens) & {"any", "always", "second"}:
        assert whens[0] in {"any", "always", "second"}
    if whens.count("always") == 1:
        assert whens.index("always") < 4


def test_a_question_of_the_second_meeting_waits_for_it() -> None:
    wall = Wall()
    second = Prompt("second", "Who came once and was never asked again?", when="second")
    assert second not in deck_of(wall.meet(*FIVE, second))
    assert second in deck_of(wall.meet(*FIVE, second))


def test_a_question_passed_twice_waits_for_the_next_meeting() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    seen = [showing(wall), *(turn(wall) for _ in range(9))]
    assert seen == seen[:5] * 2
    last = turn(wall)
    assert {turn(wall) for _ in range(10)} == {last}
    wall.meet(*FIVE)
    assert len({turn(wall) for _ in range(5)}) == 5


def test_an_answered_question_comes_round_again() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    seen = [turn(wall, passed=False) for _ in range(20)]
    assert seen == seen[:5] * 4


def test_two_who_pass_the_same_question_turn_it_once() -> None:
    wall = Wall()
    wall.meet(*FIVE)
    first = showing(wall)
    wall.do(TurnPrompt(passed=True, seen=first), ANA)
    second = showing(wall)
    assert wall.do(TurnPrompt(passed=True, seen=first), BEA).writes == ()
    assert showing(wall) == second


def test_the_bridge_is_asked_for_once_when_somebody_has_none() -> None:
    wall = Wall()
    wall.meet(*FIVE, BRIDGE)
    around = [showing(wall)]
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "night cleaners"))
    assert turn(wall, passed=False) == "bridge"
    around += [turn(wall) for _ in range(4)]
    assert set(around) == {prompt.id for prompt in FIVE}


def test_the_bridge_is_not_asked_for_when_everybody_has_one() -> None:
    wall = Wall()
    wall.meet(*FIVE, BRIDGE)
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "night cleaners"))
    wall.do(SetAbsence(absence, knows="Bea"))
    assert "bridge" not in {turn(wall, passed=False) for _ in range(10)}


def test_after_the_bridge_the_clock_goes_on_where_it_was() -> None:
    wall = Wall()
    wall.meet(*FIVE, BRIDGE)
    order = [showing(wall, number * QUARTER) for number in range(5)]
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    assert turn(wall, passed=False) == "bridge"
    assert [showing(wall, number * QUARTER) for number in range(4)] == ["bridge", *order[1:4]]
    wall.now += 3 * QUARTER
    assert turn(wall) == order[4]


def test_a_question_for_a_moment_does_not_come_round_by_itself() -> None:
    wall = Wall()
    wall.meet(*FIVE, OVERRUN)
    assert "overrun" not in {showing(wall, number * QUARTER) for number in range(30)}
    assert "overrun" not in {turn(wall, passed=False) for _ in range(30)}


@given(decks, st.lists(st.tuples(st.booleans(), st.integers(0, 100)), max_size=30))
def test_whatever_is_answered_or_passed_there_is_a_question_and_the_same_in_replay(
    deck: tuple[Prompt, ...], turns: list[tuple[bool, int]]
) -> None:
    wall = Wall()
    wall.meet(*deck)
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    for passed, minutes in turns:
        wall.now += minutes * MINUTE
        if any(prompt.when != "second" for prompt in deck):
            wall.do(TurnPrompt(passed=passed))
            assert showing(wall)
            assert showing(wall, 10**15)
            assert showing(Wall(wall.events), wall.now - START) == showing(wall)


def test_without_a_deck_there_is_no_question() -> None:
    wall = Wall()
    wall.meet()
    assert showing(wall) == ""
    with refused("no question on the wall"):
        wall.do(TurnPrompt())


@pytest.mark.parametrize("field", [None, 3, {}, {"n": 99, "at": "x", "every": True}, {"n": -1, "passed": {"0": "x"}}])
def test_a_turn_that_another_program_wrote_shows_some_question(field: dict[str, object] | int | None) -> None:
    wall = Wall()
    meeting = wall.meet(*FIVE)
    wall.write(meeting.id, "prompt", field)  # type: ignore[arg-type]  # JSON, as it may stand in a file
    assert showing(wall)
    assert turn(wall)

"""n: the step that comes is asked for first; and where everybody looks once it has begun."""

import pytest
from keyboard import Keyboard
from planned import PLAN, begun, lay, planned
from riverside import ANA, DECK, DEE, KOFI, VIC, Hall, Looking, moment, riverside, rows_of
from sheets import OWN_KEYS

from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.steps import AddStep, ChangeStep, EndSteps, GoToStep, LayPlan, PutAwayStep
from cofacil.board.kinds import NOT_HERE
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.timer import MINUTE, TimerState
from cofacil.language.happened import tell
from cofacil.room.practice import Practice
from cofacil.room.requests import Ask, Wish
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import OpenPage
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    return planned()


def at(hall: Hall, seat: Seat = ANA, size: tuple[int, int] = (80, 24)) -> Keyboard:
    return Keyboard(hall, View(2), seat, size)


def news(hall: Hall) -> News:
    return News(hall.board, tuple(hall.log.read(hall.board.position - 1)), hall.board.position)


def running(hall: Hall) -> str:
    return hall.board.step.title if hall.board.step else ""


def test_n_shows_what_comes_and_how_long_this_one_has_run(hall: Hall) -> None:
    line = at(hall).open("next_step")
    assert line.lead == 'Next: 6 of 8, ten minutes.  "Who should be part of this, and who knows them?"'
    assert line.readback == "Say it aloud, then wait. Groups before names. Stop at three good bridges."
    assert line.notice == "Step 5 has run for 15 minutes."
    assert running(hall) == "Offers and asks"


def test_enter_begins_it_with_its_timer_and_everybody_is_told(hall: Hall) -> None:
    line = at(hall).open("next_step").press("enter")
    assert line.mode is None
    assert running(hall) == "Who is missing"
    assert hall.board.timer.remaining(hall.now) == 10 * MINUTE
    assert line.session.sentence == "Step 6, ten minutes."


def test_how_long_it_has_is_said_of_a_step_as_long_as_the_one_before_it_too(hall: Hall) -> None:
    at(hall).open("next_step").press("enter")
    hall.clock.pass_minutes(1)
    line = at(hall).open("next_step").press("enter")
    assert running(hall) == "One small action"
    assert line.session.sentence == "Step 7, ten minutes."
    hall.clock.pass_minutes(30)
    assert at(hall).open("next_step").press("2").session.sentence == "Step 8."


def test_2_begins_it_without_and_takes_a_time_that_is_up_off_the_wall(hall: Hall) -> None:
    assert hall.board.timer.state(hall.now) is TimerState.TIME
    at(hall).open("next_step").press("2")
    assert running(hall) == "Who is missing"
    assert hall.board.timer.state(hall.now) is TimerState.OFF


def test_escape_stays_and_so_does_any_other_letter_which_is_pressed_on_the_board(hall: Hall) -> None:
    line = at(hall).open("next_step").press("escape")
    assert line.mode is None
    line.open("next_step").press("a")
    assert line.mode is not None
    assert line.lead.startswith("+")
    assert running(hall) == "Offers and asks"


def test_a_paste_begins_nothing(hall: Hall) -> None:
    line = at(hall).open("next_step").paste("2")
    assert line.mode is None
    assert running(hall) == "Offers and asks"


def test_3_opens_the_page_of_all_steps(hall: Hall) -> None:
    line = at(hall).open("next_step").press("3")
    assert line.errands == [OpenPage("steps")]


def test_n_again_looks_one_step_further_so_that_every_step_is_left_out_with_one_key(hall: Hall) -> None:
    line = at(hall).open("next_step").press("n")
    assert line.lead.startswith("Next: 7 of 8")
    line.press("N")
    assert line.lead.startswith("Next: 8 of 8")
    line.press("n")
    assert "last step" in " ".join((*line.foot.above, line.foot.lead))
    assert line.press("n").mode is not None
    line.press("escape").open("next_step").press("n", "enter")
    assert running(hall) == "One small action"


def test_a_group_that_has_chosen_another_key_looks_further_with_that() -> None:
    hall = planned()
    line = at(hall)
    line.session.keymap = line.session.keymap._replace(keys={**OWN_KEYS, "next_step": "x"})
    line.open("next_step").press("x")
    assert line.lead.startswith("Next: 7 of 8")


def test_without_a_plan_n_opens_the_page_on_which_one_is_chosen() -> None:
    hall = riverside()
    assert at(hall).open("next_step").errands == [OpenPage("plans")]
    lay(hall)
    assert at(hall).open("next_step").errands == []
    hall.do(CloseMeeting())
    assert at(hall).open("next_step").errands == [OpenPage("plans")]


def test_before_the_first_step_it_says_when_the_meeting_would_end() -> None:
    hall = riverside()
    lay(hall)
    line = at(hall).open("next_step")
    assert line.lead == 'Next: 1 of 8, ten minutes.  "Who is here, and what brings you?"'
    assert line.notice == "If you begin now you end at 20:27."
    assert line.press("n").notice == "If you begin now you end at 20:17.", (
        "the ten minutes of what is passed are not taken"
    )
    assert line.press("n").notice == "If you begin now you end at 20:02."


def test_behind_the_last_step_it_asks_once_and_opens_the_closing(hall: Hall) -> None:
    hall.do(GoToStep(hall.board.plan[7].id))
    line = at(hall).open("next_step")
    assert "That was the last step." in (*line.foot.above, line.foot.lead)
    assert line.errands == []
    line.press("enter")
    assert line.errands == [OpenPage("closing")]
    assert hall.board.step is None
    again = at(hall).open("next_step").press("enter")
    assert again.errands == [OpenPage("closing")]
    assert again.submitted == []


def test_a_closing_step_opens_the_closing_as_it_begins_for_who_began_it(hall: Hall) -> None:
    line = at(hall).open("next_step").press("n", "n", "enter")
    assert running(hall) == "Close"
    assert line.errands == [OpenPage("closing")]


def test_two_who_go_on_together_go_on_once(hall: Hall) -> None:
    one, other = at(hall).open("next_step"), at(hall, DEE).open("next_step")
    one.press("enter")
    position = hall.board.position
    other.press("enter")
    assert hall.board.position == position
    assert running(hall) == "Who is missing"
    assert other.mode is None
    third, fourth = at(hall).open("next_step"), at(hall, DEE).open("next_step").press("n")
    third.press("enter")
    fourth.press("enter")
    assert running(hall) == "One small action"
    assert fourth.sentence == "Somebody has gone on already: this is step 7."


def test_a_step_that_is_taken_away_meanwhile_gives_its_place_to_the_next(hall: Hall) -> None:
    line = at(hall).open("next_step")
    hall.do(PutAwayStep(hall.board.plan[5].id))
    line.session.hear(news(hall))
    assert line.lead == 'Next: 6 of 7, ten minutes.  "What will you do before we meet again?"'
    line.press("enter")
    assert running(hall) == "One small action"


def test_a_meeting_that_is_closed_meanwhile_says_so(hall: Hall) -> None:
    line = at(hall).open("next_step")
    hall.do(CloseMeeting())
    line.press("enter")
    assert running(hall) == ""


@pytest.mark.parametrize("seat", [KOFI, VIC])
def test_only_who_facilitates_goes_on(hall: Hall, seat: Seat) -> None:
    line = at(hall, seat).open("next_step")
    assert line.mode is None
    assert line.sentence in {
        "That is for those who facilitate. Say it, and they will.",
        "You are watching. r asks to write.",
    }


def test_what_was_written_quietly_is_said_to_be_shown_by_a_step_that_writes_openly() -> None:
    hall = begun(riverside(), 3)
    line = at(hall).open("next_step")
    assert line.notice == "What was written quietly is shown to all then."
    hall.do(ChangeStep(hall.board.plan[3].id, writing=Writing.QUIET))
    assert at(hall).open("next_step").notice == "Step 3 has only just begun."


LONG = Plan("long", "Long", (PlannedStep("A", 5, "Short?"), PlannedStep("B" * 40, 240, "Why " * 40, "Because " * 40)))


@pytest.mark.parametrize("size", [(40, 12), (59, 17), (60, 18), (80, 24), (120, 36), (160, 45)])
@pytest.mark.parametrize("plan", [PLAN, LONG], ids=["usual", "long"])
def test_the_strip_fits_at_every_size_and_moves_no_fixed_row(size: tuple[int, int], plan: Plan) -> None:
    hall = riverside()
    lay(hall, plan)
    hall.do(GoToStep(hall.board.plan[0].id))
    before = rows_of(Looking(hall, View(2), *size).scene())
    line = at(hall, size=size).open("next_step")
    rows = rows_of(line.session.scene())
    assert len(rows) == size[1]
    assert rows[:2] == before[:2]
    assert rows[-2].split()[0] == "Enter"
    assert "Esc" in rows[-2]
    question = hall.board.plan[1].question
    assert question[:20] in " ".join(row.strip() for row in rows[-8:])


def test_who_has_nothing_open_looks_where_the_step_is(hall: Hall) -> None:
    others = [at(hall, seat) for seat in (DEE, KOFI, VIC)]
    for other in others:
        other.session.board = hall.board
    own = at(hall).open("next_step").press("enter")
    assert own.view.column == NOT_HERE
    for other in others:
        other.session.hear(news(hall))
        assert other.view.column == NOT_HERE


@pytest.mark.parametrize("action", ["add", "move", "edit", "missing", "find", "timer", "next_step"])
def test_who_has_something_open_stays_and_follows_when_it_is_closed(hall: Hall, action: str) -> None:
    dee = at(hall, DEE).look("O3").open(action)
    hall.do(GoToStep(hall.board.plan[5].id))
    dee.session.hear(news(hall))
    assert dee.view.column == 2
    dee._do(dee.session.press(Press("escape")))
    if dee.mode is not None:
        dee._do(dee.session.press(Press("escape")))
    assert dee.view.column == (2 if action in {"move", "find"} else NOT_HERE)


def test_a_step_without_a_column_leaves_every_hand_where_it_is(hall: Hall) -> None:
    dee = at(hall, DEE)
    hall.do(GoToStep(hall.board.plan[0].id))
    dee.session.hear(news(hall))
    assert dee.view.column == 2


def test_who_looks_elsewhere_in_a_step_stays_there_until_the_next(hall: Hall) -> None:
    dee = at(hall, DEE)
    dee._do(dee.session.press(Press("4")))
    hall.card("A bench")
    dee.session.hear(news(hall))
    assert dee.view.column == 4
    hall.do(ChangeStep(hall.board.plan[4].id, minutes=20))
    dee.session.hear(news(hall))
    assert dee.view.column == 4
    hall.do(ChangeStep(hall.board.plan[4].id, column="action"))
    dee.session.hear(news(hall))
    assert dee.view.column == 3


def test_who_follows_another_is_led_by_them_alone(hall: Hall) -> None:
    dee = at(hall, DEE)
    dee.session.is_following = True
    hall.do(GoToStep(hall.board.plan[5].id))
    dee.session.hear(news(hall))
    assert dee.view.column == 2


def test_the_row_of_the_step_is_as_wide_as_there_is_room_for(hall: Hall) -> None:
    hall.at("18:57:48")

    def row(width: int, height: int = 24) -> str:
        return rows_of(Looking(hall, View(2), width, height).scene())[1]

    assert row(60, 18).split() == ["What", "could", "you", "bring?", "What", "would", "help", "you?"]
    assert row(59, 17).strip() == "What could you bring? What would help you?"
    assert row(40, 12).strip() == "What could you bring? What would help…"
    assert row(80) == " 5 of 8  What could you bring? What would help you?              06:12 ▇▇▇▇▁▁▁▁ "
    assert "Offers and asks" not in row(100)
    wide = row(120)
    assert wide.startswith(" 5 of 8  Offers and asks   What could you bring? What would help you?   ")
    assert wide.endswith("less than half left  06:12 ▇▇▇▇▁▁▁▁ ")
    assert row(160, 45).split() == wide.replace("▇", "█").split()


def test_the_rows_at_the_top_are_painted_anew_with_the_step_its_words_and_the_meeting(hall: Hall) -> None:
    def rows() -> list[str]:
        return rows_of(Looking(hall, View(2), 120, 36).scene())[:2]

    seen = [rows()]
    for command in (
        ChangeStep(hall.board.plan[4].id, question="What else could you bring?"),
        AddStep(f"step/{hall.clock.new_id()}", PlannedStep("Tea", 5, "Tea?")),
        GoToStep(hall.board.plan[5].id, with_timer=False),
        CloseMeeting(),
    ):
        hall.do(command)
        seen.append(rows())
    assert len({str(each) for each in seen}) == len(seen)


def test_the_first_row_says_until_when_the_meeting_goes_from_120_columns(hall: Hall) -> None:
    def row(width: int) -> str:
        return rows_of(Looking(hall, View(2), width, 36).scene())[0].rstrip()

    assert row(120).endswith("Riverside garden · Riverside hall  19:04, until 19:35")
    assert "until" not in row(119)
    hall.do(EndSteps())
    assert row(120).endswith("19:04, until 19:35")
    hall.do(CloseMeeting())
    assert "until" not in row(120)


def test_without_a_plan_the_second_row_has_the_timer_alone() -> None:
    rows = rows_of(Looking(riverside(), View(2)).scene())
    assert rows[1].split() == ["06:12", "▇▇▇▇▁▁▁▁"]


def test_a_long_question_gives_way_to_the_timer(hall: Hall) -> None:
    hall.do(ChangeStep(hall.board.plan[4].id, question="Why do we think so? " * 9))
    for size in ((60, 18), (80, 24), (120, 36), (160, 45)):
        row = rows_of(Looking(hall, View(2), *size).scene())[1]
        assert "…" in row
        assert size[0] < 80 or "TIME ▁▁▁▁▁▁▁▁" in row


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
def test_the_room_view_has_the_question_in_the_middle_of_its_second_row(hall: Hall, size: tuple[int, int]) -> None:
    rows = rows_of(Looking(hall, View(2)._replace(is_room=True), *size).scene())
    assert rows[1] == f"{'What could you bring? What would help you?':^{size[0]}}"
    without = rows_of(Looking(riverside(), View(2)._replace(is_room=True), *size).scene())
    assert not without[1].strip()
    assert [row.split()[:1] for row in rows[2:5]] == [row.split()[:1] for row in without[2:5]]


def test_the_question_on_the_wall_stays_away_in_a_step_that_asks_none() -> None:
    hall = begun(Hall(), 1)
    assert not rows_of(Looking(hall, View(2)).scene())[2].strip()
    hall.do(GoToStep(hall.board.plan[1].id))
    assert "NOT IN THE ROOM?" in rows_of(Looking(hall, View(2)).scene())[2]


def test_a_line_that_is_open_holds_no_question_over_a_step_that_asks_none(hall: Hall) -> None:
    line = Keyboard(hall, View(2))
    del line.session._prompt
    line._do(line.session.press(Press("a", "a")))
    assert line.session.prompt
    hall.do(GoToStep(hall.board.plan[2].id), DEE)
    line.session.hear(news(hall))
    assert line.session.prompt == ""


def test_the_first_minute_of_a_planned_board_asks_what_its_first_step_asks() -> None:
    hall = Hall()
    lay(hall)
    seen = "\n".join(rows_of(Looking(hall, View()).scene()))
    assert "Welcome. Who is here, and what brings you?" in seen
    assert "A name and what you bring." in seen
    assert "n    begins the first step" in seen
    hall.do(GoToStep(hall.board.plan[0].id))
    rows = rows_of(Looking(hall, View()).scene())
    assert rows[1].startswith(" 1 of 8  Who is here, and what brings you?")
    assert not rows[2].strip()
    assert "n    goes to the next step" in "\n".join(rows)
    assert "next step" not in "\n".join(rows_of(Looking(hall, View(), seat=KOFI).scene()))
    hall.do(GoToStep(hall.board.plan[4].id))
    seen = "\n".join(rows_of(Looking(hall, View()).scene()))
    assert "Welcome" not in seen
    assert "Offers first, then asks." in seen


def test_the_clock_of_the_drawing(hall: Hall) -> None:
    assert hall.now == moment("19:04")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((), "All steps have been gone through."),
        ((2,), "Not begun: step 3 Write quietly."),
        ((2, 3), "Not begun: steps 3 Write quietly and 4 Hear it together."),
        ((1, 2, 3, 4), "Four of 8 steps have not been begun."),
    ],
)
def test_behind_the_last_step_it_is_said_which_were_not_begun(left: tuple[int, ...], said: str) -> None:
    hall = riverside()
    lay(hall)
    for number, step in enumerate(hall.board.plan):
        if number not in left:
            hall.do(GoToStep(step.id))
    told = tell(hall.do(EndSteps()).own, hall.board)
    assert told == said
    line = at(hall).open("next_step")
    assert line.notice == said


# a plan that waits for its meeting


def waiting() -> Hall:
    """Return a board that was begun with a plan, and has not met."""
    hall = Hall()
    hall.log = MemoryLog()
    hall.room = Room(hall.log, hall.clock, Practice(DECK))
    hall.do(FoundBoard(f"absence/{hall.clock.new_id()}", "Riverside garden", plan=PLAN))
    assert hall.board.meeting is None
    return hall


def test_a_plan_that_waits_begins_with_its_first_step_at_once() -> None:
    hall = waiting()
    line = at(hall).open("next_step")
    assert line.lead == 'Next: 1 of 8, ten minutes.  "Who is here, and what brings you?"'
    assert line.readback == "A name and what you bring."
    assert line.notice == "A first meeting together: 8 steps, 90 minutes."
    assert hall.board.meeting is None, "looking opens nothing"
    line.press("enter")
    assert running(hall) == "Welcome"
    assert [step.title for step in hall.board.plan] == [step.title for step in PLAN.steps]
    assert not any(record.is_gone for record in hall.board.records.values()), "it is laid once"
    assert hall.board.timer.remaining(hall.now) == 10 * MINUTE
    assert line.session.sentence == "Step 1, ten minutes."


def test_it_begins_without_its_timer_or_is_another_plan_or_waits_on() -> None:
    hall = waiting()
    at(hall).open("next_step").press("escape")
    assert hall.board.meeting is None
    line = at(hall).open("next_step").press("x")
    assert "No step has begun. Enter would have begun it." in line.session.sentence
    line = at(hall).open("next_step").press("3")
    assert [errand for errand in line.errands if isinstance(errand, OpenPage)] == [OpenPage("plans")]
    at(hall).open("next_step").press("2")
    assert running(hall) == "Welcome"
    assert hall.board.timer.state(hall.now) is TimerState.OFF


def test_the_same_plan_chosen_on_its_page_is_laid_once_and_said_so() -> None:
    hall = waiting()
    news = hall.do(LayPlan(tuple(f"step/{hall.clock.new_id()}" for _step in PLAN.steps), PLAN))
    assert tell(news.own, hall.board) == "Ana chose A first meeting together: 8 steps."
    assert not any(record.is_gone for record in hall.board.records.values())
    again = hall.do(LayPlan(tuple(f"step/{hall.clock.new_id()}" for _step in PLAN.steps), PLAN))
    assert tell(again.own, hall.board) == "Ana chose A first meeting together: 8 steps."


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_an_empty_board_names_the_key_that_begins_it(size: tuple[int, int]) -> None:
    text = "\n".join(rows_of(Looking(waiting(), View(1), *size).scene()))
    assert "begins the first step" in text
    assert "Welcome. Who is here, and what brings you?" in text


# what the step needs, while it runs


@pytest.mark.parametrize(("size", "row"), [((60, 18), -3), ((80, 24), -3), ((120, 40), -3)])
def test_guidance_stays_in_sight_while_the_step_runs(hall: Hall, size: tuple[int, int], row: int) -> None:
    rows = rows_of(Looking(hall, View(2), *size).scene())
    assert rows[row].strip().startswith("Offers first, then asks. A no is fine.")
    typing = at(hall, size=size).open("add")
    typing.press("A")
    assert "Offers first" not in rows_of(typing.session.scene())[row]
    hall.do(EndSteps())
    assert "Offers first" not in rows_of(Looking(hall, View(2), *size).scene())[row]


def test_guidance_gives_way_to_what_may_come_of_somebody_missing_and_to_who_asks(hall: Hall) -> None:
    rows = rows_of(Looking(hall, View(NOT_HERE), 80, 24).scene())
    assert rows[-3].strip().startswith("Enter: 1")
    asked = Looking(hall, View(2), 80, 24).scene()._replace(asks=(Ask(1, "Mo", Wish.WRITE),))
    assert "Offers first" not in rows_of(asked)[-3]

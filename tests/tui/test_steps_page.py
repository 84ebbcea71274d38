"""The page of all steps: what each took, the honest end, and changing them while the meeting runs."""

from dataclasses import replace

import pytest
from planned import GUIDANCE, QUESTION, lay, planned
from riverside import ANA, KOFI, Hall, HallRoom, riverside
from sheets import HOSTILE, KEYS, SIZES, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.commands.steps import AddStep, ChangeStep, GoToStep, PutAwayStep
from cofacil.board.kinds import NOT_HERE
from cofacil.board.plan import PlannedStep, Writing
from cofacil.room.seats import Seat
from cofacil.tui.messages import ActionChosen, BackRequested, PageRequested
from cofacil.tui.pages.step_form import StepForm
from cofacil.tui.pages.steps import Steps, StepsView, paint_steps


@pytest.fixture
def hall() -> Hall:
    return planned()


def page(hall: Hall, **changes: object) -> Steps:
    running = hall.board.step
    steps = Steps(hall.board, hall.now, KEYS, running.id if running else "", can_lead=True)
    return replace(steps, **changes)  # type: ignore[arg-type]


def view(hall: Hall, seat: Seat = ANA, *, can_lead: bool = True) -> StepsView:
    made = StepsView(below(hall.board, lambda: hall.now, HallRoom(hall, seat).submit))
    if can_lead:
        made.let_lead(hall.clock.new_id)
    return made


def titles(hall: Hall) -> list[str]:
    return [step.title for step in hall.board.plan]


DRAWN = f"""\
 The steps of this meeting                                   19:04, until 19:35

   ✓ 1  Welcome            10 min   took 13
   ✓ 2  What matters here  15 min   took 14
   ✓ 3  Write quietly       5 min   took 6
   ✓ 4  Hear it together   15 min   took 11
 ▌   5  Offers and asks    15 min   now
     6  Who is missing     10 min
     7  One small action   10 min
     8  Close              10 min

     {QUESTION}
     {GUIDANCE[:72]}
     {GUIDANCE[73:]}
     Offers · open: everybody sees it

     At this pace you end at 19:34, one minute early.





 Enter go there  e change  m move  a add  p put away  ↑ ↓ choose  Esc back
 Changes to the steps are kept with the meeting.                          saved"""


def test_it_is_as_it_was_drawn(hall: Hall) -> None:
    assert words(paint_steps(page(hall), window(80, 24))) == DRAWN


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_is_whole_at_every_size_with_whatever_people_type(hall: Hall, width: int, height: int) -> None:
    for number, text in enumerate(HOSTILE, 1):
        hall.do(ChangeStep(hall.board.plan[number].id, text[:40], question=text * 9, guidance=f"{text} " * 15))
    for step in hall.board.plan:
        steps = page(hall, hand=step.id)
        sheet = paint_steps(steps, window(width, height))
        assert is_whole(sheet, width, height)
        assert f"{hall.board.plan.index(step) + 1}  {step.title[:4]}" in words(sheet)
        form = StepForm.of(step)
        for at in range(6):
            assert is_whole(paint_steps(replace(steps, form=form.to(at)), window(width, height)), width, height)
        if step.title not in HOSTILE:
            assert is_plain(paint_steps(replace(steps, form=form), window(width, height, is_ascii=True)))


@pytest.mark.parametrize("is_new", [False, True])
def test_what_is_said_of_a_part_needs_one_row_at_60_so_that_the_keys_stay_where_they_are(
    hall: Hall, *, is_new: bool
) -> None:
    form = replace(StepForm.of(hall.board.plan[1]), after="" if is_new else None)
    for at in (0, 1, 3, 4, 5):
        assert paint_steps(replace(page(hall), form=form.to(at)), window(60, 18)).below_keys == 1


def test_it_says_when_it_ends_minute_by_minute(hall: Hall) -> None:
    def end(clock: str) -> str:
        hall.at(clock)
        text = words(paint_steps(page(hall), window(80, 24)))
        return next(row.strip() for row in text.splitlines() if "this pace" in row)

    assert end("19:05") == "At this pace you end at 19:35, in time."
    assert end("19:06") == "At this pace you end at 19:36, one minute late."
    assert end("19:09") == "At this pace you end at 19:39, four minutes late."
    hall.do(GoToStep(hall.board.plan[7].id))
    assert end("19:10") == "At this pace you end at 19:19, 16 minutes early."


async def test_enter_goes_to_the_step_in_hand_and_to_the_board(hall: Hall) -> None:
    async with shown(view(hall)) as (app, pilot):
        await pilot.press("down", "down", "enter")
    assert hall.board.step == hall.board.plan[6]
    assert [type(message) for message in app.heard] == [BackRequested]


async def test_enter_on_the_one_that_runs_only_goes_back(hall: Hall) -> None:
    position = hall.board.position
    async with shown(view(hall)) as (app, pilot):
        await pilot.press("enter")
    assert hall.board.position == position
    assert [type(message) for message in app.heard] == [BackRequested]


async def test_who_goes_to_a_step_from_a_page_that_is_behind_is_told_that_somebody_has_gone_on(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("end", "up")
        hall.do(GoToStep(hall.board.plan[5].id))
        await pilot.press("enter")
        assert "Somebody has gone on already: this is step 6." in on_screen(steps)
    assert hall.board.step == hall.board.plan[5]


async def test_a_closing_step_opens_the_closing(hall: Hall) -> None:
    async with shown(view(hall)) as (app, pilot):
        await pilot.press("end", "enter")
        await pilot.pause()
    assert app.heard[-1] == PageRequested("closing")


async def test_each_part_of_a_step_is_changed_and_kept_one_by_one(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("down", "e", "ctrl+u", *"12", "enter")
        assert "Step 6 has twelve minutes now." in on_screen(steps)
        await pilot.press("ctrl+u", *"Who else", "enter", *" Now", "enter", "ctrl+u", "enter", "left", "enter", "right")
        assert "quiet: it is shown later" in on_screen(steps)
        await pilot.press("enter")
        assert "The steps of this meeting" in on_screen(steps)
        assert "Writing " not in on_screen(steps)
    step = hall.board.plan[5]
    assert (step.minutes, step.title, step.guidance) == (12, "Who else", "")
    assert step.question == "Who should be part of this, and who knows them? Now"
    assert (step.column, step.writing) == (NOT_HERE - 1, Writing.QUIET)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [("0", "A step takes 1 to 240 minutes. Nothing is changed."), ("1000", "A step takes 1 to 240 minutes."),
     ("90s", "A step takes 1 to 240 minutes."), ("soon", '"soon" is no length I know.'), ("", "is no length I know.")],
)  # fmt: skip
async def test_what_is_no_length_of_a_step_is_said_and_changes_nothing(hall: Hall, minutes: str, said: str) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("e", "ctrl+u", *minutes, "enter")
        assert said in on_screen(steps)
        assert "▌ Minutes" in on_screen(steps)
    assert hall.board.plan[4].minutes == 15


async def test_a_question_says_whether_it_fits_and_takes_no_more_than_the_board_keeps(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("e", "down", "down")
        assert "42 letters, fits" in on_screen(steps)
        steps.paste("w" * 300)
        assert "No more than 200 letters fit here." in on_screen(steps)
        await pilot.press("enter")
    assert len(hall.board.plan[4].question) == 200


async def test_a_step_is_added_behind_the_one_in_hand(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("down", "a", *"Tea", "enter", *"Who would like tea", "enter", "enter", "0", "enter", "enter")
        assert "Ana added a step: Tea, number 7." in on_screen(steps)
    step = hall.board.plan[6]
    assert (step.title, step.question, step.minutes) == ("Tea", "Who would like tea", 10)
    assert (step.column, step.writing) == (0, Writing.OPEN)


async def test_a_step_without_words_is_not_added_and_says_what_is_missing(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("a", *["enter"] * 5)
        assert "A step needs a title and a question." in on_screen(steps)
        assert "▌ Title" in on_screen(steps)
        await pilot.press("escape")
    assert len(hall.board.plan) == 8


async def test_a_step_is_carried_and_put_down_or_back(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("end", "m", "up", "up", "escape")
        assert titles(hall)[-1] == "Close"
        await pilot.press("m", "up", "up")
        assert "6  Close" in on_screen(steps)
        await pilot.press("enter")
        assert "Close is step 6 now." in on_screen(steps)
    assert titles(hall)[5:] == ["Close", "Who is missing", "One small action"]


async def test_what_has_begun_is_neither_carried_nor_put_away(hall: Hall) -> None:
    steps, before = view(hall), titles(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("m")
        assert "Step 5 is going on now. Go on to another first." in on_screen(steps)
        await pilot.press("up", "p")
        assert "Step 4 has been." in on_screen(steps)
        await pilot.press("m", "down", "enter")
    assert titles(hall) == before


async def test_a_step_is_put_away_and_u_brings_it_back(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (app, pilot):
        await pilot.press("down", "p")
        assert "Who is missing is taken out. u brings it back." in on_screen(steps)
        assert steps.steps.step
        assert steps.steps.step.title == "One small action"
        await pilot.press("u")
        await pilot.pause()
    assert ActionChosen("undo") in app.heard
    assert "Who is missing" not in titles(hall)


async def test_others_changes_are_shown_and_a_step_that_they_take_away_is_let_go_of(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("down", "e", *"0")
        hall.do(PutAwayStep(hall.board.plan[5].id))
        steps.hear(hall.board)
        await pilot.pause()
        assert "That step is not in the plan any more." in on_screen(steps)
        assert "▌   6  One small action" in on_screen(steps)
        hall.do(AddStep(f"step/{hall.clock.new_id()}", PlannedStep("Tea", 5, "Tea?")))
        steps.hear(hall.board)
        await pilot.pause()
        assert "8  Tea" in on_screen(steps)


async def test_a_meeting_that_is_closed_meanwhile_says_so_at_the_next_key(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        hall.do(CloseMeeting())
        steps.hear(hall.board)
        await pilot.press("down", "enter", "e", "m", "p", "a", "escape", "up")
        assert "The steps of this meeting" in on_screen(steps)


async def test_who_does_not_facilitate_only_looks(hall: Hall) -> None:
    steps, position = view(hall, KOFI, can_lead=False), hall.board.position
    async with shown(steps) as (_app, pilot):
        assert "e change" not in on_screen(steps)
        for key in ("enter", "e", "m", "a", "p"):
            await pilot.press(key)
            assert "That is for those who facilitate." in on_screen(steps)
    assert hall.board.position == position


async def test_clicks_choose_a_step_and_a_part_and_press_what_is_offered(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.click(StepsView, offset=(8, 8))
        assert steps.steps.step == hall.board.plan[6]
        row = on_screen(steps).splitlines()[-2]
        await pilot.click(StepsView, offset=(row.index("e change"), 22))
        assert steps.steps.form is not None
        await pilot.click(StepsView, offset=(8, 4))
        assert steps.steps.form.at == 2
    assert steps.steps.form == StepForm.of(hall.board.plan[6]).to(2)


async def test_a_key_that_means_nothing_says_so(hall: Hall) -> None:
    steps = view(hall)
    async with shown(steps) as (_app, pilot):
        await pilot.press("x")
        assert "x does nothing on this page. Esc goes back." in on_screen(steps)


def test_before_it_begins_the_page_says_when_it_would_end() -> None:
    hall = riverside()
    lay(hall)
    text = words(paint_steps(page(hall), window(80, 24)))
    assert "If you begin now you end at 20:27." in text
    assert "took" not in text
    assert " now" not in text.replace("begin now", "")

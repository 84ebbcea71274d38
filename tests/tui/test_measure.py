"""Pages on a wide screen: in its middle, with air, and clicked where they stand."""

import pytest
from planned import PLAN, planned
from riverside import riverside
from sheets import KEYS, is_whole, window
from test_closing import Screen
from test_home import GARDEN, home

from cofacil.tui.pages.home import paint_home
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.steps import Steps, paint_steps

LARGE = [(120, 40), (160, 45), (300, 80)]
SMALL = [(60, 18), (80, 24), (100, 30)]


def ink(sheet: Sheet) -> tuple[int, int]:
    """Return the first cell that bears a word below the head, and the row of the first."""
    body = [(y, strip.text) for y, strip in enumerate(sheet.rows[1:-3], 1) if strip.text.strip()]
    return min(len(text) - len(text.lstrip()) for _y, text in body), body[0][0]


def steps() -> Steps:
    hall = planned()
    running = hall.board.step
    return Steps(hall.board, hall.now, KEYS, running.id if running else "", can_lead=True)


@pytest.mark.parametrize("size", [*LARGE, *SMALL])
def test_boards_stand_in_the_middle_of_a_wide_screen_and_are_clicked_there(size: tuple[int, int]) -> None:
    sheet = paint_home(home(GARDEN), window(*size))
    assert is_whole(sheet, *size)
    left, top = ink(sheet)
    is_large = size in LARGE
    assert left == (1 + (size[0] - 96) // 2 if is_large else 1)
    assert (top > 4) is is_large
    y, row = next((y, strip.text) for y, strip in enumerate(sheet.rows) if "Start a new board" in strip.text)
    assert sheet.choice_at(row.index("Start"), y) == 1
    ways, text = next((y, strip.text) for y, strip in enumerate(sheet.rows) if "2 just look" in strip.text or "2 look" in strip.text)  # fmt: skip
    assert sheet.choice_at(text.index("look"), ways) == -2


@pytest.mark.parametrize("size", [*LARGE, *SMALL])
def test_each_step_has_its_question_beside_it_and_air_below_it_where_there_is_room(size: tuple[int, int]) -> None:
    sheet = paint_steps(steps(), window(*size))
    assert is_whole(sheet, *size)
    rows = [strip.text for strip in sheet.rows]
    at = [next(y for y, row in enumerate(rows) if f"{n}  {step.title}" in row) for n, step in enumerate(PLAN.steps, 1)]
    assert (at[1] - at[0] == 2) is (size in LARGE)
    shown = [step.question in rows[y] for y, step in zip(at, PLAN.steps, strict=True)]
    assert all(shown) if size in LARGE else size[0] == 100 or not any(shown[:4])
    assert sheet.choice_at(rows[at[3]].index(PLAN.steps[3].title), at[3]) == 3


@pytest.mark.parametrize("size", [*LARGE, *SMALL])
@pytest.mark.parametrize("part", range(4))
async def test_a_part_of_closing_stands_in_the_middle_and_has_air(size: tuple[int, int], part: int) -> None:
    screen = Screen(riverside(), size)
    await screen.at(part)
    assert screen.rows
    sheet = screen.view.sheet
    assert sheet is not None
    body = [strip.text for strip in sheet.rows[2:-6] if strip.text.strip()]
    least = min(len(text) - len(text.lstrip()) for text in body)
    free = (size[0] - 110) // 2 if size in LARGE else 0
    assert free <= least <= free + 5
    assert {spot.left for spot in sheet.spots} <= {free}

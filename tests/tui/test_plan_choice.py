"""The part of a page that chooses a plan: what is in hand, what keys make of it, what is seen of it."""

import pytest
from sheets import HOSTILE, window

from cofacil.board.plan import Plan, PlannedStep
from cofacil.tui.keys import Press
from cofacil.tui.pages.plan_choice import PlanChoice, plan_rows

PLANS = tuple(
    Plan(name, title, (PlannedStep("Welcome", 5, "Who is here?"),) * steps)
    for name, title, steps in (
        ("first", "A first meeting together", 8),
        ("offers", "Offers and asks", 7),
        ("open", "Open conversation", 1),
        ("listening", "Listening", 7),
    )
)
OWN = Plan("ours", "Our Sunday", (PlannedStep("Tea", 1, "Who is here?"),), is_own=True)


def rows(choice: PlanChoice, height: int, width: int = 80, **more: bool) -> list[str]:
    shown = plan_rows(choice, window(width, height), 1, in_hand=more.get("in_hand", True))
    return [strip.text.rstrip() for strip in shown.rows]


def test_the_board_alone_comes_first_and_each_plan_says_how_long_it_is() -> None:
    assert rows(PlanChoice.of(PLANS, "first"), 5) == [
        "    1  Just the board, no steps",
        " ▌  2  A first meeting together              8 steps, 40 minutes",
        "    3  Offers and asks                       7 steps, 35 minutes",
        "    4  Open conversation                     1 step, 5 minutes",
        "    5  Listening                             7 steps, 35 minutes",
    ]


def test_what_does_not_fit_is_counted_and_the_groups_own_are_named() -> None:
    choice = PlanChoice.of((*PLANS, OWN))
    assert rows(choice, 4)[-1] == "    … 3 more, and your own"
    assert rows(PlanChoice.of(PLANS), 4)[-1] == "    … 2 more"
    assert any("Our Sunday" in row and "1 step, 1 minute, your own" in row for row in rows(choice.to(5), 4))


def test_arrows_and_figures_choose_and_an_arrow_behind_an_end_is_the_pages() -> None:
    choice = PlanChoice.of(PLANS)
    assert choice.chosen is None
    assert choice.press(Press("up")) is None
    down = choice.press(Press("down"))
    assert down is not None
    assert down.chosen is PLANS[0]
    third = choice.press(Press("3", "3"))
    assert third is not None
    assert third.chosen is PLANS[1]
    assert choice.press(Press("9", "9")) is None
    assert choice.to(4).press(Press("down")) is None
    assert choice.press(Press("x", "x")) is None
    assert PlanChoice.of(PLANS, "gone").chosen is None
    assert PlanChoice.of(()).press(Press("2", "2")) is None


@pytest.mark.parametrize("width", [40, 60, 80, 160])
@pytest.mark.parametrize("height", [0, 1, 2, 5, 20])
def test_every_cell_is_painted_and_every_choice_is_reached(width: int, height: int) -> None:
    plans = tuple(OWN._replace(title=" ".join(HOSTILE) * 4) for _ in range(12))
    for hand in range(13):
        shown = plan_rows(PlanChoice(plans, hand), window(width, height), 1, in_hand=True, spots_from=100)
        assert [strip.cell_length for strip in shown.rows] == [width] * height
        assert not height or 100 + hand in {spot.choice for spot in shown.spots}

"""The page in a made-up language: no word of English is left on it, and none that somebody typed is translated."""

from collections.abc import Callable
from functools import partial

import pytest
from bare_english import COMMAND, bare_words
from web_reading import ANA, VIC, on, read, words

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.commands.timer import PauseTimer, StartTimer
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Who
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat
from cofacil.room.walls import CardShown
from cofacil.web.pages import (
    Entering,
    Parted,
    board_page,
    change_page,
    enter_page,
    parted_page,
    trouble_page,
    waiting_page,
)
from cofacil.web.reader import Said
from wall import Wall

pytestmark = pytest.mark.usefixtures("qps_is_spoken")
RHYS = Seat("Rhys", Role.PARTICIPANT, "page")
TYPED = (
    "Gardd",
    "Sut mae rhannu?",
    "Neuadd",
    "berfa",
    "mainc",
    "gofalwyr nos",
    "Ana",
    "Dee",
    "Rhys",
    "Vic",
    "tatws",
    "wrth",
)
ATTRIBUTES = (
    "aria-label",
    "placeholder",
    "title",
    "alt",
    *(f"data-{name}" for name in ("lost", "not-kept", "refused", "time", "over", "more", "less", "nearly")),
)


def told(page: str) -> str:
    """Return all that is read of a page, also by whoever listens, and what the script says."""
    tree = read(page)
    beside = [element.get(name, "") for element in tree.iter() for name in ATTRIBUTES]
    return "\n".join([words(tree), *beside])


def in_welsh() -> Wall:
    wall = Wall()
    wall.do(SetBoard("Gardd", "Sut mae rhannu?", "Neuadd"))
    wall.meet()
    step = PlannedStep("berfa", 15, "mainc?", "", Kind.OFFER)
    wall.do(LayPlan((wall.new("step"),), Plan("", "berfa", (step,))))
    wall.do(GoToStep(wall.board.plan[0].id))
    rhys = Who("rhys", "Rhys", Role.PARTICIPANT)
    for number, kind in enumerate((*Kind, *Kind)):
        wall.do(
            AddCard(f"card/{number}", kind, "berfa", "mainc", said="Rhys", newcomers=("Rhys",), tags=("tatws",)), rhys
        )
    wall.do(AddCard("card/a", Kind.ACTION, "berfa", said="Rhys", owners=("Rhys",), when="2026-11-27"), rhys)
    wall.do(MarkDone("card/0"))
    wall.do(PutAway("card/5"))
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "gofalwyr nos"))
    wall.do(SetAbsence(absence, knows="Rhys", asks="Rhys", when="2026-11-27", where="wrth"))
    wall.do(NameAbsence(wall.new("absence"), "gofalwyr nos"))
    wall.do(StartTimer(10))
    return wall


@pytest.mark.parametrize("seat", [RHYS, VIC, Seat("Dee", Role.COFACILITATOR, "page"), ANA])
def test_the_board_has_no_bare_english(seat: Seat) -> None:
    wall = in_welsh()
    shown = on(wall, seat, prompt="mainc?")
    there = Attending.of((Present(ANA), Present(seat)), CardShown("Ana", "card/1"))
    assert not bare_words(told(board_page(shown._replace(attending=there))), TYPED)
    wall.do(PauseTimer())
    wall.do(BeginQuiet(wall.new("step")))
    wall.add("mainc", who=Who("rhys", "Rhys", Role.PARTICIPANT))
    wall.add("cath")
    assert not bare_words(told(board_page(on(wall, seat))), ("cath", *TYPED) if seat is ANA else TYPED)


@pytest.mark.parametrize(("waiting", "may_ask"), [(True, True), (False, True), (False, False)])
def test_who_watches_reads_no_bare_english(waiting: bool, may_ask: bool) -> None:
    page = board_page(on(in_welsh(), VIC, is_waiting=waiting, may_ask=may_ask))
    assert not bare_words(told(page), TYPED)


def test_an_empty_board_and_a_closed_step_have_no_bare_english() -> None:
    wall = Wall()
    wall.do(SetBoard("Gardd", "Sut mae rhannu?", "Neuadd"))
    assert not bare_words(told(board_page(on(wall, RHYS))), TYPED)
    wall.meet()
    step = PlannedStep("berfa", 15, "mainc?", "", writing=Writing.CLOSED)
    wall.do(LayPlan((wall.new("step"),), Plan("", "berfa", (step,))))
    wall.do(GoToStep(wall.board.plan[0].id))
    assert not bare_words(told(board_page(on(wall, RHYS))), TYPED)


@pytest.mark.parametrize("entity", ["card/0", "card/a", "card/5", "card/none", "absence"])
@pytest.mark.parametrize("seat", [RHYS, VIC, ANA])
def test_all_of_a_card_has_no_bare_english(entity: str, seat: Seat) -> None:
    wall = in_welsh()
    entity = wall.board.absences[-1].id if entity == "absence" else entity
    assert not bare_words(told(change_page(on(wall, seat), entity)), TYPED)


@pytest.mark.parametrize(
    "page",
    [
        lambda: enter_page(Entering("Gardd", "t", may_ask=True, said=Said(errors={"word": "berfa"}))),
        lambda: enter_page(Entering()),
        lambda: waiting_page("Rhys"),
        lambda: waiting_page("Rhys", is_refused=True),
        lambda: trouble_page("berfa"),
        *(partial(parted_page, kind, left=Said(typed={"words": "mainc"})) for kind in Parted),
        lambda: parted_page(Parted.PUT_OUT, "Ana"),
    ],
)
def test_other_pages_have_no_bare_english(page: Callable[[], str]) -> None:
    assert not bare_words(told(page()), (*TYPED, COMMAND))

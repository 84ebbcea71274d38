"""What is open at the bottom of the board, in a made-up language a third longer: no English, and neither words nor the way back lost."""

from collections.abc import Callable, Iterator

import pytest
from bare_english import bare_words
from keyboard import Keyboard
from planned import lay
from qps import OPENED
from riverside import DEE, Hall

from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import GoToStep
from cofacil.board.commands.timer import CountUp, PauseTimer, StartTimer
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep
from cofacil.board.prompts import Prompt
from cofacil.language.catalog import spoken
from cofacil.room.requests import Ask, Wish
from cofacil.terminal.widths import cell_len
from cofacil.tui.modes.admit import Admit
from cofacil.tui.modes.mode import Step
from cofacil.tui.paint.ask_words import answer_offers, ask_sentence
from cofacil.tui.paint.foot import foot
from cofacil.tui.paint.typing import typing_cursor
from cofacil.tui.view import View

pytestmark = pytest.mark.usefixtures("qps_is_spoken")
SIZES = ((60, 18), (80, 24), (120, 40))
ASKED = "Pwy sydd heb ddod?"
PEOPLE = ("Ana", "Siân", "Rhys", "Mair", "Rhian", "Dee")
WORDS = (
    "Gardd yr Afon", "Neuadd", "mainc", "berfa", "hen faniau", "gofalwyr nos", "ffa dringo coch", "wrth y giât", "allwedd",
    "Bedwyr", "gardd", "https", "berfq", "zzzzzz", "nxt", "fri", "us", *map(str.casefold, PEOPLE),
    "Not born yet: who will have this place in 30 years",
)  # fmt: skip
ALLOWED = (ASKED, *PEOPLE, *WORDS)
"""What people have typed, and who is missing from every board."""


def garden() -> Hall:
    """Return a board of people who write Welsh."""
    hall = Hall((Prompt("nos", ASKED),))
    hall.do(SetBoard("Gardd yr Afon", "gardd", "Neuadd"))
    for name in PEOPLE[1:-1]:
        hall.do(AddPerson(name))
    for number, kind in enumerate(Kind):
        for words in ("mainc", "berfa", "hen faniau"):
            hall.do(AddCard(f"card/{kind}-{words[0]}", kind, f"{words} {number}", said="Siân"))
    hall.do(EditCard("card/action-m", owners=("Siân", "Rhys"), when="2026-11-27"))
    hall.absence("gofalwyr nos", ASKED)
    hall.absence("ffa dringo coch", ASKED)
    hall.do(SetAbsence(hall.called("N2"), knows="Mair"))
    return hall


class Seen:
    """A mode as it is seen at one size."""

    def __init__(self, name: str, line: Keyboard) -> None:
        scene = line.session.scene()
        rows, self.keys = foot(scene)
        self.name = name
        self.line = line
        self.foot = line.foot
        self.bottom = [row.text for row in rows]
        over = [strip.text for strip in (*scene.over, *scene.over_hand)]
        self.text = "\n".join((*self.bottom, *self.foot.panel, *over))
        self.cursor = typing_cursor(scene)
        self.first = scene.height - len(rows)
        """The row that the line begins in."""
        self.width = scene.width


def at(size: tuple[int, int], column: int = 2, hall: Hall | None = None) -> Keyboard:
    return Keyboard(hall or garden(), View(column), size=size)


def captures(size: tuple[int, int]) -> Iterator[Keyboard]:
    yield at(size).open("add")
    yield from (at(size).open("add").press(kind.glyph, "mainc") for kind in Kind)
    yield at(size).open("add").press(">allwedd @Siân @us @Bedwyr ^fri #gardd")
    yield at(size).open("add").press("mainc @Siân @Bedwyr ^3/12")
    yield at(size).open("add").press("mainc @R ^nxt")
    yield at(size).open("add").press("mainc ^2026-11-01?")
    yield at(size).open("add").press("0123 4567 " * 30)
    again = at(size).open("add").press("berfa", "enter", "up")
    yield again
    yield again.press(" @Mair ^fri")


def pastes(size: tuple[int, int]) -> Iterator[Keyboard]:
    for kind in Kind:
        yield at(size, kind.column).open("add").paste("mainc\nberfa")
    yield at(size).open("add").paste("mainc\n" * 90)


def edits(size: tuple[int, int]) -> Iterator[Keyboard]:
    for column in (2, 3):
        for tabs in range(4):
            yield at(size, column).open("edit").press(*["tab"] * tabs)
    yield at(size).open("edit").press("tab", "tab", "ctrl+u", "@Rhys @Mair")
    yield at(size).open("edit").press("shift+tab", "fri")
    yield at(size).open("edit").press("shift+tab", "3/12")
    yield at(size).open("edit").press("shift+tab", "mainc")


def conflicts(size: tuple[int, int]) -> Iterator[Keyboard]:
    for text, note in (("berfa", None), (None, "berfa"), ("berfa", "berfa")):
        line = at(size).open("edit")
        line.hall.do(EditCard("card/offer-m", text=text, note=note), DEE)
        yield line.press(" allwedd", "tab", "allwedd", "shift+tab", "enter")


def absences(size: tuple[int, int]) -> Iterator[Keyboard]:
    for prompt in ("", ASKED):
        line = at(size).ask(prompt).open("missing")
        yield line
        yield at(size).ask(prompt).open("missing").press("gofalwyr nos")
    for words in ("", "@Mair", "@Bedwyr", "@R", "@Mair @Rhys", "@Mair ^fri #gardd allwedd"):
        yield at(size).ask(ASKED).open("missing").press("hen faniau", "enter", words)
    for words in (
        "",
        "@Mair",
        "^fri",
        "@Mair wrth y giât",
        "@Bedwyr ^fri wrth y giât",
        "@Mair @Rhys #gardd",
        "@Mair ^nxt",
    ):
        yield at(size).ask(ASKED).open("missing").press("hen faniau", "enter", "@Mair", "enter", words)
    yield at(size).ask(ASKED).open("missing").press("hen faniau", "enter", "enter")
    yield at(size, 5).look("N2").open("edit")
    yield at(size, 5).look("N2").open("whole")
    yield at(size, 5).look("N2").open("whole").press("enter")


def timers(size: tuple[int, int]) -> Iterator[Keyboard]:
    yield at(size).open("timer")
    for command in (StartTimer(15), PauseTimer(), CountUp()):
        line = at(size)
        line.hall.do(StartTimer(15))
        line.hall.do(command)
        yield line.open("timer").press("12")
        yield line.press("enter")
        yield line.press("x")
        yield line.press("ctrl+u", "0")
    line = at(size)
    line.hall.do(StartTimer(1))
    line.hall.clock.pass_minutes(1)
    yield line.open("timer")


def finds(size: tuple[int, int]) -> Iterator[Keyboard]:
    for words in ("", "berfa", "mainc 1", "berfq", "zzzzzz"):
        yield at(size).open("find").press(words)


def picks(size: tuple[int, int]) -> Iterator[Keyboard]:
    for column in (1, 2):
        yield at(size, column).open("link")
    yield at(size).open("link").press("berfa", "down")
    yield at(size).open("link").press("zzzzzz")
    line = at(size)
    line.hall.do(PutAway("card/offer-m"))
    yield line.open("bring_back")


def ties(size: tuple[int, int]) -> Iterator[Keyboard]:
    line = at(size)
    line.hall.tie("O1", "Q1")
    yield line.open("link")
    yield line.press("down")


def wills(size: tuple[int, int]) -> Iterator[Keyboard]:
    for words in ("", "@Mair", "@Mair @Bedwyr ^fri", "@Mair mainc", "^nxt"):
        yield at(size, 3).open("will").press(words)
    yield at(size, 5).look("N2").open("will")
    yield from (at(size, 3).open("will").press(words, "enter") for words in ("@Ζωή", "@Ζωή @Άρης ^fri"))
    yield from (at(size, 2).open("will").press(words) for words in ("", "mainc @Siân ^fri", "mainc @Ζωή"))
    yield at(size, 2).open("agree")


def questions(size: tuple[int, int]) -> Iterator[Keyboard]:
    yield from (at(size).open(action) for action in ("leave", "strike_out", "purpose", "move"))
    yield from (at(size).open("purpose").press(*["enter"] * presses) for presses in (1, 2))
    yield at(size).open("purpose").press("ctrl+u", "0123 4567 " * 8)
    for wish in Wish:
        yield at(size).take(Step(Admit(Ask(1, "Bedwyr", wish, None))))


def steps(size: tuple[int, int]) -> Iterator[Keyboard]:
    """Yield the strip of the next step: before the first, in one, behind the last."""
    plan = Plan(
        "", "gardd", tuple(PlannedStep("berfa", 10, "Pwy sydd heb ddod?", "hen faniau", "offer") for _step in "123")
    )
    hall = garden()
    lay(hall, plan)
    yield at(size, hall=hall).open("next_step")
    for step in hall.board.plan:
        hall.do(GoToStep(step.id))
        hall.clock.pass_minutes(12)
        yield at(size, hall=hall).open("next_step")


MODES: tuple[Callable[[tuple[int, int]], Iterator[Keyboard]], ...] = (
    captures, pastes, edits, conflicts, absences, timers, finds, picks, ties, wills, questions, steps,
)  # fmt: skip


def seen(size: tuple[int, int]) -> Iterator[Seen]:
    for modes in MODES:
        for number, line in enumerate(modes(size)):
            yield Seen(f"{modes.__name__} {number}", line)


@pytest.mark.parametrize("size", SIZES)
def test_no_mode_has_english_left(size: tuple[int, int]) -> None:
    for one in seen(size):
        assert OPENED in one.text
        assert not bare_words(one.text, ALLOWED), f"{one.name}\n{one.text}"


@pytest.mark.parametrize("size", SIZES)
def test_what_is_typed_is_seen_however_long_its_lead_is(size: tuple[int, int]) -> None:
    for one in seen(size):
        if one.foot.typed is not None:
            assert one.cursor, one.name
            above = one.cursor.y - one.first
            *before, last = one.bottom[: above + 1]
            ends = (*(row.strip() for row in before), last[: one.cursor.x].lstrip())
            assert " ".join(ends).endswith(one.foot.typed.text[-12:].lstrip()), f"{one.name}\n{one.text}"


@pytest.mark.parametrize("size", SIZES)
def test_the_way_back_is_never_lost_and_from_80_columns_on_neither_is_enter(size: tuple[int, int]) -> None:
    def keys_of(one: Seen) -> set[str]:
        is_by_figure = one.foot.offers[0].key == "1"
        keys = {"escape"} if size[0] < 80 or is_by_figure else {"enter", "escape"}
        return keys & {placed.offer.key for placed in one.keys.placed}

    def kept() -> list[tuple[str, set[str]]]:
        return [(one.name, keys_of(one)) for one in seen(size)]

    longer = kept()
    with spoken("en"):
        assert longer == kept()
    for one in seen(size):
        assert all(placed.right <= one.width for placed in one.keys.placed), f"{one.name}\n{one.text}"


@pytest.mark.parametrize("size", SIZES)
def test_what_a_panel_asks_is_read_whole(size: tuple[int, int]) -> None:
    for one in seen(size):
        for words in one.foot.panel:
            assert cell_len(words) <= size[0], f"{one.name}\n{one.text}"


# what keys come to


def told_of_cards(size: tuple[int, int]) -> Iterator[Keyboard]:
    """Return modes whose last key was told something, while a card is written or changed."""

    def add() -> Keyboard:
        return at(size).open("add")

    def edit() -> Keyboard:
        return at(size).open("edit")

    yield add().press("enter")
    yield add().press("mainc", "escape")
    yield add().paste("0" * 12_001)
    yield add().paste("mainc\nberfa").press("escape")
    yield add().paste("mainc\n" * 101).press("enter")
    yield add().paste("mainc\n" + "0" * 2_001).press("enter")
    yield add().paste("mainc\n" + "0" * 10_001).press("2")
    yield edit().press("escape")
    yield edit().press("tab", "tab", "ctrl+u", "@Mair berfa", "enter")
    yield edit().press("tab", "tab", "ctrl+u", "@Mair ^fri", "enter")
    yield edit().press("shift+tab", "mainc", "enter")
    yield edit().paste("0" * 12_001)
    for key in ("1", "3", "escape"):
        yield from (line.press(key) for line in conflicts(size))


def told_of_others(size: tuple[int, int]) -> Iterator[Keyboard]:
    for words in ("@Mair @Rhys", "@Mair ^fri"):
        yield at(size).open("missing").press("hen faniau", "enter", words, "enter")
    yield at(size).open("missing").press("hen faniau", "enter", "enter", "@Mair @Rhys", "enter")
    yield at(size).open("missing").paste("0" * 12_001)
    yield at(size).open("find").press("zzzzzz", "enter")
    yield at(size).open("find").press("berfa", "tab")
    yield at(size).open("find").paste("0" * 201)
    for key in ("escape", "enter"):
        yield at(size).open("move").press(key)
    yield at(size).open("link").press("enter")
    yield at(size, 3).open("will").press("@Mair mainc", "enter")
    yield at(size).open("timer").press("p")
    yield at(size).open("timer").press("x", "enter")
    yield at(size).open("timer").paste("0" * 41)
    counting = at(size)
    counting.hall.do(StartTimer(15))
    yield counting.open("count_up").press("escape")
    yield at(size).open("strike_out").press("escape")
    yield at(size).take(Step(Admit(Ask(1, "Bedwyr", Wish.JOIN, None)))).press("escape")


def test_what_a_key_comes_to_is_told_in_the_language_too() -> None:
    for line in (*told_of_cards((120, 40)), *told_of_others((120, 40))):
        assert OPENED in line.sentence
        assert not bare_words(line.sentence, ALLOWED), line.sentence


@pytest.mark.parametrize("wish", Wish)
def test_who_asks_is_named_in_the_language(wish: Wish) -> None:
    ask = Ask(1, "Bedwyr", wish, None)
    for words in (ask_sentence(ask, "j"), *(offer.words for offer in answer_offers(ask, "j"))):
        assert OPENED in words
        assert not bare_words(words, ALLOWED)

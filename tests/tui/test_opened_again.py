"""Words of ours that are opened again to be changed: who changes nothing and presses Enter has changed nothing."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard import Keyboard
from odd_letters import texts
from riverside import DEE, Hall, riverside

from cofacil.board.commands.absences import SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import SetBoard
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Json
from cofacil.board.kinds import Kind
from cofacil.board.model import Board, Who
from cofacil.board.text import clean_name, strip_text
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.missing import Missing, MissingPart
from cofacil.tui.modes.purpose import Purpose
from cofacil.tui.view import View

SIGNS = (
    "@bea",
    "@s",
    "@zzz",
    "@",
    "^fri",
    "^nxt",
    "#gate",
    "by:fri",
    "?",
    "+ a van",
    ">",
    "! why",
    "âfri",
    "@us",
    "room",
)
words = st.one_of(
    texts,
    st.lists(st.one_of(st.sampled_from(SIGNS), texts), max_size=8).map(" ".join),
    st.sampled_from(SIGNS),
    st.text(max_size=400),
)
"""Whatever a board can hold: another program may have written what nobody could have typed."""


def is_a_name(text: str) -> bool:
    """Say whether somebody can be called so."""
    try:
        return bool(clean_name(text))
    except Refusal:
        return False


names = st.one_of(
    st.sampled_from(["'Arry", "🌻 Sun", "(Bob)", "@tom", "S", "Tom Tom", "#1", "^fri", "🇩🇪", "us all", "Mo,"]),
    st.text(min_size=1, max_size=20),
).filter(is_a_name)


@dataclass(frozen=True, slots=True)
class Written(Command):
    """Writes words into a field as another program might."""

    entity: EntityId
    field: str
    words: Json

    def decide(self, board: Board, who: Who, now: int) -> Change:  # noqa: ARG002  # the three that every command takes
        return Change("board.set", (board.records[self.entity].write(self.field, self.words),))


def same(hall: Hall, line: Keyboard, *keys: str) -> bool:
    """Say whether keys change nothing on the board."""
    before = hall.board.position
    line.press(*keys)
    return hall.board.position == before


@given(words, st.sampled_from(Kind))
@settings(max_examples=60)
def test_the_last_card_taken_up_again(text: str, kind: Kind) -> None:
    hall = riverside()
    line = Keyboard(hall, View(kind.column)).open("add").press("A lawn roller", "enter")
    assert isinstance(line.mode, Capture)
    hall.do(Written(line.mode.last, "text", text))
    assert same(hall, line, "up", "enter")
    assert isinstance(line.mode, Capture)
    assert line.typed == ""


@given(words)
@settings(max_examples=60)
def test_what_was_on_the_last_card_stays_words_when_more_is_typed(text: str) -> None:
    hall = riverside()
    line = Keyboard(hall, View(2)).open("add").press("A lawn roller", "enter")
    assert isinstance(line.mode, Capture)
    card = line.mode.last
    hall.do(Written(card, "text", text[:150]))
    before = hall.board.card(card)
    line.press("up", " more", "enter")
    after = hall.board.card(card)
    assert (after.said, after.owners, after.when, after.tags) == (before.said, before.owners, before.when, before.tags)
    assert f"{after.text} {after.note}".split() == [*strip_text(before.text).split(), "more"]


@given(words)
@settings(max_examples=60)
def test_who_is_not_here(text: str) -> None:
    hall = riverside()
    hall.do(Written(hall.called("N2"), "who", text))
    line = Keyboard(hall, View(5)).look("N2").open("edit")
    assert same(hall, line, "enter")
    assert isinstance(line.mode, Missing)
    assert line.mode.part is MissingPart.BRIDGE
    assert same(hall, line, "enter", "enter")
    assert line.mode is None


@given(words, words, words)
@settings(max_examples=60)
def test_purpose_name_and_place(purpose: str, title: str, place: str) -> None:
    hall = riverside()
    for field, text in (("purpose", purpose), ("title", title), ("place", place)):
        hall.do(Written("board", field, text))
    line = Keyboard(hall).open("purpose")
    assert same(hall, line, "enter", "enter", "enter")
    assert line.mode is None


@given(words, words, words, st.lists(names, min_size=1, max_size=3).map(tuple), st.sampled_from(Kind))
@settings(max_examples=100)
def test_all_parts_of_a_card(text: str, note: str, when: str, who: tuple[str, ...], kind: Kind) -> None:
    hall = riverside()
    hall.do(AddCard("card/x", kind, "Mend the gate", said=who[0], owners=who, newcomers=who))
    for field, value in (("text", text), ("note", note), ("when", when)):
        hall.do(Written("card/x", field, value))
    line = Keyboard(hall, View(kind.column).to(hall.board, "card/x")).open("edit")
    for part in ("tab", "tab", "tab", "tab"):
        line.press(part)
    assert same(hall, line, "enter")
    assert line.mode is None


def test_what_others_changed_meanwhile_stays_where_one_has_changed_nothing() -> None:
    hall = riverside()
    line = Keyboard(hall).open("purpose")
    hall.do(SetBoard(purpose="What grows here?"), DEE)
    line.press("enter", "enter")
    hall.do(SetBoard(place="Upstairs"), DEE)
    line.press("enter")
    assert (hall.board.purpose, hall.board.place) == ("What grows here?", "Upstairs")
    line = Keyboard(hall, View(5)).look("N2").open("edit")
    hall.do(SetAbsence(hall.called("N2"), who="Everybody under 16"), DEE)
    line.press("enter", "escape")
    assert hall.board.absence(hall.called("N2")).who == "Everybody under 16"
    line = Keyboard(hall, View(2)).open("add").press("A lawn roller", "enter", "up")
    assert isinstance(line.mode, Capture)
    card = line.mode.again
    hall.do(EditCard(card, text="Two lawn rollers"), DEE)
    line.press("enter")
    assert hall.board.card(card).text == "Two lawn rollers"


@pytest.mark.parametrize("part", ["purpose", "title", "place"])
def test_words_that_are_changed_are_kept(part: str) -> None:
    hall = riverside()
    line = Keyboard(hall).open("purpose").press(*["enter"] * ("purpose", "title", "place").index(part))
    assert isinstance(line.mode, Purpose)
    line.press("!", "enter")
    assert hall.board.about.word(part).endswith("!")

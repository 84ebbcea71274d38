"""Of a line that somebody types no word is lost: it is who, when or theme, or it stays in the words."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.slugs import ROOM
from cofacil.language.card_line import read_line
from cofacil.room.room import Room
from cofacil.room.seats import Seat

TODAY = date(2026, 11, 22)


@pytest.fixture
def board(room: Room, ana: Seat) -> Board:
    for name in ("Bo", "Cy"):
        room.do(ana, AddPerson(name))
    return room.board


@pytest.mark.parametrize(
    ("line", "kind", "text", "names"),
    [
        ("@ana @bo we bring soup", Kind.OFFER, "@bo we bring soup", ("Ana",)),
        ("@ana @bo we bring soup", Kind.ACTION, "we bring soup", ("Ana", "Bo")),
        ("@ana and @bo bring soup", Kind.OFFER, "@bo bring soup", ("Ana",)),
        ("from @ana to @bo via @cy", Kind.QUESTION, "from Ana to Bo via Cy", ("Ana",)),
        ("from @ana to @bo via @cy", Kind.ACTION, "from Ana to Bo via Cy", ("Ana", "Bo", "Cy")),
        ("a van for @us @ana", Kind.ACTION, "a van for us", (ROOM, "Ana")),
        ("is it @ana?", Kind.QUESTION, "is it Ana?", ("Ana",)),
        ("soup (@ana brings it)", Kind.ACTION, "soup (Ana brings it)", ("Ana",)),
        ("the #gate is locked", Kind.ISSUE, "the gate is locked", ()),
        ("is that the #gate?", Kind.QUESTION, "is that the gate?", ()),
        ("from ^fri to @cy", Kind.ACTION, "from fri to Cy", ("Cy",)),
    ],
)
def test_a_sentence_keeps_what_it_needs(board: Board, line: str, kind: Kind, text: str, names: tuple[str, ...]) -> None:
    fitting = read_line(line, board, TODAY).for_kind(kind)
    assert (fitting.text, fitting.names) == (text, names)


def test_of_two_days_the_other_stays_where_it_stood(board: Board) -> None:
    read = read_line("ring ^fri the hall ^sat", board, TODAY)
    assert (read.text, read.when) == ("ring ^fri the hall", date(2026, 11, 28))


@pytest.mark.parametrize("line", ["Room #3", "flat #12 and #14b-", "we are #1"])
def test_a_figure_is_no_theme(board: Board, line: str) -> None:
    read = read_line(line.replace(" and #14b-", ""), board, TODAY)
    assert (read.text, read.tags) == (line.replace(" and #14b-", ""), ())


@pytest.mark.parametrize(
    "typed",
    [
        "@ana!",
        "@ana?",
        "@ana)",
        "(@ana",
        "@ana's",
        "@ana\u2019s",
        "@ana、",
        "@ana。",
        "「@ana」",
        "@ana؟",
        '"@ana',
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_what_clings_to_a_name_is_none_of_it(board: Board, typed: str, known: bool) -> None:
    assert read_line(f"soup {typed}", board if known else EMPTY, TODAY).names == ("Ana",)


@pytest.mark.parametrize(
    "typed", ["@10:30", "@5pm", "@5", "@10.30", "@18h", "@18h30", "@5-6pm", "@10:30-12:00", "@5pm,", "@5p.m."]
)
def test_a_time_of_day_is_nobody(board: Board, typed: str) -> None:
    read = read_line(f"meet {typed}", board, TODAY)
    assert (read.names, read.text) == ((), f"meet {typed}")


@pytest.mark.parametrize("typed", ["#gate!", "#gate)", "(#gate", "#gate、", "#gate?"])
def test_what_clings_to_a_theme_is_none_of_it(board: Board, typed: str) -> None:
    assert read_line(f"soup {typed}", board, TODAY).tags == ("gate",)


@pytest.mark.parametrize("typed", ["^fri!", "^fri)", "(^fri", "^fri、"])
def test_what_clings_to_a_day_is_none_of_it(board: Board, typed: str) -> None:
    assert read_line(f"soup {typed}", board, TODAY).when == date(2026, 11, 27)


WORDS = st.sampled_from(
    ["@ana", "@bo", "@cy", "@dee", "@us", "^fri", "^sat", "^3/12", "#gate", "#3", "and", "from", "to", "soup", "(@bo)",
     "@ana's", "tell", "@5pm", "&", "?", "@bo?", "^nxt", "on", "by"]
)  # fmt: skip


@given(
    st.lists(WORDS, min_size=1, max_size=8),
    st.sampled_from(Kind),
)
def test_every_word_is_somewhere(words: list[str], kind: Kind) -> None:
    fitting = read_line(" ".join(words), EMPTY, TODAY).for_kind(kind)
    kept = " ".join((fitting.text, *fitting.names, *fitting.tags, "us" if ROOM in fitting.names else "")).casefold()
    for word in words:
        bare = re.sub(r"'s$|\W", "", word).casefold()
        if word in {"and", "&"} or word[0] == "^" or not bare:
            continue  # what joins two names; a day is a date
        if "us" in bare and kind is not Kind.ACTION:
            continue  # what nobody said is the room's
        assert bare in re.sub(r"[^\w ]", "", kept), (word, fitting)
    days = {word for word in words if word in {"^fri", "^sat", "^3/12"}}
    assert not days or fitting.when
    assert all(day in fitting.text or day == _last(words, days) or day[1:] in fitting.text for day in days)


def _last(words: list[str], days: set[str]) -> str:
    return next(word for word in reversed(words) if word in days)

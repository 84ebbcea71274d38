"""What we write into an editor we read back, whatever people are called and whichever day it is."""

from datetime import date

import pytest
from checkouts import ROOT
from compiling import compile_catalogs
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Card
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.board.text import clean_note
from cofacil.language.card_line import NamesRead, names_line, read_line, read_names, read_when
from cofacil.language.catalog import spoken
from cofacil.language.days import read_day, say_day, say_day_long
from cofacil.language.finish import finished_names
from wall import ANA, Wall

TODAY = date(2026, 11, 22)
ODD = (
    "'Arry", "(Bob)", "🌻 Sun", "[Kit]", '"Quill"', "@home", "#1", "^fri", "by:fri", "-", "--", ".dot", "Sam H.", "Sam H", "Sam",
    "sam hill", "a/b", "Siân", "Sian", "SIAN E", "Us two", "Usha", "Wendy", "Roomy", "李", "李 明", "שרה", "علي", "7", "007", "3/12",
    "O'Neil, Jr.", "Bob,", "Bob", "Bob;", "x,y", "fri", "ß" * 32, "İda", "👩‍👩‍👧", "a\u0301\u0323b", "é", "@@us", "=", "us & co", "ß\u200dß",
)  # fmt: skip
names = st.lists(
    st.sampled_from(ODD)
    | st.text(st.sampled_from("abUSus '\"()[]@#^.,:;/-_!é李ש7🌻\u200d\ufe0fßİ"), min_size=1, max_size=8)
    | st.text(min_size=1, max_size=12),
    max_size=8,
)


def known(called: list[str]) -> Wall:
    """Return a board that knows as many of these as can be known together."""
    wall = Wall()
    for name in called:
        try:
            wall.do(AddPerson(name))
        except Refusal:
            continue
    return wall


def kept(wall: Wall, *owners: str, kind: Kind = Kind.ACTION) -> Card:
    card = wall.new("card")
    said = next((owner for owner in owners if owner != ROOM), "")
    wall.do(AddCard(card, kind, "words", said=said, owners=owners if kind is Kind.ACTION else ()))
    return wall.board.card(card)


def read_back(board: Board, card: Card) -> EditCard:
    """Return what Enter would keep of the line of names as the editor opens with it."""
    read = read_names(names_line(card), board, card)
    assert read.unread == ""
    assert read.newcomers == ()
    if card.kind is Kind.ACTION:
        return EditCard(card.id, owners=read.names)
    return EditCard(card.id, said=read.speaker)


@given(names, st.booleans())
@example([*ODD], True)
def test_whoever_says_i_will_is_read_back(called: list[str], with_us: bool) -> None:
    wall = known(called)
    people = [person.name for person in wall.board.people]
    card = kept(wall, *people, *((ROOM,) if with_us else ()))
    assert len(card.owners) == len(people) + with_us
    assert wall.do(read_back(wall.board, card)).writes == ()


@given(names)
@example([*ODD])
def test_whoever_said_it_is_read_back(called: list[str]) -> None:
    wall = known(called)
    for person in wall.board.people:
        card = kept(wall, person.name, kind=Kind.OFFER)
        assert card.said == person.slug
        assert wall.do(read_back(wall.board, card)).writes == ()


@given(names, names)
def test_whoever_is_called_otherwise_by_now_is_read_back(called: list[str], now: list[str]) -> None:
    wall = known(called)
    cards = [kept(wall, person.name) for person in wall.board.people]
    for person, name in zip(wall.board.people, now, strict=False):
        try:
            wall.do(ChangePerson(person.slug, name))
        except Refusal:
            continue
    for card in cards:
        assert wall.do(read_back(wall.board, card)).writes == ()


@given(names)
@example([*ODD])
def test_what_tab_writes_means_the_one_it_finished(called: list[str]) -> None:
    wall = known(called)
    for person in wall.board.people:
        for end in range(1, len(person.name) + 1):
            if " @" in person.name[:end]:
                continue  # that would be where another name begins
            options = finished_names(f"x @{person.name[:end]}", wall.board)
            for finished in options:
                read = read_line(f"{finished}x", wall.board, TODAY)
                assert (read.text, read.newcomers, read.unsure) == ("x x", (), "")
                assert len(read.names) == 1
                assert wall.board.known(read.names[0]) is not None
        assert any(f"@{person.name.replace(' ', '-')} " in option for option in finished_names("@", wall.board))


@given(names, st.sampled_from([" ", "x", "@", "@us ", "'", "-"]))
def test_a_line_that_is_typed_on_keeps_the_others(called: list[str], typed: str) -> None:
    wall = known(called)
    card = kept(wall, *(person.name for person in wall.board.people))
    assume(card.owners)
    read = read_names(f"{names_line(card)} {typed}", wall.board, card)
    slugs = [wall.board.slug_for(name) for name in read.names if name != ROOM]
    assert slugs[: len(card.owners)] == list(card.owners)


def test_the_line_is_as_it_always_was() -> None:
    wall = known(["Priya", "Siân Evans"])
    assert names_line(kept(wall, "Priya", ROOM, "Siân Evans")) == "@priya @us @siân-evans"
    assert names_line(kept(wall, "Siân Evans", kind=Kind.ISSUE)) == "@siân-evans"
    assert names_line(kept(wall)) == names_line(kept(wall, kind=Kind.OFFER)) == ""


def test_all_of_us_is_what_is_meant_also_where_somebody_begins_so() -> None:
    board = known(["Usha", "Wendy", "Roomy"]).board
    assert [read_names(f"@{word}", board).names for word in ("us", "WE", "room,")] == [(ROOM,)] * 3
    assert read_names("@ush", board).names == ("Usha",)


@pytest.mark.parametrize("slug", ["room", "us", "we"])
def test_one_whom_a_board_of_long_ago_calls_so_is_shown_and_stays_who_they_are(slug: str) -> None:
    wall = Wall()
    wall.write(f"person/{slug}", "name", slug.title())
    wall.write("card/1", "kind", "offer")
    wall.write("card/1", "said", slug)
    card = wall.board.card("card/1")
    assert wall.board.name_of(card.said) == slug.title()
    assert wall.do(read_back(wall.board, card)).writes == ()
    wall.do(AddPerson("Bea"))
    wall.do(ChangePerson("bea", "Beatrice"))
    wall.do(ChangePerson(slug, "Ruben"))
    assert wall.board.name_of(slug) == "Ruben"
    assert wall.do(read_back(wall.board, wall.board.card("card/1"))).writes == ()


def test_such_a_one_is_told_from_all_of_us_on_one_card() -> None:
    wall = Wall()
    for slug in ("us", "we"):
        wall.write(f"person/{slug}", "name", slug.title())
        wall.write("card/1", f"owner.{slug}", True)
    wall.write("card/1", "kind", "action")
    wall.write("card/1", "owner.room", True)
    card = wall.board.card("card/1")
    assert names_line(card) == "@us @@us @@we"
    assert wall.do(read_back(wall.board, card)).writes == ()


def test_one_whom_nobody_introduced_stays_who_they_are() -> None:
    wall = Wall()
    wall.do(AddCard("card/1", Kind.ACTION, "words", said="Sam H.", owners=("Sam H.", "Zoë")))
    card = wall.board.card("card/1")
    read = read_names(names_line(card), wall.board, card)
    assert wall.do(EditCard(card.id, owners=read.names)).writes == ()


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("", ()),
        ("siân evans, bea", ("Siân Evans", "Bea")),
        ("@siân evans @bea", ("Siân Evans", "Bea")),
        ("@bea, @us.", ("Bea", ROOM)),
        ("@bea and @us", ("Bea", ROOM)),
        ("siân evans and bea & us", ("Siân Evans", "Bea", ROOM)),
        ("@'ar", ("'Arry",)),
        ("'arry", ("'Arry",)),
    ],
)
def test_names_as_people_type_them(line: str, read: tuple[str, ...]) -> None:
    board = known(["Siân Evans", "Bea", "'Arry"]).board
    assert read_names(line, board) == NamesRead(read)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("@bea @s", "Tab chooses: @s could be Sam or Siân."),
        ("@bea fri", '"fri" is no name: write @ before each.'),
        ("^fri", "Only names fit here, no day."),
        ("@bea #gate", "Only names fit here, no theme."),
        ("@bea @", '"@" is no name: write @ before each.'),
        ("@-", '"@-" is no name: write @ before each.'),
    ],
)
def test_what_is_no_name_is_said(line: str, why: str) -> None:
    board = known(["Bea", "Sam", "Siân"]).board
    assert read_names(line, board).unread == why


def test_one_card_has_one_speaker_and_it_is_said() -> None:
    board = known(["Bea", "Sam"]).board
    read = read_names("@us @bea @sam @zoe", board)
    assert read.for_kind(Kind.ACTION) == read
    assert read.for_kind(Kind.OFFER) == NamesRead(
        ("Bea",), sentence="One card has one speaker: Sam and Zoe are not kept."
    )


@given(st.dates())
def test_a_day_is_read_back_as_it_is_written(day: date) -> None:
    assert read_when(say_day(day), TODAY).day == day
    assert read_day(say_day(day), TODAY) == day


@given(st.dates(), st.dates())
def test_a_day_is_read_back_on_any_day(day: date, today: date) -> None:
    assert read_when(say_day(day), today).day == day


def test_a_day_is_read_back_in_the_language_it_was_written_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("locale")
    compile_catalogs(ROOT / "locale", folder)
    with spoken("qps", folder):
        for day in (TODAY, date(2027, 5, 1), date(1999, 12, 31)):
            assert not say_day(day).isascii()
            assert read_when(say_day(day), TODAY).day == day
        assert read_when("fri", TODAY).day == date(2026, 11, 27)
        assert read_when(say_day_long(TODAY), TODAY).day is None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", ""),
        ("nxt", '"nxt" is not a day I know. Try fri, 3/12, in 2 weeks.'),
        ("fri @bea", '"fri @bea" is not a day I know. Try fri, 3/12, in 2 weeks.'),
        ("3/12", "Day first: 3/12 is 3 December."),
        ("^16 nov", "Mon 16 November 2026 has been. Enter keeps it all the same."),
    ],
)
def test_a_day_as_people_type_it(line: str, sentence: str) -> None:
    assert read_when(line, TODAY).sentence == sentence


@given(st.text(max_size=200))
def test_a_note_that_is_kept_is_kept_again_as_it_is(text: str) -> None:
    note = clean_note(text)
    assert clean_note(note) == note


def test_all_of_us_in_the_file_is_what_it_always_was() -> None:
    wall = Wall()
    card = kept(wall, ROOM)
    assert card.owners == (ROOM_KEPT,) == ("room",)
    assert ANA.person not in card.owners

"""Reading a line as it is typed: a name, a day, a tag, and everything else is words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import EMPTY, Board
from cofacil.board.slugs import ROOM
from cofacil.language.card_line import Captured, read_back, read_line, split_long
from cofacil.language.finish import finished_names
from cofacil.room.room import Room
from cofacil.room.seats import Seat

TODAY = date(2026, 11, 22)


@pytest.fixture
def board(room: Room, ana: Seat) -> Board:
    for name in ("Priya", "Sam", "Siân", "Sam Hill", "Bea"):
        room.do(ana, AddPerson(name))
    return room.board


def test_a_name_a_day_and_a_tag(board: Board) -> None:
    captured = read_line("I'll ask @pri ^fri #gate about the key", board, TODAY)
    assert captured == Captured("I'll ask about the key", ("Priya",), when=date(2026, 11, 27), tags=("gate",))
    assert (
        read_back(captured, Kind.ACTION, TODAY) == "an action by Priya, by Fri 27 November 2026 (in 5 days), theme gate"
    )


@pytest.mark.parametrize(
    "words",
    [
        "bus #", "# 8", "2^3", "a^fri", "@ 5 pm", "mail me@home.org", "C# or F#", "^", "@", "#", "@@x", "##x", "^^fri",
        "by: friday", "standby:fri", "x#tag", "@-", "^_^", "by:", ">", "? who", "¿quién?", "€ @ €", "ê a",
    ],
)  # fmt: skip
def test_what_is_no_sign_stays_words(board: Board, words: str) -> None:
    captured = read_line(words, board, TODAY)
    assert (captured.text, captured.names, captured.tags, captured.when) == (words, (), (), None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("^fri", date(2026, 11, 27)),
        ("by:fri", date(2026, 11, 27)),
        ("By:Fri", date(2026, 11, 27)),
        ("^3/12", date(2026, 12, 3)),
        ("âpril 3", None),
        ("^3 april", date(2027, 4, 3)),
        ("^in 2 weeks", date(2026, 12, 6)),
        ("^end of next month", None),
        ("^end of month", date(2026, 11, 30)),
        ("^tomorrow, early", date(2026, 11, 23)),
    ],
)
def test_days_as_people_write_them(board: Board, typed: str, day: date | None) -> None:
    captured = read_line(f"ring them {typed}", board, TODAY)
    if day:
        assert captured.when == day


def test_a_dead_key_makes_a_letter_of_the_sign_and_it_is_read_so_too(board: Board) -> None:
    assert read_line("ring them âpril 3", board, TODAY).when == read_line("ring them ^april 3", board, TODAY).when
    assert read_line("ring them âpril 3", board, TODAY).when == date(2027, 4, 3)


@pytest.mark.parametrize("word", ["âge", "être", "ŵyr", "ŷd", "ô", "île de ré"])
def test_words_that_begin_with_a_circumflex_stay_words(board: Board, word: str) -> None:
    captured = read_line(word, board, TODAY)
    assert captured.text == word
    assert not captured.notices


def test_day_comes_before_month_and_it_is_said(board: Board) -> None:
    captured = read_line("test @rhys ^3/12", board, TODAY)
    assert captured.when == date(2026, 12, 3)
    assert captured.notices == ("Day first: 3/12 is 3 December.",)
    assert read_line("test ^27/11", board, TODAY).notices == ()


def test_a_day_that_has_been_is_kept_and_said(board: Board) -> None:
    captured = read_line("rang them ^16 nov", board, TODAY)
    assert captured.when == date(2026, 11, 16)
    assert captured.notices == ("Mon 16 November 2026 has been. Enter keeps it all the same.",)


def test_a_day_that_is_none_is_kept_as_words_and_said(board: Board) -> None:
    captured = read_line("ring them ^nxt", board, TODAY)
    assert captured.text == "ring them ^nxt"
    assert captured.unread == '"^nxt" is not a day I know: kept as words. Try fri, 3/12, in 2 weeks.'
    assert captured.notices == ()
    assert read_line("ring them ^fri", board, TODAY).unread == ""


def test_a_beginning_that_fits_one_is_enough_and_a_whole_name_fits_alone(board: Board) -> None:
    assert read_line("x @PRI", board, TODAY).names == ("Priya",)
    assert read_line("x @sam", board, TODAY).names == ("Sam",)
    assert read_line("x @sam-h", board, TODAY).names == ("Sam Hill",)
    assert read_line("x @siâ,", board, TODAY).names == ("Siân",)
    assert read_line("x @sia\u0302", board, TODAY).names == ("Siân",)


def test_a_beginning_that_fits_several_is_unsure(board: Board) -> None:
    assert read_line("x @s", board, TODAY).unsure == "Tab chooses: @s could be Sam or Sam Hill or Siân."


def test_a_new_name_is_introduced(board: Board) -> None:
    captured = read_line("x @mary-jane", board, TODAY)
    assert captured.newcomers == ("Mary jane",)
    assert read_back(captured, Kind.OFFER, TODAY) == "an offer by Mary jane (new: added as here)"


def test_the_room_speaks_and_takes_on(board: Board) -> None:
    assert read_back(read_line("x", board, TODAY), Kind.QUESTION, TODAY) == "a question from the room"
    assert read_back(read_line("x @us", board, TODAY), Kind.ACTION, TODAY) == "an action by us here"
    assert read_back(read_line("x @us @bea", board, TODAY), Kind.ACTION, TODAY) == "an action by Bea and us here"
    card = read_line("x @us @bea", board, TODAY).card("card/1", Kind.ACTION)
    assert (card.said, card.owners) == ("Bea", (ROOM, "Bea"))


def test_a_card_that_is_no_action_has_one_speaker_and_says_so(board: Board) -> None:
    captured = read_line("a van @bea @rhys @priya", board, TODAY)
    assert read_back(captured, Kind.OFFER, TODAY) == "an offer by Bea"
    assert captured.for_kind(Kind.OFFER).notices == ("One card has one speaker: Rhys and Priya stay in its words.",)
    card = captured.card("card/1", Kind.OFFER)
    assert (card.text, card.said, card.owners, card.newcomers) == ("a van @rhys @priya", "Bea", (), ())
    assert read_back(captured, Kind.ACTION, TODAY) == "an action by Bea and Rhys (new: added as here) and Priya"
    assert captured.for_kind(Kind.ACTION).notices == ()


@pytest.mark.parametrize("names", ["@bea", "@bea @bea", "@us @bea"])
def test_nothing_is_said_where_nobody_is_left_out(board: Board, names: str) -> None:
    captured = read_line(f"a van {names}", board, TODAY)
    assert captured.for_kind(Kind.OFFER).notices == ()
    assert read_back(captured, Kind.OFFER, TODAY) == "an offer by Bea"


def test_only_an_action_is_taken_on_by_who_is_named(board: Board) -> None:
    captured = read_line("x @bea", board, TODAY)
    assert captured.card("card/1", Kind.OFFER).owners == ()
    assert captured.card("card/1", Kind.ACTION).owners == ("Bea",)


def test_what_is_longer_than_a_card_goes_on_in_its_note() -> None:
    card, note = split_long("word " * 60)
    assert len(card) <= 200
    assert f"{card} {note}".split() == ["word"] * 60
    assert split_long("x" * 200) == ("x" * 200, "")
    assert split_long("x" * 201)[0] + split_long("x" * 201)[1] == "x" * 201


@pytest.mark.parametrize(
    ("line", "finished"),
    [
        ("x @pri", ["x @Priya "]),
        ("@PRI", ["@Priya "]),
        ("x @sam-", ["x @Sam-Hill "]),
        ("x @sam h", ["x @Sam-Hill "]),
        ("x @sam", ["x @Sam ", "x @Sam-Hill "]),
        ("x @sian", ["x @Siân "]),
        ('x @"sam h', ["x @Sam-Hill "]),
        ("x @s", ["x @Sam ", "x @Siân ", "x @Sam-Hill "]),
        ("x @", ["x @Priya ", "x @Sam ", "x @Siân ", "x @Sam-Hill ", "x @Bea ", "x @Ana "]),
        ("x @zz", []),
        ("x @'", []),
        ("x", []),
        ("me@pri", []),
        ("x @pri and", []),
        ("", []),
    ],
)
def test_tab_finishes_a_name_with_each_that_it_could_be(board: Board, line: str, finished: list[str]) -> None:
    assert sorted(finished_names(line, board)) == sorted(finished)


def test_who_is_called_just_so_comes_first_and_who_is_here_before_the_others(room: Room, ana: Seat) -> None:
    for name in ("Sam Hill", "Samuel", "Sam"):
        room.do(ana, AddPerson(name))
    room.do(ana, PersonLeft("sam-hill"))
    assert finished_names("@sam", room.board) == ("@Sam ", "@Samuel ", "@Sam-Hill ")


@pytest.mark.parametrize(
    ("line", "names", "new"),
    [
        ("x @'Bert", ("'Bert",), True),
        ("x @’bert!", ("’Bert",), True),
        ("x @`Abd", ("`Abd",), True),
        ("@bea! a van", ("Bea",), False),
        ("@bea? a van", ("Bea",), False),
        ("(@bea) a van", ("Bea",), False),
        ("@sian", ("Siân",), False),
        ("@SIAN", ("Siân",), False),
        ("@sam hill", ("Sam Hill",), False),
        ("@sam-hill,", ("Sam Hill",), False),
        ("@sa hill", ("Sam Hill",), False),
        ("@sam is here", ("Sam",), False),
        ('@"Mary Ann" a van', ("Mary Ann",), True),
        ("@“mary ann” a van", ("mary ann",), True),
        ("@„Mary Ann“, a van", ("Mary Ann",), True),
        ("@«Mary Ann» a van", ("Mary Ann",), True),
        ('@"Pri" a van', ("Pri",), True),
        ('@"sam hill" a van', ("Sam Hill",), False),
        ('@"Jean-Luc" x', ("Jean-Luc",), True),
        ('@"" x', (), False),
        ('@"Mary Ann a van', (), False),
        ("@' x", (), False),
        ("@Mary-Ann x", ("Mary Ann",), True),
    ],
)
def test_a_name_is_read_as_it_is_said(board: Board, line: str, names: tuple[str, ...], new: bool) -> None:
    captured = read_line(line, board, TODAY)
    assert captured.names == names
    assert bool(captured.newcomers) is new


def test_the_words_behind_a_name_stay_words(board: Board) -> None:
    assert read_line('@"Mary Ann" a van', board, TODAY).text == "a van"
    assert read_line("@sam hill a van", board, TODAY).text == "a van"
    assert read_line('@"Mary Ann a van', board, TODAY).text == '@"Mary Ann a van'


@given(st.text(st.sampled_from("ab @#^.,:?ŵâ3/by12fri -"), max_size=60))
def test_no_letter_of_a_line_is_lost_or_made_up(line: str) -> None:
    captured = read_line(line, EMPTY, TODAY)
    kept = captured.text.split()
    words = line.split()
    # What a sentence needs stays in it without its sign, a name as it is written.
    typed = {word.casefold().lstrip("(").removeprefix(sign) for word in words for sign in ("", "@", "#", "^")}
    assert all(word in words or word.casefold() in typed for word in kept)
    if not (captured.names or captured.tags or captured.when):
        assert kept == words


@given(st.text(max_size=400))
def test_any_line_at_all_is_read(line: str) -> None:
    captured = read_line(line, EMPTY, TODAY)
    assert len(captured.text) <= 200
    read_back(captured, Kind.ACTION, TODAY)


def test_who_takes_part_from_elsewhere_speaks_for_themselves_unless_they_name_somebody(board: Board) -> None:
    plain, named, ours = (read_line(line, board, TODAY) for line in ("x", "x @bea", "x @us"))
    assert read_back(plain, Kind.OFFER, TODAY, "Kofi") == "an offer by Kofi"
    assert read_back(named, Kind.OFFER, TODAY, "Kofi") == "an offer by Bea"
    assert read_back(ours, Kind.OFFER, TODAY, "Kofi") == "an offer from the room"
    assert [captured.card("card/1", Kind.OFFER, "Kofi").said for captured in (plain, named, ours)] == [
        "Kofi",
        "Bea",
        "",
    ]


@pytest.mark.parametrize(
    ("seat", "voice"),
    [
        (Seat("Kofi", Role.PARTICIPANT, "ssh"), "Kofi"),
        (Seat("Dee", Role.COFACILITATOR, "ssh"), ""),
        (Seat("Ana", Role.HOST, "screen"), ""),
    ],
)
def test_whoever_facilitates_writes_down_what_others_say(seat: Seat, voice: str) -> None:
    assert seat.voice == voice


@pytest.mark.parametrize(
    ("line", "text", "names"),
    [
        ("Buy 20 bulbs @bea and @priya ^fri", "Buy 20 bulbs", ("Bea", "Priya")),
        ("Buy @bea, @priya and @sam hill bulbs", "Buy bulbs", ("Bea", "Priya", "Sam Hill")),
        ("Buy @bea , @priya, and @us bulbs", "Buy bulbs", ("Bea", "Priya", ROOM)),
        ("@bea AND @priya & @sam", "", ("Bea", "Priya", "Sam")),
        ("Buy @bea and bulbs @priya", "Buy and bulbs", ("Bea", "Priya")),
        ("Bread and @bea", "Bread and", ("Bea",)),
        ("Bread @bea and @", "Bread and @", ("Bea",)),
    ],
)
def test_what_stands_between_two_names_goes_with_them(
    board: Board, line: str, text: str, names: tuple[str, ...]
) -> None:
    captured = read_line(line, board, TODAY)
    assert (captured.text, captured.names) == (text, names)


def test_a_joint_stays_where_the_second_name_is_plain_words(board: Board) -> None:
    captured = read_line("Bread @bea and @sam", board, TODAY, ["Bread", "@sam", "and"])
    assert (captured.text, captured.names) == ("Bread and @sam", ("Bea",))


@pytest.mark.parametrize("name", ["@bea's", "@Bea’s", "@bea's,", "@sam hill's", "@hill's", "@pri’s", "@jess'"])
def test_a_possessive_behind_a_known_name_is_none_of_it(room: Room, ana: Seat, board: Board, name: str) -> None:
    for person in ("Hill", "Jess"):
        room.do(ana, AddPerson(person))
    captured = read_line(f"Borrow {name} wheelbarrow", room.board, TODAY)
    assert (captured.text, captured.newcomers) == ("Borrow wheelbarrow", ())
    assert len(captured.names) == 1


def test_an_apostrophe_in_a_name_is_part_of_it(room: Room, ana: Seat, board: Board) -> None:
    room.do(ana, AddPerson("Bea's"))
    assert read_line("x @bea's", room.board, TODAY).names == ("Bea's",)
    assert read_line("x @o's @o'neill", board, TODAY).newcomers == ("O's", "O'neill")
    assert read_line("x @s's", board, TODAY).unsure == "Tab chooses: @s's could be Sam or Sam Hill or Siân."


@pytest.mark.parametrize("line", ["x ^ 5 dec", "x ^ fri", "x ^ in 2 weeks more"])
def test_a_blank_behind_the_sign_of_a_day_is_forgiven(board: Board, line: str) -> None:
    captured = read_line(line, board, TODAY)
    assert captured.when
    assert captured.text in {"x", "x more"}


def test_a_sign_with_a_blank_and_no_day_is_kept_as_words_and_said(board: Board) -> None:
    captured = read_line("x ^ soon", board, TODAY)
    assert (captured.text, captured.when) == ("x ^ soon", None)
    assert captured.unread == '"^ soon" is not a day I know: kept as words. Try fri, 3/12, in 2 weeks.'
    assert read_line("x ^", board, TODAY).unread == "", "the day may still be coming"


def test_of_two_days_the_last_is_kept_and_it_is_said(board: Board) -> None:
    captured = read_line("x ^fri ^sat", board, TODAY)
    assert captured.when == date(2026, 11, 28)
    assert captured.notices == ("One card has one day: Fri 27 November 2026 stays in its words.",)
    assert captured.text == "x ^fri"
    assert read_line("x ^fri ^27/11", board, TODAY).notices == ()


def test_a_name_and_a_day_typed_twice_are_said_once(board: Board) -> None:
    read = read_line("Ask @pri ^fri Ask @pri ^fri @zoe @zoe", board, TODAY)
    assert (len(read.names), read.newcomers) == (2, ("Zoe",))

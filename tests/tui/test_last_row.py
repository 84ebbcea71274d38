"""What the last row says, and what ends it: a key, a moment, that it is no longer so; none of it without its end."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from checkouts import ROOT
from keyboard import Keyboard
from riverside import DEE, VIC, Hall, Looking, painted, riverside, rows_of
from test_undo import press

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.commands.timer import GiveTime, PauseTimer, StartTimer, TimerSeen
from cofacil.board.kinds import Kind
from cofacil.room.attending import Attending
from cofacil.room.requests import Ask, Wish
from cofacil.tui.last_row import (
    OLD,
    LastRow,
    Moment,
    Said,
    answer,
    happened,
    told,
    until_a_meeting,
    while_a_meeting,
    while_asked,
    while_time_is_up,
    while_waiting,
)
from cofacil.tui.paint.last_row import said_in
from cofacil.tui.paint.typing import typing_cursor

SAVED = "saved"


def moment(hall: Hall, *asks: Ask) -> Moment:
    return Moment(hall.board, Attending.of((), None, asks), hall.now)


def words_of(said: Said, hall: Hall, *asks: Ask) -> str:
    return LastRow().say(said).words(moment(hall, *asks))


# what ends a sentence


def test_an_answer_ends_at_the_next_key_and_what_it_took_the_place_of_never_returns() -> None:
    hall = riverside()
    row = LastRow().say(happened("Mo added an offer, O9.", hall.now)).say(answer("Nothing is in hand."))
    assert row.words(moment(hall)) == "Nothing is in hand."
    assert row.at_key().words(moment(hall)) == ""


def test_what_happens_meanwhile_is_said_behind_the_answer() -> None:
    hall = riverside()
    row = LastRow().say(answer("Nothing is in hand.")).say(happened("Mo added an offer, O9.", hall.now))
    assert row.words(moment(hall)) == "Nothing is in hand."
    assert row.at_key().words(moment(hall)) == "Mo added an offer, O9."


def later(hall: Hall, seconds: float) -> Moment:
    return moment(hall)._replace(now=hall.now + round(seconds * 1000))


def test_an_answer_that_has_been_read_gives_way_to_what_others_do_later() -> None:
    hall = riverside()
    row = LastRow().say(answer("Nothing is in hand."), hall.now).say(happened("Mo added an offer, O9.", hall.now + 500))
    assert row.words(later(hall, 3.9)) == "Nothing is in hand."
    assert row.words(later(hall, 4.1)) == "Mo added an offer, O9."
    assert row.turns_in(hall.now + 1000) == 3000
    long = answer("It is said so that all of it is read. " * 4)
    row = LastRow().say(long, hall.now).say(happened("Mo added an offer, O9.", hall.now + 8000))
    assert row.words(later(hall, 8.5)) == long.words
    assert row.words(later(hall, 9.5)) == "Mo added an offer, O9."


def test_what_others_do_while_an_answer_is_read_follows_it_and_none_of_it_is_dropped() -> None:
    hall = riverside()
    row = LastRow().say(answer("Nothing is in hand."), hall.now)
    for seconds, words in (
        (1, "Mo added an offer, O9."),
        (2, "Dee is here by screen."),
        (9, "Dee has left the screen."),
    ):
        row = row.say(happened(words, hall.now + seconds * 1000))
        assert row.words(later(hall, 0)) == "Nothing is in hand."
        if seconds == 2:
            assert row.words(later(hall, 5)) == "Mo added an offer, O9. Dee is here by screen."
            assert row.at_key().words(later(hall, 2)) == "Mo added an offer, O9. Dee is here by screen."
    assert row.words(later(hall, 9)) == "Dee has left the screen."


def test_an_answer_stays_until_the_next_key_while_nobody_does_anything() -> None:
    hall = riverside()
    row = LastRow().say(happened("Mo added an offer, O9.", hall.now)).say(answer("Nothing is in hand."), hall.now)
    assert row.words(later(hall, 300)) == "Nothing is in hand."
    assert row.turns_in(hall.now) is None


def test_who_asks_is_named_again_once_the_answer_that_covered_it_has_been_read() -> None:
    hall, ask = riverside(), Ask(1, "Rhys", Wish.JOIN)
    waits = moment(hall, ask)
    before = (
        LastRow().say(while_asked("Rhys asks to join.", ask), hall.now).say(answer("Nothing is in hand."), hall.now)
    )
    behind = (
        LastRow().say(answer("Nothing is in hand."), hall.now).say(while_asked("Rhys asks to join.", ask), hall.now)
    )
    for row in (before, behind):
        assert row.words(waits) == "Nothing is in hand."
        assert row.words(waits._replace(now=hall.now + 4_100)) == "Rhys asks to join."
    assert before.words(later(hall, 5)) == "Nothing is in hand.", "nobody asks any more"


def test_what_a_key_has_made_happen_is_read_too_before_what_others_do() -> None:
    keys = Keyboard(riverside())
    own = press(keys, "d")
    assert own
    keys.hall.clock.pass_minutes(1 / 60)
    keys.session.hear(keys.hall.do(AddCard("card/x", Kind.OFFER, "x", said="Dee"), DEE))
    assert keys.session.sentence == own
    assert 0 < keys.session.next_tick() <= 9_000
    keys.hall.clock.pass_minutes(9 / 60)
    assert not keys.session.tick(), "all is painted then"
    assert keys.session.sentence == "Dee added an offer, O10."


def test_what_somebody_is_told_is_read_before_what_others_do_behind_an_answer_too() -> None:
    hall = riverside()
    words = told("Words from 192.0.2.9 wait.", hall.now)
    row = LastRow().say(words).say(happened("Dee is here by screen.", hall.now + 200))
    assert row.words(later(hall, 3.9)) == words.words
    assert row.words(later(hall, 4.1)) == "Dee is here by screen."
    row = LastRow().say(answer("Nothing is in hand."), hall.now - 1_000).say(words)
    assert row.words(later(hall, 2.9)) == "Nothing is in hand."
    assert row.words(later(hall, 3.1)) == words.words
    row = LastRow().say(answer("Nothing is in hand."), hall.now - 9_000).say(words)
    assert row.words(moment(hall)) == words.words
    assert row.say(happened("Dee is here by screen.", hall.now + 200)).words(later(hall, 1)) == words.words


def test_what_somebody_is_told_behind_an_answer_is_read_before_what_stands_there_for_as_long_as_it_is_so() -> None:
    hall, ask = riverside(), Ask(1, "Rhys", Wish.JOIN)
    asks = while_asked("Rhys asks to join.", ask)
    row = LastRow().say(answer("Nothing is in hand."), hall.now)
    for number, words in enumerate(("Lin asks no more.", "Bo asks no more.")):
        row = row.say(told(words, hall.now + 100 * number), hall.now).say(asks, hall.now + 100 * number)
    said = {
        seconds: row.words(moment(hall, ask)._replace(now=hall.now + seconds * 1000), stands=asks)
        for seconds in (0, 5, 9, 13)
    }
    assert list(said.values()) == ["Nothing is in hand.", "Lin asks no more.", "Bo asks no more.", asks.words]
    assert [row.turns_in(hall.now + seconds * 1000, asks) for seconds in (0, 5, 9, 13)] == [4000, 3000, 3000, None]


def test_what_is_told_is_not_dropped_for_what_is_only_seen_and_nothing_is_said_twice_side_by_side() -> None:
    hall = riverside()
    row = LastRow().say(answer("Nothing is in hand."), hall.now).say(told("Lin asks no more.", hall.now + 100))
    for number in range(4):
        row = row.say(happened(f"Dee added an offer, O{number}.", hall.now + 200 + number))
    assert row.words(later(hall, 5)) == "Lin asks no more."
    row = row.say(happened("Lin asks no more.", hall.now + 300))
    assert row.words(later(hall, 20)).count("Lin asks no more.") == 1


def test_what_a_page_always_says_is_said_anew_once_all_else_has_been_read() -> None:
    hall = riverside()
    here = Said("4 here by screen.")
    for row in (
        LastRow().say(answer("Nothing is in hand."), hall.now),
        LastRow().say(happened("Mo added an offer, O9.", hall.now)),
        LastRow()
        .say(answer("Nothing is in hand."), hall.now - 4_000)
        .say(happened("Mo added an offer, O9.", hall.now)),
    ):
        assert row.changed(here, later(hall, 3.9)) is row
        assert row.changed(here, later(hall, 4.1)).words(later(hall, 4.1)) == here.words
    both = LastRow().say(answer("Nothing is in hand."), hall.now).say(happened("Mo added an offer, O9.", hall.now))
    assert both.changed(here, later(hall, 7.9)) is both, "it stands there since four seconds, and was not read yet"
    assert both.changed(here, later(hall, 8.1)).words(later(hall, 8.1)) == here.words


def test_that_something_is_not_kept_gives_way_to_no_news() -> None:
    hall, ask = riverside(), Ask(1, "Rhys", Wish.JOIN)
    unkept = answer("NOT SAVED.")._replace(is_trouble=True)
    row = LastRow().say(unkept, hall.now)
    for news in (while_asked("Rhys asks to join.", ask), happened("Mo added an offer, O9.", hall.now + 9_000)):
        assert row.say(news, hall.now + 9_000).words(moment(hall, ask)._replace(now=hall.now + 60_000)) == "NOT SAVED."
        assert row.changed(news, later(hall, 60)) is row


def test_a_question_that_the_next_key_answers_gives_way_to_nothing() -> None:
    keys = Keyboard(riverside())
    asked = press(keys, "q")
    assert asked
    keys.session.hear(keys.hall.do(AddCard("card/x", Kind.OFFER, "x", said="Dee"), DEE))
    keys.hall.clock.pass_minutes(1)
    keys.session.tick()
    assert keys.session.scene().sentence == asked


def test_what_has_happened_is_no_news_for_ever() -> None:
    hall = riverside()
    said = happened("Mo added an offer, O9.", hall.now)
    hall.clock.pass_minutes(OLD / 60_000 - 1)
    assert words_of(said, hall)
    hall.clock.pass_minutes(1)
    assert words_of(said, hall) == ""


def test_who_asks_is_named_as_long_as_they_wait() -> None:
    hall, ask = riverside(), Ask(1, "Rhys", Wish.JOIN)
    said = while_asked("Rhys asks to join.", ask)
    assert words_of(said, hall, ask)
    assert words_of(said, hall, Ask(2, "Rhys", Wish.JOIN)) == ""
    assert words_of(said, hall) == ""


def test_whoever_asks_to_write_is_told_so_as_long_as_they_wait() -> None:
    hall, waits = riverside(), [True]
    said = while_waiting("Ana can see that you ask.", lambda: waits[0])
    assert words_of(said, hall)
    waits[0] = False
    assert words_of(said, hall, Ask(1, "Vic", Wish.WRITE)) == "", "that is another seat of the same name"


def test_a_state_comes_back_from_under_an_answer_only_while_it_is_so() -> None:
    hall, ask = riverside(), Ask(1, "Rhys", Wish.JOIN)
    row = LastRow().say(while_asked("Rhys asks to join.", ask)).say(answer("Nothing is in hand.")).at_key()
    assert row.words(moment(hall, ask)) == "Rhys asks to join."
    assert row.words(moment(hall)) == ""


def test_a_meeting_that_is_not_open_yet_is_said_until_it_is_and_the_other_way_round() -> None:
    hall = riverside()
    assert words_of(while_a_meeting("The meeting is open."), hall)
    assert words_of(until_a_meeting("Nothing is written yet."), hall) == ""
    hall.do(CloseMeeting())
    assert words_of(while_a_meeting("The meeting is open."), hall) == ""
    assert words_of(until_a_meeting("Nothing is written yet."), hall)


def test_a_timer_that_was_started_is_said_as_long_as_it_runs() -> None:
    keys = Keyboard(riverside())
    keys.session.hear(keys.hall.do(StartTimer(3), DEE))
    assert keys.session.sentence == "Three minutes, started by Dee."
    keys.hall.clock.pass_minutes(3)
    keys.session.tick()
    assert keys.session.sentence == ""


def test_time_is_said_until_somebody_has_seen_it_or_given_more() -> None:
    for command in (TimerSeen(), GiveTime(1), StartTimer(5)):
        hall = riverside()
        hall.do(StartTimer(1))
        said = while_time_is_up("Time.")
        assert words_of(said, hall) == ""
        hall.clock.pass_minutes(1)
        assert words_of(said, hall) == "Time."
        hall.do(command)
        assert words_of(said, hall) == ""


def test_time_is_said_on_the_wall_and_over_what_a_key_came_to() -> None:
    keys = Keyboard(riverside(), seat=VIC)
    keys.session.is_wall = True
    keys.session.hear(keys.hall.do(StartTimer(1)))
    keys.session.say_time_is_up()
    keys.session.say("q again closes this window.")
    keys.hall.clock.pass_minutes(1)
    keys.session.tick()
    keys.session.say_time_is_up()
    assert keys.session.sentence == "Time. Finish what you are saying."
    keys.session.hear(keys.hall.do(TimerSeen()))
    assert "Finish" not in keys.session.sentence


def test_a_clock_that_goes_on_stands_still_no_more() -> None:
    keys = Keyboard(riverside())
    keys.session.hear(keys.hall.do(PauseTimer(), DEE))
    assert keys.session.sentence == "Dee stopped the clock for now."
    keys.hall.clock.pass_minutes(5)
    keys.session.tick()
    assert keys.session.sentence == "Dee stopped the clock for now."


def test_a_line_that_says_something_of_its_own_ends_what_had_happened() -> None:
    keys = Keyboard(riverside())
    keys.session.hear(keys.hall.do(AddCard("card/x", Kind.OFFER, "x", said="Dee"), DEE))
    assert press(keys, "/") == "Only your screen shows this."
    assert press(keys, "escape") == ""


def test_what_happens_while_a_line_is_open_is_said_behind_it() -> None:
    keys = Keyboard(riverside())
    press(keys, "/")
    keys.session.hear(keys.hall.do(AddCard("card/x", Kind.OFFER, "x", said="Dee"), DEE))
    assert press(keys, "x") == "Only your screen shows this."
    assert press(keys, "escape") == "Dee added an offer, O10."


def test_the_room_view_keeps_what_has_just_happened_and_no_answer() -> None:
    keys = Keyboard(riverside())
    keys.session.hear(keys.hall.do(AddCard("card/x", Kind.OFFER, "x", said="Dee"), DEE))
    assert press(keys, "v") == "Dee added an offer, O10."
    assert press(keys, "v", "f5") == "Dee added an offer, O10."


# how it is shown


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (40, 12)])
def test_a_sentence_that_is_too_long_takes_two_rows_and_none_of_the_others(
    size: tuple[int, int], is_room: bool
) -> None:
    hall = riverside()
    short = Looking(hall, width=size[0], height=size[1]).scene(sentence="O3 is taken up.")
    short = short._replace(view=short.view.settled(hall.board)._replace(is_room=is_room))
    long = short._replace(sentence="It is said so that all of it is read. " * (size[0] * 3 // 2 // 38) + "The end.")
    before, after = rows_of(short), rows_of(long)
    assert len(before) == len(after) == size[1]
    assert after[-2].strip().startswith("It is said")
    assert "The end." in after[-1]
    assert after[-1].rstrip().endswith(SAVED)
    foot = (4 if size[1] >= 24 else 2) if is_room else (4 if size[1] >= 18 else 3)
    assert after[-foot - 1 : -2] == before[-foot:-1], "what stands above it moves up by a row"
    assert after[: -foot - 1] == before[: -foot - 1], "and covers one of the cards"


def test_the_keys_are_pressed_where_they_are_seen_above_two_rows() -> None:
    scene = Looking(riverside()).scene(sentence="It is said so that all of it is read. " * 3)
    picture = painted(scene)
    keys = next(y for y, strip in enumerate(picture.rows) if "a add" in strip.text)
    at = picture.rows[keys].text.index("a add")
    assert picture.offer_at(at, keys)
    assert picture.offer_at(at, len(picture.rows) - 2) is None


def test_what_is_typed_has_its_cursor_above_two_rows() -> None:
    keys = Keyboard(riverside()).open("add").press("x")
    scene = keys.session.scene()
    long = scene._replace(sentence="It is said so that all of it is read. " * 3)
    one, two = typing_cursor(scene), typing_cursor(long)
    assert one
    assert two
    assert (two.x, two.y) == (one.x, one.y - 1)


def test_what_is_no_sentence_of_a_mode_is_never_read_again() -> None:
    """A person's own three dots stay three dots, and a sign stays a sign."""
    scene = Looking(riverside(), is_ascii=True).scene(sentence="Kept: wait… and see, N5.")
    assert "wait… and see" in rows_of(scene)[-1]


# every sentence of the catalogue

_LONG: dict[str, str] = dict.fromkeys(
    ("who", "name", "names", "one", "other", "speaker", "asker", "by"), "Wilhelmina Featherstonehaugh-Ab"
) | {
    "other": "Wilhelmina Feathersto…",
    "label": "O112",
    "labels": "O112 to O119",
    "key": "u",
    "join": "j",
    "new": "4",
    "undo": "u",
    "redo": "y",
    "clock": "18:41",
    "column": "Open issues",
    "number": "thirteen",
    "day": "Fri 27 November 2026",
    "words": "a way in for people with prams,",
    "whom": "the night cleaners of a school,",
}
_SAYS = re.compile(r"language/(happened|turned_back|words_of_board|words_of_people)\.py|room/|tui/")
_ELSEWHERE = re.compile(
    r"room/answers\.py|tui/pages/(welcome|help|home|invite|join|new_board|copied)\.py|tui/paint/welcome\.py"
)
"""Pages that lay their long sentences out in rows of their own."""


def sentences() -> Iterator[str]:
    with (ROOT / "locale" / "cofacil.pot").open("rb") as file:
        for message in read_po(file):
            places = [path for path, _line in message.locations]
            if not any(_SAYS.search(path) and not _ELSEWHERE.search(path) for path in places):
                continue
            for words in message.id if isinstance(message.id, list | tuple) else (message.id,):
                if words and words[-1] in ".?":
                    yield words


@pytest.mark.parametrize("width", [60, 80])
def test_no_sentence_is_without_its_end_at_60_and_80_columns(width: int) -> None:
    found = set(sentences())
    assert len(found) > 200
    longest = []
    for words in found:
        filled = re.sub(r"\{(\w+)[^}]*\}", lambda place: _LONG.get(place[1], "x" * 12), words)
        lines = said_in(filled, SAVED, width, "…")
        assert " ".join(lines) == filled
        if len(lines) > 2:
            longest.append(words)
    assert all(words.count("{name}") == 2 for words in longest), "only those with two such names take a third row"


def right_of(keys: Keyboard) -> str:
    return SAVED if rows_of(keys.session.scene())[-1].rstrip().endswith(SAVED) else ""


def test_the_corner_does_not_say_saved_while_words_are_typed_and_not_kept() -> None:
    keys = Keyboard(riverside()).look("O1").open("add")
    assert right_of(keys) == SAVED
    keys.press("W")
    assert right_of(keys) == ""
    keys.press("enter")
    assert right_of(keys) == SAVED
    keys.press("escape").open("edit")
    assert right_of(keys) == SAVED
    keys.press(" and more")
    assert right_of(keys) == ""


@pytest.mark.parametrize("action", ["find", "timer"])
def test_what_is_not_for_keeping_is_not_said_to_be_unkept(action: str) -> None:
    assert right_of(Keyboard(riverside()).open(action).press("5")) == SAVED

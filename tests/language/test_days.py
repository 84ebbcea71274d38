from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.errors import Trouble
from cofacil.language.days import (
    DayUnknown,
    read_day,
    say_clock,
    say_day,
    say_day_first,
    say_day_long,
    say_day_short,
    say_in,
)
from cofacil.language.worded import worded

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
DAYS = st.dates(date(2001, 1, 1), date(2199, 1, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("+3d", date(2026, 11, 25)),
        ("+2w", date(2026, 12, 6)),
        ("in 3 days", date(2026, 11, 25)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("2 weeks", date(2026, 12, 6)),
        ("in a week", date(2026, 11, 29)),
        ("in two weeks time", date(2026, 12, 6)),
        ("in 1 month", date(2026, 12, 22)),
        ("in-2-weeks", date(2026, 12, 6)),
        ("next week", date(2026, 11, 29)),
        ("next month", date(2026, 12, 22)),
        ("end of month", date(2026, 11, 30)),
        ("end_of_the_month", date(2026, 11, 30)),
        ("fri", FRIDAY),
        ("^fri", FRIDAY),
        ("FRIDAY", FRIDAY),
        ("on friday", FRIDAY),
        ("tue", date(2026, 11, 24)),
        ("tues", date(2026, 11, 24)),
        ("weds", date(2026, 11, 25)),
        ("thurs", date(2026, 11, 26)),
        ("sun", date(2026, 11, 29)),
        ("3/12", date(2026, 12, 3)),
        ("3.12.", date(2026, 12, 3)),
        ("03-12", date(2026, 12, 3)),
        ("3/12/27", date(2027, 12, 3)),
        ("3/12/2027", date(2027, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("3-dec", date(2026, 12, 3)),
        ("dec 3", date(2026, 12, 3)),
        ("3rd of December", date(2026, 12, 3)),
        ("4 sept", date(2027, 9, 4)),
        ("the 3rd of december 2027", date(2027, 12, 3)),
        ("Thu 3 Dec", date(2026, 12, 3)),
        ("thursday, 3 december 2026", date(2026, 12, 3)),
        ("16 nov", date(2026, 11, 16)),
        ("16 may", date(2027, 5, 16)),
        ("29 feb", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(text, SUNDAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "nxt", "", "^", "a", "10", "5 pm", "17:30", "3/12 10:00", "3 dec 5pm", "may", "2026", "20261203", "3 4 5", "3,12",
        "1st", "friday 3", "12/13", "31/4", "0/12", "30/2", "29/2/2027", "2^3", "in a while", "few days", "week", "5m",
        "fri 28 nov", "3 dec utc", "fr", "sunny", "mont", "next", "next friday 3", "3 dec 26", "3/12-26", "now", "+3",
        "in 9999 days", "2026-13-01", "٣/١٢", "3 dec 4 jan", "3 dec 2026 2027", "3 dec 1850", "ß", "\x1b[31mfri", "[b]fri",
    ],
)  # fmt: skip
def test_what_is_no_day_stays_words(text: str) -> None:
    with pytest.raises(DayUnknown) as refused:
        read_day(text, SUNDAY)
    assert isinstance(refused.value, Trouble)
    assert worded(refused.value).endswith("is not a day I know: kept as words. Try fri, 3/12, in 2 weeks.")


def test_the_sentence_shows_the_words_and_nothing_a_terminal_would_obey() -> None:
    assert worded(DayUnknown("nxt")) == '"^nxt" is not a day I know: kept as words. Try fri, 3/12, in 2 weeks.'
    assert worded(DayUnknown("[b]x")).startswith('"^[b]x" is')
    assert worded(DayUnknown("\x1b[2J\u202e")).startswith('"^\\x1b[2J\\u202e" is')
    assert len(worded(DayUnknown("x" * 500))) < 120


def test_a_weekday_on_that_weekday_is_in_seven_days() -> None:
    assert read_day("fri", FRIDAY) == FRIDAY + timedelta(days=7)


def test_next_friday_is_the_friday_of_the_week_that_begins_next_monday() -> None:
    assert read_day("next fri", SUNDAY) == FRIDAY
    assert read_day("next fri", date(2026, 11, 25)) == date(2026, 12, 4)
    assert read_day("this fri", date(2026, 11, 25)) == FRIDAY


def test_over_the_new_year_the_nearest_day_is_meant() -> None:
    assert read_day("16 nov", date(2027, 1, 5)) == date(2026, 11, 16)
    assert read_day("2/1", date(2026, 12, 30)) == date(2027, 1, 2)
    assert read_day("16 nov", date(2027, 1, 16)) == date(2027, 11, 16)


def test_a_month_from_the_31st_is_the_last_day_there_is() -> None:
    assert read_day("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_day("end of month", date(2028, 2, 3)) == date(2028, 2, 29)


def test_the_end_of_time_is_no_day_either() -> None:
    with pytest.raises(DayUnknown):
        read_day("tomorrow", date.max)


@given(DAYS, DAYS)
def test_day_before_month_always(day: date, today: date) -> None:
    for text in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        say_day(day),
        say_day_long(day),
    ):
        assert read_day(text, today) == day
    assert read_day(day.isoformat(), today) == day


@given(DAYS, DAYS)
def test_without_a_year_it_is_never_long_past(day: date, today: date) -> None:
    read = read_day(f"{day.day}/{day.month}", today)
    assert (read.day, read.month) == (day.day, day.month)
    assert read >= today - timedelta(days=60)
    assert read == read_day(say_day_short(read, today), today)


@given(DAYS, st.sampled_from(["mon", "tuesday", "wed", "thu", "friday", "sat", "sun"]))
def test_a_weekday_is_one_of_the_next_seven_days(today: date, word: str) -> None:
    day = read_day(word, today)
    assert today < day <= today + timedelta(days=7)
    assert say_day(day).casefold().startswith(word[:3])


@given(st.text(max_size=12), DAYS)
def test_any_words_are_a_day_or_a_sentence(text: str, today: date) -> None:
    try:
        read_day(text, today)
    except DayUnknown as unknown:
        said = worded(unknown)
    else:
        said = "a day"
    assert said.isprintable()


def test_a_day_is_said_in_full_and_short() -> None:
    assert say_day(FRIDAY) == "Fri 27 November 2026"
    assert say_day_long(SUNDAY) == "Sunday 22 November 2026"
    assert say_day_short(FRIDAY, SUNDAY) == "27 Nov"
    assert say_day_short(FRIDAY, SUNDAY, weekday=True) == "Fri 27 Nov"


@given(DAYS, DAYS)
def test_a_short_day_is_that_day_and_no_other(day: date, today: date) -> None:
    said = say_day_short(day, today)
    assert said.endswith(f" {day.year}") == (abs(day - today).days > 183 or (day.month, day.day) == (2, 29))
    assert say_day_short(day, today, weekday=True) == f"{say_day(day)[:3]} {said}"
    if said.endswith(f" {day.year}"):
        assert read_day(said, today) == day


def test_a_time_of_another_day_bears_that_day() -> None:
    moment = datetime(2026, 11, 22, 18, 57).astimezone()
    then = int(moment.timestamp() * 1000)
    said = [say_clock(then, SUNDAY + timedelta(days=days)) for days in (-1, 0, 1, 2, 400)]
    assert said == ["tomorrow 18:57", "18:57", "yesterday 18:57", "22 Nov 18:57", "22 Nov 2026 18:57"]


def test_how_far_away_a_day_is() -> None:
    said = [say_in(SUNDAY + timedelta(days=days), SUNDAY) for days in (-3, -1, 0, 1, 5, 11)]
    assert said == ["3 days ago", "yesterday", "today", "tomorrow", "in 5 days", "in 11 days"]


def test_figures_that_could_be_two_days_are_explained() -> None:
    assert say_day_first("3/12", date(2026, 12, 3)) == "Day first: 3/12 is 3 December."
    assert say_day_first("^3/12", date(2026, 12, 3)) == "Day first: 3/12 is 3 December."
    assert say_day_first("13/12", date(2026, 12, 13)) == ""
    assert say_day_first("3/3", date(2026, 3, 3)) == ""
    assert say_day_first("fri", FRIDAY) == ""


@pytest.mark.parametrize("figure", [0, *range(32, 100)])
@pytest.mark.parametrize(
    "typed", ["{}/1", "{}.1.", "{}-01", "{}th of january", "jan {}", "{} jan", "{} dec 2027", "{}/12/27"]
)
def test_no_month_has_such_a_day(typed: str, figure: int) -> None:
    with pytest.raises(DayUnknown):
        read_day(typed.format(figure), SUNDAY)


@pytest.mark.parametrize("typed", ["30 feb", "31/4", "31 nov", "29/2/2027", "29 feb 2100", "1/0", "1/13"])
def test_a_day_that_its_month_or_year_does_not_have_is_none(typed: str) -> None:
    with pytest.raises(DayUnknown):
        read_day(typed, SUNDAY)


def test_29_february_is_the_next_there_is_and_says_its_year() -> None:
    assert read_day("29 feb", SUNDAY) == date(2028, 2, 29)
    assert read_day("29/2", date(2096, 5, 1)) == date(2104, 2, 29)
    assert say_day_short(date(2028, 2, 29), date(2028, 2, 1)) == "29 Feb 2028"
    assert say_day_short(date(2028, 2, 28), date(2028, 2, 1)) == "28 Feb"


def test_how_long_ago_is_counted_in_dates() -> None:
    from datetime import date

    from cofacil.language.days import say_ago

    today = date(2026, 11, 22)
    said = {1: "yesterday", 0: "today", 13: "13 days ago", 14: "2 weeks ago", 63: "2 months ago", 800: "2 years ago"}
    for days, words in said.items():
        assert say_ago(date.fromordinal(today.toordinal() - days), today) == words

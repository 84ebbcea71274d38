"""Which day somebody means who asks what has been since then: the words for days, read backwards."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from cofacil.language.days import DayUnknown, read_day

_AGO = r"(?:last )?(?:(\d{1,3})|(an?|one|two|three|four|five|six))? ?(d|w|m|y|day|week|month|year)s?(?: ago)?"
_FIGURES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS: Mapping[str, int] = {"d": 1, "w": 7, "m": 30, "y": 365}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORD = re.compile(r"(?:last )?([a-z]{3,9})")


def read_past_day(text: str, today: date) -> date:
    """Work out the day from which on something is wanted.

    A weekday, a month and a day without a year are the last such; `2 weeks` is two weeks ago; `2026` and `2026-11` begin
    with their first day.

    Raises:
        DayUnknown: when it is no day.
    """
    words = " ".join(text.casefold().split())
    try:
        if day := _ago(words, today) or _begun(words) or _named(words, today):
            return day
        day = read_day(text, today)
    except (ValueError, OverflowError):
        raise DayUnknown(text) from None
    has_year = re.search(r"\d{4}|[/.-]\d{2}$", words) is not None
    return day if day <= today or has_year else _year_before(day)


def _ago(words: str, today: date) -> date | None:
    found = re.fullmatch(_AGO, words, re.ASCII)
    if found is None:
        return None
    number = int(found[1]) if found[1] else _FIGURES.get(found[2] or "", 1)
    return today - timedelta(days=number * _DAYS[found[3][0]])


def _begun(words: str) -> date | None:
    """Return the first day of a year, or of a month with its year."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", words, re.ASCII)
    return date(int(found[1]), int(found[2] or 1), 1) if found else None


def _named(words: str, today: date) -> date | None:
    found = _WORD.fullmatch(words)
    word = found[1][:3] if found else ""
    if word in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(word) - 1) % 7 + 1)
    if word in _MONTHS:
        month = _MONTHS.index(word) + 1
        return date(today.year - (month > today.month), month, 1)
    return None


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)

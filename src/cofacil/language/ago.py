"""How long ago a day was, as people count it."""

from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple

from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_first
from cofacil.language.sentence import Many


class Unit(Enum):
    """What people count the time since a meeting in."""

    DAYS = auto()
    WEEKS = auto()
    MONTHS = auto()
    YEARS = auto()


_AGO = {
    Unit.DAYS: Many("{number} day ago", "{number} days ago"),
    Unit.WEEKS: Many("{number} week ago", "{number} weeks ago"),
    Unit.MONTHS: Many("{number} month ago", "{number} months ago"),
    Unit.YEARS: Many("{number} year ago", "{number} years ago"),
}
_SINCE = {
    Unit.DAYS: Many("{number} day since you met.", "{number} days since you met."),
    Unit.WEEKS: Many("{number} week since you met.", "{number} weeks since you met."),
    Unit.MONTHS: Many("{number} month since you met.", "{number} months since you met."),
    Unit.YEARS: Many("{number} year since you met.", "{number} years since you met."),
}
"""The number is a word here, and begins the sentence."""


class _Ago(NamedTuple):
    number: int
    unit: Unit


def ago(then: int, now: int) -> str:
    """Return how long ago a moment was, in words: today, yesterday, 4 weeks ago."""
    days = _days(then, now)
    if days < 2:
        return _("yesterday") if days == 1 else _("today")
    number, unit = _counted(days)
    return ngettext(_AGO[unit].one, _AGO[unit].many, number)


def since_you_met(then: int, now: int) -> str:
    """Return the sentence that says it of a meeting."""
    days = _days(then, now)
    if days < 2:
        return _("You met today.") if days < 1 else _("You met yesterday.")
    number, unit = _counted(days)
    return ngettext(_SINCE[unit].one, _SINCE[unit].many, number, number=count_first(number))


def _counted(days: int) -> _Ago:
    if days < 14:
        return _Ago(days, Unit.DAYS)
    if days < 63:
        return _Ago(days // 7, Unit.WEEKS)
    return _Ago(max(2, days * 12 // 365), Unit.MONTHS) if days < 730 else _Ago(days // 365, Unit.YEARS)


def _days(then: int, now: int) -> int:
    dates = [datetime.fromtimestamp(moment / 1000).astimezone().date() for moment in (then, now)]
    return max(0, (dates[1] - dates[0]).days)

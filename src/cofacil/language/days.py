"""Days in people's words: read, and said back."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from cofacil.board.errors import Trouble
from cofacil.board.marked import N_
from cofacil.language.as_typed import as_typed
from cofacil.language.catalog import _, ngettext

# Our own names, worded by the catalogue: a machine's locale must not change what stands on the wall.
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WHOLE_DAY = N_("{weekday} {day} {month} {year}")
_FIGURES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _in_days(count: int) -> Callable[[date], date]:
    return lambda today: today + timedelta(days=count)


def _end_of_month(today: date) -> date:
    return today.replace(day=_days_of(today.year, today.month))


PHRASES: Mapping[str, Callable[[date], date]] = {
    "today": _in_days(0),
    "tonight": _in_days(0),
    "yesterday": _in_days(-1),
    "tomorrow": _in_days(1),
    "day after tomorrow": _in_days(2),
    "the day after tomorrow": _in_days(2),
    "next week": _in_days(7),
    "next month": lambda today: _months_on(today, 1),
    "end of month": _end_of_month,
    "end of the month": _end_of_month,
}
"""Whole phrases that mean a day, from today on. They are read in English so far: another language's would stand here too."""

# As text: they are compiled when a day is first read, and whoever only says one does not wait for that.
_IN = r"(?:\+|in )?(?:(\d{1,3}) ?|([a-z]+) )(day|week|month)s?(?: time)?"
_PLUS = r"\+(\d{1,3}) ?([dw])"
_WEEKDAY = r"(?:(on|this|next) )?([a-z]{3,9})"
_ISO = r"\d{4}-\d{2}-\d{2}"
_NUMBERS = r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{2}|\d{4}))?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"2\d{3}"
_HYPHEN = r"[-_](?=[a-z])|(?<=[a-z])[-_]"

_LATEST = 253_402_000_000_000
"""UTC milliseconds: a little before the last moment that a calendar has."""
_STAYS_PAST = timedelta(days=60)
_SIX_MONTHS = timedelta(days=183)
_LEAP_DAY = (2, 29)


class DayUnknown(Trouble):
    """These words are no day; they are kept as words."""

    def __init__(self, text: str) -> None:
        super().__init__("day-unknown", text=as_typed(text))


def read_day(text: str, today: date) -> date:
    """Works out which day somebody means, day before month.

    A weekday is the next one after today: on a Friday `fri` is in seven days; `next fri` is the Friday of the week
    that begins next Monday. A day without a year is the first such day from 60 days ago on: on 22 November, `16 nov`
    is last week and `16 may` is next year. A lone figure, a time of day and a lone month are no day. What `say_day`
    writes is that day, in whichever language is spoken.

    Raises:
        DayUnknown: when it is no day.
    """
    if day := _as_said(text.strip()):
        return day
    words = " ".join(re.sub(_HYPHEN, " ", text.casefold()).split()).removeprefix("^").rstrip(".,;")
    try:
        for read in _WAYS:
            day = read(words, today)
            if day is not None:
                return day
    except (ValueError, OverflowError):
        raise DayUnknown(text) from None
    raise DayUnknown(text)


def day_of(iso: str) -> date | None:
    """Return a day as a card keeps it, None for none (or one that something else wrote)."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def say_clock(milliseconds: int, today: date) -> str:
    """Return a moment as hours and minutes in the reader's own zone, of another day than today with that day."""
    moment = _moment(milliseconds)
    day, clock = moment.date(), moment.strftime("%H:%M")
    return clock if day == today else _("{day} {clock}", day=say_day_near(day, today), clock=clock)


def midnight_behind(milliseconds: int) -> int:
    """Return when the day of a moment is over in the reader's own zone, UTC milliseconds."""
    tomorrow = date_of(milliseconds) + timedelta(days=1)
    return int(datetime.combine(tomorrow, datetime.min.time()).astimezone().timestamp() * 1000)


def date_of(milliseconds: int) -> date:
    """Return the day of a moment in the reader's own zone."""
    return _moment(milliseconds).date()


def say_moment(milliseconds: int) -> str:
    """Return a moment with its day: 22 Nov 2026, 18:57."""
    day = date_of(milliseconds)
    month = _(_SHORT_MONTHS[day.month - 1])
    return _(
        "{day} {month} {year}, {clock}",
        day=day.day,
        month=month,
        year=day.year,
        clock=_moment(milliseconds).strftime("%H:%M"),
    )


def say_day(day: date) -> str:
    """The whole day, as it is read back: Fri 27 November 2026."""
    return _said(day, _(_SHORT_WEEKDAYS[day.weekday()]))


def say_day_long(day: date) -> str:
    """The day as a page's head: Sunday 22 November 2026."""
    return _said(day, _(_WEEKDAYS[day.weekday()]))


def say_day_short(day: date, today: date, *, weekday: bool = False) -> str:
    """The day as it stands on a card: 27 Nov, with its weekday Fri 27 Nov; 27 Nov 2027 where that is not within six months.

    29 February always says its year: whoever typed it this year may not know that there is none.
    """
    month, name = _(_SHORT_MONTHS[day.month - 1]), _(_SHORT_WEEKDAYS[day.weekday()])
    if is_far(day, today) or (day.month, day.day) == _LEAP_DAY:
        if weekday:
            return _("{weekday} {day} {month} {year}", weekday=name, day=day.day, month=month, year=day.year)
        return _("{day} {month} {year}", day=day.day, month=month, year=day.year)
    if weekday:
        return _("{weekday} {day} {month}", weekday=name, day=day.day, month=month)
    return _("{day} {month}", day=day.day, month=month)


def say_month(day: date) -> str:
    """The month of a day that is far away, where there is no room for the day: Nov 2027."""
    return _("{month} {year}", month=_(_SHORT_MONTHS[day.month - 1]), year=day.year)


def is_far(day: date, today: date) -> bool:
    """Say whether a day is so far away that only with its year it is that day."""
    return abs(day - today) > _SIX_MONTHS


def say_day_near(day: date, today: date) -> str:
    """The same, where yesterday, today and tomorrow are words."""
    return say_in(day, today) if abs((day - today).days) < 2 else say_day_short(day, today)


def say_in(day: date, today: date) -> str:
    """How far away a day is: today, tomorrow, in 5 days, yesterday, 3 days ago."""
    days = (day - today).days
    if abs(days) < 2:
        return (_("yesterday"), _("today"), _("tomorrow"))[days + 1]
    if days > 0:
        return ngettext("in {number} day", "in {number} days", days)
    return ngettext("{number} day ago", "{number} days ago", -days)


def say_ago(then: date, today: date) -> str:
    """How long ago a day was, by the calendar: today, yesterday, 3 days ago, 4 weeks ago, 2 months ago."""
    days = max(0, (today - then).days)
    if days < 14:
        return say_in(then, today) if days else _("today")
    if days < 63:
        return ngettext("{number} week ago", "{number} weeks ago", days // 7)
    if days < 730:
        return ngettext("{number} month ago", "{number} months ago", max(2, days * 12 // 365))
    return ngettext("{number} year ago", "{number} years ago", days // 365)


def say_day_first(text: str, day: date) -> str:
    """Which figure was taken for the day, where both could be: Day first: 3/12 is 3 December. Else nothing."""
    numbers = re.fullmatch(_NUMBERS, text.strip().removeprefix("^").rstrip(".,;"), re.ASCII)
    if numbers is None or int(numbers[1]) > 12 or int(numbers[1]) == int(numbers[3]):
        return ""
    month = _(_MONTHS[day.month - 1])
    return _("Day first: {figures} is {day} {month}.", figures=numbers[0], day=day.day, month=month)


def _moment(milliseconds: int) -> datetime:
    # Another program may have written a moment that no calendar has.
    return datetime.fromtimestamp(min(max(milliseconds, 0), _LATEST) / 1000).astimezone()


def _said(day: date, weekday: str) -> str:
    return _(_WHOLE_DAY, weekday=weekday, day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year)


def _as_said(text: str) -> date | None:
    """Return the day that `say_day` writes so in the language spoken here, None where it writes none so."""
    months = tuple(map(_, _MONTHS))
    found = _saying(_(_WHOLE_DAY, weekday="\1", day="\2", month="\3", year="\4"), months).fullmatch(text)
    if found is None:
        return None
    try:
        day = date(int(found["year"]), months.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None
    return day if say_day(day) == text else None


@lru_cache(maxsize=16)
def _saying(sentence: str, months: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the figures and the month in a day that is written as this sentence says, its places numbered."""
    month = "|".join(map(re.escape, months))
    places = (".+", r"(?P<day>\d{1,2})", f"(?P<month>{month})", r"(?P<year>\d{1,4})")
    pattern = re.escape(sentence)
    for number, place in enumerate(places, 1):
        pattern = pattern.replace(chr(number), place, 1)
    return re.compile(pattern)


def _phrase(words: str, today: date) -> date | None:
    means = PHRASES.get(words)
    return means(today) if means else None


def _distance(words: str, today: date) -> date | None:
    if plus := re.fullmatch(_PLUS, words, re.ASCII):
        return today + timedelta(days=int(plus[1]) * (7 if plus[2] == "w" else 1))
    distance = re.fullmatch(_IN, words, re.ASCII)
    if distance is None:
        return None
    count = int(distance[1] or _FIGURES.get(distance[2], 0))
    if count == 0:
        return None
    if distance[3] == "month":
        return _months_on(today, count)
    return today + timedelta(days=count * (7 if distance[3] == "week" else 1))


def _weekday_named(words: str, today: date) -> date | None:
    named = re.fullmatch(_WEEKDAY, words, re.ASCII)
    number = _weekday_number(named[2]) if named else None
    if named is None or number is None:
        return None
    if named[1] == "next":
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _iso(words: str, today: date) -> date | None:  # noqa: ARG001 - one of the ways, all asked alike
    return date.fromisoformat(words) if re.fullmatch(_ISO, words, re.ASCII) else None


def _numbers(words: str, today: date) -> date | None:
    numbers = re.fullmatch(_NUMBERS, words, re.ASCII)
    if numbers is None:
        return None
    year = numbers[4] or ""
    # Two figures of a year are of this century.
    year = f"20{year}" if len(year) == 2 else year
    return _dated(int(numbers[1]), int(numbers[3]), year, today)


def _named_month(words: str, today: date) -> date | None:
    """A day, a month's name, perhaps a year and a weekday, in any order; nothing else."""
    parts = [part.strip(",.") for part in words.split() if part not in {"the", "of", "on"}]
    days = [part for part in parts if re.fullmatch(_DAY, part, re.ASCII)]
    years = [part for part in parts if re.fullmatch(_YEAR, part, re.ASCII)]
    months = [part for part in parts if _month_number(part)]
    weekdays = [number for part in parts if (number := _weekday_number(part)) is not None]
    counts = (len(days), len(months), len(years) <= 1, len(weekdays) <= 1)
    if counts != (1, 1, True, True) or len(days + months + years + weekdays) < len(parts):
        return None
    figure = re.match(r"\d+", days[0], re.ASCII)
    day = _dated(int(figure[0]) if figure else 0, _month_number(months[0]), "".join(years), today)
    if weekdays and day.weekday() != weekdays[0]:
        # Somebody misheard, or misremembers; a guess would put the wrong day on the wall.
        raise ValueError(words)
    return day


_WAYS: tuple[Callable[[str, date], date | None], ...] = (
    _phrase, _distance, _weekday_named, _iso, _numbers, _named_month,
)  # fmt: skip


def _dated(day: int, month: int, year: str, today: date) -> date:
    """Return that day of the year, or the first such day from 60 days ago on; there is one in eight years, or none at all."""
    if year:
        return date(int(year), month, day)
    earliest = today - _STAYS_PAST
    for candidate in range(earliest.year, earliest.year + 9):
        # 29 February is not in every year: it needs the long way round 2100.
        if 1 <= day <= _days_of(candidate, month) and (found := date(candidate, month, day)) >= earliest:
            return found
    raise ValueError(day, month)


def _months_on(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, _days_of(year, month + 1)))


def _weekday_number(word: str) -> int | None:
    full = ("Wednesday" if word == "weds" else word).casefold()
    found = [n for n, name in enumerate(_WEEKDAYS) if len(full) >= 3 and name.casefold().startswith(full)]
    return found[0] if found else None


def _month_number(word: str) -> int:
    return next((n for n, name in enumerate(_MONTHS, 1) if len(word) >= 3 and name.casefold().startswith(word)), 0)


def _days_of(year: int, month: int) -> int:
    from calendar import monthrange  # noqa: PLC0415  # as the patterns

    return monthrange(year, month)[1]

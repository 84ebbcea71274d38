"""The facts of `facts` in words, for each place that shows them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from cofacil.board.asked_after import Came
from cofacil.board.kinds import AbsenceState
from cofacil.board.marked import N_
from cofacil.board.themes import SIGN
from cofacil.language.answer_words import ANSWERS
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, is_far, say_clock, say_day, say_day_short, say_in, say_month
from cofacil.language.facts import LET_GO_WORDS, Fact, FactKind, fact_of
from cofacil.language.names import chained, commas, listed, us_last, with_us
from cofacil.language.states import STATES


class Form(StrEnum):
    """Where facts are shown."""

    CARD = "card"
    """Beside or below a card's words, in few words."""
    WAY = "way"
    """The way to somebody who is not here, part by part."""
    PAGE = "page"
    """On the page of one card."""
    FOOT = "foot"
    """Below all else on that page."""
    PLAIN = "plain"
    """In a plain line."""
    ROW = "row"
    """In the fourth row from below."""


_WICKED = N_("bigger than us")


def fact_words(fact: Fact, form: Form) -> str:
    """Return a fact in words for one place, "" where it is not said there."""
    wording = _FORMS[form].get(fact.kind)
    return wording(fact) if wording else ""


def facts_in_words(found: Iterable[Fact], form: Form) -> list[str]:
    """Return all that is said of something in one place, each in words, in the order of that place."""
    found = tuple(found)
    kinds = [kind for kind in _FORMS[form] if not (form in _BRIEF_OF_ALWAYS and _is_way_of_always(kind, found))]
    shown = [fact for kind in kinds for fact in found if fact.kind is kind]
    return [words for fact in shown if (words := fact_words(fact, form))]


def brief_words(found: Iterable[Fact], beneath: str = "") -> tuple[str, ...]:
    """Return what stands beside a card's words; then the same in ever less room.

    By when, how it stays open, what it meets or the day it comes from stands before its themes; the theme that it stands `beneath` is said already.
    """
    found = tuple(found)
    if (done := fact_of(found, FactKind.DONE)) and done.words == (LET_GO_WORDS,):
        return (_(LET_GO_WORDS),)
    first = _day_or_ties(found)
    tags = fact_of(found, FactKind.TAGS)
    themes = [name for name in reversed(tags.words) if name != beneath] if tags else []
    if not themes:
        return first or ("",)
    named = tuple(dict.fromkeys(f"{SIGN} {names}" for names in (commas(themes), themes[0])))
    return (*(commas((first[0], theme)) for theme in named), *first) if first else named


def _day_or_ties(found: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return the day, or how it stays open, and before it what was answered last of what is open still."""
    answered, rest = fact_of(found, FactKind.ANSWERED), _day_or_stays(found)
    if answered is None or not answered.is_open:
        return rest
    answer = _(answered.words[0])
    return (*(commas((answer, words)) for words in rest), answer)


def _day_or_stays(found: tuple[Fact, ...]) -> tuple[str, ...]:
    by = fact_of(found, FactKind.WILL, FactKind.BY, FactKind.ASKS, FactKind.ASKS_TOO)
    if by and by.day:
        return _by_in_brief(by, by.day)
    if (stays := fact_of(found, FactKind.EVIDENCE, FactKind.WICKED)) and fact_of(found, FactKind.DONE) is None:
        return _stays_in_brief(stays)
    meets = [fact.label for fact in found if fact.kind is FactKind.MEETS]
    if meets:
        return _("meets {labels}", labels=commas(meets)), " ".join(meets)
    carried = fact_of(found, FactKind.FROM)
    return _from_in_brief(carried) if carried else ()


def _from_in_brief(carried: Fact) -> tuple[str, ...]:
    short = say_day_short(day := date_of(carried.at), carried.today)
    return _("from {day}", day=short), short, *((say_month(day),) if is_far(day, carried.today) else ())


def is_late(found: Iterable[Fact]) -> bool:
    """Say whether something should have been done by now."""
    return any(fact.when and fact.is_late for fact in found)


def _by_in_brief(by: Fact, day: date) -> tuple[str, ...]:
    short = say_day_short(day, by.today)
    if by.is_late:
        return _("late, {day}", day=short), _("late")
    if (day - by.today).days in {0, 1}:
        return (say_in(day, by.today),)
    return _("by {day}", day=short), short, *((say_month(day),) if is_far(day, by.today) else ())


def _stays_in_brief(stays: Fact) -> tuple[str, ...]:
    if stays.kind is FactKind.WICKED:
        return _(_WICKED), _("bigger")
    if not stays.names:
        return _("needs evidence"), _("evidence")
    first = us_last(stays.names)[0]
    looks = (_("{who} looks", who=first), _("{who} looks", who=first.split()[0]), _("evidence"))
    return tuple(dict.fromkeys((_finds_out(stays), *looks)))


def state_words(found: Iterable[Fact]) -> str:
    """Return how it stands with somebody who is not here, in two words: the last that is known of the way to them."""
    found = tuple(found)
    state = fact_of(found, FactKind.STATE)
    if state and state.state is not AbsenceState.BRIDGED and state.state is not AbsenceState.NOTICED:
        return fact_words(state, Form.CARD)
    if answered := fact_of(found, FactKind.ANSWERED):
        return _(answered.words[0])
    last = fact_of(found, FactKind.ASKS, FactKind.ASKS_TOO) or fact_of(found, FactKind.KNOWS)
    last = last or fact_of(found, FactKind.SPEAKS) or fact_of(found, FactKind.ALWAYS)
    if last and last.is_late and last.names:
        return _("late: {who}", who=last.names[0])
    return fact_words(last, Form.CARD) if last else ""


def _is_way_of_always(kind: FactKind, found: Iterable[Fact]) -> bool:
    return kind in _FORMS[Form.WAY] and fact_of(found, FactKind.ALWAYS) is not None


_Wording: TypeAlias = Callable[[Fact], str]


def _always(words: str) -> _Wording:
    """Return what words a fact that is said in the same words each time."""
    return lambda _fact: _(words)


def _first_word(fact: Fact) -> str:
    return _(fact.words[0])


def _first_word_as_it_is(fact: Fact) -> str:
    return fact.words[0]


def _said_long(fact: Fact) -> str:
    who, heard = "".join(fact.names), "".join(fact.words)
    if who and heard:
        return _("said by {who}, as heard by {heard}", who=who, heard=heard)
    if heard:
        return _("from the room, as heard by {heard}", heard=heard)
    return _("said by {who}", who=who) if who else _("from the room")


def _said_plain(fact: Fact) -> str:
    return _("said by {who}", who=fact.names[0]) if fact.names else _("said by the room")


def _said_row(fact: Fact) -> str:
    clock = say_clock(fact.at, fact.today)
    if not fact.names:
        return _("{label} from the room {clock}", label=fact.label, clock=clock)
    return _("{label} said by {who} {clock}", label=fact.label, who=fact.names[0], clock=clock)


def _names(fact: Fact) -> str:
    return commas(with_us(fact.names))


def _will_long(fact: Fact) -> str:
    return _will(listed(us_last(fact.names)), _day_long(fact, fact.day) if fact.day else "")


def _will_row(fact: Fact) -> str:
    """Return all who will where they are several, since only a few letters of them fit beside the words."""
    return _will(listed(us_last(fact.names)), "") if len(fact.names) > 1 else ""


def _will_plain(fact: Fact) -> str:
    return _will(chained(with_us(fact.names, _("the room"))), _day_plain(fact))


def _will(names: str, day: str) -> str:
    return _("{names} will, by {day}", names=names, day=day) if day else _("{names} will", names=names)


def _day_plain(fact: Fact) -> str:
    """Return a day as people read it, and what another program wrote there as it stands."""
    return _day_long(fact, fact.day) if fact.day else fact.when


def _day_long(fact: Fact, day: date) -> str:
    """Return the whole day, which is still true when it is read another day; and whether it is late, today or tomorrow."""
    if fact.is_late:
        return _("{day} (late)", day=say_day(day))
    if (day - fact.today).days in {0, 1}:
        return _("{day} ({distance})", day=say_day(day), distance=say_in(day, fact.today))
    return say_day(day)


def _agreed_page(fact: Fact) -> str:
    day, missing = say_day_short(date_of(fact.at), fact.today, weekday=True), fact.words[1]
    if not missing:
        return _("{agreed}, {day}", agreed=fact.words[0], day=day)
    return _("{agreed}, {day}; not in the room then: {names}", agreed=fact.words[0], day=day, names=missing)


def _answered_way(fact: Fact) -> str:
    """Return what was answered of asking somebody; how far that has come stands behind it."""
    return _(fact.words[0]) if fact.words[0] == ANSWERS[Came.NOT_ASKED] else ""


def _answered_page(fact: Fact) -> str:
    day = say_day(date_of(fact.at))
    if not fact.words[1]:
        return _("{answer}, as was said on {day}", answer=_(fact.words[0]), day=day)
    return _('{answer}, as was said on {day}: "{words}"', answer=_(fact.words[0]), day=day, words=fact.words[1])


def _answered_row(fact: Fact) -> str:
    """Return it with the words that were said with it, where it is open still."""
    if not fact.is_open or not fact.words[1]:
        return ""
    return _('{answer}: "{words}"', answer=_(fact.words[0]), words=fact.words[1])


def _answered_plain(fact: Fact) -> str:
    return _(fact.words[0]) if fact.is_open else ""


def _by_long(fact: Fact) -> str:
    return _("by {day}", day=_day_long(fact, fact.day)) if fact.day else ""


def _from_page(fact: Fact) -> str:
    return _("from the meeting of {day}", day=say_day(date_of(fact.at)))


def _meets_page(fact: Fact) -> str:
    return _("meets {label}   {words}", label=fact.label, words=fact.words[1])


def _meets_row(fact: Fact) -> str:
    return _('meets {label} "{words}"', label=fact.label, words=fact.words[1])


_TIES: Mapping[str, str] = {
    "meets": N_("meets {label}"),
    "answers": N_("answers {label}"),
    "knows": N_("knows {label}"),
}


def _meets_plain(fact: Fact) -> str:
    tie = fact.words[0]
    return _(_TIES[tie], label=fact.label) if tie in _TIES else f"{tie} {fact.label}"


def _tags_row(fact: Fact) -> str:
    return ", ".join(_("theme {theme}", theme=tag) for tag in fact.words)


def _written(fact: Fact) -> str:
    written = date_of(fact.at)
    clock, day = say_clock(fact.at, written), say_day_short(written, fact.today, weekday=True)
    if not fact.names:
        return _("written {clock}, {day}", clock=clock, day=day)
    return _("written {clock} by {who}, {day}", clock=clock, who=fact.names[0], day=day)


def _finds_out(fact: Fact) -> str:
    """Return who finds out, or that nobody has said so yet."""
    names = us_last(fact.names)
    if not names:
        return _("needs evidence")
    return ngettext("{names} finds out", "{names} find out", len(names), names=listed(names))


def _speaks(fact: Fact) -> str:
    return _("{who} speaks for them", who=fact.names[0])


def _speaks_next_time(fact: Fact) -> str:
    return _("{who} speaks for them next time", who=fact.names[0])


def _knows_short(fact: Fact) -> str:
    return _("{who} knows", who=fact.names[0]) if fact.names else _("nobody yet")


def _knows_long(fact: Fact) -> str:
    return _("{who} knows one of them", who=fact.names[0]) if fact.names else ""


def _knows_plain(fact: Fact) -> str:
    return _("{who} knows them", who=fact.names[0]) if fact.names else _("nobody knows them yet")


def _asks_short(fact: Fact) -> str:
    return _("{who} asks", who=fact.names[0])


class _ByWhen(NamedTuple):
    """What somebody will do, said of each day that it may be done by."""

    never: str
    by: str
    today: str
    tomorrow: str
    late: str

    def said(self, fact: Fact) -> str:
        """Return the sentence for the day of a fact, with its place behind it."""
        return _at(_(self._sentence(fact), **_places(fact)), fact)

    def _sentence(self, fact: Fact) -> str:
        if fact.day is None:
            return self.never
        days = (fact.day - fact.today).days
        return self.late if fact.is_late else {0: self.today, 1: self.tomorrow}.get(days, self.by)


_ASKS = _ByWhen(
    N_("{who} asks"),
    N_("{who} asks by {day}"),
    N_("{who} asks today"),
    N_("{who} asks tomorrow"),
    N_("{who} asks (late, {day})"),
)
_ASKS_TOO = _ByWhen(N_("asks"), N_("asks by {day}"), N_("asks today"), N_("asks tomorrow"), N_("asks (late, {day})"))
_SOMETIME = _ByWhen("", N_("by {day}"), N_("today"), N_("tomorrow"), N_("late, {day}"))


def _places(fact: Fact) -> dict[str, str]:
    day = say_day_short(fact.day, fact.today, weekday=True) if fact.day else ""
    return {"who": next(iter(fact.names), ""), "day": day}


def _sometime(fact: Fact) -> str:
    return _SOMETIME.said(fact) if fact.day else "".join(fact.words)


def _at(way: str, fact: Fact) -> str:
    """Return a part of the way to somebody with the place, which stands there as it was typed."""
    return _("{way}, {place}", way=way, place=fact.words[0]) if fact.words else way


def _asks_plain(fact: Fact) -> str:
    return ", ".join(filter(None, (_asks_short(fact), _sometime_plain(fact))))


def _sometime_plain(fact: Fact) -> str:
    by = _("by {day}", day=_day_plain(fact)) if fact.when else ""
    # People type the place as they say it, *at the gate* or *the gate*.
    where = _("at {place}", place=fact.words[0].removeprefix("at ")) if fact.words else ""
    return ", ".join(filter(None, (by, where)))


def _state(fact: Fact) -> str:
    way = STATES[fact.state].way
    return _(way) if way else ""


def _named_page(fact: Fact) -> str:
    return _('named after "{question}"', question=fact.words[0]) if fact.words else ""


def _named_row(fact: Fact) -> str:
    clock = say_clock(fact.at, fact.today)
    if not fact.words:
        return _("{label} named {clock}", label=fact.label, clock=clock)
    return _('{label} named {clock} after "{question}"', label=fact.label, clock=clock, question=fact.words[0])


_FORMS: Mapping[Form, Mapping[FactKind, _Wording]] = {
    Form.CARD: {
        FactKind.SAID: _names,
        FactKind.WILL: _names,
        FactKind.SPEAKS: _speaks,
        FactKind.ALWAYS: _always(N_("always")),
        FactKind.KNOWS: _knows_short,
        FactKind.ASKS: _asks_short,
        FactKind.ASKS_TOO: _asks_short,
        FactKind.STATE: _state,
    },
    Form.WAY: {
        FactKind.KNOWS: _knows_long,
        FactKind.ASKS: _ASKS.said,
        FactKind.ASKS_TOO: _ASKS_TOO.said,
        FactKind.SOMETIME: _sometime,
        FactKind.ANSWERED: _answered_way,
        FactKind.STATE: _state,
    },
    Form.PAGE: {
        FactKind.SAID: _said_long,
        FactKind.WILL: _will_long,
        FactKind.AGREED: _agreed_page,
        FactKind.SUGGESTED: _always(N_("a suggestion, to take or leave")),
        FactKind.BY: _by_long,
        FactKind.WICKED: _always(_WICKED),
        FactKind.EVIDENCE: _finds_out,
        FactKind.DONE: _first_word,
        FactKind.ANSWERED: _answered_page,
        FactKind.TAGS: lambda fact: _("theme {theme}", theme=commas(fact.words)),
        FactKind.FROM: _from_page,
        FactKind.ALWAYS: _always(N_("always here, in every meeting")),
        FactKind.SPEAKS: _speaks_next_time,
        FactKind.NAMED: _named_page,
        FactKind.GONE: _always(N_("put away, off the wall")),
        FactKind.MEETS: _meets_page,
    },
    Form.PLAIN: {
        FactKind.KIND: _first_word,
        FactKind.SAID: _said_plain,
        FactKind.WILL: _will_plain,
        FactKind.AGREED: _first_word_as_it_is,
        FactKind.SUGGESTED: _always(N_("a suggestion")),
        FactKind.BY: lambda fact: _("by {day}", day=_day_plain(fact)),
        FactKind.MEETS: _meets_plain,
        FactKind.TAGS: lambda fact: _("theme {theme}", theme=commas(fact.words)),
        FactKind.WICKED: _always(_WICKED),
        FactKind.EVIDENCE: _finds_out,
        FactKind.FROM: _from_page,
        FactKind.ANSWERED: _answered_plain,
        FactKind.DONE: _first_word,
        FactKind.ALWAYS: _always(N_("not here, always")),
        FactKind.SPEAKS: _speaks,
        FactKind.NOT_HERE: _always(N_("not here")),
        FactKind.KNOWS: _knows_plain,
        FactKind.ASKS: _asks_plain,
        FactKind.ASKS_TOO: _asks_plain,
        FactKind.SOMETIME: _sometime_plain,
        FactKind.STATE: _state,
    },
    Form.FOOT: {FactKind.WRITTEN: _written},
    Form.ROW: {
        FactKind.SAID: _said_row,
        FactKind.WILL: _will_row,
        FactKind.AGREED: _first_word_as_it_is,
        FactKind.SUGGESTED: _always(N_("a suggestion")),
        FactKind.NOTE: _always(N_("with a note")),
        FactKind.NAMED: _named_row,
        FactKind.WICKED: _always(_WICKED),
        FactKind.EVIDENCE: _finds_out,
        FactKind.ANSWERED: _answered_row,
        FactKind.MEETS: _meets_row,
        FactKind.TAGS: _tags_row,
    },
}
"""How each fact is said in each place, in the order in which that place says them."""
_BRIEF_OF_ALWAYS = frozenset({Form.PAGE, Form.PLAIN})
"""Where of those who are always missing nothing more is said than that."""

"""What stands on each page of looking back, made from what the board answers."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar

from cofacil.board.kinds import Kind
from cofacil.language.catalog import _, ngettext
from cofacil.language.column_names import kind_called
from cofacil.language.days import date_of, day_of, say_day_short
from cofacil.language.facts import HIDDEN, STRUCK
from cofacil.language.names import listed, us_last
from cofacil.review.lazily import Lazily
from cofacil.review.questions import CardTold, Missing, Open, Outcome, Promise, Way
from cofacil.review.words import asks_words, came_words, outcome_words, who_will
from cofacil.tui.pages.review.leaf import Desk
from cofacil.tui.pages.review.pages import FIRST, MISSING, OFFERS, OPEN, THEMES
from cofacil.tui.pages.review.rows import Row, Section, cells_of
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.text import cell_len

Told = TypeVar("Told")
Sections: TypeAlias = Callable[[Desk], tuple[Section, ...]]


def _first(desk: Desk) -> tuple[Section, ...]:
    return _aligned(_promises(desk), _missing(desk, _("Who was missing, and what came of it")))


def _aligned(*sections: Section) -> tuple[Section, ...]:
    """Return sections whose columns begin on the same cells, and which are no wider than their words need."""
    rows = (row for section in sections for row in section.rows[:_MEASURED])
    words = max((cell_len(row.words) for row in islice(rows, _MEASURED)), default=0)
    return tuple(section._replace(words=max(_NARROWEST, words + 1)) for section in sections)


_MEASURED = 200
"""Rows by which columns are made as wide as they need: of thousands nobody waits for the others."""
_ROOMY = 110
"""Cells of a window from which the columns behind the words may be as wide as they like."""
_NARROWEST = 40
"""Cells that words have at least where there is room."""


def _promises(desk: Desk) -> Section:
    rows = _rows(desk.answers.promises, lambda promise: _promise(promise, desk))
    none = _('Nobody has said "I will" yet.')
    who = _cells(rows[:_MEASURED], 12 if desk.width < 80 else 16 if desk.width < 120 else 26)
    return Section(_("Who does what by when"), rows, none, who, beside=_beside(rows[:_MEASURED], 12, 10))


def _rows(told: Lazily[Told], make: Callable[[Told], Row]) -> Lazily[Row]:
    return Lazily(told.keys, lambda at: make(told[at]))


def _cells(rows: Sequence[Row], most: int) -> int:
    """Return the cells of what stands before the words of rows."""
    return cells_of([row.who for row in rows], most)


def _beside(rows: Sequence[Row], *most: int) -> tuple[int, ...]:
    """Return the cells of each column behind the words of rows."""
    return tuple(cells_of([row.beside[column] for row in rows], cells) for column, cells in enumerate(most))


def _wide(desk: Desk, *cells: int) -> tuple[int, ...]:
    """Return what columns take at most: twice as much where there is room, so that nothing is broken beside what is empty."""
    return tuple(most * 2 for most in cells) if desk.width >= _ROOMY else cells


def _promise(promise: Promise, desk: Desk) -> Row:
    day = day_of(promise.when)
    when = say_day_short(day, desk.today) if day else ""
    return Row(
        promise.card.id,
        kind_role(promise.card.kind),
        promise.card.label,
        told(promise.card),
        who_will(promise),
        (when, outcome_words(promise)),
        promise.why,
        is_done=promise.outcome in {Outcome.KEPT, Outcome.DONE},
        is_quiet=promise.outcome is Outcome.LET_GO,
        is_late=promise.is_open and day is not None and day < desk.today,
    )


def _missing(desk: Desk, head: str) -> Section:
    rows = _rows(desk.answers.missing, lambda missing: _absence(missing, desk))
    none = _("Nobody is written down as missing.")
    return Section(head, rows, none, beside=_beside(rows[:_MEASURED], *_wide(desk, 24, 20)))


def _absence(missing: Missing, desk: Desk) -> Row:
    words = _(HIDDEN) if missing.is_withheld else missing.who
    return Row(
        missing.id,
        "not_here",
        missing.label,
        words,
        beside=(asks_words(missing, desk.today), came_words(missing, desk.today)),
        more=missing.why,
        is_done=missing.way is Way.CAME,
        is_quiet=missing.way is Way.SAID_NO,
    )


def _offers(desk: Desk) -> tuple[Section, ...]:
    return _aligned(
        *(
            Section(each.who or _("The room"), _rows(each.offers, lambda card: _card(card, desk)), beside=(_DAY,))
            for each in desk.answers.offers
        )
    )


_DAY = 12
"""Cells of the day on which something was said."""


def _open(desk: Desk) -> tuple[Section, ...]:
    still_open, unmet = desk.answers.still_open, frozenset(desk.answers.asks.keys)
    places: dict[Kind, list[int]] = {}
    for at, entity in enumerate(still_open.keys):
        places.setdefault(desk.board.card(entity).kind, []).append(at)

    def rows_of(there: Sequence[int]) -> Lazily[Row]:
        keys = [still_open.keys[at] for at in there]
        return Lazily(keys, lambda at: _still_open(still_open[there[at]], desk, is_unmet=keys[at] in unmet))

    by_kind = {kind: rows_of(there) for kind, there in places.items()}
    measured = [row for rows in by_kind.values() for row in rows[:_MEASURED]]
    who, beside = _cells(measured, 14), _beside(measured, *_wide(desk, 20, 20))
    return _aligned(
        *(Section(kind_called(desk.board, kind), rows, who=who, beside=beside) for kind, rows in by_kind.items())
    )


def _still_open(each: Open, desk: Desk, *, is_unmet: bool) -> Row:
    row = _card(each.card, desk)
    how = ""
    if each.is_wicked:
        how = _("bigger than us")
    elif each.finds_out:
        names = us_last(each.finds_out)
        how = ngettext("{names} finds out", "{names} find out", len(names), names=listed(names))
    elif each.needs_evidence:
        how = _("needs evidence")
    elif is_unmet:
        how = _("nothing meets it")
    elif each.card.meets:
        how = _("meets {labels}", labels=listed(each.card.meets))
    return row._replace(who=each.card.said or _("the room"), beside=(how, *row.beside))


def _those_missing(desk: Desk) -> tuple[Section, ...]:
    answers = desk.answers
    always = _rows(answers.always, lambda missing: _absence(missing, desk)._replace(beside=_ever(missing, desk)))
    ever = (26, 8) if desk.width >= 80 else _beside(always[:_MEASURED], 0, 26)
    return _aligned(
        _missing(desk, _("Who was missing, and what came of it")),
        *((Section(_("Who is missing from every meeting"), always, beside=ever),) if always else ()),
    )


def _ever(missing: Missing, desk: Desk) -> tuple[str, str]:
    """Return who speaks for somebody who is missing from every meeting; the head says that they always are, too."""
    speaks = missing.speaks and _("{name} speaks for them", name=missing.speaks)
    return (speaks, _("always")) if desk.width >= 80 else ("", speaks or _("always"))


def _themes(desk: Desk) -> tuple[Section, ...]:
    return _aligned(
        *(
            Section(theme.name, _rows(theme.cards, lambda card: _card(card, desk)), beside=(_DAY,))
            for theme in desk.answers.themes
        )
    )


def _card(card: CardTold, desk: Desk) -> Row:
    """Return a card in people's own words, with the day on which it was said."""
    day = say_day_short(date_of(card.at), desk.today)
    return Row(card.id, kind_role(card.kind), card.label, told(card), beside=(day,), more=card.note)


def told(card: CardTold) -> str:
    """Return a card's words, or that they may not be read."""
    if card.is_withheld:
        return _(HIDDEN)
    return _(STRUCK) if card.is_struck else card.text


SECTIONS: Mapping[str, Sections] = {
    FIRST: _first,
    OFFERS: _offers,
    OPEN: _open,
    MISSING: _those_missing,
    THEMES: _themes,
}
"""From a page's key to what stands on it."""

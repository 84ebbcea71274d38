"""What stands on each page of looking back, made from what the board answers."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cofacil.language.catalog import _, ngettext
from cofacil.language.column_names import kind_called
from cofacil.language.days import date_of, day_of, say_day_short
from cofacil.language.facts import HIDDEN, STRUCK
from cofacil.language.names import listed, us_last
from cofacil.review.questions import CardTold, Missing, Open, Outcome, Promise, Way
from cofacil.review.words import asks_words, came_words, outcome_words, who_will
from cofacil.tui.pages.review.leaf import Desk
from cofacil.tui.pages.review.pages import FIRST, MISSING, OFFERS, OPEN, THEMES
from cofacil.tui.pages.review.rows import Row, Section, cells_of
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.text import cell_len

Sections: TypeAlias = Callable[[Desk], tuple[Section, ...]]


def _first(desk: Desk) -> tuple[Section, ...]:
    return _aligned(_promises(desk), _missing(desk, _("Who was missing, and what came of it")))


def _aligned(*sections: Section) -> tuple[Section, ...]:
    """Return sections whose columns begin on the same cells, and which are no wider than their words need."""
    words = max((cell_len(row.words) for section in sections for row in section.rows), default=0)
    return tuple(section._replace(words=max(_NARROWEST, words + 1)) for section in sections)


_NARROWEST = 40
"""Cells that words have at least where there is room."""


def _promises(desk: Desk) -> Section:
    promises = desk.answers.promises
    rows = tuple(_promise(promise, desk) for promise in promises)
    none = _('Nobody has said "I will" yet.')
    who = cells_of([row.who for row in rows], 12 if desk.width < 80 else 16 if desk.width < 120 else 26)
    beside = tuple(cells_of([row.beside[column] for row in rows], most) for column, most in ((0, 12), (1, 10)))
    return Section(_("Who does what by when"), rows, none, who, beside=beside)


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
    rows = tuple(_absence(missing, desk) for missing in desk.answers.missing)
    none = _("Nobody is written down as missing.")
    beside = tuple(cells_of([row.beside[column] for row in rows], most) for column, most in ((0, 24), (1, 20)))
    return Section(head, rows, none, beside=beside)


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
            Section(each.who or _("The room"), tuple(_card(card, desk) for card in each.offers), beside=(_DAY,))
            for each in desk.answers.offers
        )
    )


_DAY = 12
"""Cells of the day on which something was said."""


def _open(desk: Desk) -> tuple[Section, ...]:
    asks = {card.id for card in desk.answers.asks}
    rows = [
        (each.card.kind, _still_open(each, desk, is_unmet=each.card.id in asks)) for each in desk.answers.still_open
    ]
    who = cells_of([row.who for _kind, row in rows], 14)
    beside = tuple(cells_of([row.beside[column] for _kind, row in rows], 20) for column in (0, 1))
    kinds = dict.fromkeys(kind for kind, _row in rows)
    return _aligned(
        *(
            Section(
                kind_called(desk.board, kind),
                tuple(row for other, row in rows if other is kind),
                who=who,
                beside=beside,
            )
            for kind in kinds
        )
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
    always = tuple(
        _absence(missing, desk)._replace(
            beside=(missing.speaks and _("{name} speaks for them", name=missing.speaks), _("always"))
        )
        for missing in answers.always
    )
    return _aligned(
        _missing(desk, _("Who was missing, and what came of it")),
        *((Section(_("Who is missing from every meeting"), always, beside=(26, 8)),) if always else ()),
    )


def _themes(desk: Desk) -> tuple[Section, ...]:
    return _aligned(
        *(
            Section(theme.name, tuple(_card(card, desk) for card in theme.cards), beside=(_DAY,))
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

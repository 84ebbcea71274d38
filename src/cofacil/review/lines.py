"""What a saved board answers in plain labelled lines: one thing a line, for pipes, screen readers and simple terminals."""

from collections.abc import Iterator
from datetime import date

from cofacil.board.text import strip_text
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, day_of, say_day, say_moment
from cofacil.language.facts import HIDDEN, STRUCK
from cofacil.language.names import commas, listed, us_last
from cofacil.review.meetings import MeetingHeld
from cofacil.review.questions import Answers, CardTold, Missing, Open, Promise
from cofacil.review.words import (
    asks_words,
    came_in_all,
    came_words,
    kept_in_all,
    meetings_words,
    outcome_words,
    who_will,
)


def review_lines(answers: Answers, today: date) -> Iterator[str]:
    """Yield the first page of looking back, line by line, and behind it the lists that it counts."""
    yield _("Board: {title}", title=_clean(answers.title))
    if answers.purpose:
        yield _("Purpose: {purpose}", purpose=_clean(answers.purpose))
    yield meetings_words(answers, today)
    yield from map(_meeting, answers.meetings)
    yield _("Who does what by when: {number}", number=len(answers.promises))
    yield from map(_promise, answers.promises)
    yield _("Who was missing, and what came of it: {number}", number=len(answers.missing))
    yield from (_missing(missing, today) for missing in answers.missing)
    yield f"{came_in_all(answers.counts)} {kept_in_all(answers.counts)}"
    yield _("Offers not taken up: {number}", number=answers.counts.offers_open)
    yield from (_card(card) for each in answers.offers for card in each.offers)
    yield _("Still open: {number}", number=answers.counts.still_open)
    yield from map(_open, answers.still_open)
    yield _("Asks not met: {number}", number=answers.counts.asks_open)
    if answers.asks:
        yield _("They are: {labels}", labels=commas([card.label for card in answers.asks]))
    yield _("Themes: {number}", number=len(answers.themes))
    for theme in answers.themes:
        yield _("Theme {name}: {labels}", name=_clean(theme.name), labels=commas([card.label for card in theme.cards]))


def _meeting(meeting: MeetingHeld) -> str:
    here = ngettext("{number} person here", "{number} people here", len(meeting.here))
    parts = [say_moment(meeting.opened), here, commas([_clean(name) for name in meeting.here])]
    if meeting.purpose:
        parts.append(_clean(meeting.purpose))
    return _("Meeting {number}: {words}", number=meeting.number, words="; ".join(filter(None, parts)))


def _promise(promise: Promise) -> str:
    parts = [outcome_words(promise), _clean(who_will(promise))]
    if day := day_of(promise.when):
        parts.append(_("by {day}", day=say_day(day)))
    if promise.why:
        parts.append(_clean(promise.why))
    return _line(promise.card.label, parts, _words(promise.card))


def _missing(missing: Missing, today: date) -> str:
    parts = [asks_words(missing, today), came_words(missing, today)]
    if missing.became:
        parts.append(commas([_clean(name) for name in missing.became]))
    if missing.why:
        parts.append(_clean(missing.why))
    words = _(HIDDEN) if missing.is_withheld else _clean(missing.who)
    return _line(missing.label, list(map(_clean, parts)), words)


def _card(card: CardTold) -> str:
    parts = [_clean(card.said) or _("the room"), say_day(date_of(card.at))]
    if card.meets:
        parts.append(_("meets {labels}", labels=commas(card.meets)))
    return _line(card.label, parts, _words(card))


def _open(still: Open) -> str:
    card = still.card
    parts = [_(card.kind.spec.word), _clean(card.said) or _("the room")]
    if still.is_wicked:
        parts.append(_("bigger than us"))
    if still.finds_out:
        names = [_clean(name) for name in us_last(still.finds_out)]
        parts.append(ngettext("{names} finds out", "{names} find out", len(names), names=listed(names)))
    elif still.needs_evidence:
        parts.append(_("nobody is finding out yet"))
    if card.meets:
        parts.append(_("meets {labels}", labels=commas(card.meets)))
    return _line(card.label, parts, _words(card))


def _line(label: str, parts: list[str], words: str) -> str:
    return f"{label} ({commas(parts)}): {words}"


def _words(card: CardTold) -> str:
    if card.is_withheld:
        return _(HIDDEN)
    return _(STRUCK) if card.is_struck else _clean(card.text)


def _clean(text: str) -> str:
    return strip_text(text)

"""What a moment of a story tells, in words."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cofacil.board.marked import N_
from cofacil.board.records import Absence, Card
from cofacil.board.text import as_sentence
from cofacil.language.catalog import _
from cofacil.language.days import day_of, say_day_short
from cofacil.language.facts import words_of
from cofacil.language.happened_then import happened_then
from cofacil.language.names import listed, us_last
from cofacil.review.story import Story, Told, What
from cofacil.tui.pages.review.leaf import Desk

Tells: TypeAlias = Callable[[Told, Story, Desk, str], str]


def told_words(told: Told, story: Story, desk: Desk, more: str) -> str:
    """Return a moment as a sentence, or two."""
    return _TELLS[told.what](told, story, desk, more)


def _says(words: str) -> Tells:
    return lambda told, _story, _desk, _more: _(
        words, who=told.by, label=told.label, words=as_sentence(told.words) if told.words else ""
    )


def _began(told: Told, story: Story, desk: Desk, _more: str) -> str:
    if story.kind is None:
        return _named(told, story, desk)
    spec = story.kind.spec
    began = _(spec.added, who=told.said, label=story.label) if told.said else _(spec.added_by_room, label=story.label)
    if not told.by or told.by == told.said:
        return began
    return _("{began} {who} wrote it down.", began=began, who=told.by)


def _named(told: Told, story: Story, desk: Desk) -> str:
    """Say who named somebody who was missing, and by which question they came up."""
    record = desk.board.records.get(story.id)
    prompt = record.prompt if isinstance(record, Absence) and not record.is_withheld else ""
    if not prompt:
        return _("{who} named them.", who=told.by)
    return _("{who} named them. The question was: {question}", who=told.by, question=prompt)


def _quietly(told: Told, _story: Story, _desk: Desk, _more: str) -> str:
    who = told.said or told.by
    return _("{who} wrote it quietly: nobody else saw it then.", who=who) if who else _("It was written quietly.")


def _note(told: Told, story: Story, desk: Desk, more: str) -> str:
    words = N_("{who} added: {words}") if told.words else N_("{who} took the note away.")
    return _says(words)(told, story, desk, more)


def _taken_up(told: Told, _story: Story, desk: Desk, _more: str) -> str:
    if not told.who:
        return _("It was taken up as {label}.", label=told.label)
    names, day = listed(us_last(told.who)), day_of(told.when)
    if day is None:
        return _("It was taken up as {label}: {names} will.", label=told.label, names=names)
    by = say_day_short(day, desk.today)
    return _("It was taken up as {label}: {names} will, by {day}.", label=told.label, names=names, day=by)


def _tied(words: str) -> Tells:
    def tells(told: Told, _story: Story, desk: Desk, _more: str) -> str:
        other = desk.board.records.get(told.other)
        says = words_of(other) if isinstance(other, Card | Absence) else ""
        return _(words, label=told.label, words=as_sentence(says) if says else "")

    return tells


def _happened(told: Told, _story: Story, desk: Desk, more: str) -> str:
    replay = desk.replay
    return happened_then(replay.event(told.position), replay.board_at(told.position), more).sentence


_TELLS: Mapping[What, Tells] = {
    What.BEGAN: _began,
    What.QUIETLY: _quietly,
    What.SHOWN: _says(N_("It was shown to all.")),
    What.HIDDEN: _says(N_("It was hidden again.")),
    What.HAPPENED: _happened,
    What.WORDS: _says(N_("{who} changed the words: {words}")),
    What.NOTE: _note,
    What.MEETS: _tied(N_("It meets {label}: {words}")),
    What.PARTED: _says(N_("It no longer meets {label}.")),
    What.TAKEN_UP: _taken_up,
    What.COMES_FROM: _tied(N_("It comes of {label}: {words}")),
    What.STAYS_OPEN: _says(N_("It was open as the meeting ended.")),
    What.COMES_BACK: _says(N_("It came back by itself.")),
}

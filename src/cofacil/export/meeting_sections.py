"""The meetings of a board on its page: when, who was here, the steps, and the questions that were asked."""

from collections.abc import Iterator

from cofacil.board.timer import MINUTE
from cofacil.export.document import Block, Item, Items, Paragraph, Row, Section, Table
from cofacil.export.exported import Exported
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, say_day_long
from cofacil.language.names import listed
from cofacil.language.numbers import count_first, count_of
from cofacil.review.meetings import MeetingHeld, StepHeld
from cofacil.review.questions_shown import questions_shown

_LONGEST = 6 * 60
"""Minutes: of what took longer, somebody forgot to close it."""


def meeting_section(exported: Exported) -> Iterator[Section]:
    """Yield how we got here, a section a meeting; none of a board that has not met."""
    if exported.meetings:
        told = tuple(Section(_title(held), tuple(_of_meeting(exported, held))) for held in exported.meetings)
        yield Section(_("How we got here"), told, "meetings")


def _title(held: MeetingHeld) -> str:
    return _("Meeting {number}, {day}", number=held.number, day=say_day_long(date_of(held.opened)))


def _of_meeting(exported: Exported, held: MeetingHeld) -> Iterator[Block]:
    if held.purpose and held.purpose != exported.board.purpose:
        yield Paragraph(held.purpose)
    if held.place and held.place != exported.board.place:
        yield Paragraph(_("Place: {place}", place=held.place))
    yield Paragraph(_who(exported, held))
    if held.steps:
        heads = (_("Step"), _("What was asked"), _("Minutes"))
        yield Table(heads, tuple(map(_step, held.steps)), _("The steps of this meeting, and how long each took"))
    questions = [Item(prompt.text) for prompt in questions_shown(exported.book.replay, held)]
    if questions:
        yield Section(_("Who is not in the room? The questions that were on the wall"), (Items(tuple(questions)),))
    if held.next_time:
        words = tuple(map(Item, held.next_time))
        yield Section(_("What we want to do differently next time"), (Items(words),))
    if held.none_today:
        yield Paragraph(_("Why nobody said that they would do something: {words}", words=held.none_today))


def _who(exported: Exported, held: MeetingHeld) -> str:
    number = len(held.here)
    minutes = max(0, (held.closed or 0) - held.opened) // MINUTE
    if not number:
        people = _("Nobody wrote down who was here.")
    elif exported.has_people:
        people = _("Here: {names}.", names=listed(held.here))
    else:
        people = ngettext("One person was here.", "{Number} people were here.", number, Number=count_first(number))
    if not 1 <= minutes <= _LONGEST:
        return people
    lasted = ngettext("It took one minute.", "It took {number} minutes.", minutes, number=count_of(minutes))
    return f"{people} {lasted}"


def _step(step: StepHeld) -> Row:
    title = _("{number}. {title}", number=step.number, title=step.title) if step.number else step.title
    minutes = _("{planned} planned", planned=step.minutes) if step.minutes else ""
    if step.ended is not None:
        took = max(0, step.ended - step.began) // MINUTE
        minutes = (
            _("took {took}, {planned} planned", took=took, planned=step.minutes)
            if step.minutes
            else _("took {took}", took=took)
        )
    return Row((title, step.question, minutes))

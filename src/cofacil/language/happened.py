"""What happened, in one sentence for the last row: the name first, in the past tense, the label last."""

from collections.abc import Mapping, Sequence
from datetime import date

from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Link, Record
from cofacil.board.redaction import QUIETLY
from cofacil.board.text import as_sentence, shorten
from cofacil.board.timer import MINUTE, digits
from cofacil.board.undo import REDO, UNDO
from cofacil.language.catalog import _, ngettext
from cofacil.language.column_names import kind_called
from cofacil.language.days import date_of, day_of, say_clock, say_day, say_day_short
from cofacil.language.facts import words_of
from cofacil.language.happened_in_agreeing import IN_AGREEING
from cofacil.language.happened_in_closing import IN_CLOSING, UNDO_IN_CLOSING
from cofacil.language.happened_in_import import imported
from cofacil.language.happened_in_meetings import IN_MEETINGS, UNDO_IN_MEETINGS
from cofacil.language.happened_in_names import IN_NAMES
from cofacil.language.happened_in_questions import IN_QUESTIONS, UNDO_IN_QUESTIONS
from cofacil.language.happened_in_quiet import IN_QUIET, QUIET_UNDO_QUESTIONS, kept_quietly, turned_quiet
from cofacil.language.happened_in_steps import IN_STEPS
from cofacil.language.happened_in_themes import IN_THEMES, UNDO_IN_THEMES
from cofacil.language.names import listed, names_of, us_last
from cofacil.language.numbers import count_first, count_of
from cofacil.language.states import STATES
from cofacil.language.telling import (
    Keys,
    Tells,
    changed_board,
    label_in,
    labels_of_several,
    says,
    says_of,
    subject,
    value_after,
)
from cofacil.language.turned_back import renamed, turned_back

_SHORT = 32
"""Letters of somebody's words that fit in a sentence in the last row."""
_NO_LONGER = N_("{label} no longer meets {other}.")
_QUIET = frozenset({"meeting.open", "meeting.set", "person.here", QUIETLY})
"""What comes along with something else, and is not worth a sentence beside it."""


def tell(
    events: Sequence[Event], board: Board, me: str = "", undo_key: str = "u", redo_key: str = "y", more: str = "…"
) -> str:
    """Return the sentence for the last row after these events, as this person reads it; "" when nothing is worth one.

    How to undo it is told only to whose doing it was, by the keys that this group has for it.
    """
    spoken = [event for event in events if event.op not in _QUIET] or list(events)
    if not spoken:
        return ""
    event = spoken[-1]
    if event.op == QUIETLY:
        return ""
    keys = Keys(undo_key, redo_key, more) if me and event.by == me else Keys(more=more)
    words = kept_quietly(event, board) or _TELLS.get(event.op, changed_board)(event, board, keys)
    return " ".join(filter(None, (words, "" if event.op in _QUIET else _of_the_meeting(events, board))))


def _of_the_meeting(events: Sequence[Event], board: Board) -> str:
    """Say of a change that a meeting goes on by it, or that another one has begun; "" for neither."""
    ops = {event.op for event in events}
    if "meeting.set" in ops:
        return _("The meeting goes on.")
    return _("The next meeting is open.") if "meeting.open" in ops and board.meetings > 1 else ""


def undo_question(event: Event, board: Board, today: date) -> str:
    """Return what somebody is asked who may undo an event: *Undo your move of O3, 18:41?*."""
    record = subject(event, board)
    of_something, alone = _UNDO_QUESTIONS.get(event.op, _YOUR_CHANGE)
    clock = say_clock(event.t, today)
    if isinstance(record, Card | Absence):
        return _(of_something, label=label_in(event, board), clock=clock)
    return _(alone, clock=clock)


def stays_words(event: Event, board: Board, key: str) -> str:
    """Return that something stays as it is, and what `key` would undo in its place, "" for nothing."""
    words = _STAYS.get(event.op, _STAYS_ANYHOW)
    return _(words[not key], label=label_in(event, board), key=key)


_changed = says_of(N_("{who} changed {label}."))
_put_away = says_of(N_("{label} is put away."), N_("{label} is put away. {undo} brings it back."))


def _added(event: Event, board: Board, keys: Keys) -> str:
    card, who = subject(event, board), board.name_of(event.by)
    if not isinstance(card, Card):
        return _("{who} added a card.", who=who)
    spec, label = card.kind.spec, board.label_of(card)
    if count := len(labels_of_several(event, board)):
        one, many = spec.added_several
        return ngettext(one, many, count, who=who, number=count_of(count), labels=label_in(event, board))
    if not card.said:
        return _(spec.added_by_room, label=label)
    speaker = board.name_of(card.said)
    if not card.owners:
        return _(spec.added, who=speaker, label=label)
    owners = sorted(card.owners, key=lambda slug: slug != card.said)
    speaker = listed(us_last(names_of(board, owners)))
    words, day = as_sentence(shorten(words_of(card), _SHORT, keys.more)), day_of(card.when)
    if day:
        return _("{who}: {words} {label}, by {day}.", who=speaker, words=words, label=label, day=say_day(day))
    return _("{who}: {words} {label}.", who=speaker, words=words, label=label)


def _moved(event: Event, board: Board, keys: Keys) -> str:
    card = subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board, keys)
    who, label, column = board.name_of(event.by), board.label_of(card), kind_called(board, card.kind)
    if label.startswith(card.kind.letter):
        return _("{who} moved {label} to {column}.", who=who, label=label, column=column)
    return _("{who} moved {label} to {column}. It is still called {label}.", who=who, label=label, column=column)


def _done(event: Event, board: Board, keys: Keys) -> str:
    card = subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board, keys)
    return _(card.kind.spec.done, label=board.label_of(card))


def _absence_named(event: Event, board: Board, keys: Keys) -> str:
    absence = subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board, keys)
    who = shorten(absence.who, _SHORT, keys.more)
    return _(
        "Kept: {who}, {label}. Nobody has said yet that they know one of them.", who=who, label=board.label_of(absence)
    )


def _absence_set(event: Event, board: Board, keys: Keys) -> str:
    absence = subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board, keys)
    if value_after(event, "gone"):
        return _put_away(event, board, keys)
    whom, day = shorten(absence.who, _SHORT, keys.more), day_of(absence.when)
    if absence.asks and value_after(event, "asks"):
        asker = board.name_of(absence.asks)
        if not day:
            return _("{who} said they will ask {whom}.", who=asker, whom=whom)
        by = say_day_short(day, date_of(event.t), weekday=True)
        return _("{who} said they will ask {whom}, by {day}.", who=asker, whom=whom, day=by)
    if absence.knows and value_after(event, "knows"):
        bridge = board.name_of(absence.knows)
        return _("{who} knows one of them: {whom}, {label}.", who=bridge, whom=whom, label=board.label_of(absence))
    return _changed(event, board, keys)


def _absence_state(event: Event, board: Board, keys: Keys) -> str:
    absence = subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board, keys)
    return _(STATES[absence.state].came, label=board.label_of(absence))


def _tied(event: Event, board: Board, keys: Keys) -> str:
    made = next((write.after for write in event.writes if isinstance(write.after, dict)), {})
    ends = [board.records.get(str(made.get(end))) for end in ("from", "to")]
    labels = [board.label_of(end) for end in ends if end]
    if len(labels) < 2:
        return _changed(event, board, keys)
    return _("{label} meets {other}.", label=labels[0], other=labels[1])


def _untied(event: Event, board: Board, keys: Keys) -> str:
    links = (board.records.get(write.entity) for write in event.writes)
    link = next((link for link in links if isinstance(link, Link)), None)
    ends = [board.records[end] for end in (link.start, link.end) if end in board.records] if link else []
    if len(ends) < 2:
        return _changed(event, board, keys)
    said = N_("{label} no longer meets {other}. {undo} ties them again.") if keys.undo else _NO_LONGER
    return _(said, label=board.label_of(ends[0]), other=board.label_of(ends[1]), undo=keys.undo)


def _undone(event: Event, board: Board, keys: Keys) -> str:
    if event.clash:
        return _clashed(event, board)
    return turned_quiet(event, board) or _one_or_two(event, board) or turned_back(event, board, keys.redo)


def _put_back(event: Event, board: Board, keys: Keys) -> str:
    if event.clash:
        return _clashed(event, board)
    return turned_quiet(event, board) or _one_or_two(event, board) or turned_back(event, board, keys.undo)


def _clashed(event: Event, board: Board) -> str:
    """Say what was left alone, since somebody has changed it: that, not what was undone, is named."""
    left = [field.partition(" ")[0] for field in event.clash]
    record = next(
        (board.records[entity] for entity in left if isinstance(board.records.get(entity), Card | Absence)), None
    )
    who = _other_writer(event, record, board)
    if record is None and event.writes:
        return _("{who} has changed it since. Their words stay; the rest is undone.", who=who)
    if record is None:
        return _("{who} has changed it since. It stays as it is; there was nothing left to undo.", who=who)
    label = board.label_of(record)
    if event.writes:
        return _("{who} has changed {label} since. Their words stay; the rest is undone.", who=who, label=label)
    return _(
        "{who} has changed {label} since. It stays as it is; there was nothing left to undo.", who=who, label=label
    )


def _other_writer(event: Event, record: Record | None, board: Board) -> str:
    """Return who changed it last but for whom it is told to, as far as that is known."""
    others = record.writers - {event.by} if record else frozenset[str]()
    if record and record.last_by in others:
        return board.name_of(record.last_by)
    return board.name_of(next(iter(others))) if len(others) == 1 else _("Somebody")


def _timer_started(event: Event, board: Board, _keys: Keys) -> str:
    who = board.name_of(event.by)
    if value_after(event, "mode") == "up":
        return _("Counting up, started by {who}.", who=who)
    length = value_after(event, "length") or board.timer.length
    minutes, rest = divmod(length if isinstance(length, int) else 0, MINUTE)
    if rest:
        return _("{figures} on the clock, started by {who}.", figures=digits(minutes * MINUTE + rest), who=who)
    return ngettext(
        "{number} minute, started by {who}.",
        "{number} minutes, started by {who}.",
        minutes,
        number=count_first(minutes),
        who=who,
    )


def _more_time(event: Event, board: Board, _keys: Keys) -> str:
    given = [w for w in event.writes if w.field in {"left", "ends"}]
    before, after = (given[0].before, given[0].after) if given else (None, None)
    fewer = isinstance(before, int) and isinstance(after, int) and after < before
    words = N_("{who} took a minute.") if fewer else N_("{who} gave one more minute.")
    return _(words, who=board.name_of(event.by))


def _left(event: Event, board: Board, keys: Keys) -> str:
    """Return who has gone home; who left their own screen is said to have left that, as whoever watches it says."""
    left = [write.field.removeprefix("here.") for write in event.writes if write.field.startswith("here.")]
    if not left:
        return changed_board(event, board, keys)
    if left == [event.by]:
        if keys.undo:
            return ""
        words = N_("{who} has left the page.") if event.via == "page" else N_("{who} has left the screen.")
        return _(words, who=board.name_of(event.by))
    names = [board.name_of(slug) for slug in left]
    return ngettext("{names} has gone home.", "{names} have gone home.", len(names), names=listed(names))


def _made_one(event: Event, board: Board, keys: Keys) -> str:
    return _one_or_two(event, board) or changed_board(event, board, keys)


def _one_or_two(event: Event, board: Board) -> str:
    """Say that two people were made one, or are two again; "" where an event does neither."""
    write = next((write for write in event.writes if write.field == "same"), None)
    other = write and (write.after or write.before)
    was = board.records.get(write.entity) if write else None
    if write is None or was is None or not isinstance(other, str):
        return ""
    words = (
        N_("{name} and {other} are one person now.") if write.after else N_("{name} and {other} are two people again.")
    )
    return _(words, name=was.word("name"), other=board.name_of(other))


def _taken_off(event: Event, board: Board, keys: Keys) -> str:
    people = [write.entity.removeprefix("person/") for write in event.writes if write.entity.startswith("person/")]
    if not people:
        return changed_board(event, board, keys)
    return _("{name} is off the list.", name=board.name_of(people[0]))


def _renamed(event: Event, board: Board, _keys: Keys) -> str:
    if (names := renamed(event)) is None:
        return _("{who} changed what stands about somebody.", who=board.name_of(event.by))
    return _("{before} is called {name} now.", before=names[0], name=names[1])


def _is_back(event: Event) -> bool:
    """Say whether somebody is only back at their own screen."""
    return all(write.field == f"here.{event.by}" and write.before for write in event.writes)


def _arrived(event: Event, board: Board, keys: Keys) -> str:
    if event.writes and _is_back(event):
        return "" if keys.undo else _("{who} is here by screen.", who=board.name_of(event.by))
    people = [write.entity for write in event.writes if write.entity.startswith("person/")]
    people += [
        f"person/{write.field.removeprefix('here.')}" for write in event.writes if write.field.startswith("here.")
    ]
    known = list(dict.fromkeys(board.name_of(entity.removeprefix("person/")) for entity in people))
    names = known or [board.name_of(event.by)]
    return ngettext("{names} is here.", "{names} are here.", len(names), names=listed(names))


_TELLS: Mapping[str, Tells] = {
    "card.add": _added,
    "card.edit": _changed,
    "card.move": _moved,
    "card.place": says_of(N_("{who} moved {label}.")),
    "card.done": _done,
    "card.reopen": says_of(N_("{label} is open again.")),
    "card.put_away": _put_away,
    "card.bring_back": says_of(N_("{label} is back on the wall.")),
    "card.strike": says_of(N_("{label} is struck out. Only the board's file still holds its words.")),
    "absence.name": _absence_named,
    "absence.set": _absence_set,
    "absence.state": _absence_state,
    "link.tie": _tied,
    "link.untie": _untied,
    "timer.start": _timer_started,
    "timer.pause": says(N_("{who} stopped the clock for now.")),
    "timer.go": says(N_("The timer goes on.")),
    "timer.more": _more_time,
    "timer.stop": says(N_("{who} took the timer off.")),
    "timer.seen": says(N_("Time.")),
    "prompt.answer": says(N_("New question above.")),
    "prompt.pass": says(N_("Passed for now: it comes back later.")),
    "meeting.open": says(N_("The meeting is open.")),
    "meeting.close": says(N_("The meeting is closed. What is open comes back next time.")),
    "meeting.set": says(N_("The meeting goes on.")),
    "person.add": _arrived,
    "person.here": _arrived,
    "person.left": _left,
    "person.same": _made_one,
    "person.away": _taken_off,
    "person.set": _renamed,
    **IN_AGREEING,
    **IN_NAMES,
    **IN_STEPS,
    **IN_QUIET,
    **IN_CLOSING,
    **IN_THEMES,
    **IN_MEETINGS,
    "import": imported,
    **IN_QUESTIONS,
    UNDO: _undone,
    REDO: _put_back,
}

_YOUR_CHANGE = (N_("Undo your change of {label}, {clock}?"), N_("Undo your change, {clock}?"))
_YOUR_MOVE = (N_("Undo your move of {label}, {clock}?"), N_("Undo your move, {clock}?"))
_UNDO_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "card.add": (N_("Undo your adding of {label}, {clock}?"), N_("Undo your adding, {clock}?")),
    "import": (N_("Undo the import of {label}, {clock}?"), N_("Undo the import, {clock}?")),
    "card.edit": _YOUR_CHANGE,
    "card.move": _YOUR_MOVE,
    "card.place": _YOUR_MOVE,
    "card.done": (N_("Undo your done of {label}, {clock}?"), N_("Undo your done, {clock}?")),
    "card.reopen": (N_("Undo your opening of {label}, {clock}?"), N_("Undo your opening, {clock}?")),
    "card.put_away": (N_("Undo your putting away of {label}, {clock}?"), N_("Undo your putting away, {clock}?")),
    "card.take": (N_("Undo your I will of {label}, {clock}?"), N_("Undo your I will, {clock}?")),
    "card.agree": (
        N_("Undo what you said of agreeing to {label}, {clock}?"),
        N_("Undo what you said of agreeing, {clock}?"),
    ),
    "card.suggest": (
        N_("Undo your making {label} a suggestion, {clock}?"),
        N_("Undo your making it a suggestion, {clock}?"),
    ),
    "absence.name": (N_("Undo your naming of {label}, {clock}?"), N_("Undo your naming, {clock}?")),
    "person.away": (
        N_("Undo your taking a name off the list, {clock}?"),
        N_("Undo your taking a name off the list, {clock}?"),
    ),
    "person.same": (N_("Undo your making two people one, {clock}?"), N_("Undo your making two people one, {clock}?")),
    "plan.lay": (N_("Undo your choice of a plan, {clock}?"), N_("Undo your choice of a plan, {clock}?")),
    "step.go": (N_("Go back to the step before, {clock}?"), N_("Go back to the step before, {clock}?")),
    **QUIET_UNDO_QUESTIONS,
    "step.put_away": (N_("Bring the step back, {clock}?"), N_("Bring the step back, {clock}?")),
    **UNDO_IN_CLOSING,
    **UNDO_IN_MEETINGS,
    **UNDO_IN_QUESTIONS,
    "link.untie": (N_("Undo your untying of {label}, {clock}?"), N_("Undo your untying, {clock}?")),
    **UNDO_IN_THEMES,
    "link.tie": (N_("Undo your link of {label}, {clock}?"), N_("Undo your link, {clock}?")),
}
"""What somebody is asked who did something, of something and alone."""
_TIMER_STAYS = (
    N_("The timer stays as it is. {key} again undoes what came before it."),
    N_("The timer stays as it is. There is nothing before it to undo."),
)
_STAYS: Mapping[str, tuple[str, str]] = {
    "card.strike": (
        N_("{label} stays struck out. {key} again undoes what came before that."),
        N_("{label} stays struck out. There is nothing before that to undo."),
    ),
    "prompt.pass": (
        N_("The question stays passed. {key} again undoes what came before that."),
        N_("The question stays passed. There is nothing before that to undo."),
    ),
    "meeting.close": (
        N_("The meeting stays closed. {key} again undoes what came before that."),
        N_("The meeting stays closed. There is nothing before that to undo."),
    ),
    **dict.fromkeys(("timer.start", "timer.pause", "timer.go", "timer.more", "timer.stop"), _TIMER_STAYS),
}
"""What stays as it is, whoever did it: what could be undone in its place, and where there is nothing."""
_STAYS_ANYHOW = (
    N_("That stays as it is. {key} again undoes what came before it."),
    N_("That stays as it is. There is nothing before it to undo."),
)

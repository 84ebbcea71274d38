"""What happened, in one sentence for the last row: the name first, in the past tense, the label last."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from cofacil.board.events import Event, Json
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Link, Record
from cofacil.board.slugs import ROOM_KEPT
from cofacil.board.text import shorten
from cofacil.board.timer import MINUTE, digits
from cofacil.board.undo import REDO, UNDO
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, day_of, say_clock, say_day, say_day_short
from cofacil.language.fact_words import STATES
from cofacil.language.facts import words_of
from cofacil.language.names import listed, names_of, us_last
from cofacil.language.numbers import count_first, count_of
from cofacil.language.turned_back import renamed, turned_back

_SHORT = 32
"""Letters of somebody's words that fit in a sentence in the last row."""
_NO_LONGER = N_("{label} no longer meets {other}.")
_QUIET = frozenset({"meeting.open", "meeting.set", "person.here"})
"""What comes along with something else, and is not worth a sentence beside it."""


class _Keys(NamedTuple):
    """The keys by which somebody can turn round what they did themselves, "" where there is none; and a sign."""

    undo: str = ""
    redo: str = ""
    more: str = "…"
    """What stands for words that are left out."""


_Tells: TypeAlias = Callable[[Event, Board, _Keys], str]


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
    keys = _Keys(undo_key, redo_key, more) if me and event.by == me else _Keys(more=more)
    words = _TELLS.get(event.op, _changed_board)(event, board, keys)
    return " ".join(filter(None, (words, "" if event.op in _QUIET else _of_the_meeting(events, board))))


def _of_the_meeting(events: Sequence[Event], board: Board) -> str:
    """Say of a change that a meeting goes on by it, or that another one has begun; "" for neither."""
    ops = {event.op for event in events}
    if "meeting.set" in ops:
        return _("The meeting goes on.")
    return _("The next meeting is open.") if "meeting.open" in ops and board.meetings > 1 else ""


def undo_question(event: Event, board: Board, today: date) -> str:
    """Return what somebody is asked who may undo an event: *Undo your move of O3, 18:41?*."""
    record = _subject(event, board)
    of_something, alone = _UNDO_QUESTIONS.get(event.op, _YOUR_CHANGE)
    clock = say_clock(event.t, today)
    if isinstance(record, Card | Absence):
        return _(of_something, label=_label(event, board), clock=clock)
    return _(alone, clock=clock)


def stays_words(event: Event, board: Board, key: str) -> str:
    """Return that something stays as it is, and what `key` would undo in its place, "" for nothing."""
    words = _STAYS.get(event.op, _STAYS_ANYHOW)
    return _(words[not key], label=_label(event, board), key=key)


def _subject(event: Event, board: Board) -> Record | None:
    named = [write.entity for write in event.writes] or [field.partition(" ")[0] for field in event.clash]
    entities = [entity for entity in named if entity.startswith(("card/", "absence/"))]
    links = (board.records.get(entity) for entity in named)
    entities = entities or [link.start for link in links if isinstance(link, Link)]
    absences = [entity for entity in entities if entity.startswith("absence/")]
    return board.records.get((absences or entities)[0]) if entities else None


def _after(event: Event, field: str) -> Json:
    for write in event.writes:
        if write.field == field:
            return write.after
        if not write.field and isinstance(write.after, dict) and field in write.after:
            return write.after[field]
    return None


def _label(event: Event, board: Board) -> str:
    """Return the label of what an event is about, of several the first and the last; "" where it is about nothing known."""
    several = _several(event, board)
    if len(several) > 2:
        return _("{first} to {last}", first=several[0], last=several[-1])
    if several:
        return listed(several)
    record = _subject(event, board)
    return board.label_of(record) if record else ""


def _several(event: Event, board: Board) -> list[str]:
    """Return the labels of the cards that an event made or took away together; none for one alone."""
    made = [write.entity for write in event.writes if write.field in {"", "gone"} and write.entity.startswith("card/")]
    cards = sorted((board.records[entity] for entity in made if entity in board.records), key=_number)
    return [board.label_of(card) for card in cards] if len(cards) > 1 else []


def _number(record: Record) -> tuple[int, str]:
    figures = "".join(letter for letter in record.word("label") if letter.isdecimal())
    return int(figures or 0), record.id


def _says(words: str) -> _Tells:
    """Return what tells of an event in these words."""
    return lambda event, board, _keys: _(words, who=board.name_of(event.by))


def _says_of(words: str, mine: str = "") -> _Tells:
    """Return what tells of a card or an absence in these words, `mine` for whoever did it and can undo it by a key.

    Where the board does not know what the event was about, the board has changed, and that is all there is to tell.
    """

    def tells(event: Event, board: Board, keys: _Keys) -> str:
        if not (label := _label(event, board)):
            return _changed_board(event, board, keys)
        said = mine if mine and keys.undo else words
        return _(said, who=board.name_of(event.by), label=label, undo=keys.undo)

    return tells


def _changed_board(event: Event, board: Board, _keys: _Keys) -> str:
    return _("{who} changed the board.", who=board.name_of(event.by))


_changed = _says_of(N_("{who} changed {label}."))
_put_away = _says_of(N_("{label} is put away."), N_("{label} is put away. {undo} brings it back."))


def _added(event: Event, board: Board, keys: _Keys) -> str:
    card, who = _subject(event, board), board.name_of(event.by)
    if not isinstance(card, Card):
        return _("{who} added a card.", who=who)
    spec, label = card.kind.spec, board.label_of(card)
    if count := len(_several(event, board)):
        one, many = spec.added_several
        return ngettext(one, many, count, who=who, number=count_of(count), labels=_label(event, board))
    if not card.said:
        return _(spec.added_by_room, label=label)
    speaker = board.name_of(card.said)
    if not card.owners:
        return _(spec.added, who=speaker, label=label)
    owners = sorted(card.owners, key=lambda slug: slug != card.said)
    speaker = listed(us_last(names_of(board, owners)))
    words, day = shorten(words_of(card), _SHORT, keys.more), day_of(card.when)
    if day:
        return _("{who}: {words}. {label}, by {day}.", who=speaker, words=words, label=label, day=say_day(day))
    return _("{who}: {words}. {label}.", who=speaker, words=words, label=label)


def _moved(event: Event, board: Board, keys: _Keys) -> str:
    card = _subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board, keys)
    who, label, column = board.name_of(event.by), board.label_of(card), _(card.kind.plural)
    if label.startswith(card.kind.letter):
        return _("{who} moved {label} to {column}.", who=who, label=label, column=column)
    return _("{who} moved {label} to {column}. It is still called {label}.", who=who, label=label, column=column)


def _done(event: Event, board: Board, keys: _Keys) -> str:
    card = _subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board, keys)
    return _(card.kind.spec.done, label=board.label_of(card))


def _taken(event: Event, board: Board, keys: _Keys) -> str:
    card = _subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board, keys)
    label, names, day = board.label_of(card), listed(us_last(names_of(board, card.owners))), day_of(card.when)
    is_us = card.owners == (ROOM_KEPT,)
    if day:
        words = N_("{label}: we here will, by {day}.") if is_us else N_("{label}: {names} will, by {day}.")
        return _(words, label=label, names=names, day=say_day(day))
    words = N_("{label}: we here will.") if is_us else N_("{label}: {names} will.")
    return _(words, label=label, names=names)


def _absence_named(event: Event, board: Board, keys: _Keys) -> str:
    absence = _subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board, keys)
    who = shorten(absence.who, _SHORT, keys.more)
    return _("Kept: {who}, {label}. Nobody knows one of them yet.", who=who, label=board.label_of(absence))


def _absence_set(event: Event, board: Board, keys: _Keys) -> str:
    absence = _subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board, keys)
    if _after(event, "gone"):
        return _put_away(event, board, keys)
    whom, day = shorten(absence.who, _SHORT, keys.more), day_of(absence.when)
    if absence.asks and _after(event, "asks"):
        asker = board.name_of(absence.asks)
        if not day:
            return _("{who} said they will ask {whom}.", who=asker, whom=whom)
        by = say_day_short(day, date_of(event.t), weekday=True)
        return _("{who} said they will ask {whom}, by {day}.", who=asker, whom=whom, day=by)
    if absence.knows and _after(event, "knows"):
        bridge = board.name_of(absence.knows)
        return _("{who} knows one of them: {whom}, {label}.", who=bridge, whom=whom, label=board.label_of(absence))
    return _changed(event, board, keys)


def _absence_state(event: Event, board: Board, keys: _Keys) -> str:
    absence = _subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board, keys)
    return _(STATES[absence.state].came, label=board.label_of(absence))


def _tied(event: Event, board: Board, keys: _Keys) -> str:
    made = next((write.after for write in event.writes if isinstance(write.after, dict)), {})
    ends = [board.records.get(str(made.get(end))) for end in ("from", "to")]
    labels = [board.label_of(end) for end in ends if end]
    if len(labels) < 2:
        return _changed(event, board, keys)
    return _("{label} meets {other}.", label=labels[0], other=labels[1])


def _untied(event: Event, board: Board, keys: _Keys) -> str:
    links = (board.records.get(write.entity) for write in event.writes)
    link = next((link for link in links if isinstance(link, Link)), None)
    ends = [board.records[end] for end in (link.start, link.end) if end in board.records] if link else []
    if len(ends) < 2:
        return _changed(event, board, keys)
    said = N_("{label} no longer meets {other}. {undo} ties them again.") if keys.undo else _NO_LONGER
    return _(said, label=board.label_of(ends[0]), other=board.label_of(ends[1]), undo=keys.undo)


def _undone(event: Event, board: Board, keys: _Keys) -> str:
    if event.clash:
        return _clashed(event, board)
    return _one_or_two(event, board) or turned_back(event, board, keys.redo)


def _put_back(event: Event, board: Board, keys: _Keys) -> str:
    if event.clash:
        return _clashed(event, board)
    return _one_or_two(event, board) or turned_back(event, board, keys.undo)


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


def _timer_started(event: Event, board: Board, _keys: _Keys) -> str:
    who = board.name_of(event.by)
    if _after(event, "mode") == "up":
        return _("Counting up, started by {who}.", who=who)
    length = _after(event, "length") or board.timer.length
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


def _more_time(event: Event, board: Board, _keys: _Keys) -> str:
    given = [w for w in event.writes if w.field in {"left", "ends"}]
    before, after = (given[0].before, given[0].after) if given else (None, None)
    fewer = isinstance(before, int) and isinstance(after, int) and after < before
    words = N_("{who} took a minute.") if fewer else N_("{who} gave one more minute.")
    return _(words, who=board.name_of(event.by))


def _left(event: Event, board: Board, keys: _Keys) -> str:
    """Return who has gone home; who left their own screen is said to have left that, as whoever watches it says."""
    left = [write.field.removeprefix("here.") for write in event.writes if write.field.startswith("here.")]
    if not left:
        return _changed_board(event, board, keys)
    if left == [event.by]:
        return "" if keys.undo else _("{who} has left the screen.", who=board.name_of(event.by))
    names = [board.name_of(slug) for slug in left]
    return ngettext("{names} has gone home.", "{names} have gone home.", len(names), names=listed(names))


def _made_one(event: Event, board: Board, keys: _Keys) -> str:
    return _one_or_two(event, board) or _changed_board(event, board, keys)


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


def _taken_off(event: Event, board: Board, keys: _Keys) -> str:
    people = [write.entity.removeprefix("person/") for write in event.writes if write.entity.startswith("person/")]
    if not people:
        return _changed_board(event, board, keys)
    return _("{name} is off the list.", name=board.name_of(people[0]))


def _renamed(event: Event, board: Board, _keys: _Keys) -> str:
    if (names := renamed(event)) is None:
        return _("{who} changed what stands about somebody.", who=board.name_of(event.by))
    return _("{before} is called {name} now.", before=names[0], name=names[1])


def _is_back(event: Event) -> bool:
    """Say whether somebody is only back at their own screen."""
    return all(write.field == f"here.{event.by}" and write.before for write in event.writes)


def _arrived(event: Event, board: Board, keys: _Keys) -> str:
    if event.writes and _is_back(event):
        return "" if keys.undo else _("{who} is here by screen.", who=board.name_of(event.by))
    people = [write.entity for write in event.writes if write.entity.startswith("person/")]
    people += [
        f"person/{write.field.removeprefix('here.')}" for write in event.writes if write.field.startswith("here.")
    ]
    known = list(dict.fromkeys(board.name_of(entity.removeprefix("person/")) for entity in people))
    names = known or [board.name_of(event.by)]
    return ngettext("{names} is here.", "{names} are here.", len(names), names=listed(names))


_TELLS: Mapping[str, _Tells] = {
    "card.add": _added,
    "card.edit": _changed,
    "card.move": _moved,
    "card.place": _says_of(N_("{who} moved {label}.")),
    "card.done": _done,
    "card.reopen": _says_of(N_("{label} is open again.")),
    "card.put_away": _put_away,
    "card.bring_back": _says_of(N_("{label} is back on the wall.")),
    "card.take": _taken,
    "card.strike": _says_of(N_("{label} is struck out. The file still holds its words.")),
    "absence.name": _absence_named,
    "absence.set": _absence_set,
    "absence.state": _absence_state,
    "link.tie": _tied,
    "link.untie": _untied,
    "timer.start": _timer_started,
    "timer.pause": _says(N_("{who} stopped the clock for now.")),
    "timer.go": _says(N_("The timer goes on.")),
    "timer.more": _more_time,
    "timer.stop": _says(N_("{who} took the timer off.")),
    "timer.seen": _says(N_("Time.")),
    "prompt.answer": _says(N_("New question above.")),
    "prompt.pass": _says(N_("Passed for now: it comes back later.")),
    "board.set": _says(N_("{who} changed what the board says of itself.")),
    "meeting.open": _says(N_("The meeting is open.")),
    "meeting.close": _says(N_("The meeting is closed. What is open comes back next time.")),
    "meeting.set": _says(N_("The meeting goes on.")),
    "person.add": _arrived,
    "person.here": _arrived,
    "person.left": _left,
    "person.same": _made_one,
    "person.away": _taken_off,
    "person.set": _renamed,
    UNDO: _undone,
    REDO: _put_back,
}

_YOUR_CHANGE = (N_("Undo your change of {label}, {clock}?"), N_("Undo your change, {clock}?"))
_YOUR_MOVE = (N_("Undo your move of {label}, {clock}?"), N_("Undo your move, {clock}?"))
_UNDO_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "card.add": (N_("Undo your adding of {label}, {clock}?"), N_("Undo your adding, {clock}?")),
    "card.edit": _YOUR_CHANGE,
    "card.move": _YOUR_MOVE,
    "card.place": _YOUR_MOVE,
    "card.done": (N_("Undo your done of {label}, {clock}?"), N_("Undo your done, {clock}?")),
    "card.reopen": (N_("Undo your opening of {label}, {clock}?"), N_("Undo your opening, {clock}?")),
    "card.put_away": (N_("Undo your putting away of {label}, {clock}?"), N_("Undo your putting away, {clock}?")),
    "card.take": (N_("Undo your I will of {label}, {clock}?"), N_("Undo your I will, {clock}?")),
    "absence.name": (N_("Undo your naming of {label}, {clock}?"), N_("Undo your naming, {clock}?")),
    "person.away": (
        N_("Undo your taking a name off the list, {clock}?"),
        N_("Undo your taking a name off the list, {clock}?"),
    ),
    "person.same": (N_("Undo your making two people one, {clock}?"), N_("Undo your making two people one, {clock}?")),
    "link.untie": (N_("Undo your untying of {label}, {clock}?"), N_("Undo your untying, {clock}?")),
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

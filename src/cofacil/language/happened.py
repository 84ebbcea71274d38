"""What just happened, in one sentence: the name first, in the past tense, the label last."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from cofacil.board.events import Event, Json
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Record
from cofacil.board.text import shorten
from cofacil.board.timer import MINUTE
from cofacil.board.undo import REDO, UNDO
from cofacil.language.days import say_day, say_day_short

_SHORT = 40
"""Letters of somebody's words that fit in a sentence in the last row."""
_QUIET = frozenset({"meeting.open", "meeting.set", "person.here"})
"""What comes along with something else, and is not worth a sentence beside it."""
_PUT_AWAY_HINT, _UNDONE_HINT = " u brings it back.", " y puts it back."
"""Only who did it can turn it back with a key."""
_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def tell(events: Sequence[Event], board: Board, me: str = "") -> str:
    """Return the sentence for the last row after these events, as this person reads it; "" when nothing is worth one."""
    spoken = [event for event in events if event.op not in _QUIET] or list(events)
    return sentence(spoken[-1], board, me) if spoken else ""


def sentence(event: Event, board: Board, me: str = "") -> str:
    """Return what happened, in words that a participant can read; how to turn it back only for whose doing it was."""
    tells = _TELLS.get(event.op)
    words = tells(event, board) if tells else f"{board.name_of(event.by)} changed the board."
    return words if me and event.by == me else words.removesuffix(_PUT_AWAY_HINT).removesuffix(_UNDONE_HINT)


def undo_words(event: Event, board: Board) -> str:
    """Return what an event is called when somebody may undo it: *your move of O3, 18:41*."""
    record = _subject(event, board)
    clock = datetime.fromtimestamp(event.t / 1000).astimezone().strftime("%H:%M")
    what = _UNDO_WORDS.get(event.op, "change")
    of = f" of {_label(event, board)}" if isinstance(record, Card | Absence) else ""
    return f"your {what}{of}, {clock}"


def count_of(number: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def day_of(iso: str) -> date | None:
    """Return a day as a card keeps it, None for none (or one that something else wrote)."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def names(slugs: Sequence[str], board: Board) -> str:
    """Return people as a list in words: Tom, Mo and us here."""
    known = [board.name_of(slug) for slug in slugs if slug != "room"] + (["us here"] if "room" in slugs else [])
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def _subject(event: Event, board: Board) -> Record | None:
    named = [write.entity for write in event.writes] or [field.partition(" ")[0] for field in event.clash]
    entities = [entity for entity in named if entity.startswith(("card/", "absence/"))]
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
    several = _several(event, board)
    if several:
        return f"{several[0]} and {several[-1]}" if len(several) == 2 else f"{several[0]} to {several[-1]}"
    record = _subject(event, board)
    return board.label_of(record) if record else "It"


def _several(event: Event, board: Board) -> list[str]:
    """Return the labels of the cards that an event made or took away together; none for one alone."""
    made = [write.entity for write in event.writes if write.field in {"", "gone"} and write.entity.startswith("card/")]
    cards = sorted((board.records[entity] for entity in made if entity in board.records), key=_number)
    return [board.label_of(card) for card in cards] if len(cards) > 1 else []


def _number(record: Record) -> tuple[int, str]:
    figures = "".join(letter for letter in record.word("label") if letter.isdecimal())
    return int(figures or 0), record.id


def _added(event: Event, board: Board) -> str:
    card = _subject(event, board)
    if not isinstance(card, Card):
        return f"{board.name_of(event.by)} added a card."
    if several := _several(event, board):
        return f"{board.name_of(event.by)} added {count_of(len(several))} {card.kind.plural.lower()}, {_label(event, board)}."
    day = day_of(card.when)
    if card.said and card.owners:
        until = f" by {say_day(day)}." if day else ""
        return f"{board.name_of(card.said)}: {shorten(card.text, _SHORT)}. {board.label_of(card)}{',' if day else '.'}{until}"
    if not card.said:
        verb = "asked" if card.kind is Kind.QUESTION else "added"
        return f"The room {verb} {card.kind.noun}, {board.label_of(card)}."
    verb = "asked" if card.kind is Kind.QUESTION else "added"
    return f"{board.name_of(card.said)} {verb} {card.kind.noun}, {board.label_of(card)}."


def _moved(event: Event, board: Board) -> str:
    card = _subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board)
    label = board.label_of(card)
    still = f" It is still called {label}." if not label.startswith(card.kind.letter) else ""
    return f"{board.name_of(event.by)} moved {label} to {card.kind.plural}.{still}"


def _changed(event: Event, board: Board) -> str:
    return f"{board.name_of(event.by)} changed {_label(event, board)}."


def _done(event: Event, board: Board) -> str:
    card = _subject(event, board)
    return f"{_label(event, board)} is {card.kind.done_word if isinstance(card, Card) else 'done'}."


def _taken(event: Event, board: Board) -> str:
    card = _subject(event, board)
    if not isinstance(card, Card):
        return _changed(event, board)
    day = day_of(card.when)
    return f"{board.label_of(card)}: {names(card.owners, board)} will{f', by {say_day(day)}' if day else ''}."


def _absence_named(event: Event, board: Board) -> str:
    absence = _subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board)
    return f"Kept: {shorten(absence.who, _SHORT)}, {board.label_of(absence)}. Nobody knows one of them yet."


def _absence_set(event: Event, board: Board) -> str:
    absence = _subject(event, board)
    if not isinstance(absence, Absence):
        return _changed(event, board)
    if _after(event, "gone"):
        return f"{board.label_of(absence)} is put away.{_PUT_AWAY_HINT}"
    who = shorten(absence.who, _SHORT)
    if absence.asks and _after(event, "asks"):
        day = day_of(absence.when)
        until = f", by {say_day_short(day, weekday=True)}" if day else ""
        return f"{board.name_of(absence.asks)} said they will ask {who}{until}."
    if absence.knows and _after(event, "knows"):
        return f"{board.name_of(absence.knows)} knows one of them: {who}, {board.label_of(absence)}."
    return _changed(event, board)


_CAME = {
    AbsenceState.NOTICED: "noticed, no more yet",
    AbsenceState.BRIDGED: "somebody knows one of them",
    AbsenceState.INVITED: "invited",
    AbsenceState.JOINED: "joined, and here",
    AbsenceState.DECLINED: "said no",
}


def _absence_state(event: Event, board: Board) -> str:
    absence = _subject(event, board)
    return (
        f"{_label(event, board)}: {_CAME[absence.state]}." if isinstance(absence, Absence) else _changed(event, board)
    )


def _tied(event: Event, board: Board) -> str:
    made = next((write.after for write in event.writes if isinstance(write.after, dict)), {})
    ends = [board.records.get(str(made.get(end))) for end in ("from", "to")]
    labels = [board.label_of(end) for end in ends if end]
    return f"{labels[0]} meets {labels[1]}." if len(labels) == 2 else _changed(event, board)


def _turned(event: Event, board: Board) -> str:
    if event.clash:
        return _clashed(event, board)
    label = _label(event, board) if _subject(event, board) else ""
    if event.op == REDO:
        return f"Put back: {label}." if label else "Put back."
    return f"Undone: {label}.{_UNDONE_HINT}" if label else f"Undone.{_UNDONE_HINT}"


def _clashed(event: Event, board: Board) -> str:
    """Say what was left alone, since somebody has changed it: that, not what was undone, is named."""
    left = [field.partition(" ")[0] for field in event.clash]
    record = next(
        (board.records[entity] for entity in left if isinstance(board.records.get(entity), Card | Absence)), None
    )
    label = board.label_of(record) if record else "it"
    who = _other_hand(event, record, board)
    if event.writes:
        return f"{who} has changed {label} since. Their words stay; the rest is undone."
    return f"{who} has changed {label} since. It stays as it is; there was nothing left to undo."


def _other_hand(event: Event, record: Record | None, board: Board) -> str:
    """Return who changed it last but for whom it is told to, as far as that is known."""
    if record is None:
        return "Somebody"
    others = record.hands - {event.by}
    if record.last_by in others:
        return board.name_of(record.last_by)
    return board.name_of(next(iter(others))) if len(others) == 1 else "Somebody"


def _timer_started(event: Event, board: Board) -> str:
    if _after(event, "mode") == "up":
        return f"Counting up, started by {board.name_of(event.by)}."
    length = _after(event, "length") or board.timer.length
    minutes = (length if isinstance(length, int) else 0) // MINUTE
    words = count_of(minutes).capitalize()
    return f"{words} {'minute' if minutes == 1 else 'minutes'}, started by {board.name_of(event.by)}."


def _more_time(event: Event, board: Board) -> str:
    given = [w for w in event.writes if w.field in {"left", "ends"}]
    before, after = (given[0].before, given[0].after) if given else (None, None)
    fewer = isinstance(before, int) and isinstance(after, int) and after < before
    return f"{board.name_of(event.by)} {'took a minute' if fewer else 'gave one more minute'}."


def _by(words: str) -> Callable[[Event, Board], str]:
    return lambda event, board: words.format(by=board.name_of(event.by), label=_label(event, board))


def _arrived(event: Event, board: Board) -> str:
    people = [write.entity for write in event.writes if write.entity.startswith("person/")]
    people += [
        f"person/{write.field.removeprefix('here.')}" for write in event.writes if write.field.startswith("here.")
    ]
    known = list(dict.fromkeys(board.name_of(entity.removeprefix("person/")) for entity in people))
    return f"{' and '.join(known) or board.name_of(event.by)} {'is' if len(known) < 2 else 'are'} here."


_TELLS: Mapping[str, Callable[[Event, Board], str]] = {
    "card.add": _added,
    "card.edit": _changed,
    "card.move": _moved,
    "card.place": _by("{by} moved {label}."),
    "card.done": _done,
    "card.reopen": _by("{label} is open again."),
    "card.put_away": _by("{label} is put away." + _PUT_AWAY_HINT),
    "card.bring_back": _by("{label} is back on the wall."),
    "card.take": _taken,
    "card.strike": _by("{label} is struck out: its words are off the board. The file itself still holds them."),
    "absence.name": _absence_named,
    "absence.set": _absence_set,
    "absence.state": _absence_state,
    "link.tie": _tied,
    "link.cut": _by("{by} took a tie away."),
    "timer.start": _timer_started,
    "timer.pause": _by("{by} stopped the clock for now."),
    "timer.go": _by("The timer goes on."),
    "timer.more": _more_time,
    "timer.stop": _by("{by} took the timer off."),
    "timer.seen": _by("Time."),
    "prompt.answer": _by("New question above."),
    "prompt.pass": _by("Passed for now: it comes back later."),
    "board.set": _by("{by} changed what the board says of itself."),
    "meeting.open": _by("The meeting is open."),
    "meeting.close": _by("The meeting is closed. What is open comes back next time."),
    "meeting.set": _by("The meeting goes on."),
    "person.add": _arrived,
    "person.here": _arrived,
    "person.left": _by("Somebody has gone home."),
    "person.set": _by("{by} changed how somebody is called."),
    UNDO: _turned,
    REDO: _turned,
}

_UNDO_WORDS: Mapping[str, str] = {
    "card.add": "adding",
    "card.edit": "change",
    "card.move": "move",
    "card.place": "move",
    "card.done": "done",
    "card.reopen": "opening",
    "card.put_away": "putting away",
    "card.take": "I will",
    "absence.name": "naming",
    "link.tie": "link",
}

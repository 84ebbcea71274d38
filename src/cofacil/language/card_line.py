"""Reading a line that somebody types while others speak: who said it, by when, and what it is about.

`@name`, `^when` and `#tag` count only at the start of a word and before a letter or a figure; everything else is words.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from cofacil.board.commands.cards import ROOM, AddCard
from cofacil.board.errors import Trouble
from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.text import CARD_SHOWN, NAME_LIMIT, bare, shorten
from cofacil.language.days import DayUnknown, read_day, say_day, say_day_first, say_in

_LONGEST_DAY = 4
"""Words that a day may take: `^end of next month`."""
_PLACED = frozenset({"at", "in", "by", "near", "outside", "after", "before", "when", "with", "from", "on"})
"""What a place begins with, behind a day."""
_CIRCUMFLEX = "\N{COMBINING CIRCUMFLEX ACCENT}"


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line was read as."""

    text: str
    names: tuple[str, ...] = ()
    """Names as the board knows them, or as they will be added."""
    newcomers: tuple[str, ...] = ()
    when: date | None = None
    tags: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    """What the typist should know: a day that could not be read, a name that fits two."""
    note: str = ""
    unsure: str = field(default="", compare=False)
    """A name that fits several people: nothing is kept before it is clear."""

    @property
    def when_iso(self) -> str:
        return self.when.isoformat() if self.when else ""

    def card(self, entity: EntityId, kind: Kind, voice: str = "") -> AddCard:
        """Return the command that keeps it as a card; who is named on an action also says "I will".

        `voice` is whose words they are where nobody is named, "" for the room's.
        """
        kept = self.for_kind(kind)
        return AddCard(
            id=entity,
            kind=kind,
            text=kept.text,
            note=kept.note,
            said=kept.speaker or ("" if ROOM in self.names else voice),
            owners=kept.names if kind is Kind.ACTION else (),
            when=kept.when_iso,
            tags=kept.tags,
            newcomers=kept.newcomers,
        )

    @property
    def speaker(self) -> str:
        """The first name that is somebody's, "" for the room."""
        return next((name for name in self.names if name != ROOM), "")

    def for_kind(self, kind: Kind) -> "Captured":
        """Return what a card of this kind keeps of it: many may say "I will", and one said the rest."""
        if kind is Kind.ACTION:
            return self
        speaker = self.speaker
        others = tuple(dict.fromkeys(name for name in self.names if name not in (ROOM, speaker)))
        notice = (
            (f"One card has one speaker: {' and '.join(others)} {'is' if len(others) == 1 else 'are'} not kept.",)
            if others
            else ()
        )
        return replace(
            self,
            names=(speaker,) if speaker else (),
            newcomers=tuple(name for name in self.newcomers if name == speaker),
            notices=(*self.notices, *notice),
        )


def read_line(line: str, board: Board, today: date, plain: Collection[str] = ()) -> Captured:
    """Read a line; what is not a name, a day or a tag stays words, and so does each word that is `plain`."""
    words, reading = line.split(), _Reading(board, today)
    at = 0
    while at < len(words):
        if words[at] in plain:
            reading.text.append(words[at])
            at += 1
        else:
            at += reading.take(words, at)
    text = " ".join(reading.text)
    card, note = split_long(text)
    notices = list(reading.notices)
    if note:
        notices.append(
            f"That is longer than a card. The first {CARD_SHOWN} letters are the card, the rest is its note."
        )
    return Captured(
        card,
        tuple(reading.names),
        tuple(reading.newcomers),
        reading.when,
        tuple(reading.tags),
        tuple(notices),
        note,
        reading.unsure,
    )


def with_plain_day(captured: Captured, today: date) -> Captured:
    """Return the same with a day that was typed without a sign, where nothing but that day, or *by* and it, was typed.

    A place may begin with anything: *by friday at the gate* has a day, *by sun street* has none.
    """
    words = captured.text.split()
    if captured.when or not words:
        return captured
    says_by = words[0].casefold() in {"by", "on"}
    rest = words[1:] if says_by else words
    for count in range(min(len(rest), _LONGEST_DAY), 0, -1):
        behind = rest[count:]
        if behind and not (says_by and behind[0].casefold() in _PLACED):
            continue
        reading = _Reading(EMPTY, today)
        if reading.take([f"^{rest[0]}", *rest[1:count]], 0) == count and reading.when:
            notices = (*captured.notices, *reading.notices)
            return replace(captured, when=reading.when, text=" ".join(behind), notices=notices)
    return captured


def split_long(text: str) -> tuple[str, str]:
    """Return the first letters of a long text, cut at a word, and the rest."""
    if len(text) <= CARD_SHOWN:
        return text, ""
    card = shorten(text, CARD_SHOWN + 1)
    kept = len(card.rstrip("…"))
    return text[:kept].rstrip(), text[kept:].strip()


def read_back(captured: Captured, kind: Kind, today: date, voice: str = "") -> str:
    """Say in words what Enter will keep: *an action by Priya, by Fri 27 November 2026 (in 5 days), tag gate*."""
    if voice and not captured.names:
        captured = replace(captured, names=(voice,))
    captured = captured.for_kind(kind)
    names = [_introduced(name, captured) for name in captured.names if name != ROOM]
    whose = f"by {' and '.join(names)}" if names else "from the room"
    if ROOM in captured.names:
        whose = "by us here" if not names else f"{whose} and us here"
    parts = [f"{kind.noun} {whose}"]
    if captured.when:
        parts.append(f"by {say_day(captured.when)} ({say_in(captured.when, today)})")
    parts += [f"tag {tag}" for tag in captured.tags]
    return ", ".join(parts)


def finish_name(line: str, board: Board) -> str:
    """Return the line with its last `@name` finished, as far as the names it could be agree; the same line when none fits."""
    head, sign, started = line.rpartition("@")
    if not sign or " " in started or (head and not head.endswith(" ")):
        return line
    fitting = _fitting(board, started)
    if not fitting:
        return line
    names = [name.replace(" ", "-") for name in fitting]
    shared = names[0]
    for name in names[1:]:
        while not name.casefold().startswith(shared.casefold()):
            shared = shared[:-1]
    if len(names) == 1:
        return f"{head}@{names[0]} "
    return f"{head}@{shared}" if len(shared) >= len(started) else line


class _Reading:
    def __init__(self, board: Board, today: date) -> None:
        self.board, self.today = board, today
        self.text: list[str] = []
        self.names: list[str] = []
        self.newcomers: list[str] = []
        self.tags: list[str] = []
        self.notices: list[str] = []
        self.when: date | None = None
        self.unsure = ""

    def take(self, words: list[str], at: int) -> int:
        """Read the word at a place; return how many were taken."""
        word = words[at]
        sign, rest = word[0], word[1:]
        if sign == "@" and rest[:1].isalnum():
            return 1 + self._name(rest, words[at + 1 :])
        if sign == "#" and rest[:1].isalnum():
            self.tags.append(rest.rstrip(",.;:").casefold())
            return 1
        if (day := _day_sign(word)) is not None:
            return self._day([day, *words[at + 1 : at + _LONGEST_DAY]], word)
        self.text.append(word)
        return 1

    def _name(self, started: str, behind: list[str]) -> int:
        """Take a name; return how many of the words behind it are the rest of that name."""
        started = started.rstrip(",.;:")
        fitting = _fitting(self.board, started)
        if started.casefold() in {"room", "us", "we"} and not fitting:
            self.names.append(ROOM)
        elif fitting:
            rest, name = max((_rest_of(name, started, behind), name) for name in fitting)
            if len(fitting) > 1 and not rest:
                self.unsure = f"@{started} could be {' or '.join(fitting)}: one more letter?"
            self.names.append(name if rest else fitting[0])
            return rest
        else:
            name = shorten(started[:1].upper() + started[1:].replace("-", " "), NAME_LIMIT)
            self.names.append(name)
            self.newcomers.append(name)
        return 0

    def _day(self, words: list[str], typed: str) -> int:
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            try:
                self.when = read_day(text.rstrip(",.;:"), self.today)
            except Trouble:
                continue
            if ambiguous := say_day_first(text, self.when):
                self.notices.append(ambiguous)
            if self.when < self.today:
                self.notices.append(f"{say_day(self.when)} has been. Enter keeps it all the same.")
            return count
        self.text.append(typed)
        if typed[0] == "^" or typed.casefold().startswith("by:"):
            self.notices.append(str(DayUnknown(words[0])))
        return 1


def knows_name(board: Board, word: str) -> bool:
    """Say whether a word is the name of somebody known here, or the first of their names."""
    wanted = bare(word.rstrip(",.;:"))
    return any(wanted in {bare(person.slug), bare(person.name.split()[0])} for person in board.people if person.name)


def _rest_of(name: str, started: str, behind: list[str]) -> int:
    """Return how many words go on with a name whose first ones were typed: *@Siân Evans*."""
    parts = [bare(part) for part in name.split()]
    at = len(started.replace("-", " ").split())
    rest = parts[at:]
    typed = [bare(word.rstrip(",.;:")) for word in behind[: len(rest)]]
    return len(rest) if rest and typed == rest else 0


def _fitting(board: Board, started: str) -> list[str]:
    """Return the names that a beginning fits, accents or not; the whole of a name fits it alone."""
    wanted = unicodedata.normalize("NFC", started).casefold()
    exact = [person.name for person in board.people if person.slug == wanted]
    if exact:
        return exact
    wanted = bare(started)
    whole = [person.name for person in board.people if bare(person.slug) == wanted]
    return (
        whole if len(whole) == 1 else [person.name for person in board.people if bare(person.slug).startswith(wanted)]
    )


def _day_sign(word: str) -> str | None:
    """Return what stands behind `^` or `by:`, also where a dead key made `â` of `^a`; None where it is no day's sign."""
    if word[0] == "^" and word[1:2].isalnum():
        return word[1:]
    if word[:3].casefold() == "by:" and word[3:4].isalnum():
        return word[3:]
    parts = unicodedata.normalize("NFD", word[0])
    if len(parts) == 2 and parts[1] == _CIRCUMFLEX:
        return parts[0] + word[1:]
    return None


def _introduced(name: str, captured: Captured) -> str:
    return f"{name} (new: added as here)" if name in captured.newcomers else name

"""Reading a line that somebody types while others speak: who said it, by when, and what it is about.

`@name`, `^when` and `#tag` count only at the start of a word and before a letter or a figure; everything else is words.
A name that the board knows counts after its `@` whatever it begins with, and one in quotes may have blanks in it.
"""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from cofacil.board.commands.cards import AddCard
from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.own_names import ColumnName
from cofacil.board.records import Card
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.board.text import BEHIND_A_WORD, CARD_SHOWN, bare, shorten
from cofacil.language.as_typed import as_typed
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import say_day, say_in
from cofacil.language.line_reading import LONGEST_DAY, US, LineReading, day_sign, is_joint, name_here
from cofacil.language.names import chained

_PLACED = frozenset({"at", "in", "by", "near", "outside", "after", "before", "when", "with", "from", "on"})
"""What a place begins with, behind a day."""
_US_WRITTEN = "@us"
_SOME_DAY = date(2000, 1, 1)
"""For lines in which it only matters whether something is a day."""


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
    """What the typist should know: a day that has been, a name that is not kept."""
    note: str = ""
    spoken: tuple[str, str] = ("", "")
    """Words and note of a card that keeps one speaker, where more are named: the others stay words."""
    unread: str = ""
    """Which day could not be read, and that it stays words; "" for none."""
    unsure: str = field(default="", compare=False)
    """A name that fits several people: nothing is kept before it is clear."""
    unsure_at: int = field(default=-1, compare=False)
    """Which word of the line that name begins with, -1 for none."""

    @property
    def when_iso(self) -> str:
        return self.when.isoformat() if self.when else ""

    def card(self, entity: EntityId, kind: Kind, voice: str = "") -> AddCard:
        """Return the command that keeps it as a card; who is named on an action also says "I will".

        `voice` is whose words they are where nobody is named, "" for the room's.
        """
        fitting = self.for_kind(kind)
        return AddCard(
            id=entity,
            kind=kind,
            text=fitting.text,
            note=fitting.note,
            said=fitting.speaker or ("" if ROOM in self.names else voice),
            owners=fitting.names if kind.has_owners else (),
            when=fitting.when_iso,
            tags=fitting.tags,
            newcomers=fitting.newcomers,
        )

    @property
    def speaker(self) -> str:
        """The first name that is somebody's, "" for the room."""
        return next((name for name in self.names if name != ROOM), "")

    def for_kind(self, kind: Kind) -> "Captured":
        """Return what a card of this kind keeps of it: many may say "I will", and one said the rest."""
        if kind.has_owners:
            return self
        speaker = self.speaker
        notice = _stays_words(self.names, speaker)
        text, note = self.spoken if self.spoken[0] else (self.text, self.note)
        return replace(
            self,
            text=text,
            note=note,
            spoken=("", ""),
            names=(speaker,) if speaker else (),
            newcomers=tuple(name for name in self.newcomers if name == speaker),
            notices=(*self.notices, notice) if notice else self.notices,
        )


def read_line(line: str, board: Board, today: date, plain: Collection[str] = ()) -> Captured:
    """Read a line; what is not a name, a day or a tag stays words, and so does each word that is `plain`."""
    words, reading = line.split(), LineReading(board, today)
    at = 0
    while at < len(words):
        if words[at] in plain:
            reading.words.add(words[at])
            at += 1
        else:
            at += reading.take(words, at)
    text, spoken = reading.words.text, reading.words.spoken
    card, note = split_long(text)
    notices = list(reading.notices)
    if note:
        notices.append(
            _(
                "That is longer than a card. The first {number} letters are the card, the rest is its note.",
                number=CARD_SHOWN,
            )
        )
    return Captured(
        card,
        tuple(reading.names),
        tuple(reading.newcomers),
        reading.when,
        tuple(reading.tags),
        tuple(notices),
        note,
        split_long(spoken) if spoken != text else ("", ""),
        reading.unread,
        reading.unsure,
        reading.unsure_at,
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
    for count in range(min(len(rest), LONGEST_DAY), 0, -1):
        behind = rest[count:]
        if behind and not (says_by and behind[0].casefold() in _PLACED):
            continue
        reading = LineReading(EMPTY, today)
        if reading.take([f"^{rest[0]}", *rest[1:count]], 0) == count and reading.when:
            notices = (*captured.notices, *reading.notices)
            return replace(captured, when=reading.when, text=" ".join(behind), notices=notices)
    return captured


def split_long(text: str) -> tuple[str, str]:
    """Return the first letters of a long text, cut at a word, and the rest."""
    if len(text) <= CARD_SHOWN:
        return text, ""
    card = shorten(text, CARD_SHOWN + 1)
    length = len(card.rstrip("…"))
    return text[:length].rstrip(), text[length:].strip()


def read_back(  # all that the sentence depends on
    captured: Captured,
    kind: Kind,
    today: date,
    voice: str = "",
    column: ColumnName | None = None,
    away: Container[str] = (),
) -> str:
    """Say in words what Enter will keep: *an action by Priya, by Fri 27 November 2026 (in 5 days), theme gate*.

    `column` is what the group calls the column that it comes into, where that is not our word. Of those who are
    `away` it is asked, behind Enter, what it shall be.
    """
    if voice and not captured.names:
        captured = replace(captured, names=(voice,))
    captured = captured.for_kind(kind)
    who = chained(
        [_introduced(name, captured.newcomers, away) for name in captured.names if name != ROOM]
        + ([_("us here")] if ROOM in captured.names else [])
    )
    parts = [_(kind.spec.by, who=who) if who else _(kind.spec.from_room)]
    if column:
        parts.append(_("in {column}", column=column.long))
    if captured.when:
        parts.append(_("by {day} ({distance})", day=say_day(captured.when), distance=say_in(captured.when, today)))
    parts += [_("theme {theme}", theme=tag) for tag in captured.tags]
    return ", ".join(parts)


class NamesRead(NamedTuple):
    """What a line that holds nothing but names was read as."""

    names: tuple[str, ...] = ()
    """Names as a command takes them; `ROOM` for all of us."""
    newcomers: tuple[str, ...] = ()
    sentence: str = ""
    """What the typist should know: whose name is not kept."""
    unread: str = ""
    """Why it cannot be kept as it is, "" when it can."""
    unsure_at: int = -1
    """Which word of the line a name begins with that fits several people, -1 for none."""

    @property
    def speaker(self) -> str:
        """The first name that is somebody's, "" for the room."""
        return next((name for name in self.names if name != ROOM), "")

    def introduced(self, name: str, away: Container[str] = ()) -> str:
        """Return a name as it is read back: who is new is said to be."""
        return _introduced(name, self.newcomers, away)

    def for_kind(self, kind: Kind) -> "NamesRead":
        """Return what a card of this kind keeps of it: many may say "I will", and one said the rest."""
        if kind.has_owners:
            return self
        speaker = self.speaker
        names = (speaker,) if speaker else ()
        newcomers = tuple(name for name in self.newcomers if name == speaker)
        return self._replace(names=names, newcomers=newcomers, sentence=_left_out(self.names, speaker))


def names_line(card: Card) -> str:
    """Return those whom a card names as its editor shows them: who will, or who said it.

    `read_names` reads it back, whatever they are called.
    """
    return " ".join(_US_WRITTEN if slug == ROOM else f"@{_surely(slug)}" for slug in _named_on(card))


def read_names(line: str, board: Board, card: Card | None = None, day_goes: str = "") -> NamesRead:
    """Read a line of names, each behind its `@`; in a line without any, every word is one.

    Whom the card names already stays who they are where they stand in the line as `names_line` writes them.
    `day_goes` says where a day is typed instead, "" where there is no place for one.
    """
    is_signed = "@" in line
    words = line.split() if is_signed else line.replace(",", " ").split()
    already = {_surely(slug): slug for slug in _named_on(card) if slug != ROOM} if card else {}
    reading = LineReading(board, _SOME_DAY)
    at = 0
    while at < len(words):
        word = words[at]
        typed = word[1:] if word[0] == "@" else "" if is_signed else word
        taken = 1
        if typed in already:
            reading.take_name(name_here(board, already[typed]), at, 1)
        elif not is_signed and at and is_joint(word):
            pass
        elif not (taken := reading.name([typed, *words[at + 1 :]], at) if typed else 0):
            reading.words.add(word)
        at += taken or 1
    unread = reading.unsure or _no_names(reading.words.text, day_goes)
    return NamesRead(tuple(reading.names), tuple(reading.newcomers), unread=unread, unsure_at=reading.unsure_at)


class WhenRead(NamedTuple):
    """What a line that holds nothing but a day was read as."""

    day: date | None = None
    sentence: str = ""
    """What the typist should know of it, or why it is no day."""


def read_when(line: str, today: date) -> WhenRead:
    """Read a line that holds a day, or nothing."""
    text = line.strip().removeprefix("^")
    if not text:
        return WhenRead()
    reading = LineReading(EMPTY, today)
    if not reading.day([text]):
        return WhenRead(sentence=_('"{text}" is not a day I know. Try fri, 3/12, in 2 weeks.', text=as_typed(text)))
    return WhenRead(reading.when, " ".join(reading.notices))


def sign_in_words(line: str, plain: Collection[str] = ()) -> str:
    """Return the last word that a line would read as a name or a day by its sign, but for those `plain`; "" for none."""
    signed = (
        word
        for word in reversed(line.split())
        if word not in plain and word[0] in "@^bB" and (day_sign(word) is not None or _is_name_sign(word))
    )
    return next(signed, "")


def with_sign(line: str, board: Board, today: date) -> str:
    """Return a line that begins with a name with the sign before it, where who will, or who asks, is what it begins with.

    A name that the board knows is one; another is one where it stands alone, or a day or a place stands behind it.
    """
    words = line.split()
    if not words or "@" in line or not words[0][0].isalpha():
        return line
    first, behind = words[0], words[1:2]
    ends = not behind or behind[0][0] == "^" or behind[0].casefold() in _PLACED or first.endswith(tuple(BEHIND_A_WORD))
    is_other = first.casefold() in _PLACED or day_sign(first) is not None or bool(read_when(first, today).day)
    return f"@{line.lstrip()}" if knows_name(board, first) or (ends and not is_other) else line


def knows_name(board: Board, word: str) -> bool:
    """Say whether a word is the name of somebody known here, or the first of their names."""
    wanted = bare(word.rstrip(BEHIND_A_WORD))
    return any(wanted in {bare(person.slug), bare(person.name.split()[0])} for person in board.people if person.name)


def _named_on(card: Card) -> tuple[str, ...]:
    """Return the slugs of those whom the editor of a card names, `ROOM` for all of us."""
    if card.kind.has_owners:
        return tuple(ROOM if slug == ROOM_KEPT else slug for slug in card.owners)
    return (card.said,) if card.said else ()


def _surely(slug: str) -> str:
    """Return a slug as it is written, with one more sign where it would be read as all of us."""
    return f"@{slug}" if slug in US else slug


def _left_out(names: Iterable[str], speaker: str) -> str:
    """Say whose names a card with one speaker does not keep, "" where nobody is left out."""
    others = list(dict.fromkeys(name for name in names if name not in (ROOM, speaker)))
    if not others:
        return ""
    return ngettext(
        "One card has one speaker: {names} is not kept.",
        "One card has one speaker: {names} are not kept.",
        len(others),
        names=chained(others),
    )


def _stays_words(names: Iterable[str], speaker: str) -> str:
    """Say whose names stay words on a card with one speaker, "" where nobody's do."""
    others = list(dict.fromkeys(name for name in names if name not in (ROOM, speaker)))
    if not others:
        return ""
    return ngettext(
        "One card has one speaker: {names} stays in its words.",
        "One card has one speaker: {names} stay in its words.",
        len(others),
        names=chained(others),
    )


def _no_names(words: str, day_goes: str) -> str:
    """Say what is wrong with words in a line of names, "" where there are none."""
    read = read_line(words, EMPTY, _SOME_DAY)
    if read.text:
        return _('"{words}" is no name: write @ before each.', words=read.text)
    if read.when:
        return " ".join(filter(None, (_("Only names fit here, no day."), day_goes)))
    return _("Only names fit here, no theme.") if read.tags else ""


def _is_name_sign(word: str) -> bool:
    return word[0] == "@" and word[1:2].isalnum()


def _introduced(name: str, newcomers: Iterable[str], away: Container[str] = ()) -> str:
    if name in newcomers and name in away:
        return _("{name} (new: Enter asks)", name=name)
    return _("{name} (new: added as here)", name=name) if name in newcomers else name

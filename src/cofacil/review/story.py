"""What happened to one card, or to somebody who was missing, from the beginning to now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cofacil.board.events import EntityId, Event, Write
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Link
from cofacil.board.redaction import QUIETLY
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.board.text import shown
from cofacil.review.meetings import MeetingHeld, meetings_of
from cofacil.review.replay import Replay


class What(StrEnum):
    """What a moment of a story tells."""

    BEGAN = "began"
    """It was said, or they were named: `said`, `by`."""
    QUIETLY = "quietly"
    """It was written, or changed, while nobody else could see it: `said`, `by` where that may be known now."""
    SHOWN = "shown"
    """What was written quietly was shown to all."""
    HIDDEN = "hidden"
    """It was hidden again."""
    HAPPENED = "happened"
    """What the event's own sentence tells (`language.happened.tell` of the event on its board)."""
    WORDS = "words"
    """Its words were changed: `words` are the new ones."""
    NOTE = "note"
    """`words` came to its note, or are its note now."""
    MEETS = "meets"
    """It was tied to something: `other`, `label`."""
    PARTED = "parted"
    """It no longer meets that."""
    TAKEN_UP = "taken_up"
    """Something that people will do came of it: `other`, `label`, and who does it."""
    COMES_FROM = "comes_from"
    """It came of that: `other`, `label`."""
    STAYS_OPEN = "stays_open"
    """A meeting ended, and it was open."""
    COMES_BACK = "comes_back"
    """The next meeting began, and it was still open."""


@dataclass(frozen=True, slots=True)
class Told:
    """One moment of a story."""

    what: What
    position: int
    """Of the event, 1 for the first of the log: the board behind it is `replay.board_at(position)`."""
    at: int
    """UTC milliseconds."""
    meeting: int
    """The number of the meeting that it happened in, 0 for none."""
    by: str = ""
    """The name of who wrote it down, "" where nobody is told of."""
    said: str = ""
    """Who said it, "" for the room."""
    who: tuple[str, ...] = ()
    """Who does what came of it."""
    when: str = ""
    """By when they do, an ISO date."""
    other: EntityId = ""
    """What it was tied to."""
    label: str = ""
    words: str = ""
    """In people's own words."""
    op: str = ""
    """The event's own name: who shows a sentence of `HAPPENED` asks `language.happened` for it."""


@dataclass(frozen=True, slots=True)
class Story:
    """All that happened to one of them."""

    id: EntityId
    label: str
    kind: Kind | None
    """None for somebody who was missing."""
    text: str
    """Its words as they are now, "" where they were struck out, or are written quietly."""
    note: str
    is_struck: bool
    is_withheld: bool
    is_gone: bool
    moments: tuple[Told, ...]
    """The first one first."""
    linked: tuple[EntityId, ...]
    """What it is tied to now, and whose stories lead on from here."""

    def before(self, position: int) -> int:
        """Return the place of the last moment that was not behind a position, -1 for none."""
        return max((at for at, moment in enumerate(self.moments) if moment.position <= position), default=-1)


def story_of(replay: Replay, entity: EntityId, meetings: tuple[MeetingHeld, ...] | None = None) -> Story | None:
    """Return the story of a card, or of somebody who was missing; None where there never was one."""
    board = replay.board
    record = board.records.get(entity)
    if not isinstance(record, Card | Absence):
        return None
    held = meetings_of(replay) if meetings is None else meetings
    moments = sorted(_Teller(replay, board, record, held).moments(), key=lambda told: told.position)
    ends = (link.end if link.start == entity else link.start for link in board.links_of(entity))
    return Story(
        id=entity,
        label=board.label_of(record),
        kind=record.kind if isinstance(record, Card) else None,
        text="" if record.is_withheld else record.text if isinstance(record, Card) else record.who,
        note=record.note if isinstance(record, Card) and not record.is_withheld else "",
        is_struck=isinstance(record, Card) and record.is_struck,
        is_withheld=record.is_withheld,
        is_gone=record.is_gone,
        moments=tuple(moments),
        linked=tuple(dict.fromkeys(ends)),
    )


class _Teller:
    """Tells one story; what is hidden now, and what was hidden when it happened, has no words in it."""

    def __init__(self, replay: Replay, board: Board, record: Card | Absence, meetings: tuple[MeetingHeld, ...]) -> None:
        self.replay, self.board, self.record, self.meetings = replay, board, record, meetings
        self.own = frozenset(replay.touched.of(record.id))
        self._field = "text" if isinstance(record, Card) else "who"

    def moments(self) -> Iterator[Told]:
        for position in self.replay.touched.of(self.record.id):
            yield from self._own(position)
        for link in self.replay.touched.ties_of(self.record.id):
            yield from self._of_link(link)
        yield from self._of_seal()
        yield from self._of_meetings()

    def _own(self, position: int) -> Iterator[Told]:
        event = self.replay.event(position)
        writes = [write for write in event.writes if write.entity == self.record.id]
        told = self._told(What.HAPPENED, position, event)
        if not writes:
            yield self._quietly(position)
            return
        first = writes[0]
        if not first.field and isinstance(first.after, dict):
            yield replace(
                told, what=What.BEGAN, said=self._said(event, first), words=_word(first.after.get(self._field))
            )
            return
        for name, what in ((self._field, What.WORDS), ("note", What.NOTE)):
            write = next((write for write in writes if write.field == name), None)
            if write is not None and isinstance(write.after, str) and event.op not in {"undo", "redo"}:
                yield replace(told, what=what, words=_added(write) if what is What.NOTE else _word(write.after))
                return
        yield told

    def _quietly(self, position: int) -> Told:
        """Tell of something that nobody else could see then; by whom it was is told where its words may be read now."""
        (event,) = self.replay.between(position - 1, position)
        told = self._told(What.QUIETLY, position, event)
        if self.record.is_withheld:
            return replace(told, by="", op=QUIETLY)
        made = next((write for write in event.writes if write.entity == self.record.id and not write.field), None)
        return replace(told, said=self._said(event, made), op=QUIETLY) if made else replace(told, op=QUIETLY)

    def _of_seal(self) -> Iterator[Told]:
        """Yield when what was written quietly was shown, and hidden again."""
        seal = self.record.word("sealed")
        step = f"step/{seal}" if seal else ""
        for position in self.replay.touched.of(step):
            (event,) = self.replay.between(position - 1, position)
            for write in event.writes:
                if write.entity == step and write.field == "revealed" and position > min(self.own, default=0):
                    what = What.SHOWN if write.after else What.HIDDEN
                    yield self._told(what, position, event)

    def _said(self, event: Event, made: Write) -> str:
        said = made.after.get("said") if isinstance(made.after, dict) else None
        slug = said if isinstance(said, str) else "" if isinstance(self.record, Card) else event.by
        return self.board.name_of(slug) if slug else ""

    def _of_link(self, link: EntityId) -> Iterator[Told]:
        record = self.board.records.get(link)
        if not isinstance(record, Link):
            return
        other = record.end if record.start == self.record.id else record.start
        end = self.board.records.get(other)
        if not isinstance(end, Card | Absence):
            return
        for position in self.replay.touched.of(link):
            event = self.replay.event(position)
            write = next((write for write in event.writes if write.entity == link), None)
            if write is None:
                continue
            is_tied = not write.field or (write.field == "gone" and not write.after)
            what = self._tie(position, other, record) if is_tied else What.PARTED
            told = self._told(what, position, event)
            owners = end.owners if isinstance(end, Card) and what is What.TAKEN_UP else ()
            yield replace(
                told,
                what=what,
                other=other,
                label=self.board.label_of(end),
                who=self._names(owners),
                when=end.when if what is What.TAKEN_UP else "",
            )

    def _tie(self, position: int, other: EntityId, link: Link) -> What:
        """Say how something is tied: of a deed that was written with the tie, that it came of the other."""
        end = self.board.records[other]
        if isinstance(end, Card) and end.kind.has_owners and isinstance(self.record, Card):
            return What.TAKEN_UP if not self.record.kind.has_owners else What.MEETS
        is_from = link.start == self.record.id and position in self.own and position == min(self.own, default=0)
        return What.COMES_FROM if is_from else What.MEETS

    def _of_meetings(self) -> Iterator[Told]:
        """Yield that it stayed open as a meeting ended, and came back as the next began."""
        if isinstance(self.record, Absence) and self.record.is_standing:
            return
        began = min(self.own, default=0)
        for meeting in self.meetings:
            if began < meeting.first and self._is_open_at(meeting.first):
                yield self._of_meeting(What.COMES_BACK, meeting, meeting.first)
            closing = self._closing(meeting)
            if closing and began <= closing and self._is_open_at(closing):
                yield self._of_meeting(What.STAYS_OPEN, meeting, closing)

    def _of_meeting(self, what: What, meeting: MeetingHeld, position: int) -> Told:
        return Told(what, position, self.replay.time_of(position), meeting.number)

    def _closing(self, meeting: MeetingHeld) -> int:
        """Return the position of the event that closed a meeting last, 0 while it is open."""
        if meeting.closed is None:
            return 0
        for position in reversed(self.replay.touched.of(meeting.id)):
            (event,) = self.replay.between(position - 1, position)
            if any(write.entity == meeting.id and write.field == "closed" and write.after for write in event.writes):
                return position
        return 0

    def _is_open_at(self, position: int) -> bool:
        record = self.replay.board_at(position).records.get(self.record.id)
        return isinstance(record, Card | Absence) and record.is_open

    def _told(self, what: What, position: int, event: Event) -> Told:
        number = next((m.number for m in self.meetings if m.first <= position <= m.last), 0)
        by = self.board.name_of(event.by) if event.by else ""
        return Told(what, position, event.t, number, by=by, op=event.op)

    def _names(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ROOM if slug == ROOM_KEPT else self.board.name_of(slug) for slug in slugs)


def _word(value: object) -> str:
    return shown(value) if isinstance(value, str) else ""


def _added(write: Write) -> str:
    """Return what came to a note, or all of it where something else became of it."""
    after, before = _lines(write.after), _lines(write.before)
    return after[len(before) :].strip() if before and after.startswith(before) else after


def _lines(value: object) -> str:
    return shown(value, lines=True) if isinstance(value, str) else ""

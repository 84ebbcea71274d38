"""Works out what a saved board answers: the one place where `Answers` are made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from cofacil.board.asked_after import Came, Kept
from cofacil.board.in_column import in_column
from cofacil.board.kinds import AbsenceState, Kind, Mark
from cofacil.board.model import Board
from cofacil.board.own_names import called, own_name
from cofacil.board.records import TAG, Absence, Card, Record
from cofacil.board.slugs import ROOM, ROOM_KEPT, folded
from cofacil.board.taken_up import is_taken_up, tied_to
from cofacil.board.themes import keys_of, theme_name
from cofacil.review.lazily import Lazily
from cofacil.review.meetings import MeetingHeld, meeting_at, meetings_of
from cofacil.review.questions import Answers, CardTold, Counts, Missing, OffersOf, Open, Outcome, Promise, Theme, Way
from cofacil.review.replay import Replay

Standing = TypeVar("Standing", Card, Absence)
Made = TypeVar("Made")
_NO_DAY = "~"
"""Behind every day that the file can hold."""
_OWNER, _MARK, _FINDS_OUT, _PROMISE = "owner.", "mark.", "finds_out.", "promise."
"""What the fields of these sets begin with."""


def answers_of(replay: Replay, upto: int | None = None, meetings: tuple[MeetingHeld, ...] | None = None) -> Answers:
    """Return what a board answers as it is, or as it was when so many events had happened; `meetings` if they are known."""
    upto = len(replay) if upto is None else upto
    return _Asked(replay, upto, meetings_of(replay, upto) if meetings is None else meetings).answers()


def card_told(board: Board, card: Card, numbers: Mapping[str, int], names: Callable[[str], str]) -> CardTold:
    """Return a card as the lists have it, from the numbers of meetings by their ULIDs and from who bears which slug."""
    has_words = not (card.is_withheld or card.is_struck)
    return CardTold(
        id=card.id,
        label=board.label_of(card),
        kind=card.kind,
        text=card.word("text") if has_words else "",
        note=card.note if has_words and "note" in card.fields else "",
        said=names(said) if (said := card.said) else "",
        at=card.at,
        meeting=numbers.get(card.meeting, 0),
        themes=tuple(dict.fromkeys(theme_name(board, key) for key in keys_of(card))) if has_any(card, TAG) else (),
        meets=tuple(board.label_of(board.records[end]) for end in tied_to(board, card.id)),
        is_struck=card.is_struck,
        is_withheld=card.is_withheld,
    )


def has_any(record: Record, fields: str) -> bool:
    """Say whether a record has any field that begins so: asked of every card of a board, before its fields are gone through."""
    return fields in "\n".join(record.fields)


class _Asked:
    """Answers for one board."""

    def __init__(self, replay: Replay, upto: int, meetings: tuple[MeetingHeld, ...]) -> None:
        self.replay, self.upto = replay, upto
        self.board = replay.board_at(upto)
        self.meetings = meetings
        self.numbers = {meeting.id.partition("/")[2]: meeting.number for meeting in self.meetings}
        self.name_of = cache(self.board.name_of)

    def answers(self) -> Answers:
        board = self.board
        promised, still_open, asks, offers = self._sorted_out()
        ways = {absence.id: self._way(absence) for absence in board.absences}
        missing = [absence for absence in board.absences if ways[absence.id][0] is not Way.ALWAYS]
        always = [absence for absence in board.absences if ways[absence.id][0] is Way.ALWAYS]
        return Answers(
            title=board.title,
            purpose=board.purpose,
            place=board.place,
            called=called(board),
            position=self.upto,
            last=board.last,
            columns=tuple((kind, name.long) for kind in Kind if (name := own_name(board, kind))),
            meetings=self.meetings,
            promises=_each(promised, self._promise),
            missing=_each(missing, lambda absence: self._missing(absence, *ways[absence.id])),
            always=_each(always, lambda absence: self._missing(absence, *ways[absence.id])),
            offers=tuple(OffersOf(who, _each(cards, self._told)) for who, cards in offers),
            still_open=_each(still_open, self._open),
            asks=_each(asks, self._told),
            themes=tuple(
                Theme(theme_name(board, key), _each(cards, self._told)) for key, cards in sorted(board.themes.items())
            ),
            counts=Counts(
                meetings=len(self.meetings),
                people=len({name for meeting in self.meetings for name in meeting.here}),
                cards=tuple((kind, len(board.columns[kind])) for kind in Kind),
                **_kept_in(promised),
                missing=len(missing),
                came=sum(way is Way.CAME for way, _said_in in ways.values()),
                still_open=len(still_open),
                offers_open=sum(len(cards) for _who, cards in offers),
                asks_open=len(asks),
            ),
        )

    def _sorted_out(self) -> tuple[list[Card], list[Card], list[Card], list[tuple[str, list[Card]]]]:
        """Return which cards are promised, which are still open, which of these nothing meets, and who offered what: in one go."""
        board = self.board
        promised: list[Card] = []
        still_open: list[Card] = []
        for kind in Kind:
            cards = board.columns[kind]
            # Every card of a board is asked, and few are promised.
            said = {card.id for card in cards if _OWNER in "\n".join(card.fields) and card.owners}
            promised += [card for card in cards if card.id in said or (kind.has_owners and card.is_open)]
            if kind.spec.stays_open:
                standing = in_column(board, kind).cards
                still_open += [card for card in standing if card.id not in said and card.is_open]
        asks = [
            card
            for card in still_open
            if card.kind is Kind.QUESTION and not (card.id in board.links and tied_to(board, card.id))
        ]
        by: dict[str, list[Card]] = {}
        for card in in_column(board, Kind.OFFER).cards:
            if card.is_open and not (card.id in board.links and is_taken_up(board, card)):
                by.setdefault(self.name_of(card.said) if card.said else "", []).append(card)
        return (
            sorted(promised, key=lambda card: (card.is_done, card.when or _NO_DAY)),
            still_open,
            asks,
            sorted(by.items(), key=lambda item: (not item[0], -len(item[1]))),
        )

    def _told(self, card: Card) -> CardTold:
        return card_told(self.board, card, self.numbers, self.name_of)

    def _names(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return names, `ROOM` behind all others for all of us, and each once: who has two names here is one."""
        names = dict.fromkeys(ROOM if slug == ROOM_KEPT else self.name_of(slug) for slug in slugs)
        return tuple(sorted(names, key=lambda name: name == ROOM))

    # who does what by when

    def _promise(self, card: Card) -> Promise:
        answered_in, answer, why = self._last_answer(card)
        done = card.fields.get("done")
        at = done.get("at") if isinstance(done, dict) else None
        agreed = card.agreed if "agreed" in card.fields else None
        return Promise(
            card=self._told(card),
            who=self._names(card.owners),
            when=card.when,
            outcome=_outcome(card, answer),
            why=why,
            answered_in=answered_in,
            closed_at=at if type(at) is int else 0,
            agreed_by=len(set(map(self.board.one, agreed.here))) if agreed else 0,
            is_suggestion=has_any(card, _MARK) and Mark.SUGGESTION in card.marks,
        )

    def _last_answer(self, card: Card) -> tuple[int, str, str]:
        """Return the number of the last meeting in which a promise was answered, the answer, and what was said with it."""
        for number in range(len(self.meetings), 0, -1) if has_any(card, _PROMISE) else ():
            ulid = self.meetings[number - 1].id.partition("/")[2]
            kept = card.fields.get(f"promise.{ulid}")
            if isinstance(kept, dict) and isinstance(answer := kept.get("answer"), str):
                why = kept.get("why")
                return number, answer, why if isinstance(why, str) and not card.is_struck else ""
        return 0, "", ""

    # who was missing

    def _missing(self, absence: Absence, way: Way, said_in: int) -> Missing:
        board = self.board
        since, at = self._since(absence, way)
        came = absence.word("person")
        return Missing(
            id=absence.id,
            label=board.label_of(absence),
            who="" if absence.is_withheld else absence.who,
            prompt=absence.prompt,
            bridge=board.name_of(absence.knows) if absence.knows else "",
            asks=board.name_of(absence.asks) if absence.asks else "",
            when=absence.when,
            where=absence.where,
            speaks=board.name_of(absence.speaks) if absence.speaks else "",
            way=way,
            since=since,
            at=at,
            why=absence.word(f"why.{self._ulid(said_in)}") if said_in == since else "",
            became=(board.name_of(came),) if came and way is Way.CAME else (),
            noticed=self._noticed(absence),
            meeting=self.numbers.get(absence.meeting, 0),
            meets=tuple(board.label_of(board.records[end]) for end in tied_to(board, absence.id)),
            is_withheld=absence.is_withheld,
        )

    def _way(self, absence: Absence) -> tuple[Way, int]:
        """Return how far the way has come, and the number of the meeting in which that was answered, 0 for none."""
        if absence.is_standing:
            return Way.ALWAYS, 0
        number = max((n for ulid, n in self.numbers.items() if absence.word(f"round.{ulid}")), default=0)
        by_state = {
            AbsenceState.JOINED: Way.CAME,
            AbsenceState.DECLINED: Way.SAID_NO,
            AbsenceState.INVITED: Way.INVITED,
        }
        if absence.state in by_state:
            return by_state[absence.state], number
        if number and absence.word(f"round.{self._ulid(number)}") == Came.NOT_ASKED:
            return Way.NOT_ASKED, number
        if absence.asks:
            return Way.WILL_ASK, 0
        return (Way.BRIDGED if absence.knows else Way.NOTICED), 0

    def _ulid(self, number: int) -> str:
        return self.meetings[number - 1].id.partition("/")[2] if number else ""

    def _since(self, absence: Absence, way: Way) -> tuple[int, int]:
        """Return in which meeting, and when, the last thing was said that made the way what it is."""
        fields = {
            Way.NOTICED: ("", "who"),
            Way.BRIDGED: ("", "knows"),
            Way.WILL_ASK: ("", "asks"),
        }.get(way, ("", "state", "round", "person"))
        found = absence.at
        number = self.numbers.get(absence.meeting, 0)
        for position in self._positions(absence):
            (event,) = self.replay.between(position - 1, position)
            named = {write.field.partition(".")[0] for write in event.writes if write.entity == absence.id}
            if named & set(fields):
                found = event.t
                held = meeting_at(self.meetings, position)
                number = held.number if held else number
        return number, found

    def _noticed(self, absence: Absence) -> int:
        """Return in how many meetings they were named, or something was said of them, under whichever label."""
        alike = self._alike.get(folded(absence.who)) or (absence,)
        found = {
            held.number
            for other in alike
            for position in self._positions(other)
            if (held := meeting_at(self.meetings, position))
        }
        return max(1, len(found))

    @cached_property
    def _alike(self) -> Mapping[str, Sequence[Absence]]:
        """Those who bear one name, under whichever label."""
        by: dict[str, list[Absence]] = {}
        for absence in self.board.absences:
            if name := folded(absence.who):
                by.setdefault(name, []).append(absence)
        return by

    def _positions(self, absence: Absence) -> Iterator[int]:
        return (position for position in self.replay.touched.of(absence.id) if position <= self.upto)

    # what is open

    def _open(self, card: Card) -> Open:
        marks = card.marks if has_any(card, _MARK) else ()
        finds_out = card.finds_out if has_any(card, _FINDS_OUT) else ()
        needs = Mark.EVIDENCE in marks or bool(finds_out)
        return Open(self._told(card), Mark.WICKED in marks, needs, self._names(finds_out))


def _each(records: Sequence[Standing], make: Callable[[Standing], Made]) -> Lazily[Made]:
    return Lazily([record.id for record in records], lambda at: make(records[at]))


def _kept_in(promised: Iterable[Card]) -> dict[str, int]:
    """Return how many of these somebody said "I will" to, and how many of those are done with, or open."""
    theirs = [card for card in promised if _is_promised(card)]
    return {
        "promised": len(theirs),
        "kept": sum(card.is_done and not card.is_let_go for card in theirs),
        "promised_open": sum(not card.is_done for card in theirs),
    }


def _is_promised(card: Card) -> bool:
    return has_any(card, _OWNER) and bool(card.owners)


def _outcome(card: Card, answer: str) -> Outcome:
    if card.is_let_go:
        return Outcome.LET_GO
    if card.is_done:
        return Outcome.KEPT if answer == Kept.KEPT else Outcome.DONE
    stays = {Kept.PARTLY: Outcome.PARTLY, Kept.NOT_YET: Outcome.NOT_YET}
    return next((outcome for said, outcome in stays.items() if answer == said), Outcome.OPEN)

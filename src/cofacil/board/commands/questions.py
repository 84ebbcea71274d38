"""The group's own questions of *who is not in the room?*: another deck, one more, one in other words, one put away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, mark
from cofacil.board.deck import (
    ADDED,
    ALWAYS,
    AWAY,
    LONGEST,
    PUT_AWAY,
    SOURCE_LIMIT,
    Deck,
    Prompt,
    chosen_deck,
    kept_deck,
    with_own,
)
from cofacil.board.deck_order import lay_deck
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Json, Write
from cofacil.board.model import Board, Who
from cofacil.board.prompts import dealt_anew, deck_of, put_next
from cofacil.board.records import Record
from cofacil.board.text import clean_text, has_ink, strip_text


@dataclass(frozen=True, slots=True)
class ChooseDeck(Command):
    """Chooses which questions are asked, in this meeting and in those to come; what the group has added comes along."""

    deck: Deck
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if not self.deck.prompts:
            raise Refusal("deck-without-questions")
        writes = [board.about.write("deck", kept_deck(self.deck))]
        if (meeting := board.meeting_at(now)) is not None:
            prompts = with_own(self.deck.prompts, board.about)
            laid: Json = lay_deck(prompts, meeting.id, is_first=board.held[0].id == meeting.id)
            if laid != meeting.fields.get("deck"):
                writes += [meeting.write("deck", laid), meeting.write("prompt", dealt_anew(meeting, board, now))]
        return Change("deck.choose", _differing(writes))


@dataclass(frozen=True, slots=True)
class AddQuestion(Command):
    """Adds a question in the group's own words; in a meeting it comes next."""

    id: str
    """A ULID, made by the asker: kept twice, it is kept once."""
    text: str
    source: str = ""
    """Whoever asked it first, or where it comes from; "" for the group itself."""
    deck: tuple[Prompt, ...] = ()
    """What the next meeting would be asked: where none is open, no question is asked there twice."""
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        field, meeting = ADDED + self.id, board.meeting_at(now)
        if field in board.about.fields:
            return Change("question.add", ())
        text = clean_question(self.text, questions_of(board, self.deck, now))
        kept: dict[str, Json] = {"text": text, "source": _clean_source(self.source), "added": True}
        writes = [board.about.write(field, dict(kept))]
        if meeting is not None:
            behind, prompt = put_next(meeting, board, now)
            writes += [meeting.write(field, kept | {"behind": behind}), meeting.write("prompt", prompt)]
        return Change("question.add", _differing(writes))


@dataclass(frozen=True, slots=True)
class ChangeQuestion(Command):
    """Says a question in other words; one of a deck keeps what it leans on."""

    id: str
    text: str
    source: str = ""
    """Of one that the group added: who asked it first."""
    seen: str = ""
    """Its words when whoever asks began, so that nobody writes over another's; "" to write all the same."""
    deck: tuple[Prompt, ...] = ()
    """What the next meeting would be asked, where none is open."""
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        asked = questions_of(board, self.deck, now)
        prompt = _known(self.id, asked)
        if self.seen and self.seen != prompt.text:
            raise Refusal("question-changed-meanwhile", text=prompt.text)
        text = clean_question(self.text, [other for other in asked if other.id != self.id])
        source = _clean_source(self.source) if prompt.is_added else prompt.source
        if (text, source) == (prompt.text, prompt.source):
            return Change("question.set", ())
        field = ADDED + self.id
        return Change("question.set", _differing([_said_again(one, field, text, source) for one in _both(board, now)]))


@dataclass(frozen=True, slots=True)
class PutAwayQuestion(Command):
    """Puts a question away, or brings it back: in this meeting and in those to come it is asked no more."""

    id: str
    is_away: bool = True
    deck: tuple[Prompt, ...] = ()
    """What the next meeting would be asked, where none is open."""
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        op, asked = "question.away" if self.is_away else "question.back", questions_of(board, self.deck, now)
        prompt = _known(self.id, asked)
        if prompt.when == ALWAYS:
            raise Refusal("question-stays", text=prompt.text)
        if (prompt.when == AWAY) == self.is_away:
            return Change(op, ())
        if self.is_away and not any(other.when != AWAY for other in asked if other.id != self.id):
            raise Refusal("question-is-the-last")
        field, after = PUT_AWAY + self.id, mark(who, now) if self.is_away else None
        return Change(op, _differing([one.write(field, after) for one in _both(board, now)]))


def questions_of(board: Board, deck: Sequence[Prompt], now: int) -> Sequence[Prompt]:
    """Return what this meeting is asked, put away or not; where none is open, what the next one would be.

    `deck` is what a meeting is asked on this computer where the group has chosen nothing on the board.
    """
    if (meeting := board.meeting_at(now)) is not None:
        ours = {prompt.id: prompt for prompt in with_own(deck_of(meeting), board.about)}
        return [
            prompt._replace(is_added=ours[prompt.id].is_added, is_changed=ours[prompt.id].is_changed)
            for prompt in deck_of(meeting)
        ]
    chosen = chosen_deck(board)
    return with_own(deck or (chosen.prompts if chosen else ()), board.about)


def clean_question(text: str, others: Sequence[Prompt]) -> str:
    """Return a question as it may be kept.

    Raises:
        Refusal: it cannot be read, is too long for one row, or is asked already.
    """
    words = strip_text(text)
    if not has_ink(words) or not any(map(str.isalnum, words)):
        raise Refusal("question-without-words")
    if len(words) > LONGEST:
        raise Refusal("question-too-long", number=len(words), limit=LONGEST)
    twin = next((other for other in others if other.text.casefold() == words.casefold()), None)
    if twin is not None:
        raise Refusal("question-put-away-there" if twin.when == AWAY else "question-there", text=twin.text)
    return clean_text(words)


def _clean_source(source: str) -> str:
    return clean_text(source, limit=SOURCE_LIMIT) if has_ink(source) else ""


def _known(name: str, prompts: Sequence[Prompt]) -> Prompt:
    prompt = next((prompt for prompt in prompts if prompt.id == name), None)
    if prompt is None:
        raise Refusal("question-not-there")
    return prompt


def _both(board: Board, now: int) -> list[Record]:
    """Return where a change is kept: on the board for the meetings to come, and in the one that is open."""
    meeting = board.meeting_at(now)
    return [board.about, *([meeting] if meeting else [])]


def _said_again(record: Record, field: str, text: str, source: str) -> Write:
    """Return the write of a question in other words; that it was added, and behind which, stays with it."""
    kept = record.fields.get(field)
    said: dict[str, Json] = dict(kept) if isinstance(kept, dict) else {}
    return record.write(field, said | {"text": text, "source": source})


def _differing(writes: Sequence[Write]) -> tuple[Write, ...]:
    return tuple(write for write in writes if write.before != write.after)

"""What there is to say of a card, or of somebody who is not here: one list, which `fact_words` words for each place."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cofacil.board.agreement import how_many
from cofacil.board.asked_after import CLOSING, STATE_AFTER, Came, Kept, last_answer
from cofacil.board.carried import comes_from
from cofacil.board.kinds import AbsenceState, Mark
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.agreement_words import agreed_by, missing_in_brief, missing_names
from cofacil.language.answer_words import ANSWERS
from cofacil.language.catalog import _
from cofacil.language.days import day_of
from cofacil.language.names import names_of

STRUCK = N_("(struck out at somebody's wish)")
HIDDEN = N_("(written quietly, not shown yet)")
LET_GO_WORDS = N_("let go")


class FactKind(StrEnum):
    """What is said by a fact."""

    KIND = "kind"
    """`words`: what such a card is called within a line."""
    SAID = "said"
    """`names`: who said it, none for the room; `words`: who heard it, where that is another; `label`, `at`."""
    WILL = "will"
    """`names`: who said "I will", `ROOM` for all of us; `when`."""
    AGREED = "agreed"
    """`words`: by how many of us, and who was not in the room then; `at`."""
    SUGGESTED = "suggested"
    """It is a suggestion, for somebody to take or leave."""
    BY = "by"
    """`when`: a day that nobody has said "I will" for."""
    NOTE = "note"
    """It has a note, which its page shows."""
    MEETS = "meets"
    """`label` and `words`: how it is tied to another, and what that one says."""
    TAGS = "tags"
    WICKED = "wicked"
    """It is bigger than us, and stays with the board."""
    EVIDENCE = "evidence"
    """It needs evidence; `names`: who finds out, `ROOM` for all of us, none while nobody has said so."""
    ANSWERED = "answered"
    """`words`: what was answered last when it was asked what came of it, and what was said with it; `at`: when that meeting was."""
    DONE = "done"
    """`words`: what is said of one that is done with."""
    FROM = "from"
    """`at`: the earlier meeting that it comes from."""
    GONE = "gone"
    WRITTEN = "written"
    """`names`: who wrote it down; `at`."""
    ALWAYS = "always"
    """They are missing from every meeting."""
    NOT_HERE = "not_here"
    KNOWS = "knows"
    """`names`: who knows one of them; none while nobody is known to."""
    ASKS = "asks"
    """`names`: who asks; `when`; `words`: where."""
    ASKS_TOO = "asks_too"
    """The same, where it is the one who knows them."""
    SPEAKS = "speaks"
    """`names`: who speaks next time for those who cannot come at all."""
    SOMETIME = "sometime"
    """`when`; `words`: where, while nobody has said that they ask."""
    STATE = "state"
    """`state`: how far the way to them has come."""
    NAMED = "named"
    """`label`, `at`; `words`: the question that brought them up."""


class Fact(NamedTuple):
    """One thing to say; which of the values mean something stands with its kind."""

    kind: FactKind
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    when: str = ""
    """A day as the file keeps it."""
    at: int = 0
    """A moment, UTC milliseconds."""
    label: str = ""
    state: AbsenceState = AbsenceState.NOTICED
    today: date = date.max
    """The day on which it is said."""
    is_open: bool = False
    """Whether what it is said of is still to be done."""

    @property
    def day(self) -> date | None:
        return day_of(self.when)

    @property
    def is_late(self) -> bool:
        """Say whether its day is over, and what was to be done by then is not."""
        return self.is_open and self.day is not None and self.day < self.today


def facts(board: Board, record: Card | Absence, today: date) -> tuple[Fact, ...]:
    """Return all there is to say, today, of a card or an absence beside its own words."""
    found = _of_card(board, record, today) if isinstance(record, Card) else _of_absence(board, record, today)
    return (*found, *_of_both(board, record, today))


def _is_to_do(record: Card | Absence) -> bool:
    """Say whether what a record has a day for is still to be done: who is invited has been asked."""
    return record.is_open and not (isinstance(record, Absence) and record.state is AbsenceState.INVITED)


def fact_of(found: Iterable[Fact], *kinds: FactKind) -> Fact | None:
    """Return the first fact of these kinds."""
    return next((fact for fact in found if fact.kind in kinds), None)


def words_of(record: Card | Absence) -> str:
    """Return a card's own words, or who is not here; that they were struck out, or are hidden, where they are."""
    if record.is_withheld:
        return _(HIDDEN)
    if isinstance(record, Absence):
        return record.who
    return _(STRUCK) if record.is_struck else record.text


def _of_card(board: Board, card: Card, today: date) -> Iterator[Fact]:
    kind, said, owners, when, tags = card.kind, card.said, card.owners, card.when, card.tags
    speaker = (board.name_of(said),) if said else ()
    heard = (board.name_of(card.by),) if card.by and card.by != said else ()
    yield Fact(FactKind.KIND, words=(kind.spec.word,))
    if card.is_withheld:
        return
    yield Fact(FactKind.SAID, speaker, heard, at=card.at, label=board.label_of(card), today=today)
    if card.note:
        yield Fact(FactKind.NOTE)
    if owners:
        yield Fact(FactKind.WILL, names_of(board, owners), when=when, today=today, is_open=_is_to_do(card))
    elif when:
        yield Fact(FactKind.BY, when=when, today=today, is_open=_is_to_do(card))
    if card.agreed:
        missing = missing_names(board, card.agreed)
        words = (agreed_by(how_many(board, card.agreed)), missing_in_brief(missing))
        yield Fact(FactKind.AGREED, words=words, at=card.agreed.at, today=today)
    if Mark.SUGGESTION in card.marks:
        yield Fact(FactKind.SUGGESTED)
    if tags:
        yield Fact(FactKind.TAGS, words=tags)
    yield from _how_it_stands(board, card)


def _how_it_stands(board: Board, card: Card) -> Iterator[Fact]:
    """Say how it stays open, or that it does not."""
    if Mark.WICKED in card.marks:
        yield Fact(FactKind.WICKED)
    if Mark.EVIDENCE in card.marks or card.finds_out:
        yield Fact(FactKind.EVIDENCE, names_of(board, card.finds_out))
    if not card.is_struck:
        yield from _answered(board, card)
    if card.is_done:
        yield Fact(FactKind.DONE, words=(LET_GO_WORDS if card.is_let_go else card.kind.done_word,))


def _of_absence(board: Board, absence: Absence, today: date) -> Iterator[Fact]:
    if absence.is_withheld:
        yield Fact(FactKind.NOT_HERE)
        return
    question = (absence.prompt,) if absence.prompt else ()
    yield Fact(FactKind.NAMED, words=question, at=absence.at, label=board.label_of(absence), today=today)
    yield Fact(FactKind.ALWAYS if absence.is_standing else FactKind.NOT_HERE)
    if absence.knows or not absence.is_standing:
        yield Fact(FactKind.KNOWS, (board.name_of(absence.knows),) if absence.knows else ())
    where = (absence.where,) if absence.where else ()
    if absence.asks:
        asks = FactKind.ASKS_TOO if absence.asks == absence.knows else FactKind.ASKS
        yield Fact(
            asks, (board.name_of(absence.asks),), where, when=absence.when, today=today, is_open=_is_to_do(absence)
        )
    elif absence.when or where:
        yield Fact(FactKind.SOMETIME, (), where, when=absence.when, today=today, is_open=_is_to_do(absence))
    if absence.speaks:
        yield Fact(FactKind.SPEAKS, (board.name_of(absence.speaks),))
    yield from _answered(board, absence)
    yield Fact(FactKind.STATE, state=absence.state)


def _answered(board: Board, record: Card | Absence) -> Iterator[Fact]:
    """Say what was answered last, unless it is no longer so: what was kept, or came, and is open again."""
    answered = last_answer(board, record)
    if answered is None or (answered.answer in CLOSING and record.is_open):
        return
    if isinstance(record, Absence) and not _is_so(answered.answer, record.state):
        return
    words = (ANSWERS[answered.answer], answered.why)
    yield Fact(FactKind.ANSWERED, words=words, at=answered.meeting.opened, is_open=record.is_open)


def _is_so(answer: Kept | Came, state: AbsenceState) -> bool:
    """Say whether the way to somebody is as far as it was answered: who was not asked then may have been since."""
    if isinstance(answer, Kept) or answer is Came.NOT_ASKED:
        return state in (AbsenceState.NOTICED, AbsenceState.BRIDGED)
    return STATE_AFTER[answer] is state


def _of_both(board: Board, record: Card | Absence, today: date) -> Iterator[Fact]:
    if (meeting := comes_from(board, record)) is not None:
        yield Fact(FactKind.FROM, at=meeting, today=today)
    if record.is_gone:
        yield Fact(FactKind.GONE)
    for link in board.links_of(record.id):
        other = board.records[link.end if link.start == record.id else link.start]
        words = words_of(other) if isinstance(other, Card | Absence) else ""
        yield Fact(FactKind.MEETS, words=(link.kind, words), label=board.label_of(other))
    yield Fact(FactKind.WRITTEN, (board.name_of(record.by),) if record.by else (), at=record.at, today=today)

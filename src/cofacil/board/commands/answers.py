"""What has come of a promise, or of an invitation: answered by whoever said it, once in a meeting."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.asked_after import CLOSING, STATE_AFTER, Came, Kept, answer_of, askers, is_asker_here
from cofacil.board.carried import Carried
from cofacil.board.commands.base import Command, card_on_wall
from cofacil.board.commands.people import arrivals
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Json
from cofacil.board.kinds import AbsenceState, Role
from cofacil.board.model import Board, Who
from cofacil.board.records import LET_GO, Absence, CardId
from cofacil.board.text import CARD_SHOWN, clean_text, has_ink


@dataclass(frozen=True, slots=True)
class AnswerPromise(Command):
    """Says what has come of a promise; what is kept, or let go, does not come back."""

    card: CardId
    answer: Kept | None
    """None takes back what was answered."""
    why: str = ""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = card_on_wall(board, self.card)
        meeting = board.meeting_id(now)
        if not meeting:
            raise Refusal("no-meeting-open")
        if not card.owners:
            raise Refusal("nobody-promised", label=board.label_of(card))
        _refuse_answering_for_others(board, card, who)
        before = answer_of(board, card)
        answer: Json = {"answer": str(self.answer), "why": _why(self.why)} if self.answer else None
        done: Json = card.fields.get("done")
        if before in CLOSING and self.answer is not before:
            done = None
        if self.answer in CLOSING and not done:
            done = {"at": now, "how": LET_GO if self.answer is Kept.LET_GO else card.kind.done_word}
        writes = (card.write(f"promise.{meeting}", answer), card.write("done", done))
        return Change("promise.answer", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class AnswerInvitation(Command):
    """Says what has come of asking somebody to join; `person` is who came, where that is known."""

    absence: EntityId
    answer: Came | None
    """None takes back what was answered."""
    why: str = ""
    person: str = ""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        absence = board.absence(self.absence)
        meeting = board.meeting_id(now)
        if absence.is_gone:
            raise Refusal("absence-put-away", label=board.label_of(absence))
        if absence.is_standing:
            raise Refusal("not-born-yet")
        if not meeting:
            raise Refusal("no-meeting-open")
        if self.answer is not Came.CAME:  # who has come is here for all to see
            _refuse_answering_for_others(board, absence, who)
        after = STATE_AFTER.get(self.answer) if self.answer else None
        wanted = [
            absence.write(f"round.{meeting}", str(self.answer) if self.answer else None),
            absence.write(f"why.{meeting}", _why(self.why) or None),
            absence.write("state", str(after or _as_far_as_known(absence))),
        ]
        if self.answer is not Came.CAME and answer_of(board, absence) is Came.CAME:
            wanted.append(absence.write("person", None))
        if self.answer is Came.CAME:
            person = board.person(self.person) if self.person else board.known(absence.who)
            if person is not None and not person.is_gone:
                wanted += arrivals(board, {person.slug: person.name}, now)
                wanted.append(absence.write("person", person.slug))
        return Change("absence.round", tuple(write for write in wanted if write.before != write.after))


def _refuse_answering_for_others(board: Board, record: Carried, who: Who) -> None:
    """Refuse what is said in place of somebody: of who is here, whoever facilitates writes down what they say."""
    said = askers(record)
    if board.one(who.person) in map(board.one, said):
        return
    if not Role(who.role).includes(Role.COFACILITATOR):
        raise Refusal("promise-of-another", label=board.label_of(record))
    if not is_asker_here(board, record):
        raise Refusal("promise-of-absent", name=board.name_of(said[0]), label=board.label_of(record))


def _why(words: str) -> str:
    return clean_text(words, limit=CARD_SHOWN) if has_ink(words) else ""


def _as_far_as_known(absence: Absence) -> AbsenceState:
    return AbsenceState.BRIDGED if absence.knows else AbsenceState.NOTICED

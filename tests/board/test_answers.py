"""What we said we would do: each promise and each invitation asked after, and nobody answers for the absent."""

import pytest

from cofacil.board.asked_after import Answered, Came, Kept, answer_of, asked_after, last_answer, why_of
from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.model import Who
from cofacil.board.records import Card
from cofacil.board.slugs import ROOM
from wall import ANA, BEA, KOFI, Wall

DAY = 86_400_000


@pytest.fixture
def wall() -> Wall:
    """The second meeting, four weeks behind the first: Priya and Kofi are here again, Tom is not."""
    wall = Wall()
    wall.do(FoundBoard("absence/00", "Riverside garden"))
    wall.meet()
    for name in ("Priya", "Tom", "Kofi", "Bea"):
        wall.do(AddPerson(name))
    promise(wall, "card/priya", "I'll ask the caretaker", ("Priya",), "2026-11-27")
    promise(wall, "card/tom", "I'll bring a saw", ("Tom",))
    promise(wall, "card/both", "We clear two beds", ("Tom", "Kofi"), "2026-11-25")
    promise(wall, "card/us", "We here will meet again", (ROOM,))
    wall.do(AddCard("card/none", Kind.ACTION, "Ring the allotment"))
    wall.do(NameAbsence("absence/night", "night cleaners at the school"))
    wall.do(SetAbsence("absence/night", knows="Bea", asks="Bea"))
    wall.do(NameAbsence("absence/young", "under-16s"))
    wall.do(CloseMeeting())
    wall.now += 28 * DAY
    wall.meet()
    for name in ("Priya", "Kofi"):
        wall.do(AddPerson(name))
    return wall


def promise(wall: Wall, card: EntityId, text: str, owners: tuple[str, ...], when: str = "") -> None:
    wall.do(AddCard(card, Kind.ACTION, text, owners=owners, when=when))


def refused(wall: Wall, command: Command, who: Who = ANA) -> str:
    """Return the name of what is said against a command."""
    with pytest.raises(Refusal) as met:
        wall.do(command, who)
    return met.value.name


def ids(wall: Wall) -> list[str]:
    return [record.id for record in asked_after(wall.board)]


def test_promises_come_by_their_day_then_invitations_and_never_who_is_always_missing(wall: Wall) -> None:
    asked = ["card/both", "card/priya", "card/tom", "card/us", "absence/night", "absence/young"]
    assert ids(wall) == asked


def test_what_is_promised_in_this_meeting_is_not_asked_after_yet(wall: Wall) -> None:
    promise(wall, "card/new", "I will sweep", ("Priya",))
    wall.do(NameAbsence("absence/new", "the bus drivers"))
    assert not {"card/new", "absence/new"} & set(ids(wall))


def test_what_was_there_before_and_is_promised_in_this_meeting_is_not_asked_after_in_it(wall: Wall) -> None:
    wall.do(TakeCard("card/none", "Priya"))
    wall.do(EditCard("card/tom", owners=("Kofi",)))
    wall.do(SetAbsence("absence/young", asks="Priya"))
    assert not {"card/none", "card/tom", "absence/young"} & set(ids(wall))
    wall.do(TakeCard("card/both", "Priya"))
    assert "card/both" in ids(wall), "Tom and Kofi said so four weeks ago"
    wall.do(TakeCard("card/priya", "Priya"))
    assert "card/priya" in ids(wall), "to say so again is no other promise"
    wall.do(CloseMeeting())
    wall.now += 28 * DAY
    wall.meet()
    assert {"card/none", "card/tom", "absence/young"} <= set(ids(wall))


def test_who_is_made_one_with_another_promised_when_they_did(wall: Wall) -> None:
    wall.do(AddPerson("Pri Ya"))
    wall.do(TakeCard("card/none", "Pri Ya"))
    wall.do(MakeOne("pri-ya", "priya"))
    assert wall.board.card("card/none").owners == ("priya",)
    assert "card/none" not in ids(wall)


def test_what_was_answered_last_is_known_in_every_later_meeting(wall: Wall) -> None:
    def card() -> Answered | None:
        return last_answer(wall.board, wall.board.card("card/priya"))

    assert card() is None
    wall.do(AnswerPromise("card/priya", Kept.NOT_YET, "she was ill"))
    first = wall.board.meeting
    for _number in range(2):
        found = card()
        assert found
        assert (found.answer, found.why, found.meeting.id) == (Kept.NOT_YET, "she was ill", first.id if first else "")
        wall.do(CloseMeeting())
        wall.now += 28 * DAY
        wall.meet()
    wall.do(AddPerson("Priya"))
    wall.do(AnswerPromise("card/priya", Kept.PARTLY))
    found = card()
    assert found
    assert found.answer is Kept.PARTLY
    wall.do(AnswerInvitation("absence/young", Came.NOT_ASKED))
    young = last_answer(wall.board, wall.board.absence("absence/young"))
    assert young
    assert young.answer is Came.NOT_ASKED


def test_in_a_first_meeting_nothing_is_asked_after() -> None:
    wall = Wall()
    wall.meet()
    promise(wall, "card/1", "I will sweep", ("Ana",))
    assert asked_after(wall.board) == ()


@pytest.mark.parametrize(
    ("answer", "is_open", "how"),
    [(Kept.KEPT, False, "done"), (Kept.PARTLY, True, ""), (Kept.NOT_YET, True, ""), (Kept.LET_GO, False, "let_go")],
)
def test_what_is_kept_or_let_go_is_done_with_and_the_rest_stays_open(
    wall: Wall, answer: Kept, is_open: bool, how: str
) -> None:
    wall.do(AnswerPromise("card/priya", answer, " the second key \n is found "))
    card = wall.board.card("card/priya")
    done = card.fields.get("done")
    assert card.is_open is is_open
    assert (done["how"] if isinstance(done, dict) else "") == how
    assert card.is_let_go is (answer is Kept.LET_GO)
    assert (answer_of(wall.board, card), why_of(wall.board, card)) == (answer, "the second key is found")
    assert "card/priya" in ids(wall)


def test_another_answer_takes_the_place_of_the_first_and_none_takes_it_back(wall: Wall) -> None:
    for answer in (Kept.KEPT, Kept.LET_GO, Kept.NOT_YET, Kept.KEPT):
        wall.do(AnswerPromise("card/priya", answer))
    assert wall.board.card("card/priya").is_done
    wall.do(AnswerPromise("card/priya", None))
    card = wall.board.card("card/priya")
    assert card.is_open
    assert answer_of(wall.board, card) is None
    assert wall.do(AnswerPromise("card/priya", None)).writes == ()


def test_undo_takes_an_answer_back_whole(wall: Wall) -> None:
    before = dict(wall.board.card("card/priya").fields)
    wall.do(AnswerPromise("card/priya", Kept.LET_GO, "no time"))
    wall.undo()
    assert dict(wall.board.card("card/priya").fields) == before


def test_what_was_done_before_it_was_asked_stays_so_when_the_answer_is_taken_back(wall: Wall) -> None:
    wall.do(AnswerPromise("card/priya", Kept.PARTLY))
    wall.do(MarkDone("card/priya"))
    wall.do(AnswerPromise("card/priya", Kept.NOT_YET))
    assert wall.board.card("card/priya").is_done


def test_nobody_answers_for_who_is_not_here(wall: Wall) -> None:
    assert refused(wall, AnswerPromise("card/tom", Kept.KEPT)) == "promise-of-absent"
    wall.do(AnswerPromise("card/both", Kept.KEPT))
    wall.do(AnswerPromise("card/us", Kept.PARTLY))
    wall.do(AddPerson("Tom"))
    wall.do(AnswerPromise("card/tom", Kept.NOT_YET))


def test_who_asks_and_is_not_here_answers_for_no_invitation_but_who_has_come_is_seen(wall: Wall) -> None:
    assert refused(wall, AnswerInvitation("absence/night", Came.ASKED)) == "promise-of-absent"
    wall.do(AnswerInvitation("absence/night", Came.CAME))
    assert wall.board.absence("absence/night").state is AbsenceState.JOINED


def test_a_participant_answers_for_themselves_alone_and_who_watches_for_nobody(wall: Wall) -> None:
    wall.do(AnswerPromise("card/both", Kept.KEPT), KOFI)
    assert refused(wall, AnswerPromise("card/priya", Kept.KEPT), KOFI) == "promise-of-another"
    assert refused(wall, AnswerInvitation("absence/young", Came.ASKED), KOFI) == "promise-of-another"
    assert not Role.VIEWER.includes(AnswerPromise.role)
    assert not Role.VIEWER.includes(AnswerInvitation.role)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Came.CAME, AbsenceState.JOINED),
        (Came.ASKED, AbsenceState.INVITED),
        (Came.NOT_ASKED, AbsenceState.BRIDGED),
        (Came.SAID_NO, AbsenceState.DECLINED),
    ],
)
def test_an_invitation_comes_so_far_and_its_answer_can_be_taken_back(
    wall: Wall, answer: Came, state: AbsenceState
) -> None:
    wall.do(AnswerInvitation("absence/night", answer, "on Tuesday"), BEA)
    absence = wall.board.absence("absence/night")
    assert absence.state is state
    assert (answer_of(wall.board, absence), why_of(wall.board, absence)) == (answer, "on Tuesday")
    assert "absence/night" in ids(wall)
    wall.do(AnswerInvitation("absence/night", None), BEA)
    assert wall.board.absence("absence/night").state is AbsenceState.BRIDGED


def test_who_came_is_kept_with_the_invitation_and_is_here(wall: Wall) -> None:
    wall.do(AddPerson("Rosa", "night cleaner"))
    wall.do(AnswerInvitation("absence/night", Came.CAME, person="rosa"))
    assert wall.board.absence("absence/night").word("person") == "rosa"
    wall.undo()
    assert wall.board.absence("absence/night").is_open


def test_what_cannot_be_asked_after_is_refused_in_one_sentence(wall: Wall) -> None:
    assert refused(wall, AnswerPromise("card/none", Kept.KEPT)) == "nobody-promised"
    assert refused(wall, AnswerInvitation("absence/00", Came.CAME)) == "not-born-yet"
    wall.do(PutAway("absence/young"))
    assert refused(wall, AnswerInvitation("absence/young", Came.CAME)) == "absence-put-away"
    wall.do(CloseMeeting())
    assert refused(wall, AnswerPromise("card/us", Kept.KEPT)) == "no-meeting-open"
    assert refused(wall, AnswerInvitation("absence/night", Came.CAME)) == "no-meeting-open"


def test_a_promise_that_somebody_made_one_with_another_said_is_theirs(wall: Wall) -> None:
    wall.do(TakeCard("card/none", "Bea"))
    assert isinstance(wall.board.records["card/none"], Card)
    wall.do(AnswerPromise("card/none", Kept.KEPT), BEA)
    assert refused(wall, AnswerPromise("card/none", Kept.PARTLY), ANA) == "promise-of-absent"


def test_an_answer_that_somebody_has_changed_since_is_not_undone_with_what_came_of_it(wall: Wall) -> None:
    wall.do(AnswerPromise("card/priya", Kept.KEPT), ANA)
    wall.do(AnswerPromise("card/priya", Kept.KEPT, "the caretaker said yes"), BEA)
    wall.undo(ANA)
    assert answer_of(wall.board, wall.board.card("card/priya")) is Kept.KEPT
    assert wall.board.card("card/priya").is_done


def test_who_came_after_all_not_is_nobody_in_particular(wall: Wall) -> None:
    wall.do(NameAbsence("absence/tom", "Tom"))
    wall.do(AnswerInvitation("absence/tom", Came.CAME))
    assert wall.board.absence("absence/tom").fields["person"] == "tom"
    wall.do(AnswerInvitation("absence/tom", None))
    assert "person" not in wall.board.absence("absence/tom").fields


def test_a_why_that_another_program_wrote_is_fit_to_be_shown(wall: Wall) -> None:
    wall.do(AnswerPromise("card/priya", Kept.PARTLY, "half of it"))
    assert wall.board.meeting
    field = f"promise.{wall.board.meeting.id.partition('/')[2]}"
    wall.write("card/priya", field, {"answer": "partly", "why": "half\x1b[2J of it"})
    assert "\x1b" not in why_of(wall.board, wall.board.card("card/priya"))

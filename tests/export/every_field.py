"""A board on which a name stands wherever somebody can type one, in every way in which people write it."""

from exporting import Written

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.absences import CardToAbsence, NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree, Invite
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard, TakeCard
from cofacil.board.commands.closing import AddNextTime, FindOut, SayNoneToday, SpeakFor
from cofacil.board.commands.meetings import Arrive, CloseMeeting, FoundBoard, OpenMeeting, SetBoard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.commands.next_meeting import AboutMeeting
from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.commands.steps import AddStep, ChangeStep, GoToStep, LayPlan
from cofacil.board.commands.themes import GatherCard, RenameTheme
from cofacil.board.commands.undo import Undo
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep
from cofacil.board.prompts import Prompt

TYPIST, FACILITATOR, RENAMED, MISSING, TWICE = "Vroni Zwack", "Xóchitl O'Quill", "Kwabena", "Zebedee Quux", "Thrudwig"
NAMES = ("Vroni", "Zwack", "Xóchitl", "O'Quill", "Kwabena", "Kwabs", "Zebedee", "Quux", "Thrudwig", "Thrudi")
"""Every name that anybody has there, and every part of one."""
ASK = f"ask {FACILITATOR}, XOCHITL’S aunt, Kwabena, kwabs, zebedee or Quux, thrudi and Vroni-Zwack"
SHORT = "Zebedee, Kwabs & OQuill"


def every_field() -> Written:
    """Return the board, in its second meeting."""
    board = Written()
    board.do(FoundBoard(unborn := board.id("absence"), f"The garden of {RENAMED}", ASK, SHORT), TYPIST)
    board.do(AddPerson(RENAMED), TYPIST)
    board.do(AddPerson(TWICE), TYPIST)
    board.do(AddPerson("Thrudi"), TYPIST)
    board.do(MakeOne("thrudi", "thrudwig"), TYPIST)
    board.do(ChangePerson("kwabena", "Kwabs", brings=ASK), TYPIST)
    board.do(
        OpenMeeting(board.id("meeting"), (Prompt("ask-zebedee", f"What would {MISSING} say?", SHORT, "any"),)), TYPIST
    )
    board.do(AboutMeeting(purpose=ASK, place=SHORT, access=f"Ring {FACILITATOR}"), TYPIST)
    steps = (
        PlannedStep("Zebedee tells", 5, "What of Kwabena?", ASK, Kind.QUESTION),
        PlannedStep("Quux", 5, "Quux?", SHORT),
    )
    board.do(LayPlan((board.id("step"), board.id("step")), Plan("x", "The plan of Zwack", steps)), TYPIST)
    first = board.room.board.plan[0].id
    board.do(ChangeStep(first, "Kwabs", 6, "Xóchitl?", "O’Quill"), TYPIST)
    board.do(AddStep(board.id("step"), PlannedStep("Thrudwig", 5, "Thrudi?", ASK), first), TYPIST)
    board.do(GoToStep(first), TYPIST)
    board.do(Arrive(FACILITATOR), TYPIST)
    board.do(SpeakFor(unborn, "Kwabs"), TYPIST)
    absence = _missing(board)
    kept = _cards(board)
    board.do(AddNextTime(board.clock.new_id(), ASK), TYPIST)
    board.do(SayNoneToday(ASK), TYPIST)
    board.clock.pass_minutes(60)
    board.do(CloseMeeting(), TYPIST)
    _since(board, kept, absence)
    return board


def _missing(board: Written) -> str:
    """Name who is missing; return whom somebody asks."""
    absence = board.id("absence")
    board.do(NameAbsence(absence, MISSING, f"What of {RENAMED}?"), FACILITATOR)
    board.do(SetAbsence(absence, knows="Kwabs", asks=FACILITATOR, when="2026-12-24"), FACILITATOR)
    board.do(SetAbsence(absence, where=ASK), TYPIST)
    board.do(NameAbsence(board.id("absence"), "Night cleaners, with Quux"), TYPIST)
    return absence


def _since(board: Written, kept: str, absence: str) -> None:
    """Meet again, and say what came of it."""
    board.do(OpenMeeting(board.id("meeting"), ()), TYPIST)
    for name in ("Kwabs", FACILITATOR):
        board.do(Arrive(name), TYPIST)
    board.do(AnswerPromise(kept, Kept.NOT_YET, ASK), TYPIST)
    board.do(AnswerInvitation(absence, Came.SAID_NO, ASK), TYPIST)


def _cards(board: Written) -> str:
    """Say something in every column; return what somebody will do."""
    kept = ""
    for kind in Kind:
        card = board.id("card")
        owners = ("Kwabs", FACILITATOR) if kind.has_owners else ()
        board.do(
            AddCard(card, kind, ASK, ASK, FACILITATOR, owners, "2026-12-23" if owners else "", (SHORT,)), FACILITATOR
        )
        board.do(AddToNote(card, ASK), TYPIST)
        board.do(Undo(board.do(EditCard(card, text=f"{ASK}!", note=SHORT), TYPIST).own[-1]), TYPIST)
        board.do(GatherCard(card, f"Theme of {kind} Quux"), TYPIST)
        board.do(RenameTheme(f"theme of {kind} quux", f"Zebedee’s {kind}"), TYPIST)
        kept = card if kind.has_owners else kept
    for after in (StrikeOut, PutAway):
        card = board.id("card")
        board.do(AddCard(card, Kind.QUESTION, ASK, ASK, "Kwabs", tags=(SHORT,)), FACILITATOR)
        board.do(Agree(card) if after is PutAway else TakeCard(kept, FACILITATOR), TYPIST)
        board.do(after(card), TYPIST)
    gone = board.do(AddCard(board.id("card"), Kind.OFFER, "Only here: Zebedee", tags=("Quux",)), TYPIST)
    board.do(Undo(gone.own[-1]), TYPIST)
    person = board.id("card")
    board.do(AddCard(person, Kind.QUESTION, "Zebedee's cousin"), TYPIST)
    board.do(CardToAbsence(person, board.id("absence")), TYPIST)
    known = board.id("card")
    board.do(AddCard(known, Kind.ISSUE, ASK), TYPIST)
    board.do(FindOut(known, ("Kwabs",)), TYPIST)
    board.do(Invite(board.id("absence"), board.id("link"), "Quux", known), TYPIST)
    board.do(SetBoard(purpose=f"{ASK}."), TYPIST)
    return kept

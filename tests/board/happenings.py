"""What happens on a board when several people do whatever comes to mind, for Hypothesis."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.absences import AbsenceCame, CardToAbsence, NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import AddFrom, Agree, Invite, Suggest
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard, TakeCard
from cofacil.board.commands.closing import AddNextTime, FindOut, SayNoneToday, SpeakFor, StayOpen, Stays
from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting, TurnPrompt
from cofacil.board.commands.moving import BringBack, MarkDone, MoveCard, PutAway, Reopen, StrikeOut
from cofacil.board.commands.next_meeting import AboutMeeting, ComeAgain, NotHere
from cofacil.board.commands.one_person import MakeOne, TakeAway
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.commands.questions import AddQuestion, ChangeQuestion, ChooseDeck, PutAwayQuestion
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll, WrittenThen
from cofacil.board.commands.steps import AddStep, ChangeStep, EndSteps, GoToStep, LayPlan, MoveStep, PutAwayStep
from cofacil.board.commands.themes import BringBackTheme, GatherCard, LeaveTheme, PutAwayTheme, RenameTheme
from cofacil.board.commands.timer import GiveTime, StartTimer
from cofacil.board.deck import Deck, Prompt
from cofacil.board.errors import Refusal
from cofacil.board.events import Event
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.prompts import deck_of
from cofacil.board.quiet import written_since
from cofacil.board.slugs import ROOM
from cofacil.board.themes import theme_key
from wall import ANA, BEA, KOFI, MINUTE, Wall

PEOPLE = (ANA, BEA, KOFI)
NAMES = ("Grace", "Mo", "Siân")
PLAN = Plan("two", "Two steps", (PlannedStep("One", 5, "Who is here?"), PlannedStep("Two", 10, "What will we do?")))
THEMES = ("Gate", "garden gate", "GATE")
DECK = tuple(Prompt(str(number), f"Who is number {number}?") for number in range(5))
DECKS = (
    Deck("Five", DECK, "five"),
    Deck("Hens", (DECK[0], Prompt("hens", "Who feeds the hens?")), "hens", is_own=True),
)


PLAN = Plan(
    "three",
    "Three steps",
    (
        PlannedStep("Welcome", 5, "Who is here?"),
        PlannedStep("Write", 5, "What would you like to know?", "", "question", Writing.QUIET),
        PlannedStep("Offer", 10, "What could you bring?", "", "offer"),
    ),
)


@dataclass(frozen=True)
class Step:
    """One thing that somebody does, on whichever card the numbers fall."""

    do: str
    who: int
    one: int
    other: int


_DEEDS = [
    "add",
    "add",
    "add",
    "add",
    "edit",
    "edit",
    "note",
    "move",
    "move",
    "move",
    "done",
    "reopen",
    "put",
    "put",
    "bring",
    "take",
    "agree",
    "suggest",
    "invite",
    "born",
    "plan",
    "strike",
    "name",
    "set",
    "came",
    "turn",
    "lay",
    "go",
    "go",
    "change_step",
    "add_step",
    "move_step",
    "put_step",
    "end_steps",
    "tie",
    "untie",
    "stays",
    "stays",
    "finds",
    "speaks",
    "next",
    "none",
    "gather",
    "gather",
    "ungather",
    "call",
    "theme away",
    "theme back",
    "open",
    "close",
    "person",
    "left",
    "again",
    "not here",
    "about",
    "kept",
    "kept",
    "invited",
    "same",
    "slip",
    "time",
    "more",
    "pass",
    "undo",
    "undo",
    "undo",
    "redo",
    "redo",
    "quiet",
    "quiet",
    "show",
    "hide",
    "then",
    "ask",
    "ask",
    "deck",
    "reword",
    "ask no more",
    "ask again",
]

steps = st.lists(
    st.builds(Step, st.sampled_from(_DEEDS), st.integers(0, 2), st.integers(0, 40), st.integers(0, 40)), max_size=40
)


def happen(wall: Wall, script: Sequence[Step]) -> None:
    """Let it all happen; what the rules refuse does not."""
    for step in script:
        wall.now += MINUTE // 2
        try:
            if step.do == "undo":
                wall.undo(PEOPLE[step.who])
            elif step.do == "redo":
                wall.redo(PEOPLE[step.who])
            elif command := _command(wall, step):
                wall.do(command, PEOPLE[step.who])
        except Refusal:
            continue


def history(script: Sequence[Step], begun: Sequence[Event] = (), copy: str = "") -> list[Event]:
    """Return the events of a script, on a board that was begun."""
    wall = Wall(begun, copy)
    wall.now += MINUTE * len(begun)
    happen(wall, script)
    return wall.events


def _command(wall: Wall, step: Step) -> Command | None:
    cards = sorted(entity for entity in wall.board.records if entity.startswith("card/"))
    missing = sorted(entity for entity in wall.board.records if entity.startswith("absence/"))
    kind, name = tuple(Kind)[step.one % 4], NAMES[step.other % 3]
    theme = THEMES[step.other % 3]
    makes: dict[str, Command] = {
        "add": AddCard(wall.new("card"), kind, f"words {step.other}", said=name, newcomers=(name,)),
        "name": NameAbsence(wall.new("absence"), f"group {step.one}"),
        "open": OpenMeeting(wall.new("meeting"), DECK),
        "close": CloseMeeting(),
        "person": AddPerson(name, "seeds"),
        "left": PersonLeft(name.casefold()),
        "again": ComeAgain(tuple(map(str.casefold, NAMES))),
        "not here": NotHere(name.casefold()),
        "about": AboutMeeting(f"purpose {step.one}", access=f"access {step.other}"),
        "same": MakeOne(name.casefold(), NAMES[step.one % 3].casefold()),
        "slip": TakeAway(name.casefold()),
        "lay": LayPlan(tuple(wall.new("step") for _step in PLAN.steps), PLAN),
        "end_steps": EndSteps(),
        "add_step": AddStep(wall.new("step"), PlannedStep(f"More {step.other}", 1 + step.one, "What more?")),
        "time": StartTimer(1 + step.one),
        "more": GiveTime(),
        "pass": TurnPrompt(passed=True),
        "quiet": BeginQuiet(wall.new("step")),
        "show": ShowAll(),
        "hide": HideAgain(),
        "then": WrittenThen(tuple(card.id for card in written_since(wall.board))),
        "next": AddNextTime(wall.new("")[1:], f"something else {step.one}"),
        "none": SayNoneToday(f"we are tired {step.other}" if step.one % 3 else ""),
        "plan": LayPlan(tuple(wall.new("step") for _step in PLAN.steps), PLAN),
        "ask": AddQuestion(wall.new("")[1:], f"And who is {step.one}?", name, DECK),
        "deck": ChooseDeck(DECKS[step.one % 2]),
        "reword": ChangeQuestion(_question(wall, step.one), f"Who else is {step.other}?", deck=DECK),
        "ask no more": PutAwayQuestion(_question(wall, step.one), deck=DECK),
        "ask again": PutAwayQuestion(_question(wall, step.one), is_away=False, deck=DECK),
        "call": RenameTheme(theme_key(theme), THEMES[step.one % 3], joins=step.one % 2 == 0),
        "theme away": PutAwayTheme(theme_key(theme)),
        "theme back": BringBackTheme(theme_key(theme)),
    }
    if step.do in makes:
        return makes[step.do]
    if missing and step.do == "speaks":
        return SpeakFor(missing[step.one % len(missing)], name, (name,))
    if step.do in {"go", "change_step", "move_step", "put_step"}:
        return _of_step(wall, step)
    if missing and step.do in {"set", "came", "invited"}:
        absence = missing[step.one % len(missing)]
        of_missing: dict[str, Command] = {
            "set": SetAbsence(absence, knows=name),
            "came": AbsenceCame(absence, AbsenceState.JOINED),
            "invited": AnswerInvitation(absence, (*Came, None)[step.other % 5], f"words {step.other}"),
        }
        return of_missing[step.do]
    if not cards:
        return None
    one, other = cards[step.one % len(cards)], cards[step.other % len(cards)]
    return {
        "edit": EditCard(one, text=f"other words {step.other}", when="2026-11-24"),
        "note": AddToNote(one, f"a note {step.other}"),
        "move": MoveCard(one, kind, ahead_of=other),
        "done": MarkDone(one),
        "reopen": Reopen(one),
        "put": PutAway(one),
        "bring": BringBack(one),
        "take": TakeCard(one, ROOM if step.other % 3 == 0 else name),
        "agree": Agree(one, is_agreed=step.other % 2 == 0),
        "suggest": Suggest(one),
        "invite": Invite(wall.new("absence"), wall.new("link"), name, one),
        "born": AddFrom(AddCard(wall.new("card"), Kind.ACTION, f"deed {step.other}"), wall.new("link"), one),
        "kept": AnswerPromise(one, (*Kept, None)[step.other % 5], f"words {step.other}"),
        "strike": StrikeOut(one),
        "stays": StayOpen(one, tuple(Stays)[step.other % 4]),
        "finds": FindOut(one, (name,), (name,)),
        "turn": CardToAbsence(one, wall.new("absence")),
        "tie": TieLink(wall.new("link"), one, other),
        "untie": Untie(one, other),
        "gather": GatherCard(one, theme, other if step.one % 3 else ""),
        "ungather": LeaveTheme(one, theme_key(theme)),
    }.get(step.do)


def _question(wall: Wall, number: int) -> str:
    """Return the id of a question of this meeting, or of the deck where none is open."""
    meeting = wall.board.meeting
    deck = deck_of(meeting) if meeting else DECK
    return deck[number % len(deck)].id if deck else ""


def _of_step(wall: Wall, step: Step) -> Command | None:
    """Return what is done with a step of the plan, whichever the number falls on; nothing without a plan."""
    laid = sorted(entity for entity in wall.board.records if entity.startswith("step/"))
    if not laid:
        return None
    one = laid[step.one % len(laid)]
    return {
        "go": GoToStep(one, with_timer=step.other % 2 == 0),
        "change_step": ChangeStep(one, minutes=1 + step.other, writing=tuple(Writing)[step.other % 3]),
        "move_step": MoveStep(one, step.other % 5 - 2),
        "put_step": PutAwayStep(one),
    }[step.do]

"""Boards for the pages that are made of them: the example, and one on which everything typed wants to be more than words."""

from datetime import datetime
from functools import cache

from cofacil.board.asked_after import Kept
from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree
from cofacil.board.commands.answers import AnswerPromise
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.closing import AddNextTime
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, OpenMeeting
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.kinds import Kind
from cofacil.board.plan import Plan, PlannedStep
from cofacil.example.meeting import example_log
from cofacil.export.exported import Exported, exported
from cofacil.review.book import Book
from cofacil.settings import Settings
from cofacil.wiring.practice import load_practice
from wall import MINUTE, Wall

NOW = round(datetime(2026, 12, 20, 18, 55).astimezone().timestamp() * 1000)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<!-- --> ]]> <?php ?> &amp; &#60;b&#62;",
    "\" onmouseover='alert(1)' x=\"",
    "# no head",
    "--- no line",
    "---",
    "1. no list",
    "- no list",
    "+ no list",
    "> no quote",
    "```no code",
    "[a](javascript:alert(1)) ![b](http://x/y.png)",
    "<http://x.example> http://x.example",
    "`x` *y* _z_ **w** ~~v~~ | & \\",
    "=== no head",
    "{{ 7*7 }} {% raw %} ${x} %(y)s {who}",
    "שלום <b>עולם</b> مرحبا",
    "花園 👩‍👩‍👧 Ŵy",
)


@cache
def example(chosen: str = "all") -> Exported:
    """Return what `cofacil demo` shows, in the middle of a second meeting."""
    practice, _faults = load_practice(Settings())
    return exported(Book(example_log(practice, NOW).read(0)), chosen, NOW, "en")


@cache
def hostile() -> Exported:
    """Return a board on which each word that somebody typed is one of HOSTILE."""
    wall = Wall()
    first, second = HOSTILE[:2]
    wall.do(FoundBoard(wall.new("absence"), first, second, HOSTILE[2]))
    wall.meet()
    step = PlannedStep(first, 5, second, HOSTILE[2], Kind.QUESTION)
    wall.do(LayPlan((wall.new("step"),), Plan("", HOSTILE[3], (step,))))
    wall.do(GoToStep(wall.board.plan[0].id))
    for number, words in enumerate(HOSTILE):
        name = words[:30].strip()
        wall.do(AddPerson(name))
        for kind in Kind:
            card = wall.new("card")
            owners = (name,) if kind is Kind.ACTION else ()
            note, tags = f"{words}\n\n{words}", (f"a {words[:20]}",)
            wall.do(AddCard(card, kind, f"{words} {number}", note, said=name, owners=owners, tags=tags))
            wall.do(Agree(card))
        absence = wall.new("absence")
        wall.do(NameAbsence(absence, f"{words} {number}"))
        wall.do(SetAbsence(absence, knows=name, asks=name, where=words))
        wall.do(AddNextTime(f"{number:026}", words))
    wall.now += 90 * MINUTE
    wall.do(CloseMeeting())
    wall.do(OpenMeeting(wall.new("meeting"), ()))
    for words in HOSTILE:
        wall.do(AddPerson(words[:30].strip()))
    for number, action in enumerate(wall.board.columns[Kind.ACTION]):
        wall.do(AnswerPromise(action.id, Kept.NOT_YET, HOSTILE[number % len(HOSTILE)]))
    return exported(Book(wall.events), "all", wall.now, "en")

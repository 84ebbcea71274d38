"""The page for whoever was away: what stands on it, what never does, and how it is printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.as_it_was import as_it_was_after
from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.closing import AddNextTime, FindOut, StayOpen, Stays
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.moving import MarkDone, PutAway, StrikeOut
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.plan import Plan, PlannedStep, Writing
from cofacil.board.redaction import redacted
from cofacil.board.slugs import ROOM
from cofacil.board.text import bare
from cofacil.language.catchup import CatchUp, Line, Part, catch_up
from wall import ANA, BEA, KOFI, MINUTE, Wall

ABSENT = ("Night cleaners at the school", "Under-16s", "The allotment group", "Carol")


def garden() -> Wall:
    """Return the first meeting of the garden, at its end."""
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside garden", "How do we share the garden?", "Riverside hall"))
    wall.meet()
    for name in ("Ana", "Priya", "Tom", "Mo", "Bea", "Grace", "Sam", "Joe"):
        wall.do(AddPerson(name))
    ask(wall, "Who opens the gate, and when?")
    ask(wall, "How do people hear about it?")
    ask(wall, "May we dig near the old wall?")
    wall.do(FindOut(wall.board.columns[Kind.QUESTION][2].id, ("Grace",)))
    add(wall, Kind.OFFER, "I cook for twenty", said="Sam")
    add(wall, Kind.OFFER, "A van", said="Joe")
    add(wall, Kind.OFFER, "Seeds for everybody")
    add(wall, Kind.ACTION, "I will ask the caretaker", owners=("Priya",), when="2026-11-27")
    add(wall, Kind.ACTION, "We clear the first beds", owners=("Tom", "Mo"))
    add(wall, Kind.ACTION, "Ring the water company")
    add(wall, Kind.ISSUE, "Cars on the path")
    wall.do(StayOpen(wall.board.columns[Kind.ISSUE][0].id, Stays.WICKED))
    for who in ABSENT:
        wall.do(NameAbsence(wall.new("absence"), who))
    cleaners = wall.board.absences[1]
    wall.do(
        SetAbsence(cleaners.id, knows="Rhys", asks="Bea", when="2026-11-24", where="at the gate", newcomers=("Rhys",))
    )
    wall.do(AddNextTime("0" * 26, "Start with food"))
    wall.now += 90 * MINUTE
    wall.do(CloseMeeting())
    return wall


def ask(wall: Wall, text: str) -> str:
    return add(wall, Kind.QUESTION, text)


def add(wall: Wall, kind: Kind, text: str, said: str = "", owners: tuple[str, ...] = (), when: str = "") -> str:
    card = wall.new("card")
    wall.do(AddCard(card, kind, text, said=said, owners=owners, when=when))
    return card


def page(wall: Wall) -> CatchUp:
    return catch_up(wall.board, wall.board.held[-1], wall.now)


def under(made: CatchUp, head: str) -> list[str]:
    """Return the items below a head."""
    at = next((number for number, line in enumerate(made.lines) if line == Line(Part.HEAD, head)), None)
    if at is None:
        return []
    items: list[str] = []
    for line in made.lines[at + 1 :]:
        if line.part is not Part.ITEM:
            break
        items.append(line.text)
    return items


def text_of(made: CatchUp) -> str:
    return "\n".join(line.text for line in made.lines)


def test_it_says_what_it_was_about_how_many_they_were_and_for_how_long() -> None:
    made = page(garden())
    assert made.lines[0] == Line(Part.TITLE, "For you who could not be here")
    assert made.lines[1].text == "Riverside garden, Sunday 22 November 2026. How do we share the garden?"
    assert made.lines[2].text == "Eight people talked for 90 minutes. We missed you. This is what we did."


def test_its_parts_stand_as_they_are_read() -> None:
    made = page(garden())
    assert [line.text for line in made.lines if line.part is Part.HEAD] == [
        "We did not decide these for you. Tell us what you think:",
        "What some of us will do",
        "What people offered",
        "What we are still looking for somebody for",
        "What we do not know yet",
        "What is not settled",
        "What we want to do differently next time",
    ]
    assert under(made, "We did not decide these for you. Tell us what you think:") == [
        "Who opens the gate, and when?",
        "How do people hear about it?",
    ]
    assert under(made, "What some of us will do") == [
        "Priya: I will ask the caretaker. By Friday 27 November 2026.",
        "Mo and Tom: We clear the first beds.",
    ]
    assert under(made, "What we are still looking for somebody for") == ["Ring the water company."]
    assert under(made, "What people offered") == ["Sam: I cook for twenty", "Joe: A van", "Seeds for everybody"]
    assert under(made, "What we do not know yet") == ["May we dig near the old wall? Grace is finding out."]
    assert under(made, "What is not settled") == ["Cars on the path. This is bigger than us."]
    assert under(made, "What we want to do differently next time") == ["Start with food"]
    assert [line.text for line in made.lines[-2:]] == [
        "We meet here: Riverside hall.",
        "Come, or tell us another way: speak to Ana or Bea.",
    ]


def test_nobody_who_was_missing_is_named_nor_who_knows_them() -> None:
    made = text_of(page(garden()))
    for who in (*ABSENT, "Rhys", "Not born yet"):
        assert bare(who) not in bare(made)


@pytest.mark.parametrize("state", list(AbsenceState))
@pytest.mark.parametrize("who", ABSENT)
def test_that_holds_however_far_the_way_to_them_has_come(who: str, state: AbsenceState) -> None:
    wall = garden()
    absence = next(one for one in wall.board.absences if one.who == who)
    wall.do(SetAbsence(absence.id, knows="Sam", asks="Sam"))
    wall.do(AbsenceCame(absence.id, state))
    assert bare(who) not in bare(text_of(page(wall)))


def test_a_card_that_names_one_of_them_is_left_out_and_counted() -> None:
    wall = garden()
    ask(wall, "When could under-16s come?")
    add(wall, Kind.ACTION, "Ask carol about the shed", owners=("Tom",))
    ask(wall, "Who carols in winter?")
    made = page(wall)
    assert made.left_out == 2
    assert "under-16s" not in text_of(made)
    assert "carol about" not in text_of(made)
    assert "Who carols in winter?" in text_of(made)


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("Dave Okafor", "Ask Dave"),
        ("Dave Okafor", "OKAFOR’s drill"),
        ("Pat O'Brien", "The key is with Obrien"),
        ("Pat O'Brien", "Pat O’Brien knows"),
        ("Tom's mum", "Mums of Tom's kind"),
        ("the Patel family", "Patel has it"),
        ("王小明", "请小明带钥匙"),
        ("Will Young", "We ask Will"),
        ("May Hill", "ask @may to come"),
        ("May Hill", "May it be open? She said so"),
    ],
)
def test_a_part_of_their_name_names_them_too(who: str, text: str) -> None:
    wall = Wall()
    wall.meet()
    wall.do(NameAbsence(wall.new("absence"), who))
    add(wall, Kind.ISSUE, text)
    wall.do(CloseMeeting())
    assert page(wall).left_out == 1


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("Will Young", "We will ask the young"),
        ("Bea Okafor", "Bea opens the gate"),
        ("Night cleaners", "Cleaners come at night"),
        ("Tom's mum", "Every mum knows"),
    ],
)
def test_another_word_and_somebody_who_was_there_name_nobody_who_was_missing(who: str, text: str) -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Bea"))
    wall.do(NameAbsence(wall.new("absence"), who))
    add(wall, Kind.ISSUE, text)
    wall.do(CloseMeeting())
    assert page(wall).left_out == 0


def test_somebody_who_was_missing_is_not_named_where_they_will_do_something_or_find_out() -> None:
    wall = garden()
    wall.meet()
    add(wall, Kind.ACTION, "Bring the keys", owners=("Carol", "Tom"))
    add(wall, Kind.OFFER, "A ladder", said="Carol")
    card = ask(wall, "Whose is the shed?")
    wall.do(FindOut(card, ("Carol",), ("Carol",)))
    wall.do(SetAbsence(wall.board.absences[2].id, asks="Carol"))
    made = page(wall)
    assert "Tom: Bring the keys." in under(made, "What some of us will do")
    assert "A ladder" in under(made, "What people offered")
    assert "Whose is the shed? Nobody is finding out yet." in under(made, "What we do not know yet")
    assert "Carol" not in text_of(made)


@given(
    st.lists(st.text(st.characters(codec="ascii", categories=("L", "N", "Zs")), min_size=1, max_size=24), max_size=6)
)
def test_whoever_is_named_missing_stands_on_no_line_that_people_typed(names: list[str]) -> None:
    wall = garden()
    for who in filter(str.strip, names):
        wall.do(NameAbsence(wall.new("absence"), who))
        ask(wall, f"What would {who} say?")
        wall.do(AddNextTime(wall.new("")[1:], f"Ask {who}"))
    made = bare(text_of(page(wall)))
    for absence in wall.board.absences[1:]:
        assert not re.search(rf"(?<!\w)would {re.escape(bare(absence.who))} say", made)
        assert not re.search(rf"(?<!\w)ask {re.escape(bare(absence.who))}(?!\w)", made)


def test_what_was_struck_out_put_away_done_or_let_go_never_stands_on_it() -> None:
    wall = garden()
    wall.meet()
    gone = [ask(wall, f"Gone word {number}") for number in range(4)]
    known = ask(wall, "Gone question")
    wall.do(FindOut(known, ("Grace",)))
    wall.do(MarkDone(known))
    wall.do(StrikeOut(gone[0]))
    wall.do(PutAway(gone[1]))
    wall.do(MarkDone(gone[2]))
    wall.do(StayOpen(gone[3], Stays.LET_GO))
    offer = add(wall, Kind.OFFER, "Gone offer")
    wall.do(StayOpen(offer, Stays.LET_GO))
    assert "Gone" not in text_of(page(wall))


def test_words_that_are_written_quietly_never_stand_on_it_before_they_are_shown() -> None:
    wall = garden()
    wall.meet()
    step = wall.new("step")
    wall.do(LayPlan((step,), Plan("p", "P", (PlannedStep("Quiet", 5, "What?", "", "question", Writing.QUIET),))))
    wall.do(GoToStep(step))
    card = ask(wall, "A secret word")
    wall.write(card, "sealed", step.partition("/")[2])
    for board in (wall.board, redacted(wall.board, KOFI)):
        assert "secret" not in text_of(catch_up(board, wall.board.held[-1], wall.now))
    wall.do(CloseMeeting())
    assert "A secret word" in text_of(page(wall))


def test_another_meetings_offers_are_not_told_again_and_what_is_open_is() -> None:
    wall = garden()
    wall.meet()
    add(wall, Kind.OFFER, "A greenhouse", said="Mo")
    made = page(wall)
    assert under(made, "What people offered") == ["Mo: A greenhouse"]
    assert "Who opens the gate, and when?" in text_of(made)
    assert "Start with food" not in text_of(made)


def test_an_offer_from_paper_belongs_to_the_meeting_that_came_after_it() -> None:
    wall = garden()
    wall.now += MINUTE
    add(wall, Kind.OFFER, "A ladder, on paper", said="Mo")
    wall.now += MINUTE
    wall.meet()
    wall.now += MINUTE
    wall.do(CloseMeeting())
    first, second = wall.board.held
    assert "Mo: A ladder, on paper" in text_of(page(wall))
    assert "ladder" not in text_of(catch_up(wall.board, first, wall.now))
    wall.now += MINUTE
    add(wall, Kind.OFFER, "A kettle, by post", said="Mo")
    assert "kettle" not in text_of(catch_up(wall.board, second, wall.now))


def test_what_nobody_has_said_they_will_do_is_no_promise_of_some_of_us() -> None:
    wall = garden()
    text = text_of(page(wall))
    will, looking = text.index("What some of us will do"), text.index("What we are still looking for somebody for")
    assert "Nobody yet" not in text
    assert will < text.index("I will ask the caretaker") < looking < text.index("Ring the water company")


def test_those_who_were_there_are_not_us_here_to_who_was_not() -> None:
    wall = garden()
    add(wall, Kind.ACTION, "We meet on a Saturday", owners=(ROOM,))
    add(wall, Kind.ACTION, "We bake", owners=("Sam", ROOM))
    wall.do(FindOut(ask(wall, "Whose is the shed?"), (ROOM,)))
    text = text_of(page(wall))
    assert "us here" not in text
    assert "All of us who came: We meet on a Saturday." in text
    assert "Sam and all of us who came: We bake." in text
    assert "Whose is the shed? All of us who came are finding out." in text


def test_who_has_gone_home_was_there_and_all_of_us_is_nobodys_name() -> None:
    wall = garden()
    wall.meet()
    wall.do(AddPerson("Sam"))
    wall.do(PersonLeft("sam"))
    add(wall, Kind.ACTION, "Sweep the path", owners=(ROOM,))
    made = page(wall)
    assert made.lines[2].text.startswith("Two people")
    assert "All of us who came: Sweep the path." in under(made, "What some of us will do")


def test_a_meeting_that_nobody_closed_says_no_length() -> None:
    wall = garden()
    wall.meet()
    wall.now += 20 * 60 * MINUTE
    assert page(wall).lines[2].text == "One person talked. We missed you. This is what we did."


def test_how_to_get_in_and_another_place_are_the_meetings_own() -> None:
    wall = garden()
    meeting = wall.meet()
    wall.write(meeting.id, "place", "The library")
    wall.write(meeting.id, "access", "Step-free from Mill Lane, ring the bell")
    wall.write(meeting.id, "purpose", "Water for August?")
    made = page(wall)
    assert made.lines[1].text.endswith("Water for August?")
    assert [line.text for line in made.lines[-3:-1]] == [
        "We meet here: The library.",
        "Step-free from Mill Lane, ring the bell.",
    ]


def test_an_earlier_meeting_is_told_as_it_was_but_for_what_was_taken_back_since() -> None:
    wall = garden()
    first = wall.board.held[0]
    gate = wall.board.columns[Kind.QUESTION][0].id
    hear = wall.board.columns[Kind.QUESTION][1].id
    wall.now += 24 * 60 * MINUTE
    wall.meet()
    wall.do(MarkDone(gate))
    ask(wall, "A later question")
    wall.do(StrikeOut(hear), BEA)
    then = as_it_was_after(wall.board.records[first.id], wall.board, wall.events)  # type: ignore[arg-type]
    made = catch_up(then, wall.board.records[first.id], wall.now, wall.board)  # type: ignore[arg-type]
    assert "Who opens the gate, and when?" in text_of(made)
    assert "later" not in text_of(made)
    assert "How do people hear" not in text_of(made)
    assert made.lines[2].text.startswith("Eight people talked for 90 minutes.")


def test_the_last_meeting_is_told_from_the_board_as_it_is() -> None:
    wall = garden()
    assert as_it_was_after(wall.board.held[-1], wall.board, wall.events) is wall.board


def test_its_words_can_be_changed_line_by_line_and_an_empty_one_goes_with_its_head() -> None:
    made = page(garden())
    at = next(number for number, line in enumerate(made.lines) if line.text.startswith("May we dig"))
    changed = made.changed(at, "  We do not   know about the wall. ")
    assert changed.lines[at] == Line(Part.ITEM, "We do not know about the wall.")
    less = made.changed(at, " ")
    assert not under(less, "What we do not know yet")
    assert Line(Part.HEAD, "What we do not know yet") not in less.lines
    assert len(less.lines) == len(made.lines) - 2
    assert made.changed(1, "").lines[1] == made.lines[2]


def test_a_board_with_nothing_on_it_has_a_page_all_the_same() -> None:
    wall = Wall()
    wall.meet()
    made = catch_up(wall.board, wall.board.held[0], wall.now)
    assert made.lines[0].part is Part.TITLE
    assert made.lines[-1].text == "Come, or tell us another way: speak to Ana."
    assert ANA.name in text_of(made)

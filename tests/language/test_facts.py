"""What there is to say of a card or of who is missing: one list, and its words for every place."""

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from bare_english import bare_words
from checkouts import ROOT
from compiling import compile_catalogs

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree, Suggest
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.closing import FindOut, SpeakFor, StayOpen, Stays
from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.moving import MarkDone, PutAway, Reopen, StrikeOut
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.records import Absence, Card
from cofacil.board.redaction import redacted
from cofacil.board.slugs import ROOM
from cofacil.language.catalog import spoken
from cofacil.language.days import date_of
from cofacil.language.fact_words import Form, brief_words, fact_words, facts_in_words, is_late, state_words
from cofacil.language.facts import Fact, FactKind, fact_of, facts, words_of
from cofacil.language.states import STATES
from wall import ANA, BEA, KOFI, START, Wall

SOURCE = ROOT / "src" / "cofacil"


@pytest.fixture
def wall() -> Wall:
    """One of each thing that can be said."""
    wall = Wall()
    wall.do(FoundBoard("absence/1", "Ein gardd"))
    for name in ("Mo", "Siân", "Bea"):
        wall.do(AddPerson(name))
    wall.do(AddCard("card/q", Kind.QUESTION, "Pwy?"))
    wall.do(AddCard("card/o", Kind.OFFER, "ffa", said="Mo", when="2026-11-27", tags=("gate",)))
    wall.do(AddCard("card/a", Kind.ACTION, "berfa", said="Mo", owners=("Mo", ROOM, "Siân"), when="2026-11-27"))
    wall.do(TieLink("link/1", "card/o", "card/q"))
    wall.do(MarkDone("card/o"))
    wall.do(NameAbsence("absence/2", "gofalwyr nos", "Pwy sydd heb ddod?"))
    return wall


TODAY = date_of(START)


def said(wall: Wall, entity: str, form: Form, today: date = TODAY) -> list[str]:
    record = wall.board.records[entity]
    assert isinstance(record, Card | Absence)
    return facts_in_words(facts(wall.board, record, today), form)


def test_a_card_on_its_page_in_a_line_and_in_the_row(wall: Wall) -> None:
    assert said(wall, "card/o", Form.PAGE) == [
        "said by Mo, as heard by Ana",
        "by Fri 27 November 2026",
        "taken up",
        "theme gate",
        "meets Q1   Pwy?",
    ]
    assert said(wall, "card/o", Form.PLAIN) == [
        "offer",
        "said by Mo",
        "by Fri 27 November 2026",
        "meets Q1",
        "theme gate",
        "taken up",
    ]
    row = said(wall, "card/o", Form.ROW)
    assert row[0].startswith("O1 said by Mo ")
    assert row[1:] == ['meets Q1 "Pwy?"', "theme gate"]
    assert said(wall, "card/q", Form.PLAIN) == ["question", "said by the room", "meets O1"]


def test_those_who_will(wall: Wall) -> None:
    assert said(wall, "card/a", Form.PAGE)[1] == "Mo, Siân and us here will, by Fri 27 November 2026"
    assert said(wall, "card/a", Form.PLAIN)[2] == "Mo and the room and Siân will, by Fri 27 November 2026"
    will = next(fact for fact in facts(wall.board, wall.board.card("card/a"), TODAY) if fact.kind is FactKind.WILL)
    assert fact_words(will, Form.CARD) == "Mo, us here, Siân"


def test_beside_a_card_stands_its_day_or_else_what_it_meets(wall: Wall) -> None:
    board = wall.board
    assert brief_words(facts(board, board.card("card/a"), TODAY)) == ("by 27 Nov", "27 Nov")
    assert brief_words(facts(board, board.card("card/q"), TODAY)) == ("meets O1", "O1")
    wall.write("card/o", "when", "some day")
    assert brief_words(facts(wall.board, wall.board.card("card/o"), TODAY), "gate") == ("meets Q1", "Q1")
    assert "by some day" in said(wall, "card/o", Form.PLAIN)


@pytest.mark.parametrize(
    ("day", "brief", "page"),
    [
        ("2026-11-22", ("today",), "by Sun 22 November 2026 (today)"),
        ("2026-11-23", ("tomorrow",), "by Mon 23 November 2026 (tomorrow)"),
        ("2026-11-24", ("by 24 Nov", "24 Nov"), "by Tue 24 November 2026"),
        ("2027-05-24", ("by 24 May", "24 May"), "by Mon 24 May 2027"),
        ("2027-05-25", ("by 25 May 2027", "25 May 2027", "May 2027"), "by Tue 25 May 2027"),
        ("2026-11-21", ("late, 21 Nov", "late"), "by Sat 21 November 2026 (late)"),
        ("2026-05-23", ("late, 23 May", "late"), "by Sat 23 May 2026 (late)"),
        ("2026-05-22", ("late, 22 May 2026", "late"), "by Fri 22 May 2026 (late)"),
    ],
)
def test_a_day_is_said_as_near_as_it_is(wall: Wall, day: str, brief: tuple[str, ...], page: str) -> None:
    for card in ("card/a", "card/q"):
        wall.write(card, "when", day)
        found = facts(wall.board, wall.board.card(card), TODAY)
        assert brief_words(found) == brief
        assert is_late(found) == brief[0].startswith("late")
        for form in (Form.PAGE, Form.PLAIN):
            assert any(line.endswith(page) for line in said(wall, card, form))


def test_a_theme_stands_behind_the_day_or_alone_and_not_where_its_line_is_above(wall: Wall) -> None:
    offer = facts(wall.board, wall.board.card("card/o"), TODAY)
    assert brief_words(offer) == ("by 27 Nov, # gate", "by 27 Nov", "27 Nov")
    wall.write("card/o", "when", None)
    wall.do(Untie("card/o", "card/q"))
    assert brief_words(facts(wall.board, wall.board.card("card/o"), TODAY)) == ("# gate",)
    wall.do(EditCard("card/o", tags=("Beds and paths",)))
    offer = facts(wall.board, wall.board.card("card/o"), TODAY)
    assert brief_words(offer) == ("# Beds and paths, gate", "# Beds and paths")
    assert brief_words(offer, "Beds and paths") == ("# gate",)


def test_what_is_done_put_away_or_struck_out_is_never_late(wall: Wall) -> None:
    wall.write("card/o", "when", "2026-11-01")
    assert wall.board.card("card/o").is_done
    for command in (PutAway("card/a"), StrikeOut("card/q")):
        wall.do(command)
    for card in "oaq":
        record = wall.board.card(f"card/{card}")
        wall.write(record.id, "when", "2026-11-01")
        found = facts(wall.board, wall.board.card(record.id), TODAY)
        assert not is_late(found)
        assert brief_words(found, "gate") == ("by 1 Nov", "1 Nov")


def test_of_somebody_who_should_have_been_asked_by_now_that_is_said(wall: Wall) -> None:
    def way(day: str) -> tuple[str, str, bool]:
        wall.do(SetAbsence("absence/2", when=day))
        found = facts(wall.board, wall.board.absence("absence/2"), TODAY)
        return state_words(found), facts_in_words(found, Form.WAY)[-1], is_late(found)

    assert way("2026-11-21") == ("nobody yet", "late, Sat 21 Nov", True)
    wall.do(SetAbsence("absence/2", asks="Mo"))
    assert way("2026-11-22") == ("Mo asks", "Mo asks today", False)
    assert way("2026-11-23") == ("Mo asks", "Mo asks tomorrow", False)
    assert way("2026-11-24") == ("Mo asks", "Mo asks by Tue 24 Nov", False)
    assert way("2027-11-24") == ("Mo asks", "Mo asks by Wed 24 Nov 2027", False)
    assert way("2026-11-21") == ("late: Mo", "Mo asks (late, Sat 21 Nov)", True)
    wall.do(SetAbsence("absence/2", knows="Mo"))
    assert "asks (late, Sat 21 Nov)" in said(wall, "absence/2", Form.WAY)
    assert "Mo asks, by Sat 21 November 2026 (late)" in said(wall, "absence/2", Form.PLAIN)
    for state, words in ((AbsenceState.INVITED, "invited"), (AbsenceState.DECLINED, "said no")):
        wall.do(AbsenceCame("absence/2", state))
        assert way("2026-11-21")[::2] == (words, False)


def test_times_of_other_days_bear_the_day(wall: Wall) -> None:
    def row(days: int) -> list[str]:
        today = TODAY + timedelta(days=days)
        return [said(wall, entity, Form.ROW, today)[0] for entity in ("card/q", "absence/2")]

    for days, shown in ((0, ""), (1, "yesterday "), (2, "22 Nov "), (183, "22 Nov "), (184, "22 Nov 2026 ")):
        card, absence = row(days)
        assert re.fullmatch(rf"Q1 from the room {shown}\d\d:\d\d", card)
        assert re.fullmatch(rf'N2 named {shown}\d\d:\d\d after ".*"', absence)
    (written,) = said(wall, "card/q", Form.FOOT, TODAY + timedelta(days=400))
    assert re.fullmatch(r"written \d\d:\d\d by Ana, Sun 22 Nov 2026", written)


def test_the_way_to_somebody_who_is_not_here(wall: Wall) -> None:
    def way() -> tuple[str, list[str]]:
        found = facts(wall.board, wall.board.absence("absence/2"), TODAY)
        return state_words(found), facts_in_words(found, Form.WAY)

    assert way() == ("nobody yet", [])
    wall.do(SetAbsence("absence/2", when="2026-11-24", where="at the gate"))
    assert way() == ("nobody yet", ["by Tue 24 Nov, at the gate"])
    wall.do(SetAbsence("absence/2", knows="Bea"))
    assert way() == ("Bea knows", ["Bea knows one of them", "by Tue 24 Nov, at the gate"])
    wall.do(SetAbsence("absence/2", asks="Bea"))
    assert way() == ("Bea asks", ["Bea knows one of them", "asks by Tue 24 Nov, at the gate"])
    wall.do(SetAbsence("absence/2", asks="Mo", when="", where=""))
    assert way() == ("Mo asks", ["Bea knows one of them", "Mo asks"])
    wall.do(SetAbsence("absence/2", where="the gate"))
    assert said(wall, "absence/2", Form.PLAIN) == [
        "not here",
        "Bea knows them",
        "Mo asks, at the gate",
    ]
    wall.do(AbsenceCame("absence/2", AbsenceState.DECLINED))
    assert way()[0] == "said no"
    assert said(wall, "absence/2", Form.PAGE) == ['named after "Pwy sydd heb ddod?"']


def test_of_those_who_are_always_missing_a_page_and_a_line_say_no_more(wall: Wall) -> None:
    assert said(wall, "absence/1", Form.PLAIN) == ["not here, always"]
    wall.do(SetAbsence("absence/1", knows="Bea"))
    assert said(wall, "absence/1", Form.PLAIN) == ["not here, always"]
    assert said(wall, "absence/1", Form.PAGE) == ["always here, in every meeting"]
    assert state_words(facts(wall.board, wall.board.absence("absence/1"), TODAY)) == "Bea knows"


def test_how_something_stays_open_is_said_beside_it_on_its_page_and_in_every_line(wall: Wall) -> None:
    def beside() -> tuple[str, ...]:
        return brief_words(facts(wall.board, wall.board.card("card/q"), TODAY))

    wall.do(StayOpen("card/q", Stays.WICKED))
    assert beside()[0] == "bigger than us"
    wall.do(StayOpen("card/q", Stays.EVIDENCE))
    assert beside()[0] == "needs evidence"
    wall.do(FindOut("card/q", ("Siân",)))
    assert beside() == ("Siân finds out", "Siân looks", "evidence")
    for form in (Form.PAGE, Form.PLAIN, Form.ROW):
        assert "Siân finds out" in said(wall, "card/q", form)
    wall.do(FindOut("card/q", ("Siân", ROOM)))
    assert "Siân and us here find out" in said(wall, "card/q", Form.PAGE)
    wall.do(StayOpen("card/q", Stays.LET_GO))
    assert beside() == ("let go",)
    assert said(wall, "card/q", Form.PLAIN)[-1] == "let go"
    assert "answered" not in said(wall, "card/q", Form.PAGE)


def test_a_day_is_said_before_how_something_stays_open(wall: Wall) -> None:
    wall.do(StayOpen("card/a", Stays.WICKED))
    assert "27 Nov" in brief_words(facts(wall.board, wall.board.card("card/a"), TODAY))[0]


def test_who_speaks_for_those_not_born_yet_is_said(wall: Wall) -> None:
    wall.do(SpeakFor("absence/1", "Bea"))
    assert state_words(facts(wall.board, wall.board.absence("absence/1"), TODAY)) == "Bea speaks for them"
    assert said(wall, "absence/1", Form.PLAIN) == ["not here, always", "Bea speaks for them"]
    assert said(wall, "absence/1", Form.PAGE) == ["always here, in every meeting", "Bea speaks for them next time"]


def test_what_is_off_the_wall_or_struck_out_says_so(wall: Wall) -> None:
    wall.do(StrikeOut("card/a"))
    assert words_of(wall.board.card("card/a")) == "(struck out at somebody's wish)"
    assert wall.board.card("card/a").text == ""
    wall.do(PutAway("card/o"), BEA)
    assert "put away, off the wall" in said(wall, "card/o", Form.PAGE)
    assert words_of(wall.board.card("card/o")) == "ffa"


def test_whose_hand_it_is_stands_below(wall: Wall) -> None:
    (written,) = said(wall, "card/q", Form.FOOT)
    assert written.startswith("written ")
    assert written.endswith(" by Ana, Sun 22 Nov")
    assert ANA.name in written


@pytest.fixture
def asked(wall: Wall) -> Wall:
    """Four weeks later: what was promised is asked after."""
    wall.meet()
    wall.do(SetAbsence("absence/2", knows="Bea", asks="Bea", when="2026-11-24"))
    wall.do(CloseMeeting())
    wall.now += 28 * 86_400_000
    wall.meet()
    wall.do(AddPerson("Mo"))
    wall.do(AddPerson("Bea"))
    return wall


def brief(wall: Wall, entity: str) -> tuple[str, ...]:
    record = wall.board.records[entity]
    assert isinstance(record, Card | Absence)
    return brief_words(facts(wall.board, record, date_of(wall.now)))


def test_what_was_answered_last_stands_on_the_card_on_its_page_and_in_its_plain_line(asked: Wall) -> None:
    today = date_of(asked.now)
    assert brief(asked, "card/a")[0].startswith("late, ")
    asked.do(AnswerPromise("card/a", Kept.NOT_YET, "roedd hi'n bwrw"))
    assert brief(asked, "card/a")[0].startswith("not yet, late, ")
    assert brief(asked, "card/a")[-1] == "not yet"
    assert any(words.startswith("not yet, as was said on ") for words in said(asked, "card/a", Form.PAGE, today))
    assert any(words.endswith('"roedd hi\'n bwrw"') for words in said(asked, "card/a", Form.PAGE, today))
    assert "not yet" in said(asked, "card/a", Form.PLAIN, today)
    assert 'not yet: "roedd hi\'n bwrw"' in said(asked, "card/a", Form.ROW, today)
    asked.do(AnswerPromise("card/a", Kept.KEPT))
    assert not any("kept" in words for words in brief(asked, "card/a")), "it is done, and drawn so"
    assert any(words.startswith("kept, as was said on ") for words in said(asked, "card/a", Form.PAGE, today))
    asked.do(Reopen("card/a"))
    assert not any("kept" in words for words in said(asked, "card/a", Form.PAGE, today)), "it is open again"


def test_what_was_answered_of_an_invitation_stands_there_as_long_as_it_is_so(asked: Wall) -> None:
    today = date_of(asked.now)

    def absence() -> tuple[Fact, ...]:
        return facts(asked.board, asked.board.absence("absence/2"), today)

    assert state_words(absence()) == "late: Bea"
    asked.do(AnswerInvitation("absence/2", Came.NOT_ASKED, "next week"))
    assert state_words(absence()) == "not asked yet"
    assert "not asked yet" in said(asked, "absence/2", Form.WAY, today)
    assert any(words.endswith('"next week"') for words in said(asked, "absence/2", Form.PAGE, today))
    asked.do(AbsenceCame("absence/2", AbsenceState.INVITED))
    assert state_words(absence()) == "invited"
    assert not any("not asked" in words for words in said(asked, "absence/2", Form.PAGE, today))


def test_each_fact_is_said_somewhere_and_each_place_says_something(wall: Wall) -> None:
    wall.do(SetAbsence("absence/2", knows="Bea", asks="Bea", when="2026-11-24"))
    wall.do(NameAbsence("absence/3", "pobl ifanc"))
    wall.do(SetAbsence("absence/3", asks="Mo"))
    wall.do(NameAbsence("absence/4", "ffermwyr"))
    wall.do(SetAbsence("absence/4", where="wrth y giat"))
    wall.do(AddCard("card/i", Kind.ISSUE, "gwynt", note="o'r gogledd", when="2026-11-27"))
    wall.do(Suggest("card/i"), BEA)
    wall.meet()
    wall.do(Agree("card/q"))
    wall.do(PutAway("card/i"), BEA)
    wall.do(StayOpen("card/a", Stays.WICKED))
    wall.do(StayOpen("card/q", Stays.EVIDENCE))
    wall.do(SpeakFor("absence/1", "Bea"))
    wall.do(AnswerPromise("card/a", Kept.PARTLY))
    wall.now += 86_400_000
    wall.meet()
    records = [record for record in wall.board.records.values() if isinstance(record, Card | Absence)]
    found = [fact for record in records for fact in facts(wall.board, record, TODAY)]
    assert {fact.kind for fact in found} == set(FactKind)
    assert all(any(fact_words(fact, form) for form in Form) for fact in found if fact.kind is not FactKind.STATE)
    assert all(any(fact_words(fact, form) for fact in found) for form in Form)


def test_a_state_is_worded_in_one_place() -> None:
    words = {"we know one", "said no"}
    where = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in words
    }
    assert where == {"language/states.py"}
    assert set(STATES) == set(AbsenceState)


@pytest.fixture
def qps_is_spoken(tmp_path: Path) -> Iterator[None]:
    compile_catalogs(ROOT / "locale", tmp_path)
    with spoken("qps", tmp_path):
        yield


@pytest.mark.usefixtures("qps_is_spoken")
def test_no_fact_is_left_in_english(wall: Wall) -> None:
    wall.do(SetAbsence("absence/2", knows="Bea", asks="Mo", when="2026-11-24", where="wrth y giat"))
    wall.do(StrikeOut("card/a"))
    for card, stays in zip(("card/2", "card/3", "card/4"), (Stays.WICKED, Stays.EVIDENCE, Stays.LET_GO), strict=True):
        wall.do(AddCard(card, Kind.ISSUE, "gwynt"))
        wall.do(StayOpen(card, stays))
    wall.do(FindOut("card/q", ("Mo", ROOM)))
    wall.do(SpeakFor("absence/1", "Bea"))
    typed = (
        "gwynt",
        "Mo",
        "Siân",
        "Bea",
        "Ana",
        "Pwy",
        "ffa",
        "gate",
        "gofalwyr nos",
        "Pwy sydd heb ddod?",
        "wrth y giat",
    )
    days = [TODAY + timedelta(days=days) for days in (0, 1, 2, 3, 4, 5, 6, 400)]
    for record, today in product(wall.board.records.values(), days):
        if isinstance(record, Card | Absence):
            found = facts(wall.board, record, today)
            lines = [line for form in Form for line in facts_in_words(found, form)] + list(brief_words(found))
            assert not bare_words("\n".join([*lines, state_words(found)]), typed)


def test_a_card_of_an_earlier_meeting_bears_its_day_where_nothing_nearer_is_to_be_said(wall: Wall) -> None:
    wall.meet()
    for card, when in (("card/free", ""), ("card/dated", "2026-12-24")):
        wall.do(AddCard(card, Kind.OFFER, "ffa", when=when))
    first = TODAY
    wall.now += 28 * 86_400_000
    wall.meet()
    today = date_of(wall.now)

    def brief(card: str) -> tuple[str, ...]:
        record = wall.board.records[card]
        assert isinstance(record, Card)
        return brief_words(facts(wall.board, record, today))

    assert brief("card/free") == (f"from {first.day} {first:%b}", f"{first.day} {first:%b}")
    assert brief("card/dated")[0] == "by 24 Dec"
    assert brief("card/q") == ("meets O1", "O1")
    assert f"from the meeting of {first:%a} {first.day} {first:%B} {first.year}" in said(
        wall, "card/free", Form.PAGE, today
    )
    wall.do(AddCard("card/new", Kind.OFFER, "ffa"))
    assert brief("card/new") == ("",)


def test_what_was_let_go_says_so_and_not_that_it_is_done(wall: Wall) -> None:
    wall.write("card/a", "done", {"at": START, "how": "let_go"})
    assert "let go" in said(wall, "card/a", Form.PAGE)
    assert "done" not in said(wall, "card/a", Form.PAGE)


def test_who_agreed_by_two_names_is_one_of_us_and_nobody_hidden_stands_among_the_missing() -> None:
    wall = Wall()
    wall.meet()
    for name in ("Siân", "Sian"):
        wall.do(AddPerson(name))
    wall.do(BeginQuiet(wall.new("step")))
    for name in ("Grace", "Rosa"):
        wall.do(NameAbsence(wall.new("absence"), name), KOFI)
    wall.do(ShowAll())
    card = wall.add("clear the beds", Kind.ACTION)
    wall.do(Agree(card.id))
    wall.do(HideAgain())
    wall.write("person/sian", "same", "siân")
    seen = redacted(wall.board, ANA)
    agreed = fact_of(facts(seen, seen.card(card.id), date_of(START)), FactKind.AGREED)
    assert agreed
    assert agreed.words == ("agreed by the 2 of us here", "")

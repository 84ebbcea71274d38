import pytest

from cofacil.board.commands.absences import AbsenceCame, CardToAbsence, NameAbsence, SetAbsence
from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Refusal
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.records import Absence
from refusing import refused
from wall import ANA, BEA, KOFI, Wall


def named(wall: Wall, who: str = "night cleaners") -> Absence:
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, who, "Who does this work at night?\x1b[0m"), KOFI)
    return wall.board.absence(absence)


def test_who_is_not_here_is_named_with_the_question_that_brought_them_up() -> None:
    wall = Wall()
    absence = named(wall)
    assert (absence.label, absence.who, absence.state) == ("N1", "night cleaners", AbsenceState.NOTICED)
    assert absence.prompt == "Who does this work at night?"
    assert absence.is_open


def test_named_twice_by_the_same_command_is_named_once() -> None:
    wall = Wall()
    twice = NameAbsence(wall.new("absence"), "night cleaners")
    wall.do(twice)
    assert wall.do(twice).writes == ()
    assert len(wall.board.absences) == 1


def test_they_stand_in_the_order_they_were_named() -> None:
    wall = Wall()
    for who in ("one", "two", "three"):
        named(wall, who)
    wall.do(SetAbsence(wall.board.absences[0].id, who="first"))
    assert [absence.who for absence in wall.board.absences] == ["first", "two", "three"]


def test_a_bridge_is_found_and_lost() -> None:
    wall = Wall()
    absence = named(wall)
    wall.do(SetAbsence(absence.id, knows="Bea", asks="Mo", when="2026-11-24", where="the school gate"), KOFI)
    kept = wall.board.absence(absence.id)
    assert (kept.knows, kept.asks, kept.when, kept.where) == ("bea", "mo", "2026-11-24", "the school gate")
    assert kept.state is AbsenceState.BRIDGED
    wall.do(SetAbsence(absence.id, knows="", where=""))
    kept = wall.board.absence(absence.id)
    assert (kept.knows, kept.where, kept.state) == ("", "", AbsenceState.NOTICED)


def test_an_invitation_is_not_taken_back_by_naming_another_bridge() -> None:
    wall = Wall()
    absence = named(wall)
    wall.do(AbsenceCame(absence.id, AbsenceState.INVITED))
    wall.do(SetAbsence(absence.id, knows="Bea"))
    assert wall.board.absence(absence.id).state is AbsenceState.INVITED


@pytest.mark.parametrize("wrong", [{"when": "\x1b]0;x\x07"}, {"who": "\u3164"}, {"knows": "\u200b"}])
def test_what_cannot_be_read_is_refused(wrong: dict[str, str]) -> None:
    wall = Wall()
    absence = named(wall)
    with pytest.raises(Refusal):
        wall.do(SetAbsence(absence.id, **wrong))  # type: ignore[arg-type]  # one part of it at a time


def test_somebody_the_board_knows_who_has_joined_is_here() -> None:
    wall = Wall()
    wall.do(AddPerson("Siân Evans"))
    wall.meet()
    absence = named(wall, "siân EVANS")
    came = AbsenceCame(absence.id, AbsenceState.JOINED)
    wall.do(came)
    kept = wall.board.absence(absence.id)
    assert not kept.is_open
    assert kept.word("person") == "siân-evans"
    assert wall.board.here == ("ana", "siân-evans")
    assert wall.do(came).writes == ()


@pytest.mark.parametrize("who", ["the night cleaners of the school at the river", "Night cleaners", "us", "Teenagers"])
def test_a_group_that_has_joined_is_nobody_of_that_name(who: str) -> None:
    wall = Wall()
    wall.meet()
    absence = named(wall, who)
    wall.do(AbsenceCame(absence.id, AbsenceState.JOINED))
    kept = wall.board.absence(absence.id)
    assert (kept.state, kept.is_open, kept.word("person")) == (AbsenceState.JOINED, False, "")
    assert (wall.board.people, wall.board.here) == ((), ("ana",))


def test_one_who_joined_on_a_board_of_long_ago_is_still_whom_they_were_made() -> None:
    wall = Wall()
    wall.meet()
    absence = named(wall, "night cleaners of the school by the river")
    wall.write(absence.id, "state", "joined")
    wall.write("person/night-cleaners-of-the-school…", "name", "night cleaners of the school…")
    wall.write(absence.id, "person", "night-cleaners-of-the-school…")
    kept = wall.board.absence(absence.id)
    assert not kept.is_open
    assert wall.board.name_of(kept.word("person")) == "night cleaners of the school…"


def test_those_not_born_yet_do_not_come() -> None:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside"))
    with refused("not born yet cannot come"):
        wall.do(AbsenceCame(wall.board.absences[0].id, AbsenceState.JOINED))


def test_one_that_was_put_away_is_not_changed() -> None:
    wall = Wall()
    absence = named(wall)
    with refused("Ask who facilitates"):
        wall.do(PutAway(absence.id), KOFI)
    wall.do(PutAway(absence.id), BEA)
    assert wall.do(PutAway(absence.id), ANA).writes == ()
    with refused("N1 was put away"):
        wall.do(SetAbsence(absence.id, knows="Bea"))


def test_a_card_about_people_becomes_one_who_is_not_here() -> None:
    wall = Wall()
    card = wall.add("the under-16s")
    turn = CardToAbsence(card.id, wall.new("absence"))
    wall.do(turn)
    assert [(absence.label, absence.who) for absence in wall.board.absences] == [("N1", "the under-16s")]
    assert wall.texts() == []
    assert wall.do(turn).writes == ()


def test_struck_out_words_are_not_carried_to_another_column() -> None:
    wall = Wall()
    card = wall.add("a name")
    wall.do(StrikeOut(card.id))
    with refused("struck out"):
        wall.do(CardToAbsence(card.id, wall.new("absence")))


def test_an_offer_meets_a_question_once_whichever_end_is_said_first() -> None:
    wall = Wall()
    ask, offer = wall.add("ask"), wall.add("offer", Kind.OFFER)
    wall.do(TieLink(wall.new("link"), offer.id, ask.id), KOFI)
    assert wall.do(TieLink(wall.new("link"), ask.id, offer.id), KOFI).writes == ()
    wall.undo(KOFI)
    assert wall.do(TieLink(wall.new("link"), ask.id, offer.id), KOFI).writes


def test_a_tie_is_taken_away_from_either_end_and_brought_back_by_undo() -> None:
    wall = Wall()
    ask, offer = wall.add("ask"), wall.add("offer", Kind.OFFER)
    wall.do(TieLink(wall.new("link"), offer.id, ask.id))
    assert wall.do(Untie(ask.id, offer.id)).writes
    assert wall.board.links_of(offer.id) == wall.board.links_of(ask.id) == ()
    assert wall.do(Untie(offer.id, ask.id)).writes == ()
    wall.undo(ANA)
    assert len(wall.board.links_of(offer.id)) == 1


def test_two_ties_that_a_merge_left_go_together() -> None:
    wall = Wall()
    ask, offer = wall.add("ask"), wall.add("offer", Kind.OFFER)
    for number in (1, 2):
        wall.write(f"link/{number}", "", {"from": offer.id, "to": ask.id, "kind": "meets"})
    assert len(wall.board.links_of(offer.id)) == 2
    wall.do(Untie(offer.id, ask.id))
    assert wall.board.links_of(offer.id) == ()


def test_who_takes_part_takes_their_own_ties_away_and_those_of_their_cards_and_no_others() -> None:
    wall = Wall()
    ask, offer = wall.add("ask", who=ANA), wall.add("offer", Kind.OFFER, who=ANA)
    theirs = wall.add("kofi's", Kind.OFFER, who=KOFI)
    wall.do(TieLink(wall.new("link"), offer.id, ask.id), ANA)
    with refused("Others tied that"):
        wall.do(Untie(offer.id, ask.id), KOFI)
    assert len(wall.board.links_of(offer.id)) == 1
    wall.do(TieLink(wall.new("link"), theirs.id, ask.id), ANA)
    assert wall.do(Untie(ask.id, theirs.id), KOFI).writes
    wall.do(Untie(ask.id, offer.id), ANA)
    wall.do(TieLink(wall.new("link"), ask.id, offer.id), KOFI)
    assert wall.do(Untie(offer.id, ask.id), KOFI).writes


def test_what_cannot_be_tied_is_said() -> None:
    wall = Wall()
    ask, gone = wall.add("ask"), wall.add("gone")
    wall.do(PutAway(gone.id))
    for tie, words in (
        (TieLink("link/1", ask.id, gone.id), "put away"),
        (TieLink("link/1", ask.id, "card/none"), "put away"),
        (TieLink("link/1", ask.id, ask.id), "not itself"),
        (TieLink("link/1", ask.id, gone.id, "\x1b[2J"), "meets, answers or knows"),
    ):
        with refused(words):
            wall.do(tie)

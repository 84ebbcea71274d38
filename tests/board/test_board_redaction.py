import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import CardToAbsence, NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Invite
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard, TakeCard
from cofacil.board.commands.meetings import Arrive
from cofacil.board.commands.moving import MarkDone, MoveCard, PutAway, StrikeOut
from cofacil.board.commands.one_person import MakeOne, TakeAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.quiet import BeginQuiet, ShowAll
from cofacil.board.commands.themes import BringBackTheme, GatherCard, PutAwayTheme, RenameTheme
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board, Who
from cofacil.board.redaction import NOBODY, QUIETLY, Redactions, redacted, redacted_events
from refusing import refused
from wall import ANA, BEA, KOFI, VIC, Wall

WORDS = "XYZZY"


def quiet(*, kind: Kind = Kind.QUESTION) -> tuple[Wall, str]:
    """Return a wall on which Kofi has written something quietly, with all that a card can hold, and changed it."""
    wall = Wall()
    wall.meet()
    wall.add("open to all", kind)
    wall.do(BeginQuiet(wall.new("step")))
    card = wall.new("card")
    more = (f"{WORDS} Two", (), "2026-11-24", (WORDS,), (f"{WORDS} Two",))
    wall.do(AddCard(card, kind, f"{WORDS} one", f"{WORDS} two", *more), KOFI)
    wall.write(card, "a.newer.field", WORDS, "kofi")
    wall.write(card, f"set.{WORDS}", True, "kofi")
    wall.write(card, "newer", {"words": [WORDS]}, "kofi")
    wall.do(EditCard(card, text=f"{WORDS} three", note=f"{WORDS} four", newcomers=(f"{WORDS} five",)), KOFI)
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, f"{WORDS} six", f"{WORDS} seven"), KOFI)
    wall.do(SetAbsence(absence, knows=f"{WORDS} eight", where=WORDS, newcomers=(f"{WORDS} eight",)), KOFI)
    return wall, card


def everything(board: Board) -> str:
    """Return all that a board holds, as text."""
    return repr(list(board)).upper()


@pytest.mark.parametrize("who", [ANA, BEA, VIC, Who("", "", "viewer")])
def test_what_is_written_quietly_reaches_nobody_else(who: Who) -> None:
    wall, card = quiet()
    seen = redacted(wall.board, who)
    assert WORDS not in everything(seen)
    assert WORDS not in repr(redacted_events(wall.events, wall.board, who)).upper()
    assert seen.card(card).is_withheld
    assert seen.card(card).label == "Q2"
    assert [absence.is_withheld for absence in seen.absences] == [True]
    assert wall.labels() == ["Q1", "Q2"]
    assert [shown.id for shown in seen.columns[Kind.QUESTION]] == [c.id for c in wall.board.columns[Kind.QUESTION]]


def test_whoever_has_no_name_is_not_taken_for_the_room_that_said_it() -> None:
    wall = Wall()
    wall.meet()
    wall.do(BeginQuiet(wall.new("step")))
    card = wall.add("said by the room", who=KOFI)
    assert redacted(wall.board, Who("", "", "participant")).card(card.id).is_withheld


def test_who_is_said_to_have_said_it_does_not_see_it() -> None:
    wall, card = quiet()
    wall.do(EditCard(card, said="Ana"), KOFI)
    assert redacted(wall.board, ANA).card(card).is_withheld


def test_who_only_watches_sees_not_even_what_they_wrote_elsewhere() -> None:
    wall, card = quiet()
    assert redacted(wall.board, KOFI._replace(role=Role.VIEWER)).card(card).is_withheld


def test_who_wrote_it_is_not_told_either() -> None:
    wall, card = quiet()
    wall.do(PutAway(card), KOFI)
    seen = redacted(wall.board, ANA).card(card)
    assert (seen.by, seen.said, seen.writers, seen.last_by) == ("", "", frozenset(), "")
    assert "kofi" not in repr(dict(seen.fields))
    told = redacted_events(wall.events, wall.board, ANA)
    assert not [write for event in told for write in event.writes if write.entity == card]
    assert {event.by for event in told if event.op == QUIETLY} == {""}


def test_what_others_do_to_it_without_seeing_it_is_told_as_it_is() -> None:
    wall, card = quiet()
    wall.do(MoveCard(card, Kind.QUESTION, wall.board.columns[Kind.QUESTION][0].id), ANA)
    assert wall.labels() == ["Q2", "Q1"]
    assert redacted_events(wall.events[-1:], wall.board, BEA) == (wall.events[-1],)


def test_who_wrote_it_sees_it_as_it_is() -> None:
    wall, _ = quiet()
    assert redacted(wall.board, KOFI) is wall.board
    assert redacted_events(wall.events, wall.board, KOFI) == tuple(wall.events)


def test_what_was_put_away_while_it_was_quiet_stays_hidden() -> None:
    wall, card = quiet()
    wall.do(PutAway(card), KOFI)
    assert WORDS not in everything(redacted(wall.board, ANA))
    assert WORDS not in repr(redacted_events(wall.events, wall.board, ANA)).upper()


def test_open_writing_is_the_same_board_for_all() -> None:
    wall, _ = quiet()
    wall.do(ShowAll())
    assert redacted(wall.board, ANA) is wall.board
    assert WORDS in everything(redacted(wall.board, ANA))


def test_only_the_length_is_told_and_only_roughly() -> None:
    wall, card = quiet()
    assert redacted(wall.board, ANA).card(card).fields["withheld"] == "short"
    wall.do(EditCard(card, text="x" * 61), KOFI)
    assert redacted(wall.board, ANA).card(card).fields["withheld"] == "long"


def test_nobody_changes_or_carries_off_words_they_cannot_see() -> None:
    wall, card = quiet()
    for command in (
        EditCard(card, text="mine", seen="·····"),
        AddToNote(card, "mine"),
        CardToAbsence(card, wall.new("absence")),
        TakeCard(card, "Ana"),
        StrikeOut(card),
        PutAway(card),
        MarkDone(card),
        MoveCard(card, Kind.OFFER),
    ):
        with refused("written quietly") as met:
            wall.do(command, ANA)
        assert WORDS not in repr(met.value)


def test_the_board_that_was_redacted_stays_as_it_was() -> None:
    wall, card = quiet()
    before = everything(wall.board)
    redacted(wall.board, ANA)
    assert everything(wall.board) == before
    assert not wall.board.card(card).is_withheld


def test_nobody_is_made_one_with_who_writes_quietly() -> None:
    wall, card = quiet()
    wall.do(AddPerson("Kofi"))
    wall.do(AddPerson("Ana"))
    with refused("writing quietly"):
        wall.do(MakeOne("kofi", "ana"))
    assert redacted(wall.board, ANA).card(card).is_withheld


def test_whom_it_names_for_the_first_time_is_known_once_it_is_shown() -> None:
    wall, _ = quiet()
    assert [person.name for person in wall.board.people] == []
    wall.do(ShowAll())
    assert sorted(person.name for person in wall.board.people) == [f"{WORDS} Two", f"{WORDS} eight", f"{WORDS} five"]
    assert len(wall.board.here) == 3  # the host, and the two who said something


def test_equal_seats_share_one_board_and_what_did_not_change_stays_the_same_object() -> None:
    wall, card = quiet()
    seen = Redactions()
    before = seen.board(wall.board, ANA)
    assert seen.board(wall.board, BEA) is before
    assert seen.board(wall.board, NOBODY) is before
    assert seen.board(wall.board, KOFI) is wall.board
    wall.add("another", Kind.OFFER, BEA)
    after = seen.board(wall.board, ANA)
    assert after.columns[Kind.QUESTION] is before.columns[Kind.QUESTION]
    assert after.records[card] is before.records[card]
    assert seen.board(wall.board, BEA) is not after
    assert seen.board(wall.board, BEA).columns[Kind.QUESTION] is before.columns[Kind.QUESTION]


@given(st.sampled_from(list(Kind)), st.lists(st.sampled_from(["ana", "bea", "kofi"]), min_size=1, max_size=6))
def test_everyone_sees_their_own_and_nobody_elses(kind: Kind, authors: list[str]) -> None:
    wall = Wall()
    wall.meet()
    wall.do(BeginQuiet(wall.new("step")))
    people = {who.person: who for who in (ANA, BEA, KOFI)}
    for n, author in enumerate(authors):
        wall.add(f"{author} wrote {n}", kind, people[author])
    for person, who in people.items():
        seen = [card.text for card in redacted(wall.board, who).columns[kind] if not card.is_withheld]
        assert seen == [f"{author} wrote {n}" for n, author in enumerate(authors) if author == person]


def told_alike(*, is_hidden_named: bool) -> list[str]:
    """Return what Ana is told who tries all that could tell her whether something hidden names somebody, or has a theme."""
    wall = Wall()
    wall.meet()
    wall.do(Arrive("Kofi"), KOFI)
    for name in ("Maria", "Marya", "Mo"):
        wall.do(AddPerson(name))
    gate, path = (wall.add(text).id for text in ("the gate", "the path"))
    wall.do(GatherCard(gate, "hemlock"))
    wall.do(GatherCard(path, "yarrow"))
    wall.do(PutAwayTheme("yarrow"))
    wall.do(BeginQuiet(wall.new("step")))
    card, absence = wall.new("card"), wall.new("absence")
    names = ("Maria", "Mo") if is_hidden_named else ("Kofi", "Kofi")
    tags = ("hemlock", "yarrow") if is_hidden_named else ("nettle", "clover")
    wall.do(AddCard(card, Kind.ACTION, "hidden", said=names[0], tags=tags), KOFI)
    wall.write(card, f"owner.{names[0].casefold()}", True, "kofi")
    wall.write(card, f"owner.{names[1].casefold()}", True, "kofi")
    wall.do(NameAbsence(absence, "Grace" if is_hidden_named else "Rosa"), KOFI)
    begun = len(wall.events)
    ids = [wall.new(kind) for kind in ("absence", "link", "card")]
    for command in (
        Invite(ids[0], ids[1], "Grace", gate),
        RenameTheme("hemlock", "Nettles"),
        BringBackTheme("yarrow"),
        PutAwayTheme("nettles"),
        MakeOne("maria", "marya"),
        TakeAway("mo"),
        AddCard(ids[2], Kind.OFFER, "a rake", tags=("HEMLOCK",)),
    ):
        wall.do(command, ANA)
    wall.undo(ANA)
    wall.undo(ANA)
    wall.undo(ANA)
    wall.redo(ANA)
    # What the events and the board of the one and the other begin with is the same, and so are the ids.
    told = redacted_events(wall.events[begun:], wall.board, ANA)
    seen = redacted(wall.board, ANA)
    records = [(entity, sorted(map(str, record.fields.items()))) for entity, record in seen.records.items()]
    return [repr(event) for event in told] + [repr(records), repr(list(seen.themes))]


def test_nothing_tells_whether_something_hidden_names_somebody_or_has_a_theme() -> None:
    assert told_alike(is_hidden_named=True) == told_alike(is_hidden_named=False)

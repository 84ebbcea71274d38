import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import CardToAbsence
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard
from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind
from cofacil.board.model import Board, Who
from cofacil.board.redaction import redacted, redacted_events
from refusing import refused
from wall import ANA, BEA, KOFI, VIC, Wall

WORDS = "XYZZY"


def quiet(*, kind: Kind = Kind.QUESTION) -> tuple[Wall, str]:
    """Return a wall on which Kofi has written something quietly, with a note, a day and a tag, and changed it."""
    wall = Wall()
    meeting = wall.meet()
    wall.add("open to all", kind)
    card = wall.new("card")
    wall.do(AddCard(card, kind, f"{WORDS} one", f"{WORDS} two", WORDS, (), "2026-11-24", (WORDS,)), KOFI)
    wall.write(card, "sealed", "step/1", "kofi")
    wall.write(card, "a.newer.field", WORDS, "kofi")
    wall.write(card, "newer", {"words": [WORDS]}, "kofi")
    wall.do(EditCard(card, text=f"{WORDS} three", note=f"{WORDS} four"), KOFI)
    wall.write(meeting.id, "input", "quiet")
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
    assert wall.labels() == ["Q1", "Q2"]
    assert [shown.id for shown in seen.columns[Kind.QUESTION]] == [c.id for c in wall.board.columns[Kind.QUESTION]]


def test_whoever_has_no_name_is_not_taken_for_the_room_that_said_it() -> None:
    wall = Wall()
    meeting = wall.meet()
    card = wall.add("said by the room", who=KOFI)
    wall.write(card.id, "sealed", "step/1", "kofi")
    wall.write(meeting.id, "input", "quiet")
    assert redacted(wall.board, Who("", "", "viewer")).card(card.id).is_withheld


def test_who_wrote_it_is_not_told_either() -> None:
    wall, card = quiet()
    seen = redacted(wall.board, ANA).card(card)
    assert (seen.by, seen.said, seen.writers, seen.last_by) == ("", "", frozenset(), "")
    touching = [e for e in redacted_events(wall.events, wall.board, ANA) if any(w.entity == card for w in e.writes)]
    assert touching
    assert {event.by for event in touching} == {""}


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
    assert wall.board.meeting
    wall.write(wall.board.meeting.id, "input", None)
    assert redacted(wall.board, ANA) is wall.board
    assert WORDS in everything(redacted(wall.board, ANA))


def test_only_the_length_is_told_and_only_roughly() -> None:
    wall, card = quiet()
    assert redacted(wall.board, ANA).card(card).fields["withheld"] == "short"
    wall.write(card, "text", "x" * 61)
    assert redacted(wall.board, ANA).card(card).fields["withheld"] == "long"


def test_nobody_changes_or_carries_off_words_they_cannot_see() -> None:
    wall, card = quiet()
    for command in (
        EditCard(card, text="mine", seen="·····"),
        AddToNote(card, "mine"),
        CardToAbsence(card, wall.new("absence")),
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


@given(st.sampled_from(list(Kind)), st.lists(st.sampled_from(["ana", "bea", "kofi"]), min_size=1, max_size=6))
def test_everyone_sees_their_own_and_nobody_elses(kind: Kind, authors: list[str]) -> None:
    wall = Wall()
    meeting = wall.meet()
    people = {who.person: who for who in (ANA, BEA, KOFI)}
    for n, author in enumerate(authors):
        card = wall.add(f"{author} wrote {n}", kind, people[author])
        wall.write(card.id, "sealed", "step/1", author)
    wall.write(meeting.id, "input", "quiet")
    for person, who in people.items():
        seen = [card.text for card in redacted(wall.board, who).columns[kind] if not card.is_withheld]
        assert seen == [f"{author} wrote {n}" for n, author in enumerate(authors) if author == person]

from typing import Any

from happenings import PEOPLE, Step, happen, steps
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import CardToAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import FoundBoard, TurnPrompt
from cofacil.board.commands.moving import MoveCard, PutAway, StrikeOut
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.commands.timer import StartTimer
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.prompts import Prompt
from cofacil.board.undo import History
from refusing import refused
from wall import ANA, BEA, KOFI, MINUTE, Wall


def fields(board: Board) -> dict[str, Any]:
    """Return all that can be seen of a board: not who wrote last, and not how many events there were."""
    return {
        "records": {entity: dict(record.fields) for entity, record in board.records.items()},
        "columns": {kind: [card.id for card in cards] for kind, cards in board.columns.items()},
        "people": [person.id for person in board.people],
        "absences": [absence.id for absence in board.absences],
        "ties": {end: [link.id for link in links] for end, links in board.links.items()},
        "labels": (board.highest, board.twins),
    }


@given(steps, st.integers(0, 2), st.integers(1, 30))
def test_undoing_and_putting_back_as_often_changes_nothing(script: list[Step], person: int, times: int) -> None:
    wall = Wall()
    happen(wall, script)
    who, before = PEOPLE[person], fields(wall.board)
    undone = [change for _ in range(times) if (change := wall.undo(who))]
    for change in undone:
        if change.writes:
            assert wall.redo(who)
    assert fields(wall.board) == before


@given(steps)
def test_undoing_comes_to_an_end(script: list[Step]) -> None:
    wall = Wall()
    happen(wall, script)
    for who in PEOPLE:
        for _ in range(len(wall.events) + 1):
            if wall.undo(who) is None:
                break
        assert wall.history.undoable(who.person) is None


@given(steps)
def test_what_can_be_undone_is_the_same_after_a_restart(script: list[Step]) -> None:
    wall = Wall()
    happen(wall, script)
    anew = History()
    anew.take(wall.events)
    for who in PEOPLE:
        assert anew.undoable(who.person) == wall.history.undoable(who.person)
        assert anew.redoable(who.person) == wall.history.redoable(who.person)


def test_undo_puts_away_a_card_that_was_added_and_keeps_its_words() -> None:
    wall = Wall()
    card = wall.add("words")
    wall.undo()
    assert wall.texts() == []
    assert wall.board.card(card.id).text == "words"
    wall.redo()
    assert wall.texts() == ["words"]


def test_undo_puts_a_card_back_where_it_was() -> None:
    wall = Wall()
    first, second = wall.add("first"), wall.add("second")
    wall.do(MoveCard(second.id, Kind.QUESTION, ahead_of=first.id))
    wall.undo()
    assert wall.texts() == ["first", "second"]
    wall.redo()
    assert wall.texts() == ["second", "first"]


def test_undo_redo_and_undo_again_goes_on_to_what_came_before() -> None:
    wall = Wall()
    card = wall.add("one")
    wall.do(EditCard(card.id, text="two"))
    wall.undo()
    wall.redo()
    wall.undo()
    assert wall.texts() == ["one"]
    wall.undo()
    assert wall.texts() == []
    assert wall.undo() is None


def test_everyone_undoes_their_own() -> None:
    wall = Wall()
    wall.add("of ana")
    wall.add("of kofi", who=KOFI)
    wall.undo(ANA)
    assert wall.texts() == ["of kofi"]
    assert wall.undo(BEA) is None


def test_undo_leaves_alone_what_someone_else_changed() -> None:
    wall = Wall()
    card = wall.add("first")
    wall.do(EditCard(card.id, text="second", when="2026-11-24"))
    wall.do(EditCard(card.id, text="third"), BEA)
    change = wall.undo(ANA)
    assert change
    assert change.clash == (f"{card.id} text",)
    assert wall.texts() == ["third"]
    assert wall.board.card(card.id).when == ""


def test_undo_leaves_a_card_that_someone_else_wrote_to() -> None:
    wall = Wall()
    card = wall.add("first")
    wall.do(EditCard(card.id, note="theirs"), BEA)
    change = wall.undo(ANA)
    assert change
    assert (change.writes, change.clash) == ((), (card.id,))
    assert wall.texts() == ["first"]


def test_an_undo_of_which_nothing_is_left_is_kept_all_the_same_so_that_the_key_is_not_stuck() -> None:
    wall = Wall()
    wall.add("earlier")
    card = wall.add("first")
    wall.do(EditCard(card.id, text="theirs"), BEA)
    wall.undo(ANA)
    assert wall.redo(ANA) is None
    wall.undo(ANA)
    assert wall.texts() == ["theirs"]


def test_something_new_ends_what_could_be_put_back() -> None:
    wall = Wall()
    wall.add("first")
    wall.undo()
    wall.add("second")
    assert wall.redo() is None


def test_undoing_twice_from_two_windows_undoes_once() -> None:
    wall = Wall()
    wall.add("earlier")
    wall.add("first")
    last = Undo(wall.events[-1])
    wall.do(last)
    wall.now += MINUTE
    again = wall.do(last)
    assert again.writes == ()
    wall.redo()
    assert wall.texts() == ["earlier", "first"]
    assert wall.redo() is None


def test_what_everybody_lived_through_is_not_undone() -> None:
    wall = Wall()
    wall.meet(Prompt("a", "Who?"), Prompt("b", "Who else?"))
    wall.do(StartTimer(5))
    wall.do(TurnPrompt(passed=True))
    assert wall.undo() is None
    with refused("cannot be undone"):
        wall.do(Undo(wall.events[-1]))


def test_words_that_were_struck_out_never_come_back() -> None:
    wall = Wall()
    card = wall.add("a name", who=KOFI)
    wall.do(StrikeOut(card.id), KOFI)
    wall.undo(KOFI)
    assert wall.board.card(card.id).is_struck


def test_the_beginning_of_a_board_is_not_undone() -> None:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside"))
    assert wall.undo() is None


def test_nobody_undoes_what_somebody_else_did() -> None:
    wall = Wall()
    card = wall.add()
    for command in (Undo(wall.events[-1]), Redo(wall.events[-1])):
        with refused("somebody else"):
            wall.do(command, KOFI)
    assert not wall.board.card(card.id).is_gone


def test_only_an_undo_can_be_put_back() -> None:
    wall = Wall()
    wall.add()
    with refused("what was undone"):
        wall.do(Redo(wall.events[-1]))


def test_a_card_that_became_an_absence_comes_back_whole() -> None:
    wall = Wall()
    card = wall.add("the night cleaners")
    absence = wall.new("absence")
    wall.do(CardToAbsence(card.id, absence))
    wall.undo()
    assert wall.texts() == ["the night cleaners"]
    assert wall.missing() == []
    wall.redo()
    assert wall.missing() == ["N1"]
    assert wall.texts() == []


def test_somebody_who_was_added_by_mistake_can_be_added_again() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Mo"))
    wall.undo()
    assert (wall.board.people, wall.board.here) == ((), ("ana",))
    wall.do(AddPerson("Mo"))
    assert [person.name for person in wall.board.people] == ["Mo"]
    assert "mo" in wall.board.here


def test_a_newcomer_goes_with_the_card_that_brought_them() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddCard(wall.new("card"), Kind.OFFER, "seeds", said="Mo", newcomers=("Mo",)))
    wall.undo()
    assert (wall.board.people, wall.texts(Kind.OFFER)) == ((), [])


def test_saying_that_somebody_left_can_be_undone() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Mo"))
    wall.do(PersonLeft("mo"))
    assert "mo" not in wall.board.here
    wall.undo()
    assert "mo" in wall.board.here


def test_undo_of_putting_away_after_a_restart() -> None:
    wall = Wall()
    card = wall.add("words")
    wall.do(PutAway(card.id))
    later = Wall(wall.events)
    later.now += 60 * MINUTE
    later.undo()
    assert later.texts() == ["words"]

from collections.abc import Iterator

from cofacil.board.commands import absences, cards, links, meetings, moving, people, steps, timer, undo
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.kinds import Kind, Role
from refusing import refused
from wall import ANA, BEA, KOFI, Wall

MODULES = (absences, cards, links, meetings, moving, people, steps, timer, undo)
FOR_ALL = {
    "AddCard",
    "AddCards",
    "EditCard",
    "TakeCard",
    "AddToNote",
    "PutAway",
    "StrikeOut",
    "TieLink",
    "Untie",
    "NameAbsence",
    "SetAbsence",
    "AddPerson",
    "Arrive",
    "AtScreen",
    "TurnPrompt",
    "Undo",
    "Redo",
}


def commands() -> Iterator[type[Command]]:
    for module in MODULES:
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Command) and found is not Command:
                yield found


def test_whoever_watches_may_do_nothing() -> None:
    assert not [command for command in commands() if Role.VIEWER.includes(command.role)]


def test_whoever_takes_part_may_do_these_and_no_others() -> None:
    assert {command.__name__ for command in commands() if Role.PARTICIPANT.includes(command.role)} == FOR_ALL


def test_a_host_and_a_cofacilitator_may_do_everything_but_begin_the_board_which_a_host_does() -> None:
    assert all(Role.HOST.includes(command.role) for command in commands())
    assert [c.__name__ for c in commands() if not Role.COFACILITATOR.includes(c.role)] == ["FoundBoard"]


def test_a_participant_changes_their_own_card_by_mouth_or_by_hand_and_no_other() -> None:
    wall = Wall()
    theirs = wall.add("by ana", who=ANA).id
    typed = wall.add("typed by kofi", who=KOFI).id
    said = wall.new("card")
    wall.do(AddCard(said, Kind.OFFER, "said by kofi", said="Kofi"), ANA)
    for own in (typed, said):
        wall.do(EditCard(own, note="mine"), KOFI)
        wall.do(StrikeOut(own), KOFI)
        wall.do(PutAway(own), KOFI)
    for command in (EditCard(theirs, text="x"), AddToNote(theirs, "x"), PutAway(theirs), StrikeOut(theirs)):
        with refused("Q1 is not yours to change"):
            wall.do(command, KOFI)


def test_a_cofacilitator_changes_any() -> None:
    wall = Wall()
    card = wall.add("by kofi", who=KOFI)
    wall.do(EditCard(card.id, text="other"), BEA)
    wall.do(PutAway(card.id), BEA)
    assert wall.texts() == []


def test_roles_include_those_below() -> None:
    order = [Role.VIEWER, Role.PARTICIPANT, Role.COFACILITATOR, Role.HOST]
    assert [[one.includes(other) for other in order] for one in order] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]

"""The one list of what can be done."""

import pytest

from cofacil.board.commands.absences import AbsenceCame, NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.moving import BringBack, MarkDone, PutAway, Reopen
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.room.actions import ACTIONS, Group
from cofacil.room.room import Room
from cofacil.room.seats import Seat


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_every_action_says_what_it_does_in_words_that_a_participant_reads(action: object) -> None:
    done = ACTIONS[str(getattr(action, "name", ""))]
    assert done is action
    assert 4 <= len(done.words) <= 45
    assert done.words[0].islower()
    assert not done.words.endswith(".")
    assert not {"user", "submit", "session", "error", "invalid", "assign"} & set(done.words.split())


def test_no_two_actions_say_the_same() -> None:
    assert len({action.words for action in ACTIONS.values()}) == len(ACTIONS)
    shorts = [action.short for action in ACTIONS.values() if action.short]
    assert len(set(shorts)) == len(shorts)


def test_whoever_watches_may_only_look() -> None:
    for action in ACTIONS.values():
        if action.role is Role.VIEWER:
            assert action.build is None
            assert action.group in {Group.LOOK, Group.RARE} or action.name in {"leave", "ask_to_write"}


@pytest.mark.parametrize("action", [action for action in ACTIONS.values() if action.build], ids=lambda a: a.name)
def test_what_is_done_at_once_asks_no_more_than_the_command_behind_it(room: Room, ana: Seat, action: object) -> None:
    room.do(ana, AddCard("card/1", Kind.OFFER, "x"))
    build = ACTIONS[str(getattr(action, "name", ""))].build
    assert build
    command = build(room.board, "card/1")
    assert ACTIONS[str(getattr(action, "name", ""))].role.includes(command.role)


def test_done_and_put_away_are_there_and_back(room: Room, ana: Seat) -> None:
    room.do(ana, AddCard("card/1", Kind.OFFER, "x"))
    room.do(ana, NameAbsence("absence/1", "Night cleaners"))
    done, away = ACTIONS["done"].build, ACTIONS["put_away"].build
    assert done
    assert away
    assert done(room.board, "card/1") == MarkDone("card/1")
    room.do(ana, MarkDone("card/1"))
    assert done(room.board, "card/1") == Reopen("card/1")
    assert away(room.board, "card/1") == PutAway("card/1")
    room.do(ana, PutAway("card/1"))
    assert away(room.board, "card/1") == BringBack("card/1")
    assert done(room.board, "absence/1") == AbsenceCame("absence/1", AbsenceState.JOINED)

import pytest

from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, OpenMeeting, TurnPrompt
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.timer import StartTimer
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.errors import Refusal
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import MEETING_LASTS
from cofacil.board.prompts import asked
from cofacil.room.clock import HandClock
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from refusing import refused

HOURS = 60


def add(room: Room, seat: Seat, text: str = "What is the garden for?") -> News:
    return room.do(seat, AddCard(f"card/{room.clock.new_id()}", Kind.QUESTION, text))


def undo(room: Room, seat: Seat) -> News:
    event = room.last_done(seat)
    assert event
    return room.do(seat, Undo(event))


def ops(room: Room) -> list[str]:
    return [event.op for event in room.log.read(0)]


def test_looking_at_a_board_writes_nothing(room: Room) -> None:
    before = ops(room)
    Room(room.log, room.clock).pull()
    assert ops(room) == before == ["person.here", "board.set"]


def test_the_first_change_opens_the_meeting_and_introduces_the_typist(room: Room, dee: Seat) -> None:
    news = add(room, dee)
    assert [event.op for event in news.events] == ["meeting.open", "person.here", "card.add"]
    assert news.own == news.events
    assert room.board.meetings == 1
    assert room.board.here == ("dee",)
    assert room.board.name_of("dee") == "Dee"
    assert [event.op for event in add(room, dee).events] == ["card.add"]


def test_every_event_says_who_from_where_and_in_which_meeting(room: Room, kofi: Seat) -> None:
    event = add(room, kofi).own[-1]
    assert room.board.meeting
    assert (event.by, event.via) == ("kofi", "ssh")
    assert f"meeting/{event.meeting}" == room.board.meeting.id


def test_the_room_is_what_its_log_folds_to(room: Room, ana: Seat, kofi: Seat) -> None:
    for seat in (ana, kofi):
        add(room, seat)
    undo(room, kofi)
    assert room.board == fold(EMPTY, room.log.read(0))
    assert room.board.position == len(room.log.read(0))


def test_the_meeting_goes_on_for_twelve_hours_and_the_next_change_opens_another(
    room: Room, clock: HandClock, ana: Seat
) -> None:
    add(room, ana)
    clock.pass_minutes(12 * HOURS - 1)
    add(room, ana)
    assert room.board.meetings == 1
    clock.pass_minutes(1)
    add(room, ana)
    assert room.board.meetings == 2
    first, second = room.board.held
    assert first.closed == first.opened + MEETING_LASTS - 60_000
    assert second.closed is None


def test_a_meeting_that_was_opened_by_command_is_the_only_one(room: Room, clock: HandClock, ana: Seat) -> None:
    room.do(ana, OpenMeeting(f"meeting/{clock.new_id()}"))
    assert room.board.meetings == 1
    add(room, ana)
    room.do(ana, CloseMeeting())
    assert (room.board.meetings, room.board.meeting) == (1, None)


def test_a_script_adds_to_the_board_and_is_not_at_the_meeting(room: Room, ana: Seat) -> None:
    news = add(room, Seat("Zoe", via="add"))
    assert [event.op for event in news.events] == ["person.here", "card.add"]
    assert room.board.meeting is None
    assert news.own[-1].meeting == ""
    add(room, ana)
    add(room, Seat("Zoe", via="add"))
    assert room.board.here == ("ana",)


def test_a_script_on_the_day_after_is_in_no_meeting(room: Room, clock: HandClock, ana: Seat) -> None:
    add(room, ana)
    clock.pass_minutes(24 * HOURS)
    assert add(room, Seat("Zoe", via="add")).own[-1].meeting == ""


@pytest.mark.parametrize("seat", ["vic", "kofi"])
def test_a_refusal_writes_nothing_at_all(
    room: Room, clock: HandClock, seat: str, request: pytest.FixtureRequest
) -> None:
    asker: Seat = request.getfixturevalue(seat)
    before, board = ops(room), room.board
    with pytest.raises(Refusal):
        room.do(asker, StartTimer(5))
    with pytest.raises(Refusal):
        add(room, asker, "\u3164")
    assert ops(room) == before
    assert room.board is board


def test_whoever_watches_is_told_so(room: Room, vic: Seat) -> None:
    with refused("You are watching"):
        add(room, vic)


def test_whoever_takes_part_is_sent_to_who_facilitates(room: Room, kofi: Seat) -> None:
    with refused("ask who facilitates"):
        room.do(kofi, StartTimer(5))


def test_a_command_sent_twice_changes_nothing_twice(room: Room, clock: HandClock, ana: Seat) -> None:
    card = f"card/{clock.new_id()}"
    add(room, ana)
    for command in (
        AddCard(card, Kind.ACTION, "words", said="Mo", newcomers=("Mo",)),
        EditCard(card, text="other words"),
        TakeCard(card, "Ana", "2026-11-27"),
        OpenMeeting(f"meeting/{clock.new_id()}", room.practice.deck),
    ):
        room.do(ana, command)
        before = room.board
        clock.pass_minutes(1)
        assert room.do(ana, command).events == ()
        assert room.board is before


def test_two_who_pass_the_same_question_turn_it_once(room: Room, ana: Seat, dee: Seat) -> None:
    add(room, ana)
    first = showing(room)
    room.do(dee, TurnPrompt(passed=True, seen=first))
    second = showing(room)
    assert room.do(ana, TurnPrompt(passed=True, seen=first)).events == ()
    assert showing(room) == second != first


def showing(room: Room) -> str:
    prompt = asked(room.board, room.clock.now())
    return prompt.id if prompt else ""


def test_time_never_runs_backwards(room: Room, clock: HandClock, ana: Seat) -> None:
    add(room, ana)
    clock.pass_minutes(-90)
    add(room, ana)
    times = [event.t for event in room.log.read(0)]
    assert times == sorted(times)


def test_undo_and_redo_from_any_seat_of_the_same_person_after_a_restart(room: Room, ana: Seat, kofi: Seat) -> None:
    add(room, ana, "first")
    add(room, kofi, "second")
    undo(room, ana)
    again = Room(room.log, room.clock)
    again.pull()
    assert [card.text for card in again.board.columns[Kind.QUESTION]] == ["second"]
    afar = Seat("Ana", Role.PARTICIPANT, via="ssh")
    undone = again.last_undone(afar)
    assert undone
    again.do(afar, Redo(undone))
    assert [card.text for card in again.board.columns[Kind.QUESTION]] == ["first", "second"]


def test_nothing_to_undo_is_none(room: Room, kofi: Seat) -> None:
    assert room.last_done(kofi) is None
    assert room.last_undone(kofi) is None


def test_an_undo_that_clashes_altogether_is_kept_without_opening_a_meeting(room: Room, ana: Seat, kofi: Seat) -> None:
    card = add(room, kofi).own[-1].writes[-1].entity
    room.do(ana, EditCard(card, text="of ana"))
    room.do(ana, CloseMeeting())
    news = undo(room, kofi)
    assert [(event.op, event.writes, event.clash) for event in news.own] == [("undo", (), (card,))]
    assert room.board.meeting is None
    assert room.last_done(kofi) is None


def test_a_second_board_is_begun_by_a_host_only(clock: HandClock, dee: Seat) -> None:
    empty = Room(MemoryLog(), clock)
    with pytest.raises(Refusal):
        empty.do(dee, FoundBoard(f"absence/{clock.new_id()}", "Riverside"))
    assert empty.board.title == ""


def test_somebody_added_by_another_is_here_and_did_nothing_to_undo(room: Room, ana: Seat) -> None:
    room.do(ana, AddPerson("Mo"))
    assert room.last_done(Seat("Mo")) is None
    undo(room, ana)
    assert room.board.here == ("ana",)


def test_who_names_themselves_is_here_and_no_second_of_their_name(room: Room, dee: Seat) -> None:
    news = room.do(dee, AddPerson("Dee"))
    assert [event.op for event in news.own] == ["meeting.open", "person.here"]
    assert news.board.here == ("dee",)
    assert room.do(dee, AddPerson("Dee", "rakes")).board.here == ("dee",)
    person = room.board.person("dee")
    assert person
    assert person.fields["brings"] == "rakes"

"""What the walls show: where somebody who facilitates looks, in this process and in others, and who holds them."""

import pytest

from cofacil.board.kinds import Role
from cofacil.board.model import EMPTY
from cofacil.room import presence as module
from cofacil.room.attending import Attending, Beside
from cofacil.room.here import Here
from cofacil.room.left_seats import Gone
from cofacil.room.presence import Presence
from cofacil.room.seats import Seat
from cofacil.room.walls import LOOKS_FOR, SAID_AGAIN, Leading, Look, Signal, Wall

BEAMER = Seat("Ana", Role.VIEWER)
HERE, THERE = Look(2, "card/here"), Look(3, "card/there", is_room=True)


class Process:
    """A process that shows the board, and what it was told to say to the others."""

    def __init__(self) -> None:
        self.presence = Presence()
        self.presence.neighbours = self
        self.said = Signal()

    def signal(self, own: Signal) -> None:
        self.said = own

    def close(self) -> None:
        self.said = Signal()

    def joined(self, seat: Seat, *, is_wall: bool = False) -> module.Place:
        return self.presence.join(seat, lambda _attending: None, is_wall=is_wall)

    @property
    def wall(self) -> Wall:
        return self.presence.now().wall


def tell_each_other(*processes: Process) -> None:
    for _round in range(3):  # until nobody takes back what another has ended
        for one in processes:
            one.presence.hear_others(tuple(other.said for other in processes if other is not one))


@pytest.fixture(autouse=True)
def hand_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each look at the clock be a nanosecond later: two keys are never pressed at once."""
    ticks = iter(range(1, 10**6))
    monkeypatch.setattr("time.monotonic_ns", lambda: next(ticks))


async def test_nobody_leads_before_a_key_was_pressed() -> None:
    process = Process()
    process.joined(BEAMER, is_wall=True)
    ana = process.joined(Seat("Ana"))
    ana.look_for_all(HERE)
    assert process.wall == Wall(walls=1)
    ana.press()
    assert (process.wall.by, process.wall.look) == ("Ana", HERE)


async def test_of_several_who_facilitate_the_one_who_pressed_a_key_last_leads(dee: Seat, kofi: Seat) -> None:
    process = Process()
    ana, from_afar, guest = process.joined(Seat("Ana")), process.joined(dee), process.joined(kofi)
    for place, look in ((ana, HERE), (from_afar, THERE), (guest, Look(5))):
        place.look_for_all(look)
        place.press()
    assert (process.wall.by, process.wall.look) == ("Dee", THERE), "who takes part leads nobody"
    ana.press()
    assert process.wall.look == HERE
    from_afar.look_for_all(Look(4))
    assert process.wall.look == HERE, "a card that was moved by others is no key"
    ana.leave()
    assert process.wall.look == Look(4)


async def test_walls_of_other_processes_follow_and_who_has_ended_leads_no_more() -> None:
    first, second, third = Process(), Process(), Process()
    third.joined(BEAMER, is_wall=True)
    ana, dee = first.joined(Seat("Ana")), second.joined(Seat("Dee"))
    ana.look_for_all(HERE)
    ana.press()
    dee.look_for_all(THERE)
    dee.press()
    tell_each_other(first, second, third)
    assert {process.wall.look for process in (first, second, third)} == {THERE}
    assert {process.wall.walls for process in (first, second, third)} == {1}
    second.close()  # killed
    tell_each_other(first, third)
    assert {process.wall.look for process in (first, third)} == {HERE}
    first.close()
    tell_each_other(third)
    assert third.wall == Wall(walls=1)


async def test_a_wall_is_held_while_one_looks_around_and_anybody_who_facilitates_lets_it_go(kofi: Seat) -> None:
    first, second, third = Process(), Process(), Process()
    third.joined(BEAMER, is_wall=True)
    ana, dee, guest = first.joined(Seat("Ana")), second.joined(Seat("Dee")), first.joined(kofi)
    ana.look_for_all(HERE)
    ana.press()
    assert ana.hold()
    ana.look_for_all(THERE)
    dee.press()
    tell_each_other(first, second, third)
    for process in (first, second, third):
        assert (process.wall.by, process.wall.look, process.wall.is_held) == ("Ana", HERE, True)
    assert guest.hold(), "who takes part lets nothing go"
    assert not dee.hold()
    tell_each_other(first, second, third)
    for process in (first, second, third):
        assert (process.wall.by, process.wall.is_held) == ("Dee", False)
    second.close()
    tell_each_other(first, third)
    assert not third.wall.is_held, "what another has let go does not come back when they go"
    assert third.wall.look == THERE


async def test_who_is_called_otherwise_still_leads_and_holds() -> None:
    process, other = Process(), Process()
    process.joined(BEAMER, is_wall=True)
    ana = process.joined(Seat("Ana"))
    ana.press()
    ana.hold()
    ana.rename(Seat("Anna"))
    tell_each_other(process, other)
    assert (process.wall.by, process.wall.is_held) == ("Anna", True)
    assert other.wall.by == "Anna"
    ana.leave()
    assert process.wall == Wall(walls=1)


async def test_who_holds_a_wall_and_leaves_lets_it_go() -> None:
    first, wall = Process(), Process()
    wall.joined(BEAMER, is_wall=True)
    ana = first.joined(Seat("Ana"))
    ana.press()
    ana.hold()
    tell_each_other(first, wall)
    assert wall.wall.is_held
    ana.leave()
    tell_each_other(first, wall)
    assert wall.wall == Wall(walls=1)


async def test_a_card_for_everyone_reaches_every_process_and_is_ended_from_any(kofi: Seat) -> None:
    first, second, third = Process(), Process(), Process()
    ana, dee, guest = first.joined(Seat("Ana")), second.joined(Seat("Dee")), third.joined(kofi)
    ana.show("card/1")
    tell_each_other(first, second, third)
    for process in (first, second, third):
        shown = process.presence.now().shown
        assert shown is not None
        assert (shown.by, shown.entity) == ("Ana", "card/1")
    guest.show("")
    tell_each_other(first, second, third)
    assert third.presence.now().shown is not None
    dee.show("")
    tell_each_other(first, second, third)
    assert not any(process.presence.now().shown for process in (first, second, third))
    second.close()
    tell_each_other(first, third)
    assert not any(process.presence.now().shown for process in (first, third)), "it does not come back"


async def test_who_joins_later_is_told_what_is_shown_and_where_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACE", 0.0)
    told: list[Attending] = []
    process = Process()
    ana = process.joined(Seat("Ana"))
    ana.look_for_all(HERE)
    ana.press()
    ana.show("card/1")
    process.presence.join(BEAMER, told.append, is_wall=True)
    await everybody_is_told(process.presence)
    assert told[-1].wall.look == HERE
    assert told[-1].shown is not None
    guests: list[Attending] = []
    process.presence.join(Seat("Kofi", Role.PARTICIPANT, "ssh"), guests.append)
    await everybody_is_told(process.presence)
    assert guests[-1].shown is not None


async def test_guests_are_not_told_of_each_card_that_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, kofi: Seat, dee: Seat
) -> None:
    monkeypatch.setattr(module, "PACE", 0.0)
    process = Process()
    told: dict[str, list[Attending]] = {"Kofi": [], "Dee": [], "wall": []}
    process.presence.join(kofi, told["Kofi"].append)
    process.presence.join(dee, told["Dee"].append)
    process.presence.join(BEAMER, told["wall"].append, is_wall=True)
    ana = process.joined(Seat("Ana"))
    ana.press()
    await everybody_is_told(process.presence)
    before = {name: len(pictures) for name, pictures in told.items()}
    ana.look_for_all(HERE)
    await everybody_is_told(process.presence)
    assert {name: len(pictures) - before[name] for name, pictures in told.items()} == {"Kofi": 0, "Dee": 0, "wall": 1}


async def test_each_letter_of_who_leads_is_not_said_again() -> None:
    process = Process()
    ana = process.joined(Seat("Ana"))
    ana.press()
    said = process.said
    ana.press()
    assert process.said is said


async def test_who_is_alone_says_no_key_and_a_wall_that_opens_elsewhere_is_told_at_once() -> None:
    alone, wall = Process(), Process()
    ana = alone.joined(Seat("Ana"))
    ana.press()
    ana.look_for_all(HERE)
    assert alone.said == Signal(), "nobody follows"
    wall.joined(BEAMER, is_wall=True)
    alone.presence.hear_others((wall.said,))
    assert alone.said.leading is not None
    assert alone.said.leading.look == HERE
    ana.look_for_all(THERE)
    assert alone.said.leading.look == THERE
    alone.presence.hear_others(())
    assert alone.said == Signal(), "the wall has gone"


async def test_what_is_so_already_is_not_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    process, said = Process(), list[Signal]()
    monkeypatch.setattr(process, "signal", said.append)
    process.joined(BEAMER, is_wall=True)
    for _round in range(3):
        process.presence.hear_others(())
    assert said == [Signal(walls=1)]


async def test_who_facilitates_is_told_once_what_walls_do_and_not_with_each_card_they_look_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process, rounds = Process(), list[object]()
    ana = process.joined(Seat("Ana"))
    ana.press()
    await everybody_is_told(process.presence)
    monkeypatch.setattr(process.presence, "tell_soon", rounds.append)
    for look in (HERE, THERE, HERE):
        ana.look_for_all(look)
    assert not rounds, "nothing of it is news to them"


def test_who_presses_no_key_for_long_looks_around_no_more() -> None:
    wall = Wall.of([Signal(Leading("Ana", HERE, 1000))])
    assert wall.is_led(1000 + LOOKS_FOR - 1)
    assert not wall.is_led(1000 + LOOKS_FOR)
    assert wall._replace(is_held=True).is_led(1000 + LOOKS_FOR)
    assert SAID_AGAIN < LOOKS_FOR, "who goes on typing is not taken for gone"


async def everybody_is_told(presence: Presence) -> None:
    import asyncio

    async with asyncio.timeout(5):
        while presence._pace is not None or not presence._telling.is_done:  # noqa: ASYNC110  # it has no event
            await asyncio.sleep(0.001)


async def test_who_has_joined_by_another_window_is_known_in_this_one_as_long_as_they_are_there(kofi: Seat) -> None:
    one, other = Process(), Process()
    guest = one.joined(kofi._replace(via="ssh"))
    tell_each_other(one, other)
    assert other.presence.now().beside.names == ("Kofi",)
    assert one.presence.now().beside.names == (), "they are this window's own"
    guest.leave()
    tell_each_other(one, other)
    assert other.presence.now().beside.names == ()


async def test_both_windows_count_alike_who_is_in_by_screen_by_page_and_whose_line_broke(kofi: Seat) -> None:
    one, other = Process(), Process()
    seats = [Seat(name, Role.PARTICIPANT, via) for name, via in (("Kofi", "ssh"), ("Pia", "page"), ("Mo", "ssh"))]
    _kofi, _pia, mo = [one.joined(seat) for seat in (*seats, kofi)][:3]
    one.joined(seats[0]._replace(via="page"))
    tell_each_other(one, other)
    assert other.presence.now().beside == Beside(("Kofi", "Mo"), ("Pia",))
    one.presence.leave(mo, "what was typed", Gone.LOST)
    tell_each_other(one, other)

    def here(process: Process) -> Here:
        return Here.of(EMPTY, process.presence.now(), 0)

    assert here(other) == here(one) == Here(0, ("Kofi",), ("Pia",), 1)
    one.joined(seats[2])
    one.presence.left_by(seats[2])
    tell_each_other(one, other)
    assert here(other) == here(one) == Here(0, ("Kofi", "Mo"), ("Pia",), 0)
    one.presence.left.close()

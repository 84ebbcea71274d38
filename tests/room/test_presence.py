"""Who is connected: told to everybody but the one it is about, many at once as one picture."""

import asyncio

import pytest

from cofacil.board.kinds import Role
from cofacil.language.worded import worded
from cofacil.room import presence as module
from cofacil.room.attending import Attending
from cofacil.room.presence import Presence
from cofacil.room.seats import Seat


class Watcher:
    """Somebody at their screen, and every picture they were told."""

    def __init__(self, presence: Presence, seat: Seat) -> None:
        self.told: list[Attending] = []
        self.place = presence.join(seat, self.told.append)

    @property
    def said(self) -> list[str]:
        return [worded(attending.said) if attending.said else "" for attending in self.told]

    def leave(self) -> None:
        self.place.leave()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACE", 0.01)


@pytest.fixture
def presence() -> Presence:
    return Presence()


async def everybody_is_told(presence: Presence) -> None:
    """Wait until nobody is to be told of anything any more."""
    async with asyncio.timeout(5):
        while presence._pace is not None or not presence._telling.is_done:  # noqa: ASYNC110  # it has no event
            await asyncio.sleep(0.001)


async def test_who_comes_and_who_goes_is_said_to_the_others(presence: Presence, ana: Seat, dee: Seat) -> None:
    host = Watcher(presence, ana)
    await everybody_is_told(presence)
    guest = Watcher(presence, dee)
    await everybody_is_told(presence)
    guest.leave()
    await everybody_is_told(presence)
    assert host.said == ["Dee is here by screen.", "Dee has left the screen."]
    assert [attending.by_screen for attending in host.told] == [("Dee",), ()]


async def test_nobody_is_told_of_themselves(presence: Presence, ana: Seat, dee: Seat, kofi: Seat) -> None:
    Watcher(presence, ana)
    guest = Watcher(presence, dee)
    await everybody_is_told(presence)
    assert guest.told == []
    Watcher(presence, dee).leave()
    await everybody_is_told(presence)
    assert not any(guest.said)
    Watcher(presence, kofi)
    await everybody_is_told(presence)
    assert guest.said[-1] == "Kofi is here by screen."
    assert guest.told[-1].by_screen == ("Dee", "Kofi")


async def test_who_has_two_windows_is_named_once_and_has_left_with_the_last_of_them(
    presence: Presence, ana: Seat, dee: Seat
) -> None:
    host, first, second = Watcher(presence, ana), Watcher(presence, dee), Watcher(presence, dee)
    await everybody_is_told(presence)
    assert len(presence.now().present) == 3
    assert presence.now().by_screen == ("Dee",)
    for window in (first, second):
        window.leave()
        await everybody_is_told(presence)
    assert host.said == ["Dee is here by screen.", "Dee has left the screen."]


async def test_a_second_window_is_no_news(presence: Presence, ana: Seat, dee: Seat) -> None:
    host, _ = Watcher(presence, ana), Watcher(presence, dee)
    await everybody_is_told(presence)
    Watcher(presence, dee)
    await everybody_is_told(presence)
    assert host.said == ["Dee is here by screen."]


async def test_who_sits_in_the_hall_is_not_here_by_screen(presence: Presence, ana: Seat, kofi: Seat) -> None:
    guest = Watcher(presence, kofi)
    host = Watcher(presence, ana)
    await everybody_is_told(presence)
    host.leave()
    await everybody_is_told(presence)
    assert not any(guest.said)
    assert [attending.by_screen for attending in guest.told] == [("Kofi",)]


async def test_many_who_come_at_once_are_one_picture(presence: Presence, ana: Seat) -> None:
    host = Watcher(presence, ana)
    guests = [Watcher(presence, Seat(f"Guest {number}", via="ssh")) for number in range(30)]
    await everybody_is_told(presence)
    assert host.said == ["Guest 29 is here by screen."]
    assert len(host.told[0].by_screen) == 30
    assert all(len(guest.told) == 1 for guest in guests[:-1])


async def test_who_comes_and_goes_at_once_is_one_picture_of_those_who_stay(
    presence: Presence, ana: Seat, dee: Seat
) -> None:
    host, guest = Watcher(presence, ana), Watcher(presence, dee)
    guest.leave()
    await everybody_is_told(presence)
    assert [attending.by_screen for attending in host.told] == [()]
    assert host.said == ["Dee has left the screen."]


async def test_nothing_is_told_before_the_pace_is_over(presence: Presence, ana: Seat, dee: Seat) -> None:
    host, _ = Watcher(presence, ana), Watcher(presence, dee)
    await asyncio.sleep(0)
    assert host.told == []
    await everybody_is_told(presence)
    assert len(host.told) == 1


async def test_leaving_twice_does_nothing(presence: Presence, ana: Seat, dee: Seat) -> None:
    host, guest, _ = Watcher(presence, ana), Watcher(presence, dee), Watcher(presence, dee)
    guest.leave()
    await everybody_is_told(presence)
    guest.leave()
    await everybody_is_told(presence)
    assert len(host.told) == 1
    assert presence.now().by_screen == ("Dee",)


async def test_who_has_left_is_told_nothing_more(presence: Presence, ana: Seat, dee: Seat) -> None:
    guest = Watcher(presence, dee)
    Watcher(presence, ana)
    guest.leave()
    await everybody_is_told(presence)
    assert guest.told == []


async def test_one_who_leaves_while_being_told_leaves_nobody_out(presence: Presence, ana: Seat, dee: Seat) -> None:
    leaving: list[Watcher] = []
    first = presence.join(ana, lambda _: leaving[0].leave())
    leaving.append(Watcher(presence, dee))
    last = Watcher(presence, ana)
    await everybody_is_told(presence)
    await everybody_is_told(presence)
    assert last.said[-1] == "Dee has left the screen."
    assert [one.seat for one in presence.now().present] == [first.present.seat, ana]


async def test_who_is_changing_a_card_is_told_to_those_who_have_it_in_hand(
    presence: Presence, ana: Seat, dee: Seat, kofi: Seat
) -> None:
    host, elsewhere, busy = (Watcher(presence, seat) for seat in (ana, kofi, dee))
    host.place.look("card/1", "")
    elsewhere.place.look("card/2", "")
    await everybody_is_told(presence)
    host.told.clear()
    elsewhere.told.clear()
    busy.place.look("card/1", "card/1")
    await everybody_is_told(presence)
    assert [attending.editor_of("card/1", "Ana") for attending in host.told] == ["Dee"]
    assert elsewhere.told == []
    elsewhere.place.look("card/1", "")
    assert presence.now().editor_of("card/1", "Kofi") == "Dee"
    busy.place.look("card/1", "")
    await everybody_is_told(presence)
    assert [attending.editor_of("card/1", "Ana") for attending in host.told] == ["Dee", ""]


async def test_who_moved_to_a_card_that_is_being_changed_is_told_when_that_is_over(
    presence: Presence, ana: Seat, dee: Seat
) -> None:
    host, busy = Watcher(presence, ana), Watcher(presence, dee)
    host.place.look("card/1", "")
    busy.place.look("card/2", "card/2")
    await everybody_is_told(presence)
    host.told.clear()
    host.place.look("card/2", "")
    busy.place.look("card/2", "")
    await everybody_is_told(presence)
    assert [attending.editor_of("card/2", "Ana") for attending in host.told] == [""]


async def test_who_saw_that_a_card_was_being_changed_for_a_moment_is_told_when_that_is_over(
    presence: Presence, ana: Seat, dee: Seat
) -> None:
    host, busy = Watcher(presence, ana), Watcher(presence, dee)
    host.place.look("card/1", "")
    await everybody_is_told(presence)
    host.told.clear()
    busy.place.look("card/1", "card/1")
    host.place.look("card/1", "")  # painted for another reason, before it was told
    busy.place.look("card/1", "")
    await everybody_is_told(presence)
    assert [attending.editor_of("card/1", "Ana") for attending in host.told] == [""]


async def test_who_reads_the_page_has_come_and_goes_like_who_sits_at_another_computer(presence: Presence) -> None:
    host = Watcher(presence, Seat("Ana"))
    reader = Watcher(presence, Seat("Bea", Role.PARTICIPANT, "page"))
    await everybody_is_told(presence)
    assert presence.now().by_screen == ("Bea",)
    assert "Bea" in host.said[-1]
    reader.leave()
    await everybody_is_told(presence)
    assert "Bea" in host.said[-1]
    assert reader.place.seat.voice == "Bea"
    assert reader.place.seat.how == "screen"

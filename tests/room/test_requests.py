"""Asking to be let in and to write: who is asked, who may answer, and what comes of it."""

import asyncio
import time
from types import SimpleNamespace

import pytest

from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.language.worded import worded
from cofacil.room import presence as module
from cofacil.room.attending import Attending
from cofacil.room.presence import Presence
from cofacil.room.requests import Answer, Wish
from cofacil.room.seats import Seat

VIC = Seat("Vic", Role.VIEWER, "ssh")
FROM_AFAR = Notice.of("stranger-without-key", address="192.0.2.1")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACE", 0.01)


@pytest.fixture
def presence() -> Presence:
    return Presence()


def nobody(_attending: Attending) -> None:
    """Watch nothing."""


async def all_told(presence: Presence) -> None:
    """Wait until nobody is to be told of anything any more."""
    await asyncio.sleep(0)  # a request that has an answer ends in the next turn of the loop
    async with asyncio.timeout(5):
        while presence._pace is not None or not presence._telling.is_done:  # noqa: ASYNC110  # it has no event
            await asyncio.sleep(0.001)


async def test_who_asked_first_is_answered_first_and_only_by_who_facilitates(presence: Presence, ana: Seat) -> None:
    told: list[Attending] = []
    host, guest = presence.join(ana, told.append), presence.join(VIC, nobody)
    first = presence.asks.ask("Rhys", Wish.JOIN, FROM_AFAR)
    second = presence.asks.ask("Mo", Wish.JOIN)
    await all_told(presence)
    assert told[-1].asks[0].about == FROM_AFAR
    asked = told[-1].ask_for(ana)
    assert asked
    assert asked.name == "Rhys"
    assert told[-1].ask_for(VIC) is None
    assert not guest.answer(asked, Role.PARTICIPANT)
    assert host.answer(asked, Role.PARTICIPANT)
    assert await first == Answer(Role.PARTICIPANT, "Ana")
    await all_told(presence)
    assert [ask.name for ask in told[-1].asks] == ["Mo"]
    assert not host.answer(asked, None), "it was answered"
    assert host.answer(told[-1].asks[0], None)
    assert await second == Answer(None, "Ana")


async def test_who_asks_no_more_is_no_longer_seen(presence: Presence, ana: Seat) -> None:
    told: list[Attending] = []
    host = presence.join(ana, told.append)
    asking = presence.asks.ask("Rhys", Wish.JOIN)
    await all_told(presence)
    ask = told[-1].asks[0]
    asking.cancel()
    await all_told(presence)
    assert told[-1].asks == ()
    assert not host.answer(ask, Role.PARTICIPANT)


@pytest.mark.parametrize("wish", Wish)
@pytest.mark.parametrize("role", [Role.HOST, Role.COFACILITATOR])
async def test_nobody_comes_to_facilitate_by_asking(presence: Presence, ana: Seat, wish: Wish, role: Role) -> None:
    host = presence.join(ana, nobody)
    asking = presence.asks.ask("Rhys", wish)
    assert not host.answer(presence.now().asks[0], role)
    assert not asking.done()
    asking.cancel()


async def test_who_is_let_write_has_that_role_from_then_on(presence: Presence, ana: Seat) -> None:
    told: list[Attending] = []
    host, guest = presence.join(ana, nobody), presence.join(VIC, told.append)
    assert guest.ask_to_write()
    assert not guest.ask_to_write(), "it has been asked"
    assert host.answer(presence.now().asks[0], Role.PARTICIPANT)
    await all_told(presence)
    assert guest.seat.role is Role.PARTICIPANT
    assert told[-1].said
    assert worded(told[-1].said) == "Ana lets you write."
    assert told[-1].present[-1].seat.role is Role.PARTICIPANT
    guest.leave("a place")
    assert presence.left_by(VIC) == "a place", "whoever comes back only watches, and finds it all the same"


async def test_who_is_told_not_now_goes_on_watching_and_may_ask_again_later(
    presence: Presence, ana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Attending] = []
    host, guest = presence.join(ana, nobody), presence.join(VIC, told.append)
    guest.ask_to_write()
    host.answer(presence.now().asks[0], None)
    await all_told(presence)
    assert guest.seat.role is Role.VIEWER
    assert told[-1].said
    assert worded(told[-1].said) == "Not now, says Ana. Go on watching."
    assert not guest.ask_to_write(), "not right behind a no"
    assert presence.now().asks == ()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + module.ASKS_AGAIN))
    assert guest.ask_to_write()


async def test_who_leaves_asks_no_more(presence: Presence) -> None:
    guest = presence.join(VIC, nobody)
    guest.ask_to_write()
    guest.leave()
    await all_told(presence)
    assert presence.now().asks == ()


@pytest.mark.parametrize(
    ("wish", "role", "said"),
    [
        (Wish.JOIN, Role.PARTICIPANT, "Ana let Rhys in."),
        (Wish.JOIN, Role.VIEWER, "Ana let Rhys in, to watch."),
        (Wish.WRITE, Role.PARTICIPANT, "Ana lets Rhys write."),
        (Wish.JOIN, None, "Ana told Rhys: not now."),
    ],
)
async def test_whoever_could_have_answered_is_told_who_did(
    presence: Presence, ana: Seat, wish: Wish, role: Role | None, said: str
) -> None:
    own: list[Attending] = []
    others: list[Attending] = []
    watching: list[Attending] = []
    host = presence.join(ana, own.append)
    presence.join(Seat("Dee", Role.COFACILITATOR, "ssh"), others.append)
    presence.join(VIC, watching.append)
    presence.asks.ask("Rhys", wish)
    await all_told(presence)
    assert host.answer(others[-1].asks[0], role)
    await all_told(presence)
    assert others[-1].asks == ()
    assert [worded(told.said) for told in others if told.said][-1:] == [said]
    assert not [told for told in own if told.said and said in worded(told.said)], "who answers knows"
    assert not [told for told in watching if told.said and "Rhys" in worded(told.said)]


async def test_whoever_could_have_answered_is_told_that_somebody_asks_no_more(presence: Presence, ana: Seat) -> None:
    told: list[Attending] = []
    presence.join(ana, told.append)
    asking = presence.asks.ask("Rhys", Wish.JOIN)
    await all_told(presence)
    asking.cancel()
    await all_told(presence)
    assert told[-1].said
    assert worded(told[-1].said) == "Rhys asks no more."


async def test_two_who_ask_are_two_also_of_one_name(presence: Presence, ana: Seat) -> None:
    told: list[Attending] = []
    host = presence.join(ana, told.append)
    one, other = presence.join(VIC, nobody), presence.join(VIC, nobody)
    assert one.ask_to_write()
    await all_told(presence)
    assert other.ask_to_write(), "another seat is another one"
    await all_told(presence)
    assert len(told[-1].asks_for(ana)) == 2, "the second is told of while the first waits"
    assert host.answer(told[-1].asks[0], Role.PARTICIPANT)
    await all_told(presence)
    # One name in one room is one person, whose other window may do the same by now and asks for nothing more.
    assert [place.is_waiting for place in (one, other)] == [False, False]
    assert [place.seat.role for place in (one, other)] == [Role.PARTICIPANT] * 2
    assert told[-1].asks == ()


async def test_of_two_who_ask_to_be_let_in_the_second_still_waits_also_of_one_name(
    presence: Presence, ana: Seat
) -> None:
    told: list[Attending] = []
    host = presence.join(ana, told.append)
    presence.asks.ask("Rhys", Wish.JOIN, FROM_AFAR)
    second = presence.asks.ask("Rhys", Wish.JOIN, Notice.of("stranger-without-key", address="192.0.2.2"))
    await all_told(presence)
    assert host.answer(told[-1].asks[0], Role.PARTICIPANT)
    await all_told(presence)
    assert not second.done()
    assert told[-1].ask_for(ana) == told[-1].asks[0]
    (waits,) = told[-1].asks
    assert waits.about
    assert waits.about.place("address") == "192.0.2.2"

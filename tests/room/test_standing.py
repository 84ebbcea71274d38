"""What people from elsewhere may do, as who facilitates lets them, and whom they put out: by whatever way they came."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.moving import MarkDone
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind, Role
from cofacil.language.here_words import elsewhere_words, here_brief, here_words, way_words
from cofacil.language.worded import worded
from cofacil.room import presence as module
from cofacil.room.attending import Attending
from cofacil.room.here import Here
from cofacil.room.left_seats import Gone
from cofacil.room.live import LiveRoom
from cofacil.room.presence import Place
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.room.standing import NoDoors

WAYS = ("ssh", "page")
"""The ways in from elsewhere: one more is one more here, and has all of this."""


class Doors(NoDoors):
    """Doors that remember what they were told."""

    is_open = True

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def role_given(self, seat: Seat, by: str) -> None:
        self.heard.append((seat.name, seat.role, by))

    def put_out(self, seat: Seat, by: str, until: int) -> None:
        self.heard.append((seat.name, by, until))


class One:
    """Somebody at their window, and what they were told at once."""

    def __init__(self, live: LiveRoom, seat: Seat, *, is_wall: bool = False) -> None:
        self.live, self.told = live, list[Attending]()
        self.place: Place = live.presence.join(seat.at(live.board), self.told.append, is_wall=is_wall)

    @property
    def said(self) -> list[str]:
        return [worded(attending.said) for attending in self.told if attending.said]

    @property
    def seat(self) -> Seat:
        return self.place.seat

    async def add(self, words: str) -> None:
        """Ask for a card as the window does that has heard nothing yet: with the role it came with."""
        await self.live.submit(self.came_as, AddCard(f"card/{self.live.new_id()}", Kind.OFFER, words))

    @property
    def came_as(self) -> Seat:
        return self.seat._replace(role=Role.COFACILITATOR)


@pytest.fixture
async def live(room: Room, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LiveRoom]:
    monkeypatch.setattr(module, "PACE", 0.01)
    live = LiveRoom(Room(room.log, room.clock, room.practice))
    await live.open()
    live.presence.standing.set_doors(Doors())
    yield live
    await live.close()


@pytest.fixture
def host(live: LiveRoom) -> One:
    return One(live, Seat("Ana"))


def refused(call: object) -> str:
    assert callable(call)
    with pytest.raises(Refusal) as found:
        call()
    return worded(found.value)


@pytest.mark.parametrize("via", WAYS)
async def test_the_next_thing_asked_for_counts_as_they_are_let_whatever_their_window_has_heard(
    live: LiveRoom, host: One, via: str
) -> None:
    kofi, standing = One(live, Seat("Kofi", Role.PARTICIPANT, via)), live.presence.standing
    await kofi.add("Beds")
    standing.let(host.place, kofi.seat.person, Role.VIEWER)
    assert kofi.said == ["Ana lets you only watch from now on."], "at once, without the pace"
    with pytest.raises(Refusal, match="only-watching"):
        await kofi.add("Pans")
    assert [card.text for card in live.board.columns[Kind.OFFER]] == ["Beds"]
    standing.let(host.place, kofi.seat.person, Role.PARTICIPANT)
    await kofi.add("Pans")
    with pytest.raises(Refusal, match="ask-who-facilitates"):
        await live.submit(kofi.came_as, MarkDone(live.board.columns[Kind.OFFER][0].id))
    standing.let(host.place, kofi.seat.person, Role.COFACILITATOR)
    await live.submit(kofi.seat._replace(role=Role.VIEWER), MarkDone(live.board.columns[Kind.OFFER][0].id))
    assert live.presence.now().leads == ("Ana", "Kofi")
    heard = live.presence.standing.doors.heard  # type: ignore[attr-defined]
    assert heard == [("Kofi", role, "Ana") for role in (Role.VIEWER, Role.PARTICIPANT, Role.COFACILITATOR)]


@pytest.mark.parametrize("via", WAYS)
async def test_who_is_put_out_is_counted_no_more_and_nothing_of_theirs_counts_but_what_was_saved(
    live: LiveRoom, host: One, via: str
) -> None:
    kofi, dee = One(live, Seat("Kofi", Role.PARTICIPANT, via)), One(live, Seat("Dee", Role.COFACILITATOR, "ssh"))
    vic = One(live, Seat("Vic", Role.VIEWER, "ssh"))
    await kofi.add("Beds")
    live.presence.standing.put_out(host.place, kofi.seat.person)
    assert "Kofi" not in live.presence.now().by_screen
    with pytest.raises(Refusal, match="put-out-here"):
        await kofi.add("Pans")
    kofi.place.show("card/1")
    assert live.presence.now().shown is None
    assert [card.text for card in live.board.columns[Kind.OFFER]] == ["Beds"]
    await asyncio.sleep(0.1)
    assert dee.said[-1] == "Ana has put Kofi out."
    assert vic.said[-1] == f"Kofi has left the {'page' if via == 'page' else 'screen'}."
    back = One(live, Seat("Kofi", Role.PARTICIPANT, via))
    await back.add("Pans")  # they were not kept out


async def test_who_is_kept_out_for_today_does_nothing_though_a_door_has_let_them_in(live: LiveRoom, host: One) -> None:
    kofi, standing = One(live, Seat("Kofi", Role.PARTICIPANT, "ssh")), live.presence.standing
    standing.put_out(host.place, kofi.seat.person, until=live.now() + 60_000)
    by_page = One(live, Seat("Kofi", Role.PARTICIPANT, "page"))
    with pytest.raises(Refusal, match="put-out-here"):
        await by_page.add("Beds")
    standing.lift(host.place, "Kofi")
    await by_page.add("Beds")


async def test_what_somebody_is_let_do_holds_at_every_window_and_when_they_come_again(
    live: LiveRoom, host: One
) -> None:
    by_ssh, by_page = (One(live, Seat("Kofi", Role.PARTICIPANT, via)) for via in WAYS)
    live.presence.standing.let(host.place, by_ssh.seat.person, Role.VIEWER)
    assert {by_ssh.seat.role, by_page.seat.role} == {Role.VIEWER}
    by_page.place.leave()
    assert One(live, Seat("Kofi", Role.PARTICIPANT, "page")).seat.role is Role.VIEWER
    live.presence.standing.forget(by_ssh.seat.person)
    by_ssh.place.leave()
    assert One(live, Seat("Kofi", Role.PARTICIPANT, "ssh")).seat.role is Role.PARTICIPANT, "another one, by that name"


async def test_nobody_decides_who_does_not_facilitate_nor_of_the_host_nor_of_themselves(
    live: LiveRoom, host: One
) -> None:
    standing = live.presence.standing
    kofi, dee = One(live, Seat("Kofi", Role.PARTICIPANT, "ssh")), One(live, Seat("Dee", Role.COFACILITATOR, "ssh"))
    away = One(live, Seat("Bea", Role.HOST, "ssh"))

    def let(by: Place, person: str) -> None:
        standing.let(by, person, Role.VIEWER)

    for decide in (let, standing.put_out):
        assert refused(lambda: decide(kofi.place, dee.seat.person)) == (  # noqa: B023  # called at once
            "That changes it for everybody: ask who facilitates."
        )
        assert refused(lambda: decide(dee.place, away.seat.person)).startswith("Bea is the host:")  # noqa: B023
        assert "not in any more" in refused(lambda: decide(dee.place, host.seat.person))  # noqa: B023
        assert refused(lambda: decide(dee.place, dee.seat.person)).startswith("What you may do yourself")  # noqa: B023
        assert "not in any more" in refused(lambda: decide(dee.place, "nobody"))  # noqa: B023
    assert refused(lambda: standing.let(host.place, kofi.seat.person, Role.HOST)) == "Nobody is made host from here."
    assert "ask who facilitates" in refused(lambda: standing.lift(kofi.place, "Dee"))
    assert standing.doors.heard == []  # type: ignore[attr-defined]


async def test_who_facilitates_no_more_shows_and_leads_nothing_any_more(live: LiveRoom, host: One) -> None:
    dee, wall = One(live, Seat("Dee", Role.COFACILITATOR, "ssh")), One(live, Seat("Ana", Role.VIEWER), is_wall=True)
    dee.place.press()
    dee.place.show("card/1")
    dee.place.hold()
    assert live.presence.now().wall.by == "Dee"
    live.presence.standing.let(host.place, dee.seat.person, Role.PARTICIPANT)
    now = live.presence.now()
    assert now.shown is None
    assert (now.wall.by, now.wall.is_held) == ("", False)
    assert now.leads == ("Ana",)
    assert not dee.place.hold()
    wall.place.leave()


async def test_what_the_members_file_says_counts_from_then_on_and_is_not_told_as_anybodys_doing(
    live: LiveRoom, host: One
) -> None:
    dee, standing = One(live, Seat("Dee", Role.COFACILITATOR, "ssh")), live.presence.standing
    standing.let(host.place, dee.seat.person, Role.VIEWER)
    standing.says_file(dee.seat.person, Role.PARTICIPANT)
    assert dee.seat.role is Role.PARTICIPANT
    assert dee.said[-1].startswith("You can write from now on")
    dee.place.leave()
    assert One(live, Seat("Dee", Role.COFACILITATOR, "ssh")).seat.role is Role.COFACILITATOR, "what was given is over"


@pytest.mark.parametrize("via", WAYS)
@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.VIEWER])
async def test_who_was_said_to_be_in_the_hall_counts_as_gone_once_they_were_back_by_screen_and_left(
    live: LiveRoom, host: One, role: Role, via: str
) -> None:
    kofi = One(live, Seat("Kofi", Role.PARTICIPANT, via))
    await kofi.add("Beds")
    kofi.place.leave(object(), Gone.LOST)
    live.note_screen(kofi.seat, is_there=False)
    await live.submit(host.seat, AddPerson("Kofi", is_at_no_screen=True))
    assert Here.of(live.board, live.presence.now(), live.now()).hall == 2
    back = One(live, Seat("Kofi", role, via))
    live.note_screen(back.seat, is_there=True)
    back.place.leave()
    live.note_screen(back.seat, is_there=False)
    vic = One(live, Seat("Vic", Role.VIEWER, via))
    live.note_screen(vic.seat, is_there=True)
    await host.add("Pans")
    here = Here.of(live.board, live.presence.now(), live.now())
    assert (here.hall, here.elsewhere, here.gone) == (1, 1, 1)
    assert live.board.person("vic") is None, "who only looks on is not introduced"


async def test_of_several_windows_of_who_is_followed_the_wall_is_none(live: LiveRoom, host: One) -> None:
    One(live, Seat("Ana", Role.VIEWER), is_wall=True).place.look("card/9", "")
    host.place.look("card/1", "")
    assert live.presence.now().hand_of("Ana") == "card/1"
    dee = One(live, Seat("Dee", Role.COFACILITATOR, "ssh"))
    assert live.presence.now().others_who_lead("Vic") == ("Ana", "Dee")
    assert live.presence.now().others_who_lead(dee.seat.name) == ("Ana",)


async def test_everybody_is_counted_once_and_the_same_everywhere(live: LiveRoom, host: One) -> None:
    await live.submit(host.seat, AddCard(f"card/{live.new_id()}", Kind.OFFER, "Beds"))
    for via in (*WAYS, "ssh"):
        One(live, Seat("Kofi", Role.PARTICIPANT, via))
    pia, mo = One(live, Seat("Pia", Role.VIEWER, "page")), One(live, Seat("Mo", Role.PARTICIPANT, "ssh"))
    await mo.add("Pans")
    here = Here.of(live.board, live.presence.now(), live.now())
    assert (here.hall, here.screens, here.pages, here.gone) == (1, ("Kofi", "Mo"), ("Pia",), 0)
    live.presence.standing.put_out(host.place, mo.seat.person)
    pia.place.leave()
    here = Here.of(live.board, live.presence.now(), live.now())
    assert (here.hall, here.screens, here.pages, here.gone) == (1, ("Kofi",), (), 1)
    assert here_words(here.hall, here.screen, here.page, here.gone) == "2 here: 1 in the hall, 1 by screen, 1 gone."


def test_the_words_of_a_count_leave_out_what_nobody_is() -> None:
    assert here_words(0, 0, 0) == "Nobody is written down as here yet."
    assert here_words(3, 0, 0) == "3 here."
    assert here_brief(9, 2, 1) == "12 here, 2 by screen, 1 by page"
    assert here_brief(9, 2, 0, 3) == "11 here, 2 by screen, 3 gone"
    assert elsewhere_words(["Kofi"], ["Pia", "Mo"]) == "Kofi by screen, Pia, Mo by page"
    assert [way_words(ways) for ways in (("ssh", "page"), ("ssh",), ("page",), ("screen",))] == [
        "by screen and page",
        "by screen",
        "by page",
        "in the hall",
    ]

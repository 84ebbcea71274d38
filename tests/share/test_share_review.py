"""Looking back over the door: for any guest, read-only, without what is written quietly, and following."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from serving import Board, Line, Place, board, logged_in, opened, sit, until

from cofacil.board.commands.cards import AddCard, TakeCard
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.commands.moving import StrikeOut
from cofacil.board.commands.quiet import BeginQuiet, ShowAll
from cofacil.board.kinds import Kind
from cofacil.share.boards import Wanted
from cofacil.share.limits import Limits
from cofacil.terminal.driver import LEAVE
from cofacil.terminal.guard import permits


@asynccontextmanager
async def shared(folder: Path, limits: Limits | None = None) -> AsyncIterator[tuple[Board, Place]]:
    async with board() as made, opened(folder, made.screens, limits, reviews=made.reviews) as place:
        await made.do(OpenMeeting(f"meeting/{made.live.new_id()}"))
        yield made, place


async def add(made: Board, text: str, kind: Kind = Kind.ACTION) -> str:
    card = f"card/{made.live.new_id()}"
    await made.do(AddCard(card, kind, text))
    return card


@asynccontextmanager
async def looking_back(place: Place, who: str, name: str = "garden+review") -> AsyncIterator[Line]:
    async with logged_in(place.port, who, board=name) as conn:
        yield await sit(conn)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("garden+review", Wanted("garden", is_review=True)),
        ("garden+review+ask", Wanted("garden", is_asking=True, is_review=True)),
        ("garden+ask+review", Wanted("garden", is_asking=True, is_review=True)),
        ("garden+plain+review", Wanted("garden", is_plain=True, is_review=True)),
        ("review", Wanted("review")),
        ("garden+reviews", Wanted("garden+reviews")),
    ],
)
def test_what_stands_behind_a_name_says_how_somebody_comes(typed: str, wanted: Wanted) -> None:
    assert Wanted.of(typed) == wanted


@pytest.mark.parametrize("who", ["Ana", "Dee", "Kofi", "Vic"])
async def test_whoever_may_come_in_may_look_back_and_what_happens_is_followed(tmp_path: Path, who: str) -> None:
    async with shared(tmp_path) as (made, place):
        await add(made, "I will ask the caretaker")
        async with looking_back(place, who) as line:
            await line.until("looking back, nothing can change")
            await line.until("I will ask the caretaker")
            assert not made.apps
            await add(made, "I will write the notice")
            await line.until("I will write the notice")
            assert permits(line.output)
        assert "looks back" in place.access_log


async def test_no_key_changes_anything(tmp_path: Path) -> None:
    async with shared(tmp_path) as (made, place):
        await add(made, "I will ask the caretaker")
        before = made.events
        async with looking_back(place, "Ana") as line:
            await line.until("I will ask the caretaker")
            for key in "aedmpuilwhncty":
                await line.say(key, f"{key} does nothing on this page.")
            await line.say("\x03", "Press q to leave. Nothing was changed.")
        assert made.events == before
        assert made.live.presence.now().by_screen == ()


async def test_nobody_sees_what_is_written_quietly_before_it_is_shown_nor_ever_what_is_struck_out(
    tmp_path: Path,
) -> None:
    async with shared(tmp_path) as (made, place):
        await made.do(BeginQuiet(f"step/{made.live.new_id()}"))
        secret = await add(made, "I will ask the zebra")
        await made.do(TakeCard(secret, "Ana"))
        async with looking_back(place, "Vic") as line:
            await line.until("looking back, nothing can change")
            assert "zebra" not in line.output
            await made.do(ShowAll())
            await line.until("I will ask the zebra")
            await made.do(StrikeOut(secret))
            await line.until("struck out")
        async with looking_back(place, "Dee") as line:
            await line.until("struck out")
            assert "zebra" not in line.output


async def test_guests_who_look_back_share_one_log_and_take_a_seat_each(tmp_path: Path) -> None:
    async with shared(tmp_path, Limits(seats=2)) as (made, place):
        await add(made, "I will ask the caretaker")
        async with looking_back(place, "Dee") as dee, looking_back(place, "Vic") as vic:
            for line in (dee, vic):
                await line.until("I will ask the caretaker")
            one, other = (app._book.replay for app in made.reviewing)
            assert one is other or one._events is other._events
            async with looking_back(place, "Ana") as ana:
                await ana.until("All seats")
        await until(lambda: not place.lobby.seated)


async def test_leaving_gives_the_terminal_back(tmp_path: Path) -> None:
    async with shared(tmp_path) as (_made, place), looking_back(place, "Vic") as line:
        await line.until("looking back, nothing can change")
        line.type("q")
        assert await line.ended() == 0
        assert line.output.rstrip().endswith(LEAVE)


@pytest.mark.parametrize(("term", "ending"), [(None, "\n"), ("xterm-256color", "\r\n"), ("dumb", "\r\n")])
async def test_without_a_screen_the_answers_are_printed_and_the_line_is_closed(
    tmp_path: Path, term: str | None, ending: str
) -> None:
    async with opened(tmp_path) as place, logged_in(place.port, "Vic", board="garden+review+plain") as conn:
        line = await sit(conn, term=term)
        assert await line.ended() == 0
        assert line.output == f"Board: garden{ending}Who does what by when: 0{ending}"
        assert not place.lobby.seated
        assert "looks back" in place.access_log


@pytest.mark.parametrize("who", ["Dee", "Kofi", "Vic"])
async def test_who_is_at_the_meeting_looks_back_from_help_and_comes_back_to_it(tmp_path: Path, who: str) -> None:
    async with shared(tmp_path) as (made, place):
        await add(made, "I will ask the caretaker")
        async with looking_back(place, who, "garden") as line:
            await line.until("Riverside garden")
            await line.say("?", "What you can do here")
            await line.say("look back\r", "looking back, nothing can change")
            await add(made, "I will write the notice")
            await line.until("I will write the notice")
            await line.say("q", "Offers 0")
            assert place.lobby.seated
            assert not made.reviewing

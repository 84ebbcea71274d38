"""Each guest reads their own language: the one that their ssh says their terminal speaks."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import asyncssh
import pytest
from compiling import compile_catalogs
from qps import made_up
from serving import Board, Line, Person, Place, board, connect, logged_in, opened, sit, until, written

from cofacil.board.commands.cards import AddCard
from cofacil.board.kinds import Kind, Role
from cofacil.language import catalog
from cofacil.language.catalog import _, language_now, speak
from cofacil.room.attending import Attending
from cofacil.room.presence import Presence
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.share import invitations as invitations_module
from cofacil.share.guesses import FREE
from cofacil.share.limits import Limits
from cofacil.share.terminal import language_of
from cofacil.tui.app import BoardApp

CATALOGS = Path(__file__).parents[2] / "locale"
Environ: TypeAlias = Mapping[bytes | str, bytes | str]
MADE_UP: Environ = {"LANG": "qps.UTF-8"}
ENGLISH: Environ = {"LANG": "C"}
CLOSED = "The board is no longer shared. What was written is kept. To come back, ask whoever facilitates."
REVOKED = "You are no longer among those who may join here. Ask whoever facilitates."
IDLE = "Nothing was pressed here for a long time, so the line was closed. Join again whenever you like."
NO_LINES_YET = "The board cannot be read out in plain lines yet. Leave out +plain for the screen."
NO_SEAT = "All seats are taken. Try again in a while, or ask whoever facilitates."
NOT_SHARED = "The board is not shared any more."
TO_LEAVE = "Press {key} to leave. The board is kept."


@pytest.fixture(autouse=True)
def catalogs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the made-up language among those that cofacil speaks."""
    folder = tmp_path_factory.mktemp("built")
    compile_catalogs(CATALOGS, folder)
    monkeypatch.setattr(catalog, "shipped_catalogs", lambda: folder)
    monkeypatch.setattr(invitations_module, "_COST", 2)


@asynccontextmanager
async def guest(place: Place, who: str, environ: Environ, *, name: str = "garden") -> AsyncIterator[Line]:
    """Come in as a member, and sit down at a terminal that speaks a language."""
    async with logged_in(place.port, who, board=name) as conn:
        yield await sit(conn, environ=environ)


@asynccontextmanager
async def two_guests(
    folder: Path, kind: type[BoardApp] = BoardApp, limits: Limits | None = None
) -> AsyncIterator[tuple[Board, Place, Line, Line]]:
    """Have Dee at the board in the made-up language, and Kofi in English."""
    async with (
        board() as made,
        opened(folder, partial(made.screens_of, kind), limits) as place,
        guest(place, "Dee", MADE_UP) as dee,
        guest(place, "Kofi", ENGLISH) as kofi,
    ):
        await until(lambda: len(made.apps) == 2 and all(app.board_view for app in made.apps))
        yield made, place, dee, kofi


def languages_of(made: Board) -> dict[str, str]:
    """Return what the screens of each guest are painted in."""
    return {app.seat.name: app.board_view.session.brush.language for app in made.apps if app.board_view}


class SaysWhatItHears(BoardApp):
    """Says a sentence once it is shown that somebody has changed the board."""

    def show_news(self, told: News) -> None:
        super().show_news(told)
        self.say(_("The board is not shared any more."))


async def test_two_guests_see_one_board_each_in_their_own_words(tmp_path: Path) -> None:
    async with two_guests(tmp_path, SaysWhatItHears) as (made, _place, dee, kofi):
        assert languages_of(made) == {"Dee": "qps", "Kofi": "en"}
        await made.do(AddCard(f"card/{made.live.new_id()}", Kind.QUESTION, "Who opens the gate?"))
        for line, words in ((dee, made_up(NOT_SHARED)), (kofi, NOT_SHARED)):
            await line.until("Who opens the gate?")
            await line.until(words)
        for line, words in ((dee, made_up(TO_LEAVE)), (kofi, TO_LEAVE)):
            line.type("\x03")
            await line.until(words.format(key="q"))
        kofi.type("a")
        await kofi.until("Question:")
        kofi.type("And who shuts it?\r")
        await dee.until("And who shuts it?")
        await dee.until(made_up(NOT_SHARED))
        assert languages_of(made) == {"Dee": "qps", "Kofi": "en"}


async def test_closing_tells_each_guest_in_their_own_words(tmp_path: Path) -> None:
    async with two_guests(tmp_path) as (_made, place, dee, kofi):
        await place.server.close()
        for line, words in ((dee, made_up(CLOSED)), (kofi, CLOSED)):
            await line.ended()
            assert line.output.endswith(f"\r\n{written(words)}")


async def test_who_may_come_no_more_hears_it_in_their_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.share.server._LOOK_AT_MEMBERS", 0.02)
    async with two_guests(tmp_path) as (_made, place, dee, kofi):
        for line, name, words in ((dee, "Dee", made_up(REVOKED)), (kofi, "Kofi", REVOKED)):
            place.members.revoke(name)
            await line.ended()
            assert line.output.endswith(f"\r\n{written(words)}")


async def test_who_pressed_nothing_for_long_hears_it_in_their_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.share.session._LOOK_IF_IDLE", 0.05)
    async with two_guests(tmp_path, limits=Limits(idle_minutes=0)) as (_made, _place, dee, kofi):
        for line, words in ((dee, made_up(IDLE)), (kofi, IDLE)):
            await line.ended()
            assert line.output.endswith(f"\r\n{written(words)}")


@pytest.mark.parametrize(("environ", "translate"), [(MADE_UP, made_up), (ENGLISH, str)])
async def test_who_gets_no_board_hears_why_in_their_own_words(
    tmp_path: Path, environ: Environ, translate: Callable[[str], str]
) -> None:
    async with opened(tmp_path, limits=Limits(seats=0)) as place:
        for name, words in (("garden+plain", NO_LINES_YET), ("garden", NO_SEAT)):
            async with guest(place, "Dee", environ, name=name) as line:
                assert await line.ended() == 1
                assert line.output == written(translate(words))


@pytest.mark.parametrize(("environ", "translate"), [(MADE_UP, made_up), (ENGLISH, str)])
async def test_a_stranger_who_asks_is_talked_to_in_their_own_words(
    tmp_path: Path, environ: Environ, translate: Callable[[str], str]
) -> None:
    presence = Presence()
    presence.join(Seat("Ana", Role.HOST), nothing)
    async with (
        opened(tmp_path, limits=Limits(asking=2), presence=presence) as place,
        logged_in(place.port, Person("")) as conn,
    ):
        line = await sit(conn, environ=environ)
        await line.says(written(translate("You are not known here yet.")))
        line.type("\r")
        again = translate("What is your name? ")
        await line.until_so(lambda: line.output.count("\r\n") > 1 and line.output.endswith(again), again)
        await line.says(translate("A name is asked for here, and there is nothing to read in that yet."))
        line.type("Nia\r")
        await until(lambda: bool(presence.asks.waiting))
        await line.says(translate("{name} can see that you ask. One moment; ctrl+c leaves.").format(name="Ana"))


def nothing(_attending: Attending) -> None:
    """Watch nothing."""


def both(sentence: str) -> str:
    """Return a sentence in the host's language, and in English behind it."""
    return f"{made_up(sentence).rstrip()} / {sentence}"


async def test_before_the_log_in_is_through_the_host_speaks_and_english_behind_it(tmp_path: Path) -> None:
    speak("qps")
    async with opened(tmp_path, taken=lambda: frozenset({"Dee"})) as place:
        person = Person("WRONG", place.word_on_the_wall(), "Dee", "Rhys")
        async with logged_in(place.port, person) as conn:
            line = await sit(conn, environ=ENGLISH)
            await line.says("Rhys is participant")
        again = both("That is no word here. Look at it again, letter by letter.") + " " + both("Word: ")
        assert person.asked[:3] == [both("Word: "), again, both("Welcome. What is your name? ")]
        name = both("What is your name? ")
        assert person.asked[3].endswith(
            f" / There is already somebody called Dee here. Add a letter of your family name. {name}"
        )
        assert person.asked[3].count(" / ") == 2


async def test_nobody_elses_language_changes_because_a_guest_speaks_another(tmp_path: Path) -> None:
    told: list[str] = []
    async with opened(tmp_path, limits=Limits(failures=2)) as place:
        place.lobby.notice = lambda _said: told.append(language_now())
        async with guest(place, "Dee", MADE_UP) as line:
            await line.says("Dee is cofacilitator")
            assert language_now() == "en"
            for _ in range(FREE - 2):
                place.lobby.words.guesses.wrong("127.0.0.1", "garden")
            with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
                await connect(place.port, person := Person("GARDEN-42-BEAN", "GARDEN-42-BEAN"))
            assert person.asked[0] == "Word: "
        await asyncio.sleep(0)
        async with guest(place, "Kofi", {}) as line:
            await line.says("Kofi is participant")
            place.lobby.boards["garden"].members.revoke("Kofi")
        async with guest(place, "Vic", {}, name="garden+plain") as line:
            await line.ended()
            assert line.output == written(NO_LINES_YET)
    assert told == ["en"]
    assert language_now() == "en"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, ""),
        ({"LANG": "cy_GB.UTF-8"}, "cy_GB.UTF-8"),
        ({"LANG": "C", "LC_ALL": "cy"}, "cy"),
        ({"LANG": "en_GB", "LC_MESSAGES": "cy", "LC_CTYPE": "C.UTF-8"}, "cy"),
        ({"LANG": "en_GB", "LC_CTYPE": "cy"}, "en_GB"),
        ({"LANG": "cy", "LANGUAGE": "qps"}, "cy"),
        ({"LANG": "../../../etc\x00"}, ""),
        ({"LANG": "c" * 65}, ""),
        ({"LANG": "çy"}, ""),
    ],
)
def test_the_language_is_what_the_terminal_says_in_plain_words(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language


@pytest.mark.parametrize("claimed", ["../qps", "/qps", "qps/../qps", "qp", "q" * 64, "qps\n", "*"])
async def test_a_language_that_nobody_speaks_is_english(tmp_path: Path, claimed: str) -> None:
    async with opened(tmp_path, limits=Limits(seats=0)) as place, guest(place, "Dee", {"LANG": claimed}) as line:
        await line.ended()
        assert line.output == f"{NO_SEAT}\r\n"


async def test_what_somebody_did_is_told_to_each_in_their_own_words(tmp_path: Path) -> None:
    async with two_guests(tmp_path) as (made, _place, dee, kofi):
        await dee.until_so(partial(tells_of, dee, "Kofi"), "who has come")
        await made.do(AddCard(f"card/{made.live.new_id()}", Kind.QUESTION, "Wëŕ?"))
        for line in (dee, kofi):
            await line.until_so(partial(tells_of, line, "Q1"), "what Ana did")
        assert re.findall("[A-Za-z]{2,}", dee.rows[-1]) == [], dee.rows[-1]
        assert kofi.rows[-1].lstrip().startswith("The room asked a question, Q1.")


def tells_of(line: Line, words: str) -> bool:
    """Say whether these words stand in the last row."""
    return words in line.rows[-1]

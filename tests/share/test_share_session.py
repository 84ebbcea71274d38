"""Guests at the board, each at the other end of a line: whatever one of them does or meets, the others go on."""

import asyncio
import gc
import logging
import string
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from serving import ANA, Board, Line, Place, Sign, board, logged_in, opened, seated, settled, sit, until, written
from textual import events
from textual.message import Message

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.kinds import Kind, Role
from cofacil.example.meeting import example_log
from cofacil.room.clock import SystemClock
from cofacil.room.practice import Practice
from cofacil.share import server as server_module
from cofacil.share.boards import Guest
from cofacil.share.driver import SshDriver
from cofacil.share.limits import Limits
from cofacil.terminal.capability import Capability
from cofacil.terminal.driver import LEAVE
from cofacil.terminal.guard import permits
from cofacil.tui.app import BoardApp

PRESSED = "Press q to leave. The board is kept."
"""What ctrl+c says: whatever was typed before it has been taken."""
REVOKED = "You are no longer among those who may join here. Ask whoever facilitates."
CLOSED = "The board is no longer shared. What was written is kept. To come back, ask whoever facilitates."
BROKEN = "Something broke on our side. What was saved is saved: join again."
IDLE = "Nothing was pressed here for a long time, so the line was closed. Join again whenever you like."


class Shared(NamedTuple):
    """A board that is shared."""

    board: Board
    place: Place

    async def add(self, text: str) -> str:
        """Have the facilitator write down a question; return its card."""
        card = f"card/{self.board.live.new_id()}"
        await self.board.do(AddCard(card, Kind.QUESTION, text))
        return card


@asynccontextmanager
async def shared(folder: Path, limits: Limits | None = None, kind: type[BoardApp] = BoardApp) -> AsyncIterator[Shared]:
    async with (
        board() as made,
        opened(folder, partial(made.screens_of, kind), limits, presence=made.live.presence) as place,
    ):
        yield Shared(made, place)


def given_back(words: str = "") -> str:
    """Return what the last bytes have to be."""
    return f"{LEAVE}\r\n{written(words)}" if words else LEAVE


# what is seen


async def test_a_guest_sees_the_board_and_what_others_write(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as dee, seated(here.place.port, "Kofi") as kofi:
        for line in (dee, kofi):
            await line.until("[1 ? QUESTIONS 0]")
        await here.add("Who opens the gate — and when? 🌱 菜園")
        for line in (dee, kofi):
            await line.until("Who opens the gate — and when? 🌱")
        await dee.say("aÇa va, Siân? 🧑‍🌾\r", "[1 ? QUESTIONS 2]")
        await kofi.until("Ça va, Siân?")
        assert here.board.events[-1].by == "dee"
        assert permits(dee.output)
        assert permits(kofi.output)


async def test_every_guest_has_their_own_size_and_colours(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, AsyncExitStack() as stack:
        lines = [
            await stack.enter_async_context(seated(here.place.port, name, size=size, term=term, environ=environ))
            for name, size, term, environ in (
                ("Ana", (120, 40), "xterm", {"COLORTERM": "truecolor"}),
                ("Dee", (80, 24), "screen-256color", {}),
                ("Kofi", (60, 18), "xterm", {}),
                ("Vic", (90, 30), "vt100", {}),
            )
        ]
        await here.add("Who opens the gate?")
        for line in lines:
            await line.until("Who opens the gate?")
        true, many, few, none = (line.output for line in lines)
        assert "38;2;" in true
        assert "38;5;" in many
        assert "38;2;" not in many
        assert "8;2;" not in few
        assert "8;5;" not in few
        assert "8;2;" not in none
        assert none.isascii()
        for line, (width, height) in zip(lines, ((120, 40), (80, 24), (60, 18), (90, 30)), strict=True):
            assert line.rows[height - 1]
            assert max(map(len, line.rows)) <= width


class TakesItsTime(BoardApp):
    async def run_async(self, **how: Any) -> None:
        await asyncio.sleep(0.1)
        await super().run_async(**how)


async def test_what_is_typed_before_the_board_is_there_is_not_lost(tmp_path: Path) -> None:
    async with shared(tmp_path, kind=TakesItsTime) as here, seated(here.place.port, "Dee") as line:
        line.type("aTyped ahead of the first frame\r")
        await line.until("Typed ahead of the first frame")
        await line.until("[1 ? QUESTIONS 1]")


async def test_a_paste_is_taken_as_text_and_not_as_keys(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as line:
        await line.until("[1 ? QUESTIONS 0]")
        await line.say("a", "?  Question:")
        line.type("\x1b[200~qdp w\x1b[201~")
        await line.until("?  Question: qdp w")
        assert len(here.place.lobby.seated) == 1


async def test_a_paste_of_100_kb_says_what_was_left_out_and_none_of_it_becomes_a_key(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as line:
        await line.until("[1 ? QUESTIONS 0]")
        await line.say("a", "?  Question:")
        line.type("\x1b[200~" + "seeds\r\n" * 20 + "x" * 32_628 + "Q" + "q\r\n2\rhqy\r\x1b" * 6_728 + "\x1b[201~")
        await line.until("32,768 letters are here")
        await line.until("were left out, from “Qq 2")
        line.type("\x1b")
        await line.until("Nothing is kept of what was pasted.")
        assert len(here.place.lobby.seated) == 1
        assert here.board.live.board.columns[Kind.QUESTION] == ()


async def test_the_keys_that_stop_programs_stop_nothing(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as line:
        await line.until("[1 ? QUESTIONS 0]")
        for key in "\x03\x11":
            await line.say(key, PRESSED)
            await line.say("2", "[2 + OFFERS 0]")
            await line.say("1", "[1 ? QUESTIONS 0]")
        line.type("\x1a\x1c\x04\x13")
        await line.say("aStill here\r", "Still here")


async def test_q_gives_the_terminal_back_and_closes_the_line(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as line:
        await line.until("[1 ? QUESTIONS 0]")
        await line.say("q", "Leave the board?")
        line.type("\r")
        assert await line.ended() == 0
        assert line.output.endswith(given_back())
        await here.place.has_seated(0)


async def test_the_end_of_input_closes_the_line_in_good_order(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as line:
        await line.until("[1 ? QUESTIONS 0]")
        line.chan.write_eof()
        assert await line.ended() == 0
        assert line.output.endswith(given_back())


# sizes, and what a terminal says of itself


@pytest.mark.parametrize(("said", "drawn"), [((1, 1), (20, 6)), ((10_000, 10_000), (400, 160)), ((0, 0), (80, 24))])
async def test_a_size_is_kept_within_reason(tmp_path: Path, said: tuple[int, int], drawn: tuple[int, int]) -> None:
    async with shared(tmp_path) as here:
        async with logged_in(here.place.port, "Dee") as conn:
            line = Line(drawn)
            await conn.create_session(lambda: line, term_type="xterm", term_size=said, encoding=None)
            await until(lambda: bool(here.board.apps) and here.board.apps[0].size == drawn and line.text.strip() != "")
        async with seated(here.place.port, "Vic") as other:
            await other.until("[1 ? QUESTIONS 0]")
            other.chan.change_terminal_size(*(said if said[0] else (65_535, 3)))
            wanted = drawn if said[0] else (400, 6)
            await until(lambda: here.board.apps[1].size == wanted)


async def test_a_storm_of_sizes_ends_in_the_last_one_whole(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as line:
        await line.until("[1 ? QUESTIONS 0]")
        app, told = here.board.apps[0], 0
        hear = app.post_message

        def hear_sizes(message: Message) -> bool:
            nonlocal told
            told += isinstance(message, events.Resize)
            return hear(message)

        app.post_message = hear_sizes  # type: ignore[method-assign]
        start = asyncio.get_running_loop().time()
        for number in range(500):
            line.chan.change_terminal_size(60 + number % 60, 18 + number % 20)
            await asyncio.sleep(0)
        line.resize(100, 30)
        await until(lambda: app.size == (100, 30))
        assert told <= 2 + 10 * (asyncio.get_running_loop().time() - start)
        async with seated(here.place.port, "Kofi", size=(100, 30)) as fresh:
            await fresh.until("2 by screen")
            await line.until_so(lambda: line.rows[:28] == fresh.rows[:28], "the same screen")


async def test_hostile_words_of_a_terminal_about_itself_change_nothing(tmp_path: Path) -> None:
    hostile = {
        **dict.fromkeys(("TERM", "COLORTERM", "LANG", "LC_ALL", "TERM_PROGRAM", "NO_COLOR"), "\x1b]0;owned\x07" * 700),
        **dict.fromkeys(("COLUMNS", "LINES", "ESCDELAY", "TEXTUAL_DRIVER", "TEXTUAL", "PATH", "HOME"), "9" * 10_000),
        "COFACIL_HOME": "/", "A" * 10_000: "",
    }  # fmt: skip
    async with shared(tmp_path) as here, seated(here.place.port, "Vic", environ=hostile) as line:
        await line.until("[1 ? QUESTIONS 0]")
        assert "owned" not in line.output
        assert permits(line.output)
        assert [seat.guest.role for seat in here.place.lobby.seated] == [Role.VIEWER]


# trouble


class RaisesAtBirth(BoardApp):
    def get_default_screen(self) -> "Page":  # type: ignore[name-defined]  # noqa: F821
        raise RuntimeError("secret on a card")


class RaisesAtMount(BoardApp):
    async def on_mount(self) -> None:
        raise RuntimeError("secret on a card")


class RaisesAtKey(BoardApp):
    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "x":
            raise RuntimeError("secret on a card")
        await super().on_event(event)


class ExitsTheProcess(BoardApp):
    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "x":
            raise SystemExit(7)
        await super().on_event(event)


class RaisesAtConstruction(BoardApp):
    def _wear(self, look: object) -> None:  # noqa: ARG002
        raise RuntimeError("secret on a card")


@pytest.mark.parametrize("kind", [RaisesAtConstruction, RaisesAtBirth, RaisesAtMount, RaisesAtKey])
async def test_what_breaks_for_one_breaks_for_nobody_else(
    tmp_path: Path, kind: type[BoardApp], capfd: pytest.CaptureFixture[str]
) -> None:
    def screens(made: Board, guest: Guest, terminal: Capability, driver: type[SshDriver]) -> BoardApp:
        return made.screens_of(kind if guest.name == "Kofi" else BoardApp, guest, terminal, driver)

    async with board() as made, opened(tmp_path, partial(screens, made)) as place:
        here = Shared(made, place)
        async with seated(place.port, "Dee") as dee, seated(place.port, "Kofi") as kofi:
            await dee.until("[1 ? QUESTIONS 0]")
            if kind is RaisesAtKey:
                await kofi.until("[1 ? QUESTIONS 0]")
                kofi.type("x")
            assert await kofi.ended() == 1
            assert kofi.output.endswith(f"\r\n{BROKEN}\r\n")
            if "\x1b[?1049h" in kofi.output:
                assert kofi.output.endswith(given_back(BROKEN))
            assert "secret" not in kofi.output
            await here.add("Who opens the gate?")
            await dee.until("Who opens the gate?")
        async with seated(place.port, "Vic") as vic:
            await vic.until("Who opens the gate?")
        assert f" broke ({'RuntimeError' if kind is RaisesAtConstruction else ''}" in place.access_log
        assert "secret" not in place.access_log
    assert "secret" not in "".join(capfd.readouterr())


async def test_a_line_that_drops_before_the_board_is_drawn_leaves_nothing_behind(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Vic") as vic:
        await vic.until("[1 ? QUESTIONS 0]")
        for turns in range(0, 40, 3):
            async with logged_in(here.place.port, "Dee") as conn:
                await sit(conn)
                for _ in range(turns):
                    await asyncio.sleep(0)
                conn.abort()
        await here.place.has_seated(1)
        assert here.place.lobby.counts.seats.total() == 1
        await until(lambda: len(here.board.live._subscribers) == 1)
        await here.add("Who opens the gate?")
        await vic.until("Who opens the gate?")


# who may no longer be here


@pytest.fixture
def quick_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_LOOK_AT_MEMBERS", 0.02)


async def test_whose_membership_ends_is_out_at_once_and_the_others_stay(tmp_path: Path, quick_to_look: None) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as dee, seated(here.place.port, "Kofi") as kofi:
        for line in (dee, kofi):
            await line.until("[1 ? QUESTIONS 0]")
        here.place.members.revoke("Dee")
        assert await dee.ended() == 0
        assert dee.output.endswith(given_back(REVOKED))
        await here.add("Who opens the gate?")
        await kofi.until("Who opens the gate?")


async def test_a_role_that_changes_in_the_file_changes_under_them_where_they_sit(
    tmp_path: Path, quick_to_look: None
) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as dee:
        await dee.until("[1 ? QUESTIONS 0]")
        await dee.say("a", "Question:")
        dee.type("Who has a")
        await dee.until("Who has a")
        here.place.members.change_role("Dee", Role.VIEWER)
        await dee.until("You only watch from now on")
        await dee.say("\r", "You are watching. Nothing is written from here.")
        assert "Who has a" in dee.text, "what was typed stays"
        assert not here.board.live.board.columns[Kind.QUESTION]
        here.place.members.change_role("Dee", Role.COFACILITATOR)
        await dee.until("You facilitate from now on")
        dee.type("\r")
        await until(lambda: bool(here.board.live.board.columns[Kind.QUESTION]))
        assert "Dee" in here.place.presence.now().leads


async def test_a_members_file_that_is_spoiled_puts_nobody_out(tmp_path: Path, quick_to_look: None) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as dee:
        await dee.until("[1 ? QUESTIONS 0]")
        (tmp_path / "share" / "01JDBOARD" / "members").write_text("role=viewer\n")
        await until(lambda: bool(here.place.members.fault))
        await here.add("Who opens the gate?")
        await dee.until("Who opens the gate?")


async def test_who_presses_nothing_for_long_is_told_and_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cofacil.share.session._LOOK_IF_IDLE", 0.05)
    async with (
        shared(tmp_path, Limits(idle_minutes=0)) as here,
        seated(here.place.port, "Vic") as vic,
        seated(here.place.port, "Dee") as dee,
    ):
        assert await dee.ended() == 0
        assert dee.output.endswith(given_back(IDLE))
        assert not vic.is_closed


# who watches


EVERYTHING = (
    [f"{key}\x1b" for key in string.printable if key not in "\r\n"],
    [f"{key}Some words\r\x1b\x1b" for key in "aedmplwtj?/v"],
    [f"\x1b[{n}~\x1b[{c}" for n in range(1, 25) for c in "ABCDHF"],
    ["\x1b[200~Pasted\nand more\x1b[201~\x1b\x1b", "\r\x1b" * 3, " \x1b", "u" * 5, "y" * 5],
    ["\x1b[<0;10;8M\x1b[<0;10;8m" * 2, "\x1b\x1b"],
    [f"{key}\r" for key in string.ascii_lowercase + string.punctuation],
)


@pytest.mark.parametrize("keys", EVERYTHING, ids=["keys", "words", "arrows", "paste", "mouse", "enter"])
async def test_a_viewer_who_presses_and_pastes_everything_changes_nothing(tmp_path: Path, keys: list[str]) -> None:
    async with board(example_log(Practice(), SystemClock().now())) as made, opened(tmp_path, made.screens) as place:
        before = made.events
        async with seated(place.port, "Vic") as vic:
            await vic.until("You are watching.")
            for some in keys:
                if not vic.is_closed:  # leaving is what a viewer may do
                    vic.type(some)
            await settled(place)
            # A page may be on its way still: until the board is back, Esc is pressed again.
            async with asyncio.timeout(10):
                while not (vic.is_closed or PRESSED in vic.text):
                    vic.type("\x1b" if "You are watching." not in vic.text else "\x03")
                    await asyncio.sleep(0.05)
        await made.live.last_done(ANA)  # whatever the room was asked for is done
        assert made.events == before


# a crowd


async def test_who_floods_the_server_with_keys_holds_up_nobody(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as dee, seated(here.place.port, "Kofi") as kofi:
        for line in (dee, kofi):
            await line.until("[1 ? QUESTIONS 0]")
        kofi.type(b"12345j\x1b[A\x1b[B" * 90_000)
        for number in range(5):
            start = asyncio.get_running_loop().time()
            await here.add(f"Number {number}")
            await dee.until(f"Number {number}")
            assert asyncio.get_running_loop().time() - start < 1
        [seat] = [seat for seat in here.place.lobby.seated if seat.guest.name == "Kofi"]
        assert seat._driver.keys.waiting < 256 * 1024  # type: ignore[attr-defined]
        assert not kofi.is_closed


async def test_who_reads_nothing_for_long_is_back_in_step_and_sees_what_a_fresh_guest_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.share.session._WRITE_BUFFER", 4096)
    async with shared(tmp_path) as here, logged_in(here.place.port, "Dee") as conn:
        slow = await sit(conn, window=8192)
        await slow.until("[1 ? QUESTIONS 0]")
        cards = [await here.add(f"Number {number}") for number in range(12)]
        await slow.until("[1 ? QUESTIONS 12]")
        slow.chan.pause_reading()
        [seat] = here.place.lobby.seated
        for number in range(500):
            await here.board.do(EditCard(cards[number % 12], text=f"Edit {number} {chr(97 + number % 26) * 40}"))
            await asyncio.sleep(0.001)
        assert seat._driver._is_paused  # type: ignore[attr-defined]
        came = len(slow.came)
        slow.chan.resume_reading()
        async with seated(here.place.port, "Kofi") as fresh:
            await fresh.until("Edit 499 ")
            # The first row has the clock in it, the last what was told.
            await slow.until_so(lambda: slow.rows[1:22] == fresh.rows[1:22], f"the same screen:\n{fresh.text}")
        assert len(slow.came) - came < 64 * 1024


# the end


async def test_closing_gives_every_terminal_back_with_a_sentence(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, AsyncExitStack() as stack:
        lines = []
        for name in ("Dee", "Kofi", "Vic"):
            lines.append(await stack.enter_async_context(seated(here.place.port, name)))
            await lines[-1].until("[1 ? QUESTIONS 0]")
        await lines[0].say("aHalf a sent", "Half a sent")
        await lines[1].say("q", "Leave the board?")
        await lines[2].say("?", "Esc")
        start = asyncio.get_running_loop().time()
        await here.place.server.close()
        assert asyncio.get_running_loop().time() - start < 3
        for line in lines:
            assert await line.ended() == 0
            assert line.output.endswith(given_back(CLOSED))
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection("127.0.0.1", here.place.port)


async def test_closing_waits_for_nobody_who_does_not_read_or_never_sat_down(tmp_path: Path) -> None:
    async with (
        shared(tmp_path) as here,
        logged_in(here.place.port, "Vic"),
        logged_in(here.place.port, "Dee") as conn,
    ):
        line = await sit(conn, window=32 * 1024)
        await line.until("[1 ? QUESTIONS 0]")
        line.chan.pause_reading()
        [seat] = here.place.lobby.seated
        for number in range(200):
            await here.add(f"Number {number} " + "word " * 20)
            await asyncio.sleep(0)
        knocked, writer = await asyncio.open_connection("127.0.0.1", here.place.port)
        await knocked.readline()
        async with asyncio.timeout(5):
            await here.place.server.close()
        writer.close()
        assert seat not in here.place.lobby.seated
        await until(lambda: not here.place.lobby.connections)


async def test_a_guest_who_sits_down_as_the_server_closes_is_not_kept(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, logged_in(here.place.port, "Dee") as conn:
        line = await sit(conn)
        async with asyncio.timeout(2):
            await here.place.server.close()
        await line.ended()
        assert written(CLOSED) in line.output


async def test_an_edit_in_flight_when_the_server_closes_is_kept(tmp_path: Path) -> None:
    async with shared(tmp_path) as here, seated(here.place.port, "Dee") as dee:
        await dee.until("[1 ? QUESTIONS 0]")
        await dee.say("aWritten just now", "Written just now")
        dee.type("\r")
        await settled(here.place)
        await dee.until("[1 ? QUESTIONS 1]")
        await here.place.server.close()
        assert here.board.live.board.called("Q1") is not None


@pytest.mark.parametrize("pasted", ["look\x1b]d", "look\x1b[d", "x\x1bXp", "a\x1bXaSome words\r"])
async def test_an_esc_in_a_paste_makes_no_keys_of_the_rest(tmp_path: Path, pasted: str) -> None:
    async with board() as made, opened(tmp_path, made.screens) as place:
        await made.do(AddCard("card/1", Kind.QUESTION, "Who opens the gate?"))
        before = made.events
        async with seated(place.port, "Dee") as dee:
            await dee.until("QUESTIONS 1")
            dee.type(f"\x1b[200~{pasted}\x1b[201~")
            await settled(place)
            await dee.say("2", "[2 + OFFERS 0]")
            assert made.events == before


async def test_a_paste_that_ends_in_an_esc_leaves_the_line_open(tmp_path: Path) -> None:
    async with board() as made, opened(tmp_path, made.screens) as place, seated(place.port, "Dee") as dee:
        await dee.until("QUESTIONS 0")
        await dee.say("a", "?  Question:")
        dee.type("\x1b[200~look\x1b\x1b[201~")
        await settled(place)
        await dee.say(" behind", "?  Question: look behind")


async def test_a_page_that_is_opening_as_the_server_closes_keeps_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "_GOING", 0.05)  # these clients hang up only when they are told to
    for step in range(0, 12, 2):
        async with (
            board() as made,
            opened(tmp_path / str(step), made.screens) as place,
            seated(place.port, "Dee") as dee,
        ):
            await dee.until("QUESTIONS 0")
            dee.type("?")
            await asyncio.sleep(0.004 + step * 0.001)
            start = asyncio.get_running_loop().time()
            await place.server.close()
            assert asyncio.get_running_loop().time() - start < 2


async def test_a_line_that_drops_while_a_card_is_kept_leaves_nothing_waiting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with board() as made, opened(tmp_path, made.screens) as place:
        with caplog.at_level(logging.ERROR, "asyncio"):
            for turns in range(30):
                async with logged_in(place.port, "Dee") as conn:
                    line = await sit(conn)
                    await line.until("1 ? ")
                    line.type(f"a\x15Written just now {turns}\r\x1b[A and more\r")
                    await asyncio.sleep(turns * 0.004)
                    conn.abort()
                await place.has_seated(0)
                made.apps.clear()
            await made.live.last_done(ANA)
            gc.collect()
            await asyncio.sleep(0)
        assert not caplog.records


async def test_what_was_typed_before_the_screens_took_keys_comes_before_what_waited_behind_it(tmp_path: Path) -> None:
    class Heard:
        """Takes keys as they come, all at once."""

        waiting = 0

        def __init__(self) -> None:
            self.came = bytearray()

        def screen_is_there(self) -> None:
            """Take keys as they come, also those that were typed before."""

        def feed(self, data: bytes) -> None:
            self.came += data

    class Late(Sign):
        """Takes no keys until it is told to."""

        keys = Heard()

    signs: list[Late] = []

    def make(guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Late:
        signs.append(Late(guest, terminal, driver))
        return signs[-1]

    typed = b"".join(b"%06d," % number for number in range(30000))
    async with opened(tmp_path, make) as place, seated(place.port, "Dee") as line:
        await line.says("Dee is")
        line.type(typed)
        [seat] = place.lobby.seated
        await until(lambda: len(seat._early or b"") > 32 * 1024)  # type: ignore[attr-defined]
        await asyncio.sleep(0.2)
        seat._driver = signs[0]  # type: ignore[attr-defined]
        signs[0].settled()
        await until(lambda: len(Late.keys.came) == len(typed))
        assert Late.keys.came == typed


async def test_of_who_sends_letters_one_by_one_that_are_not_read_few_wait_where_each_takes_a_hundred_bytes(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as place, seated(place.port, "Dee") as line:
        await line.says("Dee is")
        [seat] = place.lobby.seated
        line.type("j" * 33_000)
        await until(lambda: seat._chan._recv_paused is True)  # type: ignore[attr-defined]
        for _ in range(20):
            for _ in range(1000):
                line.type("j")
            await asyncio.sleep(0)
        await asyncio.sleep(0.5)
        waiting = seat._chan._recv_buf  # type: ignore[attr-defined]
        assert 0 < len(waiting) <= 17 * 1024

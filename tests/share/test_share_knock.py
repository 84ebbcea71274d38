"""Strangers who ask to be let in: what is known of them, who answers, and that nothing else lets them in."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import asyncssh
import pytest
from serving import DEES, STRANGER, Line, Person, Place, board, connect, logged_in, opened, seated, sit, until

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Role
from cofacil.room.attending import Attending
from cofacil.room.presence import Place as Chair
from cofacil.room.presence import Presence
from cofacil.room.seats import Seat
from cofacil.share import invitations as invitations_module
from cofacil.share import knock as module
from cofacil.share.limits import Limits
from cofacil.tui.paint.ask_words import known_words
from troubles import made_up

LETS_ASK = Limits(asking=2)
DENIED = (asyncssh.PermissionDenied, asyncssh.DisconnectError)
WHO = "What is your name? "
TOO_LONG = "A name has 32 letters here at most, and that one has more. A shorter one will do."
NOBODY = "Nobody is there who could let you in. Try again in a while, or ask for a word."
NO_ANSWER = "Nobody has answered. Try again in a while, or ask for a word."
NOT_NOW = "Not now. Ask whoever facilitates in another way."
NO_SEAT = "All seats are taken. Try again in a while, or ask whoever facilitates."
TOO_MANY_ASK = "Others are asking to be let in already. Try again in a while, or ask for a word."
BROKEN = "Something broke on our side. What was saved is saved: join again."


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations_module, "_COST", 2)


@pytest.fixture
def presence() -> Presence:
    return Presence()


@pytest.fixture
def ana(presence: Presence) -> Callable[[], Chair]:
    """Have somebody who facilitates sit in the room, once there is one."""
    return lambda: presence.join(Seat("Ana", Role.HOST), nothing)


def nothing(_attending: Attending) -> None:
    """Watch nothing."""


async def asked(place: Place, line: Line, name: str = "Rhys") -> None:
    """Say a name, and wait until those who facilitate see it."""
    await line.says(WHO)
    before = len(place.presence.asks.waiting)
    line.type(f"{name}\r")
    await until(lambda: len(place.presence.asks.waiting) > before)


async def test_a_stranger_is_let_in_as_who_answers_says(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        host = ana()
        async with seated(place.port, Person("")) as line:
            await asked(place, line)
            await line.says("Ana can see that you ask. One moment; ctrl+c leaves.")
            ask = presence.asks.waiting[0]
            assert known_words(ask) == "From 127.0.0.1, without a key: nothing proves it."
            assert not place.lobby.seated
            host.answer(ask, Role.VIEWER)
            await line.says("Rhys is viewer, 80 by 24.")
        await until(lambda: not place.lobby.named)
        assert " asks to join\n" in place.access_log
        assert " let in as viewer by Ana: Rhys\n" in place.access_log


async def test_a_key_that_was_proved_is_shown_to_who_answers(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        conn = await connect(place.port, key=STRANGER, board="garden+ask")
        async with conn:
            await asked(place, await sit(conn))
            assert known_words(presence.asks.waiting[0]) == f"Key {STRANGER.get_fingerprint()}"
        assert f" asks to join {STRANGER.get_fingerprint()}\n" in place.access_log


async def test_a_key_that_is_only_shown_is_not_named(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    """A public key can be had by anybody: it says nothing as long as its owner has not signed."""

    class Shown(asyncssh.SSHKeyPair):
        """A public key whose private half is somebody else's."""

        _key_type = "borrowed"

        async def sign_async(self, data: bytes) -> bytes:
            signed.append(data)
            return DEES.sign(b"something else", b"ssh-ed25519")

    signed: list[bytes] = []
    public = STRANGER.convert_to_public()
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        borrowed = Shown(b"ssh-ed25519", b"ssh-ed25519", (b"ssh-ed25519",), (b"ssh-ed25519",), public.public_data, None)
        borrowed.set_comment(b"")
        conn = await asyncssh.connect(
            "127.0.0.1",
            place.port,
            username="garden+ask",
            client_keys=[borrowed],
            client_factory=lambda: Person(""),
            known_hosts=None,
            agent_path=None,
            config=None,
        )
        async with conn:
            await asked(place, await sit(conn), "Dee Dee")
            assert signed, "the key was offered, and taken up to its signature"
            assert known_words(presence.asks.waiting[0]) == "From 127.0.0.1, without a key: nothing proves it."


async def test_a_member_comes_in_as_themselves_that_way_too(tmp_path: Path, presence: Presence) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        conn = await connect(place.port, key=DEES, board="garden+ask")
        async with conn:
            await (await sit(conn)).says("Dee is cofacilitator")


async def test_an_unknown_key_is_in_nobodys_way_to_the_word(tmp_path: Path, presence: Presence) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        conn = await connect(place.port, Person(place.word_for("Rhys")), key=STRANGER)
        async with conn:
            await (await sit(conn)).says("Rhys is participant")


async def test_where_nobody_may_ask_an_empty_word_is_a_wrong_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        with pytest.raises(DENIED):
            await connect(place.port, Person("", "", ""))
        with pytest.raises(DENIED):
            await connect(place.port, key=STRANGER, board="garden+ask")


async def test_not_now_is_said_and_after_three_nobody_from_there_may_ask(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        host = ana()
        for _ in range(3):
            async with seated(place.port, Person("")) as line:
                await asked(place, line)
                host.answer(presence.asks.waiting[0], None)
                await line.says(NOT_NOW)
                assert await line.ended() == 0
        assert not place.lobby.seated
        with pytest.raises(DENIED):
            await connect(place.port, Person(""))
        assert place.access_log.count(" not let in by Ana: Rhys\n") == 3


async def test_where_nobody_facilitates_a_stranger_is_told_so(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=LETS_ASK) as place, seated(place.port, Person("")) as line:
        await line.says(NOBODY)
        assert await line.ended() == 0


async def test_who_waits_too_long_is_told_so(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    ana()
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place, seated(place.port, Person("")) as line:
        await line.says(NO_ANSWER)
        await line.ended()
        assert presence.asks.waiting == ()


@pytest.mark.parametrize("how", ["ctrl+c", "gone"])
async def test_who_leaves_asks_no_more_and_gives_their_name_back(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair], how: str
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        async with logged_in(place.port, Person("")) as conn:
            line = await sit(conn)
            await asked(place, line)
            if how == "ctrl+c":
                line.type("\x03")
                await line.ended()
            else:
                conn.abort()
            await until(lambda: not presence.asks.waiting)
        await until(lambda: not place.lobby.named)
        assert not place.lobby.waiting
        assert not place.lobby.counts.asking


async def test_no_more_strangers_wait_than_may(tmp_path: Path, presence: Presence, ana: Callable[[], Chair]) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place, AsyncExitStack() as stack:
        ana()
        for name in ("Rhys", "Mo"):
            line = await stack.enter_async_context(seated(place.port, Person("")))
            await asked(place, line, name)
        with pytest.raises(DENIED):
            await connect(place.port, Person("", "", ""))


async def test_a_name_is_typed_as_people_type_and_is_nobody_elses(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    taken = frozenset({"ana"})
    async with opened(tmp_path, limits=LETS_ASK, presence=presence, taken=lambda: taken) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await line.says(WHO)
            line.type("Ana\r")
            await line.says("There is already somebody called Ana here. Add a letter of your family name. What is")
            line.type("\x1b[31m" + "\x7f" * 40 + "Siânक्षि\x7f\r")
            await until(lambda: bool(presence.asks.waiting))
            assert presence.asks.waiting[0].name == "Siân"
            line.type("x\r" * 20)
            presence.asks.answer(presence.asks.waiting[0], Role.PARTICIPANT, "Ana")
            await line.says("Siân is participant")


async def test_a_name_that_is_too_long_is_asked_for_again_and_rows_that_were_pasted_are_no_answers(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await line.says(WHO)
            line.type("x" * 33 + "\r")
            await line.says(TOO_LONG)
            await line.until_so(lambda: line.output.endswith(WHO), WHO)
            for part in ("y" * 100_000, "\rMallory\r", "Mallory\r" * 100):
                line.type(part)
                await asyncio.sleep(0.05)
            await line.until_so(lambda: line.output.count("and that one has more") == 2, TOO_LONG)
            await line.until_so(lambda: line.output.endswith(WHO), WHO)
            assert presence.asks.waiting == ()
            line.type("Rhys\r")
            await until(lambda: [each.name for each in presence.asks.waiting] == ["Rhys"])


async def test_closing_the_server_tells_who_waits(tmp_path: Path, presence: Presence, ana: Callable[[], Chair]) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await asked(place, line)
            await place.server.close()
            await line.says("The board is no longer shared.")


async def test_who_was_let_in_writes_on_the_board(tmp_path: Path) -> None:
    async with (
        board() as garden,
        opened(tmp_path, garden.screens, LETS_ASK, presence=garden.live.presence) as place,
    ):
        garden.live.presence.join(Seat("Ana", Role.HOST), nothing)
        async with seated(place.port, Person("")) as line:
            await asked(place, line)
            garden.live.presence.asks.answer(garden.live.presence.asks.waiting[0], Role.PARTICIPANT, "Ana")
            await line.until("[1 ? QUESTIONS")
            await line.say("aA tap for the garden", "a question by Rhys")
            line.type("\r")
            await line.until_so(lambda: any("Q1" in row and "Rhys" in row for row in line.rows), "their own words")
            await until(lambda: any(event.by == "rhys" for event in garden.events[1:]))


async def test_a_stranger_is_asked_again_whose_name_means_all_of_us(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await line.says(WHO)
            # More of them than names of others may be tried: nobody learns from these who is known here.
            for name in ("Room", "roOM", "room ", "the room", "us here"):
                asked_so_far = line.output.count(WHO)
                line.type(f"{name}\r")
                await line.until_so(partial(is_answered, line, asked_so_far), f"an answer to {name}")
                assert not presence.asks.waiting
            await asked(place, line)
            assert [ask.name for ask in presence.asks.waiting] == ["Rhys"]
        assert "Room" not in place.access_log


async def test_who_may_not_ask_now_takes_no_words_away_from_others(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=Limits(asking=1), presence=presence) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await asked(place, line)
            for _ in range(3):
                with pytest.raises(DENIED):
                    await connect(place.port, Person("", "", ""))
            assert " wrong word" not in place.access_log
            assert not place.lobby.words.guesses.slowed()
            async with seated(place.port, Person(place.word_for("Nia"))) as other:
                await other.says("Nia is participant")


def is_answered(line: Line, asked_so_far: int) -> bool:
    return line.output.count(WHO) > asked_so_far or NOT_NOW in line.output


async def test_nobody_tries_out_who_is_known_here(tmp_path: Path, presence: Presence, ana: Callable[[], Chair]) -> None:
    taken = frozenset({"ana", "dee", "vic", "kofi"})
    async with opened(tmp_path, limits=LETS_ASK, presence=presence, taken=lambda: taken) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await line.says(WHO)
            for name in ("Ana", "Dee", "Vic"):
                asked_so_far = line.output.count(WHO)
                line.type(f"{name}\r")
                await line.until_so(partial(is_answered, line, asked_so_far), f"an answer to {name}")
            await line.says(NOT_NOW)
            assert await line.ended() == 0
        assert place.lobby.counts.refused == {"127.0.0.1": 1}
        assert " tried the names of others\n" in place.access_log


async def test_those_who_logged_in_before_there_was_a_crowd_wait_no_more_than_may(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place, AsyncExitStack() as stack:
        ana()
        conns = [await stack.enter_async_context(logged_in(place.port, Person(""))) for _ in range(4)]
        lines = [await sit(conn) for conn in conns]
        await lines[3].says(TOO_MANY_ASK)
        await lines[2].says(TOO_MANY_ASK)
        assert len(place.lobby.waiting) == 2


async def test_who_is_let_in_where_no_seat_is_left_is_told_so(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    limits = LETS_ASK._replace(seats=1)
    async with opened(tmp_path, limits=limits, presence=presence) as place:
        host = ana()
        async with seated(place.port, Person("")) as line:
            await asked(place, line)
            async with seated(place.port, "Dee") as dee:
                await dee.says("Dee is")
                host.answer(presence.asks.waiting[0], Role.PARTICIPANT)
                await line.says(NO_SEAT)
                await line.ended()
                assert len(place.lobby.seated) == 1


async def test_who_hangs_up_at_the_question_for_a_name_leaves_nothing_behind(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair], caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(tmp_path, limits=LETS_ASK, presence=presence) as place:
        ana()
        async with logged_in(place.port, Person("")) as conn:
            await (await sit(conn)).says(WHO)
            conn.abort()
            await until(lambda: not place.lobby.waiting)
        assert not place.lobby.named
    assert "Traceback" not in caplog.text
    assert "exception was never retrieved" not in caplog.text


async def test_words_that_cannot_be_read_end_the_talk_and_do_not_hang_it(
    tmp_path: Path, presence: Presence, ana: Callable[[], Chair]
) -> None:
    def broken() -> frozenset[str]:
        raise made_up(Trouble, "The words cannot be read.")

    async with opened(tmp_path, limits=LETS_ASK, presence=presence, taken=broken) as place:
        ana()
        async with seated(place.port, Person("")) as line:
            await line.says(WHO)
            line.type("Rhys\r")
            await line.says(BROKEN)
            assert await line.ended() == 1
        assert not place.lobby.waiting
        assert " broke (Trouble)\n" in place.access_log

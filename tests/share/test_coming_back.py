"""Coming back: a seat is a person's, by the key that their ssh offered or the word they came by, and nobody else's."""

import asyncio
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import asyncssh
import pytest
from serving import Person, board, connect, opened, seated, sit, until

from cofacil.board.kinds import Role
from cofacil.language.worded import worded
from cofacil.share import invitations as invitations_module
from cofacil.share import lobby, session
from cofacil.share.known_guests import CameBy, KnownGuests, is_brought_back
from cofacil.share.lobby import TAKEN_OVER
from cofacil.share.public_key import key_text

BEAS, EVES = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
UNTIL = 2**45


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations_module, "_COST", 2)
    monkeypatch.setattr(session, "_ANSWERS", 0.2)


async def test_a_key_that_was_offered_brings_back_to_the_seat_and_to_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        bea = Person(place.word_for("Bea", Role.VIEWER))
        async with await connect(place.port, bea, key=BEAS) as conn:
            await (await sit(conn)).says("Bea is viewer")
        [known] = place.known.now()
        assert known.keys == (key_text(BEAS),)
        place.known.given("Bea", Role.PARTICIPANT)
        async with await connect(place.port, key=BEAS) as conn:
            await (await sit(conn)).says("Bea is participant")
        place.known.put_out("Bea")
        with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
            await connect(place.port, key=BEAS)


async def test_a_live_seat_is_taken_over_with_a_sentence_and_counted_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        word = place.word_for("Bea")
        async with seated(place.port, Person(word)) as first:
            await first.says("Bea is participant")
            async with seated(place.port, Person(word)) as second:
                await second.says("Bea is participant")
                assert await first.ended() == 0
                assert worded(TAKEN_OVER) in first.output
                assert [one.guest.name for one in place.lobby.seated] == ["Bea"]
        assert "takes over the seat from 127.0.0.1: Bea" in place.access_log


@pytest.mark.parametrize("is_here", [True, False])
async def test_who_proves_the_key_of_somebody_who_is_here_or_has_left_is_asked_first(
    tmp_path: Path, is_here: bool
) -> None:
    """Two may share a computer, and its key: nobody slips into a seat unawares."""
    async with opened(tmp_path) as place:
        word = place.word_for("Bea")
        async with await connect(place.port, Person(word), key=BEAS) as conn:
            first = await sit(conn)
            await first.says("Bea is participant")
            if not is_here:
                first.chan.write_eof()
                assert await first.ended() == 0
            for keys in ("\x03", "\r"):
                async with await connect(place.port, key=BEAS) as other:
                    line = await sit(other)
                    await line.says("is here already" if is_here else "Bea was here")
                    assert "Bea is participant" not in line.output
                    assert not (is_here and first.is_closed)
                    line.type(keys)
                    if keys == "\r":
                        await line.says("Bea is participant")
                        assert await first.ended() == 0
                    else:
                        assert await line.ended() == 0


@pytest.mark.parametrize("how", ["from elsewhere", "shown by two"])
async def test_who_owns_a_key_that_another_has_only_shown_is_not_seated_as_them_unasked(
    tmp_path: Path, how: str
) -> None:
    """Her public key is no secret: Mallory's ssh shows it first, and nobody has proved it."""
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall()
        async with await connect(place.port, Person(wall, "Mallory"), key=EVES) as conn:
            await (await sit(conn)).says("Mallory is participant")
            mallory = place.known.called("Mallory")
            assert mallory is not None
            place.known.come("Mallory", mallory.role, mallory.came_by, mallory.until, [key_text(BEAS)], is_back=True)
            if how == "from elsewhere":
                place.known.comes_from("Mallory", "192.0.2.1")
            else:
                place.known.come("Bea", Role.PARTICIPANT, CameBy.WALL, UNTIL, [key_text(BEAS)])
            conn.abort()
        await place.has_seated(0)
        await until(lambda: bool(place.known.called("Mallory").lost))  # type: ignore[union-attr]
        async with await connect(place.port, key=BEAS) as conn:
            line = await sit(conn)
            await line.says("Mallory was here, by this key. Enter goes on as Mallory.")
            assert "Mallory is participant" not in line.output
            line.type("\x03")
            assert await line.ended() == 0
        if how == "shown by two":
            # Nobody else has shown the other key of theirs, and they come from where they came from.
            async with await connect(place.port, key=EVES) as conn:
                await (await sit(conn)).says("Mallory is participant")


async def test_two_in_one_hall_have_two_addresses_also_where_they_are_of_one_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All who are in one network begin alike there: `fe80::` where nobody gives out others."""
    where = ["fe80::1%eth0"]
    asked = asyncssh.SSHServerConnection.get_extra_info

    def extra_info(conn: asyncssh.SSHServerConnection, name: str, default: object = None) -> object:
        return (where[0], 1, 0, 2) if name == "peername" else asked(conn, name, default)

    monkeypatch.setattr(asyncssh.SSHServerConnection, "get_extra_info", extra_info)
    async with opened(tmp_path) as place:
        async with await connect(place.port, Person(place.word_on_the_wall(), "Mallory"), key=BEAS) as conn:
            await (await sit(conn)).says("Mallory is participant")
            conn.abort()
        await place.has_seated(0)
        where[0] = "fe80::2%eth0"
        async with await connect(place.port, key=BEAS) as conn:
            line = await sit(conn)
            await line.says("Mallory was here, by this key. Enter goes on as Mallory.")
            line.type("\x03")
            assert await line.ended() == 0
        where[0] = "fe80::1%eth0"
        async with await connect(place.port, key=BEAS) as conn:
            await (await sit(conn)).says("Mallory is participant")


@pytest.mark.parametrize("came_by", CameBy)
def test_whom_a_used_word_brings_back_is_the_same_for_who_shares_and_for_another_process(
    tmp_path: Path, came_by: CameBy
) -> None:
    guests = KnownGuests(tmp_path / "guests")
    guests.begin(goes_on=False)
    guests.come("Béa", Role.VIEWER, came_by, UNTIL)
    for name in ("Béa", "bea", "Mo"):
        is_back = came_by is CameBy.WORD and name != "Mo"
        assert (guests.came_by_word(name), is_brought_back(tmp_path / "guests", name)) == (is_back, is_back)


def test_what_is_known_of_keys_is_read_back_and_was_not_written_before(tmp_path: Path) -> None:
    file = tmp_path / "guests"
    guests = KnownGuests(file)
    guests.begin(goes_on=False)
    guests.come("Mallory", Role.VIEWER, CameBy.WALL, UNTIL, ["ssh-ed25519 AAAA"])
    guests.come("Bea", Role.VIEWER, CameBy.WALL, UNTIL, ["ssh-ed25519 AAAA"])
    guests.comes_from("Mallory", "192.0.2.1")
    again = KnownGuests(file)
    again.begin(goes_on=True)
    mallory = again.called("Mallory")
    assert mallory is not None
    assert (mallory.shared, mallory.address) == (("ssh-ed25519 AAAA",), "192.0.2.1")
    assert not mallory.is_surely("ssh-ed25519 AAAA", "192.0.2.1")
    doc = json.loads(file.read_text())
    for guest in doc["guests"]:
        del guest["shared"], guest["address"]
    file.write_text(json.dumps(doc))
    again.begin(goes_on=True)
    mallory = again.called("Mallory")
    assert mallory is not None
    assert mallory.is_surely("ssh-ed25519 AAAA", "192.0.2.1"), "of who came before that was written nothing is doubted"


async def test_whoever_only_offers_anothers_key_is_asked_for_a_word(tmp_path: Path) -> None:
    """A public key is no secret: anybody has it who has been shown it."""
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall()
        async with await connect(place.port, Person(wall, "Bea"), key=BEAS) as conn:
            await (await sit(conn)).says("Bea is participant")
            assert place.known.whose(key_text(BEAS)) == place.known.called("Bea")
            assert place.known.come("Eve", Role.VIEWER, CameBy.WALL, UNTIL, [key_text(BEAS)]).keys == ()
            assert place.known.whose(key_text(BEAS)) == place.known.called("Bea")
        await place.has_seated(0)
        mallory = Person(wall, "Bea", "Mallory")
        async with seated(place.port, mallory) as line:
            await line.says("Mallory is participant")
        assert "already somebody called Bea" in mallory.asked[2]


async def test_a_name_without_a_key_is_its_owners_as_long_as_they_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lobby, "PATIENCE", 0.3)
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall()
        async with seated(place.port, Person(wall, "Bea")) as line:
            await line.says("Bea is participant")
            other = Person(wall, "Bea", "Bea W")
            async with seated(place.port, other) as second:
                await second.says("Bea W is participant")
            assert not line.is_closed
        await place.has_seated(0)
        async with seated(place.port, Person(wall, "bea")) as again:
            await again.says("Bea is participant")
        assert place.access_log.count("by word, back: Bea") == 1


async def test_a_line_that_hangs_keeps_nobody_from_their_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lobby, "PATIENCE", 0.3)
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall()
        conn = await connect(place.port, Person(wall, "Bea"))
        await (await sit(conn)).says("Bea is participant")
        transport = conn._transport
        assert transport is not None
        transport.pause_reading()  # nothing is heard, nothing is answered
        async with seated(place.port, Person(wall, "Bea")) as again:
            await again.says("Bea is participant")
            assert len(place.lobby.seated) == 1
        conn.abort()


async def test_a_line_that_hangs_is_found_so_also_where_everything_is_late(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        conn = await connect(place.port, Person(place.word_on_the_wall(), "Bea"))
        await (await sit(conn)).says("Bea is participant")
        (bea,) = place.lobby.seated
        transport = conn._transport
        assert transport is not None
        transport.pause_reading()
        # What is done for many others, for longer than the line is given.
        asyncio.get_running_loop().call_later(0.04, time.sleep, 0.3)
        assert not await bea.answers(0.1)
        conn.abort()


async def test_who_has_shown_a_key_is_nobody_who_only_says_their_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        wall = place.word_on_the_wall()
        async with await connect(place.port, Person(wall, "Bea"), key=BEAS) as conn:
            await (await sit(conn)).says("Bea is participant")
        await place.has_seated(0)
        eve = Person(wall, "Bea", "Eve")
        async with await connect(place.port, eve, key=EVES) as conn:
            await (await sit(conn)).says("Eve is participant")
        assert "already somebody called Bea" in eve.asked[2]


async def test_a_drop_leaves_the_open_line_and_the_place_to_whoever_comes_back(tmp_path: Path) -> None:
    async with board() as made, opened(tmp_path, made.screens, presence=made.live.presence) as place:
        word = place.word_for("Bea")
        conn = await connect(place.port, Person(word))
        line = await sit(conn)
        await line.until("1 ?")
        line.type("2")
        await line.until("[2 +")
        await line.say("a", "Offer")
        await line.write("a ladder @kof")
        await line.until("a ladder @kof")
        conn.abort()
        await until(lambda: made.live.presence.now().lost == ("Bea",))
        async with seated(place.port, Person(word)) as again:
            await again.until("a ladder @kof")
            assert "Your place and your words are as you left them." in again.text
            await until(lambda: made.live.presence.now().lost == ())
            again.type("\x7f\x7f\x7f\x7f\r")
            await until(lambda: bool(made.live.board.records) and "a ladder" in again.text)


def test_who_is_known_outlives_the_process_and_not_the_sharing(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir(mode=0o700)
    path = tmp_path / "share" / "guests"
    guests = KnownGuests(path)
    guests.come("Bea", Role.VIEWER, CameBy.WALL, UNTIL, [key_text(BEAS)])
    guests.given("bea", Role.PARTICIPANT)
    guests.lost("Bea")
    assert path.stat().st_mode & 0o777 == 0o600
    again = KnownGuests(path)
    again.begin(goes_on=True)
    assert again.now() == guests.now()
    assert again.now()[0].role is Role.PARTICIPANT
    forgotten: list[str] = []
    again.forgotten = forgotten.append
    again.end()
    assert forgotten == ["Bea"]
    assert not path.exists()
    fresh = KnownGuests(path)
    fresh.begin(goes_on=True)
    assert fresh.now() == ()


async def test_what_is_written_late_brings_nobody_back_who_was_put_out_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "share" / "guests"
    guests = KnownGuests(path)
    guests.come("Bea", Role.VIEWER, CameBy.WALL, UNTIL)
    late: list[Callable[[], object]] = []
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "run_in_executor", lambda _pool, work, *given: late.append(partial(work, *given)))
    guests.looks("Bea", "column 2")
    await until(lambda: bool(late))
    guests.put_out("Bea")
    for write in late:
        write()
    again = KnownGuests(path)
    again.begin(goes_on=True)
    assert again.now() == ()


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"format": "cofacil-guests/1", "guests": [{}]}', b"\xff"])
def test_a_file_that_is_none_knows_nobody(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "share").mkdir(mode=0o700)
    path = tmp_path / "share" / "guests"
    path.write_bytes(data)
    path.chmod(0o600)
    guests = KnownGuests(path)
    guests.begin(goes_on=True)
    assert guests.now() == ()


async def test_a_seat_counts_for_its_owner_however_often_they_drop(tmp_path: Path) -> None:
    async with opened(tmp_path) as place:
        word = place.word_for("Bea")
        for _time in range(10):
            conn = await connect(place.port, Person(word))
            await (await sit(conn)).says("Bea is participant")
            conn.abort()
            await asyncio.sleep(0)
        await place.has_seated(0)
        assert not place.lobby.counts.seats


async def test_a_key_of_somebody_who_is_here_is_theirs_whoever_else_has_offered_it(tmp_path: Path) -> None:
    """Of two who had offered one key it told of neither, and their name alone brought anybody to a seat whose line had broken."""
    guests = KnownGuests(tmp_path / "guests")
    guests.begin(goes_on=False)
    bea = guests.come("Bea", Role.COFACILITATOR, CameBy.WALL, UNTIL, ["ssh-ed25519 AAAA"])
    nia = guests.come("Nia", Role.PARTICIPANT, CameBy.WALL, UNTIL, ["ssh-ed25519 AAAA", "ssh-ed25519 BBBB"])
    assert nia.keys == ("ssh-ed25519 BBBB",)
    nia = guests.come("Nia", Role.PARTICIPANT, CameBy.WALL, UNTIL, ["ssh-ed25519 AAAA"], is_back=True)
    assert nia.keys == ("ssh-ed25519 BBBB",)
    found = guests.whose("ssh-ed25519 AAAA")
    assert found is not None
    assert found.name == "Bea"
    assert guests.has_own_key(bea)
    guests.lost("Bea")
    assert guests.holds(bea)


def test_what_somebody_was_let_do_less_is_so_for_today_also_where_it_is_shared_anew(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir(mode=0o700)
    path = tmp_path / "share" / "guests"
    guests = KnownGuests(path)
    guests.come("Bea", Role.PARTICIPANT, CameBy.WALL, UNTIL)
    guests.given("Bea", Role.VIEWER)
    guests.renamed("Bea", "Bea H")
    guests.end()
    again = KnownGuests(path)
    again.begin(goes_on=False)
    assert again.now() == ()
    assert again.come("bea h", Role.PARTICIPANT, CameBy.WALL, UNTIL).role is Role.VIEWER
    again.given("Bea H", Role.PARTICIPANT)
    again.put_out("Bea H")
    assert again.come("Bea H", Role.PARTICIPANT, CameBy.WALL, UNTIL).role is Role.PARTICIPANT

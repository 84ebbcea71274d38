"""The door of one process: opened and closed as whoever shares asks for it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from compiling import compile_catalogs
from qps import made_up

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.language import catalog
from cofacil.language.catalog import spoken
from cofacil.language.worded import worded
from cofacil.room.clock import SystemClock
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Sharing
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.share import how_to_join
from cofacil.share import invitations as invitations_module
from cofacil.share.invitations import Invitations, WordRefused
from cofacil.share.private import put_new
from cofacil.share.server import Server
from cofacil.store.board_file import BoardFile
from cofacil.store.memory import MemoryLog
from cofacil.tui.options import Options
from cofacil.tui.themes import load_themes
from cofacil.wiring import guests, shared_page
from cofacil.wiring.host_door import HostDoor
from cofacil.wiring.new_board import Beginning, begin_board
from cofacil.wiring.serve import said_of
from cofacil.wiring.terms import EVERYWHERE, LOOPBACK, WEB_PORTS, Terms, Web
from free_ports import free_ports
from troubles import tells

CATALOGS = Path(__file__).parents[2] / "locale"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path))
    monkeypatch.setattr(invitations_module, "_COST", 2)


@pytest.fixture
async def live(tmp_path: Path, home: None) -> AsyncIterator[LiveRoom]:
    log = begin_board(tmp_path / "garden.json", "Ana", Beginning("Garden"))
    opened = LiveRoom(Room(log, SystemClock(), Practice()))
    await opened.open()
    yield opened
    await opened.close()


def door(ports: tuple[int, ...] = (0,), host: str = "") -> HostDoor:
    looks, _ = load_themes(paths.shipped_themes(), Path("/nowhere"))
    terms = Terms(ports=ports) if not host else Terms(host, ports)
    return HostDoor(Options(looks, "projector-light"), lambda: "Ana", terms)


async def test_it_is_opened_says_how_to_join_and_is_closed(live: LiveRoom) -> None:
    made = door()
    assert not made.is_open
    await made.open(live, Sharing(to_all=False))
    joining = await made.joining()
    assert joining.command.endswith("garden@localhost")
    assert joining.is_local
    invitation = await made.invite("Dee", Role.COFACILITATOR)
    assert (invitation.name, invitation.command) == ("Dee", joining.command)
    await made.close()
    assert not made.is_open
    with tells(Refusal, "not shared any more"):
        await made.joining()
    await made.close()


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take notice of where a door would listen: no test listens beyond this computer."""
    hosts: list[str] = []

    async def take_notice(_server: Server, host: str, _port: int) -> int:
        hosts.append(host)
        return 8022

    monkeypatch.setattr(Server, "open", take_notice)
    return hosts


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "127.0.0.2"])
async def test_with_this_network_is_more_than_this_computer_wherever_it_was_opened_first(
    live: LiveRoom, listened: list[str], host: str
) -> None:
    made = door(host=host)
    await made.open(live, Sharing(to_all=True))
    assert listened == [EVERYWHERE]
    assert not (await made.joining()).is_local


async def test_with_this_network_is_the_address_that_was_asked_for(live: LiveRoom, listened: list[str]) -> None:
    await door(host="10.8.0.1").open(live, Sharing(to_all=True))
    assert listened == ["10.8.0.1"]


@pytest.mark.parametrize(("host", "reach"), [(LOOPBACK, "only this computer"), (EVERYWHERE, "everybody can knock")])
async def test_the_first_line_says_who_reaches_the_door(
    live: LiveRoom, listened: list[str], host: str, reach: str
) -> None:
    shared = await door(host=host).open_to({"garden": live}, host)
    assert reach in next(said_of(shared))
    assert listened == [host]


async def test_a_port_that_somebody_has_is_passed_by(live: LiveRoom) -> None:
    first, second = free_ports(2)
    with socket.create_server((LOOPBACK, first)):
        made = door((first, second))
        await made.open(live, Sharing(to_all=False))
        assert f"-p {second} " in (await made.joining()).command
        await made.close()


async def test_where_every_port_is_taken_it_is_said_without_a_word_of_the_command_line(live: LiveRoom) -> None:
    ports = free_ports(2)
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(socket.create_server((LOOPBACK, port)))
        made = door(ports)
        with pytest.raises(Trouble) as trouble:
            await made.open(live, Sharing(to_all=False))
    assert "--" not in worded(trouble.value)
    assert f"every port from {ports[0]} to {ports[1]} is somebody else's" in worded(trouble.value)
    assert not made.is_open


def words_of(live: LiveRoom) -> Invitations:
    return Invitations(paths.share_folder() / live.board_id / "words")


async def test_the_word_on_the_wall_ends_with_sharing_and_those_who_were_invited_may_still_come(live: LiveRoom) -> None:
    made, now = door(), SystemClock().now()
    await made.open(live, Sharing(to_all=False))
    wall, dee = (await made.joining()).word, (await made.invite("Dee", Role.VIEWER)).word
    await made.close()
    with tells(WordRefused, "opens nothing any more"):
        words_of(live).take(wall, now)
    await made.open(live, Sharing(to_all=False))
    with tells(WordRefused, "opens nothing any more"):
        words_of(live).take(wall, now)
    assert (await made.joining()).word != wall
    assert words_of(live).take(dee, now)
    await made.close()


async def test_the_word_of_a_process_that_was_killed_opens_nothing_once_the_board_is_shared_again(
    live: LiveRoom,
) -> None:
    wall = words_of(live).open_room(Role.PARTICIPANT, 20, SystemClock().now() + 60_000, SystemClock().now())
    made = door()
    await made.open(live, Sharing(to_all=False))
    with tells(WordRefused, "opens nothing any more"):
        words_of(live).take(wall, SystemClock().now())
    await made.close()


async def test_who_cannot_open_a_second_door_leaves_the_word_of_the_first(live: LiveRoom) -> None:
    [port] = free_ports(1)
    first, second = door((port,)), door((port,))
    await first.open(live, Sharing(to_all=False))
    wall = (await first.joining()).word
    with pytest.raises(Trouble):
        await second.open(live, Sharing(to_all=False))
    await second.close()
    assert words_of(live).take(wall, SystemClock().now())
    await first.close()


async def test_a_word_that_cannot_be_ended_is_told_and_the_door_is_closed(live: LiveRoom) -> None:
    heard: list[str] = []
    made = door()
    made.notice = heard.append
    await made.open(live, Sharing(to_all=False))
    await made.joining()
    (paths.share_folder() / live.board_id / "words").write_bytes(b"{")
    await made.close()
    assert not made.is_open
    assert ["is not as cofacil wrote it" in sentence for sentence in heard] == [True]


async def test_a_door_whose_file_cannot_be_taken_away_is_closed_all_the_same(live: LiveRoom) -> None:
    made = door()
    await made.open(live, Sharing(to_all=False))
    folder = paths.share_folder() / live.board_id
    (folder / "door").unlink()
    (folder / "door").mkdir()
    await made.close()
    assert not made.is_open
    (folder / "door").rmdir()
    await made.open(live, Sharing(to_all=False))  # nobody holds it any more
    await made.close()


async def test_who_comes_in_as_the_page_is_still_being_made_finds_the_doors_held_and_none_are_where_it_cannot_be(
    live: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    are_held: list[bool] = []

    async def fail(*_given: object) -> None:
        are_held.append(live.presence.standing.doors.is_open)
        raise Trouble("cannot-listen", host=LOOPBACK, reason="no")

    monkeypatch.setattr(guests, "open_page", fail)
    made = door()
    with pytest.raises(Trouble, match="cannot-listen"):
        await made.open(live, Sharing(to_all=False, has_page=True))
    assert are_held == [True]
    assert not made.is_open
    assert not live.presence.standing.doors.is_open
    await made.open(live, Sharing(to_all=False))
    await made.close()


async def test_two_who_open_it_at_once_open_one_door(live: LiveRoom) -> None:
    made = door(free_ports(1))
    await asyncio.gather(made.open(live, Sharing(to_all=False)), made.open(live, Sharing(to_all=False)))
    assert made.is_open
    await asyncio.gather(made.close(), made.close())
    assert not made.is_open


@pytest.mark.parametrize(("host", "guest"), [("en", "qps"), ("qps", "en")])
async def test_whoever_shares_is_told_in_their_own_language_while_guests_of_others_are_served(
    live: LiveRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, guest: str
) -> None:
    compile_catalogs(CATALOGS, tmp_path)
    monkeypatch.setattr(catalog, "shipped_catalogs", lambda: tmp_path)
    heard: list[str] = []
    with spoken(host):
        made = door()
    made.notice = heard.append
    with spoken(guest):
        shared = await made.open_to({"garden": live}, LOOPBACK)
        shared.server.lobby.notice(Notice.of("crowd-at-the-door"))
    await made.close()
    words = "So many are at the door that some have to come again. Those who are in feel nothing of it."
    assert heard == [words if host == "en" else made_up(words)]


async def test_what_is_kept_nowhere_is_not_shared() -> None:
    example = LiveRoom(Room(MemoryLog(), SystemClock(), Practice()))
    await example.open()
    with tells(Refusal, "Nothing of this example is kept"):
        await door().open(example, Sharing(to_all=False))
    await example.close()


# two windows of one computer


@pytest.fixture
async def beside(live: LiveRoom, tmp_path: Path) -> AsyncIterator[LiveRoom]:
    """The same board in another window; as far as its door goes it could be another process."""
    opened = LiveRoom(Room(BoardFile.open(tmp_path / "garden.json", for_writing=True), SystemClock(), Practice()))
    await opened.open()
    yield opened
    await opened.close()


async def test_the_second_window_shows_the_same_line_and_word_and_opens_no_second_door(
    live: LiveRoom, beside: LiveRoom
) -> None:
    first, second = door(), door()
    await second.look_around(beside)
    assert not second.is_open
    await first.open(live, Sharing(to_all=False))
    shown = await first.joining()
    await second.look_around(beside)
    assert second.is_open
    assert second.is_beside
    assert not second.is_ours
    assert await second.look() == shown
    assert await second.joining() == shown, "it makes no word where there is one"
    with tells(Refusal, "is shared from this computer already, at port"):
        await door().open(beside, Sharing(to_all=False))
    assert (await first.look()).word == shown.word
    await second.close()
    assert first.is_open
    await first.close()
    await second.look_around(beside)
    assert not second.is_open
    with tells(Refusal, "not shared any more"):
        await second.look()


async def test_a_word_that_the_second_window_makes_is_the_first_ones_too(live: LiveRoom, beside: LiveRoom) -> None:
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    before = (await first.joining()).word
    await second.look_around(beside)
    anew = await second.joining(anew=True)
    assert anew.word != before
    shown = await first.look()
    assert (shown.word, shown.word_by) == (anew.word, "Ana")
    assert words_of(live).take(shown.word, SystemClock().now())
    invitation = await second.invite("Dee", Role.VIEWER)
    assert invitation.command == shown.command
    assert [one.name for one in (await first.look()).invited] == ["Dee"]
    assert ": a word for the wall made by Ana\n" in journal()
    await first.close()


def journal() -> str:
    return (paths.share_folder() / "journal").read_text()


async def test_the_second_window_lets_strangers_ask_and_lifts_what_waits(live: LiveRoom, beside: LiveRoom) -> None:
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    assert first._shared
    lobby = first._shared.server.lobby
    await second.look_around(beside)
    await second.let_ask(may=True)
    assert lobby.counts.lets_ask("192.0.2.1"), "it is so as soon as it is said"
    assert (await first.look()).may_ask
    assert (await second.look()).may_ask
    await first.let_ask(may=False)
    for _wrong in range(5):
        lobby.words.guesses.wrong("192.0.2.7", "garden")
    async with asyncio.timeout(5):
        while not (joining := await second.look()).slowed or joining.may_ask:  # noqa: ASYNC110  # it is another window's
            await asyncio.sleep(0.05)
    (seen,), (own,) = joining.slowed, (await first.look()).slowed
    assert abs(seen.until - own.until) < 1000  # it is counted from the moment of each look
    assert seen._replace(until=0) == own._replace(until=0)
    await second.lift(joining.slowed[0])
    assert lobby.words.guesses.slowed() == ()
    assert (await second.look()).slowed == ()
    assert ": strangers may ask, says Ana\n" in journal()
    assert ": words from 192.0.2.7 are looked at again, says Ana\n" in journal()
    await first.close()


async def test_a_window_that_shares_and_does_not_answer_is_named_and_does_nothing_later(
    live: LiveRoom, beside: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(how_to_join, "_PATIENCE", 0.2)
    first, second = door(), door()
    await first.open(live, Sharing(to_all=False))
    assert first._shared
    assert first._shared.windows
    monkeypatch.setattr(type(first._shared.windows), "_look", lambda _windows: None)
    first._shared.windows._looks.cancel()  # type: ignore[union-attr]
    await second.look_around(beside)
    with tells(Trouble, "The window that shares this board does not answer."):
        await second.let_ask(may=True)
    assert not list((paths.share_folder() / live.board_id).glob("wish.*"))
    await first.close()


@pytest.mark.parametrize("left", [b"", b"[]", b'["Ana", 1, "", ""]', b"\xff", b"[" * 100_000])
async def test_what_is_no_wish_is_cleared_away(live: LiveRoom, left: bytes) -> None:
    made = door()
    await made.open(live, Sharing(to_all=False))
    folder = paths.share_folder() / live.board_id
    put_new(folder / "wish.0", left)
    async with asyncio.timeout(5):
        while (folder / "wish.0").exists():  # noqa: ASYNC110  # nobody tells of it
            await asyncio.sleep(0.05)
    assert not (await made.look()).may_ask
    await made.close()


# the page for phones


async def test_a_page_is_shown_with_the_door_and_of_a_door_that_is_open(live: LiveRoom, beside: LiveRoom) -> None:
    made, second = door(), door()
    assert made.page_trouble is None
    await made.open(live, Sharing(to_all=False))
    assert not (await made.joining()).page
    await made.show_page()
    page = (await made.look()).page
    assert page.startswith("http://localhost:")
    await second.look_around(beside)
    assert (await second.look()).page == page
    await made.close()
    assert made.usual.has_page, "so it is offered again"
    await made.open(live, Sharing(to_all=False, has_page=True))
    assert (await made.joining()).page
    await made.close()
    await made.open(live, Sharing(to_all=False))
    assert not (await made.joining()).page
    await made.close()
    with tells(Refusal, "not shared any more"):
        await made.show_page()


async def test_where_the_page_is_not_installed_it_is_said_before_the_door_opens(
    live: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_page, "has_page", lambda: False)
    made = door()
    assert made.page_trouble is not None
    assert worded(made.page_trouble).endswith("pip install 'cofacil[web]'")
    await made.open(live, Sharing(to_all=False))
    with tells(Refusal, r"cofacil\[web\]"):
        await made.show_page()
    assert made.is_open, "the door is as it was"
    await made.close()


async def test_asking_is_begun_and_ended_while_a_board_is_shared(live: LiveRoom) -> None:
    made = door()
    await made.open(live, Sharing(to_all=False))
    assert not (await made.joining()).may_ask
    await made.let_ask(may=True)
    assert (await made.look()).may_ask
    shared = made._shared
    assert shared
    assert shared.server.lobby.counts.lets_ask("192.0.2.1")
    await made.let_ask(may=False)
    assert not shared.server.lobby.counts.lets_ask("192.0.2.1")
    await made.close()


@pytest.mark.parametrize("may", [True, False])
async def test_whether_strangers_may_ask_is_as_it_was_where_the_board_is_shared_again(
    live: LiveRoom, *, may: bool
) -> None:
    made = door()
    await made.open(live, Sharing(to_all=False, may_ask=not may))
    await made.let_ask(may=may)
    await made.close()
    assert made.usual.may_ask is may, "so it is offered again"
    await made.open(live, made.usual._replace(to_all=False))
    assert (await made.joining()).may_ask is may
    await made.close()


async def test_asking_and_a_port_are_chosen_as_it_is_opened(live: LiveRoom) -> None:
    (port,) = free_ports(1)
    made = door((1,))
    await made.open(live, Sharing(to_all=False, may_ask=True, port=port))
    joining = await made.joining()
    assert f"-p {port} " in joining.command
    assert joining.may_ask
    await made.close()
    assert made.usual == Sharing(to_all=True, may_ask=True, port=port), "so it is offered again"


async def test_whose_words_wait_is_told_and_can_be_lifted(live: LiveRoom) -> None:
    made = door()
    await made.open(live, Sharing(to_all=False))
    assert made._shared
    guesses = made._shared.server.lobby.words.guesses
    for _wrong in range(5):
        guesses.wrong("192.0.2.7", "garden")
    (slowed,) = (await made.look()).slowed
    assert (slowed.address, slowed.wrong) == ("192.0.2.7", 5)
    await made.lift(slowed)
    assert (await made.look()).slowed == ()
    await made.close()


async def test_the_door_of_a_process_that_died_is_opened_again_as_it_was(live: LiveRoom) -> None:
    (port,) = free_ports(1)
    first = door((port,))
    await first.open_to({"garden": live}, LOOPBACK)
    word = (await first.joining()).word
    assert door().was_open(live) is None, "it is open: nothing has died"
    await first.close(is_over=False)
    again = door()
    was = again.was_open(live)
    assert was is not None
    assert (was.port, was.is_local) == (port, True)
    await again.open_again(live)
    joining = await again.joining()
    assert (joining.word, f"-p {port} " in joining.command) == (word, True)
    assert again.was_open(live) is None
    await again.close()
    assert door().was_open(live) is None, "sharing was stopped"
    with tells(Refusal, "not shared any more"):
        await door().open_again(live)


def test_a_page_is_shown_again_where_it_was() -> None:
    shown = Web((0,), Path("/certs/hall.pem"), Path("/certs/hall.key"))
    assert Web.again("https://192.168.1.24:8443/", shown.files) == shown._replace(ports=(8443, *WEB_PORTS))
    assert Web.again("http://127.0.0.1:8081/", Web().files) == Web((8081, *WEB_PORTS))

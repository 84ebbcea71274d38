"""What a host tells others about joining: the line, the picture, the word for everybody in the room."""

import asyncio
import shlex
import socket
import time
from datetime import datetime
from pathlib import Path

import asyncssh
import pytest

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.share import address as address_module
from cofacil.share import how_to_join as module
from cofacil.share import invitations as invitations_module
from cofacil.share.address import is_every, is_loopback, own_address, reached_at
from cofacil.share.host_key import HostKey
from cofacil.share.how_to_join import HowToJoin
from cofacil.share.invitations import ROOM_SEATS, Invitations, WordRefused
from troubles import tells

HOST_KEY = HostKey(asyncssh.generate_private_key("ssh-ed25519"))
NOON = int(datetime(2026, 11, 22, 12, 0).astimezone().timestamp() * 1000)
HOUR = 3_600_000


class Clock:
    """The time that `how_to_join` reads, in the test's hand."""

    def __init__(self) -> None:
        self.now = NOON

    def time_ns(self) -> int:
        return self.now * 1_000_000


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations_module, "_COST", 2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def invitations(tmp_path: Path) -> Invitations:
    return Invitations(tmp_path / "share" / "01JDBOARD" / "words")


def how_to_join(
    invitations: Invitations, host: str = "192.168.1.24", port: int = 8022, name: str = "riverside"
) -> HowToJoin:
    return HowToJoin(name, host, port, HOST_KEY, invitations)


def test_the_line_to_type_names_the_port_unless_it_is_the_usual_one(invitations: Invitations) -> None:
    assert how_to_join(invitations).command == "ssh -p 8022 riverside@192.168.1.24"
    assert how_to_join(invitations, port=22).command == "ssh riverside@192.168.1.24"


def test_the_line_for_known_hosts_is_as_ssh_writes_it(invitations: Invitations) -> None:
    key = HOST_KEY.private.export_public_key("openssh").decode().split(" ")
    assert how_to_join(invitations).known_host.split(" ") == ["[192.168.1.24]:8022", key[0], key[1].strip()]
    assert how_to_join(invitations, port=22).known_host.startswith("192.168.1.24 ssh-ed25519 ")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
async def test_on_the_loopback_only_this_computer_can_join(invitations: Invitations, host: str) -> None:
    shown = how_to_join(invitations, host)
    assert shown.command == "ssh -p 8022 riverside@localhost"
    assert (await shown.joining()).is_local


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  # nothing listens here
async def test_who_listens_at_every_address_shows_one_of_their_own(
    invitations: Invitations, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address_module, "own_address", lambda **_: "10.1.2.3")
    joining = await how_to_join(invitations, host).joining()
    assert joining.command == "ssh -p 8022 riverside@10.1.2.3"
    assert joining.url == "ssh://riverside@10.1.2.3:8022"
    assert not joining.is_local


def test_an_own_address_is_one_that_this_computer_has_and_never_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = own_address()
    assert not is_every(found)

    def no_way(*_: object) -> socket.socket:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "socket", no_way)
    assert own_address() == "", "nobody else could make anything of a name that only this computer knows"


def test_a_network_that_leads_nowhere_has_an_address_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_module, "_on_the_way_out", lambda _family: "")
    monkeypatch.setattr(address_module, "_of_interfaces", lambda: iter(["10.42.0.1", "172.17.0.1"]))
    assert own_address() == "10.42.0.1"


def test_a_name_that_only_this_computer_knows_is_shown_as_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"laptop": ("127.0.1.1", "192.168.1.24"), "alone": ("127.0.1.1",)}
    monkeypatch.setattr(address_module, "_found", lambda host: names.get(host, ()))
    assert reached_at("laptop") == "192.168.1.24"
    assert is_loopback("alone"), "so it is on many a computer: its own name leads to itself"
    assert reached_at("alone") == "localhost"
    assert reached_at("garden.example") == "garden.example"
    assert reached_at("fd00::5") == "fd00::5"


async def test_while_this_computer_is_in_no_network_there_is_no_line_and_once_it_is_there_is_one(
    invitations: Invitations, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [""]
    monkeypatch.setattr(address_module, "own_address", lambda **_: found[0])
    door = how_to_join(invitations, "0.0.0.0")  # noqa: S104
    joining = await door.joining()
    assert (joining.command, joining.url) == ("", "")
    found[0] = "192.168.1.24"
    assert (await door.look()).command == "ssh -p 8022 riverside@192.168.1.24"


async def test_on_the_loopback_there_is_nothing_for_a_camera(invitations: Invitations) -> None:
    assert (await how_to_join(invitations, "127.0.0.1").joining()).url == ""


@pytest.mark.parametrize("host", ["192.168.1.24", "garden.example", "127.example", "", "0.0.0.0"])  # noqa: S104
def test_what_others_reach_is_no_loopback(host: str) -> None:
    assert not is_loopback(host)


async def test_a_name_that_a_shell_would_read_otherwise_is_quoted(invitations: Invitations) -> None:
    name = "our garden; $(date) 漢"
    joining = await how_to_join(invitations, name=name).joining()
    assert shlex.split(joining.command) == ["ssh", "-p", "8022", f"{name}@192.168.1.24"]
    assert joining.url.isascii()
    assert " " not in joining.url
    assert (await how_to_join(invitations, "fd00::5").joining()).url == "ssh://riverside@[fd00::5]:8022"


async def test_a_name_that_a_terminal_would_act_on_is_shown_without_that(invitations: Invitations) -> None:
    joining = await how_to_join(invitations, name="garden\x1b]0;gone\x07\n\u202e").joining()
    assert joining.command == "ssh -p 8022 garden@192.168.1.24"
    assert joining.url == "ssh://garden@192.168.1.24:8022"


async def test_the_word_is_made_once_and_lets_people_take_part(invitations: Invitations, clock: Clock) -> None:
    shown = how_to_join(invitations)
    first = await shown.joining()
    assert await shown.joining() == first
    assert first.seats == ROOM_SEATS
    assert first.fingerprint == HOST_KEY.fingerprint
    taken = invitations.take(first.word, clock.now)
    assert taken
    assert (taken.role, taken.is_room, taken.until) == (Role.PARTICIPANT, True, first.until)


async def test_a_word_opens_until_the_day_is_over(invitations: Invitations, clock: Clock) -> None:
    until = datetime.fromtimestamp((await how_to_join(invitations).joining()).until / 1000).astimezone()
    assert (until.day, until.hour, until.minute) == (22, 23, 59)


async def test_a_word_that_is_made_late_in_the_evening_still_opens_for_an_hour(
    invitations: Invitations, clock: Clock
) -> None:
    clock.now = NOON + 12 * HOUR - 1_000
    joining = await how_to_join(invitations).joining()
    assert joining.until == clock.now + HOUR
    assert invitations.take(joining.word, clock.now + HOUR - 1)


async def test_another_word_when_asked_and_the_old_one_opens_nothing(invitations: Invitations, clock: Clock) -> None:
    shown = how_to_join(invitations)
    first = await shown.joining()
    second = await shown.joining(anew=True)
    assert second.word != first.word
    with tells(WordRefused, "opens nothing any more"):
        invitations.take(first.word, clock.now)
    assert invitations.take(second.word, clock.now)
    assert await shown.joining() == second


async def test_behind_the_end_of_sharing_no_word_opens_and_none_is_made(invitations: Invitations, clock: Clock) -> None:
    shown = how_to_join(invitations)
    word = (await shown.joining()).word
    dee = (await shown.invite("Dee", Role.VIEWER)).word
    await shown.end()
    with tells(WordRefused, "opens nothing any more"):
        invitations.take(word, clock.now)
    with tells(Refusal, "not shared any more"):
        await shown.joining()
    with tells(Refusal, "not shared any more"):
        await shown.joining(anew=True)
    assert invitations.take(dee, clock.now)


async def test_a_word_that_was_left_ends_where_sharing_begins_and_one_that_is_shown_already_does_not(
    invitations: Invitations, clock: Clock
) -> None:
    left = invitations.open_room(Role.PARTICIPANT, 20, clock.now + HOUR, clock.now)
    shown = how_to_join(invitations)
    await shown.begin()
    with tells(WordRefused, "opens nothing any more"):
        invitations.take(left, clock.now)
    word = (await shown.joining()).word
    await shown.begin()
    assert invitations.take(word, clock.now)


async def test_what_was_left_and_cannot_be_read_stops_nobody_from_sharing(
    invitations: Invitations, tmp_path: Path, clock: Clock
) -> None:
    invitations.open_room(Role.PARTICIPANT, 20, clock.now + HOUR, clock.now)
    (tmp_path / "share" / "01JDBOARD" / "words").write_bytes(b"mine")
    await how_to_join(invitations).begin()


async def test_a_word_that_is_being_made_as_sharing_ends_opens_nothing(invitations: Invitations, clock: Clock) -> None:
    shown = how_to_join(invitations)
    making = asyncio.create_task(shown.joining())
    await asyncio.sleep(0)
    await shown.end()
    with tells(WordRefused, "opens nothing any more"):
        invitations.take((await making).word, clock.now)


def test_the_end_of_sharing_makes_no_file(invitations: Invitations, tmp_path: Path) -> None:
    asyncio.run(how_to_join(invitations).end())
    assert not any(tmp_path.iterdir())


async def test_a_word_that_has_ended_is_made_anew(invitations: Invitations, clock: Clock) -> None:
    shown = how_to_join(invitations)
    first = await shown.joining()
    clock.now = first.until - 1
    assert (await shown.joining()).word == first.word
    clock.now = first.until
    second = await shown.joining()
    assert second.word != first.word
    assert second.until > clock.now
    assert invitations.take(second.word, clock.now)


async def test_what_cannot_be_kept_is_said_and_tried_again(tmp_path: Path, invitations: Invitations) -> None:
    (tmp_path / "share").write_text("mine")
    shown = how_to_join(invitations)
    with tells(Trouble, "could not be written"):
        await shown.joining()
    (tmp_path / "share").unlink()
    joining = await shown.joining()
    assert invitations.take(joining.word, time.time_ns() // 1_000_000)


async def test_a_word_that_could_not_be_renewed_leaves_the_old_one(
    tmp_path: Path, invitations: Invitations, clock: Clock
) -> None:
    shown = how_to_join(invitations)
    first = await shown.joining()
    file = tmp_path / "share" / "01JDBOARD" / "words"
    before = file.read_bytes()
    file.write_bytes(b"mine")
    with tells(Trouble, "not as cofacil wrote it"):
        await shown.joining(anew=True)
    file.write_bytes(before)
    assert await shown.joining() == first
    assert invitations.take(first.word, clock.now)


# what is so by now


async def test_a_look_makes_no_word(invitations: Invitations, clock: Clock) -> None:
    door = how_to_join(invitations)
    assert (await door.look()).word == ""
    word = (await door.joining()).word
    assert (await door.look()).word == word
    clock.now += 12 * HOUR
    over = await door.look()
    assert (over.word, over.until) == ("", (await door.look()).until)
    assert 0 < over.until <= clock.now, "when it was good is still known"
    assert (await door.joining()).word not in {"", word}


async def test_who_has_come_by_the_word_is_seen_each_once(invitations: Invitations, clock: Clock) -> None:
    door = how_to_join(invitations)
    word = (await door.joining()).word
    for name in ("Bea", "Mo", "Bea"):
        admission = invitations.take(word, clock.now)
        assert admission
        invitations.count_in(admission, name, clock.now)
    joining = await door.look()
    assert joining.came == ("Bea", "Mo")
    assert not joining.has_run_out


async def test_a_word_that_has_run_out_says_so_and_another_one_begins_anew(
    invitations: Invitations, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOM_SEATS", 2)
    door = how_to_join(invitations)
    admission = invitations.take((await door.joining()).word, clock.now)
    assert admission
    for name in ("Bea", "Mo"):
        invitations.count_in(admission, name, clock.now)
    assert (await door.look()).has_run_out
    assert (await door.joining(anew=True)).came == ()


async def test_who_was_invited_by_name_and_has_come_or_not_is_seen(invitations: Invitations, clock: Clock) -> None:
    door = how_to_join(invitations)
    dee = await door.invite("Dee", Role.COFACILITATOR)
    await door.invite("Mo", Role.VIEWER)
    assert [(one.name, one.has_come) for one in (await door.look()).invited] == [("Dee", False), ("Mo", False)]
    invitations.take(dee.word, clock.now)
    assert [(one.name, one.has_come) for one in (await door.look()).invited] == [("Dee", True), ("Mo", False)]


async def test_whoever_made_the_word_is_named_to_all_others(invitations: Invitations, clock: Clock) -> None:
    door = how_to_join(invitations)
    await door.joining(by="Ana")
    await door.joining(anew=True, by="Dee")
    assert (await door.look()).word_by == "Dee"


async def test_a_word_that_was_ended_elsewhere_is_shown_to_nobody(invitations: Invitations, clock: Clock) -> None:
    door = how_to_join(invitations)
    await door.joining()
    invitations.close_room()
    joining = await door.look()
    assert (joining.word, joining.until) == ("", 0)

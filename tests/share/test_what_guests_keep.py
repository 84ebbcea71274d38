"""What guests are given of a board besides its screens: no file of their choosing, and its answers in plain lines."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from serving import board

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import Refusal
from cofacil.board.events import Event
from cofacil.board.kinds import Kind, Role
from cofacil.paths import share_folder, shipped_themes
from cofacil.room.drafts import Unkept
from cofacil.room.seats import Seat
from cofacil.share.boards import Guest
from cofacil.share.driver import SshDriver
from cofacil.share.host_key import load_host_key
from cofacil.share.how_to_join import HowToJoin
from cofacil.share.known_guests import CameBy
from cofacil.store.draft_file import DraftFolder
from cofacil.terminal.capability import Capability
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Kept, Options
from cofacil.tui.themes import load_themes
from cofacil.wiring.doors import GuestDoor
from cofacil.wiring.shared_board import GuestScreens, shared_board


def keep(_board: str, _events: Sequence[Event], _whose: str, name: str) -> Kept:
    raise AssertionError(name)


UNTIL = 2_000_000_000_000
MEMBER = Guest("Kofi", Role.PARTICIPANT, "127.0.0.1", "ssh-ed25519 AAAA")
BOARD = "01JDBOARD"
HALF = Unkept("card", fields={"text": "Beds for all"})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path))
    return tmp_path


async def test_a_guest_keeps_nothing_here_but_a_half_typed_line_while_they_may_come_back_for_it(home: Path) -> None:
    async with board() as made:
        made.log.board_id = BOARD
        looks = dict(load_themes(shipped_themes(), Path("/nowhere"))[0])
        options = Options(looks, "projector-light", keep_board=keep, drafts=DraftFolder(home / "drafts"))
        shared = shared_board("garden", made.live, "Ana", GuestScreens(made.live, options))
        load_host_key(share_folder())
        terminal = Capability.of({"TERM": "xterm", "LANG": "C.UTF-8"}, is_tty=True)
        before = files_in(home)
        shared.known.begin(goes_on=False)
        shared.known.come("Dee", Role.VIEWER, CameBy.WALL, UNTIL)
        for guest, name in (Guest("Dee", Role.VIEWER, "127.0.0.1"), "Dee"), (MEMBER, "Kofi"):
            for screens in (
                shared.screens(guest, terminal, SshDriver),
                await shared.reviews(guest, terminal, SshDriver),
            ):
                given = screens.options  # type: ignore[attr-defined]  # both have them
                assert (given.keep_board, given.keep_page) == (None, None)
                place = given.drafts.place(BOARD, Seat(name, via="ssh"))
                place.write([HALF], is_lasting=False)
                place.close()
        # Whose key is a member's comes back any day; whoever else came does for as long as the board is shared.
        kept = files_in(home) - before
        assert kept == {
            f"share/{BOARD}/guests",
            f"share/{BOARD}/drafts/{BOARD}/ssh-dee.1.json",
            f"share/{BOARD}/drafts/{BOARD}/ssh-dee.1.lock",
            f"drafts/{BOARD}/ssh-kofi.1.json",
            f"drafts/{BOARD}/ssh-kofi.1.lock",
        }
        assert all(not (home / each).stat().st_mode & 0o077 for each in kept)
        shared.known.end()
        left = files_in(home) - before
        assert left == {each for each in kept if each.startswith("drafts/")}, left


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


async def test_who_comes_in_before_it_is_known_how_others_join_finds_the_board_and_learns_it_later() -> None:
    async with board() as made:
        looks = dict(load_themes(shipped_themes(), Path("/nowhere"))[0])
        making = GuestScreens(made.live, Options(looks, "projector-light"))
        shared = shared_board("garden", made.live, "Ana", making)
        terminal = Capability.of({"TERM": "xterm", "LANG": "C.UTF-8"}, is_tty=True)
        lead = Guest("Rhys", Role.COFACILITATOR, "127.0.0.1")
        door = GuestDoor(lambda: making.how_to_join, lambda: "Rhys", lambda: True)
        assert isinstance(shared.screens(lead, terminal, SshDriver), BoardApp)
        with pytest.raises(Refusal, match="not-shared-any-more"):
            await door.how_to_join()
        key = load_host_key(share_folder())
        making.how_to_join = HowToJoin("garden", "127.0.0.1", 8022, key, shared.invitations)
        assert (await door.how_to_join()).port == 8022


async def test_what_is_read_out_is_what_the_board_answers() -> None:
    async with board() as made:
        await made.do(AddCard(f"card/{made.live.new_id()}", Kind.ACTION, "I will ask the caretaker"))
        shared = shared_board("garden", made.live, "Ana", GuestScreens(made.live, Options({}, "")))
        lines = list(await shared.lines())
        assert "Who does what by when: 1" in lines
        assert any("I will ask the caretaker" in line for line in lines)

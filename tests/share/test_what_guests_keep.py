"""What guests are given of a board besides its screens: no file of its computer, and its answers in plain lines."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from serving import board

from cofacil.board.commands.cards import AddCard
from cofacil.board.events import Event
from cofacil.board.kinds import Kind, Role
from cofacil.paths import shipped_themes
from cofacil.share.boards import Guest
from cofacil.share.driver import SshDriver
from cofacil.terminal.capability import Capability
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Kept, Options
from cofacil.tui.themes import load_themes
from cofacil.wiring.guests import _shared_board


def keep(_board: str, _events: Sequence[Event], _whose: str, name: str) -> Kept:
    raise AssertionError(name)


async def test_a_guest_keeps_no_file_on_the_computer_of_the_board(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    async with board() as made:
        options = Options(dict(load_themes(shipped_themes(), Path("/nowhere"))[0]), "projector-light", keep_board=keep)
        shared = _shared_board("garden", made.live, "Ana", options, {})
        terminal = Capability.of({"TERM": "xterm", "LANG": "C.UTF-8"}, is_tty=True)
        guest = Guest("Dee", Role.VIEWER, "127.0.0.1")
        for screens in (
            shared.screens(guest, terminal, SshDriver),
            await shared.reviews(guest, terminal, SshDriver),
        ):
            assert isinstance(screens, BoardApp)
            assert (screens.options.keep_board, screens.options.keep_page) == (None, None)


async def test_what_is_read_out_is_what_the_board_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    async with board() as made:
        await made.do(AddCard(f"card/{made.live.new_id()}", Kind.ACTION, "I will ask the caretaker"))
        shared = _shared_board("garden", made.live, "Ana", Options({}, ""), {})
        lines = list(await shared.lines())
        assert "Who does what by when: 1" in lines
        assert any("I will ask the caretaker" in line for line in lines)

"""The file of a board that is open goes, or is another now: said at once, nothing is called saved, and all of it can be written anew."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sheets import looks
from textual.pilot import Pilot

from cofacil import paths
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms, Sharing
from cofacil.room.practice import Practice
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.store.doctor import examine
from cofacil.store.lock import sidecar
from cofacil.store.places import Places
from cofacil.store.shelf_state import board_in
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.widgets.board_view import BoardView
from cofacil.wiring.host_door import HostDoor
from cofacil.wiring.new_board import Beginning, begin_board
from cofacil.wiring.open_boards import OpenBoards
from troubles import tells

GONE = "“garden.json” is gone from its folder. Nothing is kept until it is back."


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    log = begin_board(paths.boards() / "garden.json", "Ana", Beginning("The garden"))
    log.close()
    shutil.copy2(log.path, tmp_path / "older.json")
    return log.path


class Open:
    """A board on a screen."""

    def __init__(self, app: BoardApp, pilot: Pilot[None], live: LiveRoom) -> None:
        self.app, self.pilot, self.live = app, pilot, live

    @property
    def view(self) -> BoardView:
        assert self.app.board_view is not None
        return self.app.board_view

    def shown(self) -> str:
        view = self.app.pages.top()
        assert view is not None
        return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self.shown()

    async def until(self, words: str) -> str:
        """Wait until something is on the screen; return all that is."""
        async with asyncio.timeout(8):
            while " ".join(words.split()) not in " ".join(self.shown().split()):
                await asyncio.sleep(0.02)
                await self.pilot.pause()
        return self.shown()

    async def until_read(self) -> None:
        """Wait until the board can be read again."""
        async with asyncio.timeout(8):
            while self.view.session.unread:  # noqa: ASYNC110  # it is seen by looking
                await asyncio.sleep(0.02)

    async def add(self, *words: str) -> None:
        await self.press("a", *"".join(words), "enter", "escape")


@asynccontextmanager
async def open_board(garden: Path, size: tuple[int, int] = (80, 24), seat: Seat | None = None) -> AsyncIterator[Open]:
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "Ana")
    live = await rooms.open(garden)
    app = BoardApp(
        rooms if seat is None else NoRooms(), seat or Seat("Ana", Role.HOST), Options(looks(), "projector-light"), live
    )
    async with app.run_test(size=size) as pilot:
        opened = Open(app, pilot, live)
        await opened.add("spade")
        await opened.until("1 here  saved")
        yield opened
    await rooms.close()


def place_of(live: LiveRoom) -> Path:
    return Path(live.description).expanduser()


def put_back(kept: Path, garden: Path) -> None:
    Path(shutil.copy2(kept, kept.with_name("back.json"))).replace(garden)


def bytes_of(file: Path) -> bytes:
    return file.read_bytes()


def are_there(*files: Path) -> list[bool]:
    return [file.is_file() for file in files]


def removed(garden: Path) -> None:
    garden.unlink()


def emptied(garden: Path) -> None:
    garden.write_bytes(b"")


def of_another(garden: Path) -> None:
    other = begin_board(garden.with_name("other.json"), "Ana", Beginning("Another"))
    other.close()
    other.path.replace(garden)


def older(garden: Path) -> None:
    garden.write_bytes((garden.parents[2] / "older.json").read_bytes())


def without_folder(garden: Path) -> None:
    garden.parent.rename(garden.parent.with_name("away"))


def a_folder(garden: Path) -> None:
    garden.unlink()
    garden.mkdir()


def a_link_to_itself(garden: Path) -> None:
    garden.unlink()
    garden.symlink_to(garden.name)


NO_FILE = "A folder, a link or another thing stands in the place of “garden.json”. Nothing is kept until its own file is back."
_WAYS = [
    (removed, GONE),
    (emptied, "“garden.json” is empty now. Nothing is kept until its own file is back."),
    (of_another, "Another board stands in the place of “garden.json”. Nothing is kept until its own file is back."),
    (older, "“garden.json” is an older copy now, or was cut short: it holds"),
    (without_folder, GONE),
    (a_folder, NO_FILE),
    (a_link_to_itself, NO_FILE),
]


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
@pytest.mark.parametrize(("goes", "said"), _WAYS)
async def test_it_is_said_at_once_and_nothing_is_called_saved(
    garden: Path, goes: Callable[[Path], None], said: str, size: tuple[int, int]
) -> None:
    async with open_board(garden, size) as board:
        goes(garden)
        shown = await board.until(said)
        assert "saved" not in shown.splitlines()[-1]
        assert "NOT SAVED" in await board.press("question_mark")
        assert "only on this screen" in await board.press("escape", "q")
        await board.press("escape")


@pytest.mark.parametrize(("goes", "said"), _WAYS)
async def test_all_of_it_is_written_to_a_new_file_where_it_goes_on_with_what_was_typed(
    garden: Path, goes: Callable[[Path], None], said: str
) -> None:
    async with open_board(garden) as board:
        goes(garden)
        await board.until(said)
        await board.add("rake")
        await board.until("NOT SAVED")
        await board.press("q")
        await board.press("enter")
        await board.until("and goes on there.")
        await board.until("1 here  saved")
        await board.add("hoe")
        texts = sorted(card.text for card in board.live.board.cards())
        assert texts == ["hoe", "rake", "spade"]
        place = place_of(board.live)
    assert examine(place, 0).is_sound
    log = BoardFile.open(place, for_writing=False)
    assert len([event for event in log.read(0) if event.op == "card.add"]) == 3
    log.close()


@pytest.mark.parametrize("goes", [removed, emptied, of_another, older])
async def test_a_file_that_is_back_goes_on_and_nothing_is_doubled(
    garden: Path, tmp_path: Path, goes: Callable[[Path], None]
) -> None:
    async with open_board(garden) as board:
        shutil.copy2(garden, kept := tmp_path / "kept.json")
        goes(garden)
        await board.until("Nothing is kept until")
        await board.press("a", *"rake")
        put_back(kept, garden)
        await board.until("rake")
        await board.until_read()
        await board.press("enter", "escape")
        await board.until("1 here  saved")
        assert sorted(card.text for card in board.live.board.cards()) == ["rake", "spade"]
        assert "All is kept." in await board.press("q")


async def test_leaving_all_the_same_says_that_it_is_in_no_file(garden: Path) -> None:
    async with open_board(garden) as board:
        removed(garden)
        await board.until(GONE)
        await board.press("q")
        await board.press("1")
        assert board.app.parting == f"You have left The garden. {GONE}"


async def test_ctrl_c_does_not_say_that_the_board_is_kept(garden: Path) -> None:
    async with open_board(garden) as board:
        removed(garden)
        await board.until(GONE)
        await board.press("ctrl+c")
        assert "Not all is kept yet." in board.view.session.sentence


async def test_who_comes_later_is_told_and_whoever_is_elsewhere_can_write_no_file_there(garden: Path) -> None:
    guest = Seat("Bo", Role.COFACILITATOR, "ssh")
    async with open_board(garden) as board:
        removed(garden)
        await board.until(GONE)
        app = BoardApp(NoRooms(), guest, Options(looks(), "projector-light"), board.live)
        async with app.run_test(size=(80, 24)) as pilot:
            theirs = Open(app, pilot, board.live)
            await theirs.until(GONE)
            shown = await theirs.press("q")
            assert "in no file that is known" in shown
            assert "new file" not in shown
            assert "All is kept" not in shown
            await theirs.press("escape")
            await board.press("q")
            await board.press("enter")
            await theirs.until("saved")
            await theirs.add("fork")
            assert {"spade", "fork"} == {card.text for card in board.live.board.cards()}


async def test_a_folder_on_which_another_disk_was_mounted_gets_no_new_file(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_board(garden) as board:
        removed(garden)
        await board.until(GONE)
        monkeypatch.setattr(BoardFile, "is_of_this_disk", lambda *_: False)
        await board.press("q")
        await board.press("enter")
        await board.until("All of it is in ~/garden.json now")
    assert are_there(tmp_path / "own" / "garden.json", garden) == [True, False]


async def test_where_no_new_file_can_be_written_it_is_said_and_the_board_stays(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    async with open_board(garden) as board:
        removed(garden)
        await board.until(GONE)
        monkeypatch.setattr("cofacil.store.board_file.make_board", full)
        await board.press("q")
        await board.press("enter")
        assert "the disk is full" in board.view.session.sentence
        monkeypatch.undo()
        monkeypatch.setenv("COFACIL_HOME", str(garden.parents[1]))
        await board.press("q")
        await board.press("enter")
        await board.until("1 here  saved")
    assert sidecar(garden).is_file()


async def test_a_wall_says_it_too_and_can_be_left(garden: Path) -> None:
    async with open_board(garden) as board:
        options = Options(looks(), "projector-light", is_wall=True)
        app = BoardApp(NoRooms(), Seat("Ana", Role.VIEWER), options, board.live)
        async with app.run_test(size=(80, 24)) as pilot:
            wall = Open(app, pilot, board.live)
            removed(garden)
            await wall.until("is gone from its folder")
            await wall.press("q")
            await wall.press("q")
            async with asyncio.timeout(8):
                while app.return_code is None:  # noqa: ASYNC110  # as above
                    await asyncio.sleep(0.02)


async def test_where_another_file_is_the_board_now_this_one_says_so_and_nothing_is_called_saved(garden: Path) -> None:
    said = "“garden.json” is only a copy now: nothing is kept in it any more. The board is"
    copy = Path(shutil.copy2(garden, garden.with_name("copy.json")))
    async with open_board(garden) as board:
        Places.here().note(copy, board_in(garden))
        shown = await board.until(said)
        assert "saved" not in shown
        before = bytes_of(garden)
        await board.add("fork")
        shown = await board.until("NOT SAVED: “garden.json” is only a copy now")
        assert "1 here  saved" not in shown
        assert bytes_of(garden) == before
        guest = BoardApp(
            NoRooms(), Seat("Bo", Role.COFACILITATOR, "ssh"), Options(looks(), "projector-light"), board.live
        )
        async with guest.run_test(size=(80, 24)) as pilot:
            await Open(guest, pilot, board.live).until("only a copy now")
        Places.here().note(garden, board_in(garden))
        await board.until_read()
        await board.until("1 here  saved")
        assert sorted(card.text for card in board.live.board.cards()) == ["fork", "spade"]


async def test_a_file_that_became_a_copy_is_left_by_a_true_sentence_and_not_shared(garden: Path) -> None:
    copy = Path(shutil.copy2(garden, garden.with_name("copy.json")))
    async with open_board(garden) as board:
        Places.here().note(copy, board_in(garden))
        await board.until("is only a copy now")
        assert "Nothing is kept in the board's file now. Leave?" in await board.press("q")
        door = HostDoor(Options(looks(), "projector-light"), lambda: "Ana")
        with tells(NotSaved, "“garden.json” is only a copy now"):
            await door.open(board.live, Sharing(to_all=False))
        assert not door.is_open


async def test_what_is_noted_of_other_boards_is_no_news(garden: Path) -> None:
    other = begin_board(garden.with_name("other.json"), "Ana", Beginning("Another"))
    other.close()
    async with open_board(garden) as board:
        Places.here().note(other.path, other.board_id)
        await asyncio.sleep(1.2)
        await board.add("fork")
        await board.until("1 here  saved")
        assert not board.view.session.unread

"""A folder, a link, a pipe or a device where a file belongs: nothing waits for it or reads it for ever, and a sentence names it."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from storing import BOARD, START, adding, new_board, texts, words

from cofacil.board.errors import NotSaved, Trouble
from cofacil.files import NoPlainFile, read_plain
from cofacil.language.worded import worded
from cofacil.share.private import read_private
from cofacil.store.backup import back_up_now, restore
from cofacil.store.board_file import BoardFile
from cofacil.store.elsewhere import Elsewhere
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import sidecar
from cofacil.store.places import Places
from cofacil.toml_file import TomlFault, read_toml
from troubles import tells

IN_ITS_PLACE: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.fixture(autouse=True)
def _nothing_waits() -> Iterator[None]:
    def late(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def torn(folder: Path) -> Path:
    """Make a board of two changes, of which the second was cut off before it was acknowledged."""
    path = new_board(folder, 1)
    mark = sidecar(path).read_bytes()
    file = BoardFile.open(path, for_writing=True)
    file.append(adding(2))
    file.close()
    path.write_bytes(path.read_bytes()[:-40])
    sidecar(path).write_bytes(mark)
    return path


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_what_was_cut_off_goes_nowhere_but_into_a_file(tmp_path: Path, what: str) -> None:
    path = torn(tmp_path)
    before = path.read_bytes()
    IN_ITS_PLACE[what](rescue_file(path))
    with tells(NotSaved, "board.json.rescue is a link, a folder or another thing where a file belongs"):
        BoardFile.open(path, for_writing=True)
    assert path.read_bytes() == before
    assert texts(path) == words(1)


def test_a_pipe_that_somebody_reads_is_no_rescue_file(tmp_path: Path) -> None:
    path = torn(tmp_path)
    os.mkfifo(rescue_file(path))
    reading = os.open(rescue_file(path), os.O_RDONLY | os.O_NONBLOCK)
    with tells(NotSaved, "board.json.rescue"):
        BoardFile.open(path, for_writing=True)
    assert os.read(reading, 100) == b""
    os.close(reading)


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_what_is_no_file_is_no_copy(tmp_path: Path, what: str) -> None:
    path = new_board(tmp_path, 2)
    folder = tmp_path / "backups" / BOARD
    folder.mkdir(parents=True)
    IN_ITS_PLACE[what](folder / "2025-11-20.json")
    made = back_up_now(BoardFile.open(path, for_writing=True), folder, START)
    assert made is not None
    assert texts(made) == words(2)
    with pytest.raises(Trouble):
        restore(path, folder / "2025-11-20.json")
    assert texts(path) == words(2)


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_a_copy_takes_the_place_of_no_pipe(tmp_path: Path, what: str) -> None:
    copy = new_board(tmp_path, 2)
    place = tmp_path / "odd.json"
    IN_ITS_PLACE[what](place)
    with pytest.raises(Trouble) as refused:
        restore(place, copy)
    assert worded(refused.value).endswith(".")


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_what_is_remembered_of_places_is_a_file_or_nothing(tmp_path: Path, what: str) -> None:
    path = new_board(tmp_path, 1)
    IN_ITS_PLACE[what](tmp_path / "places")
    assert Places(tmp_path / "places", tmp_path).original(path, BOARD) is None
    assert Elsewhere(tmp_path / "places", tmp_path).remembered == ()


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_settings_and_words_are_read_from_files(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "own"
    folder.mkdir(0o700)
    place = folder / "odd.toml"
    IN_ITS_PLACE[what](place)
    with pytest.raises(TomlFault):
        read_toml(place)
    with pytest.raises((OSError, Trouble)):
        read_private(place)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\0words")
    (tmp_path / "b").symlink_to("a")
    assert read_plain(tmp_path / "a") == read_plain(tmp_path / "b") == b"\0words"
    with pytest.raises(NoPlainFile):
        read_plain(tmp_path)

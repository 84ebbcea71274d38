"""Another file becomes the board at the very moment at which somebody writes: what is saved is in the board, the rest is not called saved."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from storing import adding, new_board, texts, words

from cofacil.board.errors import BoardBusy, NotSaved
from cofacil.board.events import Draft, Event
from cofacil.store.board_file import BoardFile
from cofacil.store.held_still import held_still
from cofacil.store.lock import BoardLock, sidecar
from cofacil.store.openings import Openings
from cofacil.store.places import Places
from troubles import tells

PATIENCE = 30.0
"""Seconds: nobody comes near."""


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return new_board(tmp_path, 1)


@pytest.fixture
def log(tmp_path: Path, garden: Path) -> Iterator[BoardFile]:
    """A window of which nobody knew yet as it was asked who has the board open."""
    log = BoardFile.open(garden, for_writing=True, patience=PATIENCE)
    log.hold(places_of(tmp_path))
    log.append(adding(2))
    yield log
    log.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Return what is set when somebody waits for the lock of a board."""
    waits, wait = threading.Event(), BoardLock._wait

    def told(lock: BoardLock) -> None:
        waits.set()
        wait(lock)

    monkeypatch.setattr(BoardLock, "_wait", told)
    return waits


def places_of(folder: Path) -> Places:
    return Places(folder / "places", folder)


def meanwhile(does: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=does)
    thread.start()
    return thread


def test_what_an_append_has_begun_stands_in_the_file_before_another_is_noted(
    tmp_path: Path, garden: Path, log: BoardFile, waits: threading.Event
) -> None:
    (copy := tmp_path / "copy.json").write_bytes(garden.read_bytes())
    noted_behind: list[list[str]] = []
    others: list[threading.Thread] = []

    def hand_over() -> None:
        with places_of(tmp_path).handing_over((garden,), "The garden"):
            noted_behind.append(texts(garden))
            places_of(tmp_path).note(copy, log.board_id)
        waits.set()  # or the append, which waits until this waits, would wait for ever

    def make(found: Sequence[Event]) -> Sequence[Draft]:
        # It has looked whether its file is the board, and has not written yet.
        others.append(meanwhile(hand_over))
        assert waits.wait(PATIENCE)
        return adding(3)(found)

    log.append(make)
    others[0].join()
    assert noted_behind == [words(3)]
    with tells(NotSaved, "“board.json” is only a copy now"):
        log.append(adding(4))


def test_an_append_that_comes_while_it_is_handed_over_finds_the_note(
    tmp_path: Path, garden: Path, log: BoardFile, waits: threading.Event
) -> None:
    (copy := tmp_path / "copy.json").write_bytes(garden.read_bytes())
    told: list[str] = []

    def append() -> None:
        try:
            log.append(adding(3))
        except NotSaved:
            told.append("not saved")
        waits.set()

    with places_of(tmp_path).handing_over((garden,), "The garden"):
        appending = meanwhile(append)
        assert waits.wait(PATIENCE)
        places_of(tmp_path).note(copy, log.board_id)
    appending.join()
    assert told == ["not saved"]
    assert texts(garden) == words(2)


def test_nobody_writes_by_another_name_of_the_file_either(tmp_path: Path, garden: Path) -> None:
    (tmp_path / "hard.json").hardlink_to(garden)
    with BoardFile.open(tmp_path / "hard.json", for_writing=True, patience=0).storage:
        pass
    other = BoardFile.open(tmp_path / "hard.json", for_writing=True, patience=0)
    with held_still(garden), pytest.raises(BoardBusy):
        other.append(adding(2))
    with other.storage, pytest.raises(BoardBusy), held_still(garden, patience=0):
        raise AssertionError
    other.append(adding(2))
    other.close()


def test_what_is_not_there_or_cannot_be_locked_is_held_by_nobody_and_nothing_is_made(
    tmp_path: Path, garden: Path
) -> None:
    with held_still(tmp_path / "nowhere.json"), held_still(tmp_path):
        pass
    assert {file.name for file in tmp_path.iterdir()} == {"board.json", "board.json.lock"}
    sidecar(garden).unlink()
    sidecar(garden).mkdir()
    with held_still(garden):
        pass


def test_a_file_that_is_damaged_is_held_as_it_is(garden: Path) -> None:
    garden.write_bytes(damaged := garden.read_bytes()[:-30])
    with held_still(garden):
        assert garden.read_bytes() == damaged
        with pytest.raises(BoardBusy):
            BoardFile.open(garden, for_writing=True, patience=0)
    assert garden.read_bytes() == damaged


def test_of_a_copy_no_window_stands_in_the_way_and_nobody_writes_to_it_meanwhile(tmp_path: Path, garden: Path) -> None:
    openings = Openings(tmp_path / "now" / "open")
    places = Places(tmp_path / "places", tmp_path, None, openings)
    (copy := tmp_path / "copy.json").write_bytes(garden.read_bytes())
    places.note(garden, BoardFile.open(garden, for_writing=False).board_id)
    opening = openings.hold(copy)
    assert opening
    with places.handing_over((copy,), "The garden"), pytest.raises(BoardBusy):
        BoardFile.open(copy, for_writing=True, patience=0).append(adding(2))
    opening.close()

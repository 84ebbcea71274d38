"""What every log must do, in memory or in a file."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from storing import BOARD, START, adding, draft, text_of

from cofacil.board.errors import Refusal
from cofacil.board.events import Draft, Event
from cofacil.room.log import Log
from cofacil.store.board_file import BoardFile
from cofacil.store.memory import MemoryLog
from troubles import made_up, tells


@pytest.fixture(params=["memory", "file"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    made: Log = MemoryLog() if request.param == "memory" else BoardFile.create(tmp_path / "b.json", START, BOARD)
    yield made
    made.close()


def test_a_new_log_is_empty_and_writable(log: Log) -> None:
    assert list(log.read(0)) == []
    assert log.is_writable


def test_what_is_appended_is_returned_and_read_again(log: Log) -> None:
    made = list(log.append(adding(1, 2)))
    assert [text_of(event) for event in made] == ["word 1", "word 2"]
    assert list(log.read(0)) == made
    assert list(log.read(1)) == made[1:]
    assert list(log.read(2)) == []


def test_one_event_is_found_by_its_position(log: Log) -> None:
    made = list(log.append(adding(1, 2, 3)))
    assert [log.at(1), log.at(2), log.at(3)] == made


def test_what_was_is_read_once_more_and_who_writes_is_handed_what_they_were_not(log: Log) -> None:
    made = list(log.append(adding(1, 2, 3, 4)))
    assert list(log.history(0, 4)) == made
    assert list(log.history(1, 3)) == made[1:3]
    assert list(log.history(2, 9)) == made[2:]
    if isinstance(log, BoardFile):
        other = BoardFile.open(log.path, for_writing=True)
        other.append(adding(5))
        assert list(log.history(0, 9)) == made
        log.storage.pull()
        assert [text_of(event) for event in log.history(3, 9)] == ["word 4", "word 5"]
        handed: list[str] = []

        def make(others: Sequence[Event]) -> Sequence[Draft]:
            handed.extend(map(text_of, others))
            return [draft(6)]

        log.append(make)
        assert handed == ["word 5"]
        other.close()


def test_a_position_that_does_not_exist_is_an_error(log: Log) -> None:
    log.append(adding(1))
    with pytest.raises(IndexError):
        log.at(2)


def test_a_refusal_passes_through_and_nothing_is_written(log: Log) -> None:
    def refuse(_: Sequence[Event]) -> Sequence[Draft]:
        raise made_up(Refusal, "Not now.")

    with tells(Refusal, "Not now"):
        log.append(refuse)
    assert list(log.read(0)) == []
    assert len(log.append(adding(1))) == 1


def test_make_is_handed_nothing_of_its_own(log: Log) -> None:
    handed: list[int] = []

    def make(others: Sequence[Event]) -> Sequence[Draft]:
        handed.append(len(others))
        return [draft(1)]

    log.append(make)
    log.append(make)
    assert handed == [0, 0]


def test_appending_nothing_writes_nothing(log: Log) -> None:
    assert list(log.append(lambda _: [])) == []
    assert list(log.read(0)) == []


async def test_what_is_appended_here_wakes_nobody(log: Log) -> None:
    woken: list[int] = []
    stop = log.changes(lambda: woken.append(1))
    log.append(adding(1))
    log.append(lambda _: [])
    log.read(0)
    await asyncio.sleep(0.05)
    stop()
    assert woken == []


def test_a_log_says_what_it_is_called_and_where_it_is_kept(log: Log, tmp_path: Path) -> None:
    is_file = isinstance(log, BoardFile)
    assert log.name == ("b" if is_file else "")
    assert log.description == (str(tmp_path / "b.json") if is_file else "")


def test_every_word_of_a_draft_is_kept(log: Log) -> None:
    words = 'a "quote" \\ a line\nanother \u2028 émigré 漢字 🙂 \x7f </script>'
    (event,) = log.append(lambda _: [draft(1, words)])
    (again,) = log.read(0)
    assert again == event
    assert (again.by, again.via, again.meeting, again.op, again.v) == ("ana", "add", "", "card.add", 1)
    assert text_of(again) == words


def test_names_of_events_grow(log: Log) -> None:
    log.append(adding(1, 2))
    log.append(adding(3))
    names = [event.e for event in log.read(0)]
    assert names == sorted(set(names))
    assert all(len(name) == 26 for name in names)

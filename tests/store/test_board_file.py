"""A board in a file: its bytes, its names and times, others who write, and what may not be written."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, START, adding, draft, names_in, new_board, text_of, texts, words
from tinydb import TinyDB, where

from cofacil.board.errors import BoardDamaged, BoardMissing, NewerFormat, ReadOnly, Refusal
from cofacil.board.events import Draft, Event
from cofacil.store.board_file import BoardFile
from cofacil.store.doctor import examine
from cofacil.store.layout import CLOSER, header_bytes, new_meta
from cofacil.store.lock import sidecar
from troubles import made_up, tells


def test_the_bytes_are_as_described(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    lines = path.read_text().split("\n")
    assert lines[0] == f'{{"_meta":{{"1":{{"format":"cofacil/1","board":"{BOARD}","created":{START}' + "}},"
    assert lines[1] == '"events":{'
    assert lines[2].startswith('"1":{"by":"ana","e":"01K')
    assert lines[3].startswith(',"2":{"by":"ana","e":"01K')
    assert lines[4:] == ["}}", ""]
    assert list(json.loads(path.read_text())["events"]["1"]) == ["by", "e", "m", "op", "t", "v", "via", "w", "x"]


def test_an_append_overwrites_the_closing_line_only(tmp_path: Path) -> None:
    path = new_board(tmp_path, 3)
    before = path.read_bytes()
    file = BoardFile.open(path, for_writing=True)
    file.append(adding(4))
    assert path.read_bytes().startswith(before.removesuffix(b"}}\n") + b',"4":{')


def test_creating_overwrites_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    before = path.read_bytes()
    with tells(Refusal, "already"):
        BoardFile.create(path, START, OTHER_BOARD)
    assert path.read_bytes() == before
    assert names_in(tmp_path) == ["board.json", "board.json.lock"]


def test_creating_makes_the_folder_and_forgets_a_board_that_was_deleted(tmp_path: Path) -> None:
    path = new_board(tmp_path / "new" / "folder", 5)
    path.unlink()
    file = BoardFile.create(path, START, OTHER_BOARD)
    file.append(adding(1))
    assert texts(path, for_writing=True) == words(1)


def test_a_missing_board_is_told_in_words(tmp_path: Path) -> None:
    with tells(BoardMissing, "no board"):
        BoardFile.open(tmp_path / "none.json", for_writing=True)
    with tells(BoardDamaged, "not a file"):
        BoardFile.open(tmp_path, for_writing=False)
    assert names_in(tmp_path) == []


def test_make_is_handed_what_others_appended(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    one, two = BoardFile.open(path, for_writing=True), BoardFile.open(path, for_writing=True)
    one.read(0), two.read(0)
    two.append(adding(2, 3))
    handed: list[str] = []

    def make(others: Sequence[Event]) -> Sequence[Draft]:
        handed.extend(text_of(event) for event in others)
        return [draft(4)]

    assert [text_of(event) for event in one.append(make)] == ["word 2", "word 3", "word 4"]
    assert handed == ["word 2", "word 3"]
    assert [text_of(event) for event in two.read(3)] == ["word 4"]


def test_what_was_handed_to_a_refused_make_is_handed_again(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    file = BoardFile.open(path, for_writing=True)

    def refuse(_: Sequence[Event]) -> Sequence[Draft]:
        raise made_up(Refusal, "No.")

    with pytest.raises(Refusal):
        file.append(refuse)
    assert [text_of(event) for event in file.append(adding(2))] == ["word 1", "word 2"]


def test_time_never_runs_backwards_and_names_carry_it(tmp_path: Path) -> None:
    file = BoardFile.create(tmp_path / "b.json", START, BOARD)
    early = draft(1)._replace(t=START - 60_000)
    events = file.append(lambda _: [draft(5), early, draft(2), draft(9)])
    assert [event.t - START for event in events] == [5, 5, 5, 9]
    assert [event.e for event in events] == sorted(event.e for event in events)
    assert len({event.e[:10] for event in events}) == 2


def test_two_copies_behind_their_clock_do_not_make_the_same_names(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    copy = tmp_path / "copy.json"
    copy.write_bytes(path.read_bytes())
    late = [BoardFile.open(each, for_writing=True) for each in (path, copy)]
    one, two = [file.append(lambda _: [draft(2)._replace(t=0)])[-1].e for file in late]
    assert one[:10] == two[:10]
    assert one != two


def test_another_thread_may_use_what_this_one_opened(tmp_path: Path) -> None:
    file = BoardFile.open(new_board(tmp_path), for_writing=True)
    threads = [threading.Thread(target=lambda n=n: file.append(adding(n))) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts(file.path)) == words(8)


def test_another_process_may_write_at_the_same_time(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    program = (
        "import sys; from storing import adding; from cofacil.store.board_file import BoardFile\n"
        "file = BoardFile.open(sys.argv[1], for_writing=True)\n"
        "for n in range(40): file.append(adding(int(sys.argv[2]) + n))\n"
    )
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), str(at)], env=here) for at in (1, 41)]
    assert [process.wait() for process in running] == [0, 0]
    assert sorted(texts(path, for_writing=True)) == sorted(words(80))


def test_plain_tinydb_reads_every_acknowledged_event_while_others_write(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    file = BoardFile.open(path, for_writing=True)
    acknowledged = 0

    def write() -> None:
        nonlocal acknowledged
        for number in range(1, 301):
            file.append(adding(number))
            acknowledged = number

    writer = threading.Thread(target=write)
    writer.start()
    reads = 0
    while writer.is_alive() or not reads:
        before = acknowledged
        with TinyDB(path, access_mode="r") as plain:
            try:
                found = len(plain.table("events"))
            except ValueError:
                continue  # the file grew between two reads of one parse: plain TinyDB takes no lock
        assert found >= before
        reads += 1
    writer.join()
    with TinyDB(path, access_mode="r") as plain:
        assert plain.table("events").count(where("op") == "card.add") == 300


def test_a_board_by_a_link_is_the_board_it_leads_to(tmp_path: Path) -> None:
    path = new_board(tmp_path / "real", 1)
    link = tmp_path / "link.json"
    link.symlink_to(path)
    file = BoardFile.open(link, for_writing=True)
    file.append(adding(2))
    assert file.path == path.resolve()
    assert names_in(tmp_path) == ["link.json", "real"]
    assert texts(path) == words(2)


def test_a_board_opened_for_reading_is_not_written_to(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    before = {each: (tmp_path / each).read_bytes() for each in names_in(tmp_path)}
    file = BoardFile.open(path, for_writing=False)
    assert not file.is_writable
    with pytest.raises(ReadOnly):
        file.append(adding(3))
    assert {each: (tmp_path / each).read_bytes() for each in names_in(tmp_path)} == before


@pytest.mark.parametrize("has_other_lines", [False, True])
def test_a_newer_format_is_read_and_never_written(tmp_path: Path, has_other_lines: bool) -> None:
    path = tmp_path / "newer.json"
    old = new_meta(BOARD, START)
    old.doc["format"] = "cofacil/2"
    path.write_bytes(header_bytes(old) + CLOSER)
    if has_other_lines:
        path.write_bytes(header_bytes(old) + b'"1":{"e":"in a way to come"}\n' + CLOSER)
    before = path.read_bytes()
    file = BoardFile.open(path, for_writing=True)
    assert list(file.read(0)) == []
    assert not file.is_writable
    assert bool(file.damage) == has_other_lines
    with tells(NewerFormat, "newer cofacil"):
        file.append(adding(1))
    assert path.read_bytes() == before


def test_a_board_that_went_away_is_not_written_into_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    file = BoardFile.open(path, for_writing=True)
    path.unlink()
    with pytest.raises(BoardMissing):
        file.append(adding(2))


def test_a_board_replaced_by_a_longer_version_of_itself_goes_on(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    file, other = BoardFile.open(path, for_writing=True), BoardFile.open(path, for_writing=True)
    file.read(0)
    other.append(adding(3))
    aside = tmp_path / "aside"
    aside.write_bytes(path.read_bytes())
    aside.replace(path)
    assert [text_of(event) for event in file.read(2)] == ["word 3"]
    file.append(adding(4))
    assert texts(path) == words(4)


def test_a_board_replaced_by_another_history_is_not_written_to(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    file = BoardFile.open(path, for_writing=True)
    aside = new_board(tmp_path / "aside", 3)
    aside.replace(path)
    (tmp_path / "board.json.lock").write_bytes((tmp_path / "aside" / "board.json.lock").read_bytes())
    before = path.read_bytes()
    with tells(BoardDamaged, "Another version"):
        file.append(adding(9))
    assert path.read_bytes() == before


@pytest.mark.parametrize("is_damaged", [False, True])
@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_another_board_is_said_to_be_one_also_where_no_mark_tells_it(
    tmp_path: Path, number: int, is_damaged: bool
) -> None:
    path = new_board(tmp_path, 2)
    sidecar(path).unlink()
    file = BoardFile.open(path, for_writing=False)
    file.read(0)
    aside = new_board(tmp_path / "aside", number, "01KAK7ZZZZ0000000000000009")
    if is_damaged:
        aside.write_bytes(aside.read_bytes()[:-1] + b"x")
    aside.replace(path)
    with tells(BoardDamaged, "Another board stands in the place"):
        file.read(2)


def test_a_reader_sees_a_line_only_when_it_is_durable(tmp_path: Path) -> None:
    path = new_board(tmp_path, 1)
    writer, reader = BoardFile.open(path, for_writing=True), BoardFile.open(path, for_writing=False)
    seen: list[int] = []

    def make(_: Sequence[Event]) -> Sequence[Draft]:
        lines = writer.storage.chain.lines_for([{"e": "in flight"}])
        end = writer.storage.chain.end
        with path.open("r+b") as raw:  # what another process finds between the write and its sync
            raw.seek(end)
            raw.write(lines + b"}}\n")
        seen.append(len(reader.read(0)))
        fresh = BoardFile.open(path, for_writing=False)
        seen.append(len(fresh.read(0)))
        with path.open("r+b") as raw:
            raw.truncate(end)
            raw.seek(end)
            raw.write(b"}}\n")
        return [draft(2)]

    writer.append(make)
    assert seen == [1, 1]
    assert len(reader.read(0)) == 2
    assert reader.damage is None


def test_two_names_of_one_file_lose_nothing_that_is_written_by_both_at_once(tmp_path: Path) -> None:
    path = new_board(tmp_path, 2)
    (tmp_path / "link.json").hardlink_to(path)

    def write(name: str, first: int) -> None:
        log = BoardFile.open(tmp_path / name, for_writing=True)
        log.read(0)
        for number in range(first, first + 100):
            log.append(adding(number))
        log.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, "board.json", 1000), pool.submit(write, "link.json", 5000)]:
            done.result()
    assert len(texts(path)) == 202
    assert examine(path, 0).is_sound

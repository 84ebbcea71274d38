"""The index of all boards: always as the boards are now, whatever happens to it, and never more than anybody may read."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from storing import START, adding, draft

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.commands.quiet import BeginQuiet, ShowAll
from cofacil.board.events import Change, Draft, Event, Json, Write
from cofacil.board.kinds import Kind
from cofacil.room.clock import HandClock
from cofacil.room.finding import FoundOn, Sought
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store import indexed_library, library, search_index
from cofacil.store.board_file import BoardFile
from cofacil.store.indexed_library import FIGURES, IndexedLibrary
from cofacil.store.library import BoardLibrary
from cofacil.store.search_index import SearchIndex

ANA = Seat("Ana")


class Shelf:
    """Boards in a folder, written to as by the people who have them open."""

    def __init__(self, folder: Path) -> None:
        self.boards, self.cache = folder / "boards", folder / "cache"
        self.boards.mkdir()
        self.clock = HandClock(START)
        self.library = IndexedLibrary(self.boards, self.cache)

    def begin(self, name: str, title: str = "", *words: str) -> Path:
        path = self.boards / f"{name}.json"
        BoardFile.create(path, self.clock.now(), self.clock.new_id()).close()
        if title:
            self.do(name, FoundBoard(f"absence/{self.clock.new_id()}", title))
        for text in words:
            self.add(name, text)
        return path

    def add(self, name: str, text: str, kind: Kind = Kind.QUESTION) -> str:
        card = f"card/{self.clock.new_id()}"
        self.do(name, AddCard(card, kind, text))
        return card

    def do(self, name: str, command: object) -> None:
        log = BoardFile.open(self.boards / f"{name}.json", for_writing=True)
        try:
            room = Room(log, self.clock)
            room.pull()
            room.do(ANA, command)  # type: ignore[arg-type]
        finally:
            log.close()

    def found(self, words: str, **more: object) -> list[FoundOn]:
        return list(self.library.search(Sought(words)._replace(**more)).boards)  # type: ignore[arg-type]

    def texts(self, words: str, **more: object) -> list[str]:
        return [hit.text for board in self.found(words, **more) for hit in board.hits]

    @property
    def bytes(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.cache.iterdir()))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.begin("garden", "Riverside garden", "Who opens the gate?", "The caretaker has the other key")
    shelf.begin("food", "Hospital food", "Who asks the caretaker of the kitchen?")
    return shelf


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which boards are read."""
    read: list[str] = []
    real = library.look_at

    def noting(name: str, *more: Any) -> Any:
        read.append(name)
        return real(name, *more)

    monkeypatch.setattr(indexed_library, "look_at", noting)
    return read


def plain(folder: Path) -> object:
    return BoardLibrary(folder).shelf()


# what is found


def test_the_best_board_comes_first_and_each_says_how_many_there_are(shelf: Shelf) -> None:
    shelf.add("food", "A caretaker of night meals")
    found = shelf.found("caretaker")
    assert [(board.name, board.title, board.number) for board in found] == [
        ("food", "Hospital food", 2),
        ("garden", "Riverside garden", 1),
    ]


@pytest.mark.parametrize("words", ["caretakr", "CARETAKER", "cáretaker", "taker", "q2 key", "other ke"])
def test_it_forgives_slips_accents_and_parts(shelf: Shelf, words: str) -> None:
    assert "The caretaker has the other key" in shelf.texts(words)


def test_what_a_slip_was_read_as_is_told(shelf: Shelf) -> None:
    answer = shelf.library.search(Sought("caretakr"))
    list(answer.boards)
    assert [(read.typed, read.words) for read in answer.read_as] == [("caretakr", ("caretaker",))]


def test_scripts_without_spaces_and_letters_of_late_are_found(shelf: Shelf) -> None:
    for text in ("明日は東京の庭", "ช่วยเปิดประตู", "𞤀𞤁𞤂𞤃 book", "🌱 seeds"):
        shelf.add("garden", text)
    for words in ("東京", "ประตู", "𞤢𞤣", "🌱"):
        assert len(shelf.texts(words)) == 1, words
    assert shelf.texts("京東") == []


def test_titles_people_and_filters(shelf: Shelf) -> None:
    shelf.add("garden", "Bring a lamp", Kind.OFFER)
    assert [hit.kind for board in shelf.found("riverside") for hit in board.hits] == ["board"]
    assert shelf.texts("", kind="offer") == ["Bring a lamp"]
    assert shelf.texts("ana", kind="person") == ["Ana", "Ana"]
    assert shelf.texts("lamp", since=shelf.clock.now() + 1) == []


def test_more_than_are_wanted_are_counted(shelf: Shelf) -> None:
    for number in range(30):
        shelf.add("garden", f"lamp {number}")
    (board,) = shelf.found("lamp", most=4)
    assert (board.number, len(board.hits)) == (30, 4)


def test_of_very_many_the_best_of_the_board_that_met_last_are_shown(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexed_library, "_ALL", 5)
    for number in range(9):
        shelf.add("garden", f"lamp {number}")
    shelf.clock.pass_minutes(60 * 24 * 3)
    for number in range(9):
        shelf.add("food", f"lamp {number}")
    found = shelf.found("lamp", most=3)
    assert [(board.name, board.number, len(board.hits)) for board in found] == [("food", 9, 3), ("garden", 9, 0)]


# as the boards are now


def test_what_is_said_later_is_found_and_only_its_board_is_read(shelf: Shelf, read: list[str]) -> None:
    shelf.found("gate")
    _grow_old(shelf.boards)
    shelf.found("gate")
    read.clear()
    shelf.found("gate")
    assert read == []
    shelf.add("food", "The gate of the kitchen")
    assert len(shelf.texts("gate")) == 2
    assert read == ["food"]


def test_a_board_that_was_replaced_deleted_or_renamed_is_found_changed(shelf: Shelf) -> None:
    garden, food = shelf.boards / "garden.json", shelf.boards / "food.json"
    shelf.found("gate")
    _grow_old(shelf.boards)
    shelf.found("gate")
    times = garden.stat()
    data = garden.read_bytes()
    other = food.read_bytes()
    food.write_bytes(data)
    (shelf.boards / "food.json.lock").write_bytes((shelf.boards / "garden.json.lock").read_bytes())
    os.utime(food, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert [board.name for board in shelf.found("gate")] == ["food", "garden"]
    assert shelf.found("kitchen") == []
    garden.unlink()
    assert [board.name for board in shelf.found("gate")] == ["food"]
    food.rename(shelf.boards / "other.json")
    assert [board.name for board in shelf.found("gate")] == ["other"]
    (shelf.boards / "other.json").write_bytes(other)


def test_a_board_of_the_same_size_and_time_is_found_changed(shelf: Shelf) -> None:
    shelf.begin("one", "", "lamp of aaaa")
    shelf.begin("two", "", "lamp of bbbb")
    shelf.found("lamp")
    _grow_old(shelf.boards)
    shelf.found("lamp")
    for ending in ("json", "json.lock"):
        one = shelf.boards / f"one.{ending}"
        times = one.stat()
        one.write_bytes((shelf.boards / f"two.{ending}").read_bytes())
        os.utime(one, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert shelf.texts("lamp") == ["lamp of bbbb", "lamp of bbbb"]


def test_figures_are_those_of_the_boards_now(shelf: Shelf) -> None:
    assert shelf.library.shelf() == plain(shelf.boards)
    shelf.add("food", "And what is eaten?", Kind.ACTION)
    assert shelf.library.shelf() == plain(shelf.boards)
    _grow_old(shelf.boards)
    for _ in range(2):
        assert shelf.library.shelf() == plain(shelf.boards)
    (shelf.boards / "broken.json").write_bytes(b"no board")
    assert shelf.library.shelf() == plain(shelf.boards)
    assert [board.name for board in shelf.library.shelf() if board.trouble] == ["broken"]


def test_of_a_long_board_only_what_is_new_is_folded(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    log = BoardFile.open(shelf.boards / "food.json", for_writing=True)
    log.append(lambda _: [draft(number) for number in range(1_100)])
    log.close()
    shelf.found("word")
    read: list[int] = []
    real = BoardFile.read

    def noting(file: BoardFile, after: int) -> Sequence[Event]:
        read.append(after)
        return real(file, after)

    monkeypatch.setattr(BoardFile, "read", noting)
    shelf.add("food", "A lantern")
    read.clear()
    assert shelf.texts("lantern") == ["A lantern"]
    assert max(read) > 1_000
    assert shelf.library.shelf() == plain(shelf.boards)


def test_a_long_board_that_was_replaced_is_folded_anew(shelf: Shelf) -> None:
    path = shelf.begin("long")
    for text in ("lamp", "lantern"):
        path.unlink()
        path.with_name("long.json.lock").unlink()
        BoardFile.create(path, START, shelf.clock.new_id()).close()
        log = BoardFile.open(path, for_writing=True)
        log.append(lambda _, text=text: [draft(number, f"{text} {number}") for number in range(1_100)])  # type: ignore[misc]
        log.close()
        assert [board.number for board in shelf.found(text)] == [1_100]
    assert shelf.found("lamp") == []


# what nobody may read


def test_struck_out_words_are_not_found_and_leave_every_byte(shelf: Shelf) -> None:
    card = shelf.add("garden", "Unmistakable wombat of Evans")
    assert shelf.texts("wombat")
    assert b"wombat" in shelf.bytes
    shelf.do("garden", StrikeOut(card))
    assert shelf.texts("wombat") == []
    assert b"wombat" not in shelf.bytes.lower()
    assert b"unmistakable" not in shelf.bytes.lower()


def test_what_is_written_quietly_comes_in_when_it_is_shown(shelf: Shelf) -> None:
    shelf.do("garden", BeginQuiet(f"step/{shelf.clock.new_id()}"))
    shelf.add("garden", "Unmistakable wombat")
    assert shelf.texts("wombat") == []
    assert b"wombat" not in shelf.bytes.lower()
    shelf.do("garden", ShowAll())
    assert shelf.texts("wombat") == ["Unmistakable wombat"]


def test_words_of_a_board_that_is_gone_leave_every_byte(shelf: Shelf) -> None:
    shelf.begin("secret", "Zanzibar", "Unmistakable wombat")
    assert shelf.texts("wombat")
    (shelf.boards / "secret.json").unlink()
    assert shelf.texts("wombat") == []
    assert b"wombat" not in shelf.bytes.lower()
    assert b"zanzibar" not in shelf.bytes.lower()


def test_put_away_and_changed_words(shelf: Shelf) -> None:
    card = shelf.add("garden", "A lamp for the shed")
    shelf.found("lamp")
    shelf.do("garden", EditCard(card, text="A lantern for the shed"))
    assert shelf.texts("lamp") == []
    assert shelf.texts("lantern") == ["A lantern for the shed"]
    shelf.do("garden", PutAway(card))
    (board,) = shelf.found("lantern")
    assert board.hits[0].state == "away"
    assert shelf.texts("lantern", is_open=True) == []


def test_it_is_its_owners_alone(shelf: Shelf) -> None:
    before = os.umask(0)
    try:
        shelf.found("gate")
    finally:
        os.umask(before)
    assert oct(shelf.cache.stat().st_mode & 0o777) == oct(0o700)
    assert {oct(path.stat().st_mode & 0o777) for path in shelf.cache.iterdir()} == {oct(0o600)}


def test_what_others_could_look_into_is_closed(shelf: Shelf) -> None:
    shelf.found("gate")
    shelf.cache.chmod(0o755)
    (shelf.cache / "boards.sqlite3").chmod(0o644)
    shelf.found("gate")
    assert shelf.cache.stat().st_mode & 0o077 == 0
    assert (shelf.cache / "boards.sqlite3").stat().st_mode & 0o077 == 0


def test_a_link_in_its_place_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"")
    shelf.cache.mkdir(0o700)
    (shelf.cache / "boards.sqlite3").symlink_to(victim)
    assert shelf.texts("gate") == ["Who opens the gate?"]
    assert victim.read_bytes() == b""


# whatever happens to it


def _grow_old(folder: Path) -> None:
    """Let what was written just now be of an hour ago: what is too new is read once more."""
    for path in folder.iterdir():
        os.utime(path, ns=(1_700_000_000_123_456_789,) * 2)
    time.sleep(0.06)  # so that the time of this is an earlier one as well


@pytest.mark.parametrize(
    "harm",
    ["deleted", "empty", "cut", "short", "zeros", "text", "flipped", "other version", "no table", "figures", "words"],
)
def test_an_index_that_is_broken_is_made_anew_in_silence(shelf: Shelf, harm: str) -> None:
    shelf.found("gate")
    _grow_old(shelf.boards)
    shelf.found("gate")
    index = shelf.cache / "boards.sqlite3"
    data = index.read_bytes()
    if harm == "deleted":
        index.unlink()
    elif harm == "empty":
        index.write_bytes(b"")
    elif harm == "cut":
        index.write_bytes(data[: len(data) // 2])
    elif harm == "short":
        index.write_bytes(data[:50])
    elif harm == "zeros":
        index.write_bytes(bytes(len(data)))
    elif harm == "text":
        index.write_bytes(b"nothing of ours " * 999)
    elif harm == "flipped":
        index.write_bytes(data[:100] + bytes(byte ^ 0xFF for byte in data[100:]))
    else:
        base = sqlite3.connect(index)
        base.execute(
            {
                "other version": "PRAGMA user_version = 1",
                "no table": "DROP TABLE item",
                "figures": "UPDATE board SET figures = '[]'",
                "words": "UPDATE board SET figures = x'00'",
            }[harm]
        )
        base.commit()
        base.close()
    assert shelf.texts("gate") == ["Who opens the gate?"]
    assert shelf.library.shelf() == plain(shelf.boards)


def test_every_place_of_it_may_be_flipped(shelf: Shelf) -> None:
    shelf.found("gate")
    _grow_old(shelf.boards)
    shelf.found("gate")
    index = shelf.cache / "boards.sqlite3"
    data = index.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 60)):
        index.write_bytes(data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 40]) + data[at + 40 :])
        shelf.found("gate")
        assert shelf.library.shelf() == plain(shelf.boards)


def test_without_a_folder_to_write_to_the_boards_themselves_are_read(shelf: Shelf) -> None:
    shelf.cache.write_bytes(b"a file where the folder should be")
    assert (
        shelf.texts("caretakr")
        == [
            "Who asks the caretaker of the kitchen?",
            "The caretaker has the other key",
        ]
        or len(shelf.texts("caretakr")) == 2
    )
    assert shelf.library.shelf() == plain(shelf.boards)
    answer = shelf.library.search(Sought("caretakr"))
    assert not answer.is_ranked
    list(answer.boards)
    assert answer.read_as[0].words == ("caretaker",)


def test_without_full_text_it_finds_the_same(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add("garden", "明日は東京の庭")
    words = ("caretaker", "caretakr", "taker", "東京", "q2", "key other", "riverside", "@ana", "京東")
    with_it = [shelf.found(each) for each in words]
    monkeypatch.setattr(search_index, "_FOUND", "CREATE VIRTUAL TABLE found USING fts99(text)")
    (shelf.cache / "boards.sqlite3").unlink()
    shelf.library = IndexedLibrary(shelf.boards, shelf.cache)
    assert [shelf.found(each) for each in words] == with_it
    index = SearchIndex.open(shelf.cache, FIGURES)
    assert index is not None
    assert index._is_plain
    index.close()
    card = shelf.add("garden", "Unmistakable wombat")
    assert shelf.texts("wombat", is_open=True, kind="question") == ["Unmistakable wombat"]
    shelf.do("garden", StrikeOut(card))
    assert shelf.texts("wombat") == []
    assert b"wombat" not in shelf.bytes.lower()


def test_what_is_found_comes_as_the_boards_are_read_where_the_index_is_far_behind(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexed_library, "_MANY", 1)
    monkeypatch.setattr(indexed_library, "_AT_ONCE", 1)
    answer = shelf.library.search(Sought("caretaker"))
    assert not answer.is_ranked
    boards = iter(answer.boards)
    first = next(boards)
    assert {first.name, *(board.name for board in boards)} == {"garden", "food"}
    _grow_old(shelf.boards)
    shelf.found("gate")
    shelf.library = IndexedLibrary(shelf.boards, shelf.cache)
    assert shelf.library.search(Sought("caretaker")).is_ranked
    shelf.cache.joinpath("boards.sqlite3").unlink()
    assert len(shelf.texts("caretakr")) == 2


def test_one_board_alone_wherever_it_is(shelf: Shelf, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_bytes((shelf.boards / "garden.json").read_bytes())
    for path, name in ((shelf.boards / "food.json", "food"), (elsewhere, "elsewhere")):
        found = list(shelf.library.search(Sought("caretaker"), path).boards)
        assert [board.name for board in found] == [name]


def test_two_processes_at_once(shelf: Shelf) -> None:
    for number in range(40):
        shelf.begin(f"board-{number}", "", f"lamp {number}")
    code = (
        "import sys; from pathlib import Path; from cofacil.store.indexed_library import IndexedLibrary;"
        "from cofacil.room.finding import Sought;"
        "found = list(IndexedLibrary(sys.argv[1], Path(sys.argv[2])).search(Sought('lamp')).boards);"
        "print(len(found))"
    )
    command = [sys.executable, "-c", code, str(shelf.boards), str(shelf.cache)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        out, err = process.communicate(timeout=60)
        assert (out.strip(), err) == (b"40", b"")
    assert len(shelf.found("lamp")) == 40


def test_a_process_that_is_killed_as_it_writes_leaves_an_index_that_can_be_used(shelf: Shelf) -> None:
    for number in range(30):
        shelf.begin(f"board-{number}", "", *(f"lamp {each}" for each in range(3)))
    code = (
        "import sys, os, signal; from pathlib import Path; from cofacil.store import search_index, indexed_library as il;"
        "from cofacil.store.search_index import SearchIndex;\n"
        "real = SearchIndex.put\n"
        "count = [0]\n"
        "def put(self, *more):\n"
        "    real(self, *more)\n"
        "    count[0] += 1\n"
        "    self._base.execute('PRAGMA cache_spill = 1'); self._base.execute('PRAGMA cache_size = 1')\n"
        "    if count[0] == 20: os.kill(os.getpid(), signal.SIGKILL)\n"
        "SearchIndex.put = put\n"
        "il.IndexedLibrary(sys.argv[1], Path(sys.argv[2])).shelf()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(shelf.boards), str(shelf.cache)], check=False)
    assert ended.returncode == -9
    assert sum(board.number for board in shelf.found("lamp")) == 90
    assert shelf.library.shelf() == plain(shelf.boards)


def test_two_threads_at_once(shelf: Shelf) -> None:
    for number in range(40):
        shelf.begin(f"board-{number}", "", f"lamp {number}")
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(shelf.found("lamp")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [40] * 4


def test_damaged_boards_are_said_and_what_is_whole_of_them_is_found(shelf: Shelf) -> None:
    path = shelf.boards / "garden.json"
    path.write_bytes(path.read_bytes().replace(b"the other key", b"an other keys"))
    (shelf.boards / "text.json").write_bytes(b"no board at all")
    for _ in range(2):
        answer = shelf.library.search(Sought("gate"))
        assert [hit.text for board in answer.boards for hit in board.hits] == ["Who opens the gate?"]
        assert len(answer.troubles) == 2


def test_odd_fields_of_another_program_stop_nothing(shelf: Shelf) -> None:
    log = BoardFile.open(shelf.boards / "garden.json", for_writing=True)
    fields: dict[str, Json] = {
        "kind": "question",
        "label": "Q9",
        "text": "odd wombat",
        "note": 7,
        "said": [],
        "when": {},
        "tag.x": 1,
    }
    writes = (Write("card/odd", "", None, fields), Write("absence/odd", "", None, {"who": "wombat", "state": 3}))
    log.append(lambda _: [Draft(START, "ana", "line", "", Change("card.add", writes))])
    log.append(adding(7))
    log.close()
    assert sorted(shelf.texts("wombat")) == ["odd wombat", "wombat"]

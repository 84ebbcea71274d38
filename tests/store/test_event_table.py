"""The board through TinyDB's own doors."""

from collections.abc import Callable
from pathlib import Path

import pytest
from storing import BOARD, OTHER_BOARD, adding, new_board
from tinydb import Query, TinyDB, where
from tinydb.table import Document

from cofacil.board.errors import Refusal
from cofacil.store.board_file import BoardFile
from cofacil.store.event_table import BoardDB
from troubles import tells


@pytest.fixture
def db(tmp_path: Path) -> BoardDB:
    return BoardDB(new_board(tmp_path, 4))


def test_searches_work_as_everywhere_in_tinydb(db: BoardDB) -> None:
    events = db.table("events")
    assert events.count(where("op") == "card.add") == 4
    found = events.get(Query().t == 1_763_730_000_003)
    assert isinstance(found, Document)
    assert found.doc_id == 3
    assert len(db) == 4
    assert db.tables() == {"_meta", "events"}


def test_inserting_appends_and_plain_tinydb_sees_it(db: BoardDB, tmp_path: Path) -> None:
    before = (tmp_path / "board.json").read_bytes()
    assert db.insert({"a": 1}) == 5
    assert db.insert_multiple([{"a": 2}, Document({"a": 3}, 7)]) == [6, 7]
    assert (tmp_path / "board.json").read_bytes().startswith(before.removesuffix(b"}}\n"))
    with TinyDB(tmp_path / "board.json", access_mode="r") as plain:
        assert [doc["a"] for doc in plain.table("events").search(where("a").exists())] == [1, 2, 3]


def test_two_databases_never_give_one_number_twice(db: BoardDB, tmp_path: Path) -> None:
    other = BoardDB(tmp_path / "board.json")
    assert [db.insert({"a": 1}), other.insert({"a": 2}), db.insert({"a": 3})] == [5, 6, 7]


def test_an_answer_is_never_an_old_one(db: BoardDB, tmp_path: Path) -> None:
    query = where("op") == "card.add"
    assert db.count(query) == 4
    BoardFile.open(tmp_path / "board.json", for_writing=True).append(adding(5))
    assert db.count(query) == 5


def test_history_is_append_only(db: BoardDB, tmp_path: Path) -> None:
    events, before = db.table("events"), (tmp_path / "board.json").read_bytes()
    changes: list[Callable[[], object]] = [
        lambda: events.update({"by": "me"}),
        lambda: events.update_multiple([({"by": "me"}, where("t") > 0)]),
        lambda: events.upsert({"by": "me"}, where("t") > 0),
        lambda: events.remove(doc_ids=[1]),
        events.truncate,
        db.drop_tables,
        lambda: db.drop_table("events"),
        lambda: db.table("notes").insert({"a": 1}),
        lambda: db.table("_meta").update({"board": "me"}),
        lambda: db.storage.write({}),
    ]
    for change in changes:
        with tells(Refusal, "append-only"):
            change()
    assert (tmp_path / "board.json").read_bytes() == before


def test_a_number_that_leaves_a_gap_is_refused(db: BoardDB) -> None:
    with pytest.raises(ValueError, match="no gaps"):
        db.insert(Document({"a": 1}, 9))


def test_a_whole_file_is_replaced_by_the_same_bytes(db: BoardDB, tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    before, inode = path.read_bytes(), path.stat().st_ino
    tables = db.storage.read()
    assert tables is not None
    db.storage.write(tables)
    assert path.read_bytes() == before
    assert path.stat().st_ino != inode
    assert db.insert({"a": 1}) == 5
    tables["_meta"]["1"]["board"] = OTHER_BOARD
    with pytest.raises(Refusal):
        db.storage.write(tables)
    assert BoardFile.open(path, for_writing=True).board_id == BOARD

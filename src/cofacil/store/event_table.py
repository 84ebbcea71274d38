"""A board as a TinyDB database, for scripts that ask its history TinyDB's own questions; cofacil itself reads it quicker.

What such a script adds is appended as every change is, beside a cofacil that runs; it can change and remove nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from cofacil.board.errors import Refusal
from cofacil.store.tail_storage import TailStorage

EVENTS = "events"


class EventTable(Table):
    """A table that is read as any other; the one called `events` can be added to, and nothing is ever changed."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # A cached answer, like a remembered next id, is wrong as soon as another process has written.
        del cache_size
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one document, durable when this returns."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append documents at once, durable when this returns; a `Document` must have the number that comes next."""
        storage = self._storage
        if self.name != EVENTS or not isinstance(storage, TailStorage):
            self._update_table(_refuse)
        assert isinstance(storage, TailStorage)  # noqa: S101  # the line above has refused all others
        docs = list(documents)
        if not all(isinstance(doc, Mapping) for doc in docs):
            raise ValueError("Document is not a Mapping")
        if any("x" in doc for doc in docs):
            raise ValueError("x is where the checksum of a document stands")
        with storage:
            first = storage.chain.count + 1
            for number, doc in enumerate(docs, first):
                if isinstance(doc, Document) and doc.doc_id != number:
                    raise ValueError(f"Document {doc.doc_id} cannot stand at {number}: history has no gaps")
            storage.add(docs)
        return list(range(first, first + len(docs)))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        """Stand in the way of TinyDB's only door for changes."""
        _refuse(updater)


class BoardDB(TinyDB):
    """A board file as a TinyDB database: `BoardDB("board.json").search(where("op") == "card.add")`."""

    default_storage_class = TailStorage  # type: ignore[assignment]  # TinyDB means any storage
    table_class = EventTable
    default_table_name = EVENTS

    def drop_tables(self) -> NoReturn:
        _refuse(None)

    def drop_table(self, name: str) -> NoReturn:
        _refuse(name)


def _refuse(_: object) -> NoReturn:
    raise Refusal("history-stays")

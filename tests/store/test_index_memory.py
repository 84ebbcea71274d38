"""What a board of very many words takes of memory as it is put into the index: its words are gone through in parts."""

import tracemalloc
from pathlib import Path

import pytest
from hostile import big

from cofacil.room.finding import Sought
from cofacil.store import search_index
from cofacil.store.indexed_library import IndexedLibrary

CARDS = 1_500


def peak(home: Path, monkeypatch: pytest.MonkeyPatch, at_a_time: int) -> int:
    """Return how many bytes were held at most while a board was put into a new index, and everything on it was found."""
    (home / "boards").mkdir(parents=True)
    big(home / "boards" / "large.json", 1, CARDS, " ".join(f"word{number}" for number in range(200)))
    monkeypatch.setattr(search_index, "_WRITTEN", at_a_time)
    library = IndexedLibrary(home / "boards", home / "cache")
    tracemalloc.start()
    try:
        library.shelf()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(found.number for found in library.search(Sought("word7")).boards) == CARDS
    return most


def test_a_large_board_is_put_into_the_index_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert peak(tmp_path / "parts", monkeypatch, 100) < 0.6 * peak(tmp_path / "whole", monkeypatch, CARDS + 1)

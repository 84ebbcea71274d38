"""TinyDB's own tests, as its authors ship them, over a board seeded by inserts."""

import importlib.metadata
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

READING = [
    "test_search_no_results_cache",
    "test_get",
    "test_get_ids",
    "test_get_multiple_ids",
    "test_get_invalid",
    "test_count",
    "test_contains",
    "test_contains_ids",
    "test_contains_invalid",
    "test_get_idempotent",
    "test_tinydb_is_iterable",
    "test_insert_invalid_type_raises_error",
    "test_insert_multiple_with_single_dict",
]
"""Those that change or drop a table, or look for the query cache, are left out: a board has neither."""
READING_TABLES = [
    "test_one_table",
    "test_caching",
    "test_query_cache_with_mutable_callable",
    "test_zero_cache_size",
    "test_table_is_iterable",
    "test_table_name",
]

SEED = '''
import pytest
from cofacil.store.board_file import BoardFile
from cofacil.store.event_table import BoardDB, EventTable


class OneTable(BoardDB):
    """Calls its one table by whatever name a test asks for."""

    def table(self, name, **options):
        return super().table("events") if not name.startswith("table3") else NamedTable(self.storage, "events")


class NamedTable(EventTable):
    name = property(lambda self: "table3")

    def insert_multiple(self, documents):
        return EventTable(self.storage, "events").insert_multiple(documents)

    def _read_table(self):
        return EventTable(self.storage, "events")._read_table()


@pytest.fixture
def db(request, tmp_path):
    BoardFile.create(tmp_path / "board.json", 1, "01KAK7ZZZZ0000000000000000").close()
    made = OneTable(tmp_path / "board.json")
    if request.module.__name__.endswith("test_tinydb"):
        made.insert_multiple({"int": 1, "char": c} for c in "abc")
    return made
'''


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """TinyDB's source archive, of the version that is installed, unpacked; where it cannot be had, that is a failure."""
    folder = tmp_path_factory.mktemp("tinydb")
    version = importlib.metadata.version("tinydb")
    fetch = [sys.executable, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps", f"tinydb=={version}"]
    subprocess.run(fetch, cwd=folder, check=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    tests = folder / f"tinydb-{version}" / "tests"
    (tests / "conftest.py").write_text(SEED)
    return tests


def run(tests: Path, file: str, names: list[str]) -> str:
    chosen = [f"{file}::{name}" for name in names] or [file]
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(tests), *chosen]
    done = subprocess.run(command, cwd=tests, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.outside
def test_the_queries_of_tinydb_pass_unchanged(sources: Path) -> None:
    assert " passed" in run(sources, "test_queries.py", [])


@pytest.mark.outside
def test_the_reading_half_of_its_tests_passes_over_a_board(sources: Path) -> None:
    assert f"{len(READING)} passed" in run(sources, "test_tinydb.py", READING)


@pytest.mark.outside
def test_the_reading_half_of_its_table_tests_passes_over_a_board(sources: Path) -> None:
    assert f"{len(READING_TABLES)} passed" in run(sources, "test_tables.py", READING_TABLES)

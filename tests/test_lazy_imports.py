"""What a command does not need is not imported for it: that is what makes it quick to start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "click",
    "asyncio",
    "textual",
    "asyncssh",
    "jinja2",
    "rich",
    "orjson",
    "rapidfuzz",
    "importlib.metadata",
    "gettext",
    "tomllib",
    "tomlkit",
}
_SAYS = "import sys, atexit; atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n"
_RUN = f"{_SAYS}import runpy; runpy.run_module('cofacil', run_name='__main__', alter_sys=True)"


def modules(home: Path, *typed: str) -> set[str]:
    """Return what is imported once a command has ended."""
    env = {**os.environ, "COFACIL_HOME": str(home), "COFACIL_NAME": "Ana", "TERM": "dumb"}
    command = [sys.executable, "-c", f"import sys; sys.argv[1:] = {list(typed)!r}\n{_RUN}"]
    ended = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    return set(ended.stderr.split())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    modules(tmp_path, "new", "Garden", "--no-open")
    return tmp_path


def test_adding_a_card_imports_nothing_heavy(home: Path) -> None:
    found = modules(home, "add", "garden", "question", "why?")
    assert "cofacil.cli.add" in found
    assert not HEAVY & found


def test_starting_imports_no_command_that_is_not_asked_for(home: Path) -> None:
    found = {name for name in modules(home, "--version") if name.startswith("cofacil.")}
    assert found <= {
        "cofacil.__main__",
        "cofacil.board",
        "cofacil.board.errors",
        "cofacil.board.notice",
        "cofacil.cli",
        "cofacil.cli.command",
        "cofacil.cli.ending",
        "cofacil.cli.group",
        "cofacil.cli.root",
        "cofacil.cli.unclear",
        "cofacil.language",
        "cofacil.board.marked",
        "cofacil.language.catalog",
        "cofacil.language.locales",
    }


@pytest.mark.parametrize("command", ["show", "list", "demo"])
def test_plain_lines_import_no_screens(home: Path, command: str) -> None:
    found = modules(home, command, *(["garden"] if command == "show" else []))
    assert not {"textual", "rich", "asyncio"} & found


def test_the_first_frame_waits_for_nothing_that_only_a_key_needs() -> None:
    code = f"{_SAYS}import cofacil.tui.app"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = set(ended.stderr.split())
    assert {name for name in found if name.startswith("cofacil.board.commands.")} == {"cofacil.board.commands.base"}
    # Nor for the words of what happens, or for the pages that only sometimes take the board's place.
    assert not {"cofacil.language.happened", "cofacil.tui.paint.quiet", "cofacil.tui.paint.room_view"} & found


def test_a_board_that_is_opened_needs_no_index_of_all_boards_and_nothing_for_files_of_other_programs() -> None:
    code = f"{_SAYS}import cofacil.wiring.run, cofacil.tui.router"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = set(ended.stderr.split())
    assert {"cofacil.wiring.open_boards", "cofacil.store.board_file"} <= found
    needless = {
        "sqlite3",
        "cofacil.store.indexed_library",
        "cofacil.store.layout_again",
        "cofacil.store.foreign_json",
        "cofacil.store.folder_kind",
        "cofacil.tui.pages.sheet_view",
    }
    assert not needless & found

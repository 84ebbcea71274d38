"""The project as a whole: what the README says is there, what must not be imported is not, files stay small."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cofacil.paths import shipped_themes
from cofacil.room.actions import ACTIONS, Group
from cofacil.settings import Settings
from cofacil.tui.keys import KEYS, Keymap

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_file_is_too_long_to_hold_in_the_head() -> None:
    long = {
        str(path.relative_to(ROOT)): count for path in SOURCES if (count := len(path.read_text().splitlines())) > 500
    }
    assert not long


def test_every_command_of_the_readme_exists() -> None:
    named = set(
        re.findall(
            r"`?cofacil (new|open|add|list|show|demo|themes|plans|doctor|share|invite|members|completion)\b", README
        )
    )
    offered = subprocess.run(
        [sys.executable, "-m", "cofacil", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert named
    assert all(re.search(rf"^  {name} ", offered, re.MULTILINE) for name in named)


def test_every_key_of_the_readme_does_what_it_says() -> None:
    rows = re.findall(r"^\| `(.)` \| ", README.split("**Then, as the meeting goes:**")[1], re.MULTILINE)
    assert rows
    assert set(rows) <= set(Keymap.of({}).actions)


def test_every_setting_is_in_the_readme() -> None:
    block = README.split("```toml")[1].split("```")[0]
    assert set(tomllib.loads(block)) == set(Settings._fields)


def test_every_theme_of_the_readme_is_shipped() -> None:
    shipped = {path.stem for path in shipped_themes().glob("*.toml")}
    assert {"projector-light", "projector-dark", "paper", "evening", "strong"} == shipped
    assert all(name in README for name in shipped)


def test_every_action_can_be_reached_and_says_what_it_does() -> None:
    assert set(KEYS) <= set(ACTIONS)
    without_key = {name for name in ACTIONS if name not in KEYS}
    assert all(ACTIONS[name].group is Group.RARE for name in without_key)
    assert all(action.words for action in ACTIONS.values())


def test_no_key_means_two_things() -> None:
    assert len(set(KEYS.values())) == len(KEYS)


@pytest.mark.parametrize("module", ["textual", "rich", "tinydb", "orjson", "asyncio"])
def test_the_command_line_starts_without(module: str) -> None:
    code = f"import sys, cofacil.cli; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_source_names_a_place_of_one_machine() -> None:
    named = [
        path.name for path in (*SOURCES, ROOT / "README.md") if re.search(r"/(tmp|work|root|home)/\w", path.read_text())
    ]
    assert not named

"""`cofacil themes`."""

from pathlib import Path

import pytest
from cli_running import Cofacil


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


def test_the_themes_are_listed_and_a_broken_one_is_named(cofacil: Cofacil) -> None:
    own = cofacil.home / "config" / "themes"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("dark = perhaps")
    result = cofacil("themes")
    assert result.exit_code == 0
    assert "projector-light (light, in use): " in result.stdout
    assert "mine.toml" in result.stderr

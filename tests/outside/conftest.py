"""What the tests of killed writers and damaged files may ask for: a home of their own, and a board in it."""

from pathlib import Path

import pytest
from tortured import begun


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have whatever runs use a folder of its own, as Ana."""
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COFACIL_NAME", "Ana")


@pytest.fixture
def board(own_home: None, tmp_path: Path) -> Path:  # it is begun there
    """Return a board that was begun."""
    return begun(tmp_path / "board.json")

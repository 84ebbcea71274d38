"""The pages in docs/ about the source: what they name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cofacil"
PAGES = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "facilitating.md"]
"""Those for whoever changes the program."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:\.py|/))`", page.read_text(encoding="utf-8")))
    assert named
    assert not [name for name in named if not (SOURCE / name).exists() and not (ROOT / name).exists()]

"""Where boards lie that were opened from other folders: a path a line, and no failing on what stands there."""

import os
from pathlib import Path

import pytest

from cofacil.store.elsewhere import Elsewhere


@pytest.fixture
def places(tmp_path: Path) -> Elsewhere:
    return Elsewhere(tmp_path / "home" / "elsewhere", tmp_path / "home" / "boards")


def file_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_the_last_that_was_opened_comes_first_and_each_stands_there_once(places: Elsewhere, tmp_path: Path) -> None:
    one, two = file_at(tmp_path / "one.json"), file_at(tmp_path / "zwei \u200f ü.json")
    for path in (one, two, one):
        places.remember(path)
    assert list(places.remembered) == [one, two]
    two.unlink()
    assert list(places.remembered) == [one, two]
    assert list(places.there) == [one]
    places.forget(one)
    assert list(places.remembered) == [two]


def test_names_that_are_no_text_are_kept_and_such_as_would_be_two_lines_are_not(
    places: Elsewhere, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.json"))
    places.remember(odd)
    places.remember(tmp_path / "a\nb.json")
    assert places.remembered == (odd,)


def test_what_is_in_the_folder_of_boards_is_on_the_shelf_or_off_it_already(places: Elsewhere, tmp_path: Path) -> None:
    places.remember(file_at(tmp_path / "home" / "boards" / "archived" / "old.json"))
    (tmp_path / "link").symlink_to(tmp_path / "home" / "boards")
    places.remember(file_at(tmp_path / "link" / "own.json"))
    assert not places.remembered


def test_no_more_than_twenty_are_kept_and_nothing_fails_where_nothing_can_be_written(
    places: Elsewhere, tmp_path: Path
) -> None:
    for number in range(25):
        places.remember(tmp_path / f"{number}.json")
    assert len(places.remembered) == 20
    assert places.remembered[0].name == "24.json"
    broken = Elsewhere(file_at(tmp_path / "file") / "elsewhere", tmp_path / "boards")
    broken.remember(tmp_path / "one.json")
    assert not broken.remembered
    (tmp_path / "rubbish").write_bytes(b"relative\n\0\n/a\0b\n\n/there.json")
    assert Elsewhere(tmp_path / "rubbish", tmp_path / "boards").remembered == (Path("/there.json"),)

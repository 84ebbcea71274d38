"""A folder of boards that holds what somebody who means harm put there: the first page, each of its boards, and their cards."""

import inspect
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hostile import LONG, NO_FILES, SENSELESS, put_no_file
from sheets import window, words
from test_first_page import first_page, seen
from textual.strip import Strip

from cofacil.board.fold import EMPTY, fold
from cofacil.room.ports import Shelved
from cofacil.store.library import look_at
from cofacil.store.saved_file import SavedFile
from cofacil.terminal import widths
from cofacil.tui.pages.card import Whole, paint_whole
from cofacil.tui.pages.home import HomeView
from cofacil.tui.paint import text
from cofacil.tui.paint.row import row
from cofacil.tui.paint.text import cut, wrap

_MEASURES = {
    inspect.unwrap(each).__code__ for each in (widths.cell_len, widths.letters, widths.is_plain, widths.width_of)
}
"""What looks at a text letter by letter. What a cache holds since then is not looked at again, and not counted."""


class Looked:
    """How many letters were looked at, to find out how wide they are; beyond so many it is given up at once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.letters = 0

    def count(self, frame: FrameType, event: str, _given: object) -> None:
        if event == "call" and frame.f_code in _MEASURES:
            self.letters += len(frame.f_locals[frame.f_code.co_varnames[0]])
            assert self.letters < self.most


@contextmanager
def looking_at_few(most: int = 100 * LONG) -> Iterator[None]:
    """Have no more than so many letters looked at meanwhile: what was mended here took minutes, however quick the computer."""
    for kept in (*vars(widths).values(), *vars(text).values()):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()
    looked, before = Looked(most), sys.getprofile()
    threading.setprofile(looked.count)  # for threads that begin meanwhile, as those do that look at boards
    sys.setprofile(looked.count)
    try:
        yield
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
    assert looked.letters < most


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "boards"
    folder.mkdir(parents=True)
    for number, (name, made) in enumerate(SENSELESS.items()):
        (folder / f"{name}.json").write_bytes(made(number))
    for name in NO_FILES:
        put_no_file(folder / f"{name}.json", name)
    return folder


def bytes_of(shelf: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in shelf.iterdir() if path.is_file() and not path.is_symlink()}


async def test_the_first_page_lists_them_all_and_all_of_them_are_searched(shelf: Path) -> None:
    before = bytes_of(shelf)
    with looking_at_few(1_000 * LONG):
        async with first_page((60, 18)) as (app, pilot):
            for _board in (*SENSELESS, *NO_FILES):
                assert isinstance(app.pages.top(), HomeView)
                assert "\x1b" not in seen(app)
                await pilot.press("down")
            await pilot.press("/", *"card")
            until = time.monotonic() + 20
            while "on 12 boards" not in seen(app) and time.monotonic() < until:
                await pilot.pause(0.05)
            assert "on 12 boards" in seen(app)
    assert bytes_of(shelf) == before


@pytest.mark.parametrize("name", SENSELESS)
def test_every_card_of_each_of_them_has_its_page(shelf: Path, name: str) -> None:
    path = shelf / f"{name}.json"
    with looking_at_few():
        told: Shelved = look_at(name, path)[0]
        assert told.title.isprintable()
        if told.trouble:
            return
        saved = SavedFile(path)
        board = fold(EMPTY, saved.read_now())
        saved.close_now()
        for card in board.cards():
            sheet = paint_whole(Whole(board, card, date(2026, 11, 29)), window(60, 18))
            assert "\x1b" not in words(sheet)


def test_a_card_of_more_rows_than_anybody_reads_says_that_there_is_more_of_it(shelf: Path) -> None:
    saved = SavedFile(shelf / "a card of 100,000 lines.json")
    board = fold(EMPTY, saved.read_now())
    saved.close_now()
    [card] = board.cards()
    with looking_at_few():
        page = words(paint_whole(Whole(board, card, date(2026, 11, 29), top=10**6), window(80, 24)))
    assert "There is more of it than a page shows." in page


@pytest.mark.parametrize(
    "name", ["a person of 100,000 letters", "a card of 100,000 letters", "a card of 100,000 lines"]
)
def test_of_a_card_of_thousands_of_rows_those_are_painted_that_are_shown(
    shelf: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = SavedFile(shelf / f"{name}.json")
    board = fold(EMPTY, saved.read_now())
    saved.close_now()
    [card] = board.cards()
    painted = []

    def counted(*told: Any) -> Strip:
        painted.append(told)
        return row(*told)

    monkeypatch.setattr("cofacil.tui.pages.card.row", counted)
    paint_whole(Whole(board, card, date(2026, 11, 29), top=200), window(60, 18))
    assert len(painted) < 3 * 18


@pytest.mark.parametrize("word", ["x" * LONG, "漢" * LONG, "e\u0301" * LONG, "👩\u200d🌾" * (LONG // 10)])
def test_one_word_of_a_hundred_thousand_letters_is_wrapped_and_cut(word: str) -> None:
    with looking_at_few():
        rows = wrap(word, 40, LONG)
        assert cut(word, 40)[:-1] in rows[0]
    assert "".join(rows) == word

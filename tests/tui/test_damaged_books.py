"""Whatever a board file holds, the screens of looking back on it are drawn, or it is said why not; the file stays as it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from damaging import damaged
from looking_back import desk_of, drawn
from sheets import window
from test_damaged_files import everything_in

from cofacil.board.errors import Trouble
from cofacil.review.book import Book
from cofacil.store.saved_file import SavedFile
from cofacil.tui.pages.review.leaf import Leaf
from cofacil.tui.pages.review.listing import Listing
from cofacil.tui.pages.review.moment import Moment
from cofacil.tui.pages.review.pages import TABS
from cofacil.tui.pages.review.story import Story
from cofacil.wiring.review import read_book

HOW_MANY = int(os.environ.get("COFACIL_DAMAGED", "60"))
_AT_A_TIME = 20


def some_leaves(book: Book, random: Random) -> Iterator[Leaf]:
    """Yield every page, the board at its first, last and some moments, and the story of some things."""
    desk = desk_of(book)
    yield from (Listing(tab.key, hand) for tab in TABS if tab.key != "2" for hand in (0, 1000))
    count = len(book.replay)
    yield from (Moment.behind(at, desk) for at in sorted({0, 1, count, *(random.randint(0, count) for _ in range(4))}))
    things = [entity for entity in book.board.records if entity.startswith(("card/", "absence/"))]
    yield from (Story(entity, hand) for entity in random.sample(things, min(len(things), 4)) for hand in (0, 2))


@pytest.mark.parametrize("first", range(0, HOW_MANY, _AT_A_TIME))
def test_the_book_of_a_damaged_file_is_drawn(first: int, tmp_path: Path) -> None:
    faults = []
    for seed in range(first, min(first + _AT_A_TIME, HOW_MANY)):
        path = tmp_path / str(seed) / "odd.json"
        path.parent.mkdir()
        damaged(path, seed)
        before = everything_in(path.parent)
        try:
            saved = SavedFile(path)
            book = read_book(saved)
        except Trouble:
            continue
        for leaf in some_leaves(book, Random(seed)):  # noqa: S311  # which moment is looked at is no secret
            try:
                drawn(leaf, window(80, 24), book)
            except Exception as fault:  # noqa: BLE001  # every one of them is gathered
                faults.append(f"{seed}: {leaf}: {type(fault).__name__} {fault} {_where(fault)}")
        saved.close_now()
        if everything_in(path.parent) != before:
            faults.append(f"{seed}: something was written")
    assert not faults, "\n".join(faults)


def _where(fault: Exception) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""

"""Board files that mean harm, behind the door: what opens harms no guest and no page, what does not is told in one sentence."""

import re
from pathlib import Path

import pytest
from harm import assert_harmless, assert_words_only
from hostile import LONG, NO_FILES, SENSELESS, put_no_file
from serving import Board, opened, seated, settled
from web_reading import MO, VIC, read, seen

from cofacil.board.errors import Trouble
from cofacil.language.worded import worded
from cofacil.room.clock import SystemClock
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.web.pages import board_page, change_page

REFUSED = {
    "ten thousand levels",
    "ten thousand tables",
    "a number of ten thousand figures",
    "two tables of events",
    "a header of nothing",
    "half a letter",
    "no number",
    *NO_FILES,
}
OPENED = [name for name in SENSELESS if name not in REFUSED]
KEYS = ("2", "1", "\r", "\x1b[6~", "\x1b", "/", "c", "\x1b", "?", "\x1b", "e", "\x1b\x1b")
"""A column, a card, the rest of it, find, help, editing."""
ELEMENTS = {
    *("html", "head", "meta", "title", "link", "script", "body", "noscript", "a", "header", "h1", "h2", "h3", "nav"),
    *("main", "section", "div", "p", "span", "ul", "li", "details", "summary", "form", "fieldset", "legend", "label"),
    *("input", "textarea", "button", "select", "option"),
}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def put(folder: Path, name: str) -> Path:
    path = folder / "garden.json"
    if name in SENSELESS:
        path.write_bytes(SENSELESS[name](1))
    else:
        put_no_file(path, name)
    return path


@pytest.mark.parametrize("name", sorted(REFUSED))
async def test_what_cannot_be_shared_is_told_in_one_sentence_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name)
    before = path.read_bytes() if name in SENSELESS else b""
    with pytest.raises(Trouble) as raised:
        await Board(BoardFile.open(path, for_writing=True)).live.open()  # type: ignore[arg-type]  # a log is a log
    told = worded(raised.value)
    assert_words_only(told)
    assert "\n" not in told
    assert len(told) < 300
    assert name not in SENSELESS or path.read_bytes() == before


@pytest.mark.parametrize("name", OPENED)
async def test_what_is_shared_harms_no_guest_and_no_page(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name)
    before = path.read_bytes()
    made = Board(BoardFile.open(path, for_writing=True))  # type: ignore[arg-type]  # a log is a log
    await made.live.open()
    async with opened(tmp_path, made.screens) as place, seated(place.port, "Dee", size=(60, 18)) as dee:
        await dee.says("QUESTIONS")  # by the bytes: the screen of a test counts marks on a letter for ever
        for keys in KEYS:
            dee.type(keys)
            await settled(place)
        await place.server.close()
        await dee.ended()
        assert_harmless(dee)
        assert_words_only(place.access_log.replace("\n", ""))
        for seat in (MO, VIC):
            assert_pages_are_ours(made, seat)
    await made.live.close()
    assert path.read_bytes() == before


def assert_pages_are_ours(made: Board, seat: Seat) -> None:
    shown = seen(made.live.board_for(seat), SystemClock().now(), seat)
    records = [*shown.board.cards(), *shown.board.absences]
    for page in (board_page(shown), *(change_page(shown, record.id) for record in records)):
        tree = read(page)
        assert {element.tag for element in tree.iter()} <= ELEMENTS
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert not _UNSEEN.search(page)
        assert len(page) < 8 * LONG

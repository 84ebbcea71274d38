"""The line that is typed grows over the cards to three rows, and its cursor is where the next letter goes."""

from dataclasses import replace

import pytest
from riverside import Looking, painted, riverside
from textual.geometry import Offset

from cofacil.board.kinds import Kind
from cofacil.tui.clusters import clusters
from cofacil.tui.modes.capture import Capture
from cofacil.tui.paint.editor import row_at, spans
from cofacil.tui.paint.last_row import last_lines
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len
from cofacil.tui.paint.typing import typing_cursor
from cofacil.tui.typed import Typed
from cofacil.tui.view import View

SIZES = ((40, 12), (40, 24), (60, 18), (80, 24), (120, 36))
WORDS = {
    "words": "we could lend a wheelbarrow and three spades on any morning of the week ",
    "wide letters": "漢字 会議の 議事録 をここに 書きます ",
    "one long word": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "marks": "e\u0301o\u0308 👩‍🚀🌻 ŵŷâ ",
}


def looking(size: tuple[int, int], *, is_room: bool = False) -> Looking:
    hall = _HALL
    return Looking(hall, View(2, is_room=is_room).settled(hall.board).to(hall.board, hall.called("O3")), *size)


_HALL = riverside()


def scene_of(one: Looking, typed: Typed) -> Scene:
    return one.scene(Capture(Kind.OFFER, typed))


def cells_of(one: Looking) -> int:
    """Return how many cells a row of the line has for words: one stays for the cursor behind them."""
    start = typing_cursor(scene_of(one, Typed()))
    assert start
    return one.width - start.x - 2


def text_of(rows: int, words: str, cells: int) -> str:
    """Return a text that takes so many rows, and ends within the last of them."""
    letters = clusters(words * 40)
    texts = ("".join(letters[:end]) for end in range(1, len(letters)))
    return next(text for text in texts if _ends_in(rows, text, cells))


def _ends_in(rows: int, text: str, cells: int) -> bool:
    parts = spans(text, cells)
    return len(parts) == rows and len(text) - parts[-1][0] >= 3 and not text.endswith(" ")


def cursor_cells_of(scene: Scene, picture: Picture) -> list[Offset]:
    """Return where a cursor is painted."""
    style = scene.brush.style("line_cursor")
    found = []
    for y, strip in enumerate(picture.rows):
        x = 0
        for segment in strip:
            if segment.style == style:
                found.append(Offset(x, y))
            x += cell_len(segment.text)
    return found


def line_rows(scene: Scene, picture: Picture) -> list[int]:
    """Return the numbers of the rows that stand on the ground of the line."""
    ground = scene.brush.style("line").bgcolor
    return [
        y
        for y, strip in enumerate(picture.rows)
        if (last := list(strip)[-1].style) is not None and last.bgcolor == ground
    ]


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_rows_around_the_cursor_are_seen_and_it_is_painted_where_the_terminal_puts_its_own(
    count: int, words: str, size: tuple[int, int], is_room: bool
) -> None:
    one = looking(size, is_room=is_room)
    cells = cells_of(one)
    text = text_of(count, WORDS[words], cells)
    parts = spans(text, cells)
    starts = {start for start, _end in parts} | {(start + end) // 2 for start, end in parts} | {len(text)}
    for at in sorted(starts):
        typed = Typed(text, at).press("right", None) or Typed(text, at)
        typed = typed.press("left", None) or typed  # never within a letter
        scene = scene_of(one, typed)
        picture = painted(scene)
        (where,) = cursor_cells_of(scene, picture)
        assert typing_cursor(scene) == where
        rows = line_rows(scene, picture)
        assert where.y in rows
        assert rows[-1] == size[1] - (2 if scene.is_tight else 3) - len(last_lines(scene)), "it grows upwards"
        assert rows == list(range(rows[0], rows[-1] + 1))
        start, end = parts[row_at(typed, cells)]
        if scene.is_tight:
            assert len(rows) == 1
            continue
        assert len(rows) == min(count, 3)
        painted_row = picture.rows[where.y].crop(one.width - 2 - cells).text.rstrip()
        assert painted_row == text[start:end].rstrip()
        first = row_at(typed, cells) - (where.y - rows[0])
        for y, (start, end) in zip(rows, parts[first:], strict=False):
            assert picture.rows[y].crop(one.width - 2 - cells).text.rstrip() == text[start:end].rstrip()


@pytest.mark.parametrize("size", [(40, 12), (50, 17)])
def test_where_rows_are_few_one_row_shows_the_words_around_the_cursor(size: tuple[int, int]) -> None:
    one = looking(size)
    for at in (0, 50, 200):
        scene = scene_of(one, Typed((WORDS["words"] * 5)[:200], at))
        cursor = typing_cursor(scene)
        assert cursor
        row = painted(scene).rows[cursor.y].text
        words = scene.foot.typed.text if scene.foot and scene.foot.typed else ""
        assert words[max(0, at - 3) : at] in row[: cursor.x]
        assert row[cursor.x :].startswith(words[at : at + 1])


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30), (120, 36), (160, 45)])
@pytest.mark.parametrize("label", ["O1", "O9"])
def test_no_row_of_cards_above_moves_when_it_grows(size: tuple[int, int], is_room: bool, label: str) -> None:
    one = looking(size, is_room=is_room)
    one = replace(one, view=one.view.to(_HALL.board, _HALL.called(label)))
    cells = cells_of(one)
    short = painted(scene_of(one, Typed.of("A van")))
    for count in (2, 3, 5):
        scene = scene_of(one, Typed.of(text_of(count, WORDS["words"], cells)))
        grown = painted(scene)
        assert grown.view.tops == short.view.tops
        first = line_rows(scene, grown)[0]
        standing = 1 if len(grown.columns) == 4 else 0
        assert grown.rows[: first - standing] == short.rows[: first - standing]
        if standing:
            assert "Not here" in grown.rows[first - 1].text, "what stands below the cards stays in sight"


def test_the_chip_of_the_kind_stands_before_its_first_row_alone() -> None:
    one = looking((80, 24))
    scene = scene_of(one, Typed.of(text_of(3, WORDS["words"], cells_of(one))))
    picture = painted(scene)
    rows = line_rows(scene, picture)
    chips = [
        [segment.text for segment in picture.rows[y] if segment.style == scene.brush.style("kind.offer")] for y in rows
    ]
    assert chips == [[" + "], [], []]
    assert picture.rows[rows[0]].text.startswith(" +  Offer: we could lend")
    assert not picture.rows[rows[1]].text[: one.width - 2 - cells_of(one)].strip()


@pytest.mark.parametrize("size", SIZES)
def test_a_line_that_fills_its_row_has_not_lost_its_first_letter(size: tuple[int, int]) -> None:
    one = looking(size)
    cells = cells_of(one)
    for more in (-1, 0, 1):
        text = "Ж" + "x" * (cells + more - 1)
        scene = scene_of(one, Typed.of(text))
        rows = [strip.text for strip in painted(scene).rows]
        assert any("Ж" in row for row in rows) or (scene.is_tight and more > 0), more

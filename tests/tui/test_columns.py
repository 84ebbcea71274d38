"""Columns side by side: the cells they take, their heads above them, and what a click finds there."""

from collections.abc import Iterable
from itertools import product

import pytest
from riverside import Hall, Looking, painted, riverside
from test_board_painting import WIDTHS

from cofacil.board.kinds import COLUMNS, IN_COLUMN, NOT_HERE, Kind
from cofacil.board.records import Absence
from cofacil.tui.paint.cards import GAP
from cofacil.tui.paint.columns import Span, column_glyph, column_name, column_spans, side_by_side
from cofacil.tui.paint.picture import CardSpot, Picture
from cofacil.tui.view import View

FILLED = list(product((False, True), repeat=len(Kind)))


@pytest.fixture(scope="module")
def halls() -> dict[tuple[bool, ...], Hall]:
    """Return a board for each way that columns of cards can be filled or empty."""
    made = {}
    for filled in FILLED:
        hall = Hall(deck=())
        for kind, is_filled in zip(Kind, filled, strict=True):
            for number in range(3 if is_filled else 0):
                hall.card(f"words {number}", kind)
        made[filled] = hall
    return made


def forms(width: int) -> Iterable[View]:
    for column in COLUMNS:
        yield View(column)
        yield View(column, is_room=True)
        if width >= 100:
            yield View(column, is_wide=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_cover_the_width_without_overlap(halls: dict[tuple[bool, ...], Hall], width: int) -> None:
    for hall in halls.values():
        for form in forms(width):
            spans = column_spans(hall.board, form, width)
            assert tuple(spans) == side_by_side(form, width)
            edges = [0, *(edge for span in spans.values() for edge in span), width]
            assert edges[::2] == edges[1::2], "each begins where the one before ends"
            assert all(span.cells > 0 for span in spans.values())


@pytest.mark.parametrize("width", [160, 161, 179, 200, 240, 300])
def test_an_empty_column_gives_room_and_is_never_narrower_than_its_head(
    halls: dict[tuple[bool, ...], Hall], width: int
) -> None:
    for filled, hall in halls.items():
        view = View(1)
        spans = column_spans(hall.board, view, width)
        full = [spans[kind.column].cells for kind, is_filled in zip(Kind, filled, strict=True) if is_filled]
        full.append(spans[NOT_HERE].cells)  # somebody always is missing
        empty = [spans[kind.column].cells for kind, is_filled in zip(Kind, filled, strict=True) if not is_filled]
        assert max(full) - min(full) <= 1, "no column of cards is wider than another"
        assert max(full) <= width // len(COLUMNS) * 4 // 3 + 1
        if empty:
            assert min(full) > width // len(COLUMNS), "they take what the empty ones leave"
            assert max(empty) <= min(full)
        for column in COLUMNS:
            scene = Looking(hall, View(column).settled(hall.board), width, 45).scene()
            picture = painted(scene)
            head = picture.heads[column]
            words = picture.rows[picture.first - 1].text[head.left : head.right]
            name = column_name(scene, column).upper()
            count = len(hall.board.column(column))
            assert words == f"[{column} {column_glyph(column)} {name} {count}]"
            assert head.right <= picture.columns[column].right - GAP


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("width", [w for w in WIDTHS if w >= 60])
def test_heads_stand_on_the_same_cells_as_their_columns(width: int, is_room: bool) -> None:
    hall = riverside()
    for column in COLUMNS:
        view = View(column, is_room=is_room).settled(hall.board)
        scene = Looking(hall, view, width, 36).scene()
        picture = painted(scene)
        if len(picture.columns) < 4 and not is_room:
            continue  # there the row of columns names all five
        assert picture.heads.keys() == picture.columns.keys()
        row = picture.rows[picture.first - 1]
        for number, span in picture.columns.items():
            head = picture.heads[number]
            assert head.left == span.left
            assert row.text[head.left + 1 : head.left + 4] == f"{number} {column_glyph(number)}"
            role = f"kind.{_role(number)}" if number == column else f"head.{_role(number)}"
            assert next(iter(row.crop(head.left, head.right))).style == scene.brush.style(role)
            ground = next(iter(row.crop(head.right, head.right + 1))).style
            want = scene.brush.style(role if number == column else "column").bgcolor
            if head.right < span.right - GAP:
                assert ground is not None
                assert ground.bgcolor == want, "the head is as wide as its column"


def _role(number: int) -> str:
    kind = IN_COLUMN.get(number)
    return str(kind) if kind else "not_here"


def cards_seen(hall: Hall, picture: Picture, column: int, span: Span) -> Iterable[tuple[int, int]]:
    """Return the rows that a card's label stands in, and which card it is."""
    labels = {hall.board.label_of(card): at for at, card in enumerate(picture.view.cards(hall.board, column))}
    for y, strip in enumerate(picture.rows[picture.first :], picture.first):
        chip = strip.crop(span.left + 1, span.left + 6).text.strip("✓ ")
        if chip in labels and strip.text[span.left] in "▌█":
            yield y, labels[chip]


@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("width", [60, 80, 100, 119, 120, 121, 160, 163, 200, 300])
def test_a_click_finds_the_head_and_the_card_that_are_seen_there(width: int, is_room: bool) -> None:
    hall = riverside()
    for column in COLUMNS:
        picture = painted(Looking(hall, View(column, is_room=is_room).settled(hall.board), width, 36).scene())
        for number, head in picture.heads.items():
            assert {picture.head_at(x, picture.first - 1) for x in range(head.left, head.right)} == {number}
            assert picture.head_at(head.left, picture.first) is None
        found = 0
        for number, span in picture.columns.items():
            for y, at in cards_seen(hall, picture, number, span):
                assert {picture.card_at(x, y) for x in range(span.left, span.right)} == {CardSpot(number, at)}
                found += 1
        assert found >= min(3, len(hall.board.column(column)))


def test_columns_without_cards_say_what_belongs_there_and_how_it_comes_there() -> None:
    hall = Hall(deck=())
    hall.card("A van")
    looking = Looking(hall, View(2).settled(hall.board), 160, 45)
    text = painted(looking.scene())
    for kind in (Kind.QUESTION, Kind.ACTION, Kind.ISSUE):
        span = text.columns[kind.column]
        words = " ".join(" ".join(strip.crop(*span).text.split()) for strip in text.rows[4:14])
        assert kind.spec.belongs in words
        assert f"a, then {kind.glyph} first in the line" in words
    watching = painted(looking.scene()._replace(is_writable=False))
    assert not any("first in the line" in strip.text for strip in watching.rows)
    assert any(Kind.ACTION.spec.belongs[:12] in strip.text for strip in watching.rows)
    assert all(isinstance(absence, Absence) for absence in hall.board.absences)

"""The picture of the wall: every card is on it, and its words are words."""

from xml.etree.ElementTree import Element, fromstring

import pytest
from board_pages import example, hostile

from cofacil.export.exported import Exported
from cofacil.export.wall_svg import as_svg
from cofacil.wiring.wall_picture import painted_wall

SVG = "{http://www.w3.org/2000/svg}"


def drawn(exported: Exported) -> Element:
    painted = painted_wall(exported.board, exported.moment)
    return fromstring(as_svg(exported._replace(painted=painted)))  # noqa: S314  # ours


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.mark.parametrize("made", [example(), hostile(), example("1")], ids=["example", "hostile", "first"])
def test_it_is_made_of_boxes_and_words_alone(made: Exported) -> None:
    picture = drawn(made)
    assert {element.tag for element in picture.iter()} == {f"{SVG}{name}" for name in ("svg", "title", "rect", "text")}
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == f"{made.title}, the board"


@pytest.mark.parametrize("made", [example(), hostile()], ids=["example", "hostile"])
def test_every_card_is_on_it_and_nothing_stands_below_the_last(made: Exported) -> None:
    read = {" ".join((text.text or "").split()).lstrip("✓") for text in drawn(made).iter(f"{SVG}text")}
    board = made.board
    labels = {board.label_of(card) for card in (*board.cards(), *board.absences)}
    assert labels <= read
    assert not any("▼" in words for words in read)


def test_nothing_stands_beside_it_or_over_what_follows() -> None:
    picture = drawn(example())
    width, height = (int(picture.get(name, "0")) for name in ("width", "height"))
    rows: dict[int, int] = {}
    for text in picture.iter(f"{SVG}text"):
        left, top, wide = (int(text.get(name, "0")) for name in ("x", "y", "textLength"))
        assert rows.get(top, 0) <= left
        rows[top] = left + wide
        assert left + wide <= width
        assert top <= height


def test_it_is_no_higher_than_its_cards_take() -> None:
    few, many = (painted_wall(made.board, made.moment) for made in (example("1"), hostile()))
    assert 36 <= len(few.rows) < len(many.rows)
    blank = sum(all(not piece.text.strip() for piece in row) for row in many.rows[-12:])
    assert blank < 6

"""Cards of one theme stand beneath one quiet line, at every size; hand, click, drag and carried cards follow that order."""

import pytest
from keyboard import Keyboard
from riverside import Hall, Looking, painted
from test_session import Mouse

from cofacil.board.commands.cards import AddCard
from cofacil.board.kinds import Kind
from cofacil.tui.paint.picture import Picture
from cofacil.tui.session import Session
from cofacil.tui.view import View

SIZES = [(60, 18), (80, 24), (120, 40), (160, 45)]


@pytest.fixture
def hall() -> Hall:
    """Return a board whose second and fourth offer are of one theme, as a question is."""
    hall = Hall(deck=())
    for number in range(1, 6):
        tags = ("Garden gate",) if number in {2, 4} else ()
        hall.do(AddCard(f"card/{number}", Kind.OFFER, f"words of {number}", tags=tags))
    hall.do(AddCard("card/q", Kind.QUESTION, "who asks", tags=("Garden gate",)))
    return hall


def looked(hall: Hall, size: tuple[int, int], view: View | None = None) -> Picture:
    return painted(Looking(hall, (view or View(2)).settled(hall.board), *size).scene())


def order(picture: Picture, column: int = 2) -> list[str]:
    """Return labels and lines of a column in the order in which they are seen."""
    span = picture.columns[column]
    words = [strip.text[span.left : span.right] for strip in picture.rows[picture.first :]]
    seen = (line.replace("✓", " ").replace("▌", " ").split() for line in words)
    return [
        "#" if parts[0] == "#" else parts[0]
        for parts in seen
        if parts and parts[0] in {"#", "O1", "O2", "O3", "O4", "O5", "Q1"}
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", [View(2), View(2, is_room=True), View(2, is_wide=True)])
def test_they_stand_beneath_their_line_wherever_a_column_is_seen(hall: Hall, size: tuple[int, int], view: View) -> None:
    picture = looked(hall, size, view)
    assert order(picture)[:6] == ["O1", "O3", "O5", "#", "O2", "O4"]
    assert any("# Garden gate" in strip.text for strip in picture.rows)


def test_on_the_wall_too(hall: Hall) -> None:
    from cofacil.tui.paint.wall import paint_wall

    picture = paint_wall(Looking(hall, View(2).settled(hall.board), 80, 24).scene()._replace(is_wall=True))
    assert order(picture) == ["O1", "O3", "O5", "#", "O2", "O4"]


def test_the_only_one_in_its_column_bears_the_name_itself(hall: Hall) -> None:
    text = "\n".join(strip.text for strip in looked(hall, (80, 24), View(1)).rows)
    assert "# Garden ga" in text
    assert "theme Garden gate" in text, "whole in the row of what is in hand"


def test_beneath_the_line_a_card_does_not_say_the_name_again(hall: Hall) -> None:
    rows = [strip.text for strip in looked(hall, (80, 24)).rows]
    assert sum("# Garden" in row for row in rows) == 1


def test_the_hand_goes_from_card_to_card_in_the_order_they_are_seen(hall: Hall) -> None:
    session = Looking(hall, View(2).settled(hall.board)).session()
    seen = []
    for _step in range(6):
        seen.append(session.hand)
        session.view = session.view.step(hall.board, 1)
    assert seen == ["card/1", "card/3", "card/5", "card/2", "card/4", "card/4"]


def test_a_line_that_is_scrolled_away_is_named_by_the_sign_above(hall: Hall) -> None:
    for number in range(6, 30):
        hall.do(AddCard(f"card/{number}", Kind.OFFER, f"words of {number}", tags=("Garden gate",)))
    picture = looked(hall, (80, 24), View(2).to(hall.board, "card/29"))
    rows = [strip.text for strip in picture.rows]
    assert "above   # Garden gate" in rows[picture.first]
    assert sum("# Garden" in row for row in rows) == 1
    picture = looked(hall, (60, 12), View(2).to(hall.board, "card/2"))
    assert "O2" in "".join(strip.text for strip in picture.rows), "a line never takes the row of the card in hand"


@pytest.mark.parametrize("size", SIZES)
def test_a_click_finds_the_card_and_on_a_line_none(hall: Hall, size: tuple[int, int]) -> None:
    picture = looked(hall, size)
    span = picture.columns[2]
    cards = View(2).cards(hall.board)
    for y, strip in enumerate(picture.rows[:-4]):
        words = strip.text[span.left : span.right].replace("▌", " ").strip()
        spot = picture.card_at(span.left + 2, y)
        if words.startswith("# "):
            assert spot is not None
            assert spot.at is None
        elif words[:2] in {"O1", "O2", "O3", "O4", "O5"}:
            assert spot is not None
            assert spot.at is not None
            assert hall.board.label_of(cards[spot.at]) == words[:2]


class TestCarrying:
    @pytest.fixture
    def board(self, hall: Hall) -> Keyboard:
        return Keyboard(hall, View(2).settled(hall.board))

    def labels(self, board: Keyboard) -> str:
        return " ".join(board.board.label_of(card) for card in View(2).cards(board.board))

    def test_a_card_that_stands_alone_is_carried_among_those(self, board: Keyboard) -> None:
        board.open("move").press("down", "down", "down", "down", "enter")
        assert self.labels(board) == "O3 O5 O1 O2 O4"
        assert board.view.in_hand(board.board) == board.board.called("O1")

    def test_one_of_a_theme_is_carried_within_it(self, board: Keyboard) -> None:
        board.session.view = board.view.to(board.board, "card/4")
        board.open("move").press("up")
        shown = board.session.scene()
        assert [shown.board.label_of(card) for card in shown.view.cards(shown.board)] == ["O1", "O3", "O5", "O4", "O2"]
        board.press("up", "enter")
        assert self.labels(board) == "O1 O3 O5 O4 O2"

    def test_in_another_column_it_finds_its_theme(self, board: Keyboard) -> None:
        board.hall.do(AddCard("card/r", Kind.QUESTION, "another"))
        board.session.view = board.view.to(board.board, "card/4")
        board.open("move").press("1")
        assert [board.board.label_of(card) for card in View(1).cards(board.board)] == ["Q2", "Q1", "O4"]
        board.session.view = board.view.to(board.board, "card/4")
        board.open("move").press("up", "enter")
        assert [board.board.label_of(card) for card in View(1).cards(board.board)] == ["Q2", "O4", "Q1"]


class TestDragging:
    @pytest.fixture
    def mouse(self, hall: Hall) -> Mouse:
        return Mouse(Looking(hall, View(2).settled(hall.board), 80, 24).session())

    def row(self, session: Session, label: str) -> int:
        assert session.picture
        return next(y for y, strip in enumerate(session.picture.rows) if strip.text[2:5].strip() == label)

    def drag(self, mouse: Mouse, one: str, other: str) -> None:
        mouse.drag((20, self.row(mouse.session, one)), (20, self.row(mouse.session, other)))

    def test_those_that_stand_alone_are_dragged_among_themselves(self, mouse: Mouse, hall: Hall) -> None:
        self.drag(mouse, "O5", "O1")
        assert [hall.board.label_of(card) for card in View(2).cards(hall.board)] == ["O5", "O1", "O3", "O2", "O4"]

    @pytest.mark.parametrize(("one", "other"), [("O1", "O2"), ("O4", "O3")])
    def test_into_a_theme_or_out_of_it_is_said_not_done(self, mouse: Mouse, hall: Hall, one: str, other: str) -> None:
        before = hall.board
        self.drag(mouse, one, other)
        assert hall.board is before
        assert "Garden gate" in mouse.session.sentence

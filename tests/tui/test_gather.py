"""Gathering from the screen: `g`, `#` in find and in a line."""

import pytest
from keyboard import Keyboard
from riverside import KOFI, VIC, Hall, Looking, painted

from cofacil.board.commands.cards import AddCard
from cofacil.board.kinds import Kind
from cofacil.board.themes import names_of
from cofacil.tui.modes.mode import OpenPage
from cofacil.tui.view import View

TEXTS = ("What is the garden for?", "Who opens the gate?", "How much does it cost?", "Who pays for water?")


@pytest.fixture
def hall() -> Hall:
    """Return a board with four questions, none of them gathered, and an offer of the theme Garden gate."""
    hall = Hall(deck=())
    for number, text in enumerate(TEXTS, 1):
        hall.do(AddCard(f"card/{number}", Kind.QUESTION, text))
    hall.do(AddCard("card/o", Kind.OFFER, "I have a key", tags=("Garden gate",)))
    return hall


@pytest.fixture
def board(hall: Hall) -> Keyboard:
    return Keyboard(hall)


def themes(board: Keyboard) -> dict[str, str]:
    labelled = board.board.label_of
    return {
        name: " ".join(map(labelled, board.board.themes[key])) for key, name in names_of(board.board.themes).items()
    }


def in_hand(board: Keyboard) -> str:
    record = board.view.in_hand(board.board)
    return board.board.label_of(record) if record else ""


@pytest.mark.parametrize(
    ("keys", "readback", "after"),
    [
        (["Money"], "A new theme: Money. Q1 is the first in it.", {"Garden gate": "O1", "Money": "Q1"}),
        (["  #Y Gât "], "A new theme: Y Gât. Q1 is the first in it.", {"Garden gate": "O1", "Y Gât": "Q1"}),
        (["gard"], "Q1 goes to the others of Garden gate.", {"Garden gate": "Q1 O1"}),
        (["GARDEN-GATE"], "Q1 goes to the others of Garden gate.", {"Garden gate": "Q1 O1"}),
        (["gat"], "Q1 goes to the others of Garden gate.", {"Garden gate": "Q1 O1"}),
        (["gat", "down"], "A new theme: gat. Q1 is the first in it.", {"Garden gate": "O1", "gat": "Q1"}),
        (["o1"], "Q1 goes with O1, to Garden gate.", {"Garden gate": "Q1 O1"}),
        (["down"], "Q1 goes to the others of Garden gate.", {"Garden gate": "Q1 O1"}),
        (["a key"], "Q1 goes with O1, to Garden gate.", {"Garden gate": "Q1 O1"}),
    ],
)  # fmt: skip
def test_what_a_card_goes_with_is_said_before_enter_and_kept_by_it(
    board: Keyboard, keys: list[str], readback: str, after: dict[str, str]
) -> None:
    board.open("gather")
    assert board.lead == "Q1 goes with which?"
    board.press(*keys)
    assert board.readback == readback
    assert not board.submitted
    board.press("enter")
    assert board.mode is None
    assert themes(board) == after


def test_a_figure_takes_a_theme_at_once(board: Keyboard) -> None:
    board.open("gather").press("1")
    assert themes(board) == {"Garden gate": "Q1 O1"}


def test_two_of_none_are_asked_what_they_are_about(board: Keyboard) -> None:
    board.open("gather").press("q4", "enter")
    assert board.lead == "What are Q1 and Q4 about together?"
    assert board.readback == "A new theme: Who pays for water, with Q1 and Q4 in it."
    board.press("gardengate", "escape", "q4", "enter", "garden-gate")
    assert board.readback == "Q1 and Q4 go to the others of Garden gate."
    for _letter in "garden-gate":
        board.press("backspace")
    board.press("Water", "enter")
    assert themes(board) == {"Garden gate": "O1", "Water": "Q1 Q4"}


def test_words_that_only_one_card_has_mean_it_and_name_what_they_are_together(board: Keyboard) -> None:
    board.open("gather").press("for water")
    assert board.readback == "Q1 goes with Q4. Next: what are they about together?"
    board.press("enter", "enter")
    assert themes(board) == {"Garden gate": "O1", "for water": "Q1 Q4"}


def test_one_after_the_other_is_gathered_from_those_that_stand_alone(board: Keyboard) -> None:
    board.open("gather").press("Money", "enter")
    assert in_hand(board) == "Q2"
    board.open("gather").press("mon", "enter")
    assert in_hand(board) == "Q3"
    board.open("gather").press("q4", "enter", "enter")
    assert in_hand(board) == "Q3", "nothing stands alone any more"


def test_tab_finishes_a_name_and_goes_through_all_that_begin_so(board: Keyboard) -> None:
    board.hall.do(AddCard("card/p", Kind.OFFER, "pots", tags=("Garden beds",)))
    board.open("gather").press("gard", "tab")
    assert board.typed == "Garden beds"
    board.press("tab")
    assert board.typed == "Garden gate"
    board.press("tab", "enter")
    assert themes(board)["Garden beds"] == "Q1 O2"


def test_enter_alone_takes_a_card_out_and_says_so_before(board: Keyboard) -> None:
    board.open("gather").press("enter")
    assert board.sentence == "A label, words or a name, then Enter. Esc goes back."
    board.press("Money", "enter")
    board.session.look(board.view.to(board.board, "card/1"))
    board.open("gather")
    assert board.readback == "Enter alone takes Q1 out of Money. Or a label, words, a name."
    assert "Enter take it out" in board.offered
    board.press("enter")
    assert themes(board) == {"Garden gate": "O1"}


def test_it_goes_from_one_theme_to_another_and_out_of_that_by_choosing_it(board: Keyboard) -> None:
    board.open("gather").press("Money", "enter")
    board.session.look(board.view.to(board.board, "card/1"))
    board.open("gather").press("garden gate")
    assert board.readback == "Q1 goes from Money to Garden gate."
    board.press("enter")
    assert themes(board) == {"Garden gate": "Q1 O1"}
    board.session.look(board.view.to(board.board, "card/1"))
    board.open("gather").press("down")
    assert board.readback == "Q1 is in Garden gate: Enter takes it out."
    board.press("enter")
    assert themes(board) == {"Garden gate": "O1"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 33, "A theme has at most 32 letters"),
        ("!!", '"!!" cannot be said or found'),
        ("#", "A theme needs a name"),
        ("q1", "A card goes with another card, not with itself"),
        ("n1", "A card goes with another card, not with itself, and not with who is not here."),
    ],
)
def test_what_no_theme_can_be_called_is_said_and_stays_in_the_line(board: Keyboard, typed: str, said: str) -> None:
    board.open("gather").press(typed, "enter")
    assert board.sentence.startswith(said)
    assert board.typed == typed
    assert not board.submitted


def test_who_is_not_here_is_not_gathered_nor_is_another_seats_card(hall: Hall) -> None:
    board = Keyboard(hall, View(5)).open("gather")
    assert board.sentence.startswith("Only cards are gathered")
    assert Keyboard(hall, seat=KOFI).open("gather").sentence == "Q1 is not yours to change. Ask who facilitates."
    assert Keyboard(hall, seat=VIC).open("gather").sentence.startswith("You are watching.")


def test_esc_gathers_nothing(board: Keyboard) -> None:
    board.open("gather").press("Money", "escape")
    assert (board.mode, board.submitted) == (None, [])


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40)])
def test_what_is_in_hand_is_seen_however_many_there_are(hall: Hall, size: tuple[int, int]) -> None:
    for number in range(30):
        hall.do(AddCard(f"card/x{number}", Kind.ISSUE, "words", tags=(f"Theme {number:02}",)))
    board = Keyboard(hall, size=size).open("gather")
    for _step in range(13):
        board.press("down")
    rows = [strip.text for strip in painted(board.session.scene()).rows]
    assert sum("Theme 11" in row and "1 card" in row for row in rows[: size[1] - 3]) == 1


class TestFinding:
    def test_a_sign_finds_themes_and_enter_shows_one(self, board: Keyboard) -> None:
        board.open("find").press("#")
        assert (board.readback, "# Garden gate" in board.panel) == ("1 theme.", True)
        board.press("GARDEN-g", "enter")
        assert board.errands == [OpenPage("theme:garden gate")]
        assert board.mode is None

    def test_tab_keeps_only_its_cards_on_the_board(self, board: Keyboard) -> None:
        board.hall.do(AddCard("card/i", Kind.ISSUE, "dark", tags=("garden gate",)))
        board.open("find").press("#gard", "tab")
        assert [board.board.label_of(card) for number in (1, 2, 4) for card in board.view.cards(board.board, number)] == [
            "O1", "I1",
        ]  # fmt: skip
        assert board.view.found == "#Garden gate"

    def test_of_no_theme_it_says_how_there_would_be_one(self, board: Keyboard) -> None:
        board.open("find").press("#zz")
        assert board.readback.startswith("No theme begins so.")
        board.press("enter")
        assert board.mode is not None


class TestInALine:
    @pytest.mark.parametrize(
        ("typed", "text", "theme"),
        [
            ("a lamp #garden gate for winter", "a lamp for winter", "Garden gate"),
            ("a lamp #garden-GATE", "a lamp", "Garden gate"),
            ("a lamp #Light", "a lamp", "Light"),
            ('a lamp #"Light at night", please', "a lamp please", "Light at night"),
            ("bus # 9 and x#y", "bus # 9 and x#y", ""),
        ],
    )
    def test_it_is_the_same_theme(self, board: Keyboard, typed: str, text: str, theme: str) -> None:
        board.open("add").press(typed)
        assert not theme or f"theme {theme}" in board.readback
        board.press("enter")
        card = board.board.columns[Kind.QUESTION][-1]
        assert (card.text, card.tags) == (text, (theme,) if theme else ())

    def test_tab_finishes_it(self, board: Keyboard) -> None:
        board.open("add").press("a lamp #gar", "tab")
        assert board.typed == "a lamp #Garden-gate "
        assert board.readback.endswith("theme Garden gate")


def test_a_seat_that_may_gather_is_offered_it_where_there_is_room(hall: Hall) -> None:
    wide = painted(Looking(hall, View().settled(hall.board), 160, 45).scene())
    assert "g gather" in wide.rows[-2].text


def test_behind_the_last_that_stands_alone_the_card_stays_in_hand(board: Keyboard) -> None:
    last = board.board.label_of(board.board.columns[Kind.QUESTION][-1])
    board.look(last).open("gather").press("tools", "enter")
    assert in_hand(board) == last

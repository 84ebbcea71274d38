"""A card with a note bears a sign, in every view and at every size; one without bears none."""

import pytest
from riverside import Hall, Looking, riverside, rows_of

from cofacil.board.commands.cards import AddToNote, EditCard
from cofacil.board.commands.moving import MarkDone, StrikeOut
from cofacil.language.days import date_of
from cofacil.language.facts import FactKind, facts
from cofacil.tui.view import View

SIZES = [(40, 12), (60, 18), (80, 24), (100, 30), (120, 40), (160, 45)]


@pytest.fixture
def hall() -> Hall:
    return riverside()


def cards_of(hall: Hall, size: tuple[int, int], view: View, *, is_ascii: bool = False) -> str:
    """Return what stands between the heads and the last four rows."""
    rows = rows_of(Looking(hall, view.settled(hall.board), *size, is_ascii=is_ascii).scene())
    return "\n".join(rows[3:-4])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_room", [False, True])
@pytest.mark.parametrize("is_ascii", [False, True])
@pytest.mark.parametrize("label", ["O1", "A1"])
def test_a_card_with_a_note_bears_a_sign(
    hall: Hall, size: tuple[int, int], label: str, *, is_room: bool, is_ascii: bool
) -> None:
    sign = "=" if is_ascii else "≡"
    view = View(hall.board.column_of(hall.board.called(label)), is_room=is_room)  # type: ignore[arg-type]
    assert sign not in cards_of(hall, size, view, is_ascii=is_ascii)
    hall.do(AddToNote(hall.called(label), "There is wood in the shed."))
    assert cards_of(hall, size, view, is_ascii=is_ascii).count(sign) == 1
    hall.do(EditCard(hall.called(label), note=""))
    assert sign not in cards_of(hall, size, view, is_ascii=is_ascii)


def test_it_stands_ahead_of_whose_card_it_is_and_leaves_a_long_name_to_be_read(hall: Hall) -> None:
    card = hall.card("Firewood", said="Margarethe-Luise")
    hall.do(AddToNote(card, "dry"))
    text = cards_of(hall, (80, 24), View(2).to(hall.board, card))
    assert "≡ Margar" in text


def test_one_from_the_room_bears_it_too(hall: Hall) -> None:
    card = hall.card("Firewood")
    hall.do(AddToNote(card, "dry"))
    for size in SIZES:
        assert "≡" in cards_of(hall, size, View(2).to(hall.board, card))


def test_the_row_of_what_is_in_hand_says_it_in_words(hall: Hall) -> None:
    hall.do(AddToNote(hall.called("O1"), "There is wood in the shed."))
    row = rows_of(Looking(hall, View(2).settled(hall.board)).scene())[-4]
    assert row.lstrip().startswith("O1 said by Ana 18:51, with a note, meets Q3")


def test_words_that_were_struck_out_leave_no_sign_of_their_note(hall: Hall) -> None:
    hall.do(AddToNote(hall.called("O1"), "There is wood in the shed."))
    hall.do(StrikeOut(hall.called("O1")))
    assert "≡" not in cards_of(hall, (80, 24), View(2))
    assert FactKind.NOTE not in {
        fact.kind for fact in facts(hall.board, hall.board.card(hall.called("O1")), date_of(hall.clock.now()))
    }


def test_words_that_were_struck_out_bear_no_tick_for_they_are_not_done(hall: Hall) -> None:
    before = cards_of(hall, (80, 24), View(2)).count("✓")
    hall.do(StrikeOut(hall.called("O1")))
    assert cards_of(hall, (80, 24), View(2)).count("✓") == before
    hall.do(MarkDone(hall.called("O1")))
    assert cards_of(hall, (80, 24), View(2)).count("✓") == before + 1

"""The list of what something meets: what is tied stands on top, Enter takes it away, and all of it is reached."""

import pytest
from keyboard import Keyboard
from riverside import ANA, KOFI, Hall, riverside

from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.kinds import Kind
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    return riverside()


def linking(hall: Hall, label: str, **more: object) -> Keyboard:
    column = hall.board.column_of(hall.board.called(label))  # type: ignore[arg-type]  # the hall has it
    return Keyboard(hall, View(column), **more).look(label).open("link")  # type: ignore[arg-type]


def ties(hall: Hall, label: str) -> set[str]:
    here = hall.called(label)
    ends = {end for link in hall.board.links_of(here) for end in (link.start, link.end)} - {here}
    return {hall.board.label_of(hall.board.records[end]) for end in ends}


def shown(line: Keyboard) -> list[str]:
    """Return the labels that are seen in the list, from the top down."""
    words = (row.split() for row in line.foot.panel[1:])
    return [part for row in words for part in row[:2] if part[0] in "QOAIN" and part[1:].isdecimal()]


def figures(line: Keyboard) -> dict[str, str]:
    rows = (row.split() for row in line.foot.panel)
    return {row[0]: row[1] for row in rows if len(row) > 1 and len(row[0]) == 1 and row[0].isdecimal()}


def test_what_is_tied_stands_on_top_and_says_what_enter_does(hall: Hall) -> None:
    line = linking(hall, "O1")
    assert "Tied already. Enter takes the tie away." in line.panel
    assert shown(line)[0] == "Q3"
    assert line.panel.index("Tied already") < line.panel.index("Q3 Who opens") < line.panel.index("does it meet?")
    assert shown(line).count("Q3") == 1


def test_where_nothing_is_tied_none_of_it_is_spoken_of(hall: Hall) -> None:
    assert "Tied already" not in linking(hall, "O9").panel


@pytest.mark.parametrize("label", ["O1", "Q3"])
def test_enter_takes_the_tie_away_from_either_end_and_undo_brings_it_back(hall: Hall, label: str) -> None:
    line = linking(hall, label).press("down")
    other = {"O1": "Q3", "Q3": "O1"}[label]
    assert line.readback == f"Enter takes the tie to {other} away. Both stay where they are."
    assert "take the tie away" in [offer.words for offer in line.foot.offers]
    line.press("enter")
    assert line.mode is None
    assert ties(hall, "O1") == ties(hall, "Q3") == set()
    assert line.session.sentence == "O1 no longer meets Q3. u ties them again."
    assert not hall.board.records[hall.called("O1")].is_gone
    line.open("undo")
    assert ties(hall, "O1") == {"Q3"}


def test_no_figure_takes_a_tie_away(hall: Hall) -> None:
    line = linking(hall, "O1")
    assert figures(line)["1"] == "Q1"
    line.press("1")
    assert ties(hall, "O1") == {"Q1", "Q3"}


def test_words_find_the_tied_one_and_what_enter_does_to_it_is_said(hall: Hall) -> None:
    line = linking(hall, "O1").press("gate")
    assert shown(line)[0] == "Q3"
    assert "take it" in [offer.words for offer in line.foot.offers]
    line.press("enter")
    assert ties(hall, "O1") == {"Q3", "I3"}
    line = linking(hall, "O1").press("q3")
    assert line.readback.startswith("Enter takes the tie to Q3 away.")
    line.press("enter")
    assert ties(hall, "O1") == {"I3"}


def test_what_is_done_or_not_likely_is_shown_all_the_same_where_it_is_tied(hall: Hall) -> None:
    hall.tie("O1", "O2")
    hall.do(MarkDone(hall.called("Q3")))
    assert shown(linking(hall, "O1"))[:2] == ["Q3", "O2"]


def test_more_than_nine_are_reached_by_arrows(hall: Hall) -> None:
    for number in range(30):
        hall.card(f"question {number}", Kind.QUESTION)
    line = linking(hall, "O9")
    assert list(figures(line).values()) == [f"Q{number}" for number in range(1, 10)]
    assert "below" in line.panel
    line.press(*["down"] * 20)
    assert "Q20" in shown(line)
    assert "above" in line.panel
    line.press("enter")
    assert ties(hall, "O9") == {"Q20"}


def test_a_figure_means_what_stands_beside_it_wherever_the_list_is(hall: Hall) -> None:
    for number in range(30):
        hall.card(f"question {number}", Kind.QUESTION)
    line = linking(hall, "O9").press(*["pagedown"] * 4)
    wanted = figures(line)["4"]
    assert wanted not in {f"Q{number}" for number in range(1, 10)}
    line.press("4")
    assert ties(hall, "O9") == {wanted}


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40), (160, 45)])
@pytest.mark.parametrize("label", ["O1", "O9"])
def test_every_choice_is_seen_while_it_is_in_hand(hall: Hall, size: tuple[int, int], label: str) -> None:
    for number in range(25):
        hall.card(f"question {number} with so many words that it takes more than one row of a list", Kind.QUESTION)
    line = linking(hall, label, size=size)
    every = [hall.board.label_of(record) for record in (*line.mode.tied, *line.mode.first)]  # type: ignore[union-attr]
    rows = size[1] - (6 if size[1] < 18 or size[0] < 60 else 9 if size[0] >= 120 else 8)
    for wanted in every:
        line.press("down")
        in_hand = [row for row in line.foot.panel[1:] if row.startswith("\t")]
        assert wanted in in_hand[0].split()
        assert len(line.foot.panel) <= rows
    line.press("down")
    assert every[-1] in next(row for row in line.foot.panel[1:] if row.startswith("\t"))


def test_all_that_was_put_away_can_come_back(hall: Hall) -> None:
    cards = [hall.card(f"gone {number}") for number in range(12)]
    for card in cards:
        hall.clock.pass_minutes(1)
        hall.do(PutAway(card))
    line = Keyboard(hall, View(2)).open("bring_back").press(*["down"] * 12, "enter")
    assert not hall.board.records[cards[0]].is_gone
    assert line.mode is None


def test_a_guest_is_told_whose_tie_it_is(hall: Hall) -> None:
    line = linking(hall, "O1", seat=KOFI).press("down", "enter")
    assert line.sentence == "Others tied that, and neither card is yours. Ask whoever facilitates to take it away."
    assert ties(hall, "O1") == {"Q3"}


def test_what_somebody_took_away_meanwhile_has_not_changed_twice(hall: Hall) -> None:
    line = linking(hall, "O1").press("down")
    hall.do(Untie(hall.called("O1"), hall.called("Q3")), ANA)
    line.press("enter")
    assert line.sentence == "Nothing has changed: it is so already."


def test_both_ends_of_a_tie_that_was_made_twice_at_once_are_shown_once(hall: Hall) -> None:
    here, other = hall.called("O9"), hall.called("Q1")
    hall.do(TieLink("link/a", here, other))
    assert shown(linking(hall, "O9")).count("Q1") == 1

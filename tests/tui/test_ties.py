"""The list of what something meets: what is tied stands on top, Enter takes it away, and all of it is reached."""

import pytest
from keyboard import Keyboard
from riverside import ANA, KOFI, Hall, painted, riverside

from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.kinds import Kind
from cofacil.tui.paint.brush import ASCII, COLOURLESS, Signs, brush_of
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


def rows_below(line: Keyboard) -> list[list[str]]:
    """Return the words of each row of the list, below the card that it is about, as they stand behind bars and ticks."""
    return [strip.text.replace("▌", " ").replace("✓", " ").split() for strip in line.over[1:]]


def shown(line: Keyboard) -> list[str]:
    """Return the labels that are seen in the list, from the top down."""
    return [part for row in rows_below(line) for part in row[:2] if part[0] in "QOAIN" and part[1:].isdecimal()]


def figures(line: Keyboard) -> dict[str, str]:
    rows = rows_below(line)
    return {row[0]: row[1] for row in rows if len(row) > 1 and len(row[0]) == 1 and row[0].isdecimal()}


def in_hand(line: Keyboard) -> list[int]:
    """Return the rows that look as if in hand."""
    style = line.session.brush.style("card_in_hand")
    return [y for y, strip in enumerate(line.over) if any(segment.style == style for segment in strip)]


def test_what_is_tied_stands_on_top_and_says_what_enter_does(hall: Hall) -> None:
    line = linking(hall, "O1")
    assert "Tied already. Enter takes the tie away." in line.panel
    assert shown(line)[0] == "Q3"
    assert line.panel.index("Tied already") < line.panel.index("Q3   Who opens") < line.panel.index("does it meet?")
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
        first, *rest = in_hand(line)
        assert wanted in rows_below(line)[first - 1][:2]
        assert rest == list(range(first + 1, first + 1 + len(rest)))
        assert first + len(rest) < rows
    line.press("down")
    assert every[-1] in rows_below(line)[in_hand(line)[0] - 1][:2]


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40), (160, 45)])
def test_a_list_to_choose_from_has_a_bar_and_a_chip_on_the_same_cells_for_every_card(
    hall: Hall, size: tuple[int, int]
) -> None:
    for number in range(105):
        hall.card(f"question {number}", Kind.QUESTION)
    line = linking(hall, "O1", size=size)
    chip, edge = (line.session.brush.style(f"{role}.question") for role in ("kind", "row_edge"))
    lead, labels = 2 if size[0] < 60 else 3, set()
    for keys in (["down"], ["down"] * 12, ["pagedown"] * 12):
        for strip in line.press(*keys).over:
            segments = list(strip.crop(lead, lead + 7))
            if segments[0].text == "▌" and segments[1].style == chip:
                assert [segment.text for segment in segments[:2]] == ["▌", f" {segments[1].text.strip()}".ljust(5)]
                assert segments[0].style == edge
                assert segments[2].text[0] == " "
                assert strip.crop(lead + 7, lead + 8).text != " ", "the words begin at one cell"
                labels.add(len(segments[1].text.strip()))
    assert labels == {2, 3, 4}


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40)])
def test_only_the_choice_is_in_hand_and_the_card_it_is_about_stands_on_top(hall: Hall, size: tuple[int, int]) -> None:
    line = linking(hall, "O9", size=size)
    brush = line.session.brush
    assert in_hand(line) == []
    line.press("down", "down")
    assert [row[1] for row in (rows_below(line)[y - 1] for y in in_hand(line)) if row[0].isdecimal()] == ["Q2"]
    edge, chip, words, *_rest = line.over[0]
    assert (edge.text, edge.style) == ("▌", brush.style("row_edge.offer"))
    assert (chip.text, chip.style) == (" O9  ", brush.style("kind.offer"))
    assert words.style == brush.style("row")
    painted_rows = painted(line.session.scene()).rows
    turned = [strip for strip in painted_rows if any(one.style == brush.style("card_in_hand") for one in strip)]
    assert turned == [line.over[y] for y in in_hand(line)]


@pytest.mark.parametrize(("signs", "sign", "other"), [(ASCII, "#", "|"), (COLOURLESS, "█", "▌")])
def test_without_colours_or_drawn_signs_the_bar_tells_what_is_in_hand(
    hall: Hall, signs: Signs, sign: str, other: str
) -> None:
    line = linking(hall, "O1")
    line.session.brush = brush_of(line.session.brush.look, signs, "en")
    line.session._desk = None
    line.press("down", "down")
    bars = {strip.text[4:8].strip(): strip.text[3] for strip in line.over[1:] if strip.text[3] in sign + other}
    assert bars == {label: sign if label == "Q1" else other for label in bars}
    assert {"Q1", "Q2", "Q3"} <= set(bars)
    assert line.over[0].text[0] == other
    assert signs is not ASCII or line.panel.isascii()


def test_where_words_are_typed_no_figure_is_offered_as_it_would_be_a_letter(hall: Hall) -> None:
    line = linking(hall, "O9")
    assert line.offered[0] == "1-9 choose"
    line.press("garden")
    assert figures(line) == {}
    assert "choose" not in " ".join(line.offered)


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

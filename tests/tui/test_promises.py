"""The page of what people will do: actions and whom somebody asks, the next day first."""

import pytest
from sheets import HOSTILE, SIZES, Meeting, below, brush, is_plain, is_whole, on_screen, shown, window, words
from test_board_screen import shown as on_a_board

from cofacil.board.commands.absences import AbsenceCame, SetAbsence
from cofacil.board.commands.cards import EditCard, TakeCard
from cofacil.board.commands.moving import MarkDone, PutAway
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.promises import ahead, is_promised, promised
from cofacil.language.days import date_of
from cofacil.tui.messages import CardActionChosen
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.promises import Promises, PromisesView, paint_promises
from cofacil.tui.paint.brush import ASCII, COLOURLESS, Signs, brush_of
from cofacil.tui.paint.window import Window


def a_meeting() -> Meeting:
    """Return a board on which three things are promised, one of them to ask somebody."""
    meeting = Meeting()
    meeting.people(("Bea", ""), ("Priya", ""))
    beds = meeting.card("Clear the first beds", "Tom", kind=Kind.ACTION)
    key = meeting.card("Ask about the second key", "Priya", kind=Kind.ACTION)
    meeting.do(TakeCard(beds, "Tom"))
    meeting.do(TakeCard(key, "Priya", "2026-12-05"))
    cleaners = meeting.absence("Night cleaners at the school")
    meeting.do(SetAbsence(cleaners, knows="Bea", asks="Bea", when="2026-11-24", where="at the gate"))
    meeting.absence("Under-16s")
    return meeting


def labels(meeting: Meeting) -> list[str]:
    return [meeting.board.label_of(record) for record in ahead(meeting.board)]


def test_who_asks_somebody_by_a_day_has_promised_it_as_an_action_is_promised() -> None:
    meeting = a_meeting()
    assert labels(meeting) == ["N2", "A2", "A1"]
    assert len(promised(meeting.board)) == 3


@pytest.mark.parametrize("state", [AbsenceState.INVITED, AbsenceState.JOINED, AbsenceState.DECLINED])
def test_who_was_asked_is_promised_no_more(state: AbsenceState) -> None:
    meeting = a_meeting()
    meeting.do(AbsenceCame(ahead(meeting.board)[0].id, state))
    assert labels(meeting) == ["A2", "A1"]


def test_what_is_done_put_away_or_let_go_is_promised_no_more() -> None:
    meeting = a_meeting()
    absence, key, beds = ahead(meeting.board)
    meeting.do(MarkDone(key.id))
    meeting.do(PutAway(beds.id))
    meeting.do(SetAbsence(absence.id, asks=""))
    assert labels(meeting) == []


def test_a_day_that_is_nobodys_lies_ahead_and_is_no_promise() -> None:
    meeting = a_meeting()
    card = meeting.card("The gate is too narrow", kind=Kind.ISSUE)
    meeting.do(EditCard(card, when="2026-11-30"))
    assert labels(meeting) == ["N2", "I1", "A2", "A1"]
    assert not is_promised(meeting.board.card(card))
    text = words(
        paint_promises(Promises(meeting.board, ahead(meeting.board), date_of(meeting.clock.now())), window(120, 24))
    )
    assert 'nobody has said "I will"' in text


def test_a_card_of_any_kind_is_promised_by_who_says_so() -> None:
    meeting = a_meeting()
    meeting.do(TakeCard(meeting.card("A spare greenhouse"), "Tom"))
    assert labels(meeting) == ["N2", "A2", "O1", "A1"]
    assert len(promised(meeting.board)) == 4


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160])
def test_it_says_who_what_and_by_when(width: int) -> None:
    meeting = a_meeting()
    text = words(
        paint_promises(Promises(meeting.board, ahead(meeting.board), date_of(meeting.clock.now())), window(width, 24))
    )
    for label, what, who, when in (
        ("N2", "Night cleaners", "Bea asks", "by 24 Nov"),
        ("A2", "Ask about", "Priya will", "by 5 Dec"),
        ("A1", "Clear the", "Tom will", ""),
    ):
        rows = text.splitlines()
        at = next(number for number, row in enumerate(rows) if row.startswith(f"▌ {label}   {what}"))
        assert when in rows[at]
        assert who in "".join(rows[at : at + 3])
    assert "3 things lie ahead." in text


def many(number: int) -> Meeting:
    meeting = a_meeting()
    for at in range(number):
        meeting.do(TakeCard(meeting.card(f"Water the beds, week {at}", kind=Kind.ACTION), "Tom", "2026-12-12"))
    return meeting


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_labels_are_chips_on_the_same_cells_and_so_are_words_who_and_day(width: int, height: int) -> None:
    meeting = many(105)
    records, labels = ahead(meeting.board), set()
    whos: set[int] = set()
    days: set[int] = set()
    chip, edge = (brush().style(role) for role in ("kind.action", "row_edge.action"))
    for hand in (0, 20, len(records) - 2):
        page = Promises(meeting.board, records, date_of(meeting.clock.now()), hand)
        for strip in paint_promises(page, window(width, height)).rows:
            pieces = list(strip.crop(0, 7))
            if len(pieces) > 1 and pieces[1].style == chip:
                bar, label = pieces[:2]
                assert (bar.text, bar.style) == ("▌", edge)
                assert label.text == f" {label.text.strip()}".ljust(5)
                assert strip.text[6] == " " != strip.text[7]
                labels.add(len(label.text.strip()))
                whos.add(strip.text.find("Tom will"))
                days.add(strip.text.find("by 12 Dec"))
    assert labels == {2, 3, 4}
    assert len(whos - {-1}) == (0 if width < 80 else 1)
    assert len(days - {-1}) == 1


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_only_one_of_them_is_in_hand(width: int, height: int) -> None:
    meeting = many(3)
    records = ahead(meeting.board)
    for hand, record in enumerate(records):
        page = Promises(meeting.board, records, date_of(meeting.clock.now()), hand)
        painted = paint_promises(page, window(width, height))
        turned = [
            y
            for y, strip in enumerate(painted.rows)
            if any(one.style == brush().style("card_in_hand") for one in strip)
        ]
        assert meeting.board.label_of(record) in painted.rows[turned[0]].text
        assert {painted.choice_at(0, y) for y in turned} == {hand}


@pytest.mark.parametrize(("signs", "sign", "other"), [(ASCII, "#", "|"), (COLOURLESS, "█", "▌")])
def test_without_colours_or_drawn_signs_the_bar_tells_what_is_in_hand(signs: Signs, sign: str, other: str) -> None:
    meeting = many(3)
    page = Promises(meeting.board, ahead(meeting.board), date_of(meeting.clock.now()), 1)
    painted = paint_promises(page, Window(80, 24, brush_of(brush().look, signs, "en")))
    bars = [(strip.text[0], strip.text[2:4]) for strip in painted.rows if strip.text[0] in sign + other]
    assert [label for bar, label in bars if bar == sign] == ["A2"]
    assert len(bars) == 6
    assert signs is not ASCII or is_plain(painted)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_cell_is_painted_and_what_is_in_hand_is_seen(width: int, height: int) -> None:
    meeting = a_meeting()
    for number in range(20):
        meeting.do(TakeCard(meeting.card(" ".join(HOSTILE)[: 20 + number], kind=Kind.ACTION), "Tom"))
    records = ahead(meeting.board)
    for hand in (0, 5, len(records) - 1):
        sheet = paint_promises(
            Promises(meeting.board, records, date_of(meeting.clock.now()), hand), window(width, height)
        )
        assert is_whole(sheet, width, height)
        assert hand in {spot.choice for spot in sheet.spots}
    assert is_plain(paint_promises(Promises(a_meeting().board, (), date_of(0)), window(width, height, is_ascii=True)))


async def test_others_changes_leave_the_hand_and_enter_goes_there() -> None:
    meeting = a_meeting()
    view = PromisesView(below(meeting.board, meeting.clock.now, meeting.ask))
    absence, key, _beds = ahead(meeting.board)
    async with shown(view) as (app, pilot):
        await pilot.press("down", "x")
        assert on_screen(view).splitlines()[-1].lstrip().startswith("x does nothing on this page.")
        meeting.do(AbsenceCame(absence.id, AbsenceState.INVITED))
        view.hear(meeting.board, "N2: invited.")
        assert view.promises.records[view.promises.hand].id == key.id
        await pilot.press("enter")
    assert CardActionChosen("", key.id) in app.heard


@pytest.mark.parametrize("typed", ["due", "late", "promises", "what people will do", "deadline"])
async def test_help_leads_there_and_enter_to_the_card(typed: str) -> None:
    async with on_a_board() as screen:
        await screen.press("?")
        view = screen.app.pages.top()
        assert isinstance(view, HelpView)
        await screen.press(*("space" if letter == " " else letter for letter in typed), "enter")
        await screen.until(lambda: isinstance(screen.app.pages.top(), PromisesView))
        await screen.press("down", "enter")
        await screen.until(lambda: screen.app.pages.top() is screen.view)
        assert screen.in_hand == "A1"

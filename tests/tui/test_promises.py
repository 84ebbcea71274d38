"""The page of what people will do: actions and whom somebody asks, the next day first."""

import pytest
from sheets import HOSTILE, KEYS, SIZES, Meeting, brush, is_plain, is_whole, on_screen, shown, window, words
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
        paint_promises(Promises(meeting.board, ahead(meeting.board), date_of(meeting.clock.now())), window(80, 24))
    )
    assert 'nobody has said "I will"' in text


def test_a_card_of_any_kind_is_promised_by_who_says_so() -> None:
    meeting = a_meeting()
    meeting.do(TakeCard(meeting.card("A spare greenhouse"), "Tom"))
    assert labels(meeting) == ["N2", "A2", "O1", "A1"]
    assert len(promised(meeting.board)) == 4


def test_it_says_who_what_and_by_when() -> None:
    meeting = a_meeting()
    text = words(
        paint_promises(Promises(meeting.board, ahead(meeting.board), date_of(meeting.clock.now())), window(80, 24))
    )
    for part in (
        "N2    by 24 Nov",
        "Night cleaners at the school",
        "Bea asks",
        "A2    by 5 Dec",
        "Priya will",
        "Tom will",
    ):
        assert part in text
    assert "3 things lie ahead." in text


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
    view = PromisesView(meeting.board, brush(), KEYS, meeting.clock.now)
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

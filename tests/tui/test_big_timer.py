import pytest
from sheets import HOSTILE, KEYS, NOW, SIZES, Meeting, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.timer import CountUp, GiveTime, PauseTimer, StartTimer, TimerSeen
from cofacil.board.model import Board
from cofacil.board.timer import MINUTE, TimerState
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.timer import FIGURES, TALL, BigTimer, TimerView, paint_timer

ASKED = "What could you bring? What would help you?"
D2 = """\
                   What could you bring? What would help you?


                    ███████  ███████          ██    ███████
                    ██   ██  ██             ████         ██
                    ██   ██  ██        █      ██         ██
                    ██   ██  ███████          ██    ███████
                    ██   ██  ██   ██   █      ██    ██
                    ██   ██  ██   ██          ██    ██
                    ███████  ███████       ███████  ███████


                    ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
                              less than half left"""


def running(minutes: int = 15) -> Board:
    meeting = Meeting()
    meeting.do(StartTimer(minutes))
    return meeting.board


def later(minutes: float) -> int:
    return NOW + round(minutes * MINUTE)


def test_every_figure_is_seven_rows_high_and_as_wide_as_it_should_be() -> None:
    for sign, drawn in FIGURES.items():
        assert len(drawn) == TALL
        assert {len(line) for line in drawn} == {3 if sign == ":" else 7}
    assert len({tuple(FIGURES[sign]) for sign in "0123456789"}) == 10


def test_it_looks_as_it_is_drawn() -> None:
    text = words(paint_timer(BigTimer(running(), later(8.8), KEYS, ASKED, "Tom added an offer, O5."), window(80, 24)))
    assert text.split("\n")[3:17] == D2.split("\n")
    assert text.startswith(" How do we share the garden?")
    assert "t or Esc board   Enter pause, go on   + one more minute" in text
    small = words(paint_timer(BigTimer(running(), later(8.8), KEYS, ASKED), window(60, 18))).split("\n")
    assert small[0].strip() == ASKED
    assert small[2:9] == [line[10:] for line in D2.split("\n")[3:10]]
    assert "Enter pause   + one more" in small[16]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("minutes", [0.1, 5, 14.99, 15, 16])
def test_every_cell_is_painted(width: int, height: int, minutes: float) -> None:
    for board in (running(), running(900), Meeting().board):
        for asked in ("", ASKED, " ".join(HOSTILE) * 4):
            sheet = paint_timer(BigTimer(board, later(minutes), KEYS, asked), window(width, height))
            assert is_whole(sheet, width, height)
        assert is_plain(paint_timer(BigTimer(board, later(minutes), KEYS, ASKED), window(width, height, is_ascii=True)))


def test_at_zero_it_says_time_in_large_letters() -> None:
    text = words(paint_timer(BigTimer(running(), later(15), KEYS, ASKED), window(80, 24)))
    assert "███████  ███████  ██   ██  ███████" in text
    assert "Finish what you are saying." in text


def test_without_a_timer_it_says_how_to_start_one() -> None:
    text = words(paint_timer(BigTimer(Meeting().board, NOW, KEYS, ASKED), window(80, 24)))
    assert "No timer is running." in text
    assert "t or Esc, then t and minutes." in text


def test_counting_up_has_no_bar_and_paused_stands_still() -> None:
    meeting = Meeting()
    meeting.do(CountUp())
    assert "▇" not in words(paint_timer(BigTimer(meeting.board, later(3), KEYS), window(80, 24)))
    meeting.do(StartTimer(5))
    meeting.do(PauseTimer())
    assert "standing still" in words(paint_timer(BigTimer(meeting.board, later(3), KEYS), window(80, 24)))


async def test_keys_pause_lengthen_and_go_back() -> None:
    meeting = Meeting()
    meeting.do(StartTimer(15))
    view = TimerView(meeting.board, brush(), KEYS, meeting.clock.now, meeting.ask, ASKED)
    async with shown(view) as (app, pilot):
        await pilot.press("enter")
        assert meeting.board.timer.state(NOW) is TimerState.PAUSED
        await pilot.press("plus")
        assert meeting.board.timer.remaining(NOW) == 16 * MINUTE
        assert "gave one more minute" in on_screen(view)
        await pilot.press("t", "t")
    assert meeting.submitted == [PauseTimer(), GiveTime(1)]
    assert [type(message) for message in app.heard] == [BackRequested]


async def test_at_zero_any_key_says_that_it_was_seen_and_goes_back() -> None:
    meeting = Meeting()
    meeting.do(StartTimer(1))
    view = TimerView(meeting.board, brush(), KEYS, lambda: later(1), meeting.ask, ASKED)
    async with shown(view) as (app, pilot):
        await pilot.press("x")
    assert meeting.submitted == [TimerSeen()]
    assert [type(message) for message in app.heard] == [BackRequested]

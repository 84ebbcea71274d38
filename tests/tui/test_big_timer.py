import pytest
from sheets import HOSTILE, KEYS, NOW, SIZES, Meeting, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.timer import CountUp, GiveTime, PauseTimer, StartTimer, TimerSeen
from cofacil.board.model import Board
from cofacil.board.timer import MINUTE, TimerState
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.timer import BigTimer, TimerView, paint_timer
from cofacil.tui.paint.figures import FIGURES, TALL, scaled

ASKED = "What could you bring? What would help you?"


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


SMALL = """\
         What could you bring? What would help you?

          ███████  ███████          ██    ███████
          ██   ██  ██             ████         ██
          ██   ██  ██             ████         ██
          ██   ██  ██        █      ██         ██
          ██   ██  ██        █      ██         ██
          ██   ██  ███████          ██    ███████
          ██   ██  ██   ██   █      ██    ██
          ██   ██  ██   ██   █      ██    ██
          ██   ██  ██   ██          ██    ██
          ██   ██  ██   ██          ██    ██
          ███████  ███████       ███████  ███████

          ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
                    less than half left
t or Esc board   p pause   + one more"""


def tall(sheet: Sheet) -> int:
    """Return the rows from the first to the last that a figure is drawn on; the bar is drawn with other signs."""
    rows = [y for y, line in enumerate(words(sheet).split("\n")) if "█" in line]
    return rows[-1] - rows[0] + 1 if rows else 0


def test_it_looks_as_it_is_drawn() -> None:
    text = words(paint_timer(BigTimer(running(), later(8.8), KEYS, ASKED, "Tom added an offer, O5."), window(80, 24)))
    assert text.startswith(" How do we share the garden?")
    assert "t or Esc board   p pause   + one more minute" in text
    small = words(paint_timer(BigTimer(running(), later(8.8), KEYS, ASKED), window(60, 18))).split("\n")
    assert small[:17] == SMALL.split("\n")


@pytest.mark.parametrize(
    ("width", "height"), [(40, 12), (60, 18), (80, 24), (100, 30), (120, 36), (120, 40), (160, 44), (50, 44), (200, 20)]
)
@pytest.mark.parametrize("minutes", [1, 5, 99, 106, 1440])
@pytest.mark.parametrize("asked", ["", ASKED, ASKED * 4])
def test_figures_take_a_third_of_the_rows_at_least(width: int, height: int, minutes: int, asked: str) -> None:
    for page in (BigTimer(running(minutes), NOW, KEYS, asked), BigTimer(running(minutes), later(minutes), KEYS, asked)):
        sheet = paint_timer(page, window(width, height))
        assert is_whole(sheet, width, height)
        assert tall(sheet) * 3 >= height
        assert asked.split(" ", maxsplit=1)[0] in words(sheet)


def test_a_word_of_another_language_that_is_not_drawn_stands_in_one_row() -> None:
    assert scaled("ZEIT", 80, 20, 8) == []
    assert scaled("TIME", 13, 20, 8) == []


def test_from_45_rows_on_the_bar_is_two_rows_high() -> None:
    for height, rows in ((44, 1), (45, 2), (80, 2)):
        text = words(paint_timer(BigTimer(running(), later(8.8), KEYS, ASKED), window(160, height))).split("\n")
        last = next(y for y, line in enumerate(text) if "less than half" in line)
        bar = [line for line in text[last - 3 : last] if line.strip()]
        assert len(bar) == rows
        assert bar[-1].endswith("▁▁▁")


@pytest.mark.parametrize("rows", range(5, 60))
@pytest.mark.parametrize("width", [13, 40, 60, 79, 117, 300])
def test_every_figure_stays_itself_at_every_size(width: int, rows: int) -> None:
    drawn = {sign: tuple(scaled(sign * 2, width, rows, 0)) for sign in FIGURES}
    assert len(set(drawn.values())) == len(drawn)
    assert all(0 < len(figure) <= rows for figure in drawn.values())
    assert {len(line) for sign, figure in drawn.items() if sign != ":" for line in figure} == {len(drawn["0"][0])}


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
    assert "██████████████    ██████████████    ████      ████    ██████████████" in text
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


@pytest.mark.parametrize("key", ["p", "P", "enter"])
async def test_keys_pause_lengthen_and_go_back(key: str) -> None:
    meeting = Meeting()
    meeting.do(StartTimer(15))
    view = TimerView(below(meeting.board, meeting.clock.now, meeting.ask), ASKED)
    async with shown(view) as (app, pilot):
        await pilot.press(key)
        assert meeting.board.timer.state(NOW) is TimerState.PAUSED
        assert "p go on" in on_screen(view)
        await pilot.press("plus")
        assert meeting.board.timer.remaining(NOW) == 16 * MINUTE
        assert "gave one more minute" in on_screen(view)
        await pilot.press("t", "t")
    assert meeting.submitted == [PauseTimer(), GiveTime(1)]
    assert [type(message) for message in app.heard] == [BackRequested]


async def test_at_zero_any_key_says_that_it_was_seen_and_goes_back() -> None:
    meeting = Meeting()
    meeting.do(StartTimer(1))
    view = TimerView(below(meeting.board, lambda: later(1), meeting.ask), ASKED)
    async with shown(view) as (app, pilot):
        await pilot.press("x")
    assert meeting.submitted == [TimerSeen()]
    assert [type(message) for message in app.heard] == [BackRequested]


@pytest.mark.parametrize("key", ["x", "a", "3", "tab"])
async def test_a_key_that_means_nothing_says_so_and_what_moves_nothing_says_nothing(key: str) -> None:
    meeting = Meeting()
    meeting.do(StartTimer(15))
    view = TimerView(below(meeting.board, meeting.clock.now, meeting.ask), ASKED)
    async with shown(view) as (app, pilot):
        await pilot.press(key)
        assert f"{key.capitalize() if len(key) > 1 else key} does nothing on this page. Esc goes back." in on_screen(
            view
        )
        await pilot.press("down")
        assert "does nothing" not in on_screen(view)
    assert not meeting.submitted
    assert not app.heard


@pytest.mark.parametrize("minutes", [3, 15])
@pytest.mark.parametrize("key", ["p", "plus", "minus", "x"])
async def test_who_only_takes_part_is_offered_nothing_of_the_timer_and_takes_nothing_off_the_wall(
    key: str, minutes: int
) -> None:
    meeting = Meeting()
    meeting.do(StartTimer(15))
    view = TimerView(below(meeting.board, lambda: later(minutes), meeting.ask), ASKED)
    view.may_set = False
    async with shown(view) as (app, pilot):
        assert "pause" not in on_screen(view)
        assert "one more" not in on_screen(view)
        assert "seen" not in on_screen(view)
        await pilot.press(key)
        if minutes == 3 or key in {"plus", "minus"}:
            said = "does nothing" if key == "x" else "That is for those who facilitate."
            assert said in on_screen(view)
            assert not app.heard
        else:
            assert [type(message) for message in app.heard] == [BackRequested]
    assert not meeting.submitted


def test_at_zero_it_is_said_that_any_key_takes_it_off_the_wall() -> None:
    for width, height in SIZES:
        if width >= 60:
            text = words(paint_timer(BigTimer(running(), later(15), KEYS, ASKED), window(width, height)))
            assert "or any key: seen" in text


def test_who_only_takes_part_is_not_told_to_set_it() -> None:
    page = BigTimer(Meeting().board, NOW, KEYS, ASKED, may_set=False)
    text = words(paint_timer(page, window(80, 24)))
    assert "No timer is running." in text
    assert "and minutes" not in text


@pytest.mark.parametrize("is_seen", [False, True])
async def test_at_zero_and_behind_it_plus_gives_a_minute(*, is_seen: bool) -> None:
    meeting = Meeting()
    meeting.do(StartTimer(1))
    meeting.clock.pass_minutes(1)
    if is_seen:
        meeting.do(TimerSeen())
    view = TimerView(below(meeting.board, meeting.clock.now, meeting.ask), ASKED)
    async with shown(view) as (app, pilot):
        assert "+ one more minute" in on_screen(view)
        await pilot.press("plus")
        assert "gave one more minute" in on_screen(view)
    assert meeting.submitted == [GiveTime(1)]
    assert meeting.board.timer.remaining(meeting.clock.now()) == MINUTE
    assert not app.heard


def test_what_counts_up_takes_no_minute_and_offers_none() -> None:
    meeting = Meeting()
    meeting.do(CountUp())
    text = words(paint_timer(BigTimer(meeting.board, later(3), KEYS), window(80, 24)))
    assert "t or Esc board   p pause" in text
    assert "one more" not in text

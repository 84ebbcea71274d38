import asyncio
import re
from typing import Any, ClassVar

import pyte
import pytest
from textual import events
from textual.app import App

from cofacil.terminal import burst
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth
from cofacil.terminal.driver import LEAVE, BoardDriver
from cofacil.terminal.guard import permits

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
LONG = "".join(f"\x1b[{row};1H{'word ' * 15}\n" for row in range(1, 20)) + "\x1b[1;1H"


class KeptDriver(BoardDriver):
    """Keeps what it would send."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.sent: list[str] = []

    def transmit(self, data: bytes) -> None:
        self.sent.append(data.decode())


class PlainDriver(KeptDriver):
    capability: ClassVar[Capability] = Capability(Depth.FEW, answers_queries=False)


async def started(kind: type[KeptDriver] = KeptDriver, **options: Any) -> KeptDriver:
    driver = kind(App[None](), size=(80, 24), **options)
    driver.start_application_mode()
    return driver


async def test_entering_takes_no_more_than_it_needs() -> None:
    driver = await started()
    [entered] = driver.sent
    assert permits(entered)
    for mode in ("1049h", "1002h", "1006h", "2004h", "1004h", "25l", "7l", "2026$p"):
        assert f"\x1b[?{mode}" in entered
    assert "1003" not in entered


async def test_the_mouse_may_be_left_alone() -> None:
    driver = await started(mouse=False)
    assert "\x1b[?1002h" not in driver.sent[0]


async def test_a_terminal_that_prints_questions_is_asked_none() -> None:
    driver = await started(PlainDriver)
    assert "$p" not in driver.sent[0]
    assert ">1u" not in driver.sent[0]


async def test_leaving_twice_restores_once() -> None:
    driver = await started()
    driver.stop_application_mode()
    driver.stop_application_mode()
    driver.write("\x1b[1;1Hlate\x1b[1;1H")
    assert driver.sent[1:] == [LEAVE]


async def test_coming_back_without_having_left_keeps_the_modes_in_balance() -> None:
    driver = await started()
    driver.start_application_mode()
    driver.stop_application_mode()
    sent = "".join(driver.sent)
    assert sent.count("\x1b[>1u") == sent.count("\x1b[<u") == 2


class FarDriver(KeptDriver):
    """Draws on a terminal whose line may end at any moment."""

    may_break = True


async def test_a_line_that_breaks_between_two_frames_leaves_a_plain_pen_and_rows_that_wrap() -> None:
    for end in ("", "\x1b[3;5H"):
        driver = await started(FarDriver)
        screen = pyte.Screen(80, 24)
        stream = pyte.Stream(screen)
        for words in ("\x1b[1;1H\x1b[7;31mhand\x1b[m", f"\x1b[2;1H\x1b[44mnext{end}"):
            driver.write(words)
        for sent in driver.sent:
            assert permits(sent)
            stream.feed(re.sub(r"\x1b\[>1u|\x1b\[\?2026\$p", "", sent))
        assert 7 << 5 in screen.mode
        stream.feed("\r\nConnection closed." + "x" * 70)
        row = screen.cursor.y - 1
        assert screen.display[row].startswith("Connection closed.")
        assert screen.display[row + 1].startswith("x" * 8)
        assert {(cell.bg, cell.reverse) for cell in screen.buffer[row].values()} == {("default", False)}


async def test_a_frame_goes_on_where_the_one_before_it_stopped_on_such_a_line() -> None:
    far, near = await started(FarDriver), await started()
    screens = []
    for driver in (far, near):
        screen = pyte.Screen(80, 24)
        stream = pyte.Stream(screen)
        for words in (
            "\x1b[1;1H\x1b[7;31mhand\x1b[m",
            "\x1b[2;1H\x1b[44mnext\x1b[3;5H",
            "\x1b[2;1H\x1b[44mnexxt\x1b[m\x1b[1;1H",
        ):
            driver.write(words)
        for sent in driver.sent:
            stream.feed(re.sub(r"\x1b\[>1u|\x1b\[\?2026\$p", "", sent))
        screens.append(([dict(row) for row in screen.buffer.values()], screen.display))
    assert screens[0] == screens[1]


async def test_a_long_frame_keeps_its_marks_and_goes_out_once() -> None:
    driver = await started()
    for data in (SYNC_START, LONG, SYNC_END):
        driver.write(data)
    [_, frame] = driver.sent
    assert frame.startswith(SYNC_START)
    assert frame.endswith(SYNC_END)


async def test_a_long_frame_that_came_without_marks_gets_none() -> None:
    driver = await started()
    driver.write(LONG)
    assert SYNC_START not in driver.sent[1]


async def test_a_short_frame_needs_no_marks_and_an_unchanged_one_nothing() -> None:
    driver = await started()
    for data in (SYNC_START, "\x1b[1;1Hshort\x1b[1;1H", SYNC_END) * 2:
        driver.write(data)
    assert driver.sent[1:] == ["\x1b[H\x1b[mshort\x1b[H"]


async def test_the_bell_rings_alone_and_not_from_text() -> None:
    driver = await started()
    driver.write("\x07")
    driver.write("\x1b[1;1Hring\x07\x1b[1;1H")
    assert driver.sent[1] == "\x07"
    assert "\x07" not in driver.sent[2]


async def test_neither_clipboard_nor_pointer_nor_links_reach_the_terminal() -> None:
    driver = await started()
    driver.write("\x1b]52;c;aGk=\x07")
    driver.write("\x1b]22;pointer\x07")
    assert driver.sent[1:] == []


async def test_the_app_renders_truecolor_whatever_the_terminal_can_show() -> None:
    driver = await started(PlainDriver)
    assert driver._app.console.color_system == "truecolor"
    driver.write("\x1b[1;1H\x1b[38;2;255;0;0mred\x1b[0m\x1b[1;1H")
    assert driver.sent[1] == "\x1b[H\x1b[0;91mred\x1b[H"


async def test_after_leaving_and_coming_back_a_frame_is_sent_whole() -> None:
    driver = await started()
    driver.write(LONG)
    driver.stop_application_mode()
    driver.start_application_mode()
    driver.write(LONG)
    assert driver.sent[-1] == driver.sent[1]


class ColourlessDriver(KeptDriver):
    capability: ClassVar[Capability] = Capability(Depth.NONE)


async def test_without_colours_the_terminals_own_cursor_is_shown() -> None:
    driver = await started(ColourlessDriver)
    assert "\x1b[?25h" in driver.sent[0]
    assert "\x1b[?25l" not in driver.sent[0]


@pytest.mark.parametrize("pressed", [("ctrl+l",), ("escape", "escape")])
async def test_what_wrote_across_the_screen_is_drawn_over(
    pressed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = await started()
    handed_on: list[str] = []
    monkeypatch.setattr(driver, "send_message", lambda message: handed_on.append(message.key))
    driver.write(LONG)
    before = len(driver.sent)
    driver.write(LONG)
    assert driver.sent[before:] == []
    for key in pressed:
        driver.process_message(events.Key(key, None))
    driver.write(LONG)
    assert driver.sent[before] == "\x1b[m"
    assert "word word" in driver.sent[-1]
    assert handed_on == [key for key in pressed if key == "escape"]


async def test_two_esc_that_have_nothing_to_do_with_each_other_draw_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = await started()
    monkeypatch.setattr(driver, "send_message", lambda _message: None)
    before = len(driver.sent)
    for key in ("escape", "a", "escape"):
        driver.process_message(events.Key(key, None))
    assert driver.sent[before:] == []


def take(driver: BoardDriver, data: bytes) -> None:
    assert driver.keys is not None
    driver.keys.feed(data)


@pytest.mark.parametrize("marks", [(), (SYNC_START, SYNC_END)])
async def test_what_comes_at_once_is_no_key_from_a_moment_behind_the_first_frame_on(
    monkeypatch: pytest.MonkeyPatch, marks: tuple[str, ...]
) -> None:
    monkeypatch.setattr(burst, "GOES_ON", 0.05)
    told: list[events.Event] = []

    class Heard(KeptDriver):
        def send_message(self, message: Any) -> None:
            told.append(message)

    driver = await started(Heard)
    for _time in ("the first", "behind another program"):
        await asyncio.sleep(0.1)
        take(driver, b"people")
        assert told
        assert not any(isinstance(key, burst.BurstKey) for key in told)
        told.clear()
        for written in (*marks[:1], "\x1b[1;1Ha board\x1b[1;1H", *marks[1:]):
            driver.write(written)
        take(driver, b"still ahead")
        assert not any(isinstance(key, burst.BurstKey) for key in told)
        told.clear()
        await asyncio.sleep(0.1)
        take(driver, b"people")
        assert len(told) == 6
        assert all(isinstance(key, burst.BurstKey) for key in told)
        told.clear()
        driver.stop_application_mode()
        driver.start_application_mode()

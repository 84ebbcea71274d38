import asyncio
import gc
import time
import weakref
from collections.abc import AsyncIterator
from contextvars import copy_context

import pytest
from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from cofacil.terminal import keys as keys_module
from cofacil.terminal.keys import ESC_DELAY, PASTE_CHUNK, Keys, is_available
from cofacil.terminal.paste import END, START, Pasted, PasteGate


class Heard:
    """What a terminal's keys became."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.times: list[float] = []

    def __call__(self, message: Message) -> None:
        self.messages.append(message)
        self.times.append(time.perf_counter())

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.messages if isinstance(message, events.Key)]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def keys(heard: Heard) -> AsyncIterator[Keys]:
    made = Keys(heard)
    yield made
    made.close()


async def settled() -> None:
    await asyncio.sleep(ESC_DELAY + 0.02)


def test_textual_still_has_the_parser() -> None:
    assert is_available()


def test_without_the_parser_the_stock_driver_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module, "XTermParser", object)
    assert not is_available()


async def test_letters_come_at_once(keys: Keys, heard: Heard) -> None:
    keys.feed(b"jK\r\x1b[A")
    assert heard.keys == ["j", "K", "enter", "up"]


async def test_a_character_split_between_reads_is_one_key(keys: Keys, heard: Heard) -> None:
    for byte in "é漢😀".encode():
        keys.feed(bytes([byte]))
    assert [message.character for message in heard.messages if isinstance(message, events.Key)] == ["é", "漢", "😀"]


async def test_bytes_that_are_no_text_harm_nothing(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\xff\xfej")
    assert heard.keys[-1] == "j"


async def test_esc_is_a_key_after_a_moment_that_nobody_notices(keys: Keys, heard: Heard) -> None:
    start = time.perf_counter()
    keys.feed(b"\x1b")
    assert heard.keys == []
    await settled()
    assert heard.keys == ["escape"]
    assert heard.times[0] - start >= ESC_DELAY * 0.9


async def test_a_sequence_split_between_reads_is_one_key(keys: Keys, heard: Heard) -> None:
    for part in (b"\x1b", b"[", b"A"):
        keys.feed(part)
        await asyncio.sleep(ESC_DELAY / 5)
    await settled()
    assert heard.keys == ["up"]


@pytest.mark.parametrize(
    ("typed", "expected"), [(b"\x1bj", ["escape", "j"]), (b"\x1bJ", ["escape", "J"]), (b"\x1b\x1b", ["escape"] * 2)]
)
async def test_esc_and_a_letter_typed_fast_are_two_keys(
    keys: Keys, heard: Heard, typed: bytes, expected: list[str]
) -> None:
    keys.feed(typed)
    await settled()
    assert heard.keys == expected


async def test_the_mouse_and_the_focus_arrive(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\x1b[<0;5;3M\x1b[<0;5;3m\x1b[I\x1b[O")
    assert [type(message) for message in heard.messages] == [
        events.MouseDown,
        events.MouseUp,
        events.AppFocus,
        events.AppBlur,
    ]


async def test_the_answer_about_synchronised_output_arrives(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\x1b[?2026;2$y")
    assert isinstance(heard.messages[0], TerminalSupportsSynchronizedOutput)


async def test_a_size_that_is_typed_in_is_not_believed(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\x1b[48;45;160;900;1600t\x1b[?2048;1$y\x1b[<0;5;3M")
    assert [type(message) for message in heard.messages] == [events.MouseDown]
    mouse = heard.messages[0]
    assert isinstance(mouse, events.MouseDown)
    assert (mouse.x, mouse.y) == (4, 2)


@pytest.mark.parametrize("broken", [b"\x1b[99999999;1;99999999u", b"\x1b[1:2;1u"])
async def test_after_a_sequence_that_breaks_the_parser_keys_go_on(keys: Keys, heard: Heard, broken: bytes) -> None:
    keys.feed(broken)
    keys.feed(b"jk")
    assert heard.keys[-2:] == ["j", "k"]


async def test_a_paste_arrives_whole(keys: Keys, heard: Heard) -> None:
    keys.feed(f"{START}two\nlines{END}j".encode())
    assert isinstance(heard.messages[0], events.Paste)
    assert heard.messages[0].text == "two\nlines"
    assert heard.keys == ["j"]


async def test_of_a_long_paste_no_more_than_the_cap_is_taken(heard: Heard) -> None:
    keys = Keys(heard, paste_cap=100)
    keys.feed(f"{START}{'x' * 5000}{END}j".encode())
    assert isinstance(heard.messages[0], events.Paste)
    assert heard.messages[0].text == "x" * 100
    assert heard.keys == ["j"]
    keys.close()


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
async def test_what_is_left_out_of_a_paste_is_counted_and_none_of_it_becomes_a_key(heard: Heard, size: int) -> None:
    keys = Keys(heard, paste_cap=100)
    text = f"{START}{'é' * 60}\nseeds\r\n{'y' * 33}the rest\r\x1b:q\nno{END}{START}{'z' * 100}{END}{START}{'w' * 103}{END}k".encode()
    for start in range(0, len(text), size):
        keys.feed(text[start : start + size])
    pastes = [message.text for message in heard.messages if isinstance(message, events.Paste)]
    assert [len(text) for text in pastes] == [100, 100, 100]
    assert isinstance(pastes[0], Pasted)
    rest = f"{'y' * 33}the rest\r:q\nno"[100 - 60 - 8 :]
    assert (pastes[0].left_out, pastes[0].rows_left_out, pastes[0].goes_on) == (len(rest), 2, rest)
    assert not isinstance(pastes[1], Pasted)
    assert isinstance(pastes[2], Pasted)
    assert (pastes[2].left_out, pastes[2].goes_on) == (3, "www")
    assert heard.keys == ["k"]
    keys.close()


@pytest.mark.parametrize("size", range(1, 12))
def test_marks_of_a_paste_may_be_split_anywhere(size: int) -> None:
    gate = PasteGate(8)
    text = f"a{START}12345678{END}b{START}123456789{END}c\x1b[A"
    passed = "".join(gate.pass_on(text[start : start + size]) for start in range(0, len(text), size))
    assert passed.startswith(f"a{START}12345678{END}b{START}12345678")
    assert passed.endswith(f"{END}c\x1b[A")
    assert "9" not in passed


async def test_a_flood_is_taken_in_small_bites(heard: Heard) -> None:
    keys = Keys(heard, chunk=10, pace=0.005)
    keys.feed(b"x" * 35)
    assert len(heard.keys) == 10
    assert keys.waiting == 25
    await asyncio.sleep(0.06)
    assert len(heard.keys) == 35
    assert keys.waiting == 0
    keys.close()


async def test_of_a_flood_a_paste_is_taken_in_larger_bites(heard: Heard) -> None:
    keys = Keys(heard, chunk=10, pace=3600)
    keys.feed(b"\x1b[200~" + b"p" * 4000 + b"\x1b[201~" + b"k" * 4000)
    while keys.waiting > 4000:
        before = keys.waiting
        keys._take()
        assert before - keys.waiting <= PASTE_CHUNK
    assert [len(message.text) for message in heard.messages if isinstance(message, events.Paste)] == [4000]
    assert heard.keys == []
    keys.close()


@pytest.mark.parametrize("split", range(1, 6))
async def test_keys_behind_a_paste_are_taken_in_small_bites_however_its_end_is_split(heard: Heard, split: int) -> None:
    keys = Keys(heard, chunk=10, pace=3600)
    keys.feed(b"\x1b[200~")
    mark = b"\x1b[201~"
    keys.feed(b"p" * 9 + mark[:split])
    while keys.waiting:
        keys._take()
    keys.feed(mark[split:] + b"k" * 600)
    keys._take()
    keys._take()
    assert len(heard.keys) <= 20
    keys.close()


async def test_after_the_end_nothing_is_taken(heard: Heard) -> None:
    keys = Keys(heard)
    keys.feed(b"\x1b")
    keys.close()
    keys.feed(b"j")
    await settled()
    assert heard.keys == []


async def test_after_the_end_no_app_is_pinned() -> None:
    def used() -> weakref.ref[App[None]]:
        app = App[None]()
        active_message_pump.set(app)
        keys = Keys(app.post_message)
        keys.feed(b"\x1b[57441;2u\x1b[99;5u\x1b[A")
        keys.close()
        return weakref.ref(app)

    gone = copy_context().run(used)
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("behind", ["1", "9", "?", "/", "+", " ", "a", "é"])
async def test_an_esc_with_a_key_typed_fast_behind_it_is_both(heard: Heard, behind: str) -> None:
    keys = Keys(heard)
    keys.feed(f"\x1b{behind}".encode())
    keys.close()
    typed = [message for message in heard.messages if isinstance(message, events.Key)]
    assert typed[0].key == "escape"
    assert [key.character for key in typed[1:]] == [behind]


async def test_sequences_stay_whole_behind_an_esc(heard: Heard) -> None:
    keys = Keys(heard)
    keys.feed(b"\x1b[A\x1bOP\x1b[1;5C")
    keys.close()
    assert heard.keys == ["up", "f1", "ctrl+right"]


async def test_an_esc_typed_just_before_the_end_troubles_nobody(heard: Heard) -> None:
    troubles: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: troubles.append(context))
    keys = Keys(heard)
    keys.feed(b"\x1bx\x1b")
    keys.close()
    await settled()
    assert not troubles


@pytest.mark.parametrize(("typed", "key"), [("\r", "enter"), ("\t", "tab"), ("\x7f", "backspace"), ("\x03", "ctrl+c")])
async def test_an_esc_and_a_control_key_right_behind_it_are_two_keys(heard: Heard, typed: str, key: str) -> None:
    reader = Keys(heard)
    reader.feed(b"\x1b")
    await asyncio.sleep(0.003)
    reader.feed(typed.encode())
    await asyncio.sleep(0.1)
    reader.close()
    assert heard.keys == ["escape", key]


@pytest.mark.parametrize("size", range(1, 9))
def test_an_esc_in_a_paste_stays_out_however_it_is_split(size: int) -> None:
    gate = PasteGate(100)
    text = f"{START}one\x1b]d\x1b[20two\x1b{END}a\x1b[B"
    passed = "".join(gate.pass_on(text[start : start + size]) for start in range(0, len(text), size))
    assert passed == f"{START}one]d[20two{END}a\x1b[B"


async def test_pastes_of_nothing_are_not_remembered(keys: Keys, heard: Heard) -> None:
    keys.feed(f"{START}{END}".encode() * 500)
    assert not keys._gate._over

"""What a terminal answers is never a key, at any split of its bytes; what is pressed before and behind it is."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal_replies import ALL
from textual import events
from textual.message import Message

from cofacil.terminal.keys import ALT_DELAY, ESC_DELAY, Keys
from cofacil.terminal.paste import END, START, BrokenPaste
from cofacil.terminal.replies import ReplyGate

ASKED = "\x1b[?2026;2$y"
"""The one answer that somebody here waits for."""


class Heard(list[Message]):
    def __call__(self, message: Message) -> None:
        self.append(message)

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self if isinstance(message, events.Key)]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def keys(heard: Heard) -> AsyncIterator[Keys]:
    made = Keys(heard)
    yield made
    made.close()


@pytest.mark.parametrize(("terminal", "reply"), ALL)
def test_a_reply_is_taken_whole_at_every_split(terminal: str, reply: str) -> None:  # it names the case
    for at in range(len(reply) + 1):
        gate = ReplyGate()
        passed = "".join(gate.pass_on(part) for part in ("j", reply[:at], reply[at:], "k"))
        assert passed.replace(ASKED, "").replace("\x18", "") == "jk", at
    gate = ReplyGate()
    assert "".join(map(gate.pass_on, f"j{reply}k")).replace(ASKED, "").replace("\x18", "") == "jk"


@pytest.mark.parametrize(("terminal", "reply"), ALL)
async def test_no_reply_becomes_a_key(keys: Keys, heard: Heard, terminal: str, reply: str) -> None:
    data = f"j{reply}k".encode()
    for at in range(len(data)):
        keys.feed(data[at : at + 1])
    assert [key for key in heard.keys if key != "ctrl+x"] == ["j", "k"]


async def test_the_answer_that_came_before_the_board_puts_no_card_away(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\x1bP>|tmux 3.4\x1b\\")
    await asyncio.sleep(ALT_DELAY + 0.05)
    assert heard.keys == []


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        ("\x1b[A", ["up"]), ("\x1bOA", ["up"]), ("\x1b[1;5C", ["ctrl+right"]), ("\x1b[3~", ["delete"]), ("\x1b[5~", ["pageup"]),
        ("\x1b[Z", ["shift+tab"]), ("\x1b[[A", ["f1"]), ("\x1bOP", ["f1"]), ("\x1b[11~", ["f1"]), ("\x1b[97;;97u", ["a"]),
        ("\x1b[27u", ["escape"]), ("\x1b[13u", ["enter"]), ("\x1b[1092;;1092u", ["ф"]),
        ("\x1b[97:65;2;65u", []), ("\x1b[97;1:3u", []),
    ],
)  # fmt: skip
async def test_keys_pass_at_every_split(heard: Heard, sent: str, pressed: list[str]) -> None:
    for at in range(1, len(sent)):
        heard.clear()
        keys = Keys(heard)
        keys.feed(sent[:at].encode())
        keys.feed(sent[at:].encode())
        keys.close()
        assert heard.keys == pressed, at


async def test_alt_and_a_letter_that_could_begin_a_reply_are_keys_a_moment_later(keys: Keys, heard: Heard) -> None:
    for letter in "PX[]_^":
        heard.clear()
        keys.feed(f"\x1b{letter}".encode())
        assert heard.keys == []
        await asyncio.sleep(ALT_DELAY + 0.05)
        assert heard.keys[0] == "escape"
        assert len(heard.keys) == 2


async def test_esc_alone_is_a_key_as_soon_as_ever(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\x1b")
    await asyncio.sleep(ESC_DELAY + 0.03)
    assert heard.keys == ["escape"]


@pytest.mark.parametrize(("terminal", "reply"), ALL)
def test_the_rest_of_a_reply_that_comes_when_its_esc_has_counted_is_no_key(terminal: str, reply: str) -> None:
    gate = ReplyGate()
    assert gate.pass_on("j\x1b") == "j"
    assert gate.settle() == "\x1b"
    sent = reply.lstrip("\x1b") if reply.startswith("\x1b") else reply
    assert gate.pass_on(f"{sent}k").replace(ASKED, "").replace("\x18", "") == "k"


@pytest.mark.parametrize(
    "typed", ["[", "[a", "[1] bread", "[x] milk", "]x", "P", "Please", "P1", "^fri", "Xa", "_", "1", "A"]
)
def test_what_is_typed_behind_an_esc_is_typed(typed: str) -> None:
    gate = ReplyGate()
    gate.pass_on("\x1b")
    assert gate.settle() == "\x1b"
    assert gate.pass_on(typed) == typed
    assert not gate.waits


async def test_no_rest_is_waited_for_when_a_while_has_passed(
    keys: Keys, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.terminal.keys.GIVE_UP", 0.05)
    keys.feed(b"\x1b")
    await asyncio.sleep(ESC_DELAY * 2)
    keys.feed(b"[?1u")
    assert heard.keys == ["escape"]
    keys.feed(b"\x1b")
    await asyncio.sleep(ESC_DELAY * 2 + 0.05)
    keys.feed(b"[?1u")
    assert heard.keys[1:] == ["escape", "left_square_bracket", "question_mark", "1", "u"]


async def test_a_reply_that_never_ends_is_given_up(keys: Keys, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cofacil.terminal.keys.GIVE_UP", 0.05)
    for begun in ("\x1b]11;rgb:", "\x1bP>|tm", "\x1b[?1;2", "\x1b_G"):
        heard.clear()
        keys.feed(begun.encode())
        keys.feed(b"xyz"[:1] if begun.endswith("2") else b"xyz")
        await asyncio.sleep(0.12)
        keys.feed(b"j")
        assert heard.keys[-1:] == ["j"], begun
        assert "x" not in heard.keys


async def test_ctrl_c_ends_what_never_ends(keys: Keys, heard: Heard) -> None:
    keys.feed(b"\x1b]11;rgb:")
    keys.feed(b"\x03j")
    assert heard.keys == ["ctrl+c", "j"]


@pytest.mark.parametrize("behind", [b"", b"\x03", b"\x1b"])
async def test_a_paste_whose_end_never_comes_ends_and_says_so(
    keys: Keys, heard: Heard, monkeypatch: pytest.MonkeyPatch, behind: bytes
) -> None:
    monkeypatch.setattr("cofacil.terminal.keys.GIVE_UP", 5.0 if behind else 0.05)
    keys.feed(f"{START}partial".encode())
    if behind:
        keys.feed(behind)
    await asyncio.sleep(ALT_DELAY + 0.08)
    keys.feed(b"j")
    assert [(type(message), message.text) for message in heard if isinstance(message, events.Paste)] == [
        (BrokenPaste, "partial")
    ]
    assert heard.keys == ["j"]


async def test_what_is_in_a_paste_is_no_reply(keys: Keys, heard: Heard) -> None:
    keys.feed(f"{START}P>|x ]0;y \x9b 1{END}j".encode())
    assert [message.text for message in heard if isinstance(message, events.Paste)] == ["P>|x ]0;y \x9b 1"]
    assert heard.keys == ["j"]


@given(st.data())
def test_whatever_comes_in_whatever_pieces_passes_alike(data: st.DataObject) -> None:
    part = st.one_of(
        st.sampled_from([reply for _terminal, reply in ALL]), st.text("ab\x1b[]P\\;?1u\x07\x9c<MmO", max_size=4)
    )
    text = "".join(data.draw(st.lists(part, max_size=8)))
    whole, pieces = ReplyGate(), ReplyGate()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert whole.pass_on(text) + whole.settle() == "".join(map(pieces.pass_on, parts)) + pieces.settle()


async def test_much_that_is_random_neither_hangs_nor_grows(keys: Keys, heard: Heard) -> None:
    chance = random.Random(13)  # noqa: S311  # the same each time
    letters = [reply.encode() for _terminal, reply in ALL] + [bytes([number]) for number in range(256)]
    for _ in range(20):
        keys.feed(b"".join(chance.choice(letters) for _ in range(500)))
        heard.clear()
    keys.feed(b"\x18\x1b[201~\x1b\\")
    await asyncio.sleep(ALT_DELAY + 0.05)
    heard.clear()
    keys.feed(b"j")
    assert "j" in heard.keys

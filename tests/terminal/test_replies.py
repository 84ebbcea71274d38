"""What a terminal answers is never a key, at any split of its bytes; what is pressed before and behind it is."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from cofacil.terminal.keys import ALT_DELAY, ESC_DELAY, Keys
from cofacil.terminal.paste import END, START, BrokenPaste
from cofacil.terminal.replies import ReplyGate

REPLIES = {
    # what asks: DA1, DA2, DA3, XTVERSION, DSR, CPR, DECXCPR, DECRQM, DECRQSS, XTGETTCAP, OSC 4, 10, 11, 52, window reports
    "xterm": [
        "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", "\x1b[>41;390;0c", "\x1bP!|00000000\x1b\\", "\x1bP>|XTerm(390)\x1b\\",
        "\x1b[0n", "\x1b[24;80R", "\x1b[?24;80;1R", "\x1b[?2004;2$y", "\x1bP1$r0m\x1b\\", "\x1bP1$r2 q\x1b\\",
        "\x1bP1+r544e=787465726d2d323536636f6c6f72\x1b\\", "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\", "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]52;c;aGVsbG8=\x07", "\x1b[8;24;80t", "\x1b[4;384;640t", "\x1b[3;10;20t",
        "\x1b[6;16;8t", "\x1b[1t", "\x1b]Licon\x1b\\", "\x1b]lsome title\x1b\\", "\x1b[?62;22c", "\x1b[>0;276;0c",
    ],
    "kitty": [
        "\x1b[?62;c", "\x1b[>1;4000;42c", "\x1bP>|kitty(0.42.1)\x1b\\", "\x1b[?0u", "\x1b[?25u", "\x1b_Gi=31;OK\x1b\\",
        "\x1b_Gi=1,I=2;ENOENT:no such file\x1b\\", "\x1b]99;i=1:p=?;\x1b\\", "\x1b[?996;1n", "\x1b[?997;2n", "\x1bP1+r6b726e=\x1b\\",
        "\x1bP0+r\x1b\\", "\x1b[48;45;160;900;1600t", "\x1b]5522;type=read:status=OK\x1b\\", "\x1b[>1;10;100$w",
    ],
    "iTerm2": [
        "\x1b[?65;1;2;4;6;9;15;17;18;21;22;28;29;69;70;80c", "\x1b[>41;2500;0c", "\x1bP>|iTerm2 3.5.10\x1b\\",
        "\x1b]1337;ReportCellSize=18.0;8.0;2.0\x1b\\", "\x1b]1337;Capabilities=T3LrMSc7UUw9Ts3BFGsSyHNoSxF\x07", "\x1b[?1u",
        "\x1bP4000;1m%begin\x1b\\", "\x1bPtmux;x\x1b\\",
    ],
    "WezTerm": [
        "\x1b[?65;4;6;18;22;52c", "\x1b[>1;277;0c", "\x1b[=00000000c", "\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\",
        "\x1bP1$r4:3m\x1b\\", "\x1b[1;1;1;4;4;0*y", "\x1b[?2026;2$y\x18",
    ],
    "ghostty": ["\x1b[?62;22;52c", "\x1b[>1;10;0c", "\x1bP>|ghostty 1.2.3\x1b\\", "\x1b]21;foreground=rgb:ff/ff/ff\x1b\\", "\x1b]4;0;rgb:1d1d/1f1f/2121\x1b\\"],
    "VTE": ["\x1b[?65;1;9c", "\x1b[>65;7600;1c", "\x1bP>|VTE(7600)\x1b\\", "\x1bP!|7E565445\x1b\\", "\x1b]777;precmd\x1b\\"],
    "Windows Terminal": [
        "\x1b[?61;6;7;14;21;22;23;24;28;32;42c", "\x1b[>0;10;1c", "\x1bP!|00000000\x1b\\", "\x1b[65;30;97;1;0;1_", "\x1b[13;28;13;0;0;1_",
        "\x1b]9;4;0;0\x1b\\", "\x1b[?9001;1$y", "\x1b[1;2;3&w",
    ],
    "tmux": [
        "\x1b[?1;2;4c", "\x1b[>84;0;0c", "\x1bP>|tmux 3.5a\x1b\\", "\x1b[1;1R", "\x1b[12;40R", "\x1b[>q", "\x1b[?12;40R", "\x1b]10;rgb:c5c5/c8c8/c6c6\x1b\\",
    ],
    "screen": ["\x1b[?1;2c", "\x1b[>83;40903;0c", "\x1bP1$r0m\x1b\\", "\x1b^a message\x1b\\", "\x1bXa string\x1b\\", "\x9b?1;2c", "\x90>|screen\x9c", "\x9d0;title\x9c"],
}  # fmt: skip
ALL = [(terminal, reply) for terminal, replies in REPLIES.items() for reply in replies]
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

"""What a terminal may send, made by chance and the same for one seed: replies, keys amid them, broken pastes, mice, noise.

Both the board and the door are fed by it: see `tests/share/test_door_floods.py` for the door.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from terminal_replies import ALL

from cofacil.terminal.paste import END, START

_REPLIES = tuple(reply.encode() for _terminal, reply in ALL if "\x18" not in reply)
"""Whole ones; what CAN breaks off is among the mutated."""
_WORDS = (
    "water",
    "tool lending",
    "who watches the children",
    "Áine",
    "سلام",
    "दुकान",
    "花园",
    "👩‍🌾",
    "e\u0301t\u0301é",
    "a|b\\c",
)
_KEYS = tuple(
    key.encode()
    for key in (
        "\r", "\t", "\x1b[A", "\x1b[B", "\x1bOA", "\x1b[1;5C", "\x1b[3~", "\x1b[Z", "\x1b[97;;97u", "\x1b[13u", "\x7f", "\x03",
        *"abcdefghijklmnopqrstuvwxyz?123456789 /.,-+",
    )
)  # fmt: skip


class Stream(NamedTuple):
    """What comes in one go: its pieces, each what one read may hold."""

    kind: str
    pieces: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


def pieces(data: bytes, chance: Random, longest: int = 40) -> tuple[bytes, ...]:
    """Split bytes anywhere: within a letter, within a sequence."""
    cut, at = [], 0
    while at < len(data):
        size = chance.choice((1, 2, 3, chance.randint(1, longest), longest))
        cut.append(data[at : at + size])
        at += size
    return tuple(cut)


def replies(chance: Random, count: int = 12) -> Stream:
    """Return nothing but replies: no key is meant."""
    return Stream("replies", pieces(b"".join(chance.choices(_REPLIES, k=count)), chance))


def amid_replies(keys: Sequence[bytes], chance: Random) -> Stream:
    """Return keys, each whole, with replies before, between and behind them: a terminal lays none into another."""
    sent: list[bytes] = []
    for key in keys:
        before, behind = (b"".join(chance.choices(_REPLIES, k=chance.randint(0, 2))) for _ in range(2))
        cut = chance.randint(0, len(before))
        # What is pressed may come in one read with what is answered.
        sent += [before[:cut], before[cut:] + key + behind]
    return Stream("keys amid replies", tuple(filter(None, sent)))


_MAY_BE_KEYS = re.compile(rb"\x1b[\[P\]X^_]?\Z")


def no_lone_esc(stream: Stream) -> Stream:
    """Return a stream none of whose pieces ends with what may be keys, an Esc, or Alt and a sign.

    Of a computer with much to do the rest may come when they were.
    """
    joined: list[bytes] = []
    for piece in stream.pieces:
        if joined and _MAY_BE_KEYS.search(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return stream._replace(pieces=tuple(joined))


def pastes(chance: Random) -> Stream:
    """Return pastes whose marks are whole, missing, doubled or cut, and no Enter outside of one."""
    data = b""
    for _ in range(chance.randint(1, 3)):
        begin, end = chance.choice(
            ((START, END), (START, ""), ("", END), (START, END[:3]), (START + START, END), (START, END + END))
        )
        words = chance.choice(("\r", "\n", " ", "\r\n")).join(chance.choices(_WORDS, k=chance.randint(1, 6)))
        data += f"{begin}{words if begin else ''}{end}".encode()
    return Stream("pastes", pieces(data, chance))


def cut_letters(chance: Random) -> Stream:
    """Return letters of many bytes, some of them cut, and bytes that begin none."""
    data = b"".join(
        word.encode()[: chance.randint(1, 12)] + bytes(chance.choices((0x80, 0xC3, 0xE0, 0xF0, 0xFF, 0xFE), k=1))
        for word in chance.choices(_WORDS[3:], k=6)
    )
    return Stream("cut letters", pieces(data, chance))


def mice(chance: Random) -> Stream:
    """Return what mice of all ages report, at places that are on no screen as well."""
    data = b""
    for _ in range(chance.randint(2, 10)):
        button, x, y = (
            chance.choice((0, 1, 2, 3, 32, 35, 64, 65, 255, 99999)),
            chance.choice(_PLACES),
            chance.choice(_PLACES),
        )
        data += chance.choice(
            (
                f"\x1b[<{button};{x};{y}{chance.choice('Mm')}".encode(),
                b"\x1b[M" + bytes((32 + button % 96, 32 + x % 200, 32 + y % 200)),
                f"\x1b[{button};{x};{y}M".encode(),
                f"\x1b[<{button};{x}".encode(),
                b"\x1b[I\x1b[O",
            )
        )
    return Stream("mice", pieces(data, chance))


_PLACES = (0, 1, 5, 23, 79, 80, 200, 65535, 999999, -1)


def long_sequences(chance: Random) -> Stream:
    """Return control sequences and strings that go on and on, some of them without an end."""
    begin = chance.choice(
        ("\x1b[", "\x1b[?", "\x1b[<", "\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9b", "\x90", "\x1b[200~")
    )
    inner = chance.choice(("1;", "9", ":", " ", "\0", "x", "é")) * chance.randint(1, 400)
    end = chance.choice(("", "u", "~", "\x1b\\", "\x07", "\x9c", "\x18", "\x1a", "R", "m"))
    return Stream("long sequences", pieces(f"{begin}{inner}{end}".encode(), chance))


def noise(chance: Random, size: int = 200) -> Stream:
    """Return bytes of no meaning; more of those that terminals have a meaning for."""
    data = bytes(
        chance.choice((chance.randrange(256), 0x1B, 0, 0x5B, chance.randrange(0x20, 0x7F))) for _ in range(size)
    )
    return Stream("noise", pieces(data, chance))


def mutated(chance: Random) -> Stream:
    """Return keys, replies and pastes of which some bytes are flipped, dropped, doubled, swapped or put elsewhere."""
    source = (*_REPLIES, *_KEYS * 2, f"{START}{chance.choice(_WORDS)}{END}".encode())
    data = bytearray(b"".join(chance.choices(source, k=chance.randint(4, 20))))
    for _ in range(chance.randint(1, 1 + len(data) // 8)):
        _mutate(data, chance)
    return Stream("mutated", pieces(bytes(data), chance))


def _mutate(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data)) if data else 0
    match chance.randrange(5):
        case 0 if data:
            data[at] ^= 1 << chance.randrange(8)
        case 1:
            del data[at : at + chance.randint(1, 3)]
        case 2:
            data[at:at] = data[at : at + chance.randint(1, 9)]
        case 3:
            data[at:at] = bytes((chance.choice((0x1B, 0, 0x18, 0x9B, 0x5B, 0x3B, 0xFF)),))
        case _:
            data[at:] = data[at:][::-1] if len(data) - at < 12 else data[at + 6 :] + data[at : at + 6]


HOSTILE: Mapping[str, Callable[[Random], Stream]] = {
    "replies": replies,
    "pastes": pastes,
    "cut letters": cut_letters,
    "mice": mice,
    "long sequences": long_sequences,
    "noise": noise,
    "mutated": mutated,
}
"""All that may come where it matters only that nothing breaks, and that nobody writes who may not."""


def streams(seed: int, kinds: Iterable[str] = tuple(HOSTILE)) -> Iterator[Stream]:
    """Yield one after the other, for ever, of some kinds."""
    chance = Random(seed)  # noqa: S311  # the same for one seed
    some = [HOSTILE[kind] for kind in kinds]
    while True:
        yield chance.choice(some)(chance)


AT_REST = (b"\x18", b"\x07", END.encode(), b"\x1b\\")
"""What ends whatever a stream has left open; behind it, and a moment of quiet, keys are keys again."""

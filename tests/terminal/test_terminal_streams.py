"""The streams by which boards and doors are tried: the same for one seed, whole in their pieces, of every kind."""

from codecs import getincrementaldecoder
from itertools import islice
from random import Random

import pytest
from streams import HOSTILE, Stream, amid_replies, pieces, replies, streams

from cofacil.terminal.replies import ReplyGate


def passed(stream: Stream) -> str:
    gate, letters = ReplyGate(), getincrementaldecoder("utf-8")("replace")
    return "".join(gate.pass_on(letters.decode(piece)) for piece in stream.pieces)


def test_one_seed_makes_one_stream() -> None:
    one, same, other = (list(islice(streams(seed), 50)) for seed in (1, 1, 2))
    assert one == same != other
    assert {stream.kind for stream in islice(streams(1), 200)} == set(HOSTILE)


@pytest.mark.parametrize("size", [0, 1, 2, 1000])
def test_pieces_are_the_whole(size: int) -> None:
    data = bytes(number % 256 for number in range(size))
    cut = pieces(data, Random(3))  # noqa: S311
    assert b"".join(cut) == data
    assert all(cut)


def test_keys_amid_replies_are_the_keys_alone() -> None:
    chance = Random(5)  # noqa: S311
    for _ in range(200):
        assert passed(amid_replies((b"q", b"w", b"\r"), chance)).replace("\x1b[?2026;2$y", "") == "qw\r"
        whole = Stream("whole", (b"".join(replies(chance).pieces),))
        assert passed(whole).replace("\x1b[?2026;2$y", "") == ""

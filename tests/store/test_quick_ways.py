"""The quick ways of an append give what the plain ones give."""

from array import array

from hypothesis import given
from hypothesis import strategies as st
from test_codec import EVENTS

from cofacil.board.errors import Refusal
from cofacil.board.events import Event
from cofacil.store.chain import Chain
from cofacil.store.codec import PlainEncoder, canonical, checksum_of, seal, to_doc
from cofacil.store.ulid import decode, encode, following
from troubles import tells

MOMENT = 1_763_730_000_000


def practised() -> PlainEncoder:
    """Make an encoder that has written enough to have turned to the faster library."""
    encoder = PlainEncoder()
    for _ in range(20):
        encoder.count()
    return encoder


@given(EVENTS)
def test_who_writes_often_writes_the_same_bytes(event: Event) -> None:
    doc = to_doc(event)
    assert practised()(doc) == PlainEncoder()(doc) == canonical(doc)


def test_who_writes_often_is_refused_half_a_character_as_well() -> None:
    with tells(Refusal, "broken character"):
        practised()({"text": "\ud800"})


@given(st.lists(EVENTS, min_size=1, max_size=4), st.integers(0, 3))
def test_lines_taken_without_looking_are_the_lines_that_are_followed(events: list[Event], known: int) -> None:
    taken, followed = (Chain(7, 90, array("Q", range(known))) for _ in range(2))
    lines = taken.lines_for([to_doc(event) for event in events])
    taken.take(lines)
    followed.follow(b"before" + lines + b"}}\n", at=len("before"))
    assert taken == followed
    assert taken.checksum == checksum_of(lines)


def test_lines_are_followed_up_to_a_number_and_no_line_without_its_comma() -> None:
    lines = Chain(7, 0).lines_for([{"a": 1}, {"a": 2}, {"a": 3}])
    chain = Chain(7, 0)
    chain.follow(lines, 2)
    assert chain.count == 2
    chain.follow(lines[chain.end + 1 :])
    assert chain.count == 2
    chain.follow(lines, 3, at=chain.end)
    assert (chain.count, chain.end) == (3, len(lines))
    bare, _ = seal(4, {"a": 4}, chain.checksum)
    chain.follow(bare)
    assert chain.count == 3


@given(st.integers(0, 2**128 - 1))
def test_a_ulid_is_read_back(value: int) -> None:
    assert decode(encode(value)) == value


@given(st.integers(0, 2**47), st.integers(0, 2**80 - 2**41))
def test_a_name_in_the_same_moment_is_a_small_step_behind_the_last(t: int, chance: int) -> None:
    last = encode(t << 80 | chance)
    assert following("", t)[:10] == last[:10]
    for moment in (t, 0):
        name = following(last, moment)
        assert 0 < decode(name) - decode(last) <= 2**40
        assert (len(name), name > last) == (26, True)


def test_a_step_carries_into_the_higher_letters() -> None:
    last = encode(MOMENT << 80 | 5 << 50 | (2**50 - 1))
    assert decode(following(last, MOMENT)) >> 50 == (MOMENT << 30) + 6

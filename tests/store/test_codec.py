"""One line of the file, and the two libraries that read it."""

import json
import sys

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.errors import BoardDamaged, Refusal
from cofacil.board.events import Event, Json, Write
from cofacil.store import codec
from troubles import tells

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=8,
)
WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WRITES = st.builds(Write, entity=WORD, field=WORD, before=PLAIN, after=PLAIN)
EVENTS = st.builds(
    Event,
    e=WORD,
    t=st.integers(0, 2**47),
    by=WORD,
    op=WORD,
    writes=st.lists(WRITES, max_size=3).map(tuple),
    meeting=WORD,
    via=WORD,
    of=st.none() | WORD,
    clash=st.lists(WORD, max_size=2).map(tuple),
    v=st.integers(1, 9),
)


@given(EVENTS)
def test_both_libraries_write_the_same_bytes_and_read_the_same_values(event: Event) -> None:
    doc = codec.to_doc(event)
    assert codec.canonical(doc) == orjson.dumps(doc, option=orjson.OPT_SORT_KEYS)
    assert orjson.loads(codec.canonical(doc)) == json.loads(codec.canonical(doc)) == doc


@given(EVENTS)
def test_an_event_survives_the_file(event: Event) -> None:
    line, _ = codec.seal(1, codec.to_doc(event), 0)
    assert line.count(b"\n") == 1
    assert line.startswith(b'"1":' + codec.canonical(codec.to_doc(event))[:-1] + b',"x":"')
    assert codec.to_events(codec.parse(line)) == [event]


@given(EVENTS)
def test_what_was_read_is_written_in_the_same_bytes(event: Event) -> None:
    line, checksum = codec.seal(3, codec.to_doc(event), 7)
    doc = codec.parse(line)["3"]
    del doc["x"]
    assert codec.seal(3, doc, 7) == (line, checksum)


def test_many_lines_are_read_by_the_fast_library(monkeypatch: pytest.MonkeyPatch) -> None:
    event = Event("e", 1, "ana", "card.add", (Write("card/1", "", None, {"text": "é"}),))
    few = b",".join(codec.seal(number, codec.to_doc(event), 0)[0] for number in range(1, 4))
    slow = codec.parse(few)
    monkeypatch.setattr(codec, "_MANY", 1)
    monkeypatch.setattr(json, "loads", None)
    assert codec.parse(few) == slow


def test_keys_of_a_newer_cofacil_are_passed_over() -> None:
    doc = {"e": "x", "t": 1, "by": "ana", "op": "o", "w": [["a", "b", None, 1, "more"]], "mood": "fine"}
    assert codec.to_events({"1": doc}) == [Event("x", 1, "ana", "o", (Write("a", "b", None, 1),))]


def test_what_is_no_event_is_named_by_its_number() -> None:
    with tells(BoardDamaged, "Change 7"):
        codec.to_events({"7": {"e": "x"}})


@pytest.mark.parametrize("value", [1.5, (1,), {1: "a"}, 2**70, [0.1]])
def test_what_two_machines_may_read_differently_is_not_written(value: Json) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        codec.to_doc(Event("e", 1, "", "o", (Write("a", "b", None, value),)))


def test_half_a_character_is_refused_in_words() -> None:
    with tells(Refusal, "broken character"):
        codec.canonical({"text": "\ud800"})


WHOLE = {"e": "x", "t": 1, "by": "ana", "op": "o", "w": [["a", "b", None, 1]], "m": "", "via": "add", "v": 1, "x": "0"}


@pytest.mark.parametrize(
    "odd",
    [
        {"e": 5},
        {"t": "now"},
        {"t": True},
        {"t": -1},
        {"t": 10**18},
        {"by": None},
        {"op": []},
        {"m": 3},
        {"v": "1"},
        {"w": "abcd"},
        {"w": ["abcd"]},
        {"w": [[5, "b", None, 1]]},
        {"w": [["a", 5, None, 1]]},
        {"w": [["a", None, None, 1, 2]]},
        {"w": [["a", "b", None]]},
    ],
)
@pytest.mark.parametrize("more", [{}, {"of": None}, {"clash": []}])
def test_a_change_with_a_field_of_another_type_is_named(odd: dict[str, object], more: dict[str, object]) -> None:
    with tells(BoardDamaged, "Change 7 "):
        codec.to_events({"7": {**WHOLE, **odd, **more}})


def test_a_line_that_is_no_json_is_damage() -> None:
    with tells(BoardDamaged, "JSON"):
        codec.parse(b'"1":{"e":nothing,"x":"00000000"}\n')


@pytest.mark.parametrize("has_orjson", [False, True])
@pytest.mark.parametrize(
    "value",
    [
        b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"1" + b"0" * 400, b"123456789012345678901234567890", b"18446744073709551615",
        b"-9223372036854775808", b'"\\ud800"', b'"\\uDC00 x"', b'"\\ud83d\\ude00"', b'"\xed\xa0\x80"', b'"\xff"', b"0.25", b'"Infinity"',
    ],
)  # fmt: skip
def test_a_line_is_read_alike_whichever_library_reads_it(
    monkeypatch: pytest.MonkeyPatch, value: bytes, has_orjson: bool
) -> None:
    if has_orjson:
        monkeypatch.setitem(sys.modules, "orjson", orjson)
    else:
        monkeypatch.delitem(sys.modules, "orjson")
    try:
        expected = orjson.loads(value)
    except orjson.JSONDecodeError:
        with pytest.raises(BoardDamaged):
            codec.parse(b'"1":%b' % value)
    else:
        assert codec.parse(b'"1":%b' % value) == {"1": expected}

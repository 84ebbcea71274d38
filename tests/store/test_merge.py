"""Two copies of one board become one again."""

from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.events import Event, Write
from cofacil.store.codec import to_doc
from cofacil.store.layout import lay_out, new_meta
from cofacil.store.merge import merge
from cofacil.store.ulid import encode

FIELDS = st.sampled_from(["text", "kind", "pos"])
VALUES = st.none() | st.sampled_from(["a", "b", "c"])
WRITES = st.builds(Write, st.sampled_from(["card/1", "card/2", "board"]), FIELDS, VALUES, VALUES)
EVENTS = st.builds(
    lambda number, writes, by: Event(encode(number << 80), number, by, "card.edit", tuple(writes)),
    st.integers(1, 30),
    st.lists(WRITES, max_size=3),
    st.sampled_from(["ana", "bo"]),
)
LOGS = st.lists(EVENTS, max_size=12).map(
    lambda events: tuple(sorted({each.e: each for each in events}.values(), key=lambda each: each.e))
)


def image(events: tuple[Event, ...]) -> bytes:
    return lay_out(new_meta("01KAK7ZZZZ0000000000000000", 0), b"", [to_doc(event) for event in events])


@given(LOGS)
def test_a_log_merged_with_itself_is_itself_byte_for_byte(log: tuple[Event, ...]) -> None:
    assert image(merge(log, log).events) == image(log)
    assert merge(log, log) == merge(log)


@given(LOGS, LOGS, LOGS)
def test_the_union_is_the_same_in_any_order(
    one: tuple[Event, ...], two: tuple[Event, ...], three: tuple[Event, ...]
) -> None:
    expected = merge(one, two, three)
    assert merge(three, one, two) == merge(two, three, one) == expected
    assert merge(merge(one, two).events, three) == merge(one, merge(two, three).events) == expected
    assert merge(expected.events, one) == expected


@given(LOGS, LOGS)
def test_every_event_is_there_once_and_in_order(one: tuple[Event, ...], two: tuple[Event, ...]) -> None:
    names = [event.e for event in merge(one, two).events]
    assert names == sorted({event.e for event in (*one, *two)})


def event(number: int, by: str, *writes: Write) -> Event:
    return Event(encode(number << 80), number, by, "card.move", writes)


def test_what_both_wrote_is_listed_and_the_last_writer_wins() -> None:
    made = event(1, "ana", Write("card/1", "", None, {"kind": "question", "text": "why"}))
    moved = event(2, "ana", Write("card/1", "kind", "question", "offer"))
    also_moved = event(3, "bo", Write("card/1", "kind", "question", "action"))
    merged = merge((made, also_moved), (made, moved))
    (conflict,) = merged.written_twice
    assert merged.events == (made, moved, also_moved)
    assert (conflict.e, conflict.other, conflict.by) == (also_moved.e, moved.e, "bo")
    assert (conflict.entity, conflict.field) == ("card/1", "kind")
    assert (conflict.expected, conflict.found, conflict.after) == ("question", "offer", "action")


def test_what_each_wrote_elsewhere_is_no_told() -> None:
    made = event(1, "ana", Write("card/1", "", None, {"kind": "question", "text": "why"}))
    moved = event(2, "ana", Write("card/1", "kind", "question", "offer"))
    edited = event(3, "bo", Write("card/1", "text", "why", "how"), Write("card/1", "tag.garden", None, True))
    assert merge((made, moved), (made, edited)).written_twice == ()


def test_the_same_thing_made_twice_is_a_conflict_when_it_differs() -> None:
    made = event(1, "ana", Write("person/sam", "", None, {"name": "Sam"}))
    again = event(2, "bo", Write("person/sam", "", None, {"name": "Sam"}))
    other = event(3, "bo", Write("person/sam", "", None, {"name": "Sam H"}))
    assert merge((made,), (again,)).written_twice == ()
    assert [conflict.e for conflict in merge((made,), (again, other)).written_twice] == [other.e]


def test_two_events_of_one_name_keep_the_same_one_everywhere() -> None:
    one = event(1, "ana", Write("card/1", "text", None, "a"))
    two = event(1, "bo", *one.writes)
    assert merge((one,), (two,)).events == merge((two,), (one,)).events

from happenings import Step, history, steps
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.cards import EditCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.events import Event, Json, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.board.records import Card, Record
from wall import BEA, KOFI, MINUTE, Wall


def made(entity: str, fields: Json, e: str = "1", by: str = "ana") -> Event:
    return Event(e, 1, by, "test", (Write(entity, "", None, fields),))


def test_no_events_are_the_same_board() -> None:
    assert fold(EMPTY, []) is EMPTY


def test_a_board_that_changes_leaves_the_one_before_as_it_was() -> None:
    wall = Wall()
    card = wall.add("first")
    before = wall.board
    wall.do(EditCard(card.id, text="second"))
    wall.add("third")
    assert [card.text for card in before.columns[Kind.QUESTION]] == ["first"]
    assert before.card(card.id).text == "first"
    assert len(before.records) == 1


def test_what_was_not_touched_is_shared_with_the_board_before() -> None:
    wall = Wall()
    still, offer = wall.add("still"), wall.add("offer", Kind.OFFER)
    before = wall.board
    wall.do(EditCard(offer.id, text="other"))
    assert wall.board.card(still.id) is still
    assert wall.board.columns[Kind.QUESTION] is before.columns[Kind.QUESTION]
    assert wall.board.people is before.people


def test_a_card_tells_who_made_it_and_everybody_who_wrote_to_it() -> None:
    wall = Wall()
    card = wall.add(who=KOFI)
    wall.do(EditCard(card.id, text="other"), BEA)
    kept = wall.board.card(card.id)
    assert (kept.by, kept.writers, kept.last_by) == ("kofi", frozenset({"kofi", "bea"}), "bea")
    assert kept.version == wall.events[-1].e


def test_a_field_that_is_not_known_yet_is_kept() -> None:
    board = fold(EMPTY, [made("card/1", {"kind": "offer", "mood": "warm"}), made("weather/1", {"sky": "blue"}, "2")])
    assert board.card("card/1").fields["mood"] == "warm"
    assert board.records["weather/1"].word("sky") == "blue"


def test_a_card_of_a_kind_that_is_not_known_yet_is_kept_off_the_wall() -> None:
    board = fold(EMPTY, [made("card/1", {"kind": "dream", "label": "D1"})])
    assert type(board.records["card/1"]) is Record
    assert not list(board.cards())


def test_null_takes_a_field_away() -> None:
    wall = Wall()
    card = wall.add()
    wall.write(card.id, "note", "words")
    wall.write(card.id, "note", None)
    assert "note" not in wall.board.card(card.id).fields


def test_a_tie_is_known_from_both_ends_until_it_is_undone() -> None:
    wall = Wall()
    one, other = wall.add("ask"), wall.add("offer", Kind.OFFER)
    wall.do(TieLink(wall.new("link"), other.id, one.id))
    assert [link.start for link in wall.board.links_of(one.id)] == [other.id]
    assert wall.board.links_of(one.id) == wall.board.links_of(other.id)
    wall.undo()
    assert wall.board.links_of(one.id) == wall.board.links_of(other.id) == ()
    assert wall.board.links == {}


def test_ties_stand_in_the_order_they_were_made_also_when_one_was_gone_for_a_while() -> None:
    wall = Wall()
    ask = wall.add("ask")
    offers = [wall.add(str(number), Kind.OFFER) for number in range(3)]
    for offer in offers:
        wall.now += MINUTE
        wall.do(TieLink(wall.new("link"), offer.id, ask.id))
    (first,) = wall.board.links_of(offers[0].id)
    wall.write(first.id, "gone", True)
    assert [link.start for link in wall.board.links_of(ask.id)] == [offer.id for offer in offers[1:]]
    wall.write(first.id, "gone", None)
    assert [link.start for link in wall.board.links_of(ask.id)] == [offer.id for offer in offers]


def test_a_tie_to_a_card_that_was_put_away_is_not_shown() -> None:
    wall = Wall()
    one, other = wall.add("ask"), wall.add("offer", Kind.OFFER)
    wall.do(TieLink(wall.new("link"), other.id, one.id))
    wall.do(PutAway(other.id))
    assert wall.board.links_of(one.id) == ()


def test_after_a_merge_the_earlier_keeps_a_label_and_the_later_is_shown_with_a_letter() -> None:
    events = [made(f"card/{n}", {"kind": "question", "label": label, "pos": f"a{n}"}, str(n))
              for n, label in enumerate(["Q1", "Q2", "Q2", "Q3", "Q2"])]  # fmt: skip
    board = fold(EMPTY, events)
    assert [board.label_of(card) for card in board.columns[Kind.QUESTION]] == ["Q1", "Q2", "Q2b", "Q3", "Q2c"]
    for said, number in {"q2": 1, " Q2B ": 2, "q2c": 4, "q1": 0}.items():
        assert board.called(said) == board.records[f"card/{number}"]
    assert board.called("q2d") is None
    assert board.called("q9") is board.called("") is board.called("q") is None
    assert board.next_label("Q") == "Q4"


def test_many_at_once_stand_in_the_same_order_as_few_at_a_time() -> None:
    wall = Wall()
    for number in range(100):
        card = wall.add(str(number))
        wall.do(MoveCard(card.id, Kind.QUESTION, ahead_of=wall.board.columns[Kind.QUESTION][number // 2].id))
    assert fold(EMPTY, wall.events) == wall.board
    assert fold(fold(EMPTY, wall.events[:90]), wall.events[90:]) == wall.board


@given(steps, st.lists(st.integers(1, 7), min_size=1, max_size=8))
def test_folding_bit_by_bit_is_folding_at_once(script: list[Step], sizes: list[int]) -> None:
    events = history(script)
    board, at, turn = EMPTY, 0, 0
    while at < len(events):
        size = sizes[turn % len(sizes)]
        board = fold(board, events[at : at + size])
        at, turn = at + size, turn + 1
    assert board == fold(EMPTY, events)


@given(steps)
def test_every_shelf_is_in_order_and_holds_what_is_on_the_wall(script: list[Step]) -> None:
    board = fold(EMPTY, history(script))
    on_wall = {record.id for record in board.records.values() if isinstance(record, Card) and not record.is_gone}
    assert {card.id for card in board.cards()} == on_wall
    for kind, cards in board.columns.items():
        assert [card.place for card in cards] == sorted(card.place for card in cards)
        assert {card.kind for card in cards} <= {kind}
    assert all(board.records[record.id] is record for record in (*board.cards(), *board.absences, *board.people))


@given(steps, steps, steps)
def test_two_copies_that_went_apart_make_one_board_in_order_of_their_events(
    begun: list[Step], here: list[Step], there: list[Step]
) -> None:
    common = history(begun)
    one, other = history(here, common, "A"), history(there, common, "B")
    union = sorted({event.e: event for event in (*one, *other)}.values(), key=lambda event: event.e)
    again = sorted({event.e: event for event in (*other, *one)}.values(), key=lambda event: event.e)
    board = fold(EMPTY, union)
    assert board == fold(EMPTY, again)
    bit_by_bit = EMPTY
    for event in union:
        bit_by_bit = fold(bit_by_bit, [event])
    assert bit_by_bit == board
    shown = [board.label_of(record) for record in board.records.values() if record.word("label")]
    assert len(shown) == len(set(shown))


_values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(0, 5) | st.sampled_from(["", "question", "offer", "a0", "card/1", "open"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["at", "to"]), inner, max_size=2),
    max_leaves=3,
)
_fields = st.sampled_from(["kind", "pos", "text", "gone", "from", "to", "opened", "closed", "state", "ends", "here.x"])
_entities = st.sampled_from(["card/1", "card/2", "absence/1", "person/x", "link/1", "meeting/1", "timer", "board", "?"])
_writes = st.builds(Write, _entities, _fields, st.none(), _values) | st.builds(
    Write, _entities, st.just(""), st.none(), st.dictionaries(_fields, _values, max_size=5) | _values
)


@given(st.lists(st.lists(_writes, max_size=4).map(tuple), max_size=8))
def test_whatever_a_file_holds_folds_to_a_board_that_can_be_read(batches: list[tuple[Write, ...]]) -> None:
    events = [Event(str(n), n, "ana", "test", writes) for n, writes in enumerate(batches)]
    board = EMPTY
    for event in events:
        board = fold(board, [event])
    assert board == fold(EMPTY, events)
    for record in board.records.values():
        board.label_of(record)
        board.links_of(record.id)
    assert board.timer.state(3)
    assert isinstance(board.here, tuple)
    assert all(absence.state for absence in board.absences)

"""Looking back is exact: at every moment the board is the one that everybody saw then."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from happenings import _DEEDS, DECK, Step, happen, history, steps
from hypothesis import given, settings
from hypothesis.strategies import integers

from cofacil.board.asked_after import Kept
from cofacil.board.commands.answers import AnswerPromise
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard, TakeCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import BringBack, StrikeOut
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll
from cofacil.board.commands.themes import GatherCard
from cofacil.board.events import Event, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.prompts import asked
from cofacil.board.quiet import hidden, writing_at
from cofacil.board.records import Card
from cofacil.board.redaction import NOBODY, redacted
from cofacil.example.meeting import example_log
from cofacil.language.happened import tell
from cofacil.review.book import Book
from cofacil.review.replay import _MOST_HELD, Replay
from cofacil.room.practice import Practice
from wall import BEA, MINUTE, START, Wall


def as_seen(board: Board, last: Board) -> Board:
    """Return a board as it was seen, without the words that are struck out, or hidden, at the end; by its own rule."""
    return redacted(board, NOBODY) if not _taken_back(last) else _without(redacted(board, NOBODY), _taken_back(last))


def _taken_back(last: Board) -> frozenset[str]:
    struck = {record.id for record in last.records.values() if isinstance(record, Card) and record.is_struck}
    return frozenset(struck | {record.id for record in hidden(last)})


def _without(board: Board, entities: frozenset[str]) -> Board:
    records = {entity: record for entity, record in board.records.items() if entity not in entities}
    columns = {kind: tuple(card for card in board.columns[kind] if card.id not in entities) for kind in Kind}
    absences = tuple(absence for absence in board.absences if absence.id not in entities)
    themes = {key: tuple(card for card in cards if card.id not in entities) for key, cards in board.themes.items()}
    return board._replace(
        records=records, columns=columns, absences=absences, themes={key: row for key, row in themes.items() if row}
    )


@pytest.mark.parametrize("apart", [1, 3, 64])
@given(script=steps)
@settings(max_examples=40, deadline=None)
def test_at_every_moment_the_board_is_the_one_that_everybody_saw_then(script: Sequence[Step], apart: int) -> None:
    events = history(script)
    replay = Replay(events)
    replay._apart = apart
    last = fold(EMPTY, events)
    taken_back = _taken_back(last)
    board: Board = EMPTY
    boards = [board]
    for event in events:
        board = fold(board, [event])
        boards.append(board)
    for position in (*reversed(range(len(events) + 1)), *range(len(events) + 1)):
        found, live = replay.board_at(position), as_seen(boards[position], last)
        assert (_without(found, taken_back) if taken_back else found) == live


@given(script=steps)
@settings(max_examples=40, deadline=None)
def test_a_log_that_grows_is_the_same_as_one_that_was_read_at_once(script: Sequence[Step]) -> None:
    events: list[Event] = history(script)
    whole, growing = Replay(events), Replay()
    for at in range(0, len(events), 3):
        growing = growing.with_more(events[at : at + 3])
    assert len(growing) == len(whole)
    for position in range(len(events) + 1):
        assert growing.board_at(position) == whole.board_at(position)
    assert [growing.event(n + 1) for n in range(len(events))] == [whole.event(n + 1) for n in range(len(events))]


SECRET, THEME = "zebra", "okapi"
"""Words that nobody else says."""


def end_listening(wall: Wall) -> None:
    """End the meeting where a step was reached in which nobody types."""
    if writing_at(wall.board, wall.now) is Writing.CLOSED:
        wall.do(CloseMeeting())


def with_a_secret(before: Sequence[Step], between: Sequence[Step], behind: Sequence[Step]) -> tuple[list[Event], str]:
    """Return a history in which a card has words that are taken back in the end; and that card."""
    wall = Wall()
    happen(wall, before)
    end_listening(wall)
    card = wall.new("card")
    wall.do(AddCard(card, Kind.ACTION, f"a {SECRET} comes", said="Ana"))
    wall.do(EditCard(card, text=f"two {SECRET}s come"))
    wall.do(AddToNote(card, f"the {SECRET} is Bea's"))
    wall.do(GatherCard(card, THEME))
    wall.do(TakeCard(card, "Ana"))
    wall.do(OpenMeeting(wall.new("meeting"), DECK))
    wall.do(AnswerPromise(card, Kept.PARTLY, f"one {SECRET} came"))
    wall.do(TieLink(wall.new("link"), card, wall.add("another card").id))
    wall.undo()
    happen(wall, [step for step in between if step.do != "turn"])  # which makes an absence of somebody's words
    end_listening(wall)
    if wall.board.card(card).is_gone:
        wall.do(BringBack(card))
    if wall.board.card(card).kind.has_owners and wall.board.card(card).owners and wall.board.meeting:
        wall.do(AnswerPromise(card, Kept.NOT_YET, f"the {SECRET} is late"))
    wall.do(StrikeOut(card))
    happen(wall, behind)
    return wall.events, card


@given(before=steps, between=steps, behind=steps)
@settings(max_examples=25, deadline=None)
def test_what_is_struck_out_is_struck_out_at_every_moment_and_its_words_are_in_no_event(
    before: Sequence[Step], between: Sequence[Step], behind: Sequence[Step]
) -> None:
    events, card = with_a_secret(before, between, behind)
    book = Book(events)
    replay = book.replay
    for position in range(len(events) + 1):
        board = replay.board_at(position)
        said = [repr(board), repr(replay.moment(position))]
        if position:
            event = replay.event(position)
            said += [repr(event), tell([event], board, me=event.by), repr(replay.between(position - 1, position))]
        assert not any(SECRET in words or THEME in words for words in said), (position, said)
        if card in board.records:
            assert board.card(card).is_struck
    assert SECRET not in repr(book.answers)
    assert THEME not in repr(book.answers)
    assert all(SECRET not in repr(book.story(entity)) for entity in replay.board.records)


@given(before=steps, between=steps)
@settings(max_examples=15, deadline=None)
def test_what_is_struck_out_while_somebody_looks_back_is_struck_out_there_too(
    before: Sequence[Step], between: Sequence[Step]
) -> None:
    events, _card = with_a_secret(before, [step for step in between if step.do != "strike"], [])
    replay = Replay(events[:-1])
    replay.prepare()
    assert any(SECRET in repr(replay.board_at(position)) for position in range(len(events)))
    later = replay.with_more(events[-1:])
    assert not any(SECRET in repr(later.board_at(position)) for position in range(len(events) + 1))


@given(script=steps, more=steps)
@settings(max_examples=25, deadline=None)
def test_as_far_as_a_moment_it_is_as_it_was_and_what_is_taken_back_later_is_not_in_it(
    script: Sequence[Step], more: Sequence[Step]
) -> None:
    events = history(more, history(script))
    replay = Replay(events)
    half = len(events) // 2
    until = replay.until(half)
    assert len(until) == half
    assert [until.board_at(n) for n in range(half + 1)] == [replay.board_at(n) for n in range(half + 1)]


@given(script=steps)
@settings(max_examples=20, deadline=None)
def test_looking_from_several_seats_goes_on_from_one_log(script: Sequence[Step]) -> None:
    events = history(script)
    first = second = Replay(events[:1])
    for event in events[1:]:
        first = first.with_more([event])
    second = second.with_more(events[1:])
    assert second._events is first._events or first._struck
    assert [first.board_at(n) for n in range(len(events) + 1)] == [second.board_at(n) for n in range(len(events) + 1)]


def test_what_is_hidden_now_was_never_to_be_seen() -> None:
    wall = Wall()
    wall.meet(*DECK)
    wall.do(BeginQuiet(wall.new("step")))
    card = wall.new("card")
    wall.do(AddCard(card, Kind.QUESTION, f"where is the {SECRET}?", said="Bea"), BEA)
    wall.do(ShowAll())
    shown = len(wall.events)
    wall.do(HideAgain())
    assert SECRET in fold(EMPTY, wall.events[:shown]).card(card).text
    book = Book(wall.events)
    for position in range(len(wall.events) + 1):
        board = book.replay.board_at(position)
        assert SECRET not in repr(board)
        assert position == 0 or SECRET not in tell([book.replay.event(position)], board)
    assert SECRET not in repr(book.answers)
    assert SECRET not in repr(book.story(card))
    for position in range(len(wall.events) + 1):
        assert SECRET not in repr(book.until(position).replay.public())
    wall.do(ShowAll())
    assert SECRET in repr(Replay(wall.events).until(shown).public())
    later = Replay(wall.events)
    assert SECRET in later.board_at(shown).card(card).text
    assert SECRET not in repr(later.board_at(shown - 1))


def test_the_question_and_the_clock_are_those_of_the_moment() -> None:
    log = example_log(Practice(DECK), START)
    replay = Replay(log.read(0))
    live: Board = EMPTY
    for position in range(1, len(replay) + 1):
        live = fold(live, log.read(position - 1)[:1])
        moment = replay.moment(position)
        public = redacted(live, NOBODY)
        assert (moment.board, moment.at) == (public, live.last)
        assert moment.prompt == (asked(public, live.last) if public.meeting_at(live.last) else None)
        assert (moment.timer, moment.step) == (public.timer, public.step)
    assert {replay.moment(n).prompt is not None for n in range(1, len(replay) + 1)} == {True, False}


def test_a_place_in_time_is_found_and_its_time() -> None:
    replay = Replay(example_log(Practice(DECK), START).read(0))
    for position in range(1, len(replay) + 1):
        assert replay.position_at(replay.time_of(position)) >= position
        assert replay.position_at(replay.time_of(position) - 1) < position
    assert replay.time_of(0) == replay.time_of(1)
    assert Replay().time_of(0) == 0


def adding(count: int) -> list[Event]:
    """Return events that add so many cards."""
    fields = {"kind": "question", "text": "words"}
    return [
        Event(f"{n:026}", START + n, "ana", "card.add", (Write(f"card/{n}", "", None, {**fields, "label": f"Q{n}"}),))
        for n in range(1, count + 1)
    ]


def test_looking_anywhere_is_quick_once_it_is_prepared_and_never_holds_too_much() -> None:
    events = adding(5_000)
    replay = Replay(events)
    while replay.prepared < len(replay):
        before = replay.prepared
        replay.prepare(before + 700)
        assert replay.prepared > before
    assert len(replay._places) <= _MOST_HELD
    gaps = [other - place for place, other in pairwise(replay._places)]
    assert max(gaps) <= replay._apart
    board = replay.board_at(3_333)
    assert board == fold(EMPTY, events[:3_333])
    assert replay.board_at(3_333) is board


def test_being_somewhere_at_once_does_not_wait_for_all_that_lies_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    replay = Replay(adding(5_000))
    folds: list[int] = []

    def counted(board: Board, events: Sequence[Event]) -> Board:
        folds.append(len(events))
        return fold(board, events)

    monkeypatch.setattr("cofacil.review.replay.fold", counted)
    replay.board_at(4_000)
    assert len(folds) == 2
    folds.clear()
    replay.board_at(4_001)
    assert folds == [1]


def test_of_a_long_meeting_every_moment_is_exact_wherever_one_comes_from() -> None:
    random = Random(7)  # noqa: S311  # the same meeting every time
    wall = Wall(example_log(Practice(DECK), START).read(0))
    wall.now += 1000 * MINUTE
    wall.do(OpenMeeting(wall.new("meeting"), DECK))
    while len(wall.events) < 2_000:
        step = Step(random.choice(_DEEDS), random.randrange(3), random.randrange(400), random.randrange(400))
        happen(wall, [step] if step.do not in {"strike", "close"} else [])
        wall.now -= MINUTE // 2 - 3_000
    replay = Replay(wall.events)
    last = fold(EMPTY, wall.events)
    assert not any(isinstance(record, Card) and record.is_struck for record in last.records.values())
    hidden_now = frozenset(record.id for record in hidden(last))
    live: Board = EMPTY
    boards = [live, *(live := fold(live, [event]) for event in wall.events)]
    places = list(range(len(boards)))
    prepared, far_apart = Replay(wall.events), Replay(wall.events)
    prepared.prepare()
    far_apart._apart = 512
    far_apart.prepare()
    for looked_at, ways in (
        (replay, (*random.sample(places, 100), *places)),
        (prepared, random.sample(places, 300)),
        (far_apart, (*random.sample(places, 100), *range(1400, 1300, -1))),
    ):
        for position in ways:
            found = looked_at.board_at(position)
            assert _without(found, hidden_now) == _without(redacted(boards[position], NOBODY), hidden_now)


def test_a_step_back_from_a_moment_far_from_what_is_held_takes_few_events(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall()
    card = wall.add("a card")
    for number in range(500):
        wall.do(EditCard(card.id, text=f"words {number}"))
    replay = Replay(wall.events)
    replay._apart = 256
    replay.board_at(490)
    folded: list[int] = []

    def counting(board: Board, events: Sequence[Event]) -> Board:
        folded.append(len(events))
        return fold(board, events)

    monkeypatch.setattr("cofacil.review.replay.fold", counting)
    assert [replay.board_at(position).position for position in range(489, 469, -1)] == list(range(489, 469, -1))
    assert sum(folded) / 20 <= 32


def test_of_a_long_log_few_boards_are_held() -> None:
    wall = Wall()
    for number in range(3000):
        wall.add(f"card {number}")
    replay = Replay(wall.events * 4)
    replay.prepare()
    assert len(replay._held) <= _MOST_HELD


@given(script=steps, upto=integers(0, 60))
@settings(max_examples=25, deadline=None)
def test_what_is_given_away_is_what_everybody_may_see(script: Sequence[Step], upto: int) -> None:
    events = history(script)
    replay = Replay(events).until(upto)
    last = fold(EMPTY, events)
    board = fold(EMPTY, replay.public())
    assert _without(board, _taken_back(last)) == _without(replay.board, _taken_back(last))
    secret = {record.id for record in hidden(last)}
    said = {write.field for event in replay.public() for write in event.writes if write.entity in secret}
    assert not said & {"", "text", "who", "note"}


def test_what_is_looked_at_again_stays_the_same_object() -> None:
    events = example_log(Practice(DECK), START).read(0)
    replay = Replay(events)
    first = replay.board_at(10)
    for position in range(20, 20 + 4 * 31, 4):
        replay.board_at(position)
        assert replay.board_at(10) is first
    replay.board_at(5)
    replay.board_at(6)
    assert replay.board_at(10) is first

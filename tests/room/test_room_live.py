import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.timer import StartTimer
from cofacil.board.errors import NotSaved
from cofacil.board.events import Draft, Event
from cofacil.board.kinds import Kind
from cofacil.room.live import LiveRoom
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from refusing import refused
from troubles import tells

MANY = 20
Make = Callable[[Sequence[Event]], Sequence[Draft]]


@pytest.fixture
async def live(room: Room) -> AsyncIterator[LiveRoom]:
    live = LiveRoom(Room(room.log, room.clock, room.practice))
    await live.open()
    yield live
    await live.close()


def words(live: LiveRoom, text: str = "words") -> AddCard:
    return AddCard(f"card/{live.new_id()}", Kind.OFFER, text)


def texts(live: LiveRoom) -> list[str]:
    return [card.text for card in live.board.columns[Kind.OFFER]]


def added(news: News) -> list[str]:
    """Return the words of the cards that were added by what was told."""
    cards = [write.entity for event in news.events if event.op == "card.add" for write in event.writes]
    return [news.board.card(card).text for card in dict.fromkeys(cards) if card.startswith("card/")]


def _hear(heard: list[int], number: int, _: News) -> None:
    heard.append(number)


def _named(heard: list[str], name: str) -> Callable[[News], None]:
    return lambda _: heard.append(name)


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so that nobody tells of."""
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.005)


async def test_what_has_happened_is_read_in_slices_and_others_are_answered_in_between(
    live: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.room.live._AT_ONCE", 2)
    for number in range(7):
        await live.submit(Seat("Ana"), words(live, f"words {number}"))
    count = live.board.position
    reading = asyncio.create_task(live.history(0))
    await live.submit(Seat("Ana"), words(live, "in between"))
    events = await reading
    assert [event.e for event in events[:count]] == [live._room.log.at(n).e for n in range(1, count + 1)]
    assert len(events) >= count
    assert len(await live.history(count)) == live.board.position - count
    assert await live.history(live.board.position) == []


async def test_opening_reads_the_board(live: LiveRoom) -> None:
    assert live.board.title == "Riverside garden"
    assert live.is_writable


async def told_all(live: LiveRoom) -> None:
    """Wait until everybody has been told everything."""
    await until(lambda: live._telling.is_done)


async def test_everybody_else_is_told_and_the_asker_is_answered(live: LiveRoom, ana: Seat) -> None:
    heard: list[str] = []
    asker = _named(heard, "asker")
    live.subscribe(_named(heard, "one"))
    live.subscribe(asker)
    live.subscribe(_named(heard, "two"))
    news = await live.submit(ana, words(live), asker=asker)
    assert live.board is news.board
    assert news.own[-1].op == "card.add"
    await told_all(live)
    assert heard == ["one", "two"]


async def test_who_asks_without_a_name_is_told_as_everybody_is(live: LiveRoom, ana: Seat) -> None:
    heard: list[News] = []
    live.subscribe(heard.append)
    news = await live.submit(ana, words(live))
    await told_all(live)
    assert heard == [news._replace(own=())]


async def test_several_commands_are_one_trip_and_one_answer(live: LiveRoom, ana: Seat) -> None:
    heard: list[News] = []
    live.subscribe(heard.append)
    news = await live.submit(ana, *(words(live, text) for text in "abc"))
    await told_all(live)
    assert [event.op for event in news.own[-3:]] == ["card.add", "card.add", "card.add"]
    assert news.own == news.events
    assert news.position == news.board.position == live.board.position
    assert texts(live) == ["a", "b", "c"]
    assert [one.events for one in heard] == [news.events]


async def test_what_was_kept_before_a_refusal_is_kept_and_told_to_everybody(live: LiveRoom, kofi: Seat) -> None:
    heard: list[News] = []
    live.subscribe(heard.append)
    with refused("ask who facilitates"):
        await live.submit(kofi, words(live), StartTimer(5), words(live, "never"), asker=heard.append)
    await told_all(live)
    assert texts(live) == ["words"]
    assert [added(one) for one in heard] == [["words"]]


async def test_the_asker_is_answered_with_what_they_have_not_been_told_yet(
    live: LiveRoom, ana: Seat, kofi: Seat
) -> None:
    heard: list[News] = []
    asker = heard.append
    live.subscribe(asker)
    answered = await asyncio.gather(
        live.submit(kofi, words(live, "another's")), live.submit(ana, words(live), asker=asker)
    )
    await told_all(live)
    news = (*heard, answered[1])
    assert [text for one in news for text in added(one)] == ["another's", "words"]
    assert {event.by for event in answered[1].own} == {ana.who(live.board).person}
    assert [one.position for one in news] == sorted(one.position for one in news)


async def test_one_whose_turn_did_not_come_in_between_is_told_once_of_all(live: LiveRoom, ana: Seat) -> None:
    heard: list[News] = []
    live.subscribe(heard.append)
    for text in "abc":
        live._publish(live._room.do(ana, words(live, text)))
    await told_all(live)
    assert [added(one) for one in heard] == [["a", "b", "c"]]
    assert heard[0].board is live.board


async def test_the_board_has_changed_when_a_subscriber_is_told(live: LiveRoom, ana: Seat) -> None:
    seen: list[bool] = []
    live.subscribe(lambda news: seen.append(live.board is news.board))
    await live.submit(ana, words(live))
    await told_all(live)
    assert seen == [True]


async def test_subscribers_are_called_on_the_event_loop_and_the_log_is_not(
    live: LiveRoom, ana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_on: list[threading.Thread] = []
    decided_on: list[threading.Thread] = []
    log, append = live._room.log, live._room.log.append
    live.subscribe(lambda _: told_on.append(threading.current_thread()))

    def counted(make: Make) -> Sequence[Event]:
        decided_on.append(threading.current_thread())
        return append(make)

    monkeypatch.setattr(log, "append", counted)
    for _ in range(3):
        await live.submit(ana, words(live))
    await told_all(live)
    assert set(told_on) == {threading.current_thread()}
    assert len(set(decided_on)) == 1
    assert not set(decided_on) & set(told_on)


async def test_many_at_once_are_kept_one_after_the_other_and_told_in_that_order(live: LiveRoom, ana: Seat) -> None:
    positions: list[int] = []
    live.subscribe(lambda news: positions.append(news.position))
    await asyncio.gather(*(live.submit(ana, words(live, str(n))) for n in range(50)))
    await told_all(live)
    assert texts(live) == [str(n) for n in range(50)]
    assert positions == sorted(positions)
    assert live.board.position == positions[-1]


async def test_whoever_left_is_told_nothing_more(live: LiveRoom, ana: Seat) -> None:
    heard: list[News] = []
    leave = live.subscribe(heard.append)
    await live.submit(ana, words(live))
    await told_all(live)
    leave()
    leave()
    await live.submit(ana, words(live))
    await told_all(live)
    assert len(heard) == 1


async def test_whoever_left_before_it_was_their_turn_is_told_nothing(live: LiveRoom, ana: Seat) -> None:
    heard: list[int] = []
    leaves = [live.subscribe(partial(_hear, heard, number)) for number in range(MANY)]
    await live.submit(ana, words(live))
    leaves[-1]()
    await told_all(live)
    assert heard == list(range(MANY - 1))


async def test_leaving_while_being_told_leaves_nobody_out(live: LiveRoom, ana: Seat) -> None:
    heard: list[str] = []

    def once(_: News) -> None:
        heard.append("one")
        leave()

    leave = live.subscribe(once)
    live.subscribe(lambda _: heard.append("two"))
    await live.submit(ana, words(live))
    await told_all(live)
    assert heard == ["one", "two"]


async def test_where_many_watch_the_asker_is_answered_before_any_of_them_is_told(live: LiveRoom, ana: Seat) -> None:
    heard: list[int] = []
    for number in range(MANY):
        live.subscribe(partial(_hear, heard, number))
    await live.submit(ana, words(live))
    assert heard == []
    await told_all(live)
    assert heard == list(range(MANY))


async def test_each_of_many_is_told_everything_once_and_in_order(live: LiveRoom, ana: Seat) -> None:
    heard: list[list[News]] = [[] for _ in range(MANY)]
    for one in heard:
        live.subscribe(one.append)
    for number in range(12):
        await asyncio.gather(*(live.submit(ana, words(live, f"{number} {part}")) for part in range(3)))
        await asyncio.sleep(0)
    await told_all(live)
    every = [event for news in heard[0] for event in news.events]
    assert sum(event.op == "card.add" for event in every) == 36
    for one in heard:
        assert [event for news in one for event in news.events] == every
        positions = [news.position for news in one]
        assert positions == sorted(positions)
        assert positions[-1] == live.board.position


async def test_a_refusal_goes_to_the_asker_alone(live: LiveRoom, kofi: Seat) -> None:
    heard: list[News] = []
    live.subscribe(heard.append)
    with refused("ask who facilitates"):
        await live.submit(kofi, StartTimer(5))
    assert heard == []


async def test_a_command_that_changes_nothing_tells_nobody(live: LiveRoom, ana: Seat) -> None:
    heard: list[News] = []
    command = words(live)
    await live.submit(ana, command)
    live.subscribe(heard.append)
    assert (await live.submit(ana, command)).events == ()
    assert heard == []


async def test_who_stops_waiting_does_not_stop_what_they_asked(
    live: LiveRoom, ana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    append = live._room.log.append

    def slow(make: Make) -> Sequence[Event]:
        let_go.wait(5)
        return append(make)

    monkeypatch.setattr(live._room.log, "append", slow)
    asked = [asyncio.ensure_future(live.submit(ana, words(live, text))) for text in ("running", "waiting in line")]
    for task in asked:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(task, 0.02)
    let_go.set()
    await live.submit(ana, words(live, "later"))
    assert texts(live) == ["running", "waiting in line", "later"]


async def test_closing_waits_for_what_is_being_kept(live: LiveRoom, ana: Seat) -> None:
    asked = asyncio.ensure_future(live.submit(ana, words(live)))
    await asyncio.sleep(0)
    await live.close()
    assert (await asked).own[-1].op == "card.add"


async def test_a_closed_room_says_so_and_closes_once(live: LiveRoom, ana: Seat) -> None:
    await live.close()
    await live.close()
    with tells(NotSaved, "closed"):
        await live.submit(ana, words(live))


async def test_what_was_done_last_and_undone_last_is_found(live: LiveRoom, ana: Seat) -> None:
    assert await live.last_undone(ana) is None
    news = await live.submit(ana, words(live))
    assert await live.last_done(ana) == news.own[-1]

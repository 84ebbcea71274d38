"""Taking many things in: one event, one undo, and nothing twice."""

import time

import pytest

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.importing import Import, TakenIn
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.errors import Refusal
from cofacil.board.kinds import AbsenceState, Kind, Role
from cofacil.board.slugs import ROOM
from cofacil.language.days import date_of
from cofacil.language.happened import tell, undo_question
from cofacil.language.turned_back import turned_back
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from troubles import tells

ANA = Seat("Ana", via="import")


@pytest.fixture
def room(clock: HandClock) -> Room:
    return Room(MemoryLog(), clock)


def some(count: int) -> Import:
    kinds = tuple(Kind)
    cards = (
        TakenIn(f"card/{n}", f"x/{n}", kinds[n % 4], f"Idea {n}", said="Tom", tags=("party",)) for n in range(count)
    )
    return Import(tuple(cards))


def test_it_is_one_event_with_labels_and_places_that_follow(room: Room) -> None:
    room.do(ANA, some(8))
    news = room.do(ANA, Import((*(TakenIn(f"card/b{n}", f"y/{n}", Kind.OFFER, f"More {n}") for n in range(3)),)))
    assert len(news.own) == 1
    assert (news.own[0].op, news.own[0].via) == ("import", "import")
    assert [card.label for card in room.board.columns[Kind.OFFER]] == ["O1", "O2", "O3", "O4", "O5"]
    assert [card.text for card in room.board.columns[Kind.OFFER]][2:] == ["More 0", "More 1", "More 2"]
    assert room.board.meeting is None, "nobody has met"
    assert [person.name for person in room.board.people] == ["Ana", "Tom"]


def test_what_it_bears(room: Room) -> None:
    card = TakenIn("card/1", "x", Kind.ACTION, "Book", "a note", "Tom", ("Tom", ROOM), "2026-12-03", ("party",), True)
    room.do(
        ANA,
        Import(
            (
                card,
                TakenIn("absence/1", "y", None, "Night cleaners"),
                TakenIn("absence/2", "z", None, "Bo", is_done=True),
            )
        ),
    )
    made = room.board.card("card/1")
    assert (made.note, made.said, made.owners, made.when) == ("a note", "tom", ("room", "tom"), "2026-12-03")
    assert made.tags == ("party",)
    assert made.is_done
    assert [(absence.who, absence.state) for absence in room.board.absences] == [
        ("Night cleaners", AbsenceState.NOTICED),
        ("Bo", AbsenceState.JOINED),
    ]


def test_one_undo_takes_all_of_it_away_and_one_redo_puts_it_back(room: Room) -> None:
    room.do(ANA, some(40))
    seat = Seat("Ana")
    event = room.last_done(seat)
    assert event is not None
    news = room.do(seat, Undo(event))
    assert not list(room.board.cards())
    assert "are off the wall again" in tell(news.own, news.board, "ana")
    undone = room.last_undone(seat)
    assert undone is not None
    room.do(seat, Redo(undone))
    assert len(list(room.board.cards())) == 40


def test_many_things_of_several_kinds_are_said_in_few_words(room: Room) -> None:
    things = [TakenIn(f"card/q{n}", f"q/{n}", Kind.QUESTION, f"Who {n}?") for n in range(5)]
    things.append(TakenIn("card/a", "a", Kind.ACTION, "Book the band"))
    news = room.do(ANA, Import(tuple(things)))
    today = date_of(room.clock.now())
    assert undo_question(news.own[-1], room.board, today).startswith("Undo the import of A1 and Q1 to Q5, ")
    news = room.do(ANA, Undo(news.own[-1]))
    assert turned_back(news.own[-1], news.board, "y") == "A1 and Q1 to Q5 are off the wall again. y puts them back."


def test_what_somebody_else_has_changed_since_stays(room: Room) -> None:
    room.do(ANA, some(4))
    room.do(Seat("Bea"), EditCard("card/2", text="Better"))
    event = room.last_done(Seat("Ana"))
    assert event is not None
    room.do(Seat("Ana"), Undo(event))
    assert [card.text for card in room.board.cards()] == ["Better"]


def test_nothing_comes_twice_also_where_it_was_put_away(room: Room) -> None:
    room.do(ANA, some(4))
    event = room.last_done(Seat("Ana"))
    assert event is not None
    room.do(Seat("Ana"), Undo(event))
    assert not room.do(ANA, Import((TakenIn("card/new", "x/1", Kind.OFFER, "Idea 1"),))).own
    twice = Import((TakenIn("card/p", "k", Kind.OFFER, "One"), TakenIn("card/q", "k", Kind.OFFER, "One")))
    room.do(ANA, twice)
    assert len(room.board.columns[Kind.OFFER]) == 1


def test_it_is_told(room: Room) -> None:
    news = room.do(ANA, some(12))
    assert tell(news.own, news.board, "bea") == "Ana imported twelve things."
    assert tell(news.own, news.board, "ana", "u") == "Ana imported twelve things. u takes them away again."


def test_two_thousand_at_once_take_no_longer_for_each(room: Room) -> None:
    def spent(count: int, start: int) -> float:
        cards = tuple(TakenIn(f"card/{n}", f"x/{n}", Kind.OFFER, f"Idea {n}") for n in range(start, start + count))
        before = time.process_time()
        room.do(ANA, Import(cards))
        return time.process_time() - before

    few = min(spent(200, start) for start in range(0, 1000, 200))
    assert spent(2000, 10_000) < 40 * few


DEE, KOFI = Seat("Dee", Role.COFACILITATOR), Seat("Kofi", Role.PARTICIPANT)


def test_whoever_leads_undoes_it_all_whoever_typed_it_and_puts_it_back(room: Room) -> None:
    room.do(DEE, AddCard("card/own", Kind.OFFER, "Cake"))
    room.do(ANA, some(4))
    event = room.last_done(DEE)
    assert event is not None
    assert event.op == "import"
    room.do(DEE, Undo(event))
    assert [card.text for kind in Kind for card in room.board.columns[kind]] == ["Cake"]
    assert room.last_done(ANA) is None
    own = room.last_done(DEE)
    assert own is not None
    assert own.op == "card.add"
    undone = room.last_undone(DEE)
    assert undone is not None
    room.do(DEE, Redo(undone))
    assert sum(len(room.board.columns[kind]) for kind in Kind) == 5


def test_what_one_did_oneself_since_comes_first(room: Room) -> None:
    room.do(ANA, some(4))
    room.do(DEE, AddCard("card/own", Kind.OFFER, "Cake"))
    event = room.last_done(DEE)
    assert event is not None
    assert event.op == "card.add"


def test_who_takes_part_undoes_nobodys_import_and_what_others_changed_since_stays(room: Room) -> None:
    room.do(ANA, some(4))
    assert room.last_done(KOFI) is None
    event = room.last_done(DEE)
    assert event is not None
    with tells(Refusal, "somebody else"):
        room.do(KOFI, Undo(event))
    room.do(Seat("Rosa"), EditCard("card/1", "Other words"))
    room.do(DEE, Undo(event))
    assert [card.text for kind in Kind for card in room.board.columns[kind]] == ["Other words"]


def test_it_is_the_same_after_a_restart(room: Room) -> None:
    room.do(ANA, some(4))
    anew = Room(room.log, room.clock)
    anew.pull()
    event = anew.last_done(DEE)
    assert event is not None
    anew.do(DEE, Undo(event))
    for each in (anew, Room(room.log, room.clock)):
        each.pull()
        assert each.last_done(DEE) is None
        assert each.last_done(ANA) is None

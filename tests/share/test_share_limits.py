"""How much a server takes: each number is where it stops, and what has gone is forgotten."""

import pytest

from cofacil.share.limits import Counts, Limits


@pytest.fixture
def counts() -> Counts:
    return Counts(Limits(seats=3, seats_of_one=2))


def test_so_many_seats_for_one_person_and_in_all(counts: Counts) -> None:
    for _ in range(2):
        assert counts.lets_sit("dee")
        counts.seats["dee"] += 1
    assert not counts.lets_sit("dee")
    assert counts.lets_sit("kofi")
    counts.seats["kofi"] += 1
    assert not counts.lets_sit("vic")
    counts.leave(counts.seats, "dee")
    assert counts.lets_sit("vic")
    assert counts.lets_sit("dee")


def test_who_has_gone_is_forgotten_and_going_twice_owes_nothing(counts: Counts) -> None:
    counts.seats["dee"] += 1
    for _ in range(3):
        counts.leave(counts.seats, "dee")
    assert not counts.seats
    assert counts.seats.total() == 0


def test_asking_remembers_nobody(counts: Counts) -> None:
    for number in range(100):
        assert counts.lets_sit(f"192.0.2.{number}")
    assert not counts.seats


def test_the_numbers_of_a_server_are_those_that_were_promised() -> None:
    limits = Limits()
    assert (limits.waiting, limits.arriving, limits.typing_left_alone) == (1024, 768, 64)
    assert (limits.keys_seconds, limits.login_seconds, limits.arriving_seconds, limits.failures) == (15, 120, 600, 3)
    assert (limits.seats, limits.seats_of_one) == (64, 4)
    assert (limits.idle_minutes, limits.idle_minutes_watching) == (60, 240)

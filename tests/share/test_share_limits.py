"""How much a server takes: each number is where it stops, and what has gone is forgotten."""

import pytest

from cofacil.share.limits import Counts, Limits

HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def counts() -> Counts:
    few = Limits(arriving=3, arriving_from_one=2, wrong_words_from_one=2, wrong_words=4, seats=3, seats_of_one=2)
    return Counts(few)


def test_so_many_may_log_in_at_once_from_one_address(counts: Counts) -> None:
    for _ in range(2):
        assert counts.lets_arrive(HERE)
        counts.arriving[HERE] += 1
    assert not counts.lets_arrive(HERE)
    assert counts.lets_arrive(THERE)


def test_so_many_may_log_in_at_once_in_all(counts: Counts) -> None:
    for address in (HERE, HERE, THERE):
        counts.arriving[address] += 1
    assert not counts.lets_arrive("192.0.2.3")
    counts.leave(counts.arriving, HERE)
    assert counts.lets_arrive("192.0.2.3")
    assert counts.lets_arrive(HERE)


def test_who_guesses_too_often_is_looked_at_no_more_and_others_are(counts: Counts) -> None:
    for _ in range(2):
        assert counts.lets_guess(HERE)
        counts.wrong[HERE] += 1
    assert not counts.lets_guess(HERE)
    assert counts.lets_guess(THERE)
    assert not counts.is_frozen


def test_so_many_wrong_words_in_all_and_none_lets_anybody_in_any_more(counts: Counts) -> None:
    for number in range(4):
        assert not counts.is_frozen
        counts.wrong[f"192.0.2.{number}"] += 1
    assert counts.is_frozen
    assert not counts.lets_guess("192.0.2.9")
    for number in range(4):
        counts.leave(counts.arriving, f"192.0.2.{number}")
    assert counts.is_frozen


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
        address = f"192.0.2.{number}"
        assert counts.lets_arrive(address)
        assert counts.lets_guess(address)
        assert counts.lets_sit(address)
    assert not counts.arriving
    assert not counts.wrong
    assert not counts.seats


def test_the_numbers_of_a_server_are_those_that_were_promised() -> None:
    limits = Limits()
    assert (limits.arriving, limits.arriving_from_one, limits.login_seconds, limits.failures) == (16, 4, 120, 3)
    assert (limits.wrong_words_from_one, limits.wrong_words) == (5, 20)
    assert (limits.seats, limits.seats_of_one) == (64, 4)
    assert (limits.idle_minutes, limits.idle_minutes_watching) == (60, 240)

"""Wrong words: whoever guesses is slowed by address and by door, heals with time, and never gets far."""

import pytest

from cofacil.share.guesses import (
    FREE,
    FREE_IN_ALL,
    HEALS,
    SAVED,
    SLOWLIER,
    SLOWLY,
    SLOWLY_OWN,
    Guesses,
    Slowed,
    block_of,
)
from cofacil.share.wordlist import can_be_a_word, is_only_ones_own, nouns, personal_word, room_word

HERE, THERE = "192.0.2.1", "192.0.2.2"
HOUR = 3600.0


class Clock:
    """Goes on only when told."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock)


def guess(guesses: Guesses, times: int, address: str = HERE, door: str = "garden") -> list[bool]:
    return [guesses.wrong(address, door) for _ in range(times)]


def test_an_address_is_slowed_at_the_door_where_it_guessed_and_nobody_else_is(guesses: Guesses) -> None:
    assert guess(guesses, FREE + 1) == [False] * (FREE - 1) + [True, False]
    assert not guesses.is_quiet(HERE, "garden")
    assert guesses.is_quiet(HERE, "pond")
    assert guesses.is_quiet(THERE, "garden")


def test_an_address_that_guesses_at_many_doors_is_slowed_at_all(guesses: Guesses) -> None:
    for number in range(FREE_IN_ALL):
        assert guesses.is_quiet(HERE, "pond")
        guesses.wrong(HERE, f"garden-{number}")
    assert not guesses.is_quiet(HERE, "pond")
    assert [one.door for one in guesses.slowed("pond")] == [""]


def test_an_address_heals_with_time_and_waits_for_no_longer_however_often_it_guessed(
    guesses: Guesses, clock: Clock
) -> None:
    guess(guesses, FREE)
    clock.now += HEALS - 1
    assert not guesses.is_quiet(HERE, "garden")
    clock.now += 1
    assert guesses.is_quiet(HERE, "garden")
    assert guess(guesses, 1) == [True]
    guess(guesses, 1000)
    clock.now += 2 * FREE * HEALS
    assert guesses.is_quiet(HERE, "garden")
    assert guess(guesses, FREE - 1) == [False] * (FREE - 1)


def test_who_is_slowed_is_told_with_the_moment_in_which_it_ends(
    guesses: Guesses, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: clock.now + 9000)
    guess(guesses, 1)
    clock.now += 60
    guess(guesses, FREE)
    [slowed] = guesses.slowed("garden")
    assert slowed == Slowed(HERE, "garden", FREE + 1, 10_000_000, slowed.until)
    clock.now = slowed.until / 1000 - 9000 - 1
    assert not guesses.is_quiet(HERE, "garden")
    clock.now += 2
    assert guesses.is_quiet(HERE, "garden")
    assert guesses.slowed() == guesses.slowed("pond") == ()


def test_lifting_makes_an_address_as_if_it_had_never_guessed(guesses: Guesses) -> None:
    guess(guesses, FREE_IN_ALL)
    guess(guesses, FREE, door="pond")
    guess(guesses, FREE, THERE)
    guesses.lift(HERE, "garden")
    assert guesses.is_quiet(HERE, "garden")
    assert not guesses.is_quiet(HERE, "pond")
    assert not guesses.is_quiet(THERE, "garden")
    guesses.lift(HERE, "")
    assert guesses.is_quiet(HERE, "pond")


def test_a_right_word_forgives_some_wrong_ones(guesses: Guesses) -> None:
    guess(guesses, FREE)
    guesses.right(THERE, "garden")
    assert not guesses.is_quiet(HERE, "garden")
    guesses.right(HERE, "garden")
    assert guess(guesses, 3) == [False, False, True]


def test_when_more_addresses_guess_than_are_remembered_new_ones_are_slowed_and_the_healed_forgotten(
    guesses: Guesses, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.share.guesses._MOST_KNOWN", 10)
    for number in range(10):
        assert guesses.is_quiet(f"192.0.2.{number}", "garden")
        guesses.wrong(f"192.0.2.{number}", "garden")
    assert not guesses.is_quiet("192.0.2.99", "garden")
    assert guesses.is_quiet("192.0.2.5", "garden")
    clock.now += HEALS
    assert guesses.is_quiet("192.0.2.99", "garden")
    assert not guesses._records


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::1"),
        ("?", "?"),
    ],
)
def test_a_household_is_counted_as_one(address: str, block: str) -> None:
    assert block_of(address) == block


def test_from_where_somebody_has_come_in_is_known_and_the_oldest_is_forgotten(
    guesses: Guesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cofacil.share.guesses._MOST_KNOWN", 2)
    for address in (HERE, "2001:db8:1:2::3", HERE, THERE):
        guesses.came_in(address)
    assert [guesses.is_known(address) for address in (HERE, THERE, "2001:db8:1:2::9")] == [True, True, False]
    assert not guesses.slowed()


def test_what_has_the_form_of_no_word_is_known_for_it() -> None:
    for _ in range(1000):
        assert can_be_a_word(room_word().replace("-", " ").lower().replace("o", "0"))
        assert can_be_a_word(personal_word())
    for slip in (
        "GARDN-42-BEAN",
        "GARDEN-4-BEAN",
        "GARDEN-BEANS",
        "42-BEAN",
        "7K3PX-9QW2",
        "7K3PX-9QW2U",
        "",
        "42",
        "x" * 10**6,
    ):
        assert not can_be_a_word(slip)


def words_looked_at(addresses: int, seconds: float, *, is_in_hall: bool) -> float:
    """Play guessing at one door, as fast as it goes; return how many words on a wall have been looked at."""
    looked, clock = 0, Clock()
    guesses = Guesses(clock)
    began = clock.now
    while clock.now < began + seconds:
        for number in range(addresses):
            while guesses.is_quiet(f"10.0.{number // 250}.{number % 250}", "garden"):
                looked += 1
                guesses.wrong(f"10.0.{number // 250}.{number % 250}", "garden")
        clock.now += HEALS / 4
    # Two are looked at at once.
    return looked + addresses + SAVED + seconds / SLOWLIER + is_in_hall * (SAVED + seconds / SLOWLY)


@pytest.mark.parametrize(
    ("addresses", "hours", "is_in_hall", "one_in"),
    [
        (50, 24, False, 8_500),
        (50, 24, True, 3_000),
        (50, 3, False, 59_000),
        (50, 3, True, 22_500),
        (10_000, 3, True, 1_750),
    ],
)
def test_guessing_does_not_reach_the_word_on_the_wall(
    addresses: int, hours: int, is_in_hall: bool, one_in: int
) -> None:
    every = len(nouns()) ** 2 * 90
    assert one_in < every / words_looked_at(addresses, hours * HOUR, is_in_hall=is_in_hall) < one_in * 1.2


def test_guessing_does_not_reach_a_word_of_ones_own() -> None:
    assert 32**10 / (2 * (SAVED + 24 * HOUR / SLOWLY_OWN) + 10_000 * 54) > 1_000_000_000


def test_a_word_of_a_room_never_goes_for_one_of_ones_own() -> None:
    for _ in range(2000):
        assert not is_only_ones_own(room_word())
    assert not is_only_ones_own("ABED-42-ACTS")
    assert not is_only_ones_own("ROOF-10-OIL O")
    assert is_only_ones_own("7k3px 9qw2m")
    assert not is_only_ones_own("7K3PX-9QW2")
    assert sum(map(is_only_ones_own, (personal_word() for _ in range(1000)))) > 800

"""How much of everything a server takes, and how much of it is there now."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Limits(NamedTuple):
    """The numbers of a server; AsyncSSH has none of its own."""

    arriving: int = 16
    """Connections that have not logged in yet, in all."""
    arriving_from_one: int = 4
    arriving_in_a_minute: int = 120
    """Connections from one address in a minute: each costs a key exchange. A hall behind one address joins at once."""
    login_seconds: float = 120
    """Who joins for the first time compares a fingerprint, and types a word without seeing it, and a name."""
    seatless_seconds: float = 20
    """How long somebody who has come in may ask for no board."""
    failures: int = 3
    """Words that one connection may get wrong."""
    keys: int = 12
    """Keys that one connection may offer: some people's agents hold many."""
    wrong_words_from_one: int = 5
    wrong_words: int = 20
    """Wrong words in all, after which no word lets anybody in."""
    asking: int = 0
    """Strangers who may ask at the same time to be let in; 0 lets none of them ask."""
    asking_from_one: int = 2
    refusals: int = 3
    """Strangers from one address who were told *not now*, or left, behind whom nobody from there may ask any more."""
    seats: int = 64
    seats_of_one: int = 4
    idle_minutes: int = 60
    idle_minutes_watching: int = 240


@dataclass(slots=True)
class Counts:
    """Who is coming, who is in, and who guessed or asked."""

    limits: Limits
    arriving: Counter[str] = field(default_factory=Counter)
    """By address."""
    seats: Counter[str] = field(default_factory=Counter)
    """By slug."""
    _came: Counter[str] = field(default_factory=Counter)
    """Connections in this minute, by address."""
    _minute: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    """Wrong words, by address."""
    asking: Counter[str] = field(default_factory=Counter)
    """Strangers who wait for an answer, by address."""
    refused: Counter[str] = field(default_factory=Counter)
    """Strangers who were not let in, by address."""

    def lets_arrive(self, address: str) -> bool:
        """Say whether one more may try to log in."""
        limits, minute = self.limits, int(time.monotonic() // 60)
        if minute != self._minute:
            self._minute = minute
            self._came.clear()
        self._came[address] += 1
        is_crowd = self._came[address] > limits.arriving_in_a_minute or self.arriving.total() >= limits.arriving
        return not is_crowd and self.arriving[address] < limits.arriving_from_one

    def lets_guess(self, address: str) -> bool:
        """Say whether a word from there is looked at."""
        limits = self.limits
        return self.wrong[address] < limits.wrong_words_from_one and not self.is_frozen

    @property
    def is_frozen(self) -> bool:
        """Say whether so many words were wrong that none lets anybody in any more."""
        return self.wrong.total() >= self.limits.wrong_words

    def lets_ask(self, address: str) -> bool:
        """Say whether a stranger from there may ask to be let in."""
        limits = self.limits
        is_room = self.asking.total() < limits.asking and self.asking[address] < limits.asking_from_one
        return is_room and self.refused[address] < limits.refusals

    def lets_sit(self, person: str) -> bool:
        """Say whether there is a seat left, for anybody and for this person."""
        return self.seats.total() < self.limits.seats and self.seats[person] < self.limits.seats_of_one

    def leave(self, counter: "Counter[str]", key: str) -> None:
        """Count one less, and forget those of whom there are none."""
        counter[key] -= 1
        if counter[key] <= 0:
            del counter[key]

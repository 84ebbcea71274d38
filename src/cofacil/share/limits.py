"""How much of everything a server takes, and how much of it is there now."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

STRANGERS = 4
"""How many may ask at the same time to be let in, where they may."""


class Limits(NamedTuple):
    """The numbers of a server; AsyncSSH has none of its own."""

    waiting: int = 1024
    """Callers who wait for their turn before the key exchange."""
    arriving: int = 768
    """Connections that have not logged in yet, in all: 36 KiB each."""
    typing_left_alone: int = 64
    """Those from one address who may take their time, however many come behind them."""
    keys_seconds: float = 15
    """How long somebody may take for exchanging keys, up to the moment in which they compare a fingerprint."""
    login_seconds: float = 120
    """Who joins for the first time compares a fingerprint, and types a word without seeing it, and a name: for each."""
    arriving_seconds: float = 600
    """The same for all of it."""
    seatless_seconds: float = 20
    """How long somebody who has come in may ask for no board."""
    failures: int = 3
    """Words that one connection may get wrong."""
    keys: int = 64
    """Keys that one connection may offer: some people's agents hold dozens, and the right one may be the last.

    It is no limit on guesses: a key that is only offered opens nothing, and each costs less than the beginning of a line.
    """
    asking: int = 0
    """Strangers who may ask at the same time to be let in; 0 lets none of them ask."""
    asking_from_one: int = 2
    refusals: int = 3
    """Strangers from one address who were told *not now*, or left, behind whom nobody from there may ask any more."""
    seats: int = 64
    seats_of_one: int = 4
    takes_over: bool = True
    """Whether who comes once more has their seat at the new line, and the old one is closed; not where one plays many."""
    idle_minutes: int = 60
    idle_minutes_watching: int = 240


@dataclass(slots=True)
class Counts:
    """Who is in, and who asked."""

    limits: Limits
    seats: Counter[str] = field(default_factory=Counter)
    """By slug."""
    asking: Counter[str] = field(default_factory=Counter)
    """Strangers who wait for an answer, by address."""
    refused: Counter[str] = field(default_factory=Counter)
    """Strangers who were not let in, by address."""

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

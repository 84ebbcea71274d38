"""Wrong words, counted by address and by door: whoever guesses is slowed, and heals with time; nobody is locked out.

What guessing can reach. The word on the wall is the weakest: two of 1,536 nouns and two figures, 28 bits. In a day

- each address has `FREE` words looked at without waiting (or one more, where two are looked at at once), and one for each
  time `HEALS` that passes: 54;
- all addresses together that are slowed, and from which nobody has come in, have one word looked at each `SLOWLIER` seconds,
  and `SAVED` at once: 21,900;
- those from which somebody has come in have one each `SLOWLY` seconds, where a guesser sits among them: 43,500.

So 50 addresses try 24,600 words in a day, one time in 8,600 the right one; 68,100 and one in 3,100 where one of them is a
hall's; 10,000 addresses 605,000 and one in 350. In the three hours of a meeting that is one in 59,000, in 22,900 and in
1,780. A word for one person has 50 bits: those who are slowed have four a second looked at, 345,600 a day, one time in three
thousand million.

Nothing tells the guesses of a guesser who sits in a hall from the words of those who come in there: they have their turns
among each other, so that each word waits `SLOWLY` seconds for every other from there; by key nobody waits.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

FREE = 5
"""Wrong words from one address at one door, behind which its words are looked at slowly."""
FREE_IN_ALL = 4 * FREE
"""The same at all doors together: names of boards that nobody has are doors as well."""
HEALS = 1800.0
"""Seconds in which one wrong word is forgiven."""
SLOWLY = 2.0
"""Seconds between two words from addresses that are slowed, and from which somebody has come in, for all of them together."""
SLOWLIER = 4.0
"""The same where nobody has come in from."""
SLOWLY_OWN = 0.5
"""Either for words that can only be somebody's own: there are four million times as many of them."""
SAVED = 300
"""Words that are looked at at once where none had to wait for a while: a hall comes in before a guesser makes it slow."""
_MORE = FREE
"""Wrong words behind those that are remembered: whoever has stopped is slowed for no longer than these take to heal."""
_FORGIVES = 3
"""Wrong words that a right one makes up for: where people come in, people mistype."""
_MOST_KNOWN = 20_000
"""Addresses that are remembered; behind so many, one that nobody knows is slowed as well."""
_BLOCK = 64
"""Bits of an IPv6 address that are one household's, within which it has as many addresses as it likes."""


class Slowed(NamedTuple):
    """An address whose words wait for their turn."""

    address: str
    door: str
    """The board, as it was called before the `@`; "" for all of them."""
    wrong: int
    """Wrong words that came from there."""
    since: int
    """UTC milliseconds."""
    until: int
    """When it has healed if nothing else happens; UTC milliseconds."""


@dataclass(slots=True)
class _Record:
    number: int = 0
    """All that were wrong since it began."""
    left: float = 0.0
    """Those that had not healed at `at`."""
    at: float = 0.0
    began: float = 0.0

    def unhealed(self, now: float) -> float:
        return max(0.0, self.left - (now - self.at) / HEALS)


class Guesses:
    """Knows who has guessed; moments are seconds of a clock that never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: dict[tuple[str, str], _Record] = {}
        self._in_all: dict[str, _Record] = {}
        self._known: OrderedDict[str, None] = OrderedDict()
        """Addresses from which somebody has come in."""

    def came_in(self, address: str) -> None:
        """Take notice that somebody from there has had a right word, or has come in by a key or an answer."""
        self._known[block_of(address)] = None
        self._known.move_to_end(block_of(address))
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def is_known(self, address: str) -> bool:
        """Say whether somebody has come in from there."""
        return block_of(address) in self._known

    def is_quiet(self, address: str, door: str) -> bool:
        """Say whether a word from there is looked at without waiting."""
        now, block = self._clock(), block_of(address)
        known = self._records.get((block, door))
        if known is None and len(self._records) >= _MOST_KNOWN:
            self._forget(now)
            if len(self._records) >= _MOST_KNOWN:
                return False
        return not _is_slow(known, FREE, now) and not _is_slow(self._in_all.get(block), FREE_IN_ALL, now)

    def wrong(self, address: str, door: str) -> bool:
        """Count a wrong word; say whether it is the one by which the address is slowed."""
        now, block = self._clock(), block_of(address)
        was_quiet = self.is_quiet(address, door)
        _count(self._in_all.setdefault(block, _Record(began=now)), FREE_IN_ALL + _MORE, now)
        if (block, door) in self._records or len(self._records) < _MOST_KNOWN:
            _count(self._records.setdefault((block, door), _Record(began=now)), FREE + _MORE, now)
        return was_quiet and not self.is_quiet(address, door)

    def right(self, address: str, door: str) -> None:
        """Forgive some of what was wrong: somebody has come in from there."""
        now, block = self._clock(), block_of(address)
        for record in (self._records.get((block, door)), self._in_all.get(block)):
            if record is not None:
                record.left, record.at = max(0.0, record.unhealed(now) - _FORGIVES), now

    def slowed(self, door: str = "") -> tuple[Slowed, ...]:
        """Return the addresses whose words wait at a door, or at any where it is "", the last one first."""
        now, wall = self._clock(), time.time()

        def told(address: str, at: str, record: _Record, free: int) -> Slowed:
            heals = now + (record.unhealed(now) - free + 1) * HEALS
            since, until = (int((wall + moment - now) * 1000) for moment in (record.began, heals))
            return Slowed(address, at, record.number, since, until)

        of_one = [
            told(address, at, record, FREE)
            for (address, at), record in self._records.items()
            if door in {"", at} and _is_slow(record, FREE, now)
        ]
        of_all = [
            told(address, "", record, FREE_IN_ALL)
            for address, record in self._in_all.items()
            if _is_slow(record, FREE_IN_ALL, now)
        ]
        return tuple(sorted((*of_one, *of_all), key=lambda one: -one.since))

    def lift(self, address: str, door: str) -> None:
        """Have words from there looked at as if none had been wrong; "" lifts it for all doors."""
        block = block_of(address)
        self._in_all.pop(block, None)
        for known in [key for key in self._records if key[0] == block and door in {"", key[1]}]:
            del self._records[known]

    def _forget(self, now: float) -> None:
        """Forget those who have healed."""
        self._records = {key: record for key, record in self._records.items() if record.unhealed(now)}
        self._in_all = {key: record for key, record in self._in_all.items() if record.unhealed(now)}


def _is_slow(record: _Record | None, free: int, now: float) -> bool:
    return record is not None and record.unhealed(now) > free - 1


def _count(record: _Record, most: int, now: float) -> None:
    if not record.unhealed(now):
        record.number, record.began = 0, now
    record.number += 1
    record.left, record.at = min(float(most), record.unhealed(now) + 1), now


def block_of(address: str) -> str:
    """Return what is counted as one address: a household's, where it has very many."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        if not found.is_loopback:
            return str(ipaddress.ip_network((found, _BLOCK), strict=False))
    return str(found)

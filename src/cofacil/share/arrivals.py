"""Those who have begun to come in and are not in yet: at the key exchange, or at a question they have not answered."""

from collections import Counter
from enum import Enum
from typing import Protocol


class Stage(Enum):
    """How far somebody has come."""

    FRESH = "fresh"
    """They have only come."""
    LINGERS = "lingers"
    """They could have exchanged keys by now, and have not."""
    SILENT = "silent"
    """They are asked something, and have answered nothing yet."""
    ANSWERS = "answers"


class Arriving(Protocol):
    """Somebody who has begun to come in."""

    @property
    def address(self) -> str: ...

    @property
    def stage(self) -> Stage: ...

    def give_way(self) -> None: ...


class Arrivals:
    """Holds as many as cost little; where more come, whoever has been silent longest gives way, where most come from."""

    def __init__(self, most: int, left_alone: int) -> None:
        self._most = most
        self._left_alone = left_alone
        self._by_address: dict[str, dict[Arriving, None]] = {}
        self._numbers: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._numbers.total()

    @property
    def are_crowded(self) -> bool:
        """Say whether others could soon have to give way."""
        return len(self) * 4 > self._most

    def add(self, arriving: Arriving) -> None:
        """Take one more; another gives way where there are too many."""
        self._by_address.setdefault(arriving.address, {})[arriving] = None
        self._numbers[arriving.address] += 1
        if len(self) > self._most:
            self._who_gives_way().give_way()

    def remove(self, arriving: Arriving) -> None:
        """Count one less, who is in, or gone."""
        those = self._by_address.get(arriving.address, {})
        if arriving in those:
            del those[arriving]
            self._numbers[arriving.address] -= 1
        if not those:
            self._by_address.pop(arriving.address, None)
            del self._numbers[arriving.address]

    def _who_gives_way(self) -> Arriving:
        """Return who has been silent longest where most come from: the first of those have all the time they need to type."""
        [(heaviest, _)] = self._numbers.most_common(1)
        those = tuple(self._by_address[heaviest])
        lingering, fresh, silent = (
            [one for one in those if one.stage is stage] for stage in (Stage.LINGERS, Stage.FRESH, Stage.SILENT)
        )
        return next(iter((*lingering, *silent[self._left_alone :], *fresh, *silent, *those)))

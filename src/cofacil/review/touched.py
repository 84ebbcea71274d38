"""Which events wrote to what: behind it nothing has to look through all of the log again."""

from collections.abc import Sequence

from cofacil.board.events import EntityId, Event, Json
from cofacil.review.struck import struck_by

_NONE: tuple[int, ...] = ()
_FEW = ("meeting/", "absence/")
"""What there is little of, and what is told of first."""


class Touched:
    """For each entity the positions of the events that wrote to it, 1 for the first; and the ties of each, cut or not.

    Those of meetings and absences are found in the pass that looks for what was struck out; those of everything else when
    they are first asked for.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self._few: dict[EntityId, list[int]] = {}
        self._positions: dict[EntityId, list[int]] = {}
        self._ties: dict[EntityId, list[EntityId]] = {}
        self._gone_through = 0
        self.count = 0
        """How many events have been looked at."""
        self.struck: dict[EntityId, Json] = {}
        """What was struck out in them, and what the field says of that."""

    def take(self, upto: int) -> None:
        """Look at the events up to a position."""
        few, at = self._few, self.count
        for event in self.events[at:upto]:
            at += 1
            for write in event.writes:
                entity = write.entity
                if entity.startswith(_FEW):
                    known = few.setdefault(entity, [])
                    if not known or known[-1] != at:
                        known.append(at)
                elif (struck := struck_by(write)) is not None:
                    self.struck[entity] = struck
        self.count = at

    def of(self, entity: EntityId) -> Sequence[int]:
        """Return the positions of the events that wrote to something."""
        if entity.startswith(_FEW):
            return self._few.get(entity, _NONE)
        self._go_through()
        return self._positions.get(entity, _NONE)

    def ties_of(self, entity: EntityId) -> Sequence[EntityId]:
        """Return every link that has ever had something for an end."""
        self._go_through()
        return self._ties.get(entity, ())

    def _go_through(self) -> None:
        positions, at = self._positions, self._gone_through
        for event in self.events[at : self.count]:
            at += 1
            for write in event.writes:
                entity = write.entity
                known = positions.get(entity)
                if known is None:
                    positions[entity] = [at]
                    if entity.startswith("link/"):
                        self._tie(entity, write.after)
                elif known[-1] != at:
                    known.append(at)
        self._gone_through = at

    def _tie(self, link: EntityId, made: object) -> None:
        ends = (made.get("from"), made.get("to")) if isinstance(made, dict) else ()
        for end in dict.fromkeys(end for end in ends if isinstance(end, str)):
            if isinstance(end, str):
                self._ties.setdefault(end, []).append(link)

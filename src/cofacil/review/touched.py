"""Which events wrote to what: one pass over the log, behind which nothing has to look through all of it again."""

from collections.abc import Iterable, Sequence

from cofacil.board.events import EntityId, Event

_NONE: tuple[int, ...] = ()


class Touched:
    """For each entity the positions of the events that wrote to it, 1 for the first; and the ties of each, cut or not."""

    def __init__(self) -> None:
        self._positions: dict[EntityId, list[int]] = {}
        self._ties: dict[EntityId, list[EntityId]] = {}
        self.count = 0
        """How many events have been looked at."""

    def take(self, events: Iterable[Event]) -> None:
        """Follow the log on."""
        positions, at = self._positions, self.count
        for event in events:
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
        self.count = at

    def of(self, entity: EntityId) -> Sequence[int]:
        """Return the positions of the events that wrote to something."""
        return self._positions.get(entity, _NONE)

    def ties_of(self, entity: EntityId) -> Sequence[EntityId]:
        """Return every link that has ever had something for an end."""
        return self._ties.get(entity, ())

    def _tie(self, link: EntityId, made: object) -> None:
        ends = (made.get("from"), made.get("to")) if isinstance(made, dict) else ()
        for end in dict.fromkeys(ends):
            if isinstance(end, str):
                self._ties.setdefault(end, []).append(link)

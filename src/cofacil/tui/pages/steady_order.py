"""Where people stand on a page as long as it is open: who comes later stands behind them, and nobody moves by coming back."""

from collections.abc import Iterable

from cofacil.tui.pages.someone import Someone


class SteadyOrder:
    """Keeps everybody where they were seen first."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        """By who they are; also of those who are not seen at this moment."""

    def steady(self, people: Iterable[Someone]) -> tuple[Someone, ...]:
        """Return people where they have stood, those who are new behind them in the order they are given."""
        those = tuple(people)
        for someone in those:
            self._places.setdefault(someone.slug, len(self._places))
        return tuple(sorted(those, key=lambda someone: self._places[someone.slug]))

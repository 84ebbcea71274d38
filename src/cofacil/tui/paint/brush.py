"""What painting is done with: a look, and the signs that this terminal can show."""

from typing import NamedTuple

from rich.style import Style

from cofacil.board.kinds import Kind
from cofacil.tui.themes import Look


class Signs(NamedTuple):
    """The drawn signs; none of them has an emoji form."""

    mark: str = "▌"
    done: str = "✓"
    full: str = "▇"
    empty: str = "▁"
    above: str = "▲"
    below: str = "▼"
    block: str = "█"
    dot: str = "·"
    more: str = "…"
    arrows: str = "↑ ↓ ← →"
    up_down: str = "↑ ↓"
    up: str = "↑"


ASCII = Signs("|", "x", "#", "-", "^", "v", "#", "-", "...", "arrows", "up down", "up")


class Brush(NamedTuple):
    """A look and signs; rows that were painted with equal brushes are equal."""

    look: Look
    signs: Signs = Signs()
    language: str = "en"
    """What words are painted in: rows in two languages are never taken for each other."""

    def style(self, role: str) -> Style:
        return self.look.styles[role]

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what cached rows are told apart by."""
        return (self.look.name, self.signs.mark, self.language)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Brush) and self.look is other.look and self[1:] == other[1:]

    def __ne__(self, other: object) -> bool:
        return not self == other


def kind_role(kind: Kind | None) -> str:
    """Return how roles call a kind of card, or those who are not here."""
    return "not_here" if kind is None else str(kind)

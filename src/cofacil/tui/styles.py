"""How each thing on a screen is drawn, in every theme: which of its colours, and bold, italic or underlined."""

from collections.abc import Mapping
from types import MappingProxyType

from rich.style import Style

from cofacil.board.kinds import Kind

KINDS = (*map(str, Kind), "not_here")
"""The columns, as the colours of a theme are called."""

# role: letters on ground, then how they are drawn. A role that is missing here is missing in every theme.
_ROLES: Mapping[str, str] = {
    "screen": "text background",
    "purpose": "text background bold",
    "place": "dim background",
    "step": "text background",
    "prompt": "prompt_text prompt",
    "prompt_lead": "prompt_text prompt bold",
    "column": "bar_text bar",
    # A kind turned round: the head in hand, the chip of a card, what was just said.
    **{f"kind.{kind}": f"kind_text {kind} bold" for kind in KINDS},
    **{f"said.{kind}": f"kind_text {kind}" for kind in KINDS},
    **{f"head.{kind}": f"{kind}_on_bar bar bold" for kind in KINDS},
    # The bar down the left edge of a card: as a surface, as a row of a list. It stays as it is in hand.
    **{f"edge.{kind}": f"{kind} card" for kind in KINDS},
    **{f"row_edge.{kind}": f"{kind} background" for kind in KINDS},
    "chip_done": "kind_text not_here bold",
    "card": "card_text card",
    "card_detail": "card_dim card",
    "card_done": "card_dim card",
    "row": "text background",
    "row_detail": "dim background",
    "row_done": "dim background",
    "card_in_hand": "in_hand_text in_hand bold",
    "card_detail_in_hand": "in_hand_text in_hand",
    "match": "match_text match bold underline",
    "line": "line_text line",
    "line_cursor": "line line_text",
    "line_hint": "line_text line italic",
    "readback": "text background",
    "keys": "text background",
    "key": "accent background bold",
    "sentence": "text background",
    "saved": "dim background",
    "trouble": "trouble_text trouble bold",
    "bar_full": "accent background",
    "bar_empty": "dim background",
    "time": "time_text time bold",
    "digits": "text background bold",
    "title": "text background bold",
    "hint": "dim background",
    "choice": "text background",
    "choice_in_hand": "in_hand_text in_hand bold",
    "choice_detail": "dim background",
    "border": "dim background",
}
ROLES = tuple(_ROLES)
"""What painting may ask a look for."""


def styles_of(colours: Mapping[str, str]) -> Mapping[str, Style]:
    """Return a style for each of ROLES from the colours of a theme, each #RRGGBB."""
    return MappingProxyType({role: _style(drawn, colours) for role, drawn in _ROLES.items()})


def _style(drawn: str, colours: Mapping[str, str]) -> Style:
    letters, ground, *how = drawn.split()
    return Style.parse(" ".join([*how, colours[letters], "on", colours[ground]]))

"""What a click on words of a key row presses."""

from cofacil.tui.keys import Press

_NAMED = {"Enter": "enter", "Esc": "escape", "Tab": "tab"}
_SIGNS = "+-?/"


def pressed_by(offer: str) -> Press | None:
    """Return the key that a click on words of the key row presses, None where they name none or several."""
    first, _, rest = offer.strip().partition(" ")
    second = rest.partition(" ")[0]
    if not _is_key(first) or _is_key(second):
        return None
    named = _NAMED.get(first, first)
    return Press(named, named if len(named) == 1 else None)


def _is_key(word: str) -> bool:
    return word in _NAMED or (len(word) == 1 and word.isascii() and (word.isalnum() or word in _SIGNS))

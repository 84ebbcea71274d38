"""Which key does what on the board; a group may give any action another key."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from cofacil.board.notice import Notice
from cofacil.board.text import plain_form
from cofacil.room.actions import ACTIONS
from cofacil.tui.layouts import LAYOUTS

KEYS: Mapping[str, str] = {action.name: action.key for action in ACTIONS.values() if action.key}
"""Each action's own key; what has none is found in help, by name."""
FIXED = frozenset({"whole"})
"""Actions whose key is the same for every group."""
_NAMES = {"question_mark": "?", "slash": "/", "exclamation_mark": "!", "plus": "+", "minus": "-"}
_SPARE_SIGNS = frozenset("?/")
LAYOUT = "layout"
"""What stands in a keymap for the keyboard's own script, beside the keys of actions."""


class Press(NamedTuple):
    """A key: its name as we call it, and the character it would type."""

    key: str
    character: str | None = None
    is_burst: bool = False
    """Whether it came in one piece with more keys than anybody presses at once."""


class Keymap(NamedTuple):
    """The keys of this window, and what was wrong with those that were asked for."""

    actions: Mapping[str, str]
    """From a key to the action it runs."""
    keys: Mapping[str, str]
    """From an action to its key."""
    notices: tuple[Notice, ...] = ()
    places: Mapping[str, str] = MappingProxyType({})
    """Our letter for each of the keyboard's own script that stands on the same key."""

    @classmethod
    def of(cls, wanted: Mapping[str, str]) -> "Keymap":
        """Return the keys with a group's own put in; no key may mean two things. Everybody in a process shares them."""
        return _keymap(tuple(wanted.items()))

    @classmethod
    def _made(cls, wanted: Mapping[str, str]) -> "Keymap":
        own: dict[str, str] = {}
        notices: list[Notice] = []
        layout = wanted.get(LAYOUT, "").strip().casefold()
        if layout and layout not in LAYOUTS:
            notices.append(Notice.of("no-such-layout", layout=layout, layouts=", ".join(LAYOUTS)))
        for action, key in wanted.items():
            pressed = plain_form(key.strip().casefold())
            if action == LAYOUT:
                continue
            if action not in ACTIONS or action in FIXED:
                notices.append(Notice.of("no-such-action", action=action))
            elif len(pressed) != 1 or not (pressed.isalpha() or pressed in _SPARE_SIGNS):
                notices.append(Notice.of("no-key-here", action=action, key=key))
            else:
                own[action] = pressed
        # Judged when all are known, so that two may change places; one that is left out may be in the way of another.
        while (clash := _clash(own)) is not None:
            action, taken = clash
            notices.append(Notice.of("key-of-another", action=action, key=wanted[action], other=taken))
            del own[action]
        keys = {**KEYS, **own}
        places = LAYOUTS.get(layout, MappingProxyType({}))
        return cls({key: action for action, key in keys.items()}, keys, tuple(notices), places)

    def action(self, key: str) -> str | None:
        """Return the action of a key; capitals mean the same as small letters, Caps Lock must not harm."""
        return self.actions.get(key.casefold() if len(key) == 1 else key)

    def plain_key(self, key: str, character: str | None) -> str:
        """Return a key as we call it: one of another script is the letter of ours on its place, where no action has it."""
        called = plain_key(key, character)
        folded = called.casefold()
        return called if folded in self.actions else self.places.get(folded, called)


@lru_cache(maxsize=8)
def _keymap(wanted: tuple[tuple[str, str], ...]) -> Keymap:
    return Keymap._made(dict(wanted))  # noqa: SLF001  # the same file


def _clash(own: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the last action whose own key is another's in the end, and that other; None when all keys differ."""
    keys = {**KEYS, **own}
    return next(
        (
            (action, name)
            for action in reversed(list(own))
            for name, key in keys.items()
            if key == keys[action] and name != action
        ),
        None,
    )


def plain_key(key: str, character: str | None) -> str:
    """Return a key as we call it: the character for what prints, Textual's name for the rest."""
    if key.startswith("alt+") and len(key) == 5:
        return key
    plain = plain_form(character or "")
    if plain.isprintable() and plain and not key.startswith(("ctrl+", "alt+")):
        return plain
    return _NAMES.get(key, key)

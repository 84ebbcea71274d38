"""Which key does what on the board; a group may give any action another key."""

from collections.abc import Mapping
from dataclasses import dataclass

from cofacil.room.actions import ACTIONS

KEYS: Mapping[str, str] = {
    "add": "a",
    "edit": "e",
    "move": "m",
    "done": "d",
    "put_away": "p",
    "link": "l",
    "undo": "u",
    "redo": "y",
    "missing": "w",
    "timer": "t",
    "help": "?",
    "leave": "q",
    "find": "/",
    "room_view": "v",
    "wide": "z",
    "whole": "enter",
}
"""Each action's own key; what has none is found in help, by name."""
FIXED = frozenset(
    {
        "enter",
        "escape",
        "tab",
        "up",
        "down",
        "left",
        "right",
        "pageup",
        "pagedown",
        "home",
        "end",
        "1",
        "2",
        "3",
        "4",
        "5",
    }
)
"""Keys that mean the same everywhere; no group may take them."""
_NAMES = {"question_mark": "?", "slash": "/", "exclamation_mark": "!", "plus": "+", "minus": "-"}
_SPARE = frozenset("abcdefghijklmnopqrstuvwxyz?/")


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of this window, and what was wrong with those that were asked for."""

    actions: Mapping[str, str]
    """From a key to the action it runs."""
    keys: Mapping[str, str]
    """From an action to its key."""
    notices: tuple[str, ...] = ()

    @classmethod
    def of(cls, wanted: Mapping[str, str]) -> "Keymap":
        """Return the keys with a group's own put in; no key may mean two things."""
        keys, notices = dict(KEYS), []
        for action, key in wanted.items():
            pressed = key.strip().casefold()
            if action not in ACTIONS or action == "whole":
                notices.append(f'config.toml, keymap: there is no action called "{action}". It is left out.')
            elif pressed not in _SPARE:
                notices.append(
                    f'config.toml, keymap.{action}: "{key}" cannot be a key here: one letter is. It keeps its own.'
                )
            elif (
                taken := next((name for name, used in keys.items() if used == pressed and name != action), None)
            ) is not None:
                notices.append(
                    f'config.toml, keymap.{action}: "{key}" is the key of "{taken}" already. It keeps its own.'
                )
            else:
                keys[action] = pressed
        return cls({key: action for action, key in keys.items()}, keys, tuple(notices))

    def action(self, key: str) -> str | None:
        """Return the action of a key; capitals mean the same as small letters, Caps Lock must not harm."""
        return self.actions.get(key.casefold() if len(key) == 1 else key)


def plain_key(key: str, character: str | None) -> str:
    """Return a key as we call it: the character for what prints, Textual's name for the rest."""
    if key.startswith("alt+") and len(key) == 5:
        return key
    if character and character.isprintable() and len(character) >= 1 and not key.startswith(("ctrl+", "alt+")):
        return character
    return _NAMES.get(key, key)

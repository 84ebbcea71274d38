"""Which key does what on the board; a group may give any action another key."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cofacil.board.notice import Notice
from cofacil.room.actions import ACTIONS

KEYS: Mapping[str, str] = {action.name: action.key for action in ACTIONS.values() if action.key}
"""Each action's own key; what has none is found in help, by name."""
FIXED = frozenset({"whole"})
"""Actions whose key is the same for every group."""
_NAMES = {"question_mark": "?", "slash": "/", "exclamation_mark": "!", "plus": "+", "minus": "-"}
_SPARE = frozenset("abcdefghijklmnopqrstuvwxyz?/")


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

    @classmethod
    def of(cls, wanted: Mapping[str, str]) -> "Keymap":
        """Return the keys with a group's own put in; no key may mean two things. Everybody in a process shares them."""
        return _keymap(tuple(wanted.items()))

    @classmethod
    def _made(cls, wanted: Mapping[str, str]) -> "Keymap":
        own: dict[str, str] = {}
        notices: list[Notice] = []
        for action, key in wanted.items():
            pressed = key.strip().casefold()
            if action not in ACTIONS or action in FIXED:
                notices.append(Notice.of("no-such-action", action=action))
            elif pressed not in _SPARE:
                notices.append(Notice.of("no-key-here", action=action, key=key))
            else:
                own[action] = pressed
        # Judged when all are known, so that two may change places; one that is left out may be in the way of another.
        while (clash := _clash(own)) is not None:
            action, taken = clash
            notices.append(Notice.of("key-of-another", action=action, key=wanted[action], other=taken))
            del own[action]
        keys = {**KEYS, **own}
        return cls({key: action for action, key in keys.items()}, keys, tuple(notices))

    def action(self, key: str) -> str | None:
        """Return the action of a key; capitals mean the same as small letters, Caps Lock must not harm."""
        return self.actions.get(key.casefold() if len(key) == 1 else key)


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
    if character and character.isprintable() and len(character) >= 1 and not key.startswith(("ctrl+", "alt+")):
        return character
    return _NAMES.get(key, key)

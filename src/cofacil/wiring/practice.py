"""What the room is given of the practice, read from the group's own files or from ours."""

from collections.abc import Mapping

from cofacil import paths
from cofacil.board.deck import Deck
from cofacil.board.notice import Notice
from cofacil.board.plan import Plan
from cofacil.language.catalog import _
from cofacil.room.practice import Practice
from cofacil.settings import Settings, load_settings


def load_practice(settings: Settings | None = None) -> tuple[Practice, tuple[Notice, ...]]:
    """Return the deck and how often it turns, and what is to be said of each file that had to be left out.

    Our own questions are asked in the language spoken here, those of a group as they have written them.
    """
    from cofacil.methods.deck import load_deck, shipped_deck

    if settings is None:
        settings, _faults = load_settings(paths.config_file())
    deck, said = load_deck(paths.decks_folder())
    is_own = deck is not shipped_deck()
    return Practice(
        _asked_here(deck).prompts, settings.prompt_minutes, is_own, plans_now, decks_now, _keys(settings)
    ), said


def decks_now() -> tuple[tuple[Deck, ...], tuple[Notice, ...]]:
    """Return the decks as they are now, and what is to be said of the group's own files."""
    from cofacil.methods.deck import load_decks

    decks, said = load_decks(paths.decks_folder())
    return tuple(map(_asked_here, decks)), said


def _asked_here(deck: Deck) -> Deck:
    """Return a deck whose questions are asked in the language spoken here, where they are ours."""
    from cofacil.methods.deck import shipped_deck

    ours = {prompt.text for prompt in shipped_deck().prompts}
    prompts = (prompt._replace(text=_(prompt.text)) if prompt.text in ours else prompt for prompt in deck.prompts)
    title = _(deck.title) if deck.title == shipped_deck().title else deck.title
    return deck._replace(title=title, prompts=tuple(prompts))


def plans_now(*, is_as_written: bool = False) -> tuple[tuple[Plan, ...], tuple[Notice, ...]]:
    """Return the plans as they are now, and what is to be said of the group's own files.

    They are read when they are asked for: most starts need none, and a facilitator may be changing one in an editor.
    Our own are in the language spoken here, those of a group as they have written them; the keys that they name are the
    group's, unless they are wanted as they are written.
    """
    from cofacil.language.plan_words import plan_here
    from cofacil.methods.plan import load_plans, shipped_words

    plans, said = load_plans(paths.plans_folder())
    keys = {} if is_as_written else _keys(load_settings(paths.config_file())[0])
    return tuple(plan_here(plan, shipped_words(), keys) for plan in plans), said


def _keys(settings: Settings) -> Mapping[str, str]:
    from cofacil.tui.keys import Keymap

    return Keymap.of(settings.keymap).keys

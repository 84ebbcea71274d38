"""What the room is given of the practice, read from the group's own files or from ours."""

from cofacil import paths
from cofacil.board.notice import Notice
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
    ours = {prompt.text for prompt in shipped_deck().prompts}
    prompts = [prompt._replace(text=_(prompt.text)) if prompt.text in ours else prompt for prompt in deck.prompts]
    return Practice(tuple(prompts), settings.prompt_minutes), said

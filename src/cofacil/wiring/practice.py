"""What the room is given of the practice, read from the group's own files or from ours."""

from cofacil import paths
from cofacil.room.practice import Practice
from cofacil.settings import Settings, load_settings


def load_practice(settings: Settings | None = None) -> tuple[Practice, tuple[str, ...]]:
    """Return the deck and how often it turns, and a sentence for each file that had to be left out."""
    from cofacil.language.worded import worded
    from cofacil.methods.deck import load_deck

    if settings is None:
        settings, _ = load_settings(paths.config_file())
    deck, said = load_deck(paths.decks_folder())
    return Practice(deck.prompts, settings.prompt_minutes), tuple(map(worded, said))

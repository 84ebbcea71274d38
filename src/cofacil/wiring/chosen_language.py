"""The language that cofacil speaks to whoever sits here: the one they have chosen, else that of their locale."""

import os

from cofacil.board.notice import Notice
from cofacil.language.catalog import catalog_for, speak, wanted_language
from cofacil.language.locales import is_english


def speak_chosen_language() -> None:
    """Speak it from here on; the settings are read only where there are some: that is what takes long."""
    from cofacil import paths

    file = paths.config_file()
    chosen = ""
    if file.exists():
        from cofacil.settings import load_settings

        chosen = load_settings(file)[0].language
    speak(wanted_language(chosen, os.environ))


def language_notices(chosen: str) -> tuple[Notice, ...]:
    """Return what is to be said where it is English that is spoken, and not what was chosen."""
    found = catalog_for(wanted_language(chosen, os.environ))
    if found.trouble is not None:
        return (found.trouble,)
    if chosen and not is_english(chosen) and found.translations is None:
        return (Notice.of("no-such-language", language=chosen),)
    return ()

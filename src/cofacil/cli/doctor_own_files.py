"""What the doctor finds in the files that people write themselves: settings, keys, themes, questions, plans."""

from collections.abc import Iterator
from pathlib import Path

from cofacil import paths
from cofacil.board.notice import Notice
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.toml_file import TomlFault, read_toml

_COPIES = ("~", ".bak", ".orig", ".lock")
"""What editors and synchronising leave beside a file; nobody takes it for one of their own."""
_SUFFIX = ".toml"


def own_file_findings() -> Iterator[tuple[str, str]]:
    """Yield what is in use of what people have written, then everything in it that is to be mended."""
    from cofacil.methods.deck import look_at_decks
    from cofacil.settings import load_settings
    from cofacil.tui.keys import Keymap
    from cofacil.tui.themes import load_themes
    from cofacil.wiring.chosen_language import language_notices
    from cofacil.wiring.practice import load_practice, plans_now

    file = paths.config_file()
    settings, faults = load_settings(file)
    looks, bad_themes = load_themes(paths.shipped_themes(), paths.themes_folder())
    practice, _bad = load_practice(settings)
    deck, bad_decks = look_at_decks(paths.decks_folder())
    yield _("Theme"), _theme(settings.theme, len(looks), is_there=settings.theme in looks)
    plans, bad_plans = plans_now()
    yield _("Questions"), _questions(len(practice.deck), deck)
    yield _("Plans"), _plans(len(plans), sum(plan.is_own for plan in plans))
    for notice in (
        *language_notices(settings.language),
        *faults,
        *([] if settings.theme in looks else [Notice.of("theme-chosen-missing", file=file.name, name=settings.theme)]),
        *Keymap.of(settings.keymap).notices,
        *bad_themes,
        *_unknown_colours(),
        *bad_decks,
        *bad_plans,
        *_not_looked_at(),
    ):
        yield _("To mend"), worded(notice)


def _theme(name: str, number: int, *, is_there: bool) -> str:
    if is_there:
        return _("{name}, of {number}", name=name, number=number)
    return _("{name}, which is not there, of {number}", name=name, number=number)


def _questions(number: int, deck: Path | None) -> str:
    if deck is None:
        return _("{number} in the deck", number=number)
    return _("{number} in the deck of {file}", number=number, file=deck.name)


def _plans(number: int, own: int) -> str:
    if not own:
        return _("{number} plans", number=number)
    return _("{number} plans, {own} of them your own", number=number, own=own)


def _unknown_colours() -> Iterator[Notice]:
    """Yield what a group's theme gives a colour to, and nothing here has: a slip of the finger, most likely."""
    from cofacil.tui.themes import COLOURS, WORKED_OUT

    for path in sorted(paths.themes_folder().glob(f"*{_SUFFIX}")):
        try:
            colours = read_toml(path).get("colours")
        except TomlFault:
            continue  # which is said of the theme itself
        if isinstance(colours, dict):
            unknown = (name for name in colours if name not in {*COLOURS, *WORKED_OUT})
            yield from (Notice.of("theme-unknown-colour", file=path.name, name=name) for name in unknown)


def _not_looked_at() -> Iterator[Notice]:
    """Yield files that lie where somebody meant them to be found, and are not."""
    for folder in (paths.themes_folder(), paths.decks_folder(), paths.plans_folder()):
        if folder.is_file():
            yield Notice.of("folder-is-a-file", folder=folder.name)
        for name in _names_in(folder):
            if not name.endswith(_SUFFIX):
                yield Notice.of("file-not-looked-at", file=name, folder=folder.name)
    for name in _names_in(paths.config_folder()):
        if name != paths.config_file().name:
            yield Notice.of("file-of-no-name", file=name)


def _names_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    names = (path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return sorted(name for name in names if not name.endswith(_COPIES) and name not in {"themes", "decks", "plans"})

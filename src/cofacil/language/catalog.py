"""The sentences people read, in the language of the seat that reads them.

English stands where it is said; other languages come from catalogues in gettext's format. Which one is spoken is kept in
the context, so that seats of one process (each a task of its own) do not hear each other's. What one seat tells another
has therefore to be worded where it is shown, in the task of the one who reads it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cofacil.board.notice import Notice
from cofacil.language.locales import catalogue_names, is_english, is_no_language, tongue_of

if TYPE_CHECKING:
    from gettext import GNUTranslations


class Catalog(NamedTuple):
    """One language's sentences; those of English are none, as they stand in the source."""

    language: str = "en"
    translations: "GNUTranslations | None" = None
    trouble: Notice | None = None
    """Why it is English and not what was asked for: its file is broken."""


ENGLISH = Catalog()

_SPOKEN: ContextVar[Catalog] = ContextVar("catalog", default=ENGLISH)
_CATALOGS = "*/LC_MESSAGES/cofacil.mo"
_LONGEST_LIST = 10
"""Names that are looked for, of the many that a guest can send."""


def _(sentence: str, /, **places: object) -> str:
    """Return a sentence in the language spoken here, its named places filled in.

    Places are those of `str.format`, always: `{who}`, `{count:,}`, and `{{` for a brace.
    """
    translations = _SPOKEN.get().translations
    if translations is None:
        return sentence.format_map(places)
    # What gettext has under no words at all is the head of the catalogue.
    return _filled(translations.gettext(sentence) if sentence else "", sentence, places)


def ngettext(one: str, many: str, number: int, /, **places: object) -> str:
    """Return the sentence for that number of things; the place `{number}` is it, unless it is given in other words."""
    places.setdefault("number", number)
    english = one if number == 1 else many
    translations = _SPOKEN.get().translations
    if translations is None:
        return english.format_map(places)
    return _filled(translations.ngettext(one, many, number), english, places)


def speak(language: str, folder: Path | None = None) -> None:
    """Speak the language of that name from here on, in this context and in the tasks that it starts."""
    _SPOKEN.set(catalog_for(language, folder))


@contextmanager
def spoken(language: str, folder: Path | None = None) -> Iterator[None]:
    """Speak the language of that name for the length of a block."""
    before = _SPOKEN.set(catalog_for(language, folder))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def language_now() -> str:
    """Return a short name of the language spoken here, which can be part of a cache's key; "en" is English."""
    return _SPOKEN.get().language


def catalog_for(language: str, folder: Path | None = None) -> Catalog:
    """Return the best catalogue for a name such as `cy_GB.UTF-8`, `cy-GB` or `cy`; English when there is none.

    A name may come from a guest: it is compared with what is there, and never becomes a path. Nothing is raised; a
    catalogue whose file is broken is English, and its `trouble` says so.
    """
    file = _file_for(language, folder)
    return _read(file) if file else ENGLISH


def wanted_language(setting: str, environ: Mapping[str, str], folder: Path | None = None) -> str:
    """Return the name of the language that somebody wants: what they have set, else what their environment says.

    Source: gettext's manual, "The LANGUAGE variable": a list, heard only where the locale is not C.
    """
    if setting:
        return setting
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    listed = [name for name in environ.get("LANGUAGE", "").split(":") if name][:_LONGEST_LIST]
    if not listed or is_no_language(locale):
        return locale
    return next((name for name in listed if tongue_of(name) == "en" or _file_for(name, folder)), listed[0])


def shipped_catalogs(package: Path | None = None) -> Path:
    """The catalogues that come with cofacil: inside the package, else as they were built in the checkout.

    `package` is the folder of the package, this one's by default.
    """
    package = package or Path(__file__).resolve().parents[1]
    inside = package / "_locale"
    return inside if inside.is_dir() else package.parents[1] / "build" / "locale"


def _filled(words: str, english: str, places: Mapping[str, object]) -> str:
    try:
        return words.format_map(places)
    except (LookupError, ValueError, TypeError, AttributeError):
        # A translator's slip takes nobody's sentence away.
        return english.format_map(places)


def _file_for(language: str, folder: Path | None) -> Path | None:
    if is_english(language):
        return None
    names = catalogue_names(language)
    if not names:
        return None
    there = {file.parents[1].name.lower(): file for file in (folder or shipped_catalogs()).glob(_CATALOGS)}
    return next((there[name] for name in names if name in there), None)


@cache
def _read(file: Path) -> Catalog:
    # For those who read English, a start without these two.
    from gettext import GNUTranslations  # noqa: PLC0415
    from struct import error as NotWhole  # noqa: N812, PLC0415

    language = file.parents[1].name
    try:
        with file.open("rb") as stream:
            translations = GNUTranslations(stream)
        for number in range(100):
            translations.ngettext("", "", number)  # the rule for plurals comes from the file too
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, NotWhole) as trouble:
        return Catalog(trouble=Notice.of("words-unread", language=language, reason=trouble))
    return Catalog(language, translations)

"""From a trouble or a notice to its sentence: the one place where what happened becomes words."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import say_day
from cofacil.language.elsewhere import is_elsewhere, name_only
from cofacil.language.sentence import Many, Sentence
from cofacil.language.system_words import system_words


def worded(said: Trouble | Notice, *, is_doctors: bool = False) -> str:
    """Return the sentence that a person is told, in this context's language, and at this computer or another.

    Where `cofacil doctor` says more of it, that is said too, unless it is the doctor's own.
    """
    words = _sentence(said, is_doctors=is_doctors)
    if is_doctors or is_elsewhere() or said.name not in _doctors():
        return words
    return f"{words} {_('`cofacil doctor` says more.')}"


def _sentence(said: Trouble | Notice, *, is_doctors: bool) -> str:
    sentence = (for_guests().get(said.name) if is_elsewhere() else None) or sentences()[said.name]
    places = {name: _place(value, is_doctors=is_doctors) for name, value in dict(said.places).items()}
    if isinstance(sentence, Many):
        number = places.pop("number")
        assert isinstance(number, int)  # noqa: S101  # who uses a Many names a number
        return ngettext(sentence.one, sentence.many, number, **places)
    return _(sentence, **places) if isinstance(sentence, str) else sentence(**places)


@cache
def sentences() -> Mapping[str, Sentence]:
    """Return every sentence by its name; fetched when the first is asked for, as most starts need none."""
    from cofacil.language import (  # noqa: PLC0415  # start-up time
        words_of_board,
        words_of_commands,
        words_of_files,
        words_of_import,
        words_of_meetings,
        words_of_page,
        words_of_plans,
        words_of_review,
        words_of_room,
        words_of_sharing,
        words_of_themes,
    )

    return {
        **words_of_board.SENTENCES,
        **words_of_commands.SENTENCES,
        **words_of_files.SENTENCES,
        **words_of_import.SENTENCES,
        **words_of_page.SENTENCES,
        **words_of_plans.SENTENCES,
        **words_of_review.SENTENCES,
        **words_of_meetings.SENTENCES,
        **words_of_review.SENTENCES,
        **words_of_room.SENTENCES,
        **words_of_sharing.SENTENCES,
        **words_of_themes.SENTENCES,
    }


@cache
def for_guests() -> Mapping[str, Sentence]:
    """Return what is said otherwise to whoever reads at another computer; fetched as above."""
    from cofacil.language.words_for_guests import SENTENCES  # noqa: PLC0415  # start-up time

    return SENTENCES


@cache
def _doctors() -> frozenset[str]:
    from cofacil.language.words_of_files import OF_WHICH_DOCTOR_SAYS_MORE  # noqa: PLC0415  # as above

    return OF_WHICH_DOCTOR_SAYS_MORE


def _place(value: object, *, is_doctors: bool) -> object:
    if isinstance(value, Trouble | Notice):
        return worded(value, is_doctors=is_doctors)
    if isinstance(value, OSError):
        return system_words(value)
    if isinstance(value, date):
        return say_day(value)
    return name_only(value) if is_elsewhere() else value

"""What whoever gives a board away should know: which words went as names, who was taken for a person, and whose words stayed."""

from collections.abc import Iterator, Sequence

from cofacil.export.given_away import GivenAway
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import commas

_MOST = 12
"""Words that are told of at once."""


def told(given: GivenAway, most: int = _MOST) -> Iterator[str]:
    """Yield what there is to look at before it is sent to anybody, each a sentence with what to do about it."""
    if given.doubtful:
        yield _(
            "Taken out as names, and may be words as well: {words}. `cofacil export --keep WORD` leaves one.",
            words=_some(_counted(given.doubtful), most),
        )
    if given.small:
        yield _(
            "Left in small letters, as words, and may be names: {words}. `--also WORD` takes one out.",
            words=_some(_counted(given.small), most),
        )
    if given.as_people:
        words = [_("{label} {who}", label=label, who=who) for label, who in given.as_people]
        yield _("Taken for people, and not named: {words}. `--keep “WORDS”` names a group.", words=_some(words, most))
    if given.as_groups:
        words = [_("{label} {who}", label=label, who=who) for label, who in given.as_groups]
        yield _("Taken for groups, and named: {words}. `--also “WORDS”` takes one out.", words=_some(words, most))
    if given.withheld:
        yield ngettext(
            "The words of {labels} are not to be passed on: they are left out.",
            "The words of {labels} are not to be passed on: they are left out.",
            len(given.withheld),
            labels=commas(given.withheld),
        )


def _counted(found: Sequence[tuple[str, int]]) -> Sequence[str]:
    return [_("{word} ({number})", word=word, number=number) for word, number in found]


def _some(found: Sequence[str], most: int) -> str:
    more = len(found) - most
    named = commas(found[:most])
    return named if more <= 0 else _("{names} and {number} more", names=named, number=more)

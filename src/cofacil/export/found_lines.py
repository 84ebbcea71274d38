"""What was found on all boards in plain lines: a line a board, and one for each thing on it."""

from collections.abc import Iterator, Sequence

from cofacil.export.plain_lines import clean
from cofacil.language.catalog import _, ngettext
from cofacil.review.found_words import about
from cofacil.room.finding import FoundOn, Hit, Place

BRACKETS = ("[", "]")
"""What stands around that which was found, where nothing can be set off otherwise."""


def found_lines(found: FoundOn, now: int, marks: tuple[str, str] = BRACKETS) -> Iterator[str]:
    """Yield a board, and what was found on it, what was searched for between marks."""
    title = clean(found.title)
    if found.is_archived:
        title = _("{title} (archived)", title=title)
    yield _("{name}, {title}: {number}", name=clean(found.name), title=title, number=found.number)
    for hit in found.hits:
        yield f"  {_line(hit, now, marks)}"
        if hit.more:
            yield f"      {marked(hit.more, hit.more_places, marks)}"
    if found.hits and (left := found.number - len(found.hits)):
        yield "  " + ngettext("and {number} more", "and {number} more", left)


def marked(text: str, places: Sequence[Place], marks: tuple[str, str]) -> str:
    """Return a text with marks around each of these places, as one line that no terminal trips over."""
    parts, at = [], 0
    for place in places:
        parts += [clean_part(text[at : place.start]), marks[0], clean_part(text[place.start : place.end]), marks[1]]
        at = place.end
    return "".join((*parts, clean_part(text[at:])))


def clean_part(text: str) -> str:
    """Return a piece of a text as it may be shown, with the spaces at its ends."""
    inner = clean(text)
    if not inner:
        return " " if text[:1].isspace() else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"


def _line(hit: Hit, now: int, marks: tuple[str, str]) -> str:
    said = "; ".join(clean(part) for part in about(hit, now))
    words = marked(hit.text, hit.places, marks)
    if hit.label:
        return _("{label} ({about}): {words}", label=clean(hit.label), about=said, words=words)
    return _("({about}): {words}", about=said, words=words)

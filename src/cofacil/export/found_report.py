"""What was found on all boards as JSON that stays the same from one cofacil to the next: fields are added, never renamed."""

from typing import Any

from cofacil.export.json_report import moment
from cofacil.language.worded import worded
from cofacil.room.finding import KINDS_FOUND, OPEN, Answer, FoundOn, Hit, Place

FORMAT = "cofacil-search/1"
FOUND_FIELDS = (
    ("format", f"{FORMAT}; the figure changes only when a field is taken away."),
    ("number", "How many things fit, on all boards."),
    ("read_as", "Words that stand nowhere, each with typed and words: what it was read as."),
    (
        "boards",
        "Those on which something fits, the best first: name, path, title, archived (whether it is off the shelf), met, number, and found.",
    ),
    (
        "boards: found",
        f"What fits, the best first, as many as --most says: kind ({', '.join(KINDS_FOUND)}), label (or nothing), text, places (from and to, in letters, of what was searched for), more and more_places (a piece of its note), who (names), tags, by (a day or null), added, changed, meeting (its number or null), state ({OPEN}, done, let_go, away, joined, declined, or nothing), score.",
    ),
    ("troubles", "A sentence for each board that could not be read whole."),
)


def found_report(answer: Answer) -> dict[str, Any]:
    """Return everything `cofacil search --json` prints."""
    boards = list(answer.boards)
    if not answer.is_ranked:
        boards.sort(key=lambda found: -max((hit.score for hit in found.hits), default=0.0))
    return {
        "format": FORMAT,
        "number": sum(found.number for found in boards),
        "read_as": [{"typed": read.typed, "words": list(read.words)} for read in answer.read_as],
        "boards": [_board(found) for found in boards],
        "troubles": [worded(trouble) for trouble in answer.troubles],
    }


def _board(found: FoundOn) -> dict[str, Any]:
    return {
        "name": found.name,
        "path": str(found.path),
        "title": found.title,
        "archived": found.is_archived,
        "met": moment(found.met),
        "number": found.number,
        "found": [_hit(hit) for hit in found.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "label": hit.label,
        "text": hit.text,
        "places": _places(hit.places),
        "more": hit.more,
        "more_places": _places(hit.more_places),
        "who": list(hit.who),
        "tags": list(hit.tags),
        "by": hit.by or None,
        "added": moment(hit.at),
        "changed": moment(hit.touched),
        "meeting": hit.meeting or None,
        "state": hit.state,
        "score": round(hit.score, 2),
    }


def _places(places: tuple[Place, ...]) -> list[list[int]]:
    return [[place.start, place.end] for place in places]

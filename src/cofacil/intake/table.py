"""A table with heads, ours or anybody's: commas, semicolons or tabs between its cells, a row for each card."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from cofacil.board.commands.meetings import NOT_BORN
from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind
from cofacil.board.slugs import ROOM
from cofacil.board.text import bare
from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.lists import Into, becomes
from cofacil.intake.parts import day, note_of
from cofacil.intake.taken import can_be_read
from cofacil.language.catalog import _
from cofacil.language.days import DayUnknown, date_of, read_day
from cofacil.language.table_cells import out_of_cell

_HEADS: Mapping[str, tuple[str, ...]] = {
    "words": ("words", "text", "title", "card", "card name", "card title", "name", "summary", "task", "idea", "item"),
    "list": ("column", "list", "list name", "stack", "kind", "type", "section", "category", "bucket name", "status"),
    "note": ("note", "notes", "description", "details", "card description", "body", "comment"),
    "said": ("said by", "said", "speaker", "who said it", "from"),
    "will": ("will do it", "will", "assignee", "assignees", "assigned to", "members", "owner", "owners", "who"),
    "when": ("by when", "due", "due date", "deadline", "date", "by", "when", "card-due"),
    "done": ("done", "complete", "completed", "due complete"),
    "tags": ("themes", "theme", "labels", "tags", "tag"),
    "label": ("label",),
    "archived": ("archived", "closed"),
}
"""What a column may be called, in small letters, the surest first; ours is known in the language spoken here as well."""
_YES = frozenset({"true", "yes", "x", "1", "done", "answered", "taken up", "settled", "complete", "completed"})
_DELIMITERS = ",;\t|"


def heads_in(row: Sequence[str]) -> dict[str, int]:
    """Return which cell of a row of heads is what; nothing where it has no words of cards."""
    places = {bare(cell.strip()): at for at, cell in reversed(tuple(enumerate(row)))}
    ours = _ours()
    found: dict[str, int] = {}
    for name, words in _HEADS.items():
        called = (*([bare(ours[name])] if name in ours else []), *words)
        # Who made a card stands before whom it was given to in some, and is not who will do it.
        at = next((places[word] for word in called if word in places), None)
        if at is not None and at not in found.values():
            found[name] = at
    return found


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a table, whatever stands between its cells."""
    first = text.partition("\n")[0]
    outside = "".join(first.split('"')[::2])
    delimiter = max(_DELIMITERS, key=outside.count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row))]


def table(text: str, title: str, now: int) -> Intake:
    """Return what is in a table.

    Raises:
        Trouble: nothing above it says where the words of a card are.
    """
    try:
        rows = rows_of(text)
    except csv.Error as trouble:
        raise Trouble("import-table-broken", why=str(trouble)) from trouble
    heads = heads_in(rows[0]) if rows else {}
    if "words" not in heads:
        raise Trouble("import-table-without-head", heads=", ".join(rows[0])[:80] if rows else "")
    reading = _Reading(heads, now)
    for row in rows[1:]:
        reading.read(row)
    lists = dict.fromkeys(one.place for one in reading.found)
    known = {place: own for place in lists if (own := becomes(place)) is not None and own is not Into.NOTHING}
    return Intake(_("table"), title, tuple(reading.found), +reading.left_out, known)


class _Reading:
    """Reads one table, row by row."""

    def __init__(self, heads: Mapping[str, int], now: int) -> None:
        self._heads, self._now = heads, now
        self._times: Counter[str] = Counter()
        self.found: list[Found] = []
        self.left_out: Counter[LeftOut] = Counter()

    def read(self, row: Sequence[str]) -> None:
        words = self._cell(row, "words")
        if not can_be_read(words):
            self.left_out[LeftOut.WORDLESS] += 1
            return
        if bare(self._cell(row, "archived")) in _YES:
            self.left_out[LeftOut.ARCHIVED] += 1
            return
        if words == _(NOT_BORN):
            return  # every board of ours has them
        place = self._cell(row, "list") or _("table")
        when, unread = self._day(self._cell(row, "when"))
        found = Found(
            key=self._key(place, words, self._cell(row, "label")),
            place=place,
            text=words,
            note=note_of(self._cell(row, "note"), [unread]),
            people=_names(self._cell(row, "will")),
            said=self._cell(row, "said"),
            when=when,
            tags=tuple(filter(None, map(str.strip, self._cell(row, "tags").replace(";", ",").split(",")))),
            is_done=_is_done(self._cell(row, "done")),
        )
        self.found.append(found)

    def _cell(self, row: Sequence[str], name: str) -> str:
        at = self._heads.get(name, len(row))
        return out_of_cell(row[at].strip()) if at < len(row) else ""

    def _key(self, place: str, words: str, label: str) -> str:
        """Return the same key for the same row each time, and another for a second one that says the same."""
        print_ = hashlib.sha256("\0".join((place, words, label)).encode("utf-8", "replace")).hexdigest()[:20]
        self._times[print_] += 1
        times = self._times[print_]
        return f"table/{print_}" + (f"/{times}" if times > 1 else "")

    def _day(self, typed: str) -> tuple[str, str]:
        """Return a day as it is kept; what is none goes into the note as it stands there."""
        if not typed:
            return "", ""
        if iso := day(typed):
            return iso, ""
        try:
            return read_day(typed, date_of(self._now)).isoformat(), ""
        except DayUnknown:
            return "", _("By: {words}", words=typed)


def _ours() -> dict[str, str]:
    """Return what stands above our own columns, in the language spoken here."""
    return {
        "label": _("Label"),
        "list": _("Column"),
        "words": _("Words"),
        "note": _("Note"),
        "said": _("Said by"),
        "will": _("Will do it"),
        "when": _("By when"),
        "done": _("Done"),
        "tags": _("Themes"),
    }


def _names(cell: str) -> tuple[str, ...]:
    names = [name.strip() for part in cell.replace(";", ",").split(",") for name in part.split(" and ")]
    return tuple(ROOM if bare(name) == bare(_("us here")) else name for name in names if name)


def _is_done(cell: str) -> bool:
    plain = bare(cell)
    return plain in _YES or plain in {bare(_(kind.done_word)) for kind in Kind} or plain == bare(_("let go"))

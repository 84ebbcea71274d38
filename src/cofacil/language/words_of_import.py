"""The sentences of what is taken in from other programs and from paper, by their names."""

from collections.abc import Mapping, Sequence

from cofacil.board.marked import N_
from cofacil.board.text import shorten, shown
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import commas
from cofacil.language.sentence import Sentence

_NAMED = 12
"""Lists that are named at once."""
_WORDS = 60
"""Letters of a line that is named."""


def _named(lists: Sequence[str]) -> str:
    names = [_("“{name}”", name=name) for name in lists[:_NAMED]]
    more = len(lists) - _NAMED
    return commas(names) if more <= 0 else _("{names} and {number} more", names=commas(names), number=more)


def _lists_unclear(lists: Sequence[str], first: str) -> str:
    return _(
        "Nobody has said what these lists are: {lists}. --map '{first}=question' says it, of each: question, offer, action, "
        "issue, missing or nothing. Nothing was imported.",
        lists=_named(lists),
        first=first,
    )


def _lines_unclear(lines: Sequence[str], list: str) -> str:  # noqa: A002  # the name of the place
    words = [shorten(shown(line), _WORDS) for line in lines]
    return ngettext(
        "Nothing says what this line is: {lines}. A sign before it does (? + > !), or a head above it; "
        "--map '{list}=question' says it. Nothing was imported.",
        "Nothing says what these lines are: {lines}. A sign before each does (? + > !), or a head above them; "
        "--map '{list}=question' says it of all. Nothing was imported.",
        len(words),
        lines=_named(words),
        list=list,
    )


def _no_such_list(list: str, lists: Sequence[str]) -> str:  # noqa: A002  # the name of the place
    return _("There is no list “{list}” in that file. There are: {lists}.", list=list, lists=_named(lists))


SENTENCES: Mapping[str, Sentence] = {
    "import-lists-unclear": _lists_unclear,
    "import-lines-unclear": _lines_unclear,
    "import-no-such-list": _no_such_list,
    "import-no-such-kind": N_(
        "“{word}” does not say what a list is: question, offer, action, issue, missing or nothing, behind its name and a =."
    ),
    "import-no-text": N_("That file is no text: it may be a picture, or packed. Nothing was imported."),
    "import-empty": N_("That file is empty. Nothing was imported."),
    "import-cut-off": N_(
        "That file ends in the middle, on line {line}: it was not saved or sent whole. Nothing was imported; export it again."
    ),
    "import-broken": N_(
        "That file is broken at line {line}, column {column}: from there on it is no JSON. Nothing was imported."
    ),
    "import-of-no-program": N_(
        "That file is of no program known here: a board's export of cofacil, Trello, Wekan, Planka or Nextcloud Deck is, and "
        "so are a table with heads and plain lines. Nothing was imported."
    ),
    "import-of-show": N_(
        "That is what `cofacil show --json` prints, and not all of a board: `cofacil export BOARD --to FILE.json` is."
    ),
    "import-of-board-file": N_(
        "That is a board's own file: `cofacil open` opens it where it is. To put it on another board, export it as JSON first."
    ),
    "import-table-broken": N_("That table is broken: {why}. Nothing was imported."),
    "import-table-without-head": N_(
        "Nothing above that table says where the words of a card are: one of its columns has to be called words, text, title or card. "
        "Above it stands: {heads}. Nothing was imported."
    ),
    "import-held-already": N_(
        "“{name}” has {held:,} of these {number:,} things already. --into {name} takes in what is new; "
        "--title TITLE begins another board. Nothing was imported."
    ),
    "import-nothing": N_("There is no card in that file. Nothing was imported."),
    "import-title-of-own": N_(
        "A board of cofacil's keeps the title that it has: leave --title and --map out, or put its cards onto another board with --into."
    ),
    "import-file-unread": N_("{file} could not be read: {reason}. Nothing was imported."),
    "import-into-or-title": N_(
        "--into puts it onto a board that is there, --title begins a new one: choose one of them."
    ),
}

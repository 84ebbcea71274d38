"""The sentences of what is refused of themes, and of the names that a group gives to things."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "theme-too-long": N_(
        "A theme has at most {limit} letters, so that it fits beside a card. Nothing is kept: fewer words?"
    ),
    "theme-without-name": N_("A theme needs a name. Type a word or two for it, then Enter."),
    "column-without-name": N_("A column needs a name that can be said. Esc leaves it as it was."),
    "column-too-long": N_("{name} has {number} letters, and {limit} fit over a column. A shorter word?"),
    "column-needs-short": N_("{name} needs a short form too, to {limit} letters, for narrow windows."),
    "column-short-too-long": N_("{name} is too long for a narrow window: to {limit} letters fit."),
    "column-name-taken": N_("Column {column} is called {name} already. Each has a name of its own."),
    "theme-not-there": N_("That theme is not there any more: its cards have left it meanwhile."),
    "theme-named-twice": N_("{name} is a theme already. Enter makes the two one."),
    "theme-without-letters": N_('"{name}" cannot be said or found. A theme has at least one letter or figure.'),
}

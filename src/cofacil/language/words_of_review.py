"""The sentences of looking back and of looking for something, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "no-board-to-look-back-on": N_("There is no board yet to look back on. Begin one: cofacil new TITLE."),
    "nothing-to-find": N_("What is to be found? Words, a name with --who, or a kind with --kind."),
    "no-word-to-find": N_("“{words}” holds no letter and no figure that could be found."),
    "since-unread": N_("“{words}” is not a day I know. Try 2 weeks, last fri, 1 nov or 2026."),
}

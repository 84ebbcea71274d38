"""The sentences of what a board refuses, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "not-saved": N_("Not saved: {why}."),
    "board-unread": N_("The board cannot be read: {reason}."),
}

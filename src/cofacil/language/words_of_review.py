"""The sentences about looking back on saved boards, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "no-board-to-look-back-on": N_("There is no board yet to look back on. Begin one: cofacil new TITLE."),
}

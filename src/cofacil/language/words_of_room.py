"""The sentences about who is in a room with us, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "here-by-screen": N_("{who} is here by screen."),
    "left-the-screen": N_("{who} has left the screen."),
    "lost-the-line": N_("{who} has lost the line; their seat waits."),
    "back-by-screen": N_("{who} is back."),
    "let-write": N_("{who} lets you write."),
    "not-let-write": N_("Not now, says {who}. Go on watching."),
    "only-this-board": N_("Only this board is shared with you."),
    "room-closed": N_("This board has been closed here. Nothing was written."),
}

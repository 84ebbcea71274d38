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
    # what those who can answer are told of somebody who asked
    "let-in-by": N_("{by} let {name} in."),
    "let-watch-by": N_("{by} let {name} in, to watch."),
    "let-write-by": N_("{by} lets {name} write."),
    "told-not-now-by": N_("{by} told {name}: not now."),
    "asks-no-more": N_("{name} asks no more."),
    "not-let-write": N_("Not now, says {who}. Go on watching."),
    "only-this-board": N_("Only this board is shared with you."),
    "room-closed": N_("This board has been closed here. Nothing was written."),
}

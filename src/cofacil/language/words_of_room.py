"""The sentences about who is in a room with us, by their names."""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "here-by-screen": N_("{who} is here by screen."),
    "here-by-page": N_("{who} is here by page."),
    "left-the-screen": N_("{who} has left the screen."),
    "left-the-page": N_("{who} has left the page."),
    "lost-the-line": N_("{who} has lost the line; their seat waits."),
    "back-by-screen": N_("{who} is back."),
    "let-write": N_("{who} lets you write."),
    "let-watch": N_("{who} lets you only watch from now on."),
    "let-facilitate": N_("{who} lets you facilitate."),
    "let-write-by-file": N_("You can write from now on: who looks after this board has said so."),
    "let-watch-by-file": N_("You only watch from now on: who looks after this board has said so."),
    "let-facilitate-by-file": N_("You facilitate from now on: who looks after this board has said so."),
    "put-out-by": N_("{by} has put {who} out."),
    "put-out-here": N_("You were put out of this board. What was saved is kept."),
    "not-oneself": N_("What you may do yourself is changed by somebody else who facilitates."),
    "host-stays": N_("{name} is the host: nobody puts them out, or lets them do less."),
    "nobody-made-host": N_("Nobody is made host from here."),
    "not-in-any-more": N_("They are not in any more: there is nothing to change."),
    # by what somebody has come in
    "came-by-key": N_("in by a member's key"),
    "came-by-word": N_("in by a word of their own"),
    "came-by-wall": N_("in by the word on the wall"),
    "came-by-asking": N_("asked, and was let in"),
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

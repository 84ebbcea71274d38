"""What people look for in help that no action does: how it is done instead, or that it comes later."""

from cofacil.board.marked import N_
from cofacil.room.actions import Action, Group

ANSWERS = (
    Action(
        "help",
        N_("help"),
        Group.RARE,
        also=N_("how manual instructions keys shortcuts"),
        answer=N_(
            "This is it: type what you look for, or choose with the arrows. The README and man cofacil say more."
        ),
    ),
    Action(
        "export",
        N_("print or export the board"),
        Group.RARE,
        also=N_("paper pdf text file minutes report copy out download"),
        answer=N_(
            "On the computer that has the board: ? keep as a page, or cofacil export {board} --to page.html in the shell."
        ),
    ),
    Action(
        "email",
        N_("send it by email"),
        Group.RARE,
        also=N_("e-mail mail post newsletter"),
        answer=N_("cofacil sends nothing by itself. cofacil export {board} --to page.html makes what you can send."),
    ),
    Action(
        "sort",
        N_("sort the cards"),
        Group.RARE,
        also=N_("order arrange rank alphabet by date by name"),
        answer=N_(
            "{move} carries a card to its place. Sorting by itself comes later; {find} keeps only what you look for."
        ),
    ),
    Action(
        "vote",
        N_("count hands"),
        Group.RARE,
        also=N_("vote voting poll dots ballot fist consent decide"),
        answer=N_("Comes later. Until then count aloud, and write the number into a card's note."),
    ),
    Action(
        "save",
        N_("save the board"),
        Group.RARE,
        also=N_("store keep saved"),
        answer=N_("Nothing to do: each thing is kept at its own Enter. The last row says saved once it is true."),
    ),
    Action(
        "backup",
        N_("backup of a board"),
        Group.RARE,
        also=N_("restore an older copy damaged broken file"),
        answer=N_("A copy is made each day. cofacil doctor {board} looks at a board, and says how to take one back."),
    ),
    Action(
        "letters",
        N_("larger letters"),
        Group.RARE,
        also=N_("bigger smaller make text larger magnify"),
        answer=N_(
            "The terminal has them: Ctrl and + larger, Ctrl and - smaller. {room_view} shows fewer words and more air."
        ),
    ),
    Action(
        "language",
        N_("another language"),
        Group.RARE,
        also=N_("translate translation english welsh locale"),
        answer=N_('A line in config.toml says it, as language = "en". cofacil doctor says in which folder that is.'),
    ),
    Action(
        "anonymous",
        N_("anonymous, without a name"),
        Group.RARE,
        also=N_("secret nameless who said hide a name privacy"),
        answer=N_("Without @name a card is the room's. Who typed it stands in the file all the same."),
    ),
    Action(
        "another_board",
        N_("open another board"),
        Group.RARE,
        also=N_("switch boards list all boards home"),
        answer=N_(
            "{leave} leaves this one. cofacil alone lists your boards; what was opened from there goes back there."
        ),
    ),
    Action(
        "read_aloud",
        N_("read the board aloud, without a screen"),
        Group.RARE,
        also=N_("reader blind voice speak plain lines"),
        answer=N_(
            "cofacil show {board} says everything in plain lines, one thing a line, for whatever reads them aloud."
        ),
    ),
)
"""None of them is done by Enter: they are read."""
AT_HOME = frozenset({"help", "export", "email", "backup", "read_aloud", "language"})
"""Those that are true where no board is open as well."""

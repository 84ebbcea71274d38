"""The sentences of board files, by their names: what is wrong with one, and why nothing could be saved."""

from collections.abc import Mapping, Sequence

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.names import commas, listed
from cofacil.language.sentence import Many, Sentence

_NAMED = 5
"""How many boards are named to somebody who named none."""


def _disk_full(again: bool) -> str:
    if again:
        return _("the disk is full. Free some room and try again")
    return _("the disk is full. Free some room")


def _share_of_disk_used_up(again: bool) -> str:
    if again:
        return _("your share of the disk is used up. Free some room and try again")
    return _("your share of the disk is used up. Free some room")


def _locks_refused(folder: str) -> str:
    if folder:
        return _(
            "no file can be locked in {folder}, so two at once would lose words. Keep it on your own disk and share it from there",
            folder=folder,
        )
    return _(
        "no file can be locked in its folder, so two at once would lose words. Keep it on your own disk and share it from there"
    )


def _sync_refused(folder: str) -> str:
    if folder:
        return _(
            "in {folder} nobody says when words are safe on the disk. Keep it on your own disk and share it from there",
            folder=folder,
        )
    return _(
        "in its folder nobody says when words are safe on the disk. Keep it on your own disk and share it from there"
    )


def _folder_changed(folder: str, again: bool) -> str:
    what = _("the file lies in {folder}, which was moved or mounted anew", folder=folder) if folder else ""
    what = what or _("the folder of the file was moved or mounted anew")
    if again:
        return _("{what}. Try again; if that does not help, mount the folder once more", what=what)
    return _("{what}. If it stays so, mount the folder once more", what=what)


def _folder_silent(folder: str, again: bool) -> str:
    what = _("the file lies in {folder}, which does not answer", folder=folder) if folder else ""
    what = what or _("the folder of the file does not answer")
    if again:
        return _("{what}. Look at the network, and try again", what=what)
    return _("{what}. Look at the network", what=what)


def _name_unclear(name: str, near: Sequence[str]) -> str:
    if len(near) > _NAMED:
        return _("“{name}” may be {names}, or another. Type more of its name.", name=name, names=_quoted(near))
    return _("“{name}” may be {names}. Type which of them.", name=name, names=_one_of(near))


def _no_board_called(name: str, near: Sequence[str], there: Sequence[str]) -> str:
    if not there:
        return _("There is no board called “{name}”. `cofacil new` makes the first one.", name=name)
    if near:
        return _("There is no board called “{name}”. Did you mean {names}?", name=name, names=_one_of(near))
    if len(there) == 1:
        return _("There is no board called “{name}”. There is {other}.", name=name, other=_quoted(there))
    if len(there) > _NAMED:
        return _("There is no board called “{name}”. There are {names} and more.", name=name, names=_quoted(there))
    return _("There is no board called “{name}”. There are {names}.", name=name, names=_quoted(there))


def _no_board_at(path: object, near: Sequence[str], there: Sequence[str]) -> str:
    if not there:
        return _("There is no board at {path}. `cofacil new` makes the first one.", path=path)
    if near:
        return _("There is no board at {path}. Did you mean {names}?", path=path, names=_one_of(near))
    if len(there) == 1:
        return _("There is no board at {path}. There is {other}.", path=path, other=_quoted(there))
    if len(there) > _NAMED:
        return _("There is no board at {path}. There are {names} and more.", path=path, names=_quoted(there))
    return _("There is no board at {path}. There are {names}.", path=path, names=_quoted(there))


def _backup_missing(name: str, there: Sequence[str]) -> str:
    if not there:
        return _("There is no backup called “{name}”. None was found. Nothing was changed.", name=name)
    return _(
        "There is no backup called “{name}”. There are {days}. Nothing was changed.", name=name, days=commas(there)
    )


def _quoted(names: Sequence[str]) -> str:
    return listed([_("“{name}”", name=name) for name in names[:_NAMED]])


def _one_of(names: Sequence[str]) -> str:
    *some, last = [_("“{name}”", name=name) for name in names]
    return _("{some} or {other}", some=commas(some), other=last) if some else last


def _export_of_no_kind(file: str, endings: tuple[str, ...]) -> str:
    return _(
        "How {file} ends does not say what it is to be: {endings}; --format says it as well. Nothing was written.",
        file=file,
        endings=commas(endings),
    )


SENTENCES: Mapping[str, Sentence] = {
    # the page for whoever was away
    "page-of-no-kind": N_(
        "{file} is kept as none of these: a name that ends in .txt, .md, .html or .pdf says how. Nothing was written."
    ),
    "export-of-no-kind": _export_of_no_kind,
    "export-wants-a-file": N_(
        "What {format} makes is nothing to print on a terminal: --to FILE keeps it, or it may go to another program."
    ),
    "log-is-whole": N_(
        "JSON holds everything that ever happened on the board: leave --meeting out. Nothing was written."
    ),
    "log-of-newer": N_("That board was written by a newer cofacil ({format}). A newer one here will read it."),
    "log-without-head": N_("That file calls itself a board of cofacil's, and is not: its first fields are missing."),
    "log-broken-at": N_("That board is broken: its change {number} is none, or out of order. Nothing was imported."),
    "log-empty": N_("That board has no change in it: there is nothing to import."),
    "meeting-not-read": N_("“{words}” is no meeting: last, all, or the number of one, counted from the first."),
    "pdf-not-installed": N_(
        "What makes PDF is not installed here: pip install 'cofacil[pdf]' brings it. Until then .html prints the same from any browser."
    ),
    "page-file-there": N_("There is a file called {file} already: it stays as it is. Another name keeps the page."),
    "page-not-kept": N_("{file} could not be written: {reason}. Nothing was kept."),
    "no-meeting-yet": N_("This board has not met yet: there is nothing to tell."),
    "no-such-meeting": Many(
        "There is no meeting {wanted}: this board has met {number} time.",
        "There is no meeting {wanted}: this board has met {number} times.",
    ),
    # why the system would not: what stands behind a colon
    "disk-full": _disk_full,
    "share-of-disk-used-up": _share_of_disk_used_up,
    "file-too-large": N_(
        "the file may not grow any larger here; somebody set a limit on the size of files, or the disk did"
    ),
    "disk-failing": N_("the disk is breaking down. Copy the board to another disk"),
    "disk-read-only": N_("the disk is read-only here. Copy the board to a place where you may write"),
    "may-not-read": N_("you may not read it. Ask whoever owns the file, or the folder it is in"),
    "may-not-write": N_("you may not write there. Ask whoever owns the file, or copy it to a place of your own"),
    "folder-missing": N_("the folder is not there"),
    "file-in-the-path": N_("a part of the path is a file and no folder"),
    "path-too-long": N_("the name is too long"),
    "too-many-files": N_("this process has too many files open"),
    "locks-refused": _locks_refused,
    "sync-refused": _sync_refused,
    "folder-changed": _folder_changed,
    "folder-silent": _folder_silent,
    "lock-of-another": N_(
        "{lock}, the file that locks it, is {who}'s, and only {who} may write to it. "
        "If {who} has not got the board open, delete that file, or ask {who} to"
    ),
    "lock-read-only": N_("{lock}, the file that locks it, may only be read. `chmod u+w` on it, or delete it"),
    "no-file-there": N_("{file} is a link, a folder or another thing where a file belongs. Move it away"),
    "lock-no-file": N_(
        "{lock}, where the file belongs that locks it, is a link, a folder or another thing. Move it away"
    ),
    "lock-not-made": N_(
        "{who}, whose folder it is in, lets you make no file there, and one is needed that locks it. "
        "Ask {who}, or copy the board to a place of your own"
    ),
    # what a folder is: what stands within a sentence
    "network-folder": N_("a network folder ({form})"),
    "cloud-folder": N_("a folder in a cloud ({form})"),
    "machine-folder": N_("a folder that this machine has of another ({form})"),
    "windows-folder": N_("a folder of Windows, seen from WSL"),
    "memory-folder": N_("a folder in memory, which is empty once the computer is off"),
    "container-folder": N_("a folder of this container, which goes when the container does"),
    "program-folder": N_("a folder that a program makes up ({form})"),
    "system-says": N_("the system says: {words}"),
    "only-why": N_("{why}."),
    # nothing was saved
    "nothing-can-be-saved": N_("Nothing can be saved: {why}."),
    "not-put-right": N_("The board cannot be put right: {why}."),
    "board-not-made": N_("No board can be made at {path}: {why}."),
    "board-not-moved": N_("“{file}” stays where it is: {why}."),
    "archived-already": N_("{name} is archived already. `cofacil archive {name} --back` puts it on the shelf again."),
    "not-archived": N_("{name} is on the shelf: there is nothing to put back."),
    "not-on-the-shelf": N_("{path} is not in the folder of boards: no shelf shows it."),
    "not-copies-of-one-board": N_(
        "“{one}” and “{two}” are not copies of one board. Only what began as one can be joined; nothing was written."
    ),
    # a copy of which nobody has said what it is to be
    "board-copied": N_(
        "“{file}” is a copy of {other}: `cofacil doctor {typed} --own` makes it a board of its own, and "
        "`cofacil doctor {typed} --moved` says that it is the same board, moved."
    ),
    "board-copied-by-sync": N_(
        "“{file}” has the name that {service} gives a copy of {other} where two computers changed it at once: "
        "`cofacil merge {first} {typed} --to NEW` joins both, "
        "`cofacil doctor {typed} --own` makes it a board of its own, and `cofacil doctor {typed} --moved` says that it is the same board, moved."
    ),
    "board-is-open": N_("Open in another window: close {title} there first. Nothing was changed."),
    "not-a-copy": N_("“{file}” is no copy of a board that is known here. Nothing was changed."),
    "nothing-to-forget": N_("These words stand nowhere on this board. Nothing was written."),
    "backup-not-made": N_("No backup was made in {folder}: {why}."),
    "not-salvaged": N_("Nothing was salvaged: {why}."),
    "file-left": N_("“{file}” was left as it is: {why}."),
    "broken-character": N_("This text holds a broken character that cannot be saved. Type it again."),
    "board-busy": N_(
        "The board is busy: another process has been writing to it for more than {seconds:.0f} seconds. Try again in a moment."
    ),
    "board-busy-with": N_(
        "The board is busy: process {process} has been writing to it for more than {seconds:.0f} seconds. Try again in a moment."
    ),
    "board-written-meanwhile": N_(
        "Not joined: somebody goes on writing to one of the files. Try again when they are done."
    ),
    "board-busy-here": N_("The board is busy: another change in this program is taking too long. Try again."),
    "place-taken": N_("There is something at {path} already. Choose another name; nothing was overwritten."),
    "board-of-that-title": N_(
        "There is “{title}” already: `cofacil open {name}` opens it. This one is another, “{new}”."
    ),
    "one-is-called-so": N_("One is called so already: {name}."),
    "history-stays": N_("History is append-only: what happened on a board is never changed or removed."),
    "history-not-replaced": N_("History is append-only: nothing of a board can be dropped or replaced by another's."),
    "draft-put-aside": N_("Words that waited here cannot be read. They are put aside: {path}"),
    # it may only be looked at
    "opened-to-look": N_("This board was opened to be looked at only."),
    "file-to-look-at": N_("“{file}” can only be looked at: {why}."),
    "newer-format": N_(
        "A newer cofacil made “{file}” ({format}). It can be looked at; to write to it, bring cofacil up to date."
    ),
    # there is none
    "board-gone": N_("There is no board at {path}. `cofacil list` names those there are."),
    "no-board-called": _no_board_called,
    "no-board-at": _no_board_at,
    "board-name-unclear": _name_unclear,
    "backup-missing": _backup_missing,
    "backup-of-another-board": N_("“{file}” is a backup of another board. Nothing was changed."),
    # it cannot be read
    "file-unread": N_("“{file}” cannot be read: {why}."),
    "board-no-file": N_("“{file}” is not a file, so it is no board."),
    "board-not-understood": N_("“{file}” holds something that cofacil cannot read."),
    "nested-too-deeply": N_(
        "Something in this board is nested more deeply than anything cofacil writes. Nothing was changed."
    ),
    "change-no-json": N_("What stands in this board cannot be read as JSON."),
    "no-change": N_("Change {number} of this board is no change that cofacil knows how to read."),
    "no-change-on-line": N_("Change {number} (line {line}) in “{file}” is no change that cofacil knows how to read."),
    "number-twice": N_("In “{file}”, between line {first} and line {last}, two changes bear one number."),
    "last-change-nameless": N_("The last change of “{file}” bears no name that another could follow."),
    # it is not what was saved
    "board-empty": N_(
        "“{file}” is empty (line 1, byte 0), and no board ever is. Nothing was overwritten; a backup may have it."
    ),
    "board-all-zeros": N_(
        "“{file}” holds nothing but zeros from line 1, byte 0 on. Nothing was overwritten; a backup may have it."
    ),
    "no-board-known": N_(
        "“{file}” is no board that cofacil knows: it does not begin as one (line 1, byte 0). Nothing was overwritten."
    ),
    "last-change-cut-off": N_(
        "The last change in “{file}” was cut off before it was saved; all before it is here. "
        "The next one who writes puts that right."
    ),
    "damaged-at": N_(
        "“{file}” is damaged at line {line}, byte {byte}: what stands there is not what was saved. "
        "Nothing was overwritten."
    ),
    "laid-out-and-changed": N_(
        "“{file}” was laid out anew by another program, and change {change} in it is not what was saved. "
        "Nothing was overwritten."
    ),
    "another-board-than-saved": N_(
        "“{file}” is another board than the one that was saved there. "
        "If that is meant, `cofacil doctor --accept` takes it as it is."
    ),
    "ends-too-early": Many(
        "“{file}” ends too early, at line {line}, byte {byte}: {number} change was saved, and it holds {held}. "
        "It is an older copy, or was cut short.",
        "“{file}” ends too early, at line {line}, byte {byte}: {number} changes were saved, and it holds {held}. "
        "It is an older copy, or was cut short.",
    ),
    "differs-from-saved": N_(
        "“{file}” is not the file that was saved: its changes differ from change {change} on or before."
    ),
    "board-back": N_("“{file}” can be read now, and all that was saved is in it."),
    "board-gone-since": N_("“{file}” is gone from its folder. Nothing is kept until it is back."),
    "board-no-file-since": N_(
        "A folder, a link or another thing stands in the place of “{file}”. Nothing is kept until its own file is back."
    ),
    "board-copied-since": N_("“{file}” is only a copy now: nothing is kept in it any more. The board is {other}."),
    "board-replaced": N_(
        "Another version stands in the place of “{file}”. Nothing is kept until its own file is back."
    ),
    "board-replaced-by-another": N_(
        "Another board stands in the place of “{file}”. Nothing is kept until its own file is back."
    ),
    "board-emptied": N_("“{file}” is empty now. Nothing is kept until its own file is back."),
    "board-damaged-since": N_("“{file}” is damaged now. Nothing is kept until its own file is back."),
    "board-older": Many(
        "“{file}” is an older copy now, or was cut short: it holds {held} of {number} change. "
        "Nothing is kept until its own file is back.",
        "“{file}” is an older copy now, or was cut short: it holds {held} of {number} changes. "
        "Nothing is kept until its own file is back.",
    ),
    "board-not-held": N_("Not all of “{file}” is held on this screen: it cannot be written to a new file."),
    # taking it as it is, or what is whole of it
    "nothing-whole": N_("Not one change in “{file}” is whole. A backup may have them."),
    "nothing-to-accept": N_("There is nothing in “{file}” that could be taken for a board. A backup may have it."),
    "accepted-whole": Many(
        "The board now has {number} change. Nothing is given up.",
        "The board now has {number} changes. Nothing is given up.",
    ),
    "accepted-up-to": Many(
        "The board now has {number} change. What stood behind them, from line {line} on, is in the rescue file beside it "
        "and no longer on the board.",
        "The board now has {number} changes. What stood behind them, from line {line} on, is in the rescue file beside it "
        "and no longer on the board.",
    ),
    "accepted-without-later": Many(
        "The board now has {number} change. {later} that were saved later are given up.",
        "The board now has {number} changes. {later} that were saved later are given up.",
    ),
    "accepted-instead": Many(
        "The board now has {number} change. What was saved there last was something else, and is given up.",
        "The board now has {number} changes. What was saved there last was something else, and is given up.",
    ),
}
OF_WHICH_DOCTOR_SAYS_MORE = frozenset(
    {
        "board-not-understood",
        "change-no-json",
        "no-change-on-line",
        "number-twice",
        "no-board-known",
        "damaged-at",
        "laid-out-and-changed",
        "ends-too-early",
        "differs-from-saved",
        "board-damaged-since",
    }
)
"""What is wrong with a file, and is looked into by `cofacil doctor`: everybody else names it."""

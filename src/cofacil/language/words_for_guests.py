"""What is told whoever reads at another computer, in place of what only its own people can do something about.

A guest can free no room on a disk that is not theirs, and learns nothing of its folders: they tell whoever shares the board.
"""

from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.sentence import Sentence

_ACCESS = N_(
    "What is kept of who may come in cannot be used on the computer that shares the board. Tell whoever shares it."
)
_WRITING = N_("the computer that shares the board cannot write to its file. Tell whoever shares it")
_FILE_GONE = N_("The board's file is gone from the computer that shares it. Tell whoever shares it.")
_DAMAGED = N_(
    "The board's file is not what was saved there. Nothing was overwritten. Tell whoever shares it: a backup may have it."
)
_REPLACED = N_(
    "The board's file was replaced by another version while it was open. Nothing is kept until whoever shares it has put it back."
)
_COPIED = N_("The board's file is a copy of another. Whoever shares it has to say what it is to be.")

_COPIED_SINCE = N_("What is shared here is only a copy now: nothing is kept in it any more. Tell whoever shares it.")


def _disk_full(**_places: object) -> str:
    return _("the disk of the computer that shares the board is full. Tell whoever shares it")


def _writing(**_places: object) -> str:
    return _(_WRITING)


SENTENCES: Mapping[str, Sentence] = {
    # why the system would not: what stands behind a colon
    "disk-full": _disk_full,
    "share-of-disk-used-up": _disk_full,
    "file-too-large": N_(
        "the board's file may not grow any larger on the computer that shares it. Tell whoever shares it"
    ),
    "disk-failing": N_(
        "the disk of the computer that shares the board is breaking down. Tell whoever shares it at once"
    ),
    "disk-read-only": _WRITING,
    "may-not-read": N_("the computer that shares the board may not read it. Tell whoever shares it"),
    "may-not-write": _WRITING,
    "folder-missing": _WRITING,
    "file-in-the-path": _WRITING,
    "path-too-long": _WRITING,
    "too-many-files": _WRITING,
    "locks-refused": _writing,
    "sync-refused": _writing,
    "folder-changed": _writing,
    "folder-silent": _writing,
    "lock-of-another": _WRITING,
    "lock-read-only": _WRITING,
    "lock-no-file": _WRITING,
    "no-file-there": _WRITING,
    "lock-not-made": _WRITING,
    "system-says": _WRITING,
    # the board's file
    "board-unread": N_("The board's file cannot be read on the computer that shares it. Tell whoever shares it."),
    "board-gone": _FILE_GONE,
    "file-unread": N_("The board's file cannot be read: {why}."),
    "file-to-look-at": N_("The board can only be looked at: {why}."),
    "newer-format": N_(
        "A newer cofacil has written to this board ({format}). Until whoever shares it has that too, it can be looked at."
    ),
    "draft-put-aside": N_("Words that waited here cannot be read. They are put aside."),
    "backup-not-made": N_("No backup was made: {why}."),
    "board-no-file": _DAMAGED,
    "board-no-file-since": _DAMAGED,
    "board-not-understood": _DAMAGED,
    "board-empty": _DAMAGED,
    "board-all-zeros": _DAMAGED,
    "no-board-known": _DAMAGED,
    "damaged-at": _DAMAGED,
    "laid-out-and-changed": _DAMAGED,
    "no-change-on-line": _DAMAGED,
    "number-twice": _DAMAGED,
    "another-board-than-saved": _DAMAGED,
    "ends-too-early": _DAMAGED,
    "differs-from-saved": _DAMAGED,
    "board-copied": _COPIED,
    "board-copied-by-sync": _COPIED,
    "board-back": N_("The board's file can be read now, and all that was saved is in it."),
    "board-gone-since": _FILE_GONE,
    "board-copied-since": _COPIED_SINCE,
    "board-older": _REPLACED,
    "board-replaced": _REPLACED,
    "board-replaced-by-another": _REPLACED,
    "board-emptied": _DAMAGED,
    "board-damaged-since": _DAMAGED,
    # who may come in
    "words-not-ours": _ACCESS,
    "kept-out-not-ours": _ACCESS,
    "members-line-wrong": _ACCESS,
    "host-key-not-there": _ACCESS,
    "host-key-not-ed25519": _ACCESS,
    "private-file-unread": _ACCESS,
    "private-file-unwritten": _ACCESS,
    "private-file-is-link": _ACCESS,
    "private-file-of-others": _ACCESS,
    "private-file-open": _ACCESS,
    "private-file-busy": N_("Somebody else is changing who may come in. Try again in a moment."),
}

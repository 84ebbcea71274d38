"""Why the system would not do something, in the words it has for it itself, but for two that no wall shows."""

import errno
from collections.abc import Mapping

from cofacil.board.marked import N_
from cofacil.files import SyncRefused
from cofacil.language.catalog import _
from cofacil.language.elsewhere import is_elsewhere

_WORDS: Mapping[int, str] = {
    errno.EPERM: N_("Operation not permitted"),
    errno.ENOENT: N_("No such file or directory"),
    errno.EIO: N_("The disk does not answer"),
    errno.EACCES: N_("Access is not allowed"),
    errno.EEXIST: N_("File exists"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EISDIR: N_("Is a directory"),
    errno.EMFILE: N_("Too many open files"),
    errno.EFBIG: N_("File too large"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.ENOLCK: N_("No file can be locked there"),
    errno.ESTALE: N_("The folder was moved or mounted anew"),
}


def system_words(trouble: OSError) -> str:
    """Return why the system would not, without a full stop; what is rare stays in the system's own language."""
    if isinstance(trouble, SyncRefused):
        return _("Nobody says there when it is safe on the disk")
    words = _WORDS.get(trouble.errno or 0)
    if words:
        return _(words)
    if is_elsewhere():  # the system's own words may hold a path
        return _("The computer that shares the board cannot do it")
    return trouble.strerror or str(trouble)

"""How a copy of a board is named, of which nobody has said what it is to be."""

from pathlib import PurePath

from cofacil.language.catalog import _


def copy_words(copy_of: str, conflict: str) -> str:
    """Return what a board is a copy of, given by its path, and what has made a conflicted one; "" for no copy."""
    if not copy_of:
        return ""
    file = PurePath(copy_of).name
    if conflict:
        return _("a conflicted copy of {file} ({service})", file=file, service=conflict)
    return _("a copy of {file}", file=file)

"""How much of a damaged board a way on keeps, in words."""

from cofacil.language.catalog import _, ngettext
from cofacil.language.days import say_moment


def say_kept(kept: int, saved: int) -> str:
    """Return how many of the changes that were saved are kept: all changes, all but 1 change."""
    if kept >= saved:
        return _("all changes")
    if kept == 0:
        return _("no change at all")
    return ngettext("all but {number:,} change", "all but {number:,} changes", saved - kept)


def say_fewer(kept: int, saved: int) -> str:
    """Return how many changes fewer there are in what was kept earlier: 61 changes fewer."""
    if kept >= saved:
        return _("not one change fewer")
    return ngettext("{number:,} change fewer", "{number:,} changes fewer", saved - kept)


def say_backup(made: int) -> str:
    """Return which backup is meant, by the moment it was made."""
    return _("the backup of {moment}", moment=say_moment(made))

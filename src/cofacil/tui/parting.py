"""What is said of a board that was left: what is kept of it, and what is not."""

from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_of
from cofacil.room.live import LiveRoom


def left_words(live: LiveRoom, waiting: int = 0, lost: int = 0, unread: str = "") -> str:
    """Return what is said of a board that was left: whether all is kept, how many lines wait, what was lost, what is wrong with its file."""
    title = live.board.title or live.name
    if not live.is_kept:
        return _("You have left the example. Nothing of it is kept.")
    if unread:
        return _("You have left {title}. {trouble}", title=title, trouble=unread)
    if lost:
        return ngettext(
            "You have left {title}. One thing was not saved, and is lost.",
            "You have left {title}. {Number} things were not saved, and are lost.",
            lost,
            title=title,
            Number=count_of(lost).capitalize(),
        )
    if waiting:
        return ngettext(
            "You have left {title}. One line is not kept yet: it waits for you.",
            "You have left {title}. {Number} lines are not kept yet: they wait for you.",
            waiting,
            title=title,
            Number=count_of(waiting).capitalize(),
        )
    return _("All is kept. You have left {title}.", title=title)

"""What there is to say of a file before it is taken in: what each of its lists becomes, and what of it stays out."""

from collections.abc import Iterator, Mapping

from cofacil.board.kinds import Kind
from cofacil.board.marked import Many
from cofacil.intake.found import Intake, LeftOut
from cofacil.intake.lists import Becomes, Into
from cofacil.intake.taken import Ready
from cofacil.language.catalog import _, ngettext

_LEFT_OUT: Mapping[LeftOut, Many] = {
    LeftOut.ARCHIVED: Many(
        "Left out: {number} card that was put away there.", "Left out: {number} cards that were put away there."
    ),
    LeftOut.WORDLESS: Many("Left out: {number} card without words.", "Left out: {number} cards without words."),
    LeftOut.IN_NO_LIST: Many(
        "Left out: {number} card of a list that is not in the file.",
        "Left out: {number} cards of lists that are not in the file.",
    ),
    LeftOut.ATTACHMENT: Many(
        "Left out: {number} file that hangs on a card.", "Left out: {number} files that hang on cards."
    ),
    LeftOut.LINKED: Many(
        "Left out: {number} card that is only a link.", "Left out: {number} cards that are only links."
    ),
}


def told(found: Intake, becomes: Mapping[str, Becomes], made: Ready) -> Iterator[str]:
    """Yield what a file is, what becomes of it, and what of it is left out and why, a line each."""
    if found.title:
        yield _("{program}, {title}:", program=found.program, title=found.title)
    else:
        yield _("{program}:", program=found.program)
    if found.encoding:
        yield _("It does not say how its letters are written; they were read as {encoding}.", encoding=found.encoding)
    for name, number in found.lists.items():
        into = becomes[name]
        if into is Into.NOTHING:
            yield _("  {list}: {number}, left out", list=name, number=number)
        else:
            yield _("  {list}: {number}, as {column}", list=name, number=number, column=column_of(into))
    yield from left_out(found)
    if made.known:
        yield ngettext(
            "{number} was imported before: it is left as it is now.",
            "{number} were imported before: they are left as they are now.",
            made.known,
        )
    if made.cut:
        yield ngettext(
            "{number} has more words than a card and its note hold: the rest is left out.",
            "{number} have more words than a card and its note hold: the rest is left out.",
            made.cut,
        )


def left_out(found: Intake) -> Iterator[str]:
    """Yield what of a file has no place here."""
    for why, (one, many) in _LEFT_OUT.items():
        if number := found.left_out.get(why, 0):
            yield ngettext(one, many, number)


def column_of(into: Becomes) -> str:
    """Return where such a list goes."""
    return _(into.plural) if isinstance(into, Kind) else _("Not here")

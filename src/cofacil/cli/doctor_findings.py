"""What the doctor finds, each a word and what there is to say of it."""

import locale
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cofacil import paths
from cofacil.board.errors import BoardCopied
from cofacil.board.marked import N_
from cofacil.board.notice import Notice
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import say_moment
from cofacil.language.kept_by import say_fewer, say_kept
from cofacil.language.sentence import Many
from cofacil.language.worded import worded
from cofacil.room.ports import Shelved
from cofacil.room.ways import WaysOn
from cofacil.store.doctor import MarkState, Report
from cofacil.store.verdict import State
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth

Finding = tuple[str, str]

_DEPTHS: Mapping[Depth, str] = {
    Depth.TRUE: N_("16 million"),
    Depth.MANY: "256",
    Depth.FEW: "16",
    Depth.NONE: N_("none"),
}
_FILES: Mapping[State, Many] = {
    State.SOUND: Many(
        "sound, {size:,} bytes, {number:,} change",
        "sound, {size:,} bytes, {number:,} changes",
    ),
    State.RELAID: Many(
        "relaid, {size:,} bytes, {number:,} change",
        "relaid, {size:,} bytes, {number:,} changes",
    ),
    State.TORN: Many(
        "torn, {size:,} bytes, {number:,} change is good",
        "torn, {size:,} bytes, {number:,} changes are good",
    ),
    State.DAMAGED: Many(
        "damaged, {size:,} bytes, {number:,} change stands before the damage",
        "damaged, {size:,} bytes, {number:,} changes stand before the damage",
    ),
}
_MARKS: Mapping[MarkState, str] = {
    MarkState.LEVEL: N_("all that was saved is in the file"),
    MarkState.BEHIND: N_("the last change was saved, its writer ended before saying so"),
    MarkState.AHEAD: N_("more was saved than is in this file"),
    MarkState.DIFFERENT: N_("something else was saved in its place"),
    MarkState.MISSING: N_("nothing has been noted of what was saved"),
}


def terminal_findings() -> Iterator[Finding]:
    """Yield how the terminal is, and what would be drawn on it."""
    can = Capability.of(os.environ, all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)))
    yield _("Terminal"), _terminal(os.environ.get("TERM", ""), is_full_screen=can.is_full_screen)
    yield _("Colours"), _(_DEPTHS[can.depth])
    yield _("Size"), _size(*shutil.get_terminal_size())
    yield _("Encoding"), _encoding(locale.getencoding(), is_ascii=can.is_ascii)


def folder_findings() -> Iterator[Finding]:
    """Yield where things are kept, and whether they can be."""
    yield _("Boards"), _folder(paths.boards())
    yield _("Settings"), _folder(paths.config_folder())
    yield from _elsewhere()


def _elsewhere() -> Iterator[Finding]:
    """Yield which boards of other folders stand on the first page, and where that is remembered."""
    from cofacil.store.elsewhere import Elsewhere

    places = Elsewhere(paths.elsewhere(), paths.boards())
    there = set(places.there)
    if not places.remembered:
        return
    listed = [
        shown if path in there else _("{path} (not there now)", path=shown)
        for path in places.remembered
        for shown in (paths.tilde(path),)
    ]
    yield (
        _("Boards elsewhere"),
        _("{places}; remembered in {file}", places=", ".join(listed), file=paths.tilde(paths.elsewhere())),
    )


def board_findings(report: Report, copied: BoardCopied | None = None) -> Iterator[Finding]:
    """Yield how a board's file is; a copy has no backups of its own."""
    yield _("Board"), str(report.path)
    yield _("File"), _counted(_FILES[report.state], report.events, size=report.size)
    if report.fault:
        yield _("To mend"), worded(report.fault, is_doctors=True)
    if report.format:
        yield _("Format"), _format(report.format, is_newer=report.is_newer)
    if report.created is not None:
        yield _("Made"), say_moment(report.created)
    yield _("Saved"), _(_MARKS[report.mark])
    yield _("Lock"), _lock(report.holder)
    yield from place_findings(report.path)
    yield from _oddities(report)
    if copied is None:
        yield _("Backups"), _backups(report)
    else:
        yield _("Copy"), worded(copied)


def shelf_findings(shelf: Sequence[Shelved]) -> Iterator[Finding]:
    """Yield how the file of each board on this computer is, and what is in the way of writing to it."""
    from cofacil.store.in_the_way import in_the_way

    for board in shelf:
        if board.trouble is None:
            yield _("Board {name}", name=board.name), _("whole: nothing is missing")
        else:
            yield _("Board {name}", name=board.name), worded(board.trouble, is_doctors=True)
        for why in in_the_way(board.path):
            yield _("Writing to {name}", name=board.name), _refused(why)


def place_findings(path: Path) -> Iterator[Finding]:
    """Yield what kind of folder a board lies in, where that is none of this computer's own disk, and what is in the way there."""
    from cofacil.store.folder_kind import kind_of
    from cofacil.store.in_the_way import in_the_way

    if (kind := kind_of(path).said) is not None:
        yield _("Folder"), worded(kind)
    for why in in_the_way(path):
        yield _("Writing"), _refused(why)


def _refused(why: Notice) -> str:
    return worded(Notice.of("only-why", why=why))


def archive_findings(archived: Sequence[Shelved]) -> Iterator[Finding]:
    """Yield how the file of each board is that is off the shelf."""
    for board in archived:
        what = _("Board {name} (archived)", name=board.name)
        yield what, worded(board.trouble) if board.trouble else _("whole: nothing is missing")


def way_lines(board: str, ways: WaysOn) -> Iterator[str]:
    """Yield each way on for a board that is not what was saved: how much it keeps, and what is typed for it."""
    typed = f"cofacil doctor {board}"
    if not ways.each and not ways.good:
        yield _("{board}: nothing of it is whole, and there is no backup.", board=board)
        return
    yield ngettext(
        "{board}: {number:,} change was saved. The ways on, and what each keeps:",
        "{board}: {number:,} changes were saved. The ways on, and what each keeps:",
        ways.saved,
        board=board,
    )
    if ways.whole is not None:
        how = say_kept(ways.whole, ways.saved)
        yield _("Salvage, to a new file: {how}. `{typed} --salvage NEW.json`", how=how, typed=typed)
    for backup in ways.backups:
        how = say_fewer(backup.changes, ways.saved)
        which = say_moment(backup.made)
        yield _(
            "Backup of {which}: {how}. `{typed} --restore {day}`", which=which, how=how, typed=typed, day=backup.day
        )
    if ways.good is not None:
        how = say_kept(ways.good, ways.saved)
        yield _("Accept, the file as it is: {how}. `{typed} --accept`", how=how, typed=typed)


def _oddities(report: Report) -> Iterator[Finding]:
    if report.rescued:
        kept = _("{size:,} bytes that were cut off are kept beside the board", size=report.rescued)
        yield _("Rescue file"), kept
    if report.ahead:
        minutes = ngettext(
            "the last change lies {number} minute in the future: look at this computer's clock",
            "the last change lies {number} minutes in the future: look at this computer's clock",
            report.ahead // 60_000,
        )
        yield _("Clock"), minutes


def _terminal(name: str, *, is_full_screen: bool) -> str:
    if not name:
        return _("not named, full screen") if is_full_screen else _("not named, plain lines")
    return _("{name}, full screen", name=name) if is_full_screen else _("{name}, plain lines", name=name)


def _size(columns: int, rows: int) -> str:
    if columns >= 60 and rows >= 18:
        return _("{columns} columns, {rows} rows", columns=columns, rows=rows)
    return _(
        "{columns} columns, {rows} rows; from 60 by 18 on nothing is shortened",
        columns=columns,
        rows=rows,
    )


def _encoding(name: str, *, is_ascii: bool) -> str:
    return _("{name}, plain letters for signs", name=name) if is_ascii else _("{name}, drawn signs", name=name)


def _format(name: str, *, is_newer: bool) -> str:
    return _("{name}, of a newer cofacil: to be looked at only", name=name) if is_newer else name


def _lock(holder: int | None) -> str:
    return _("process {number} is writing", number=holder) if holder else _("nobody is writing")


def _folder(folder: Path) -> str:
    shown = paths.tilde(folder)
    if not folder.exists():
        near = next(parent for parent in folder.parents if parent.exists())
        if os.access(near, os.W_OK):
            return _("{folder}, made when it is needed", folder=shown)
        return _("{folder}, which cannot be made here", folder=shown)
    if not folder.is_dir():
        return _("{folder}, which is a file and no folder", folder=shown)
    if not os.access(folder, os.W_OK):
        return _("{folder}, where you may not write", folder=shown)
    from cofacil.store.folder_kind import kind_of

    kind = kind_of(folder).said
    return _("{folder}, {kind}", folder=shown, kind=worded(kind)) if kind else str(shown)


def _backups(report: Report) -> str:
    from cofacil.store.backup import backups_in

    if not report.board:
        return _("not known, since nothing says which board it is")
    folder = paths.backups(report.board)
    found = [path.stem for path in backups_in(folder)]
    if not found:
        return _("none yet")
    said = {"number": len(found), "folder": paths.tilde(folder)}
    if report.is_sound:
        return _("{number} in {folder}, the last of {day}", day=found[0], **said)
    return _("{number} in {folder}: {days}", days=", ".join(found), **said)


def _counted(words: Many, number: int, /, **places: object) -> str:
    return ngettext(words.one, words.many, number, **places)

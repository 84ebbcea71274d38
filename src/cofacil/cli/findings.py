"""What the doctor finds, each a word and what there is to say of it."""

import locale
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from cofacil import paths
from cofacil.language.days import say_moment
from cofacil.store.doctor import MarkState, Report
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth

Finding = tuple[str, str]

_DEPTHS = {Depth.TRUE: "16 million", Depth.MANY: "256", Depth.FEW: "16", Depth.NONE: "none"}
_MARKS = {
    MarkState.LEVEL: "as saved",
    MarkState.BEHIND: "the last change was saved, its writer ended before saying so",
    MarkState.AHEAD: "more was saved than is in this file",
    MarkState.DIFFERENT: "something else was saved in its place",
    MarkState.MISSING: "nothing has been noted of what was saved",
}


def terminal_findings() -> Iterator[Finding]:
    """Yield how the terminal is, and what would be drawn on it."""
    can = Capability.of(os.environ, all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)))
    yield (
        "Terminal",
        f"{os.environ.get('TERM') or 'not named'}, {'full screen' if can.is_full_screen else 'plain lines'}",
    )
    yield "Colours", _DEPTHS[can.depth]
    size = shutil.get_terminal_size()
    roomy = "" if size.columns >= 60 and size.lines >= 18 else "; from 60 by 18 on nothing is shortened"
    yield "Size", f"{size.columns} columns, {size.lines} rows{roomy}"
    signs = "plain letters for signs" if can.is_ascii else "drawn signs"
    yield "Encoding", f"{locale.getencoding()}, {signs}"


def folder_findings() -> Iterator[Finding]:
    """Yield where things are kept, and whether they can be."""
    yield "Boards", _folder(paths.boards())
    yield "Settings", _folder(paths.config_folder())


def settings_findings() -> Iterator[Finding]:
    """Yield what could not be read of the settings, the themes and the questions."""
    from cofacil.settings import load_settings
    from cofacil.tui.themes import load_themes
    from cofacil.wiring.practice import load_practice

    settings, faults = load_settings(paths.config_file())
    looks, bad_themes = load_themes(paths.shipped_themes(), paths.themes_folder())
    practice, bad_decks = load_practice(settings)
    yield "Theme", f"{settings.theme}{'' if settings.theme in looks else ', which is not there'}, of {len(looks)}"
    yield "Questions", f"{len(practice.deck)} in the deck"
    for fault in (*faults, *bad_themes, *bad_decks):
        yield "To mend", fault


def board_findings(report: Report) -> Iterator[Finding]:
    """Yield how a board's file is."""
    yield "Board", str(report.path)
    yield (
        "File",
        f"{report.state}, {report.size:,} bytes, {report.events:,} changes{' are good' if report.sentence else ''}",
    )
    if report.sentence:
        yield "To mend", report.sentence
    if report.format:
        yield "Format", f"{report.format}{', of a newer cofacil: to be looked at only' if report.is_newer else ''}"
    if report.created is not None:
        yield "Made", say_moment(report.created)
    yield "Saved", _MARKS[report.mark]
    yield "Lock", f"process {report.holder} is writing" if report.holder else "nobody is writing"
    if report.rescued:
        yield "Rescue file", f"{report.rescued:,} bytes that were cut off are kept beside the board"
    if report.ahead:
        yield (
            "Clock",
            f"the last change lies {report.ahead // 60_000} minutes in the future: look at this computer's clock",
        )
    yield "Backups", _backups(report)


def _folder(folder: Path) -> str:
    shown = paths.tilde(folder)
    if not folder.exists():
        near = next(parent for parent in folder.parents if parent.exists())
        return f"{shown}, made when it is needed" if os.access(near, os.W_OK) else f"{shown}, which cannot be made here"
    if not folder.is_dir():
        return f"{shown}, which is a file and no folder"
    return shown if os.access(folder, os.W_OK) else f"{shown}, where you may not write"


def _backups(report: Report) -> str:
    from cofacil.store.backup import backups_in

    if not report.board:
        return "not known, since nothing says which board it is"
    folder = paths.backups(report.board)
    found = backups_in(folder)
    if not found:
        return "none yet"
    if report.is_sound:
        return f"{len(found)} in {paths.tilde(folder)}, the last of {found[0].stem}"
    return f"{len(found)} in {paths.tilde(folder)}: {', '.join(path.stem for path in found)}"

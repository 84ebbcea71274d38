"""Plays the walks of the table, and gives the screens that they come by."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from making.rows import GROUNDS, THEMES, Row, rows_of
from making.terminal import Terminal
from making.walks import HALL, Step, Walk


class Seen(NamedTuple):
    """A screen that is kept."""

    name: str
    rows: tuple[Row, ...]
    text: str


def played(walk: Walk, home: Path, scheme: str) -> Iterator[Seen]:
    """Yield the screens of a walk, light or dark; `home` is empty.

    Raises:
        NotShown: a screen does not show what it is kept for.
    """
    if walk.boards:
        walk.boards(home)
    wears(home, scheme)
    with ExitStack() as stack:
        terminal = stack.enter_context(Terminal(home, walk.arguments, walk.size))
        if walk.beside:
            laptop = stack.enter_context(Terminal(home, ("open", "riverside"), HALL))
            for step in walk.beside:
                _do(step, laptop)
        for step in walk.steps:
            _do(step, terminal)
            if step.picture:
                yield Seen(step.picture, rows_of(terminal.screen, GROUNDS[scheme]), terminal.text)


def _do(step: Step, terminal: Terminal) -> None:
    if step.keys:
        terminal.press(step.keys)
    terminal.until(step.shows)
    terminal.pause()


def wears(home: Path, scheme: str) -> None:
    """Let a home look light or dark."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "config.toml").write_text(f'theme = "{THEMES[scheme]}"\n', encoding="utf-8")

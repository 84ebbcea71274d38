"""A bar for whatever takes longer than a second, on a terminal only."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds that people wait before they are told that something is going on."""


@contextmanager
def slowly(what: str) -> Iterator[None]:
    """Show a moving bar with `what` on stderr once this has taken a second; it is gone when the work is done."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield
        return
    from threading import Timer

    bar = _Bar(what)
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


class _Bar:
    """Rich's bar, fetched only when it is wanted."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._progress: Progress | None = None

    def start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        progress.add_task(self._what, total=None)
        progress.start()
        self._progress = progress

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

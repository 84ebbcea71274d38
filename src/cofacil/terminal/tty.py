"""The local terminal, read and written on the event loop."""

import errno
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import App
from textual.driver import Driver

from cofacil.terminal.capability import Capability
from cofacil.terminal.driver import BoardDriver
from cofacil.terminal.keys import is_available

if sys.platform != "win32":
    import termios

_READ = 64 * 1024
# So much may wait for a slow terminal before the App is asked to hold its frames.
_PATIENCE = 64 * 1024
# Seconds that leaving may wait for a terminal which takes nothing.
_LAST_WORDS = 1.0
_HUNG_UP = 129


class TtyDriver(BoardDriver):
    """Draws on the terminal that the program was started in."""

    device = "/dev/tty"
    may_stop: ClassVar[Callable[[], bool]]
    """Says whether ctrl+z may stop the process; not while others sit in it."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._fd: int | None = None
        self._before: list[Any] | None = None
        self._waiting = bytearray()
        self._is_stopped_by_job_control = False
        self._loop.add_signal_handler(signal.SIGCONT, self._continue)

    @property
    def can_suspend(self) -> bool:
        """A local terminal has a shell behind it that can wake the board up."""
        return type(self).may_stop()

    def start_application_mode(self) -> None:
        """Open the terminal anew, so that no other program's view of it turns non-blocking."""
        if self._fd is None:
            self._fd = _opened(self.device)
        # From the background this stops the process, before anything is drawn, until the shell brings it forward.
        self._make_raw(self._fd)
        self.resized(*_size_of(self._fd))
        super().start_application_mode()
        self._loop.add_reader(self._fd, self._read)
        self._loop.add_signal_handler(signal.SIGWINCH, self._measure)
        self._loop.add_signal_handler(signal.SIGTSTP, self._suspend)
        if self._is_stopped_by_job_control:
            self._is_stopped_by_job_control = False
            self.send_message(self.SignalResume())
            self.redraw()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, whatever still waits to be drawn sent first."""
        if self._fd is None:
            return
        for number in (signal.SIGWINCH, signal.SIGTSTP):
            self._loop.remove_signal_handler(number)
        super().stop_application_mode()
        self._drain(self._fd)
        if self._before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSANOW, self._before)
            self._before = None

    def disable_input(self) -> None:
        """Read no more, and throw away what was typed after the end."""
        super().disable_input()
        if self._fd is not None and self._loop.remove_reader(self._fd):
            with suppress(termios.error):
                termios.tcflush(self._fd, termios.TCIFLUSH)

    def close(self) -> None:
        """Let go of the terminal."""
        if self._fd is not None:
            self._loop.remove_reader(self._fd)
            self._loop.remove_writer(self._fd)
            os.close(self._fd)
            self._fd = None
        if not self._app.is_running:
            self._loop.remove_signal_handler(signal.SIGCONT)

    def transmit(self, data: bytes) -> None:
        """Send bytes now, or as soon as the terminal takes them."""
        if self._fd is None:
            return
        is_blocked = bool(self._waiting)
        self._waiting += data
        if is_blocked:
            self._check_patience()
            return
        self._flush()
        if self._waiting:
            self._loop.add_writer(self._fd, self._go_on)
            self._check_patience()

    def _check_patience(self) -> None:
        if len(self._waiting) > _PATIENCE:
            self.pause_output()

    def _go_on(self) -> None:
        self._flush()
        if not self._waiting and self._fd is not None:
            self._loop.remove_writer(self._fd)
            self.resume_output()

    def _flush(self) -> None:
        if self._fd is None:
            return
        try:
            while self._waiting:
                sent = os.write(self._fd, self._waiting)
                del self._waiting[:sent]
        except BlockingIOError:
            return
        except OSError:
            self._hang_up()

    def _drain(self, fd: int) -> None:
        """Send the last bytes, waiting for the terminal a little."""
        self._loop.remove_writer(fd)
        deadline = time.monotonic() + _LAST_WORDS
        self._flush()
        while self._waiting and (left := deadline - time.monotonic()) > 0:
            select.select([], [fd], [], left)
            self._flush()
        self._waiting.clear()

    def _read(self) -> None:
        if self._fd is None:
            return
        try:
            data = os.read(self._fd, _READ)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        elif self.keys is not None:
            self.keys.feed(data)

    def _hang_up(self) -> None:
        """The terminal is gone: nothing can be read or drawn any more."""
        self._waiting.clear()
        if self._fd is not None:
            self._loop.remove_reader(self._fd)
            self._loop.remove_writer(self._fd)
        self._app.exit(return_code=_HUNG_UP)

    def _measure(self) -> None:
        if self._fd is not None:
            self.resized(*_size_of(self._fd))

    def _make_raw(self, fd: int) -> None:
        try:
            before = termios.tcgetattr(fd)
        except termios.error:
            return
        if self._before is None:
            self._before = before
        raw = termios.tcgetattr(fd)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
        with suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSANOW, raw)

    def _suspend(self) -> None:
        """Stop the process as ctrl+z asks, with the terminal given back to the shell; others' boards would stand still."""
        if not self.can_suspend:
            return
        if self._auto_restart:
            self.suspend_application_mode()
            self._is_stopped_by_job_control = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        """Take the terminal again: the shell has had it, whoever stopped the process."""
        if self._auto_restart and (self._is_stopped_by_job_control or self._is_active):
            self._is_stopped_by_job_control = True
            self.resume_application_mode()


def driver_class(
    environ: Mapping[str, str], *, shows_cursor: bool = False, may_stop: Callable[[], bool] = lambda: True
) -> type[Driver] | None:
    """Return the driver to give to `App(driver_class=…)`, or None where Textual's own is to be used."""
    if sys.platform == "win32" or environ.get("COFACIL_DRIVER") == "stock" or not is_available():
        return None

    class LocalDriver(TtyDriver):
        capability = Capability.of(environ, is_tty=True)

    LocalDriver.shows_cursor = shows_cursor
    LocalDriver.may_stop = staticmethod(may_stop)
    return LocalDriver


def _opened(path: str) -> int:
    how = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY
    # The event loop of macOS cannot wait for /dev/tty, yet for the device behind it.
    if sys.platform != "darwin" or path != TtyDriver.device:
        try:
            return os.open(path, how)
        except OSError as missing:
            # A process that was started without a terminal of its own may still have one as its input.
            if missing.errno != errno.ENXIO:
                raise
    return os.open(os.ttyname(sys.__stdin__.fileno() if sys.__stdin__ is not None else 0), how)


def _size_of(fd: int) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(fd)
    except OSError:
        return 80, 25
    # A serial line says nought.
    return size.columns or 80, size.lines or 25

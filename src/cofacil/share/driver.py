"""Draws an App on the terminal at the other end of a connection."""

from collections.abc import Callable
from typing import Any, BinaryIO, ClassVar, Protocol, TextIO

from cofacil.terminal.capability import Capability
from cofacil.terminal.driver import BoardDriver
from cofacil.terminal.keys import Keys

CHUNK = 32
PACE = 0.02
"""Seconds between chunks of input: who floods holds up nobody else."""
MOST_WAITING = 32 * 1024
"""Bytes of input that may wait; beyond, the connection is not read."""


class Pipe(Protocol):
    """Takes the bytes that go to one terminal."""

    def write(self, data: bytes) -> None: ...

    def is_closing(self) -> bool: ...


class SshDriver(BoardDriver):
    """One App's way to one terminal; `driver_for` makes a class of it for each connection."""

    may_break = True
    pipe: ClassVar[Pipe]
    started: ClassVar[Callable[["SshDriver"], None]]
    """Told of the driver once it takes keys: what comes from the terminal goes to its `keys`."""

    def start_application_mode(self) -> None:
        super().start_application_mode()
        type(self).started(self)

    def transmit(self, data: bytes) -> None:
        if not self.pipe.is_closing():
            self.pipe.write(data)

    def make_keys(self) -> Keys:
        return Keys(self.process_message, chunk=CHUNK, pace=PACE, told_place=self.frame.found.learn)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: the browser would be this computer's, not the guest's."""

    def deliver_binary(self, binary: BinaryIO | TextIO, **_more: Any) -> None:
        """Keep nothing: the folder would be this computer's, not the guest's."""
        binary.close()


def driver_for(pipe: Pipe, terminal: Capability, started: Callable[[SshDriver], None]) -> type[SshDriver]:
    """Return the driver class of one connection, as `App(driver_class=…)` wants it."""
    members = {"pipe": pipe, "capability": terminal, "started": staticmethod(started)}
    return type("ConnectionDriver", (SshDriver,), members)

"""Ports that nobody listens on, for what is told on which port to listen."""

import socket
from contextlib import ExitStack, suppress
from random import Random

_CHANCE = Random()  # noqa: S311  # another in every process that tests
_BELOW_LINES = range(10_000, 32_000)
"""Below those that the system gives to whoever connects: a line of another test may take such a one before it is opened.

Source: Linux, ip_local_port_range, from 32768 on; Windows and macOS from 49152.
"""


def free_ports(number: int) -> tuple[int, ...]:
    """Return so many ports, each another one."""
    with ExitStack() as stack:
        found: list[int] = []
        while len(found) < number:
            with suppress(OSError):
                port = _CHANCE.choice(_BELOW_LINES)
                stack.enter_context(socket.create_server(("127.0.0.1", port)))
                found.append(port)
        return tuple(found)


def free_port() -> int:
    return free_ports(1)[0]

"""Addresses that a server listens at: which reach beyond this computer, and what it is called in its network."""

import ipaddress
import socket
from contextlib import suppress


def is_loopback(host: str) -> bool:
    """Say whether only this computer reaches an address."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def is_every(host: str) -> bool:
    """Say whether an address stands for every one that this computer has."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_unspecified
    return False


def own_address() -> str:
    """Return the address of this computer in its network; its name where it has none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: this only asks the system which way it would go. Source: RFC 5737, an address for examples.
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return socket.gethostname()

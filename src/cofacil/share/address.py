"""Addresses that a server listens at: which reach beyond this computer, and by which one others find it."""

import fcntl
import ipaddress
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

LOCALHOST = "localhost"
_SIOCGIFADDR = 0x8915
"""Asks Linux for the address of an interface; elsewhere it is no question that is understood."""
_AWAY = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses for examples, by which the system is asked which way it would go. Source: RFC 5737, RFC 3849."""


def is_loopback(host: str) -> bool:
    """Say whether only this computer reaches an address; many a computer's own name means just that to itself."""
    if host == LOCALHOST:
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    found = _found(host) if host else ()
    return bool(found) and all(ipaddress.ip_address(one).is_loopback for one in found)


def is_every(host: str) -> bool:
    """Say whether an address stands for every one that this computer has."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_unspecified
    return not host


def reached_at(host: str) -> str:
    """Return by what others reach what listens at `host`; "" where this computer is in no network at the moment.

    A name without a dot is known to whoever gave it, and seldom to a guest's computer: its address is.
    """
    if is_loopback(host):
        return LOCALHOST
    if is_every(host):
        return own_address(has_six=":" in host or not host)
    if "." in host or ":" in host:
        return host
    return next((one for one in _found(host) if not ipaddress.ip_address(one).is_loopback), host)


def own_address(*, has_six: bool = False) -> str:
    """Return an address of this computer in its network, "" where it is in none.

    Without a way out of it a network still has addresses: a hall's Wi-Fi that leads nowhere.
    """
    ways = (socket.AF_INET, socket.AF_INET6) if has_six else (socket.AF_INET,)
    return next((found for way in ways if (found := _on_the_way_out(way))), "") or next(_of_interfaces(), "")


def _on_the_way_out(family: socket.AddressFamily) -> str:
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((_AWAY[family], 9))  # nothing is sent
        found = str(probe.getsockname()[0])
        return "" if ipaddress.ip_address(found).is_loopback else found
    return ""


def _of_interfaces() -> Iterator[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _number, name in socket.if_nameindex():
            with suppress(OSError):
                said = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                found = socket.inet_ntoa(said[20:24])
                if not ipaddress.ip_address(found).is_loopback:
                    yield found


def _found(host: str) -> tuple[str, ...]:
    """Return the addresses that a name stands for on this computer."""
    with suppress(OSError, UnicodeError):
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))
    return ()

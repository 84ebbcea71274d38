"""Lines break in every way, and everybody is back where they were: a hundred times here.

`COFACIL_DROPS=1000 python -m pytest -m outside -n 0 -s tests/outside/test_drops.py` plays a thousand, and says what it saw.
"""

import os
import subprocess
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from drops import KINDS, Guest, Host, Who, Wire, at_once, closing_all
from ssh_home import PROGRAM, Home, make_home, open_terminals

from cofacil.board.kinds import Role
from cofacil.room.draft_keeper import KEPT_WITHIN
from cofacil.share.invitations import Invitations
from free_ports import free_port

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside

DROPS = int(os.environ.get("COFACIL_DROPS", "100"))
HOST_EACH = 4
"""Every so many rounds the host's process is killed, and everybody's line breaks by that."""


def key_of(folder: Path, name: str) -> Path:
    key = folder / f"key-{name}"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    return key


def word_of(home: Home, name: str, role: str) -> str:
    said = home.cofacil("invite", "riverside", "--name", name, "--role", role)
    return next(line.partition("word: ")[2].strip() for line in said.splitlines() if "word: " in line)


def people(home: Home) -> list[Who]:
    """Return one of every kind of guest: by a member's key, by a word, by the wall, each with a key of their own and without."""
    folder = home.folder
    bea, cai = word_of(home, "Bea", "cofacilitator"), word_of(home, "Cai", "participant")
    (share,) = (folder / "home" / "share").glob("*/words")
    now = time.time_ns() // 1_000_000
    wall = Invitations(share).open_room(Role.PARTICIPANT, 2, now + 36_000_000, now)
    return [
        Who("Dee", "1", key=folder / "Dee"),
        Who("Vic", "2", key=folder / "Vic", writes=False),
        Who("Bea", "2", key=key_of(folder, "bea"), word=bea),
        Who("Cai", "3", word=cai),
        Who("Eli", "4", key=key_of(folder, "eli"), word=wall, is_by_wall=True),
        Who("Fay", "1", word=wall, is_by_wall=True),
    ]


def test_whoever_loses_the_line_is_back_where_they_were(home: Home) -> None:
    port = free_port()
    environ = {**home.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    host = Host(PROGRAM, environ, port)
    everybody = people(home)  # behind it: a word on the wall is made while the board is shared
    began, count, rounds = time.monotonic(), 0, 0
    with ExitStack() as stack:
        stack.enter_context(closing_all(host))
        guests: list[Guest] = []
        for number, who in enumerate(everybody):
            wire = Wire(number, port)
            guests.append(Guest(who, wire))
            stack.enter_context(closing_all(guests[-1], wire))
        while count < DROPS:
            rounds += 1
            is_host = rounds % HOST_EACH == 0
            at_once([partial(guest.begin_to_type, rounds) for guest in guests])
            if is_host:
                time.sleep(KEPT_WITHIN)
                host.kill()
                for guest in guests:
                    guest.drop("host")
                host.start()
            else:
                for number, guest in enumerate(guests):
                    guest.drop(KINDS[(number + rounds) % len(KINDS)])
            at_once([guest.come_back for guest in guests])
            for guest in guests:
                guest.client.until_there(f"{len(guests)} by screen")
            at_once([partial(guest.keep, rounds) for guest in guests])
            count += len(guests)
        assert sum(guest.drops for guest in guests) == count
        waits = sorted(wait for guest in guests for wait in guest.waits)
    print(  # noqa: T201  # for whoever plays a thousand
        f"{count} drops in {time.monotonic() - began:.0f} s; back on the board after "
        f"{waits[len(waits) // 2]:.2f} s in the middle, {waits[-1]:.2f} s at most"
    )

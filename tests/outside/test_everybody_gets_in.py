"""A whole hall comes in behind one address, with the real `ssh`, while somebody floods the door from there and from elsewhere."""

import os
import re
import shlex
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from panes import Tmux
from ssh_home import Home, open_terminals, until

__all__ = ["open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside
TYPES = 3.0
"""Seconds that each takes to type a word."""
HERE, ELSEWHERE = "127.0.0.1", "127.0.0.77"
FLOOD = 600


class Comer:
    """Somebody who joins with `ssh`, and types slowly what it asks for."""

    def __init__(self, home: Home, name: str, word: str = "") -> None:
        self.name = name
        self.said = b""
        answers = home.folder / "answers"
        if not answers.exists():
            answers.write_text(f"#!/bin/sh\nsleep {TYPES}\necho $WORD\n")
            answers.chmod(0o700)
        asks = {"SSH_ASKPASS": str(answers), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0", "WORD": word}
        self._came = time.monotonic()
        self.took: float | None = None
        self._ssh = subprocess.Popen(
            shlex.split(home.ssh("none" if word else name, "-tt")),
            env={**home.environ, **asks},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self._ssh.stdout
        while came := os.read(self._ssh.stdout.fileno(), 65536):
            self.said += came
            if self.took is None and b"\x1b[?1049h" in self.said:
                self.took = time.monotonic() - self._came

    @property
    def is_decided(self) -> bool:
        return self.took is not None or self._ssh.poll() is not None

    def go(self) -> None:
        self._ssh.kill()
        self._ssh.wait()
        self._listening.join()
        for pipe in (self._ssh.stdin, self._ssh.stdout):
            assert pipe
            pipe.close()


@contextmanager
def flood(port: int, *addresses: str) -> Iterator[None]:
    """Call again and again from some addresses, and say no more than what an `ssh` is, or nothing."""
    ends = threading.Event()

    def call(address: str) -> None:
        held: list[socket.socket] = []
        while not ends.is_set():
            with suppress(OSError):
                held.append(socket.create_connection(("127.0.0.1", port), 1, (address, 0)))
                if len(held) % 2:
                    held[-1].sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            if len(held) > FLOOD:
                held.pop(0).close()
            time.sleep(0.01)
        for one in held:
            one.close()

    threads = [threading.Thread(target=call, args=(address,), daemon=True) for address in addresses]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ends.set()
        for thread in threads:
            thread.join()


@pytest.fixture(name="hall", scope="module")
def make_hall(tmp_path_factory: pytest.TempPathFactory, terminals: Tmux) -> Home:
    """A facilitator's computer that knows twenty people's keys."""
    home = Home(tmp_path_factory.mktemp("hall"), terminals)
    for number in range(20):
        key = home.folder / named("Key", number)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        home.cofacil("members", "riverside", "add", "--name", key.name, "--role", "viewer", "--key", f"{key}.pub")
    return home


def named(way: str, number: int) -> str:
    return f"{way}{chr(ord('A') + number)}"


def word_for(home: Home, name: str) -> str:
    [word] = re.findall(r"word: (\S+)", home.cofacil("invite", "riverside", "--name", name, "--again"))
    return str(word)


def all_in(people: list[Comer]) -> None:
    """Wait until it is decided for everybody, and see that they are in."""
    try:
        until(lambda: all(one.is_decided for one in people), "not everybody knows whether they are in")
        assert {one.name: one.said[-300:] for one in people if one.took is None} == {}
    finally:
        for one in people:
            one.go()


@pytest.mark.parametrize("flooded", [(), (HERE, ELSEWHERE)], ids=["nobody else", "a flood from here and elsewhere"])
def test_forty_come_in_behind_one_address_half_of_them_by_slowly_typed_words(
    hall: Home, flooded: tuple[str, ...]
) -> None:
    words = [word_for(hall, named("Word", number)) for number in range(20)]
    with hall.shared(), flood(hall.port, *flooded):
        people: list[Comer] = []
        for number in range(20):
            people += [Comer(hall, named("Key", number)), Comer(hall, named("Word", number), words[number])]
        all_in(people)


def test_twelve_with_keys_who_come_back_together_wait_for_nobody(hall: Home) -> None:
    with hall.shared(), flood(hall.port, HERE):
        people = [Comer(hall, named("Key", number)) for number in range(12)]
        all_in(people)

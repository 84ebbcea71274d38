"""Runs `cofacil` in this process, or in one of its own, with a home of its own."""

import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from click.testing import CliRunner, Result

from cofacil.board.commands.base import Command
from cofacil.board.events import Change, Draft, Write
from cofacil.cli.root import cofacil
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile


class Cofacil:
    """One person's cofacil."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {"COFACIL_HOME": str(home), "COFACIL_NAME": "Ana", "TERM": "dumb", "TZ": "UTC"}

    def __call__(self, *arguments: str, text: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(cofacil, arguments, input=text, env=self.env | (env or {}), prog_name="cofacil")

    def start(self, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-m", "cofacil", *arguments],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env={**os.environ, **self.env, "PYTHONUNBUFFERED": ""},
            bufsize=0,
            preexec_fn=before,  # noqa: PLW1509  # no thread is running here
        )

    def begin(self, title: str = "Riverside garden") -> Path:
        made = self("new", title, "--no-open")
        assert made.exit_code == 0, made.stderr
        return Path(made.stdout.strip())

    def do(self, path: Path, command: Command, name: str = "Ana") -> None:
        """Do something that the command line has no command for."""
        log = BoardFile.open(path, for_writing=True)
        room = Room(log, SystemClock())
        room.pull()
        room.do(Seat(name), command)
        log.close()

    def write(self, path: Path, *writes: Write) -> None:
        """Write what no command would: another program did."""
        log = BoardFile.open(path, for_writing=True)
        log.append(lambda _: [Draft(0, "ana", "line", "", Change("card.add", writes))])
        log.close()


def line_of(stream: IO[bytes] | None) -> bytes:
    """Read a line that has to come soon."""
    assert stream
    line = b""
    while not line.endswith(b"\n"):
        assert select.select([stream], [], [], 10)[0], f"nothing came behind {line!r}"
        letter = stream.read(1)
        assert letter, f"nothing comes any more behind {line!r}"
        line += letter
    return line

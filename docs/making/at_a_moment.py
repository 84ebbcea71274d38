"""Runs `cofacil` as it is, at a moment that is read from a file: pictures of one meeting are of one day, whenever they are made.

Run by `making/terminal.py`, which moves the moment on: COFACIL_MOMENT names the file, of 8 bytes, UTC milliseconds.
"""

import mmap
import os
import struct
import time
from pathlib import Path


def _moment() -> int:
    return int(struct.unpack("<q", _SEEN[:8])[0]) * 1_000_000


with Path(os.environ["COFACIL_MOMENT"]).open("rb") as file:
    _SEEN = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)
time.time_ns = _moment

from cofacil.cli import main  # noqa: E402  # behind the clock

main()

"""What the tests of killed writers and damaged files share: how many times, running the real program, and what a file holds."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HOW_MANY = int(os.environ.get("COFACIL_TORTURE", "0"))
"""How many kills, and damaged files, at full size; 0 for the few of every day."""
_TOKEN = re.compile(r"token\d+w\d+")


def run(*typed: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cofacil", *typed],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=before,
        check=False,
    )


def begun(path: Path) -> Path:
    """Begin a board at a place."""
    assert run("new", "Torture", "--at", str(path), "--no-open").returncode == 0
    return path


def tokens_in(text: str) -> list[str]:
    return _TOKEN.findall(text)


def tokens(path: Path) -> Counter[str]:
    """Count what is in a file, as any program reads it."""
    events = json.loads(path.read_bytes())["events"].values()
    return Counter(token for event in events for token in set(tokens_in(json.dumps(event))))


def lock_of(board: Path) -> Path:
    return board.with_name(board.name + ".lock")

"""The real `ssh` with an agent that holds twenty keys, of which the right one is the last; and with too many."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ssh_home import Home, make_home, open_terminals, refused

__all__ = ["make_home", "open_terminals"]  # fixtures: asked for by their names

pytestmark = pytest.mark.outside


@contextmanager
def agent(folder: Path) -> Iterator[str]:
    """Have an agent of one's own; hand out where it listens."""
    place = folder / "agent"
    said = subprocess.run(["ssh-agent", "-s", "-a", place], capture_output=True, encoding="utf-8", check=True).stdout
    number = int(said.partition("SSH_AGENT_PID=")[2].partition(";")[0])
    try:
        yield str(place)
    finally:
        os.kill(number, signal.SIGTERM)


def hold(place: str, folder: Path, others: int, last: Path | None) -> None:
    """Have the agent hold many keys, each made here, and one behind them."""
    for number in range(others):
        key = folder / f"other-{number}"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    keys = [*(folder / f"other-{number}" for number in range(others)), *([last] if last else [])]
    subprocess.run(["ssh-add", "-q", *keys], env={**os.environ, "SSH_AUTH_SOCK": place}, check=True)


def line(home: Home, place: str) -> str:
    """Return what somebody types whose keys are all in the agent."""
    return (
        home.ssh("nobody", agent=place)
        .replace("IdentitiesOnly=yes", "IdentitiesOnly=no")
        .replace("riverside@", "Riverside@")
    )


def test_of_twenty_keys_in_an_agent_the_last_one_lets_in(home: Home, tmp_path: Path) -> None:
    with agent(tmp_path) as place, home.shared(), home.pane("Dee") as pane:
        hold(place, tmp_path, 20, home.folder / "Dee")
        home.come_in(pane, line(home, place))
        assert home.has_noted(" in as cofacilitator by key: Dee")


def test_with_more_keys_than_are_looked_at_ssh_says_how_to_name_one(home: Home, tmp_path: Path) -> None:
    with agent(tmp_path) as place, home.shared():
        hold(place, tmp_path, 66, home.folder / "Dee")
        said = refused(home, line(home, place))
        assert "Name one: `ssh -o IdentitiesOnly=yes -i KEY`." in said
        named = home.ssh("Dee", "-i", str(home.folder / "Dee"), agent=place)
        assert "A board needs a terminal" in refused(home, f"{named} -T")

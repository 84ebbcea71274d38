"""Ten minutes with a saved board: `cofacil review` in a terminal, from the first page to the board as it was and back."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from cofacil.board.events import Change, Draft, Event
from cofacil.example.meeting import example_log
from cofacil.methods.deck import shipped_deck
from cofacil.room.practice import Practice
from cofacil.store.board_file import BoardFile
from terminal import ENTER, ESC, Terminal, begin, cofacil

LEFT = "\x1b[D"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return a home with the example's board in it: two meetings, four weeks apart."""
    folder = tmp_path / "home" / "boards"
    folder.mkdir(parents=True)
    now = time.time_ns() // 1_000_000
    events = example_log(Practice(shipped_deck().prompts), now).read(0)
    log = BoardFile.create(folder / "riverside.json", events[0].t, "01K00000000000000000000000")
    log.append(lambda _others: [_draft(event) for event in events])
    log.close()
    return tmp_path / "home"


def _draft(event: Event) -> Draft:
    return Draft(event.t, event.by, event.via, event.meeting, Change(event.op, event.writes, event.of, event.clash))


def rows_with(terminal: Terminal, words: str) -> Sequence[str]:
    return [row for row in terminal.rows if words in row]


def test_a_reviewer_finds_out_who_was_missing_and_how_that_came_up(saved: Path) -> None:
    file = saved / "boards" / "riverside.json"
    before = file.read_bytes()
    with Terminal(saved, "review", "riverside") as terminal:
        terminal.until("Who was missing, and what came of it")
        terminal.until("read only", row=-1)
        assert rows_with(terminal, "Night cleaners at the school")
        terminal.say("/", "Find:")
        terminal.say("night cl", "Night cleaners at the school")
        terminal.say(ENTER, "N2, from beginning to now")
        assert "Ana named them. The question was:" in terminal.text
        terminal.say(ENTER, "NOT HERE 2]")
        assert "Kept: Night cleaners at the school, N2." in terminal.text
        terminal.say(" ", "Playing 20 times as fast. Space stops.")
        terminal.say(LEFT, "events, meeting 1 of 2.")
        terminal.say(ESC, "N2, from beginning to now")
        terminal.say("3", "offers are not taken up.")
        assert rows_with(terminal, "My van, most mornings")
        terminal.say("?", "Everything you can do here")
        terminal.say(ESC, "offers are not taken up.")
        terminal.send("q")
        assert terminal.ended() == 0
        assert terminal.is_as_before
    assert file.read_bytes() == before


def test_what_others_write_meanwhile_is_followed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = begin(home)
    with Terminal(home, "review", path.stem) as terminal:
        terminal.until("read only", row=-1)
        assert cofacil(home, "add", path.stem, "question", "Who opens the gate?").returncode == 0
        terminal.until("meanwhile", row=-1)
        terminal.say("4", "Who opens the gate?")
        terminal.send("q")
        assert terminal.ended() == 0

"""Half a sentence, and then a closed terminal, a kill or an outage: the words are there when the board is opened again."""

import signal
from pathlib import Path

import pytest

from terminal import ENTER, ESC, TAB, Terminal, begin, cards_of, cofacil, texts_of


def drafts_in(home: Path) -> list[Path]:
    return list((home / "drafts").rglob("*.json"))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_a_line_outlives_its_process_with_its_kind_and_its_column(tmp_path: Path, number: signal.Signals) -> None:
    path = begin(tmp_path)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("QUESTIONS 0]")
        terminal.say("2a", "+  Offer:")
        terminal.say(">I will bring half a sent", "an action from the room")
        terminal.settle(0.6)
        terminal.signal(number)
        terminal.process.wait(10)
    assert [draft.stat().st_mode & 0o777 for draft in drafts_in(tmp_path)] == [0o600]
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("One line is not kept yet: a takes up what waits.")
        terminal.say("a", ">  Action: I will bring half a sent")
        terminal.say(ENTER, "A1.")
        terminal.say(ESC + "q", "All is kept.")
        terminal.send(ENTER)
        assert terminal.ended() == 0
    assert texts_of(path) == ["I will bring half a sent"]
    assert not drafts_in(tmp_path)


def test_an_edit_and_its_note_outlive_a_kill(tmp_path: Path) -> None:
    path = begin(tmp_path)
    cofacil(tmp_path, "add", "riverside", "question", "Who opens the gate")
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("QUESTIONS 1]")
        terminal.say("e", "You are changing Q1.")
        terminal.send(f", and when{TAB}ask the caretaker")
        terminal.settle(0.8)
        terminal.signal(signal.SIGKILL)
        terminal.process.wait(10)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("One line is not kept yet: e on Q1 takes up what waits.")
        terminal.say("e", "Who opens the gate, and when")
        terminal.say(ENTER, "a add  e edit")
        assert terminal.leave() == 0
    (card,) = cards_of(path)
    assert (card["text"], card["note"]) == ("Who opens the gate, and when", "ask the caretaker")


def test_a_folder_that_is_gone_and_back_loses_no_line(tmp_path: Path) -> None:
    path = begin(tmp_path)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("QUESTIONS 0]")
        away = tmp_path / "away"
        path.parent.rename(away)
        terminal.send(f"aThe first{ENTER}")
        terminal.until("NOT SAVED: ")
        terminal.say("The second", "?  Question: The second")
        terminal.send(ESC)
        terminal.say("q", "lines are not kept yet")
        terminal.send(ESC)
        away.rename(path.parent)
        terminal.until("asked a question, Q1.")
        terminal.say("q", "One line is not kept yet: it waits for you.")
        terminal.send(ENTER)
        assert terminal.ended() == 0
    assert texts_of(path) == ["The first"]
    with Terminal(tmp_path, "open", "riverside") as terminal:
        terminal.until("One line is not kept yet: a takes up what waits.")
        terminal.say("a", "?  Question: The second")
        terminal.say(ENTER, "Q2.")
    assert texts_of(path) == ["The first", "The second"]

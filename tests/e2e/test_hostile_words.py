"""Words that were made to harm, typed, pasted and piped into every field: shown as they are, or refused in words."""

import re
from pathlib import Path

import pytest

from cofacil.terminal.guard import permits
from terminal import ENTER, ESC, TAB, UP, Terminal, begin, cofacil, fields_of

MARKUP = ("[/b]", "[@click=app.quit]x[/]", "[red]not red[/red]", "{0} %s \\n $(id)")
COMMANDS = ("\x1b]52;c;ZXZpbA==\x07after", "\x1b[2J\x1b[Hgone", "\x1b[?1049l out", "a\x9b31mb", "\x07\x08\x00 bell")
TRICKS = (
    "abc\u202etxt.exe",
    "\u2066left\u2069",
    "one\u2028two\u2029three",
    "zero\u200bwidth\ufeff",
    "e" + "\u0301" * 40,
)
HOSTILE = (*MARKUP, *COMMANDS, *TRICKS)
_RAW = re.compile("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")


def assert_clean(terminal: Terminal) -> None:
    """Nothing but what a driver of ours may send has reached the terminal."""
    assert permits(terminal.output.replace("\r\n", "\n"))  # what is said behind the screen ends as every line does


def assert_words_only(value: object) -> None:
    """No control, bidi or invisible character is in anything that was kept."""
    if isinstance(value, str):
        assert not _RAW.search(value), ascii(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            assert_words_only(name)
            assert_words_only(inner)
    elif isinstance(value, list):
        for inner in value:
            assert_words_only(inner)


def test_piped_and_added_words_are_shown_as_they_are(tmp_path: Path) -> None:
    path = begin(tmp_path)
    for words in HOSTILE:
        if "\x00" not in words:
            added = cofacil(tmp_path, "add", "riverside", "offer", "--said", words, "--", words)
            assert added.returncode in {0, 1}
            assert added.returncode == 0 or added.stderr.strip().endswith("."), added.stderr
            assert not re.search("[\x1b\x07\x9b]", added.stdout + added.stderr)
    piped = cofacil(
        tmp_path, "add", "riverside", "offer", "--stdin", text="\n".join([*HOSTILE, "x" * 10_000, "\u200b\u200b"])
    )
    assert "Line" in piped.stderr, "10,000 letters and none at all are refused by their line"
    assert_words_only(fields_of(path))
    with Terminal(tmp_path, "open", "riverside", size=(120, 70)) as terminal:
        terminal.say("2", "OFFERS")
        terminal.settle()
        for words in MARKUP:
            assert words in terminal.text
        terminal.say("v", "v board")
        terminal.say("v", "a add  e edit")
        assert terminal.leave() == 0
        assert_clean(terminal)


def test_typed_and_pasted_words_are_shown_as_they_are_or_refused(tmp_path: Path) -> None:
    path = begin(tmp_path)
    with Terminal(tmp_path, "open", "riverside", size=(100, 60)) as terminal:
        terminal.until("QUESTIONS 0]")
        for number, words in enumerate(MARKUP, 1):
            terminal.say("a", "?  Question:")
            terminal.say(f"{words}{ENTER}", f"question, Q{number}.")
            assert words in terminal.text
            terminal.say(ESC, "a add  e edit")
        for number, words in enumerate((*COMMANDS, *TRICKS), len(MARKUP) + 1):
            terminal.say("a", "?  Question:")
            terminal.paste(words.replace("\x1b", "\x9b") + f" {number}")
            terminal.settle()
            terminal.send(ENTER)
            terminal.until(f"question, Q{number}.")
            terminal.say(ESC, "a add  e edit")
        terminal.say("a", "?  Question:")
        terminal.paste("x" * 10_000)
        terminal.settle()
        terminal.send(ENTER)
        terminal.until("question, Q15.")
        terminal.paste("\u200b\u200b")
        terminal.settle()
        terminal.send(ENTER)
        terminal.settle()
        assert "Nothing to keep yet." in terminal.text or "There is nothing to read in that yet." in terminal.text
        terminal.say(ESC, "a add  e edit")
        assert terminal.leave() == 0
        assert_clean(terminal)
    assert_words_only(fields_of(path))


CLEAR = "\x15"
LINES = (
    ("e", "You are changing"),
    (f"e{TAB}", "You are changing"),
    (f"e{TAB}{TAB}@", "You are changing"),
    (f"e{TAB}{TAB}{TAB}", "You are changing"),
    ("w", "_  Not here:"),
    (f"wPeople{ENTER}", "who knows one of them?"),
    (f"wOthers{ENTER}bea{ENTER}", "who asks, by when"),
    ("l", "meets:"),
    ("t", "Timer:"),
    ("a@", "?  Question: @"),
    ("ax #", "?  Question: x #"),
    ("ax ^", "?  Question: x ^"),
    (f"aone{ENTER}{UP}", "the last card again"),
)
MORE = ("[/b]", "abc\u202etxt", "z" * 4_000)


@pytest.mark.parametrize(
    "words",
    [
        "[@click=app.quit]x[/]",
        "\x9b]52;c;ZXZpbA==\x07x",
        *(pytest.param(words, marks=pytest.mark.outside) for words in MORE),
    ],
)
def test_every_line_and_page_takes_them(tmp_path: Path, words: str) -> None:
    path = begin(tmp_path)
    cofacil(tmp_path, "add", "riverside", "question", "Who opens the gate?")
    with Terminal(tmp_path, "open", "riverside", size=(90, 30)) as terminal:
        terminal.until("QUESTIONS 1]")

        def fill(keys: str, seen: str, *, enter: int = 1) -> None:
            terminal.say(keys, seen)
            terminal.paste(words)
            terminal.settle(0.04)
            for _ in range(enter):
                terminal.send(ENTER)
                terminal.settle(0.04)
            terminal.send(CLEAR)  # words that were refused would wait for the next line
            terminal.settle(0.04)
            for _ in range(4):
                terminal.send(ESC)
                terminal.settle(0.04)
            terminal.until("a add  e edit")

        for keys, seen in LINES:
            fill(keys, seen)
        fill("/", "Find:", enter=0)
        for page in ("who is here", "purpose"):
            terminal.say("?", "What you can do here")
            fill(f"{page}{ENTER}", "Who is here?" if page == "who is here" else "What is it about?")
        terminal.say("q", "Leave the board?")
        terminal.send(ENTER)
        assert terminal.ended() == 0
        assert_clean(terminal)
    assert_words_only(fields_of(path))

"""The page for whoever facilitates: its keys, the words that it says stand on the screen, and its commands are the program's."""

import re
import shlex
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.example.meeting import example_log
from cofacil.room.actions import ACTIONS, Action
from cofacil.room.clock import SystemClock
from cofacil.settings import Settings
from cofacil.store.take_in import take_in
from cofacil.wiring.practice import load_practice

ROOT = Path(__file__).parents[2]
PAGE = re.sub(
    r"<picture>.*?</picture>", "", (ROOT / "docs" / "facilitating.md").read_text(encoding="utf-8"), flags=re.DOTALL
)
SAID, _, TABLE = PAGE.partition("## The keys, on one page")
WORDS = re.sub(r"^```.*?^```", "", SAID, flags=re.MULTILINE | re.DOTALL)
CATALOGUE = " ".join(
    "".join(re.findall(r'^"(.*)"$', block.replace('msgid "', '"').replace('msgid_plural "', '"'), re.MULTILINE))
    for block in (ROOT / "locale" / "cofacil.pot").read_text(encoding="utf-8").split("\n\n")
)
BY_KEY = {action.key: action for action in ACTIONS.values() if action.key}
IN_PLACES = {
    ("p", "pause"), ("t", "shows it large"), ("e", "changes the words"), ("?", "a question"), ("?", "finds everything"),
}  # fmt: skip
"""What a key means on the page that the sentence is about."""


def plain(words: str) -> str:
    """Return words as they are compared: without what may stand between them, figures and names left open."""
    return " ".join(re.findall(r"[\w'-]+", re.sub(r"\{\w+\}|\b\d+\b", "", words.replace('\\"', '"')).lower()))


def sentences() -> list[str]:
    """Return the page's sentences, each with what it names."""
    parts = re.split(r"(?<=[.!?:])\s+(?=[A-Z`*\d(])|\n\n|\s\|\s|\n- ", WORDS)
    return [" ".join(part.split()) for part in parts if part.strip()]


def meanings(action: Action) -> set[str]:
    """Return the beginnings of the words that an action is known by."""
    words = plain(f"{action.words} {action.short} {action.also} {action.name.replace('_', ' ')}").split()
    return {word[:4] for word in words if len(word) > 2} - {"the", "and", "what", "this", "back"} | {
        word for word in words if action.key == "y" and word == "back"
    }


def test_the_table_has_every_key_and_what_it_does() -> None:
    cells = [cell.strip() for row in TABLE.splitlines() if row.startswith("| `") for cell in row.strip("|").split("|")]
    named = {key.strip("`").lower(): words for key, words in zip(cells[::2], cells[1::2], strict=True) if key}
    assert named == {key: action.words for key, action in BY_KEY.items() if action.only is None}


def test_every_key_that_is_named_does_there_what_the_sentence_says() -> None:
    named = 0
    for sentence in sentences():
        for key in re.findall(r"`([a-z?])`", sentence):
            named += 1
            elsewhere = any(key == letter and words in sentence for letter, words in IN_PLACES)
            said = {word[:4] for word in plain(sentence).split()} | set(plain(sentence).split())
            assert key in BY_KEY, sentence
            assert elsewhere or said & meanings(BY_KEY[key]) or re.search(rf"`{re.escape(key)}` \*", sentence), sentence
    assert named > 30


def test_what_is_looked_for_by_a_name_is_found_by_it() -> None:
    named = re.findall(r"`\?` \*([^*]+)\*", " ".join(WORDS.split()))
    assert len(named) > 1
    assert not set(named) - {action.words for action in ACTIONS.values()}


def test_the_words_that_are_said_to_stand_on_the_screen_do() -> None:
    found = re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", " ".join(WORDS.split()))
    assert len(found) > 15
    known = f" {plain(CATALOGUE)} "
    assert not [words for words in found if f" {plain(words)} " not in known]


def test_every_command_of_the_page_can_be_typed_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cofacil, practice = Cofacil(tmp_path / "home"), load_practice(Settings())[0]
    clock = SystemClock()
    events = example_log(practice, clock.now()).read(0)
    take_in(tmp_path / "home" / "boards" / "riverside.json", clock.new_id(), events[0].t, events)
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```sh\n(.*?)^```", SAID, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`(cofacil [^`]+)`", WORDS)
    commands = [*inline, *(line for block in blocks for line in block.splitlines())]
    assert len(commands) > 12
    for command in commands:
        program, *typed = shlex.split(command)
        result = cofacil(*typed)
        assert program == "cofacil"
        assert result.exit_code == 0, (command, result.output)
        assert result.output, command
        for made in (tmp_path / name for name in ("for-you.md", "council.html")):
            if made.name in typed:
                assert made.stat().st_size > 1000
    assert list((tmp_path / "stick").iterdir())


def test_the_page_is_in_short_sentences() -> None:
    longest = max(sentences(), key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) < 26, longest

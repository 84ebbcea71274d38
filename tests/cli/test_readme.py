"""Every example of the README does what the README says: commands are run, files are read, signs are understood."""

import re
import shlex
from datetime import date
from pathlib import Path

import asyncssh
import pytest
from cli_running import Cofacil
from other_boards import trello, written

from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.kinds import SIGNS
from cofacil.board.model import EMPTY
from cofacil.language.card_line import read_line
from cofacil.methods.deck import load_deck
from cofacil.paths import shipped_themes
from cofacil.settings import load_settings
from cofacil.tui.keys import LAYOUT, Keymap
from cofacil.tui.themes import load_themes
from cofacil.wiring.chosen_language import language_notices

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
TODAY = date(2026, 11, 22)


def lines(kind: str) -> list[str]:
    """Return the lines of all blocks of a kind."""
    return [line for name, block in BLOCKS if name == kind for line in block.splitlines()]


def commands() -> list[str]:
    """Return every `cofacil` that somebody is told to type, in the order of the page."""
    found = re.findall(
        r"(?:^|`|ExecStart=%h/\.local/bin/|&& \.venv/bin/|^some-program \| )(cofacil(?: [^`\n]+)?)(?:`|$)",
        README,
        re.MULTILINE,
    )
    return [command for command in found if command != "cofacil"]


def test_there_are_commands_to_run() -> None:
    named = {command.split()[1] for command in commands()}
    assert named == {
        "add",
        "archive",
        "backup",
        "catchup",
        "completion",
        "demo",
        "doctor",
        "export",
        "forget",
        "import",
        "invite",
        "list",
        "members",
        "new",
        "open",
        "plans",
        "rename",
        "restore",
        "review",
        "search",
        "share",
        "show",
    }


def test_every_command_of_the_readme_can_be_typed_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cofacil = Cofacil(tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    asyncssh.generate_private_key("ssh-ed25519").write_public_key("id_ed25519.pub")
    (tmp_path / "trello.json").write_bytes(written(trello()))
    (tmp_path / "paper.txt").write_text("? Who has a ladder?\n+ a van @Tom\n")
    shared: list[tuple[Path, ...]] = []

    def share(boards: tuple[Path, ...], *_more: object, **_named: object) -> int:
        shared.append(boards)
        return 0

    def is_shared() -> bool:
        return typed[0] == "share"

    monkeypatch.setattr("cofacil.wiring.serve.run_shared", share)
    monkeypatch.setattr("cofacil.wiring.screen.has_screen", is_shared)
    for board in ("Riverside", "Gardeners"):
        cofacil.do(cofacil.begin(board), OpenMeeting("meeting/1"))
    cofacil("add", "riverside", "action", "I will ask the caretaker for the key of the gate", "--said", "Priya")
    for command in commands():
        typed = [word.replace("BOARD", "riverside") for word in shlex.split(command, comments=True)[1:]]
        result = cofacil(*typed, text="a van\n" if "--stdin" in typed else None)
        assert result.exit_code == 0, (command, result.output)
        assert result.output or is_shared(), command
    assert len(shared) == sum(command.startswith("cofacil share ") for command in commands())
    shown = cofacil("show", "riverside").stdout
    assert "Q1 (question, said by Joe): Who opens the gate?" in shown
    assert "Priya will" in shown
    assert "a van" in shown


def test_the_settings_of_the_readme_are_read_without_a_word_against_them(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("\n".join(lines("toml")), encoding="utf-8")
    settings, faults = load_settings(file)
    looks, bad_themes = load_themes(shipped_themes(), tmp_path / "themes")
    keymap = Keymap.of(settings.keymap)
    assert (faults, keymap.notices, bad_themes, language_notices(settings.language)) == ((), (), (), ())
    assert settings.theme in looks
    assert settings.keymap
    assert keymap.places
    assert all(keymap.action(key) == action for action, key in settings.keymap.items() if action != LAYOUT)


def test_a_deck_as_the_readme_describes_it_is_read(tmp_path: Path) -> None:
    described = re.search(r"`(\[\[prompt\]\])` and `(text = \"…\")`", README)
    assert described
    (tmp_path / "ours.toml").write_text("\n".join(described.groups()).replace("…", "Who has no key?"), encoding="utf-8")
    deck, faults = load_deck(tmp_path)
    assert not faults
    assert [prompt.text for prompt in deck.prompts][1:] == ["Who has no key?"]


def test_the_signs_of_a_line_mean_what_the_readme_says() -> None:
    table = README.partition("| as the first letter |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    assert [row[0].strip("`") for row in rows] == list(SIGNS)
    examples = re.findall(r"`([^`]+)`", " ".join(row[2] + row[3] for row in rows))
    assert len(examples) == 6
    for example in examples:
        read = read_line(f"words {example}", EMPTY, TODAY)
        assert read.text == "words", example
        assert bool(read.names) + bool(read.when) + bool(read.tags) == 1, example


def test_what_developers_are_told_to_run_is_there() -> None:
    named = re.findall(r"(?<![\w/.~-])((?:tests|locale|man|\.ci)/[\w./]*\w)", "\n".join([*lines("sh"), README]))
    assert len(set(named)) > 8
    assert not [name for name in named if not (ROOT / name).exists()]

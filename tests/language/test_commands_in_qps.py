"""Every command in the made-up language: its help, what it prints and what it refuses hold no bare English."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bare_english import PATH, bare_words
from checkouts import ROOT
from cli_running import Cofacil
from click.testing import Result
from compiling import compile_catalogs
from qps import made_up

from cofacil.board.kinds import Kind, Role
from cofacil.cli.completion import SHELLS
from cofacil.cli.root import COMMANDS
from cofacil.cli.root import cofacil as root
from cofacil.example import words as example
from cofacil.example import words_since as since
from cofacil.example.meeting import example_log
from cofacil.language.catalog import spoken
from cofacil.language.days import date_of
from cofacil.language.worded import worded
from cofacil.methods.plan import SHIPPED
from cofacil.paths import shipped_themes
from cofacil.review.book import Book
from cofacil.review.lines import review_lines
from cofacil.room.clock import SystemClock
from cofacil.settings import Settings
from cofacil.tui.keys import Keymap
from cofacil.wiring.practice import load_practice

TYPED = (
    re.compile(r"--?[a-z][a-z-]*"),
    re.compile(r"\bcofacil\b"),
    re.compile(r"\{[a-z|]+\}|\[[a-z]+(?:\|[a-z]+)+\]"),
    re.compile(r"'[a-z|-]+'"),
    re.compile(r"\b[\w-]+\.(?:json|toml|pub)(?:\.lock)?\b"),
    PATH,
)
"""What is typed as it stands in any language: options, the program, choices, files."""
CHOICES = ("role", "revoke", *Kind, *SHELLS, *Role)
"""What can be chosen, by the names that are the same in any language."""
SYSTEM = ("dumb", "UTF", "xterm")
THEMES = (*(path.stem for path in shipped_themes().glob("*.toml")), *SHIPPED)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    compile_catalogs(ROOT / "locale", folder)
    return folder


@pytest.fixture
def cofacil(tmp_path: Path, words: Path) -> Iterator[Cofacil]:
    cofacil = Cofacil(tmp_path / "home")
    cofacil.env |= {"COFACIL_NAME": "Άνα", "NO_COLOR": "1", "COLUMNS": "300"}
    with spoken("qps", words):
        yield cofacil


def commands(group: click.Group, typed: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command as it is typed, with what has to stand before it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        yield (*typed, name)
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            arguments = ["x" for parameter in command.params if isinstance(parameter, click.Argument)]
            yield from commands(command, (*typed, name, *arguments))


def bare(result: Result, *allowed: str) -> list[str]:
    return bare_words(result.output, (*TYPED, *allowed))


SUBCOMMANDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("members",): ("add", "revoke", "role"),
    ("plans",): ("check", "copy", "new", "show"),
}
"""What is typed behind a command, in no language."""


@pytest.mark.parametrize("typed", [(), *commands(root)], ids=" ".join)
def test_help(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    result = cofacil(*typed, "--help")
    assert result.exit_code == 0
    names = COMMANDS if not typed else SUBCOMMANDS.get(typed, ())
    assert not bare(result, *typed, *names, *(["bash", "zsh", "fish", "eval", "completion"] if typed else []))


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    "typed",
    [
        ("λόγος",),
        ("shwo",),
        ("--nonsense",),
        ("--hel",),
        ("add",),
        ("add", "κήπος"),
        ("add", "κήπος", "λόγος", "λόγος"),
        ("add", "κήπος", "offer"),
        ("add", "κήπος", "offer", "λόγος", "λόγος"),
        ("add", "κήπος", "offer", "λόγος", "--as"),
        ("add", "κήπος", "offer", "λόγος", "--stdin=3"),
        ("add", "κήπος", "offer", "λόγος", "--sad"),
        ("demo", "--cards", "λόγος"),
        ("demo", "--cards", "3"),
        ("completion",),
        ("doctor", "--accept"),
        ("doctor", "κήπος", "--accept", "--restore", "λόγος"),
        ("share",),
        ("share", "κήπος", "--port", "λόγος"),
        ("invite", "κήπος", "--role", "viewer"),
        ("plans", "λόγος"),
        ("plans", "show"),
        ("plans", "new", "λόγος"),
        ("archive", "--back"),
        ("forget", "κήπος", "λόγος"),
        ("merge", "κήπος", "κήπος"),
        ("rename", "κήπος"),
        ("search",),
        ("search", "???"),
        ("search", "λόγος", "--since", "λόγος"),
        ("members",),
        ("members", "κήπος", "λόγος"),
        ("members", "κήπος", "add"),
        ("members", "κήπος", "role", "Άνα"),
        ("members", "κήπος", "add", "--name", "Άνα", "--role", "viewer", "--key", "/λόγος"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    result = cofacil(*typed)
    assert result.exit_code == 2
    assert not bare(result, *COMMANDS, *CHOICES)


@pytest.fixture
def board(cofacil: Cofacil) -> Path:
    """Begin a board without a plain letter."""
    made = cofacil("new", "Κήπος", "--purpose", "Πώς;", "--place", "Κουζίνα", "--no-open")
    for kind in Kind:
        assert cofacil("add", "κήπος", kind, "λόγος", "--said", "Ζωή").exit_code == 0
    return Path(made.output.strip())


@pytest.fixture
def terminal(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands find a terminal that is wide."""
    cofacil.env["TERM"] = "xterm"
    monkeypatch.setattr(click.testing._NamedTextIOWrapper, "isatty", lambda _self: True, raising=False)


WORD = re.compile(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b")
"""What somebody invited comes in with."""
LISTS = [("list",), ("themes",), ("plans",), ("doctor",), ("doctor", "κήπος")]


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    "typed",
    [
        *LISTS,
        ("show", "κήπος"),
        ("open", "κήπος"),
        ("review",),
        ("plans", "show", "listening"),
        (),
        ("archive", "κήπος"),
        ("archive", "κήπος", "--back"),
        ("backup",),
        ("forget", "κήπος", "Ζωή", "--to", "λόγος"),
        ("forget", "κήπος", "ξξξ", "--to", "λόγος"),
        ("merge", "κήπος", "κήπος", "--to", "λόγος"),
        ("rename", "κήπος", "λόγος"),
        ("restore", "κήπος"),
        ("restore", "κήπος", "2026-01-01"),
        ("search", "λόγος"),
        ("search", "λόγοο"),
        ("search", "Ζωή", "--open"),
        ("search", "ξξξ"),
    ],
)
def test_what_is_printed(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    assert not bare(cofacil(*typed), *SYSTEM, *THEMES)


@pytest.mark.usefixtures("board", "terminal")
@pytest.mark.parametrize("typed", LISTS)
def test_what_is_printed_in_tables(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    assert not bare(cofacil(*typed), *SYSTEM, *THEMES)


@pytest.mark.usefixtures("terminal")
def test_a_table_of_no_board(cofacil: Cofacil) -> None:
    result = cofacil("list")
    assert result.output
    assert not bare(result)


@pytest.mark.parametrize("typed", [("demo",), ("demo", "--first")])
def test_the_example(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    names = (*(name for name, *_more in example.PEOPLE), *(name for name, _brings in since.NEW))
    assert not bare(cofacil(*typed), example.FACILITATOR, *names)


def test_the_example_that_is_looked_back_on(words: Path) -> None:
    names = (*(name for name, *_more in example.PEOPLE), *(name for name, _brings in since.NEW))
    with spoken("qps", words):
        now = SystemClock().now()
        answers = Book(example_log(load_practice()[0], now).read(0)).answers
        lines = list(review_lines(answers, date_of(now)))
    assert len(lines) > 40
    assert not bare_words("\n".join(lines), (*TYPED, example.FACILITATOR, *names))


@pytest.mark.parametrize(
    "typed",
    [
        ("doctor", "κήπος"),
        ("doctor",),
        ("show", "κήπος"),
        ("review", "κήπος"),
        ("list",),
        ("add", "κήπος", "offer", "λόγος"),
    ],
)
def test_a_damaged_board(cofacil: Cofacil, board: Path, typed: tuple[str, ...]) -> None:
    board.write_bytes(board.read_bytes().replace("λόγος".encode(), "φόβος".encode(), 1))
    result = cofacil(*typed)
    assert result.exit_code == 3
    assert not bare(result, *SYSTEM, *THEMES, *COMMANDS)


@pytest.mark.parametrize("more", [("--salvage", "νέο.json"), ("--restore", "χθες"), ("--accept",)])
def test_mending(cofacil: Cofacil, board: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    board.write_bytes(board.read_bytes().replace("λόγος".encode(), "φόβος".encode(), 1))
    typed = [str(tmp_path / word) if word.endswith(".json") else word for word in more]
    results = [cofacil("doctor", "κήπος", *typed), cofacil("doctor", "κήπος", *typed)]
    assert [bare(result) for result in results] == [[], []]


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    "typed",
    [
        ("show", "λόγος"),
        ("show", "λό/γος.json"),
        ("show", "ν" * 5000),
        ("review", "λόγος"),
        ("review", "κήπος", "--meeting", "9"),
        ("new", ""),
        ("new", "ν" * 61),
        ("new", "ν", "--purpose", "ν" * 201),
        ("new", "ν", "--at", "/dev/null/ν.json"),
        ("add", "κήπος", "offer", ""),
        ("add", "κήπος", "offer", "ν" * 2001),
        ("add", "κήπος", "offer", "ν", "--as", "ν" * 40),
        ("share", "κήπος"),
        ("invite", "κήπος", "--name", "ν", "--until", "ν"),
        ("invite", "κήπος"),
        ("invite", "κήπος", "--name", "ν"),
        ("members", "κήπος"),
        ("members", "κήπος", "revoke", "ν"),
    ],
    ids=lambda typed: " ".join(typed)[:40],
)
def test_what_is_refused_and_told(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    result = cofacil(*typed)
    assert result.output
    assert not bare_words(WORD.sub("", result.output), (*TYPED, *COMMANDS, *Role, "ssh"))


def test_lines_of_a_pipe(cofacil: Cofacil, board: Path) -> None:
    result = cofacil("add", str(board), "offer", "--stdin", text="ν\n" + "ν" * 2001)
    assert result.exit_code == 1
    assert not bare(result)


CONFIGS = [
    b"theme = 3",
    b"name = 3",
    b"ascii = 3",
    b"prompt_minutes = 0",
    b"language = 3",
    b'language = "xx"',
    b"keymap = 3",
    b"[keymap]\nadd = 3",
    b"\xce\xbd = 3",
    b"'\xce\xbd' = 3",
    b"= 3",
    b"[",
    b"\xff",
    b'theme = "\xce\xbd"',
]
THEME_FILES = [b"dark = 3", b"dark = true", b"title = 3", b"dark = true\n[colours]", b"=", b"\xff"]


@pytest.mark.parametrize("text", CONFIGS)
def test_settings_that_cannot_be_read(cofacil: Cofacil, text: bytes) -> None:
    own = cofacil.home / "config"
    own.mkdir(parents=True)
    (own / "config.toml").write_bytes(text)
    result = cofacil("doctor")
    assert result.output.count(made_up("To mend")) == 1
    keys = Settings._fields
    assert not bare(result, *SYSTEM, *THEMES, *keys, "Ana", "cy", "add", "xx")


@pytest.mark.parametrize("text", THEME_FILES)
def test_themes_that_cannot_be_read(cofacil: Cofacil, text: bytes) -> None:
    own = cofacil.home / "config" / "themes"
    own.mkdir(parents=True)
    (own / "ν.toml").write_bytes(text)
    result = cofacil("themes")
    assert result.output.count("ν.toml") == 1
    assert not bare(result, *THEMES, "colours", "background", "AF")


def test_own_files_that_are_not_used_as_they_are_meant(cofacil: Cofacil) -> None:
    own = cofacil.home / "config"
    (own / "decks").mkdir(parents=True)
    (own / "themes").write_text("")
    (own / "νέο.toml").write_text("")
    (own / "decks" / "νέο").write_text("")
    for name in ("α.toml", "β.toml"):
        (own / "decks" / name).write_text('[[prompt]]\ntext = "Πώς;"\n"λόγος" = "ν"\n')
    result = cofacil("doctor")
    assert result.output.count(made_up("To mend")) == 6
    assert not bare(result, *SYSTEM, *THEMES, "prompt", "decks", "themes", "toml")


@pytest.mark.usefixtures("cofacil")
def test_keys_that_cannot_be_given() -> None:
    notices = Keymap.of({"νέο": "x", "add": "νν", "edit": "m"}).notices
    assert len(notices) == 3
    assert not bare_words("\n".join(map(worded, notices)), ("add", "edit", "move"))

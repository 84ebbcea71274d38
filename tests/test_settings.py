import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil import files
from cofacil.board.errors import NotSaved
from cofacil.board.text import is_a_name
from cofacil.language.worded import worded
from cofacil.settings import Settings, Value, load_settings, save_setting

LIVED_IN = """\
# Ours since the spring.
name = "Ana"   # as people call me
later = [1, 2]  # of a newer cofacil

# The keys of the group.
[keymap]
add = "b"  # b is easier to reach

[other]
name = "not this one"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def written(config: Path, text: str) -> Path:
    config.parent.mkdir(exist_ok=True)
    config.write_bytes(text.encode())
    return config


def test_no_file_is_no_fault(config: Path) -> None:
    assert load_settings(config) == (Settings(), ())


def test_without_a_file_nothing_is_read_slowly(config: Path) -> None:
    code = f"import sys, pathlib, cofacil.settings as s; s.load_settings(pathlib.Path({str(config)!r})); sys.exit('tomllib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_everything_can_be_chosen(config: Path) -> None:
    text = (
        'name = "Siân"\ntheme = "paper"\nlanguage = "cy"\nascii = true\ncursor = true\nprompt_minutes = 20\n'
        '[keymap]\nadd = "b"\n"card.move" = "g"\n'
    )
    chosen, faults = load_settings(written(config, text))
    keymap = {"add": "b", "card.move": "g"}
    assert chosen == Settings("Siân", "paper", "cy", keymap, ascii=True, cursor=True, prompt_minutes=20)
    assert faults == ()


def test_the_keymap_cannot_be_changed_by_who_reads_it(config: Path) -> None:
    chosen, _ = load_settings(written(config, '[keymap]\nadd = "b"\n'))
    with pytest.raises(TypeError):
        chosen.keymap["add"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("name = 3", "name"),
        ('name = "\\u001b[2J"', "name"),
        ('name = "roOM "', 'name is left out. "roOM" means all of us here, so nobody can be called that: roOM'),
        ('theme = ""', "theme"),
        ('language = ""', "language"),
        ('language = "../cy"', "language"),
        ('language = "the one we speak"', "language"),
        (f'language = "{"cy" * 21}"', "language"),
        ("language = 3", "language"),
        ('ascii = "yes"', "ascii"),
        ("cursor = 1", "cursor"),
        ("prompt_minutes = 0", "prompt_minutes"),
        ("prompt_minutes = true", "prompt_minutes"),
        ("prompt_minutes = 2.5", "prompt_minutes"),
        ("prompt_minuts = 5", "prompt_minuts"),
        ('keymap = "emacs"', "keymap"),
        ("[keymap]\nadd = 3", "keymap.add"),
        ("[keymap.add]\nkey = 'x'", "keymap.add"),
    ],
)
def test_a_faulty_key_is_named_and_the_rest_is_used(config: Path, text: str, key: str) -> None:
    other = 'theme = "paper"' if key != "theme" else "cursor = true"
    chosen, faults = load_settings(written(config, f"{other}\n{text}\n"))
    assert chosen == (Settings(theme="paper") if key != "theme" else Settings(cursor=True))
    assert len(faults) == 1
    assert worded(faults[0]).startswith(f"config.toml: {key} ")


@pytest.mark.parametrize("text", [b"name = Ana", b'name = "\xff"', b"[keymap", b"name = 1\nname = 2"])
def test_a_broken_file_gives_one_sentence(config: Path, text: bytes) -> None:
    config.parent.mkdir()
    config.write_bytes(text)
    chosen, faults = load_settings(config)
    assert chosen == Settings()
    assert len(faults) == 1
    assert worded(faults[0]).startswith("config.toml ")
    with pytest.raises(NotSaved, match=r"config\.toml"):
        save_setting(config, "name", "Ana")
    assert config.read_bytes() == text


def test_a_folder_in_its_place_is_said(config: Path) -> None:
    config.mkdir(parents=True)
    told = worded(load_settings(config)[1][0])
    assert told == "config.toml could not be read: Is a directory. The settings are as they come."
    with pytest.raises(NotSaved):
        save_setting(config, "name", "Ana")


def test_the_first_setting_makes_the_file_and_its_folder(config: Path) -> None:
    save_setting(config, "name", 'Ana "of the gate"')
    save_setting(config, "keymap.card.move", "g")
    save_setting(config, "ascii", value=False)
    chosen, faults = load_settings(config)
    assert chosen == Settings('Ana "of the gate"', keymap={"card.move": "g"}, ascii=False)
    assert faults == ()


def test_one_line_changes_and_every_other_stays(config: Path) -> None:
    save_setting(written(config, LIVED_IN), "name", "Dee")
    assert config.read_text() == LIVED_IN.replace('name = "Ana"', 'name = "Dee"')
    save_setting(config, "keymap.add", "k")
    assert 'add = "k"  # b is easier to reach\n' in config.read_text()
    save_setting(config, "keymap.add", "b")
    save_setting(config, "name", "Ana")
    assert config.read_text() == LIVED_IN


def test_a_new_line_goes_where_it_belongs(config: Path) -> None:
    save_setting(written(config, LIVED_IN), "cursor", value=True)
    assert "of a newer cofacil\ncursor = true\n\n# The keys" in config.read_text()
    save_setting(config, "keymap.move", "x")
    assert 'b is easier to reach\nmove = "x"\n\n[other]' in config.read_text()


@pytest.mark.parametrize(
    ("text", "key", "there"),
    [
        ("# Of us.\n\n# The keys.\n[keymap]\nadd = 'b'\n", "name", 'name = "x"\n# Of us.\n'),
        ("[keymap]\nadd = 'b'\n\n# Others.\n[other]\n", "keymap.move", "add = 'b'\nmove = \"x\"\n\n# Others.\n"),
        ("[keymap]\n# none\n\n# Others.\n[other]\n", "keymap.move", '[keymap]\nmove = "x"\n# none\n'),
        ("theme = 'paper'\n# Others.\n[other]\n", "keymap.move", '# Others.\n[other]\n\n[keymap]\nmove = "x"\n'),
    ],
)
def test_what_is_said_of_a_table_stays_above_it(config: Path, text: str, key: str, there: str) -> None:
    save_setting(written(config, text), key, "x")
    assert there in config.read_text()


def test_none_takes_a_line_away(config: Path) -> None:
    save_setting(written(config, LIVED_IN), "keymap.add", None)
    save_setting(config, "ascii", None)
    assert config.read_text() == LIVED_IN.replace('add = "b"  # b is easier to reach\n', "")


def test_lines_inside_a_long_text_are_not_settings(config: Path) -> None:
    text = 'later = """\nname = "no"\n[keymap]\n"""\n'
    save_setting(written(config, text), "name", "Ana")
    save_setting(config, "keymap.add", "b")
    found = tomllib.loads(config.read_text())
    assert found == {"later": 'name = "no"\n[keymap]\n', "name": "Ana", "keymap": {"add": "b"}}


@pytest.mark.parametrize("text", ['keymap = {add = "b"}\n', 'keymap.add = "b"\n', '[keymap]\n"add" = "b"\n'])
def test_a_table_may_be_written_in_any_way(config: Path, text: str) -> None:
    save_setting(written(config, text), "keymap.move", "x")
    assert load_settings(config) == (Settings(keymap={"add": "b", "move": "x"}), ())
    save_setting(config, "keymap.move", None)
    assert config.read_text() == text
    save_setting(config, "keymap.add", None)
    assert load_settings(config) == (Settings(), ())


@pytest.mark.parametrize("text", ['keymap = "emacs"\n', '[[keymap]]\nadd = "b"\n'])
def test_what_cannot_be_changed_safely_is_refused(config: Path, text: str) -> None:
    written(config, text)
    with pytest.raises(NotSaved) as refused:
        save_setting(config, "keymap.move", "x")
    assert "by hand" in worded(refused.value)
    assert config.read_text() == text


@pytest.mark.parametrize(
    ("key", "value"), [("prompt_minutes", 0), ("name", "\x1b"), ("nonsense", "x"), ("keymap.add", "")]
)
def test_a_faulty_value_is_not_saved(config: Path, key: str, value: Value) -> None:
    with pytest.raises(NotSaved, match=key):
        save_setting(config, key, value)
    assert not config.exists()


def test_windows_lines_and_no_last_line_end_are_survived(config: Path) -> None:
    save_setting(written(config, 'name = "Ana" # me\r\ntheme = "paper"'), "name", "Dee")
    assert config.read_bytes() == b'name = "Dee" # me\r\ntheme = "paper"'
    save_setting(config, "cursor", value=True)
    assert config.read_bytes() == b'name = "Dee" # me\r\ntheme = "paper"\ncursor = true\n'


def test_a_linked_file_stays_linked_and_keeps_its_mode(config: Path, tmp_path: Path) -> None:
    real = written(tmp_path / "own" / "ours.toml", 'name = "Ana"\n')
    real.chmod(0o600)
    config.parent.mkdir()
    config.symlink_to(real)
    save_setting(config, "name", "Dee")
    assert config.is_symlink()
    assert real.read_text() == 'name = "Dee"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_file_as_it_was(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    written(config, LIVED_IN)
    monkeypatch.setattr(files, "sync", full)
    with pytest.raises(NotSaved) as refused:
        save_setting(config, "name", "Dee")
    assert worded(refused.value) == "config.toml could not be written: No space left on device. It is as it was."
    assert config.read_text() == LIVED_IN
    assert sorted(file.name for file in config.parent.iterdir()) == ["config.toml", "config.toml.lock"]


SAVES = """
import sys
from pathlib import Path
from cofacil.settings import load_settings, save_setting
config, action = Path(sys.argv[1]), sys.argv[2]
for number in range(60):
    save_setting(config, f"keymap.{action}", str(number))
    if load_settings(config)[0].keymap.get(action) != str(number):
        sys.exit(f"{action} {number} is lost")
"""


@pytest.mark.parametrize("is_linked", [False, True])
def test_what_processes_save_at_one_time_is_all_there(config: Path, tmp_path: Path, is_linked: bool) -> None:
    places = [config, config]
    if is_linked:  # by two people's names for it, perhaps
        real = written(tmp_path / "own" / "ours.toml", "")
        places = [tmp_path / "one.toml", tmp_path / "other.toml"]
        for place in places:
            place.symlink_to(real)
    running = [
        subprocess.Popen([sys.executable, "-c", SAVES, str(place), action], stderr=subprocess.PIPE, text=True)
        for place, action in zip(places, ("add", "move"), strict=True)
    ]
    assert [process.communicate()[1] for process in running] == ["", ""]
    assert load_settings(places[0])[0].keymap == {"add": "59", "move": "59"}


def test_where_nothing_can_be_locked_a_setting_is_saved_all_the_same(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    save_setting(config, "name", "Ana")
    assert load_settings(config)[0].name == "Ana"


def test_nobody_waits_for_a_pipe_that_stands_in_the_place_of_the_lock(config: Path) -> None:
    config.parent.mkdir()
    os.mkfifo(config.with_name("config.toml.lock"))
    save_setting(config, "name", "Ana")
    assert load_settings(config)[0].name == "Ana"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names") / "config.toml"


@given(
    name=st.text(max_size=20).filter(lambda name: not name or is_a_name(name)),
    text=st.sampled_from(["", LIVED_IN, "theme = 'x' # a", "# only this"]),
)
def test_any_name_comes_back_as_it_was_saved(shared: Path, name: str, text: str) -> None:
    shared.write_text(text)
    before, _ = load_settings(shared)
    save_setting(shared, "name", name)
    assert load_settings(shared)[0] == before._replace(name=name)


ROOT_LINES = [
    "# a comment",
    "",
    "theme = 'x' # of paper",
    "later = [1, 2]",
    'more = """\nname = "no"\n[keymap]\n"""',
    "late.a = 1",
]
KEY_LINES = ['add = "b"  # easier', "# note", "", 'done = "d"']


def lines_of(lines: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(lines), unique=True).map(lambda chosen: "".join(f"{line}\n" for line in chosen))


@given(
    root=lines_of(ROOT_LINES),
    keys=lines_of(KEY_LINES),
    other=st.sampled_from(["", "\n# Others.\n[other]\nname = 1\n", "[[rows]]\n"]),
    key=st.sampled_from(["name", "theme", "keymap.add", "keymap.move"]),
)
def test_every_other_line_stays_as_it_is(shared: Path, root: str, keys: str, other: str, key: str) -> None:
    shared.write_text(f"{root}# The keys.\n[keymap]\n{keys}{other}")
    before = shared.read_text().splitlines()
    save_setting(shared, key, "k")
    after = shared.read_text().splitlines()
    name = key.removeprefix("keymap.")
    changed = [line for line in after if line.startswith(f'{name} = "k"')]
    assert len(changed) == 1
    assert [line for line in after if line not in changed] == [
        line for line in before if not line.startswith(f"{name} = ") or name == "name"
    ]

"""`cofacil doctor`."""

import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil import paths


@pytest.fixture
def cofacil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cofacil]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield Cofacil(tmp_path / "home")
    monkeypatch.undo()
    time.tzset()


def test_the_doctor_tells_of_everything_cofacil_needs(cofacil: Cofacil) -> None:
    result = cofacil("doctor")
    words = [line.partition(":")[0] for line in result.stdout.splitlines()]
    assert words == ["Terminal", "Colours", "Size", "Encoding", "Boards", "Settings", "Theme", "Questions", "Plans"]
    assert result.exit_code == 0


def test_the_doctor_finds_a_sound_board_sound(cofacil: Cofacil) -> None:
    cofacil.begin("Garden")
    result = cofacil("doctor", "garden")
    assert "File: sound" in result.stdout
    assert "Saved: all that was saved is in the file" in result.stdout
    assert "Lock: nobody is writing" in result.stdout
    assert result.exit_code == 0


def damaged(cofacil: Cofacil) -> Path:
    path = cofacil.begin("Garden")
    for words in ("pans", "a van", "pots"):
        cofacil("add", "garden", "offer", words)
    path.write_bytes(path.read_bytes().replace(b"a van", b"a fan"))
    return path


def test_the_doctor_names_the_place_of_the_damage_and_changes_nothing(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    before = path.read_bytes()
    result = cofacil("doctor", "garden")
    assert result.exit_code == 3
    assert "File: damaged" in result.stdout
    assert "damaged at line" in result.stdout
    assert "--salvage" in result.stderr
    assert path.read_bytes() == before


def test_the_doctor_sends_nobody_to_the_doctor_and_all_others_do(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    more = "`cofacil doctor` says more."
    for arguments in (("doctor", path.stem), ("doctor",)):
        told = cofacil(*arguments)
        assert "is damaged at line" in told.stdout
        assert "says more" not in told.stdout + told.stderr
    assert more in cofacil("show", path.stem).stderr
    assert more in cofacil("list").stdout + cofacil("list").stderr


def test_what_is_whole_behind_the_damage_is_printed_too(cofacil: Cofacil) -> None:
    damaged(cofacil)
    shown = cofacil("show", "garden")
    assert shown.exit_code == 3
    assert "damaged at line" in shown.stderr
    assert "pans" in shown.stdout
    assert "pots" in shown.stdout
    assert "fan" not in shown.stdout


def test_what_is_whole_is_written_to_a_new_file(cofacil: Cofacil, tmp_path: Path) -> None:
    path = damaged(cofacil)
    before = path.read_bytes()
    new = tmp_path / "new.json"
    assert cofacil("doctor", "garden", "--salvage", str(new)).exit_code == 0
    assert path.read_bytes() == before
    shown = cofacil("show", str(new))
    assert shown.exit_code == 0
    assert "pans" in shown.stdout
    assert "van" not in shown.stdout
    assert "fan" not in shown.stdout
    again = cofacil("doctor", "garden", "--salvage", str(new))
    assert again.exit_code == 1


def test_a_damaged_board_is_taken_as_it_is_when_somebody_says_so(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    result = cofacil("doctor", "garden", "--accept")
    assert result.exit_code == 0
    assert "is in the rescue file" in result.stdout
    assert b"a fan" in path.with_name(path.name + ".rescue").read_bytes()
    assert cofacil("add", "garden", "offer", "more").stdout == "O2\n"


def test_broken_files_of_ones_own_are_told_by_the_doctor(cofacil: Cofacil) -> None:
    config = cofacil.home / "config"
    for folder in ("themes", "decks", "plans"):
        (config / folder).mkdir(parents=True)
        (config / folder / f"{folder}.toml").write_text("= broken")
    (config / "config.toml").write_text("theme = 3\n")
    told = [line for line in cofacil("doctor").stdout.splitlines() if line.startswith("To mend")]
    assert len(told) == 4
    assert all(name in " ".join(told) for name in ("config.toml", "themes.toml", "decks.toml", "plans.toml"))
    assert cofacil("demo").exit_code == 0


def test_keys_that_cannot_be_given_are_told_by_the_doctor_each(cofacil: Cofacil) -> None:
    config = cofacil.home / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[keymap]\nundo = "bb"\nzork = "t"\ntimer = "a"\n')
    told = [line for line in cofacil("doctor").stdout.splitlines() if line.startswith("To mend")]
    assert len(told) == 3
    assert all(name in " ".join(told) for name in ("undo", "zork", "timer"))


def test_a_backup_is_named_and_put_back(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    broken = path.read_bytes()
    board = re.search(rb'"board":"(\w{26})"', broken)
    assert board
    backup = cofacil.home / "backups" / board[1].decode() / "2026-11-20.json"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(broken.replace(b"a fan", b"a van"))
    looked = cofacil("doctor", "garden")
    assert "2026-11-20" in looked.stdout
    assert "--restore 2026-11-20" in looked.stderr
    unknown = cofacil("doctor", "garden", "--restore", "2026-11-01")
    assert unknown.exit_code == 3
    assert "There are 2026-11-20." in unknown.stderr
    assert path.read_bytes() == broken
    assert cofacil("doctor", "garden", "--restore", "2026-11-20", "--accept").exit_code == 2
    assert cofacil("doctor", "garden", "--restore", "2026-11-20").exit_code == 0
    assert "a van" in cofacil("show", "garden").stdout
    assert b"a fan" in path.with_name(path.name + ".rescue").read_bytes()


def test_without_a_name_every_board_is_looked_at(cofacil: Cofacil) -> None:
    cofacil.begin("Kitchen")
    assert "Board kitchen: whole: nothing is missing" in cofacil("doctor").stdout
    damaged(cofacil)
    torn = cofacil.begin("Street party")
    torn.rename(torn.with_name("street party.json"))
    torn.with_name("street party.json").write_bytes(b"")
    before = {path: path.read_bytes() for path in cofacil.home.rglob("*") if path.is_file()}
    result = cofacil("doctor")
    assert result.exit_code == 3
    assert "Board kitchen: whole: nothing is missing" in result.stdout
    assert "Board garden: “garden.json” is damaged at line" in result.stdout
    assert "Board street party: “street party.json” is empty" in result.stdout
    assert "garden: 5 changes were saved." in result.stderr
    assert "`cofacil doctor garden --salvage NEW.json`" in result.stderr
    assert "'street party': nothing of it is whole, and there is no backup." in result.stderr
    assert {path: path.read_bytes() for path in cofacil.home.rglob("*") if path.is_file()} == before


def test_each_way_on_says_how_much_it_keeps(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    for words in ("pans", "pots"):
        cofacil("add", "garden", "offer", words)
    board = re.search(rb'"board":"(\w{26})"', path.read_bytes())
    assert board
    backup = cofacil.home / "backups" / board[1].decode() / "2025-11-28.json"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(path.read_bytes())
    os.utime(backup, (1_764_334_020, 1_764_334_020))
    for words in ("a van", "a lorry", "a cart"):
        cofacil("add", "garden", "offer", words)
    path.write_bytes(path.read_bytes().replace(b"a van", b"a fan"))
    for result in (cofacil("doctor", "garden"), cofacil("doctor")):
        assert result.exit_code == 3
        assert result.stderr.splitlines() == [
            "garden: 7 changes were saved. The ways on, and what each keeps:",
            "Salvage, to a new file: all but 1 change. `cofacil doctor garden --salvage NEW.json`",
            "Backup of 28 Nov 2025, 12:47: 3 changes fewer. `cofacil doctor garden --restore 2025-11-28`",
            "Accept, the file as it is: all but 3 changes. `cofacil doctor garden --accept`",
        ]


def test_the_backups_of_the_board_that_was_saved_are_put_back_over_another_that_took_its_place(
    cofacil: Cofacil,
) -> None:
    path = cofacil.begin("Garden")
    other = cofacil.begin("Kitchen")
    board = re.search(rb'"board":"(\w{26})"', path.read_bytes())
    assert board
    backup = cofacil.home / "backups" / board[1].decode() / "2026-11-20.json"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(path.read_bytes())
    path.write_bytes(other.read_bytes())
    looked = cofacil("doctor", "garden")
    assert "--restore 2026-11-20" in looked.stderr
    assert "Backups: 1 in" in looked.stdout
    assert cofacil("doctor", "garden", "--restore", "2026-11-20").exit_code == 0
    assert cofacil("show", "garden").stdout.startswith("Board: Garden")


def written(cofacil: Cofacil, name: str, text: str) -> Path:
    """Write a file of one's own beside config.toml, or that one itself."""
    path = cofacil.home / "config" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def to_mend(cofacil: Cofacil) -> list[str]:
    result = cofacil("doctor")
    assert result.exit_code == 0
    return [line.removeprefix("To mend: ") for line in result.stdout.splitlines() if line.startswith("To mend: ")]


PLAN = '[[step]]\nminutes = 5\nquestion = "Who pours the tea?"\n'
OURS = '[[prompt]]\ntext = "Who has no key?"\n'


def test_what_is_well_written_is_in_use_and_nothing_is_to_be_mended(cofacil: Cofacil) -> None:
    theme = (paths.shipped_themes() / "paper.toml").read_text(encoding="utf-8")
    written(cofacil, "config.toml", 'theme = "ours"\nname = "Ana"\n[keymap]\nfind = "k"\n')
    written(cofacil, "themes/ours.toml", theme)
    written(cofacil, "themes/.hidden", "x")
    written(cofacil, "themes/ours.toml~", "x")
    written(cofacil, "decks/ours.toml", OURS)
    assert "\nPlans: 7 plans\n" in cofacil("doctor").stdout
    written(cofacil, "plans/ours.toml", PLAN)
    assert to_mend(cofacil) == []
    said = "Theme: ours, of 6\nQuestions: 2 in the deck of ours.toml\nPlans: 8 plans, 1 of them your own\n"
    assert said in cofacil("doctor").stdout


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("config.toml", 'theme = "zork"', "config.toml: there is no theme called zork."),
        (
            "config.toml",
            'name = "' + "x" * 40 + '"',
            "config.toml: name is left out. A name has 32 letters here at most, and that one has more.",
        ),
        ("config.toml", 'name = " "', "config.toml: name is left out."),
        ("config.toml", 'name = "us"', "config.toml: name is left out."),
        ("config.toml", "[keymap", "config.toml cannot be read as TOML at"),
        ("config.toml", '[keymap]\nfind = "f"', 'config.toml, keymap.find: "f" is the key of "follow" already.'),
        ("settings.toml", 'theme = "paper"', "settings.toml is not looked at: settings stand in config.toml."),
        ("config.toml.txt", 'theme = "paper"', "config.toml.txt is not looked at"),
        ("plans", "x", "plans is a file and no folder"),
        ("plans/ours.txt", PLAN, "ours.txt is not looked at: plans is for files whose names end in .toml."),
        ("plans/ours.toml", PLAN.replace("5", "0"), "ours.toml, line 2: step 1, minutes has to be a whole number from"),
        ("plans/ours.toml", PLAN + "hue = 3", "ours.toml, line 4: step 1, hue means nothing here."),
        ("decks", "x", "decks is a file and no folder"),
        ("themes", "x", "themes is a file and no folder"),
        ("decks/ours.txt", OURS, "ours.txt is not looked at: decks is for files whose names end in .toml."),
        ("themes/ours", "x", "ours is not looked at: themes is for files whose names end in .toml."),
        ("decks/ours.toml", OURS + 'wehn = "second"', "ours.toml: prompt 1, wehn means nothing here."),
        ("decks/ours.toml", 'titel = "Ours"\n' + OURS, "ours.toml: titel means nothing here."),
        ("decks/ours.toml", "[[prompt]]\ntxt = 'Who?'", "ours.toml: prompt 1, text has to be words that can be read"),
    ],
)
def test_each_fault_of_ones_own_files_is_named(cofacil: Cofacil, name: str, text: str, told: str) -> None:
    written(cofacil, name, text)
    (said,) = to_mend(cofacil)
    assert said.startswith(told)


def test_every_deck_is_looked_at_also_those_behind_the_one_in_use(cofacil: Cofacil) -> None:
    written(cofacil, "decks/a.toml", "[[prompt")
    written(cofacil, "decks/b.toml", OURS)
    written(cofacil, "decks/c.toml", OURS)
    written(cofacil, "decks/d.toml", "prompt = 3")
    told = to_mend(cofacil)
    assert [line.split()[0].rstrip(":") for line in told] == ["a.toml", "c.toml", "d.toml"]
    assert told[1] == "c.toml is not asked: b.toml comes first by its name. Our questions, in ?, chooses."


def test_a_colour_of_nothing_is_named_beside_the_one_that_is_missing(cofacil: Cofacil) -> None:
    theme = (paths.shipped_themes() / "paper.toml").read_text(encoding="utf-8")
    written(cofacil, "themes/ours.toml", theme.replace("\naccent =", "\nacent ="))
    told = to_mend(cofacil)
    assert [line.partition(". ")[0] for line in told] == [
        'ours.toml: accent has to be a colour like "#5F87AF"',
        "ours.toml: acent is the colour of nothing here",
    ]


def test_our_own_themes_give_a_colour_to_nothing_else(cofacil: Cofacil) -> None:
    for path in paths.shipped_themes().glob("*.toml"):
        written(cofacil, f"themes/{path.name}", path.read_text(encoding="utf-8"))
    assert to_mend(cofacil) == []


def test_it_says_which_boards_of_other_folders_are_on_the_first_page(cofacil: Cofacil, tmp_path: Path) -> None:
    assert "Boards elsewhere" not in cofacil("doctor").stdout
    there, gone = tmp_path / "there.json", tmp_path / "gone.json"
    there.touch()
    cofacil.home.mkdir(exist_ok=True)
    (cofacil.home / "elsewhere").write_text(f"{there}\n{gone}\n")
    listed = f"Boards elsewhere: {there}, {gone} (not there now); remembered in {cofacil.home / 'elsewhere'}\n"
    assert listed in cofacil("doctor").stdout


def test_the_doctor_names_the_kind_of_folder_and_what_is_in_the_way_of_writing(
    cofacil: Cofacil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cofacil.store import folder_kind

    table = tmp_path / "mounts"
    table.write_text(f"22 1 8:1 / / rw - ext4 /dev/root rw\n40 22 0:40 / {cofacil.home} rw - cifs //nas/share rw\n")
    monkeypatch.setattr(folder_kind, "MOUNTS", table)
    cofacil.begin()
    told = cofacil("doctor", "riverside").stdout
    assert f"Boards: {cofacil.home / 'boards'}, a network folder (SMB)\n" in told
    assert "Folder: a network folder (SMB)\n" in told
    assert "Writing" not in told

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    for arguments, begins in ((("doctor", "riverside"), "Writing: "), (("doctor",), "Writing to riverside-garden: ")):
        result = cofacil(*arguments)
        assert result.exit_code == 0
        assert f"{begins}no file can be locked in a network folder (SMB)" in result.stdout

"""Looking after boards: backup, restore, rename, merge, archive, forget."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil import paths
from cofacil.store.board_file import BoardFile
from cofacil.store.elsewhere import Elsewhere


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    for title in ("Riverside garden", "Hospital food"):
        cofacil.begin(title)
    cofacil("add", "riverside", "offer", "I know the caretaker of the lighthouse", "--said", "Siân Evans")
    return cofacil


def board_id(path: Path) -> str:
    log = BoardFile.open(path, for_writing=False)
    try:
        return log.board_id
    finally:
        log.close()


def path_of(cofacil: Cofacil, name: str) -> Path:
    return cofacil.home / "boards" / f"{name}.json"


def copies(cofacil: Cofacil, name: str) -> list[str]:
    folder = paths.backups(board_id(path_of(cofacil, name)), cofacil.env)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


# backup and restore


def test_every_board_is_copied_and_only_where_something_has_changed(cofacil: Cofacil) -> None:
    cofacil("archive", "hospital")
    result = cofacil("backup")
    assert result.exit_code == 0
    assert [row.partition(":")[0] for row in result.stdout.splitlines()] == ["riverside-garden", "hospital-food"]
    assert cofacil("backup", "riverside").stdout.startswith("riverside-garden: nothing has changed since the copy of ")
    cofacil("add", "riverside", "offer", "A spade")
    assert cofacil("backup", "riverside").exit_code == 0
    assert len(copies(cofacil, "riverside-garden")) == 2
    newest = max(copies(cofacil, "riverside-garden"), key=lambda name: name.removesuffix(".json"))
    folder = paths.backups(board_id(path_of(cofacil, "riverside-garden")), cofacil.env)
    assert (folder / newest).read_bytes() == path_of(cofacil, "riverside-garden").read_bytes()
    assert (folder / newest).stat().st_mode & 0o077 == 0


def test_copies_in_a_folder_of_ones_own_take_no_others_place(cofacil: Cofacil, tmp_path: Path) -> None:
    for _ in range(2):
        assert cofacil("backup", "--to", str(tmp_path / "stick")).exit_code == 0
    names = sorted(path.name for path in (tmp_path / "stick").iterdir())
    assert len(names) == 4
    assert names[0].startswith("hospital-food-20")
    assert names[1].endswith("-2.json") or names[0].endswith("-2.json")


def test_a_damaged_board_is_not_copied_and_the_others_are(cofacil: Cofacil) -> None:
    path = path_of(cofacil, "riverside-garden")
    path.write_bytes(path.read_bytes().replace(b"caretaker", b"undertake"))
    result = cofacil("backup")
    assert result.exit_code == 3
    assert result.stdout.startswith("hospital-food: ")
    assert "riverside-garden.json" in result.stderr
    assert cofacil("backup", "riverside").exit_code == 3


def test_a_backup_comes_back_and_so_does_what_it_replaced(cofacil: Cofacil) -> None:
    path = path_of(cofacil, "riverside-garden")
    assert cofacil("restore", "riverside").stdout == "There is no backup of it yet. `cofacil backup` makes one.\n"
    cofacil("backup", "riverside")
    first = path.read_bytes()
    cofacil("add", "riverside", "offer", "A spade")
    second = path.read_bytes()
    (day,) = [row.partition(":")[0] for row in cofacil("restore", "riverside").stdout.splitlines()]
    result = cofacil("restore", "riverside", day)
    assert result.exit_code == 0, result.output
    assert path.read_bytes() == first
    assert second.rstrip() in path.with_name(f"{path.name}.rescue").read_bytes()
    replaced = result.stdout.splitlines()[-1].rpartition(" ")[2].rstrip(".")
    assert cofacil("restore", "riverside", replaced).exit_code == 0
    assert path.read_bytes() == second
    assert cofacil("add", "riverside", "offer", "A van").exit_code == 0


def test_a_deleted_board_comes_back_by_its_title(cofacil: Cofacil) -> None:
    path = path_of(cofacil, "riverside-garden")
    cofacil("backup", "riverside")
    data = path.read_bytes()
    path.unlink()
    (row,) = cofacil("restore", "riverside").stdout.splitlines()
    assert cofacil("restore", "riverside", row.partition(":")[0]).exit_code == 0
    assert path.read_bytes() == data
    assert cofacil("restore", "nonsense").exit_code == 3


def test_a_backup_that_is_not_there(cofacil: Cofacil) -> None:
    result = cofacil("restore", "riverside", "2020-01-01")
    assert result.exit_code == 3
    assert "Nothing was changed" in result.stderr


# rename and archive


def test_a_board_is_called_otherwise_and_so_is_its_file(cofacil: Cofacil) -> None:
    before = path_of(cofacil, "riverside-garden")
    result = cofacil("rename", "riverside", "Orchard on the hill")
    path = path_of(cofacil, "orchard-on-the-hill")
    assert result.stdout.strip() == str(path)
    assert not before.exists()
    assert not before.with_name(f"{before.name}.lock").exists()
    assert "Board: Orchard on the hill" in cofacil("show", "orchard").stdout
    assert cofacil("doctor", "orchard").exit_code == 0
    assert "Saved: all that was saved is in the file" in cofacil("doctor", "orchard").stdout
    assert cofacil("add", "orchard", "offer", "A spade").exit_code == 0
    assert cofacil("rename", "orchard", "Hospital food").stdout.strip() == str(path_of(cofacil, "hospital-food-2"))


def test_only_the_title_and_a_file_elsewhere(cofacil: Cofacil, tmp_path: Path) -> None:
    assert cofacil("rename", "riverside", "Orchard", "--title-only").stdout.strip().endswith("riverside-garden.json")
    elsewhere = tmp_path / "mine.json"
    elsewhere.write_bytes(path_of(cofacil, "riverside-garden").read_bytes())
    assert cofacil("rename", str(elsewhere), "Meadow").stdout.strip() == str(elsewhere)
    assert "Board: Meadow" in cofacil("show", str(elsewhere)).stdout


def test_an_archived_board_is_off_the_shelf_and_still_found(cofacil: Cofacil) -> None:
    assert cofacil("archive", "riverside").exit_code == 0
    assert "Boards: 1" in cofacil("list").stdout
    assert "riverside-garden, Riverside garden (archived): 1" in cofacil("search", "caretaker").stdout
    report = json.loads(cofacil("search", "caretaker", "--json").stdout)
    assert [board["archived"] for board in report["boards"]] == [True]
    assert "lighthouse" in cofacil("show", "riverside").stdout
    assert cofacil("add", "riverside", "offer", "A spade").exit_code == 0
    assert cofacil("archive").stdout == "riverside-garden\n"
    assert cofacil("archive", "riverside").exit_code == 1
    assert "Board riverside-garden (archived): whole: nothing is missing" in cofacil("doctor").stdout
    assert cofacil("archive", "riverside", "--back").exit_code == 0
    assert "Boards: 2" in cofacil("list").stdout
    assert cofacil("archive", "riverside", "--back").exit_code == 1


def test_a_new_board_takes_no_archived_ones_name(cofacil: Cofacil) -> None:
    cofacil("archive", "riverside")
    assert cofacil.begin("Riverside garden").name == "riverside-garden-2.json"
    path_of(cofacil, "riverside-garden").write_bytes(b"in the way")
    before = (cofacil.home / "boards" / "archived" / "riverside-garden.json").read_bytes()
    assert (
        cofacil("archive", str(cofacil.home / "boards" / "archived" / "riverside-garden.json"), "--back").exit_code == 1
    )
    assert (cofacil.home / "boards" / "archived" / "riverside-garden.json").read_bytes() == before
    assert path_of(cofacil, "riverside-garden").read_bytes() == b"in the way"


def test_what_is_not_on_the_shelf_is_not_archived(cofacil: Cofacil, tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine.json"
    elsewhere.write_bytes(path_of(cofacil, "riverside-garden").read_bytes())
    assert cofacil("archive", str(elsewhere)).exit_code == 1
    assert elsewhere.exists()
    assert cofacil("archive", "--back").exit_code == 2


# merge


def test_two_copies_become_one_and_what_both_changed_is_told(cofacil: Cofacil) -> None:
    path, copy = path_of(cofacil, "riverside-garden"), path_of(cofacil, "copy")
    copy.write_bytes(path.read_bytes())
    assert "Copies: copy and riverside-garden are copies of one board" in cofacil("doctor").stdout
    cofacil("rename", "riverside", "Orchard", "--title-only")
    cofacil("rename", "copy", "Meadow", "--title-only")
    cofacil("add", "copy", "offer", "A van")
    cofacil("add", "riverside", "offer", "A spade")
    result = cofacil("merge", "riverside", "copy", "--to", "joined")
    assert result.exit_code == 0, result.output
    rows = result.stdout.splitlines()
    assert rows[0].startswith("In riverside alone: 2 changes")
    assert rows[1].startswith("In copy alone: 2 changes")
    assert "Given twice, and told apart now: O2b" in rows
    assert rows[-2] == "  the board, its title: “Meadow”, by Ana, over “Orchard”"
    assert cofacil("merge", "copy", "riverside", "--to", "other").exit_code == 0
    assert path_of(cofacil, "joined").read_bytes() == path_of(cofacil, "other").read_bytes()
    assert cofacil("merge", "copy", "riverside", "--to", "joined").exit_code == 1
    assert {"A van", "A spade"} <= {row.partition(": ")[2] for row in cofacil("show", "joined").stdout.splitlines()}


def test_two_boards_are_not_joined(cofacil: Cofacil) -> None:
    result = cofacil("merge", "riverside", "hospital", "--to", "joined")
    assert result.exit_code == 1
    assert "are not copies of one board" in result.stderr
    assert not path_of(cofacil, "joined").exists()


# forget


def test_the_words_are_gone_and_the_files_that_hold_them_are_named(
    cofacil: Cofacil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cofacil("backup", "riverside")
    cofacil("search", "caretaker")
    result = cofacil("forget", "riverside", "siân evans", "--to", "clean")
    assert result.exit_code == 0, result.output
    data = path_of(cofacil, "clean").read_bytes().decode().casefold()
    assert "siân" not in data
    assert "evans" not in data
    assert "lighthouse" in data
    rows = [row.strip() for row in result.stdout.splitlines() if row.startswith("  ")]
    folder = paths.backups(board_id(path_of(cofacil, "riverside-garden")), cofacil.env)
    board = path_of(cofacil, "riverside-garden")
    assert rows[0] == f"rm {board} {board}.lock"
    told = dict(row.split(": ", 1) for row in rows[1:])
    assert told.pop(str(next(folder.iterdir()))).startswith("a backup.")
    assert told.pop(str(cofacil.home / "cache" / "boards.sqlite3")).startswith("the index of all boards.")
    assert told == {}
    assert "somebody who left no name" in cofacil("show", "clean").stdout
    assert cofacil("doctor", "clean").exit_code == 0


def test_a_label_and_what_is_not_there(cofacil: Cofacil) -> None:
    result = cofacil("forget", "riverside", "o1", "--to", "clean")
    assert result.exit_code == 0
    assert b"lighthouse" not in path_of(cofacil, "clean").read_bytes()
    assert cofacil("forget", "riverside", "Zorro", "--to", "cleaner").exit_code == 1
    assert not path_of(cofacil, "cleaner").exists()
    assert cofacil("forget", "riverside", "o1", "--to", "clean").exit_code == 1
    assert cofacil("forget", "riverside", "o1").exit_code == 2


def test_a_name_that_is_a_word_is_told_of(cofacil: Cofacil) -> None:
    cofacil("add", "riverside", "offer", "May says that we may dig", "--said", "May")
    result = cofacil("forget", "riverside", "May", "--to", "clean")
    assert "“May” is another word as well" in result.stdout
    assert "somebody says that we may dig" in cofacil("show", "clean").stdout


def test_behind_an_at_a_word_is_the_name_and_a_name_that_is_no_word_here_goes_in_small_letters(
    cofacil: Cofacil,
) -> None:
    cofacil("add", "riverside", "offer", "ask @may, so that we may dig", "--said", "May")
    cofacil("add", "riverside", "offer", "ask priya as well", "--said", "Priya")
    assert cofacil("forget", "riverside", "May", "--to", "clean").exit_code == 0
    assert "ask @somebody, so that we may dig" in cofacil("show", "clean").stdout
    told = cofacil("forget", "clean", "Priya", "--to", "cleaner").stdout
    assert "ask somebody as well" in cofacil("show", "cleaner").stdout
    assert "another word" not in told


def test_each_file_that_holds_the_words_is_told_of_with_what_to_do(
    cofacil: Cofacil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = cofacil.home
    board = path_of(cofacil, "riverside-garden")
    monkeypatch.chdir(tmp_path)
    held = {
        home / "drafts" / board_id(board) / "screen-ana.1.json": "what somebody typed",
        home / "share" / board_id(board) / "members": "who may come in",
        home / "config" / "config.toml": "your own settings",
        home / "boards" / "other.json.rescue": "what was cut off",
        home / "boards" / "copy.json": "a copy of this board",
        home / "boards" / "archived" / "old.json": "a copy of this board",
        tmp_path / "council.html": "a page or a copy",
    }
    for path in held:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            board.read_bytes() if path.suffix == ".json" and "boards" in path.parts else b"with SIAN EVANS"
        )
    cofacil("new", "Other", "--no-open")
    cofacil("add", "other", "offer", "Siân Evans has a lamp")
    result = cofacil("forget", "riverside-garden", "siân evans", "--to", "clean")
    told = dict(row.strip().split(": ", 1) for row in result.stdout.splitlines() if row.startswith("  /"))
    for path, words in held.items():
        assert told[str(path)].startswith(words)
    assert "`cofacil forget other`" in told[str(home / "boards" / "other.json")]
    assert held.keys() <= set(map(Path, told))


def test_boards_in_other_folders_are_looked_at_and_copies_that_nobody_remembers_are_told_of(
    cofacil: Cofacil, tmp_path: Path
) -> None:
    other, stick = tmp_path / "other" / "lamp.json", tmp_path / "stick" / "lent.json"
    for path in (other, stick):
        path.parent.mkdir()
        assert cofacil("new", path.stem, "--at", str(path), "--no-open").exit_code == 0
        cofacil("add", str(path), "offer", "Siân Evans has a lamp")
    copy = Path(shutil.copy2(path_of(cofacil, "riverside-garden"), tmp_path / "other" / "copy.json"))
    Elsewhere(paths.elsewhere(cofacil.env), cofacil.home / "boards").remember(copy)
    shutil.rmtree(stick.parent)
    result = cofacil("forget", "riverside", "siân evans", "--to", "clean")
    rows = [row.strip() for row in result.stdout.splitlines()]
    assert f"{other}: another board. `cofacil forget {other}` writes that one anew, too" in rows
    assert f"{copy}: a copy of this board. Delete it as well" in rows
    assert rows[-3:] == [
        "These are not there now, and may hold them: plug in their disk, and look there too:",
        str(stick),
        "Copies made with `backup --to`, or by hand, and pages that were sent or printed, only you know of: look there too.",
    ]


def test_what_they_said_goes_with_their_name_where_that_is_asked_for(cofacil: Cofacil) -> None:
    cofacil("add", "riverside", "offer", "Forty blue chairs", "--said", "Priya Rao")
    cofacil("forget", "riverside", "Priya Rao", "--to", "clean")
    assert "Forty blue chairs" in cofacil("show", "clean").stdout
    cofacil("forget", "riverside", "Priya Rao", "--to", "words", "--and-words")
    assert "said by somebody who left no name): removed at their wish" in cofacil("show", "words").stdout
    assert b"blue" not in path_of(cofacil, "words").read_bytes()
    assert cofacil("forget", "riverside", "o1", "--to", "third", "--and-words").exit_code == 2
    assert not path_of(cofacil, "third").exists()


def test_where_nothing_can_be_written_nothing_is_lost(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may write everywhere, perhaps: so the system is made to refuse what makes a file."""
    opened = os.open

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    def only_read(path: Path, flags: int, *rest: int, **more: int) -> int:
        if flags & os.O_CREAT:
            forbidden()
        return opened(path, flags, *rest, **more)

    with monkeypatch.context() as system:
        system.setattr(os, "open", only_read)
        for name in ("link", "rename", "replace"):
            system.setattr(os, name, forbidden)
        for typed in (("archive", "riverside"), ("forget", "riverside", "o1", "--to", "clean")):
            result = cofacil(*typed)
            assert result.exit_code == 1
            assert "may not write" in result.output, result.output
            assert "Traceback" not in result.output
    assert not path_of(cofacil, "clean").exists()
    assert "lighthouse" in cofacil("show", "riverside").stdout

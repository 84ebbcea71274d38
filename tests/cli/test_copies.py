"""A copy of a board file: what is kept for the board does not count for it, and every command says so in one sentence."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_running import Cofacil
from storing import adding

from cofacil import paths
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.errors import BoardBusy
from cofacil.share.last_door import DoorMemory, LastDoor
from cofacil.store import merge_files
from cofacil.store.board_file import BoardFile
from cofacil.store.noted_places import Known, NotedPlaces
from cofacil.store.openings import Openings
from cofacil.store.shelf_state import board_in


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    garden = cofacil.begin()
    cofacil("add", "riverside", "offer", "A spade")
    cofacil("backup", "riverside-garden")
    shutil.copy2(garden, garden.with_name("copy.json"))
    return cofacil


def path_of(cofacil: Cofacil, name: str) -> Path:
    return cofacil.home / "boards" / f"{name}.json"


_SAID = "`cofacil doctor copy --own` makes it a board of its own, and `cofacil doctor copy --moved` says that it is the same board, moved."


@pytest.mark.parametrize(
    "words",
    [
        ("members", "copy"),
        ("invite", "copy"),
        ("invite", "copy", "--name", "Bo"),
        ("backup", "copy"),
        ("restore", "copy"),
        ("share", "--no-screen", "--port", "0", "copy"),
    ],
)
def test_what_is_kept_for_the_board_is_refused_to_a_copy(cofacil: Cofacil, words: tuple[str, ...]) -> None:
    result = cofacil(*words)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert _SAID in result.stderr


READS = [
    ("show", "copy"),
    ("open", "copy"),
    ("export", "copy"),
    ("show", "--json", "copy"),
    ("review", "copy"),
    ("review", "--lines", "copy"),
    ("search", "spade", "--board", "copy"),
]


@pytest.mark.parametrize("words", READS)
def test_what_only_reads_a_copy_reads_it_and_says_so(cofacil: Cofacil, words: tuple[str, ...]) -> None:
    result = cofacil(*words)
    assert result.exit_code == 0
    assert "spade" in re.sub(r"\[(\w+)\]", r"\1", result.stdout)
    assert result.stderr.count("\n") == 1
    assert _SAID in result.stderr


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("add", "copy", "offer", "A rake"), None),
        (("add", "copy", "offer", "--", "-1 rake"), None),
        (("add", "copy", "offer", "--stdin"), "A rake\nA hose\n"),
        (("import", "-", "--into", "copy"), "+ A rake\n"),
        (("import", "-", "--into", "copy", "--dry-run"), "+ A rake\n"),
        (("rename", "copy", "Riverside gardeners", "--title-only"), None),
        (("forget", "copy", "O1", "--to", "anew"), None),
    ],
)
def test_what_works_on_a_copy_does_so_and_says_once_that_it_is_one(
    cofacil: Cofacil, words: tuple[str, ...], text: str | None
) -> None:
    result = cofacil(*words, text=text)
    assert result.exit_code == 0
    assert result.stderr.count(_SAID) == 1
    again = cofacil(*(word.replace("copy", "riverside-garden").replace("anew", "again") for word in words), text=text)
    assert again.exit_code == 0
    assert _SAID not in again.stderr
    assert "is a copy of" not in again.stderr


def test_a_copy_that_is_moved_is_named_as_it_is_called_then(cofacil: Cofacil) -> None:
    assert "`cofacil doctor copy --own`" in cofacil("archive", "copy").stderr
    assert "`cofacil doctor copy --own`" in cofacil("archive", "copy", "--back").stderr
    assert "`cofacil doctor gardeners --own`" in cofacil("rename", "copy", "Gardeners").stderr


def test_the_page_of_a_meeting_of_a_copy_says_so(cofacil: Cofacil) -> None:
    for name in ("riverside-garden", "copy"):
        cofacil.do(path_of(cofacil, name), OpenMeeting("meeting/1"))
    assert _SAID in cofacil("catchup", "copy").stderr
    assert cofacil("catchup", "riverside-garden").stderr == ""


@pytest.mark.parametrize("words", [("show",), ("export",), ("members",), ("backup",), ("restore",)])
def test_nothing_is_said_of_the_board_itself(cofacil: Cofacil, words: tuple[str, ...]) -> None:
    assert "copy" not in cofacil(*words, "riverside-garden").stderr


def test_no_word_for_the_board_opens_its_copy_and_no_backup_is_made_of_that(cofacil: Cofacil) -> None:
    cofacil("invite", "riverside-garden", "--name", "Bo")
    folder = paths.backups(board_in(path_of(cofacil, "copy")), cofacil.env)
    before = sorted(folder.iterdir())
    cofacil("add", "copy", "offer", "A rake")
    assert cofacil("backup", "copy").exit_code == 1
    assert sorted(folder.iterdir()) == before
    assert "Bo" not in cofacil("invite", "copy").stdout


def test_a_backup_of_all_at_night_passes_over_a_copy_and_names_it(cofacil: Cofacil, tmp_path: Path) -> None:
    kitchen = cofacil.begin("Kitchen")
    cofacil("add", "riverside-garden", "offer", "A hose")
    result = cofacil("backup")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert _SAID in result.stderr
    assert sorted(line.partition(":")[0] for line in result.stdout.splitlines()) == ["kitchen", "riverside-garden"]
    kitchen.write_bytes(kitchen.read_bytes()[:-40])
    damaged = cofacil("backup")
    assert damaged.exit_code == 3
    assert _SAID in damaged.stderr
    everything = cofacil("backup", "--to", str(tmp_path / "stick"))
    assert "copy:" in everything.stdout


def test_a_board_of_its_own_begins_with_nothing_and_the_other_keeps_all(cofacil: Cofacil) -> None:
    cofacil("invite", "riverside-garden", "--name", "Bo")
    assert "a board of its own now" in cofacil("doctor", "copy", "--own").stdout
    assert board_in(path_of(cofacil, "copy")) != board_in(path_of(cofacil, "riverside-garden"))
    assert cofacil("invite", "copy").stdout.startswith("Invited: 0")
    assert cofacil("invite", "riverside-garden").stdout.startswith("Invited: 1")
    assert "no backup" in cofacil("restore", "copy").stdout
    assert "made" in cofacil("restore", "riverside-garden").stdout
    assert "A spade" in cofacil("show", "copy").stdout
    assert cofacil("show", "copy").stderr == ""
    backup = next(paths.backups(board_in(path_of(cofacil, "riverside-garden")), cofacil.env).iterdir())
    assert "a backup of another board" in cofacil("restore", "copy", str(backup)).stderr


def test_the_same_board_moved_has_all_and_the_other_file_is_the_copy(cofacil: Cofacil) -> None:
    cofacil("invite", "riverside-garden", "--name", "Bo")
    cofacil("doctor", "copy", "--moved")
    assert cofacil("invite", "copy").stdout.startswith("Invited: 1")
    assert cofacil("invite", "riverside-garden").exit_code == 1


@pytest.mark.parametrize("way", ["--own", "--moved"])
def test_a_board_that_is_no_copy_is_left_as_it_is(cofacil: Cofacil, way: str) -> None:
    before = path_of(cofacil, "riverside-garden").read_bytes()
    result = cofacil("doctor", "riverside-garden", way)
    assert result.exit_code == 1
    assert "no copy" in result.stderr
    assert path_of(cofacil, "riverside-garden").read_bytes() == before


def test_what_two_copies_were_joined_to_is_the_board(cofacil: Cofacil) -> None:
    assert "It is the board from now on" in cofacil("merge", "riverside-garden", "copy", "--to", "both").stdout
    assert cofacil("members", "both").exit_code == 0
    assert cofacil("members", "riverside-garden").exit_code == 1


def test_a_board_that_was_renamed_or_archived_beside_its_copy_is_the_board(cofacil: Cofacil) -> None:
    cofacil("rename", "riverside-garden", "Gardeners of the hill")
    assert cofacil("members", "copy").exit_code == 1
    assert cofacil("members", "gardeners-of-the-hill").exit_code == 0
    cofacil("archive", "gardeners-of-the-hill")
    assert cofacil("members", "copy").exit_code == 1
    assert cofacil("members", "gardeners-of-the-hill").exit_code == 0


def test_a_copy_elsewhere_is_one_too_and_is_named_by_its_path(cofacil: Cofacil, tmp_path: Path) -> None:
    stick = tmp_path / "a stick" / "riverside-garden.json"
    stick.parent.mkdir()
    shutil.copy2(path_of(cofacil, "copy"), stick)
    said = cofacil("members", str(stick)).stderr
    assert f"`cofacil doctor '{stick}' --own`" in said
    assert cofacil("doctor", str(stick), "--own").exit_code == 0
    assert cofacil("members", str(stick)).exit_code == 0


def test_a_backup_that_is_opened_by_its_path_is_a_copy(cofacil: Cofacil) -> None:
    folder = paths.backups(board_in(path_of(cofacil, "riverside-garden")), cofacil.env)
    assert cofacil("members", str(next(folder.iterdir()))).exit_code == 1


def test_lists_and_the_doctor_name_copies(cofacil: Cofacil) -> None:
    garden = path_of(cofacil, "riverside-garden")
    shutil.copy2(garden, garden.with_name("riverside-garden.sync-conflict-20260102-150405-ABCDEFG.json"))
    listed = cofacil("list").stdout
    assert "copy: Riverside garden; a copy of riverside-garden.json; " in listed
    assert "a conflicted copy of riverside-garden.json (Syncthing)" in listed
    assert listed.count("copy of") == 2
    assert f'"copy_of": "{garden}"' in cofacil("list", "--json").stdout
    told = cofacil("doctor", "copy").stdout
    assert _SAID in told
    assert "Backups: " not in told
    conflict = cofacil("doctor", garden.stem + ".sync-conflict-20260102-150405-ABCDEFG").stdout
    assert (
        "`cofacil merge riverside-garden riverside-garden.sync-conflict-20260102-150405-ABCDEFG --to NEW`" in conflict
    )


def test_a_salvaged_file_is_the_board_and_a_damaged_copy_is_offered_no_backup_of_it(cofacil: Cofacil) -> None:
    garden, copy = path_of(cofacil, "riverside-garden"), path_of(cofacil, "copy")
    for path in (garden, copy):
        path.write_bytes(path.read_bytes().replace(b"A spade", b"A spoon"))
    assert "--restore" not in cofacil("doctor", "copy").stderr
    assert "--restore" in cofacil("doctor", "riverside-garden").stderr
    cofacil("doctor", "riverside-garden", "--salvage", str(garden.with_name("whole.json")))
    assert cofacil("members", "whole").exit_code == 0


def by_a_hard_link(garden: Path) -> Path:
    (place := garden.with_name("hard.json")).hardlink_to(garden)
    return place


def by_a_symlink(garden: Path) -> Path:
    (place := garden.parents[1] / "soft.json").symlink_to(garden)
    return place


_OPEN = "Open in another window: close Riverside garden there first. Nothing was changed.\n"


@pytest.mark.parametrize("opened", [Path, by_a_hard_link, by_a_symlink])
@pytest.mark.parametrize(
    "words",
    [
        ("doctor", "copy", "--moved"),
        ("merge", "copy", "riverside-garden", "--to", "both"),
        ("merge", "riverside-garden", "copy", "--to", "both"),
    ],
)
def test_as_long_as_the_board_is_open_no_other_file_becomes_it(
    cofacil: Cofacil, words: tuple[str, ...], opened: Callable[[Path], Path]
) -> None:
    garden = path_of(cofacil, "riverside-garden")
    opening = Openings(paths.openings_folder(cofacil.env)).hold(opened(garden))
    assert opening
    before = [file.read_bytes() for file in (garden, path_of(cofacil, "copy"))]
    refused = cofacil(*words)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (1, "", _OPEN)
    assert [file.read_bytes() for file in (garden, path_of(cofacil, "copy"))] == before
    assert not path_of(cofacil, "both").exists()
    assert "is a copy of" in cofacil("show", "copy").stderr
    opening.close()
    assert cofacil(*words).exit_code == 0
    assert "is a copy of" in cofacil("show", "riverside-garden").stderr


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"A spade", b"A spoon"))


@pytest.mark.parametrize("is_sound", [True, False])
def test_as_long_as_the_board_is_open_no_file_of_what_is_whole_becomes_it(cofacil: Cofacil, is_sound: bool) -> None:
    garden, new = path_of(cofacil, "riverside-garden"), path_of(cofacil, "whole")
    if not is_sound:
        damage(garden)
    before = garden.read_bytes()
    opening = Openings(paths.openings_folder(cofacil.env)).hold(garden)
    assert opening
    typed = ("doctor", "riverside-garden", "--salvage", str(new))
    refused = cofacil(*typed)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (1, "", _OPEN)
    assert garden.read_bytes() == before
    assert not new.exists()
    assert cofacil("doctor", "copy", "--salvage", str(path_of(cofacil, "of-the-copy"))).exit_code == 0
    assert "is a copy of" in cofacil("show", "of-the-copy").stderr
    opening.close()
    assert cofacil(*typed).exit_code == 0
    assert "is a copy of" not in cofacil("show", "whole").stderr


@pytest.mark.parametrize(
    "words",
    [
        ("doctor", "copy", "--moved"),
        ("merge", "copy", "riverside-garden", "--to", "both"),
        ("doctor", "riverside-garden", "--salvage", "both.json"),
    ],
)
def test_in_the_moment_in_which_another_file_becomes_the_board_nobody_writes_to_it(
    cofacil: Cofacil, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    garden, note = path_of(cofacil, "riverside-garden"), NotedPlaces.note
    tried: list[str] = []

    def noting(noted: NotedPlaces, board: str, known: Known) -> None:
        try:
            BoardFile.open(garden, for_writing=True, patience=0).close()
        except BoardBusy:
            tried.append("busy")
        note(noted, board, known)

    monkeypatch.setattr(NotedPlaces, "note", noting)
    assert cofacil(*words).exit_code == 0
    assert tried == ["busy"]
    assert "is a copy of" in cofacil("show", "riverside-garden").stderr


@pytest.mark.parametrize("written_to", ["riverside-garden", "copy"])
def test_what_is_written_to_either_file_while_they_are_joined_is_in_what_comes_of_it(
    cofacil: Cofacil, written_to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    join, rakes = merge_files.merge_files, iter(("A rake", "A hoe"))

    def joining(one: Path, two: Path) -> merge_files.MergedFiles:
        merged = join(one, two)
        if rake := next(rakes, ""):
            assert cofacil("add", written_to, "offer", rake).exit_code == 0
        return merged

    monkeypatch.setattr(merge_files, "merge_files", joining)
    result = cofacil("merge", "copy", "riverside-garden", "--to", "both")
    assert result.exit_code == 0
    shown = cofacil("show", "both").stdout
    assert all(rake in shown for rake in ("A rake", "A hoe"))


@pytest.mark.parametrize("written_to", ["riverside-garden", "copy"])
def test_nobody_writes_to_either_file_while_what_comes_of_both_is_written(
    cofacil: Cofacil, written_to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, tried = merge_files.write_merged, []

    def writing(merged: merge_files.MergedFiles, new: Path) -> Path:
        with pytest.raises(BoardBusy):
            BoardFile.open(path_of(cofacil, written_to), for_writing=True, patience=0).append(adding(2))
        tried.append(written_to)
        return write(merged, new)

    monkeypatch.setattr(merge_files, "write_merged", writing)
    assert cofacil("merge", "copy", "riverside-garden", "--to", "both").exit_code == 0
    assert tried == [written_to]


def test_two_names_of_one_file_are_joined_without_waiting_for_each_other(cofacil: Cofacil) -> None:
    path_of(cofacil, "other").hardlink_to(path_of(cofacil, "copy"))
    assert cofacil("merge", "copy", "other", "--to", "both").exit_code == 0


def test_two_files_are_not_joined_as_long_as_somebody_goes_on_writing_to_one(
    cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = merge_files.merge_files

    def joining(one: Path, two: Path) -> merge_files.MergedFiles:
        merged = join(one, two)
        assert cofacil("add", "copy", "offer", "A rake").exit_code == 0
        return merged

    monkeypatch.setattr(merge_files, "merge_files", joining)
    result = cofacil("merge", "copy", "riverside-garden", "--to", "both")
    said = "Not joined: somebody goes on writing to one of the files. Try again when they are done.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", said)
    assert not path_of(cofacil, "both").exists()
    assert "is a copy of" in cofacil("show", "copy").stderr


def test_what_takes_nothing_from_the_board_is_done_also_while_it_is_open(cofacil: Cofacil) -> None:
    opening = Openings(paths.openings_folder(cofacil.env)).hold(path_of(cofacil, "riverside-garden"))
    assert opening
    shutil.copy2(path_of(cofacil, "copy"), path_of(cofacil, "third"))
    assert cofacil("merge", "copy", "third", "--to", "both").exit_code == 0
    assert "is a copy of" in cofacil("show", "both").stderr
    assert cofacil("doctor", "copy", "--own").exit_code == 0
    assert cofacil("show", "copy").stderr == ""
    opening.close()


def test_the_line_of_an_invitation_is_that_of_a_door_to_just_this_file(cofacil: Cofacil) -> None:
    garden, copy = path_of(cofacil, "riverside-garden"), path_of(cofacil, "copy")
    memory = DoorMemory(paths.share_folder(cofacil.env) / board_in(garden))
    memory.take()
    memory.keep(LastDoor("127.0.0.1", 4022, 8, 0, (str(garden),), 0, 2**60))
    assert "ssh -p 4022" in cofacil("invite", "riverside-garden", "--name", "Bo").stdout
    cofacil("doctor", "copy", "--moved")
    assert board_in(copy) == board_in(garden)
    assert "4022" not in cofacil("invite", "copy", "--name", "Bo").stdout
    memory.end()

"""Who types here."""

import pwd
from contextlib import closing
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.errors import Refusal
from cofacil.board.fold import EMPTY, fold
from cofacil.store.board_file import BoardFile
from cofacil.wiring.typist import who_am_i
from refusing import refused


def account(monkeypatch: pytest.MonkeyPatch, full: str, login: str) -> None:
    entry = pwd.struct_passwd((login, "x", 0, 0, full, "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry)


def test_the_name_that_was_told_comes_first_then_the_chosen_one(monkeypatch: pytest.MonkeyPatch) -> None:
    account(monkeypatch, "Ana Full", "ana")
    assert who_am_i("Bea", "Carol") == "Bea"
    assert who_am_i(None, "Carol") == "Carol"
    assert who_am_i("", "") == "Ana Full"


@pytest.mark.parametrize(
    ("full", "login", "name"),
    [
        ("Ana,Room 3,,", "x", "Ana"),
        ("", "ana", "Ana"),
        (",,,", "ana", "Ana"),
        ("x" * 40, "ana", "Ana"),
        ("", "", "Somebody"),
        ("Room", "ana", "Ana"),
        ("Room,3,,", "us", "Somebody"),
    ],
)
def test_the_account_gives_a_name_that_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, full: str, login: str, name: str
) -> None:
    account(monkeypatch, full, login)
    assert who_am_i(None, "") == name


def test_a_name_that_was_told_and_cannot_be_kept_is_refused() -> None:
    with pytest.raises(Refusal):
        who_am_i("x" * 33, "")


@pytest.mark.parametrize("name", ["Room", "roOM", " us "])
def test_nobody_types_by_a_name_that_means_all_of_us(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    account(monkeypatch, "Ana Full", "ana")
    with refused("means all of us here"):
        who_am_i(name, "")
    assert who_am_i(None, name) == "Ana Full"


def test_no_way_to_name_somebody_makes_them_the_room(tmp_path: Path) -> None:
    cofacil = Cofacil(tmp_path)
    path = cofacil.begin()
    before = path.read_text()
    ways: list[tuple[tuple[str, ...], dict[str, str]]] = [
        (("--said", "room"), {}),
        (("--said", "ＲＯＯＭ"), {}),
        (("--as", "Room"), {}),
        ((), {"COFACIL_NAME": "us"}),
    ]
    for typed, env in ways:
        ended = cofacil("add", "river", "offer", "x", *typed, env=env)
        assert ended.exit_code == 1
        assert "means all of us here" in ended.stderr
    assert path.read_text() == before


def test_the_name_in_the_settings_is_the_typists(tmp_path: Path) -> None:
    cofacil = Cofacil(tmp_path)
    path = cofacil.begin()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('name = "Priya"\n')
    cofacil("add", "river", "offer", "x", env={"COFACIL_NAME": ""})
    cofacil("add", "river", "offer", "x", "--as", "Tom")
    assert [name for name in ("priya", "tom", "ana") if f'"by":"{name}"' in path.read_text()] == ["priya", "tom", "ana"]


BOTH = {f"sa could be {names}: type more of the name." for names in ("Samuel or Sal", "Sal or Samuel")}


@pytest.fixture
def garden(tmp_path: Path) -> tuple[Cofacil, Path]:
    """Return a board that knows Siân Evans, Samuel and Sam H, who is called Sal by now."""
    cofacil = Cofacil(tmp_path)
    path = cofacil.begin()
    for name in ("Siân Evans", "Samuel", "Sam H"):
        cofacil.do(path, AddPerson(name))
    cofacil.do(path, ChangePerson("sam-h", "Sal"))
    return cofacil, path


def people_of(path: Path) -> list[str]:
    with closing(BoardFile.open(path, for_writing=False)) as log:
        return [person.name for person in fold(EMPTY, log.read(0)).people]


@pytest.mark.parametrize(
    ("said", "shown", "note"),
    [
        ("sian", "Siân Evans", "That is Siân Evans."),
        ("SIÂN EVANS", "Siân Evans", ""),
        ("sian-evans", "Siân Evans", "That is Siân Evans."),
        ("samu", "Samuel", "That is Samuel."),
        ("sam h", "Sal", "That is Sal."),
        ("Rhys", "Rhys", "New on this board: Rhys."),
        ('"Sia"', "Sia", "New on this board: Sia."),
        ("'Bert", "'Bert", "New on this board: 'Bert."),
    ],
)
def test_who_said_it_is_read_as_on_the_board(garden: tuple[Cofacil, Path], said: str, shown: str, note: str) -> None:
    cofacil, path = garden
    before = people_of(path)
    added = cofacil("add", "river", "offer", "x", "--said", said)
    assert (added.exit_code, added.stderr.strip()) == (0, note)
    assert f"said by {shown})" in cofacil("show", "river").stdout
    assert people_of(path) == (before if shown in before else [*before, shown])


@pytest.mark.parametrize("option", ["--said", "--as"])
def test_a_name_that_fits_two_adds_nothing_and_says_whom_it_fits(garden: tuple[Cofacil, Path], option: str) -> None:
    cofacil, path = garden
    before = path.read_bytes()
    for text in ("x", "--stdin"):
        ended = cofacil("add", "river", "offer", text, option, "sa", text="one\ntwo\n")
        assert ended.exit_code == 1
        assert ended.stderr.strip() in BOTH
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "by"), [("sian", "siân-evans"), ("sal", "sam-h"), ("Sam H", "sam-h"), ('"Sia"', "sia"), ("Rhys", "rhys")]
)
def test_who_types_is_whom_the_board_knows_by_that_name(garden: tuple[Cofacil, Path], name: str, by: str) -> None:
    cofacil, path = garden
    assert cofacil("add", "river", "offer", "x", "--as", name).exit_code == 0
    assert f'"by":"{by}"' in path.read_text().splitlines()[-2]


def test_the_name_in_the_settings_is_a_whole_one(garden: tuple[Cofacil, Path], tmp_path: Path) -> None:
    cofacil, path = garden
    (tmp_path / "config").mkdir()
    for name, by in (("sian evans", "siân-evans"), ("Sia", "sia")):
        (tmp_path / "config" / "config.toml").write_text(f'name = "{name}"\n')
        cofacil("add", "river", "offer", "x", env={"COFACIL_NAME": ""})
        assert f'"by":"{by}"' in path.read_text().splitlines()[-2]


def test_an_invitation_is_for_whom_the_board_knows(garden: tuple[Cofacil, Path]) -> None:
    cofacil, _path = garden
    made = cofacil("invite", "river", "--name", "sian")
    assert made.stdout.startswith("For Siân Evans, who takes part")
    assert made.stderr == ""
    new = cofacil("invite", "river", "--name", "Rhys")
    assert "New on this board: Rhys." in new.stderr
    several = cofacil("invite", "river", "--name", "sa")
    assert several.exit_code == 1
    assert several.stderr.strip() in BOTH

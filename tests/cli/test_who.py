"""Who types here."""

import pwd
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.errors import Refusal
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

"""Which language cofacil speaks to whoever sits here."""

from contextvars import copy_context
from pathlib import Path

import pytest
from checkouts import ROOT
from cli_running import Cofacil
from compiling import compile_catalogs

from cofacil.language.catalog import language_now
from cofacil.wiring.chosen_language import language_notices, speak_chosen_language

LOCALES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def cofacil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cofacil:
    compile_catalogs(ROOT / "locale", ROOT / "build" / "locale")
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    cofacil = Cofacil(tmp_path / "home")
    for name, value in cofacil.env.items():
        monkeypatch.setenv(name, value)
    return cofacil


def choose(cofacil: Cofacil, language: str) -> None:
    file = cofacil.home / "config" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'language = "{language}"\n')


def spoken_here() -> str:
    def speak() -> str:
        speak_chosen_language()
        return language_now()

    return copy_context().run(speak)


def test_without_a_choice_and_a_locale_it_is_english(cofacil: Cofacil) -> None:
    assert spoken_here() == "en"
    assert not (cofacil.home / "config").exists()
    assert language_notices("") == ()


def test_the_locale_says_which_language_it_is_and_a_choice_comes_first(
    cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "qps")
    assert spoken_here() == "qps"
    choose(cofacil, "en")
    assert spoken_here() == "en"
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    choose(cofacil, "qps")
    assert spoken_here() == "qps"


@pytest.mark.parametrize("language", ["xx", "cy_GB", "qps_GB@xx.y"])
def test_a_choice_that_has_no_words_is_told_and_is_english(cofacil: Cofacil, language: str) -> None:
    choose(cofacil, language)
    is_known = language.startswith("qps")
    assert spoken_here() == ("qps" if is_known else "en")
    told = f"To mend: There are no words of “{language}” yet. They are English for now.\n"
    assert (told in cofacil("doctor").stdout) is not is_known


def test_a_locale_that_has_no_words_is_not_complained_of(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "cy_GB.UTF-8")
    assert spoken_here() == "en"
    assert language_notices("") == ()


@pytest.mark.parametrize("typed", [("--help",), ("add", "ν" * 5000, "offer", "ν"), ("add", "ν"), ("shwo",)])
def test_a_process_speaks_it_from_its_start(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    choose(cofacil, "qps")
    out, err = cofacil.start(*typed).communicate(timeout=20)
    assert "⟦" in (out or err).decode()

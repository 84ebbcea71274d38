import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkouts import ROOT, build
from compiling import compile_catalogs

from cofacil.board.marked import N_
from cofacil.language.catalog import (
    ENGLISH,
    _,
    _read,
    catalog_for,
    language_now,
    ngettext,
    shipped_catalogs,
    speak,
    spoken,
    wanted_language,
)
from cofacil.language.worded import worded

PLACES = {"who": "Ana", "label": "Q1", "column": "Offers"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return build(tmp_path)


def cards(number: int) -> str:
    return ngettext("{number:,} card, says {who}.", "{number:,} cards, says {who}.", number, who="Ana")


def test_english_stands_where_it_is_said() -> None:
    assert language_now() == "en"
    assert _("{who} moved {label} to {column}.", **PLACES) == "Ana moved Q1 to Offers."
    assert _("{count:,} cards, {share:.0%}", count=1234, share=0.5) == "1,234 cards, 50%"
    assert N_("{who} is here.") == "{who} is here."


def test_what_people_typed_is_not_read_as_places() -> None:
    assert _("{who} is here.", who="{label} %s {{") == "{label} %s {{ is here."


def test_a_brace_is_written_twice_with_places_and_without(built: Path) -> None:
    assert _("a {{brace}}") == "a {brace}"
    with spoken("cy", built):
        assert _("a {{brace}}") == "a {brace}"


def test_an_english_sentence_that_cannot_be_filled_is_our_own_fault_and_is_raised() -> None:
    with pytest.raises(KeyError):
        _("{who} is here.")


def test_one_is_one_and_all_else_is_many() -> None:
    assert [cards(number) for number in (0, 1, 2, 1000)] == [
        "0 cards, says Ana.",
        "1 card, says Ana.",
        "2 cards, says Ana.",
        "1,000 cards, says Ana.",
    ]


def test_a_number_can_be_given_in_words() -> None:
    assert ngettext("{number} minute", "{number} minutes", 3, number="Three") == "Three minutes"


def test_another_language_has_its_own_words_and_plurals(built: Path) -> None:
    with spoken("cy", built):
        assert language_now() == "cy"
        assert _("Welcome") == "Croeso"
        assert [cards(number) for number in (1, 2, 1000)] == [
            "Un cerdyn, medd Ana.",
            "Dau gerdyn, medd Ana.",
            "1,000 o gardiau, medd Ana.",
        ]
    assert (language_now(), _("Welcome")) == ("en", "Welcome")


def test_what_is_not_translated_is_english(built: Path) -> None:
    with spoken("cy", built):
        assert _("{who} is here.", who="Ana") == "Ana is here."
        assert ngettext("{number} day", "{number} days", 2) == "2 days"


def test_a_translation_that_cannot_be_filled_is_english(built: Path) -> None:
    with spoken("cy", built):
        assert _("{who} moved {label} to {column}.", **PLACES) == "Ana moved Q1 to Offers."
        assert _("Go on, {who}", who="Ana") == "Go on, Ana"


def test_no_words_are_no_words_in_any_language(built: Path) -> None:
    with spoken("cy", built):
        assert _("") == ""


def test_the_made_up_language_speaks_from_its_file(built: Path) -> None:
    with spoken("qps", built):
        assert _("Welcome") == "⟦Ŵéłçöɱé ~~⟧"
        assert _("{who} moved {label} to {column}.", **PLACES) == "⟦Ana ɱöṽéð Q1 ţö Offers. ~~~~⟧"
        assert cards(1000) == "⟦1,000 çáŕðš, šáýš Ana. ~~~~⟧"
        assert _(N_("still open")) == "⟦šţíłł öþéñ ~~~⟧"
        assert ngettext("one day", "{number} days", 2) == "⟦2 ðáýš ~⟧"


@pytest.mark.parametrize("name", ["cy", "CY", "cy_GB.UTF-8", "cy-GB", "cy_GB@euro", "cy.utf8@x", "cy_Latn_GB"])
def test_a_language_is_found_however_its_name_is_written(built: Path, name: str) -> None:
    assert catalog_for(name, built).language == "cy"


@pytest.mark.parametrize("name", ["", "C", "C.UTF-8", "POSIX", "en", "en_GB.UTF-8", "EN-us", "xx_YY", "cym", "."])
def test_all_else_is_english(built: Path, name: str) -> None:
    for english in ("en", "c", "posix"):
        shutil.copytree(built / "cy", built / english)
    assert catalog_for(name, built) is ENGLISH


def test_the_closest_name_is_taken(built: Path) -> None:
    for name in ("sr", "sr@latin", "pt", "pt_BR"):
        shutil.copytree(built / "cy", built / name)
    asked = ("sr_RS@latin", "sr_RS", "pt_BR.UTF-8", "pt-br", "pt")
    assert [catalog_for(name, built).language for name in asked] == ["sr@latin", "sr", "pt_BR", "pt_BR", "pt"]


@pytest.mark.parametrize(
    "name",
    [
        "../cy", "cy/../cy", "/cy", "cy/", "..", "cy\0", "\0", "cy\\", "cy.UTF-8/../../x", "cy\n", "cy ", "çy", "ｃｙ", "*", "c?",
        "cy" * 21, "cy_" + "G" * 38, "cy_GB." + "8" * 100_000, "_" * 40, "\ud800", "cy:qps",
    ],
)  # fmt: skip
def test_a_hostile_name_is_english(built: Path, name: str) -> None:
    assert catalog_for(name, built) is ENGLISH
    with spoken(wanted_language("", {"LANG": name, "LANGUAGE": name}, built), built):
        assert language_now() in {"en", "cy"[: 2 * (name == "cy:qps")]}


def test_without_catalogues_it_is_english(tmp_path: Path) -> None:
    assert catalog_for("cy", tmp_path) is ENGLISH
    assert catalog_for("cy", tmp_path / "nowhere") is ENGLISH


def broken(content: bytes, whole: bytes) -> bytes:
    return {b"half": whole[: len(whole) // 2], b"rule": whole.replace(b"(n == 1 ?", b"(n %  0 ?")}.get(content, content)


@pytest.mark.parametrize("content", [b"", b"no catalogue at all", b"half", b"rule"])
def test_a_broken_file_is_english_and_says_why(built: Path, content: bytes) -> None:
    file = built / "cy" / "LC_MESSAGES" / "cofacil.mo"
    file.write_bytes(broken(content, file.read_bytes()))
    found = catalog_for("cy", built)
    assert (found.language, found.translations) == ("en", None)
    assert found.trouble is not None
    assert "“cy” cannot be read" in worded(found.trouble)
    with spoken("cy", built):
        assert (_("Welcome"), cards(2), language_now()) == ("Welcome", "2 cards, says Ana.", "en")


def test_a_file_that_may_not_be_read_is_english(built: Path) -> None:
    file = built / "cy" / "LC_MESSAGES" / "cofacil.mo"
    file.unlink()
    file.mkdir()
    assert catalog_for("cy", built).trouble


async def test_seats_do_not_hear_each_others_language(built: Path) -> None:
    async def seat(language: str) -> list[str]:
        speak(language, built)
        heard = []
        for _turn in range(3):
            await asyncio.sleep(0)
            heard.append(await asyncio.create_task(asyncio.to_thread(_, "Welcome")))
        return heard

    heard = await asyncio.gather(*(asyncio.create_task(seat(name)) for name in ("cy", "en", "qps", "cy")))
    assert heard == [[word] * 3 for word in ("Croeso", "Welcome", "⟦Ŵéłçöɱé ~~⟧", "Croeso")]
    assert language_now() == "en"


def test_what_was_spoken_before_is_spoken_again_after_a_fault(built: Path) -> None:
    with spoken("qps", built):
        with pytest.raises(ZeroDivisionError), spoken("cy", built):
            _ = 1 / 0
        assert language_now() == "qps"
    assert language_now() == "en"


@pytest.mark.parametrize(
    ("setting", "environ", "wanted"),
    [
        ("qps", {"LC_ALL": "cy"}, "qps"),
        ("", {}, ""),
        ("", {"LANG": "cy_GB.UTF-8"}, "cy_GB.UTF-8"),
        ("", {"LANG": "de", "LC_MESSAGES": "cy"}, "cy"),
        ("", {"LANG": "de", "LC_MESSAGES": "fr", "LC_ALL": "cy"}, "cy"),
        ("", {"LANG": "cy", "LC_ALL": "", "LC_MESSAGES": ""}, "cy"),
        ("", {"LANG": "cy", "LC_ALL": "C"}, "C"),
        ("", {"LANG": "en_GB", "LANGUAGE": "xx:cy:qps"}, "cy"),
        ("", {"LANG": "en_GB", "LANGUAGE": "en:cy"}, "en"),
        ("", {"LANG": "cy", "LANGUAGE": "xx"}, "xx"),
        ("", {"LANG": "cy", "LANGUAGE": ":"}, "cy"),
        ("", {"LANG": "de", "LANGUAGE": "xx:" * 9 + "cy"}, "cy"),
        ("", {"LANG": "de", "LANGUAGE": "xx:" * 10 + "cy"}, "xx"),
        ("", {"LANG": "C.UTF-8", "LANGUAGE": "cy"}, "C.UTF-8"),
        ("", {"LANGUAGE": "cy"}, ""),
    ],
)
def test_a_setting_comes_before_the_environment_and_a_list_only_where_there_is_a_locale(
    built: Path, setting: str, environ: dict[str, str], wanted: str
) -> None:
    assert wanted_language(setting, environ, built) == wanted


def test_catalogues_are_looked_for_in_the_package_first(tmp_path: Path) -> None:
    package = tmp_path / "src" / "cofacil"
    (package / "_locale").mkdir(parents=True)
    assert shipped_catalogs(package) == package / "_locale"


def test_catalogues_are_found_in_the_checkout_when_the_package_has_none(tmp_path: Path) -> None:
    package = tmp_path / "src" / "cofacil"
    package.mkdir(parents=True)
    assert shipped_catalogs(package) == tmp_path / "build" / "locale"


def test_what_is_built_in_this_checkout_is_spoken_here_and_by_a_child() -> None:
    compile_catalogs(ROOT / "locale", ROOT / "build" / "locale")
    _read.cache_clear()
    code = "from cofacil.language.catalog import language_now, speak; speak('qps'); print(language_now())"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (catalog_for("qps").language, child.stdout) == ("qps", "qps\n")


def test_reading_english_imports_no_gettext() -> None:
    code = """
import sys
from cofacil.language.catalog import _, ngettext, speak, wanted_language
speak(wanted_language("", {"LANG": "en_GB.UTF-8"}))
print(_("{who} is here.", who="Ana"), ngettext("one", "many", 2), *{"gettext", "struct", "locale", "asyncio"} & {*sys.modules})
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert child.stdout == "Ana is here. many\n"

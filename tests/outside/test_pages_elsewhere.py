"""What other people's programs make of the pages: a browser with axe in it, the Nu validator, and a reader of PDF."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from board_pages import example, hostile
from checkouts import ROOT
from chromium import DESK, NPM, PHONE, axe_tells, chromium, set_window
from cli_running import Cofacil
from compiling import compile_catalogs
from selenium import webdriver

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.kinds import Kind
from cofacil.export.board_page import as_html, as_pdf
from cofacil.export.catchup_file import as_page
from cofacil.export.html_page import html_of
from cofacil.export.wall_svg import as_svg
from cofacil.language.catalog import spoken
from cofacil.language.catchup import LARGE, catch_up
from cofacil.wiring.wall_picture import painted_wall

pytestmark = pytest.mark.outside


def _catchup() -> bytes:
    made = example()
    page = catch_up(made.board, made.board.held[-1], made.now)
    return html_of(as_page(page, LARGE))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages as files: the example's, one with hostile words, one in another language, one in large print."""
    folder, words = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("locale")
    compile_catalogs(ROOT / "locale", words)
    made = {"example": as_html(example()), "first": as_html(example("1")), "hostile": as_html(hostile())}
    with spoken("qps", words):
        made["qps"] = as_html(example()._replace(language="cy"))
    made["away"] = _catchup()
    files = {name: folder / f"{name}.html" for name in made}
    for name, html in made.items():
        files[name].write_bytes(html)
    return files


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


def shown(browser: webdriver.Chrome, page: Path, scheme: str, width: int) -> None:
    """Show a page as somebody has set their computer, in a window so wide."""
    set_window(browser, width, scheme=scheme)
    browser.get(page.as_uri())


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["example", "first", "hostile", "qps", "away"])
def test_axe_finds_nothing_and_doubts_nothing(
    browser: webdriver.Chrome, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    shown(browser, pages[name], scheme, width)
    assert not axe_tells(browser)
    ground = browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(0, 0, 0)"}[scheme]


@pytest.mark.parametrize("width", [320, PHONE, DESK])
@pytest.mark.parametrize("name", ["example", "hostile", "away"])
def test_nothing_stands_beside_the_window_at_any_size_of_letters(
    browser: webdriver.Chrome, pages: dict[str, Path], name: str, width: int
) -> None:
    shown(browser, pages[name], "light", width)
    for size in ("100%", "200%"):
        browser.execute_script("document.documentElement.style.fontSize = arguments[0]", size)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_table_is_a_table_to_whoever_listens(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    """Browsers once forgot what a table is where its rows were laid one below the other."""
    heard = {}
    for width in (PHONE, DESK):
        shown(browser, pages["example"], "light", width)
        nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node.get("ignored"))
        heard[width] = {role: roles[role] for role in ("table", "row", "cell", "columnheader", "rowheader")}
    assert heard[PHONE] == heard[DESK]
    assert heard[DESK]["table"] >= 3
    assert heard[DESK]["columnheader"] >= 9


def test_nothing_runs_and_nothing_is_fetched(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    shown(browser, pages["hostile"], "light", DESK)
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert browser.execute_script("return document.scripts.length") == 0


def test_the_nu_validator_has_nothing_to_say(pages: dict[str, Path], tmp_path: Path) -> None:
    picture = tmp_path / "wall.svg"
    made = example()
    picture.write_bytes(as_svg(made._replace(painted=painted_wall(made.board, made.now))))
    validator = NPM / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [*map(str, pages.values()), str(picture)]
    told = subprocess.run(
        ["java", "-jar", str(validator), "--Werror", "--also-check-svg", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(("made", "title", "language"), [(example, "Riverside garden", "en"), (hostile, None, "cy_GB")])
def test_the_pdf_is_tagged_titled_and_in_its_language(
    made: Any, title: str | None, language: str, tmp_path: Path
) -> None:
    exported = made()._replace(language=language)
    file = tmp_path / "page.pdf"
    file.write_bytes(as_pdf(exported))
    with pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language.replace("_", "-")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["dc:title"] == (title or exported.title)
            assert about["pdfuaid:part"] == "1"
        tags = Counter(_tags(pdf.Root.StructTreeRoot))
        assert tags["/H1"] == 1
        assert tags["/H2"] >= 5
        assert tags["/Table"] >= 3
        assert tags["/TH"] >= 9
        assert tags["/LI"] >= 10
        assert all("/FontFile2" in font or "/FontFile3" in font for font in _fonts(pdf))
        assert not [page for page in pdf.pages if "/Annots" in page and "/URI" in str(page.Annots)]


def _tags(element: Any) -> Iterator[str]:
    """Yield what each part of a PDF is said to be."""
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S)
    children = element.get("/K", ()) if isinstance(element, pikepdf.Dictionary) else ()
    for child in children if isinstance(children, pikepdf.Array) else (children,):
        if isinstance(child, pikepdf.Dictionary):
            yield from _tags(child)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield item


def test_a_board_and_the_page_for_whoever_was_away_are_kept_as_pdf(tmp_path: Path) -> None:
    cofacil = Cofacil(tmp_path / "home")
    path = cofacil.begin()
    cofacil.do(path, OpenMeeting("meeting/1", ()))
    cofacil.do(path, AddCard("card/1", Kind.QUESTION, "Who opens the gate?"))
    for command in ("export", "catchup"):
        target = tmp_path / f"{command}.pdf"
        result = cofacil(command, "riverside", "--to", str(target))
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        assert target.read_bytes().startswith(b"%PDF-1.7")
    result = cofacil("export", "riverside", "--format", "pdf")
    assert result.stdout_bytes.startswith(b"%PDF-1.7")

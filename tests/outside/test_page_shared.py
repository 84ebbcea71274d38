"""The page of a process that shares for real, in a browser, beside somebody at `ssh` and the host at the board.

`COFACIL_PICTURES=FOLDER python -m pytest -m outside -n 0 tests/outside/test_page_shared.py` leaves a picture of each thing there.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from chromium import DESK, PHONE, axe_tells, chromium, set_window
from panes import Pane
from selenium import webdriver
from selenium.webdriver.common.by import By
from ssh_home import PROGRAM, Home, make_home, open_terminals
from test_roles_meanwhile import let
from test_web_in_a_browser import ask, choose, line, until, without_scripts

from cofacil.board.kinds import Role
from cofacil.share.invitations import Invitations
from free_ports import free_port

__all__ = ["make_home", "open_terminals"]

pytestmark = pytest.mark.outside
PICTURES = os.environ.get("COFACIL_PICTURES", "")
LIMIT = 15.0


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


class Shared(NamedTuple):
    """A board that its host has open, and shares by ssh and by a page."""

    home: Home
    ana: Pane
    url: str
    word: str
    """The word on the wall."""


@contextmanager
def shared(home: Home) -> Iterator[Shared]:
    port = free_port()
    with home.pane("ana", (100, 30)) as ana:
        ana.run(f"{PROGRAM} share riverside --port {home.port} --web --web-port {port}", "[1 ? QUESTIONS")
        (words,) = (home.folder / "home" / "share").glob("*/members")
        now = time.time_ns() // 1_000_000
        word = Invitations(words.with_name("words")).open_room(Role.PARTICIPANT, 9, now + 36_000_000, now)
        yield Shared(home, ana, f"http://127.0.0.1:{port}", word)


def picture(browser: webdriver.Chrome, name: str) -> None:
    """Leave a picture to be looked at, on a phone and at a desk."""
    if PICTURES:
        for width, height in ((PHONE, 844), (DESK, 800)):
            set_window(browser, width, height)
            browser.save_screenshot(str(Path(PICTURES) / f"{name}-{width}.png"))
        set_window(browser, PHONE, 844)


def come_in(browser: webdriver.Chrome, url: str, word: str, name: str) -> None:
    browser.get(url)
    browser.find_element(By.ID, "name").send_keys(name)
    browser.find_element(By.ID, "word").send_keys(word)
    browser.find_element(By.CSS_SELECTOR, "form.entering .main-button").click()
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "body.board"), LIMIT)


def page_says(browser: webdriver.Chrome, words: str) -> None:
    end = time.monotonic() + LIMIT
    while words not in (text := " ".join(str(ask(browser, "document.body.innerText")).split())):
        assert time.monotonic() < end, f"{words!r} is not on the page:\n{text}"
        time.sleep(0.02)


def axe_finds(browser: webdriver.Chrome) -> list[tuple[str, str]]:
    """Return what axe finds in a window as high as the page: what stands still over what scrolls makes it doubt."""
    set_window(browser, PHONE, 40_000)
    found = axe_tells(browser)
    set_window(browser, PHONE, 844)
    return found


def ready(browser: webdriver.Chrome) -> None:
    until(lambda: ask(browser, "document.body.dataset.isReady"), LIMIT)


def add(browser: webdriver.Chrome, kind: str, words: str) -> None:
    choose(browser, kind)
    line(browser).send_keys(f"{words}\n")
    page_says(browser, words)
    until(lambda: line(browser).get_attribute("value") == "", LIMIT)


def change_own(browser: webdriver.Chrome, words: str) -> None:
    """Change one's own card on the page of all of it."""
    browser.find_element(By.CSS_SELECTOR, ".card a[href^='/card']").click()
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "form.changing"), LIMIT)
    picture(browser, "change")
    browser.find_element(By.ID, "words").clear()
    browser.find_element(By.ID, "words").send_keys(words)
    browser.find_element(By.CSS_SELECTOR, "form.changing .main-button").click()


def ask_to_write(browser: webdriver.Chrome, ana: Pane) -> None:
    """Ask as whoever watches does, and be let."""
    browser.find_element(By.XPATH, "//button[text()='Ask to write']").click()
    page_says(browser, "You have asked. Go on watching.")
    ana.until("Mo asks to write")
    ana.press("j")
    ana.until("Enter let Mo write")
    ana.press("Enter")
    ana.until("Mo can write now.")
    ana.press("Escape")


def test_a_phone_takes_part_beside_a_terminal_until_sharing_ends(home: Home, browser: webdriver.Chrome) -> None:
    set_window(browser, PHONE, 844)
    with shared(home) as board, home.guest("Dee", (100, 30)) as dee:
        browser.get(board.url)
        picture(browser, "enter")
        come_in(browser, board.url, board.word, "Mo")
        ready(browser)
        add(browser, "offer", "A van on Saturdays")
        dee.say("2", "A van on Saturdays")
        board.ana.say("2", "A van on Saturdays")
        dee.say("a", "Offer:")
        dee.type("Two ladders")
        dee.press("Enter")
        page_says(browser, "Two ladders")
        dee.press("Escape")
        add(browser, "missing", "Night cleaners")
        dee.until("5 _ Not here 2")
        picture(browser, "board")
        assert not axe_finds(browser)
        change_own(browser, "A van, most Saturdays")
        dee.until("A van, most Saturdays")
        page_says(browser, "A van, most Saturdays")
        ready(browser)
        board.ana.say("q", "Leave it?")
        board.ana.press("Enter")
        page_says(browser, "The board is no longer shared.")
        picture(browser, "stopped")
        dee.until("The board is no longer shared.")
    assert {"A van on Saturdays", "Two ladders"} <= set(home.texts)


def test_whoever_types_on_a_phone_is_let_watch_write_and_facilitate_and_put_out_and_loses_no_word(
    home: Home, browser: webdriver.Chrome
) -> None:
    set_window(browser, PHONE, 844)
    with shared(home) as board:
        come_in(browser, board.url, board.word, "Mo")
        ready(browser)
        line(browser).send_keys("Who waters the")
        let(board.ana, "Mo", "2", "Mo only watches now")
        page_says(browser, "What you typed is still here: Who waters the")
        page_says(browser, "Ana lets you only watch from now on.")
        picture(browser, "watching")
        assert not axe_finds(browser)
        ask_to_write(browser, board.ana)
        until(lambda: line(browser).get_attribute("value") == "Who waters the", LIMIT)
        page_says(browser, "Ana lets you write.")
        let(board.ana, "Mo", "3", "Mo facilitates with you now")
        page_says(browser, "Ana lets you facilitate.")
        assert line(browser).get_attribute("value") == "Who waters the"
        line(browser).send_keys(" beds\n")
        board.ana.until("Who waters the beds")
        line(browser).send_keys("Half a sent")
        let(board.ana, "Mo", "4", "Put Mo out?", "Enter")
        page_says(browser, "Ana has ended your seat here.")
        page_says(browser, "What you typed is still here: Half a sent")
        picture(browser, "out")
        assert not axe_finds(browser)
        come_in(browser, board.url, board.word, "Mo")
        ready(browser)
        assert line(browser).get_attribute("value") == "Half a sent"
        board.ana.press("1")
        board.ana.until("Who waters the beds")
        assert "Who waters the beds" in home.texts


def test_without_scripts_a_phone_comes_in_writes_asks_to_write_and_reads_that_it_is_put_out(
    home: Home, browser: webdriver.Chrome
) -> None:
    set_window(browser, PHONE, 844)
    with shared(home) as board, without_scripts(browser):
        come_in(browser, board.url, board.word, "Mo")
        choose(browser, "question")
        line(browser).send_keys("Who has the key?")
        browser.find_element(By.CSS_SELECTOR, "#form .main-button").click()
        board.ana.until("Who has the key?")
        page_says(browser, "Who has the key?")
        picture(browser, "no-scripts")
        line(browser).send_keys("Half a sent")
        let(board.ana, "Mo", "2", "Mo only watches now")
        browser.find_element(By.CSS_SELECTOR, "#form .main-button").click()
        page_says(browser, "Half a sent")
        picture(browser, "no-scripts-watching")
        browser.get(board.url)
        ask_to_write(browser, board.ana)
        browser.get(board.url)
        line(browser).send_keys("Half a sent")
        let(board.ana, "Mo", "4", "Put Mo out?", "Enter")
        browser.find_element(By.CSS_SELECTOR, "#form .main-button").click()
        page_says(browser, "Ana has ended your seat here.")
        page_says(browser, "Half a sent")
        picture(browser, "no-scripts-out")
        assert home.texts == ["Who has the key?"]

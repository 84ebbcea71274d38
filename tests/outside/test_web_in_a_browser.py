"""The page in a browser, as a person drives it: on a phone, at a desk, with large letters, with a keyboard, without scripts."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from chromium import DESK, PHONE, axe_tells, chromium, set_window
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from web_reading import VIC, of_the_example, of_the_hostile
from web_served import Served, beside_the_board, garden, serving

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.commands.timer import StartTimer
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Who
from cofacil.web.pages import Parted, board_page, change_page, parted_page

pytestmark = pytest.mark.outside
KOFI = Who("kofi", "Kofi", Role.PARTICIPANT)
WITHIN = 5.0
"""Seconds that a machine which many use may take."""
PAGES = (
    "/",
    "/quiet",
    "/example",
    "/hostile",
    "/viewer",
    "/change",
    "/enter",
    "/wrong",
    "/is-you",
    "/several",
    "/waiting",
    "/refused",
    "/parted",
    "/out",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def served(browser: webdriver.Chrome) -> Iterator[Served]:
    with serving(garden) as made:
        example = of_the_example()
        own = next(card for card in example.board.cards() if example.board.is_own(card, example.person))
        quiet = garden()
        quiet.do(BeginQuiet(quiet.new("step")))
        quiet.do(AddCard(quiet.new("card"), Kind.OFFER, "another's secret"), KOFI)
        made.pages = {
            **beside_the_board(),
            "/example": board_page(example),
            "/hostile": board_page(of_the_hostile()),
            "/viewer": board_page(of_the_example(VIC)),
            "/change": change_page(example, own.id),
        }
        made.wall, before = quiet, made.wall
        made.pages["/quiet"] = board_page(made.shown())
        made.wall = before
        yield made
        browser.get("about:blank")  # a page whose server has gone asks for it again, in the middle of the next test


def go(browser: webdriver.Chrome, served: Served, path: str = "/", width: int = PHONE, height: int = 844) -> None:
    served.is_still = path != "/"
    set_window(browser, width, height)
    browser.get("about:blank")
    browser.get(served.address + path)
    browser.execute_script("sessionStorage.clear()")
    if path == "/":
        browser.get(served.address + path)
        until(lambda: bool(served.streams) and ask(browser, "document.body.dataset.isReady"))


def ask(browser: webdriver.Chrome, words: str) -> Any:
    return browser.execute_script(f"return {words}")


def until(is_so: Callable[[], object], seconds: float = WITHIN) -> None:
    end = time.monotonic() + seconds
    while True:
        with suppress(StaleElementReferenceException):  # another page has come in the middle of reading one
            if is_so():
                return
        assert time.monotonic() < end, "it did not come to be so"
        time.sleep(0.02)


def line(browser: webdriver.Chrome) -> WebElement:
    return browser.find_element(By.ID, "words")


def reads(browser: webdriver.Chrome, name: str) -> str:
    return str(ask(browser, f"document.getElementById('{name}').textContent"))


def choose(browser: webdriver.Chrome, kind: str) -> None:
    browser.find_element(By.ID, f"kind-{kind}").click()


@contextmanager
def without_scripts(browser: webdriver.Chrome) -> Iterator[None]:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


# seen by everybody


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_doubts_nothing(
    browser: webdriver.Chrome, served: Served, path: str, scheme: str, width: int
) -> None:
    # As high as the page: what stands still over what scrolls would make it doubt the letters below.
    set_window(browser, width, 40_000, scheme)
    served.is_still = True
    browser.get(served.address + path)
    assert not axe_tells(browser)
    ground = ask(browser, "getComputedStyle(document.documentElement).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(0, 0, 0)"}[scheme]


@pytest.mark.parametrize("width", [320, PHONE, DESK])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_beside_the_window_at_any_size_of_letters(
    browser: webdriver.Chrome, served: Served, path: str, width: int
) -> None:
    set_window(browser, width)
    served.is_still = True
    browser.get(served.address + path)
    for size in ("100%", "200%"):
        browser.execute_script("document.documentElement.style.fontSize = arguments[0]", size)
        assert ask(browser, "document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(PHONE, 844), (DESK, 800)])
def test_zoomed_in_twice_half_of_the_window_is_still_the_board(
    browser: webdriver.Chrome, served: Served, width: int, height: int
) -> None:
    set_window(browser, width, height, zoom=2)
    served.is_still = True
    browser.get(served.address + "/example")
    assert ask(browser, "document.querySelector('.asked').getBoundingClientRect().width") > width / 2 / 2
    browser.execute_script("window.scrollTo(0, 900)")
    assert ask(browser, "document.documentElement.scrollWidth") <= width // 2
    still = "['.now', '.dock'].map((name) => document.querySelector(name).getBoundingClientRect())"
    seen = f"{still}.reduce((sum, at) => sum + Math.max(0, Math.min(at.bottom, innerHeight) - Math.max(at.top, 0)), 0)"
    assert ask(browser, seen) <= height / 2 / 2


def test_question_and_timer_stay_on_top_and_the_form_at_the_thumb(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served, "/example")
    browser.execute_script("window.scrollTo(0, 1500)")
    assert ask(browser, "document.getElementById('now').getBoundingClientRect().top") == 0
    assert abs(ask(browser, "document.getElementById('form').getBoundingClientRect().bottom") - 844) <= 1
    assert ask(browser, "document.getElementById('words').getBoundingClientRect().width") > PHONE / 2


def test_on_a_phone_one_column_and_four_at_a_desk(browser: webdriver.Chrome, served: Served) -> None:
    lefts = "new Set([...document.querySelectorAll('.column')].map((one) => Math.round(one.getBoundingClientRect().left))).size"
    for width, columns in ((PHONE, 1), (DESK, 4), (1680, 5)):
        go(browser, served, "/example", width)
        assert ask(browser, lefts) == columns


def test_who_listens_hears_headings_lists_and_landmarks(browser: webdriver.Chrome, served: Served) -> None:
    heard = {}
    for width in (PHONE, DESK):
        go(browser, served, "/example", width)
        nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node.get("ignored"))
        heard[width] = roles
        assert {roles[role] for role in ("banner", "main")} == {1}
        assert roles["region"] >= 7  # now, five columns, who is here, the form
        assert roles["heading"] >= 7
        assert roles["list"] >= 5
        assert roles["radio"] == len(Kind) + 1
        assert roles["alert"] == 0
    assert heard[PHONE]["listitem"] - heard[DESK]["listitem"] == len(Kind) + 1  # those to jump by


def test_the_keyboard_leads_past_it_all_to_the_form(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served, width=DESK)
    for _press in range(2):
        browser.switch_to.active_element.send_keys(Keys.TAB)
    assert str(browser.switch_to.active_element.get_attribute("href")).endswith("#form")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert ask(browser, "document.activeElement.closest('#form') !== null")


def test_nothing_is_fetched_from_elsewhere_and_the_policy_forbids_nothing(
    browser: webdriver.Chrome, served: Served
) -> None:
    browser.get_log("browser")  # type: ignore[no-untyped-call]  # what was said before is not this page's
    go(browser, served)
    fetched = ask(browser, "performance.getEntriesByType('resource').map((one) => one.name)")
    assert fetched
    assert all(address.startswith(served.address) for address in fetched)
    assert not [told for told in browser.get_log("browser") if told["level"] == "SEVERE"]  # type: ignore[no-untyped-call]


# written on a phone


def test_a_card_is_written_and_the_line_is_ready_for_the_next(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    choose(browser, "action")
    line(browser).send_keys("I will ask the caretaker", Keys.ENTER)
    until(lambda: line(browser).get_attribute("value") == "")
    until(lambda: "I will ask the caretaker" in reads(browser, "column-action"))
    assert ask(browser, "document.activeElement.id") == "words"
    assert reads(browser, "said") == "Kept."
    assert ask(browser, "document.getElementById('kind-action').checked")
    line(browser).send_keys("and the council", Keys.ENTER)
    until(lambda: "and the council" in reads(browser, "column-action"))
    assert [card.text for card in served.wall.board.columns[Kind.ACTION]][-2:] == [
        "I will ask the caretaker",
        "and the council",
    ]


def test_who_is_missing_is_named(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    choose(browser, "missing")
    line(browser).send_keys("under-16s")
    browser.find_element(By.CSS_SELECTOR, "#form button").click()
    until(lambda: "under-16s" in reads(browser, "column-missing"))


def test_pressed_twice_it_is_kept_once(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    line(browser).send_keys("only once")
    browser.execute_script(
        "const form = document.querySelector('#form form'); form.requestSubmit(); form.requestSubmit();"
    )
    until(lambda: line(browser).get_attribute("value") == "")
    assert [form["words"] for form in served.posted] == ["only once"]
    assert [card.text for card in served.wall.board.cards()].count("only once") == 1


def test_what_is_refused_says_so_beside_the_words_that_stay(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    browser.execute_script("document.querySelector('#words').removeAttribute('maxlength')")
    browser.execute_script("document.querySelector('#words').value = 'x'.repeat(3000)")
    line(browser).send_keys(Keys.ENTER)
    until(lambda: line(browser).get_attribute("aria-invalid") == "true")
    assert "2,000" in reads(browser, "words-error")
    assert "words-error" in (line(browser).get_attribute("aria-describedby") or "")
    assert len(line(browser).get_attribute("value") or "") == 3000
    line(browser).clear()
    line(browser).send_keys("shorter", Keys.ENTER)
    until(lambda: "shorter" in reads(browser, "column-question"))
    assert line(browser).get_attribute("aria-invalid") is None


# what comes while somebody types and reads


def test_what_others_write_comes_and_nothing_else_moves(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    line(browser).send_keys("half of a sent")
    browser.execute_script("document.querySelector('#words').setSelectionRange(4, 8)")
    browser.execute_script("document.querySelector('#column-action details').open = true")
    browser.execute_script("document.body.style.overflowAnchor = 'none'")  # as on a telephone of Apple's
    browser.execute_script("window.scrollTo(0, 2500)")
    seen = "[...document.querySelectorAll('.card')].find((card) => card.getBoundingClientRect().bottom > 200)"
    browser.execute_script(
        f"window.seen = {seen}; window.at = window.seen.getBoundingClientRect().top; window.moved = 0"
    )
    browser.execute_script(
        "new MutationObserver((all) => { window.moved += all.length }).observe("
        "document.getElementById('column-issue'), {subtree: true, childList: true, attributes: true, characterData: true})"
    )
    served.wall.do(AddCard(served.wall.new("card"), Kind.QUESTION, "What did we forget?"), KOFI)
    served.tell("Kofi asked a question, Q13.")
    until(lambda: "What did we forget?" in reads(browser, "column-question"))
    assert line(browser).get_attribute("value") == "half of a sent"
    assert ask(browser, "[document.activeElement.id, document.activeElement.selectionStart]") == ["words", 4]
    assert ask(browser, "document.querySelector('#column-action details').open")
    assert abs(ask(browser, "window.seen.getBoundingClientRect().top - window.at")) <= 1
    assert ask(browser, "window.moved") == 0
    until(lambda: reads(browser, "said") == "Kofi asked a question, Q13.")
    until(lambda: ask(browser, "document.querySelectorAll('.card.new').length") == 1)


@pytest.mark.parametrize("size", [(PHONE, 844, 500), (PHONE, 640, 380), (844, 390, 190)])
@pytest.mark.parametrize("place", [0, 1500])
def test_a_field_that_is_tapped_and_typed_in_stays_in_sight_and_nothing_else_moves(
    browser: webdriver.Chrome, served: Served, size: tuple[int, int, int], place: int
) -> None:
    width, height, with_a_keyboard = size
    go(browser, served, width=width, height=height)
    browser.execute_script(f"window.scrollTo({{top: {place}, behavior: 'instant'}})")
    tap(browser, line(browser))
    until(lambda: ask(browser, "document.activeElement.id") == "words")
    set_window(browser, width, with_a_keyboard)
    until(lambda: ask(browser, "innerHeight") == with_a_keyboard)
    for letter in "three words of":
        press(browser, letter)
    assert line(browser).get_attribute("value") == "three words of"
    stands = ask(
        browser, "(({top, bottom}) => [top, bottom])(document.getElementById('words').getBoundingClientRect())"
    )
    assert 0 <= stands[0] < stands[1] <= with_a_keyboard
    assert ask(browser, "scrollY") == place


@pytest.mark.parametrize("column", ["offer", "issue", "missing"])
def test_what_is_jumped_to_stands_between_what_stands_still(
    browser: webdriver.Chrome, served: Served, column: str
) -> None:
    go(browser, served, "/example")
    browser.find_element(By.CSS_SELECTOR, f"#to-{column} a").click()
    until(lambda: ask(browser, "scrollY") > 0)
    top, bottom = ask(
        browser,
        f"(({{top, bottom}}) => [top, bottom])(document.getElementById('column-{column}-head').getBoundingClientRect())",
    )
    assert ask(browser, "document.querySelector('.now').getBoundingClientRect().bottom") <= top
    assert bottom <= ask(browser, "document.querySelector('.dock').getBoundingClientRect().top")


def tap(browser: webdriver.Chrome, element: WebElement) -> None:
    """Touch something where it stands: a driver's own click would scroll to it."""
    where = "(({x, y, width, height}) => ({x: x + width / 2, y: y + height / 2}))(arguments[0].getBoundingClientRect())"
    at = browser.execute_script(f"return {where}", element)
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def press(browser: webdriver.Chrome, letter: str) -> None:
    for kind in ("keyDown", "keyUp"):
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": kind, "text": letter, "key": letter})


def test_of_many_things_only_the_last_are_read_out(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    browser.execute_script(
        "window.heard = []; new MutationObserver(() => window.heard.push(document.getElementById('said').textContent))"
        ".observe(document.getElementById('said'), {childList: true})"
    )
    for number in range(20):
        served.send("said", {"words": f"Thing {number}."})
        time.sleep(0.05)
    until(lambda: "Thing 19." in reads(browser, "said"))
    time.sleep(0.5)
    assert len(ask(browser, "window.heard")) <= 2


def test_the_clock_is_counted_down(browser: webdriver.Chrome, served: Served) -> None:
    served.wall.now = time.time_ns() // 1_000_000
    served.wall.do(StartTimer(1))
    served.wall.now -= 58_500  # it began so long ago
    served.wall.do(StartTimer(1))
    served.wall.now += 58_500
    go(browser, served)
    figures = "document.querySelector('.figures').textContent"
    assert ask(browser, figures) in {"00:02", "00:01", "TIME"}
    until(lambda: ask(browser, figures) == "TIME")
    until(lambda: reads(browser, "said") == "Time. Finish what you are saying.")


def test_a_lost_line_is_said_and_what_was_sent_meanwhile_is_kept_once(
    browser: webdriver.Chrome, served: Served
) -> None:
    go(browser, served)
    served.drop()
    until(lambda: reads(browser, "lost") == "Line lost, trying again.")
    line(browser).send_keys("written without a line", Keys.ENTER)
    until(lambda: reads(browser, "said").startswith("Not kept yet"))
    assert line(browser).get_attribute("value") == "written without a line"
    served.is_down = False
    until(lambda: "written without a line" in reads(browser, "column-question"), 20)
    assert [card.text for card in served.wall.board.cards()].count("written without a line") == 1
    assert reads(browser, "lost") == ""
    until(lambda: line(browser).get_attribute("value") == "")


def test_without_room_for_a_line_the_page_stays_and_is_read_again(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    browser.execute_script("window.stays = 1")
    line(browser).send_keys("half of a sent")
    served.is_full = True
    for stream in tuple(served.streams):
        stream.put("")
    served.wall.do(AddCard(served.wall.new("card"), Kind.QUESTION, "What did we forget?"), KOFI)
    until(lambda: "What did we forget?" in reads(browser, "column-question"), 20)
    assert ask(browser, "window.stays") == 1
    assert line(browser).get_attribute("value") == "half of a sent"
    assert reads(browser, "lost") == "Line lost, trying again."
    served.is_full = False
    until(lambda: reads(browser, "lost") == "", 20)


def test_a_session_that_ended_leads_to_the_way_in_with_its_words(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    line(browser).send_keys("half of a sent")
    served.pages["/"] = served.pages["/enter"]
    served.is_full = True
    for stream in tuple(served.streams):
        stream.put("")
    until(lambda: browser.find_elements(By.ID, "word"), 20)
    del served.pages["/"]
    served.is_full = False
    browser.refresh()
    until(lambda: line(browser).get_attribute("value") == "half of a sent")


def test_how_a_seat_has_ended_is_told_though_it_is_told_once(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    line(browser).send_keys("half of a sent")
    served.pages["/"] = parted_page(Parted.PUT_OUT, "Ana")
    served.once = "/"
    served.is_full = True
    for stream in tuple(served.streams):
        stream.put("")
    until(lambda: "Ana has ended your seat here." in browser.find_element(By.TAG_NAME, "body").text, 20)
    assert "half of a sent" in browser.find_element(By.TAG_NAME, "main").text
    assert browser.title == "Ana has ended your seat here."


def test_an_answer_that_is_none_loses_nothing_and_is_not_asked_for_again(
    browser: webdriver.Chrome, served: Served
) -> None:
    go(browser, served)
    served.is_garbled = True
    line(browser).send_keys("too much of it", Keys.ENTER)
    until(lambda: reads(browser, "said").startswith("That was not kept."))
    assert line(browser).get_attribute("value") == "too much of it"
    served.is_garbled = False
    served.tell()
    served.tell()
    time.sleep(0.3)
    assert not served.posted


def test_a_role_that_is_taken_leaves_the_words_and_gives_them_back(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    choose(browser, "action")
    line(browser).send_keys("half of a sent")
    served.be(Role.VIEWER)
    until(lambda: not browser.find_elements(By.ID, "words"))
    assert "half of a sent" in reads(browser, "form")
    served.be(Role.PARTICIPANT)
    until(lambda: browser.find_elements(By.ID, "words"))
    assert line(browser).get_attribute("value") == "half of a sent"
    assert chosen(browser) == "action"


def test_sharing_ends_and_the_words_stand_there_to_be_copied(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    line(browser).send_keys("half of a sent")
    served.send("go", {"to": "/parted"})
    until(lambda: browser.current_url.endswith("/parted"))
    until(lambda: "half of a sent" in browser.find_element(By.TAG_NAME, "main").text)


def chosen(browser: webdriver.Chrome) -> str:
    return str(ask(browser, "document.querySelector('[name=kind]:checked').value"))


@pytest.mark.parametrize("kind", ["question", "offer", "action", "issue", "missing"])
def test_a_reload_loses_no_word_and_not_what_it_was_to_be(browser: webdriver.Chrome, served: Served, kind: str) -> None:
    go(browser, served)
    line(browser).send_keys("half of a sent")
    choose(browser, kind)
    browser.refresh()
    until(lambda: ask(browser, "document.body.dataset.isReady"))
    assert line(browser).get_attribute("value") == "half of a sent"
    assert chosen(browser) == kind


def test_what_was_sent_leaves_nothing_chosen_behind(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    before = chosen(browser)
    choose(browser, "issue")
    line(browser).send_keys("The gate squeaks\n")
    until(lambda: line(browser).get_attribute("value") == "")
    browser.refresh()
    until(lambda: ask(browser, "document.body.dataset.isReady"))
    assert (line(browser).get_attribute("value"), chosen(browser)) == ("", before)


def test_who_comes_back_to_the_board_finds_the_kind_with_the_words(browser: webdriver.Chrome, served: Served) -> None:
    go(browser, served)
    choose(browser, "offer")
    line(browser).send_keys("half of a sent")
    served.send("go", {"to": "/parted"})
    until(lambda: browser.current_url.endswith("/parted"))
    browser.get(served.address + "/")
    until(lambda: ask(browser, "document.body.dataset.isReady"))
    assert (line(browser).get_attribute("value"), chosen(browser)) == ("half of a sent", "offer")


# without scripts


def test_without_scripts_it_reads_and_sends(browser: webdriver.Chrome, served: Served) -> None:
    with without_scripts(browser):
        set_window(browser, PHONE)
        browser.get(served.address + "/")
        assert "As it was at" in browser.find_element(By.TAG_NAME, "body").text
        choose(browser, "offer")
        line(browser).send_keys("a ladder")
        browser.find_element(By.CSS_SELECTOR, "#form button").click()
        until(lambda: "a ladder" in browser.find_element(By.ID, "column-offer").text)
        assert browser.find_element(By.ID, "said").text == "Kept."
        browser.find_element(By.LINK_TEXT, "Look again").click()
        assert browser.find_element(By.ID, "said").text == ""


def test_without_scripts_ones_own_card_is_changed(browser: webdriver.Chrome, served: Served) -> None:
    with without_scripts(browser):
        set_window(browser, PHONE)
        browser.get(served.address + "/")
        browser.find_element(By.CSS_SELECTOR, "#card-mine .change").send_keys(Keys.ENTER)
        field = line(browser)
        field.clear()
        field.send_keys("my van, on Mondays")
        browser.find_element(By.CSS_SELECTOR, ".changing button").click()
        until(lambda: "my van, on Mondays" in browser.find_element(By.ID, "board").text)

"""A browser as people set theirs: the window's size, light or dark, with or without scripts; and axe in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PHONE, DESK = 390, 1280
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NPM = Path(os.environ.get("COFACIL_NPM", "node_modules"))
"""Where npm put axe-core and vnu-jar: .ci/run says it."""


@contextmanager
def chromium(folder: Path) -> Iterator[webdriver.Chrome]:
    """Run a browser that keeps what it keeps in a folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


def set_window(browser: webdriver.Chrome, width: int, height: int = 844, scheme: str = "light", zoom: int = 1) -> None:
    """Have a window so large, as somebody has set their computer; zoomed in it holds so much less."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    window = {
        "width": width // zoom,
        "height": height // zoom,
        "deviceScaleFactor": zoom,
        "mobile": width == PHONE,
    }
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)


def axe_tells(browser: webdriver.Chrome) -> list[tuple[str, str]]:
    """Return what axe finds, and what it doubts: rule and element."""
    browser.execute_script((NPM / "axe-core" / "axe.min.js").read_text())
    run = "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}}).then(arguments[1])"
    found: dict[str, list[dict[str, Any]]] = browser.execute_async_script(run, RULES)
    assert len(found["passes"]) > 15
    return [
        (rule["id"], node["html"])
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
    ]

"""A page as PDF, tagged so that whoever listens to it hears heads, lists and tables: the print of the HTML page."""

import logging

from cofacil.board.errors import Trouble
from cofacil.export.document import Page
from cofacil.export.html_page import html_of


def pdf_of(page: Page) -> bytes:
    """Return the page as PDF/UA.

    Raises:
        Trouble: what makes PDF is not installed here.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as trouble:  # OSError: the libraries beneath it are not there
        raise Trouble("pdf-not-installed") from trouble
    # It tells of every rule of the style that is for a screen.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    made = HTML(string=html_of(page).decode(), url_fetcher=_fetch_nothing).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)  # noqa: S101  # no target was named
    return made


def _fetch_nothing(url: str, *_more: object, **_named: object) -> object:
    """Refuse to fetch: a page holds all that it is made of."""
    raise ValueError(url)

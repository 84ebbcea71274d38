"""The page for whoever was away as a file, as its name says: never in the place of another file."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.export.document import Block, Item, Items, Page, Paragraph, Section
from cofacil.export.new_file import keep_new
from cofacil.language.catalog import language_now
from cofacil.language.catchup import PRINT, CatchUp, Line, Part

_WRITERS: Mapping[str, str] = {
    ".txt": "cofacil.export.text_page:text_of",
    ".md": "cofacil.export.markdown_page:markdown_of",
    ".html": "cofacil.export.html_page:html_of",
    ".pdf": "cofacil.export.pdf_page:pdf_of",
}
"""By how a file's name ends, what writes it; fetched when it is asked for."""


def keep_page(path: Path, page: CatchUp, width: int = PRINT) -> Path:
    """Write the page into a new file, plain text where its name does not say otherwise; return where it is.

    Raises:
        Trouble: there is a file of that name, it is to be of another kind, or it cannot be written.
    """
    if path.suffix == "":
        path = path.with_name(f"{path.name}.txt")
    place = _WRITERS.get(path.suffix.casefold())
    if place is None:
        raise Trouble("page-of-no-kind", file=path.name)
    module, _colon, name = place.partition(":")
    write: Callable[[Page], bytes] = getattr(import_module(module), name)
    keep_new(path, write(as_page(page, width)))
    return path


def keep_page_as(name: str, page: CatchUp, width: int) -> Path:
    """Write the page into a new file of a name that somebody typed, `~` among it.

    Raises:
        Trouble: as above.
    """
    try:
        path = Path(name).expanduser()
    except RuntimeError as trouble:  # the home of somebody who is not known
        raise Trouble("page-not-kept", file=name, reason=trouble) from trouble
    return keep_page(path, page, width)


def as_page(page: CatchUp, width: int = PRINT) -> Page:
    """Return it as a page that can be written in any format, for large print where its rows are short."""
    title = next((line.text for line in page.lines if line.part is Part.TITLE), "")
    return Page(title, tuple(_blocks(page.lines)), language_now(), is_large=width < PRINT)


def _blocks(lines: tuple[Line, ...]) -> list[Block]:
    out: list[Block] = []
    head, items = "", list[Item]()
    for line, behind in zip(lines, (*lines[1:], None), strict=True):
        match line.part:
            case Part.WORDS:
                out.append(Paragraph(line.text, is_lead=not out))
            case Part.HEAD:
                head = line.text
            case Part.ITEM:
                items.append(Item(line.text))
                if behind is None or behind.part is not Part.ITEM:
                    out.append(Section(head, (Items(tuple(items)),)))
                    items.clear()
            case Part.TITLE:
                pass
    return out

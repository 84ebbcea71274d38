"""The page for whoever was away as a file: plain text or Markdown, and never in the place of another file."""

from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.export.new_file import keep_new
from cofacil.language.catchup import PRINT, CatchUp, as_markdown, as_text

_KINDS = (".txt", ".md")


def keep_page(path: Path, page: CatchUp, width: int = PRINT) -> Path:
    """Write the page into a new file, plain text where its name does not end in .md; return where it is.

    Raises:
        Trouble: there is a file of that name, it is to be of another kind, or it cannot be written.
    """
    if path.suffix == "":
        path = path.with_name(f"{path.name}.txt")
    if path.suffix.casefold() not in _KINDS:
        raise Trouble("page-of-no-kind", file=path.name)
    text = as_markdown(page) if path.suffix.casefold() == ".md" else as_text(page, width)
    keep_new(path, text.encode())
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

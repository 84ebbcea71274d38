"""The formats that a board can be carried away in: each by its name, which is also how such a file's name ends."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from cofacil.board.errors import Trouble
from cofacil.export.exported import Exported


class Format(NamedTuple):
    """One format, and what writes it."""

    place: str
    """The module and the function, from an `Exported` to the bytes of a file; fetched when it is asked for."""
    is_text: bool = True
    """Whether it may be printed on a terminal."""
    is_drawn: bool = False
    """Whether it is drawn from `Exported.painted`."""

    def written(self, exported: Exported) -> bytes:
        """Return the file.

        Raises:
            Trouble: what it takes is not installed here.
        """
        module, _, name = self.place.partition(":")
        write: Callable[[Exported], bytes] = getattr(import_module(module), name)
        return write(exported)


FORMATS: Mapping[str, Format] = {
    "html": Format("cofacil.export.board_page:as_html"),
    "pdf": Format("cofacil.export.board_page:as_pdf", is_text=False),
    "md": Format("cofacil.export.board_page:as_markdown"),
    "txt": Format("cofacil.export.board_page:as_text"),
    "csv": Format("cofacil.export.table_csv:table_csv"),
    "ics": Format("cofacil.export.calendar_ics:calendar_ics"),
    "json": Format("cofacil.export.log_json:log_json"),
    "svg": Format("cofacil.export.wall_svg:as_svg", is_drawn=True),
}


def format_of(path: Path) -> Format:
    """Return the format that a file's name asks for.

    Raises:
        Trouble: it asks for none of these.
    """
    found = FORMATS.get(path.suffix.casefold().removeprefix("."))
    if found is None:
        raise Trouble("export-of-no-kind", file=path.name, endings=tuple(f".{name}" for name in FORMATS))
    return found

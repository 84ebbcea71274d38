"""Reading TOML that a person has written: what stands in it, or the place where it cannot be read."""

from pathlib import Path
from typing import Any

from cofacil.board.errors import Trouble
from cofacil.files import read_plain


class TomlFault(Trouble):
    """A file that cannot be read as TOML."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return what stands in a file.

    Raises:
        TomlFault: naming the file and the place.
    """
    return parse_toml(read_text(path), path.name)


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        TomlFault: when it cannot be read, or is no text.
    """
    try:
        return read_plain(path).decode("utf-8-sig")
    except OSError as error:
        raise TomlFault("toml-unread", file=path.name, reason=error) from None
    except UnicodeDecodeError:
        raise TomlFault("toml-no-text", file=path.name) from None


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Return what stands in the text of a file of that name.

    Raises:
        TomlFault: naming the place where it is broken.
    """
    # 14 ms, which `cofacil add` pays only where somebody has chosen something.
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise _fault(str(broken), file) from None
    except RecursionError:
        raise TomlFault("toml-too-deep", file=file) from None


def _fault(said: str, file: str) -> TomlFault:
    """Return where the reader stopped, without its own words for why; they end with (at line 3, column 8)."""
    import re  # noqa: PLC0415  # as above

    place = re.search(r"line (\d+), column (\d+)\)?$", said)
    if place is None:
        return TomlFault("toml-broken-at-end", file=file)
    return TomlFault("toml-broken", file=file, line=place[1], column=place[2])

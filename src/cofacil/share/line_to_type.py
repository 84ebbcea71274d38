"""The one line that a guest types, and what stands for it in a picture."""

import shlex
import urllib.parse

from cofacil.board.text import strip_text

_SSH = 22


def command_of(board: str, address: str, port: int) -> str:
    """Return the line to type; "" where there is no address to type."""
    if not address:
        return ""
    way = "" if port == _SSH else f"-p {port} "
    # A file may be called anything.
    return f"ssh {way}{shlex.quote(f'{strip_text(board)}@{address}')}"


def url_of(board: str, address: str, port: int) -> str:
    """Return the same for a camera, "" where no other device would find it."""
    if not address:
        return ""
    host = f"[{address}]" if ":" in address else address
    return f"ssh://{urllib.parse.quote(strip_text(board), safe='')}@{host}:{port}"

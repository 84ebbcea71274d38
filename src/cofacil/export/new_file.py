"""What is carried away becomes a new file, and never takes the place of another."""

from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.files import put_new


def keep_new(path: Path, data: bytes) -> None:
    """Write a new file.

    Raises:
        Trouble: there is one of that name, or it cannot be written.
    """
    try:
        put_new(path, data)
    except FileExistsError:
        raise Trouble("page-file-there", file=path.name) from None
    except (OSError, ValueError) as trouble:
        raise Trouble("page-not-kept", file=path.name, reason=trouble) from trouble

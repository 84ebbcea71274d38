"""Where a file is, as somebody types it: finished by Tab, and read."""

from pathlib import Path


def complete_path(typed: str) -> list[str]:
    """Return the paths that go on from what was typed, folders with their slash."""
    path = Path(typed).expanduser()
    folder, start = (path, "") if typed.endswith("/") else (path.parent, path.name)
    try:
        names = sorted(
            entry for entry in folder.iterdir() if entry.name.startswith(start) and not entry.name.startswith(".")
        )
    except OSError:
        return []
    return [f"{entry}/" if entry.is_dir() else str(entry) for entry in names]


def path_as_typed(path: str) -> Path:
    """Return the path that somebody typed, or dropped onto the terminal in quotes."""
    return Path(path.strip().strip("'\"")).expanduser()

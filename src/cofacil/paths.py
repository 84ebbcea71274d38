"""Where everything of a person's own lives: the only place that knows folders."""

import os
from collections.abc import Mapping
from pathlib import Path

Environ = Mapping[str, str]


class OwnPath(str):
    """A path of this computer, as its people write it: nothing for whoever reads at another one."""

    __slots__ = ()


_APP = "cofacil"


def home(environ: Environ | None = None) -> Path:
    """The folder for what people made: COFACIL_HOME, else the system's own place for it."""
    moved = _moved(environ)
    if moved is not None:
        return moved
    # 10 ms and more, and nobody needs it who has set COFACIL_HOME.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path(_APP, appauthor=False)


def boards(environ: Environ | None = None) -> Path:
    return home(environ) / "boards"


def backups(board: str, environ: Environ | None = None) -> Path:
    """The folder for the backups of one board, named by its ULID; never beside the board."""
    return home(environ) / "backups" / board


def drafts(environ: Environ | None = None) -> Path:
    """The folder for what was typed and is not kept yet, a folder for each board."""
    return home(environ) / "drafts"


def elsewhere(environ: Environ | None = None) -> Path:
    """The file that says where boards lie that were opened from other folders, a path a line."""
    return home(environ) / "elsewhere"


def places(environ: Environ | None = None) -> Path:
    """The file that says which file each board is, so that a copy is not taken for it."""
    return home(environ) / "places"


def share_folder(environ: Environ | None = None) -> Path:
    """The folder for what a shared board needs: who may come in, and the key that this computer shows."""
    return home(environ) / "share"


def signals_folder(environ: Environ | None = None) -> Path:
    """The folder for what the windows of this computer say to each other at this moment: nothing that is kept."""
    return home(environ) / "now"


def openings_folder(environ: Environ | None = None) -> Path:
    """The folder for which files of boards the windows of this computer have open at this moment: nothing that is kept."""
    return signals_folder(environ) / "open"


def cache_folder(environ: Environ | None = None) -> Path:
    """The folder for what can be made anew at any time."""
    moved = _moved(environ)
    if moved is not None:
        return moved / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path(_APP, appauthor=False)


def config_folder(environ: Environ | None = None) -> Path:
    moved = _moved(environ)
    if moved is not None:
        return moved / "config"
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path(_APP, appauthor=False)


def config_file(environ: Environ | None = None) -> Path:
    return config_folder(environ) / "config.toml"


def decks_folder(environ: Environ | None = None) -> Path:
    """The folder for a group's own questions."""
    return config_folder(environ) / "decks"


def plans_folder(environ: Environ | None = None) -> Path:
    """The folder for a group's own plans."""
    return config_folder(environ) / "plans"


def themes_folder(environ: Environ | None = None) -> Path:
    """The folder for a group's own themes."""
    return config_folder(environ) / "themes"


def shipped_themes(package: Path | None = None) -> Path:
    """The themes that come with cofacil: inside the package, else beside `src` (an editable install has none inside).

    `package` is the folder of the package, this one's by default.
    """
    package = package or Path(__file__).resolve().parent
    inside = package / "_themes"
    return inside if inside.is_dir() else package.parents[1] / "themes"


def tilde(path: Path, environ: Environ | None = None) -> "OwnPath":
    """The path as people write it, their own folder as `~`."""
    environ = os.environ if environ is None else environ
    own = environ.get("HOME") or str(Path("~").expanduser())
    if len(Path(own).parts) < 2 or not path.is_relative_to(own):
        return OwnPath(path)
    return OwnPath(Path("~") / path.relative_to(own))


def _moved(environ: Environ | None) -> Path | None:
    chosen = (os.environ if environ is None else environ).get("COFACIL_HOME", "")
    return Path(chosen).expanduser().absolute() if chosen else None

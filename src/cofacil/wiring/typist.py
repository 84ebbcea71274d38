"""Who types here: what they said, what they chose before, or what the account is called."""

import os
from collections.abc import Mapping

from cofacil.board.errors import Refusal
from cofacil.board.model import EMPTY, Board
from cofacil.board.naming import the_one
from cofacil.board.text import clean_name
from cofacil.language.catalog import _


def who_am_i(given: str | None, chosen: str) -> str:
    """Return the name of the one who types: `given` for this once, else `chosen` in the settings, else the account's.

    Raises:
        Refusal: when the name that was given cannot be read, or is too long.
    """
    if given:
        return the_one(EMPTY, given).name
    for name in (chosen, *_account()):
        try:
            return clean_name(name)
        except Refusal:
            continue
    return _("Somebody")


def named_at(board: Board, given: str) -> str:
    """Return the name of whom somebody says they are at a board: known by its beginning, and exactly so in quotes.

    Raises:
        Refusal: when it fits several there, cannot be read, or is too long.
    """
    return the_one(board, given).name


def chosen_name(environ: Mapping[str, str] | None = None) -> str:
    """Return the name in the settings, without reading them when there are none: that is what takes long."""
    from cofacil import paths

    file = paths.config_file(environ)
    if not file.exists():
        return ""
    from cofacil.settings import load_settings

    return load_settings(file)[0].name


def _account() -> tuple[str, ...]:
    import pwd

    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return ()
    return (account.pw_gecos.partition(",")[0], account.pw_name.capitalize())

"""`cofacil add` in its plainest form, read without a parser: importing one takes longer than adding the card."""

from collections.abc import Mapping, Sequence

KINDS = ("question", "offer", "action", "issue")
_STDIN = "--stdin"
_OPTIONS_BY_ENVIRONMENT = ("COFACIL_ADD_", "_COFACIL_")


def plain_add(typed: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str, str | None] | None:
    """Return board, kind and text (None for stdin) of `add BOARD KIND TEXT`; None for anything that asks for more."""
    if len(typed) != 4 or typed[0] != "add" or typed[2] not in KINDS:
        return None
    if any(name.startswith(_OPTIONS_BY_ENVIRONMENT) for name in environ):
        return None
    _, board, kind, text = typed
    if board.startswith("-") or (text.startswith("-") and text != _STDIN):
        return None
    return board, kind, None if text == _STDIN else text

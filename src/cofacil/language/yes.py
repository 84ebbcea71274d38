"""Yes and no, as somebody types them who is asked in plain lines."""

from cofacil.language.catalog import _


def says_yes(said: str) -> bool:
    """Say whether somebody answers yes, in the language in which they were asked or in English."""
    return said.strip().casefold() in {"y", "yes", _("yes").casefold()}


def says_no(said: str) -> bool:
    """Say whether somebody answers no, likewise."""
    return said.strip().casefold() in {"n", "no", _("no").casefold()}

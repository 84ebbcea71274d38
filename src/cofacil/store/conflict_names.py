"""Copies that a folder which is synced makes, where two computers changed a file at once: how each service names them."""

import re

_PLAIN = (
    ("Syncthing", re.compile(r"\.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]{7})?")),
    ("Nextcloud", re.compile(r" ?\(conflicted copy \d{4}-\d{2}-\d{2} \d{6}\)|_conflict-\d{8}-\d{6}")),
    (
        "Dropbox",
        re.compile(r" ?\([^()]*conflicted copy[^()]*(\(\d+\))?[^()]*\)|\(selective sync conflict\)", re.IGNORECASE),
    ),
)
"""What stands in the name of a copy, and in no name that people give."""
_BEHIND = (
    ("Google Drive", re.compile(r" ?\(\d{1,3}\)")),
    ("iCloud", re.compile(r" \d{1,3}")),
    ("OneDrive", re.compile(r"-(?=[^-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}(-\d{1,3})?")),
)
"""What stands behind the name of the board itself: people name files so as well, and it counts beside that alone."""


def service_of(name: str, other: str) -> str:
    """Return what has made a file of this name, without its ending, as a conflicted copy of another; "" for no such copy."""
    for service, form in _PLAIN:
        if form.search(name):
            return service
    behind = name.removeprefix(other)
    if behind == name:
        return ""
    return next((service for service, form in _BEHIND if form.fullmatch(behind)), "")

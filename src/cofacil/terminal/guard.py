"""The net behind everything: nothing but what we may emit leaves for a terminal.

Text that imitates a permitted sequence cannot be told from one here: that is stopped where text enters the board.
"""

import re

# What a frame of Textual's may hold: SGR, cursor moves, erasing, and the marks around a frame.
_FRAME_SEQUENCES = r"\[(?:[\d;:]*m|\d*(?:;\d*)?[Hf]|\d*[A-Gd]|[0-3]?[JK]|\d*X|\?2026[hl])"
# Well-formed strings go whole (Textual's links, pointer shapes and clipboard among them), so that no rest of them shows.
_STRINGS = r"(?:\x1b[\]P_^X]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]{0,4096}(?:\x07|\x1b\\|\x9c)"
_SURROGATES = f"{chr(0xD800)}-{chr(0xDFFF)}"
_CONTROLS = (
    r"[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    + _SURROGATES
    + "]"
)
_CONTROL = re.compile(_CONTROLS)
_STRAY_ESCAPE = re.compile(rf"\x1b(?!{_FRAME_SEQUENCES})")
# Compiled by the first text that holds any of it.
_FORBIDDEN = f"{_STRINGS}|{_CONTROL.pattern}|{_STRAY_ESCAPE.pattern}"

# What the drivers themselves send on entering and leaving: the modes, their resets, the two queries, kitty's key flags.
# Between two frames the pen and the cursor are put aside (7), and taken up again (8).
_MODE_SEQUENCES = r"(?:[78]|\[(?:\?(?:7|25|1000|1002|1004|1006|1049|2004|2026)[hl]|\?(?:1003|1015|1016|2048)l|\?2026\$p|6n|>\d{1,2}u|<\d?u|[0-6] q))"
_PERMITTED = rf"(?:[^\x00-\x09\x0b-\x1f\x7f-\x9f]|\x1b{_FRAME_SEQUENCES}|\x1b{_MODE_SEQUENCES})*"


def clean(text: str) -> str:
    """Return a frame's text without any control, sequence or direction mark that has no place in one.

    All of these take no cell, so that the row keeps its width.
    """
    # Two plain searches are four times as quick as the one that removes.
    if _CONTROL.search(text) is None and _STRAY_ESCAPE.search(text) is None:
        return text
    return re.sub(_FORBIDDEN, "", text)


def permits(text: str) -> bool:
    """Say whether text holds only what a driver of ours may send, frames and modes alike."""
    return re.fullmatch(_PERMITTED, text) is not None

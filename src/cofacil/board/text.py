"""Text that people typed, made safe at the model's door."""

import re
import unicodedata

from cofacil.board.errors import Refusal

CARD_LIMIT = 2_000
CARD_SHOWN = 200
"""Letters that the screen makes the card; the rest becomes its note."""
NOTE_LIMIT = 10_000
NAME_LIMIT = 32

_JOINERS = {"\u200c", "\u200d"}
_BLANKS = {"\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\u034f", "\u17b4", "\u17b5"}
"""Letters by category that show nothing at all."""
_MARKS_IN_A_ROW = 4
"""More marks on one letter than any script needs only climb over the rows above."""
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{3,6}\U000e007f")
"""Wales, Scotland and England: the one use of tag characters that people type."""
_PLAIN = re.compile(r"[ -~]*")
_ANSI = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?|\x9b[0-?]*[ -/]*[@-~]", re.DOTALL
)
"""Whole terminal sequences: taking only their first byte would leave their tail on the card."""


def clean_text(text: str, *, limit: int = CARD_LIMIT, lines: bool = False) -> str:
    """Return `text` as it may be kept: one line (or several), visible, no longer than `limit` letters.

    Source: STORAGE lengths; SHARING's checklist: control, C1 and bidi characters never pass the model.

    Raises:
        Refusal: when nothing visible is left, or more than `limit` letters are.
    """
    cleaned = strip_text(text, lines=lines)
    if not has_ink(cleaned):
        raise Refusal("There is nothing to read in that yet. Type the words, then Enter.")
    if len(cleaned) > limit:
        raise Refusal(
            f"That is {len(cleaned):,} letters; {limit:,} fit here. Nothing is kept: shorten it, or split it."
        )
    return cleaned


def clean_note(text: str) -> str:
    """Return a note as it may be kept; an empty one is a note taken away."""
    return clean_text(text, limit=NOTE_LIMIT, lines=True) if has_ink(strip_text(text, lines=True)) else ""


def clean_name(text: str) -> str:
    """Return a person's name as it may be kept."""
    return clean_text(text, limit=NAME_LIMIT)


def strip_text(text: str, *, lines: bool = False) -> str:
    """Return `text` without what no terminal should be sent, in one line unless `lines`; it may come out empty."""
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", _ANSI.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    rows = text.split("\n") if lines else [" ".join(text.split("\n"))]
    return "\n".join(_strip_row(row) for row in rows).strip("\n")


def has_ink(text: str) -> bool:
    """Say whether anything of it can be seen."""
    return any(unicodedata.category(c)[0] not in "ZCM" and c not in _BLANKS for c in text)


def shorten(text: str, length: int) -> str:
    """Return at most `length` letters of `text`, by whole words, ending in … where something is missing."""
    if len(text) <= length:
        return text
    cut = text[: max(0, length - 1)]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut and text[len(cut)] != " " else cut
    return at_word.rstrip(" ,;:.-") + "…"


def _strip_row(row: str) -> str:
    flags = [match.span() for match in _FLAG.finditer(row)]
    kept: list[str] = []
    marks = 0
    for at, character in enumerate(row):
        if any(start <= at < end for start, end in flags):
            kept.append(character)
            continue
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(_kept(character, row[at + 1 : at + 2], kept))
    return " ".join("".join(kept).split())


def _kept(character: str, following: str, before: list[str]) -> str:
    if character in _JOINERS:
        return character if before and before[-1].strip() and following.strip() else ""
    category = unicodedata.category(character)
    if character == "\t" or category in {"Zl", "Zp"}:
        return " "
    return "" if category in {"Cc", "Cf", "Cs", "Cn", "Co"} or character in _BLANKS else character

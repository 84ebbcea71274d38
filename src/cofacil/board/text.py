"""Text that people typed, made safe at the model's door."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from cofacil.board.errors import Refusal
from cofacil.board.skeleton import skeleton

CARD_LIMIT = 2_000
CARD_SHOWN = 200
"""Letters that the screen makes the card; the rest becomes its note."""
NOTE_LIMIT = 10_000
NAME_LIMIT = 32
PURPOSE_SHOWN = 52
"""Letters of a purpose that every screen shows whole."""

BEHIND_A_WORD = ",.;:!?)]}…、。，；：！？）」』】》؟،؛"
"""What may stand behind a word in a sentence, in whichever script, and is none of it."""

_BLANKS = frozenset("\u3164\u115f\u1160\uffa0\u034f\u17b4\u17b5")
"""Letters by category that show nothing at all."""
_SPACES = frozenset("\t\v\f\x85\u2028\u2029\u2800")
"""What stands for a space or a new line, the empty cell of braille among it."""
_MARKS_IN_A_ROW = 4
"""More marks on one letter than any script needs only climb over the rows above."""
_FLAG = re.compile("(\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{3,6}\U000e007f)")
"""Wales, Scotland and England: the one use of tag characters that people type."""
_JOINERS = "\u200c\u200d"
_MANY_JOINERS = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")
_LOOSE_JOINER = re.compile(rf"(?<![^\s\x00-\x7f])[{_JOINERS}]|[{_JOINERS}](?![^\s\x00-\x7f])")
"""A joiner beside a space or a plain letter joins nothing: it only makes two names that look the same."""
_NEW_EMOJI = re.compile("[\U0001f300-\U0001faff]")
"""Pictures that a newer Unicode names and this Python does not know yet."""
_FULL_WIDTH = frozenset(map(chr, (0x3000, *range(0xFF01, 0xFF5F))))
_MANY_ROWS = re.compile(r"\n{3,}")
_PLAIN = re.compile(r"[ -~]*")
_ANSI = re.compile(
    r"(?:\x1b[\]P^_X]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b.?",
    re.DOTALL,
)
"""Whole terminal sequences: taking only their first byte would leave their tail on the card."""
_LONGEST = 100_000
"""What is longer than this is not looked at."""
_OF_US = frozenset({"room", "the room", "us", "us here", "we", "we here"})
"""What people say and type for all of us."""
_BETWEEN_WORDS = re.compile(r"[\s@,.;:_-]+")


def plain_form(character: str) -> str:
    """Return a letter or sign that has the width of two as the one it stands for: `？` is `?`; anything else as it is."""
    return unicodedata.normalize("NFKC", character) if character in _FULL_WIDTH else character


def clean_text(text: str, *, limit: int = CARD_LIMIT, lines: bool = False) -> str:
    """Return `text` as it may be kept: one line (or several), visible, no longer than `limit` letters.

    Source: STORAGE lengths; SHARING's checklist: control, C1 and bidi characters never pass the model.

    Raises:
        Refusal: when nothing visible is left, or more than `limit` letters are.
    """
    if len(text) > _LONGEST:
        raise Refusal("too-many-letters", number=len(text), limit=limit)
    cleaned = strip_text(text, lines=lines)
    if not has_ink(cleaned):
        raise Refusal("nothing-to-read")
    if len(cleaned) > limit:
        raise Refusal("too-many-letters", number=len(cleaned), limit=limit)
    return cleaned


def clean_note(text: str) -> str:
    """Return a note as it may be kept; an empty one is a note taken away."""
    is_empty = len(text) <= _LONGEST and not has_ink(strip_text(text, lines=True))
    return "" if is_empty else clean_text(text, limit=NOTE_LIMIT, lines=True)


def clean_day(text: str) -> str:
    """Return an ISO date as it may be kept; an empty one is no day.

    Raises:
        Refusal: when it is not a day.
    """
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Refusal("not-a-day") from None


def clean_name(text: str) -> str:
    """Return a person's name as it may be kept: every way in passes here, so that nobody speaks as all of us.

    Raises:
        Refusal: when it cannot be read, is too long, or means all of us.
    """
    if len(text) > _LONGEST or len(name := strip_text(text)) > NAME_LIMIT:
        raise Refusal("name-too-long", limit=NAME_LIMIT)
    if not has_ink(name):
        raise Refusal("name-wanted")
    if means_us(name):
        raise Refusal("name-means-us", name=name)
    return name


def is_a_name(text: str) -> bool:
    """Say whether somebody can be called so, just as it stands."""
    try:
        return clean_name(text) == text
    except Refusal:
        return False


def means_us(name: str) -> bool:
    """Say whether a name is what people call all of us, however it is written."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(letter for letter in letters if unicodedata.category(letter)[0] not in "MC")
    words = _BETWEEN_WORDS.sub(" ", seen).split()
    # As it reads, too: with a Cyrillic letter in it, or a nought for an o, it says the same on every wall.
    return bool({" ".join(words), " ".join(skeleton(word).casefold() for word in words)} & _OF_US)


def strip_text(text: str, *, lines: bool = False) -> str:
    """Return `text` without what no terminal should be sent, in one line unless `lines`; it may come out empty."""
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", _ANSI.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    rows = text.split("\n") if lines else [" ".join(text.split("\n"))]
    # Once more at the end: what was taken out may have stood between a letter and its mark.
    joined = _MANY_ROWS.sub("\n\n", "\n".join(map(_strip_row, rows))).strip("\n")
    return unicodedata.normalize("NFC", joined)


def shown(text: str, *, lines: bool = False) -> str:
    """Return text from a file as it may be shown: another program may have written what no terminal should be sent."""
    if text.isprintable() or (lines and text.replace("\n", "").isprintable()):
        return text
    return _shown(text, lines)


@lru_cache(maxsize=1024)
def _shown(text: str, lines: bool) -> str:  # a key of the cache
    return strip_text(text, lines=lines)


def has_ink(text: str) -> bool:
    """Say whether anything of it can be seen."""
    return any(_shows(character) for character in text)


def shorten(text: str, length: int, more: str = "…") -> str:
    """Return at most `length` letters of `text`, by whole words, ending in … where something is missing."""
    if len(text) <= length:
        return text
    cut = text[: max(0, length - 1)]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut and text[len(cut)] != " " else cut
    return at_word.rstrip(" ,;:.-") + more


def as_sentence(text: str) -> str:
    """Return words as a sentence that another may follow: what ends in a mark of its own gets no other."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _strip_row(row: str) -> str:
    parts = _FLAG.split(row)
    parts[::2] = map(_strip_part, parts[::2])
    joined = _LOOSE_JOINER.sub("", _MANY_JOINERS.sub(r"\1", "".join(parts)))
    return " ".join(joined.split())


def _strip_part(part: str) -> str:
    plain: list[str] = []
    marks = 0
    for character in part:
        if character in _JOINERS:
            plain.append(character)
        elif unicodedata.category(character).startswith("M") and character not in _BLANKS:
            marks += 1
            if marks <= _MARKS_IN_A_ROW:
                plain.append(character)
        elif _is_space(character) or _shows(character):
            marks = 0
            plain.append(" " if _is_space(character) else character)
    return "".join(plain)


def _is_space(character: str) -> bool:
    return character in _SPACES or unicodedata.category(character) == "Zs"


def _shows(character: str) -> bool:
    if character in _BLANKS or character in _SPACES:
        return False
    category = unicodedata.category(character)
    return category[0] not in "ZCM" or (category == "Cn" and _NEW_EMOJI.match(character) is not None)


def bare(text: str) -> str:
    """Return text as it is compared: small letters without their accents, so that `sian` finds Siân."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))

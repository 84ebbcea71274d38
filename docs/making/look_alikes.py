"""Makes the table of letters that look alike, of Unicode's own: `python docs/making/look_alikes.py`.

Source: Unicode Technical Standard 39, confusables.txt, as the package confusable-homoglyphs brings it.
"""

import json
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "src/cofacil/board/look_alikes.txt"
_HEAD = """\
# Letters that look alike: the one that stands for all of them, then the others, by their code points; then the next.
# Made by docs/making/look_alikes.py of Unicode's confusables.txt, (c) Unicode, Inc., under the Unicode License V3.
"""
_WIDTH = 110
_NO_LETTERS = "\u200e\u200f"
"""Marks that the package puts around letters that run from right to left, so that its file can be read."""


def pairs() -> Iterator[tuple[str, str]]:
    """Yield a letter and what it looks like; of the package's pairs, which have no direction, the one that others share leads."""
    text = files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8")
    alike = {
        letter.strip(_NO_LETTERS): [other["c"].strip(_NO_LETTERS) for other in others]
        for letter, others in json.loads(text).items()
    }
    for letter, others in alike.items():
        if len(letter) == 1 and len(others) == 1 and _leads(others[0], letter, alike) and not letter.isspace():
            yield letter, others[0]


def _leads(other: str, letter: str, alike: dict[str, list[str]]) -> bool:
    if len(other) > 1:
        # In a terminal each letter has a cell of its own: m is not taken for rn, and Amie not for Arnie.
        return not letter.isascii()
    return len(alike.get(other, ())) > 1 or other < letter


def table() -> str:
    """Return the file as it should be."""
    shapes = dict(pairs())
    groups: dict[str, list[str]] = {}
    for letter, other in shapes.items():
        if not _is_same_anyway(letter, shapes):
            groups.setdefault(other, []).append(letter)
    rows = [""]
    for other in sorted(groups):
        group = " ".join((f"{_point(other)}:", *map(_point, sorted(groups[other])), ";"))
        for word in group.split():
            if len(rows[-1]) + len(word) > _WIDTH:
                rows.append("")
            rows[-1] += f" {word}" if rows[-1] else word
    return _HEAD + "\n".join(rows) + "\n"


def _is_same_anyway(letter: str, shapes: dict[str, str]) -> bool:
    """Say whether it is drawn as another only in its size or its face, which needs no table; as an early Unicode has it."""
    plain = unicodedata.ucd_3_2_0.normalize("NFKC", letter)
    return plain != letter and "".join(shapes.get(part, part) for part in plain) == shapes[letter]


def _point(letters: str) -> str:
    return "+".join(f"{ord(letter):04X}" for letter in letters)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="ascii")

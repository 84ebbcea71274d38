"""Makes up a language, for tests: whoever reads English finds it readable, and no letter of it is English.

Every sentence stands in ⟦brackets⟧, so that one sees where it was cut, and is a third longer, as other languages are. As
none of its letters is plain, a plain letter on a screen is somebody's own words, or a sentence that no catalogue knows.
"""

import re

OPENED, CLOSED = "⟦", "⟧"

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥíĵķłɱñöþɋŕšţûṽŵẋýžÁɃÇÐÉƑĜĤÍĴĶŁⱮÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
_KEPT = re.compile(
    r"""
    \{\{ | \}\}
    | \{ (?: [^{}] | \{[^{}]*\} )* \}   # {who}, {count:,}, {label:>{width}}
    | %(?:\(\w+\))?[-+#0]*\d*[sdfr%]    # %(who)s, %s
    | \[/?[a-z@$#][^\[\]]*\] | \[/\]    # [b], [/b], [link=there]
    """,
    re.VERBOSE,
)


def made_up(words: str) -> str:
    """Return English words as the made-up language has them, row by row."""
    return "\n".join(_row(row) if row.strip() else row for row in words.split("\n"))


def _row(row: str) -> str:
    inner = row.strip()
    start = row.index(inner)
    pieces: list[str] = []
    end = 0
    for kept in _KEPT.finditer(inner):
        pieces += [inner[end : kept.start()].translate(_LETTERS), kept[0]]
        end = kept.end()
    pieces.append(inner[end:].translate(_LETTERS))
    return f"{row[:start]}{OPENED}{''.join(pieces)} {_longer(pieces)}{CLOSED}{row[start + len(inner) :]}"


def _longer(pieces: list[str]) -> str:
    """Half-words of waves, a third of what is said, so that they wrap as words do."""
    length = sum(len(said) for said in pieces[::2])
    waves = "~~~~ " * (length // 3 // 5) + "~" * (length // 3 % 5)
    return waves.strip() or "~"

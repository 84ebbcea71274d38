"""A row as the elements of an SVG: grounds, blocks and words; nothing is loaded from anywhere."""

from collections.abc import Iterator
from html import escape

from cofacil.export.painted import Piece
from making.rows import Row

WIDE, HIGH, LETTER = 9, 19, 15
"""How wide and high a cell is, and how high a letter, in the picture's own measure."""
EDGE = 12
_BASE = 14
"""Where in a cell letters stand."""
_FONTS = "ui-monospace,'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,monospace"
# Signs that fill a part of their cell are drawn: in letters there are gaps between them. Left, top, wide, high, of 8.
_BLOCKS = {
    "█": (0, 0, 8, 8), "▌": (0, 0, 4, 8), "▐": (4, 0, 4, 8), "▀": (0, 0, 8, 4), "▄": (0, 4, 8, 4),
    "▁": (0, 7, 8, 1), "▂": (0, 6, 8, 2), "▃": (0, 5, 8, 3), "▅": (0, 3, 8, 5), "▆": (0, 2, 8, 6), "▇": (0, 1, 8, 7),
}  # fmt: skip


def opened(width: int, height: int, title: str, told: str, more: str = "") -> str:
    """Return how a picture begins, with what it is called and what it shows, for those who do not see it."""
    style = f"text{{font:{LETTER}px {_FONTS};white-space:pre}}.b{{font-weight:bold}}rect{{shape-rendering:crispEdges}}{more}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title desc" xml:lang="en">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(told)}</desc>\n<style>{style}</style>\n'
    )


def framed(width: int, height: int, ground: str) -> str:
    """Return the sheet that a screen stands on, with a line around it that is seen on light and on dark."""
    return (
        f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" rx="8" fill="{ground}" stroke="#767676" '
        f'stroke-width="2" style="shape-rendering:auto"/>\n'
    )


def drawn_row(row: Row, left: int, top: int, ground: str) -> str:
    """Return a row of cells whose first begins there."""
    return "".join((*_grounds(row, left, top, ground), *_words(row, left, top)))


def _grounds(row: Row, left: int, top: int, ground: str) -> Iterator[str]:
    for piece in row:
        if piece.ground != ground:
            yield _rect(left, top, piece.cells * WIDE, HIGH, piece.ground)
        left += piece.cells * WIDE


def _words(row: Row, left: int, top: int) -> Iterator[str]:
    for piece in row:
        yield from _in_piece(piece, left, top)
        left += piece.cells * WIDE


def _in_piece(piece: Piece, left: int, top: int) -> Iterator[str]:
    """Yield the blocks of a piece, and its words: each where it stands, however wide a font is."""
    words, began = "", left
    for letter in piece.text:
        if letter in _BLOCKS:
            x, y, wide, high = _BLOCKS[letter]
            yield _rect(left + x * WIDE / 8, top + y * HIGH / 8, wide * WIDE / 8, high * HIGH / 8, piece.letters)
            yield from _word(words, began, top, piece)
            words, began = "", left + WIDE
        elif letter == " " and words.endswith(" "):
            yield from _word(words[:-1], began, top, piece)
            words, began = "", left + WIDE
        elif letter == " " and not words:
            began = left + WIDE
        else:
            words += letter
        left += WIDE
    yield from _word(words, began, top, piece)


def _word(words: str, left: int, top: int, piece: Piece) -> Iterator[str]:
    words = words.rstrip(" ")
    if words:
        bold = ' class="b"' if piece.is_bold else ""
        wide = f' textLength="{len(words) * WIDE}" lengthAdjust="spacingAndGlyphs"' if len(words) > 1 else ""
        yield f'<text{bold} x="{left}" y="{top + _BASE}" fill="{piece.letters}"{wide}>{escape(words, quote=False)}</text>'


def _rect(left: float, top: float, wide: float, high: float, colour: str) -> str:
    return f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" fill="{colour}"/>'

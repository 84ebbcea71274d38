"""The board as on the wall, as a picture that stays sharp at any size: SVG, with its words as words."""

from typing import TYPE_CHECKING

from cofacil.export.exported import Exported
from cofacil.export.painted import Piece
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WIDE, _HIGH, _LETTER = 9, 19, 15
"""How wide and high a cell is, and how high a letter, in the picture's own measure."""
_BASE = 14
"""Where in a cell letters stand."""
_EDGE = 10
_FONTS = "ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, monospace"


def as_svg(exported: Exported) -> bytes:
    """Return the picture of the rows that were painted."""
    from xml.etree.ElementTree import Element, SubElement, tostring

    painted = exported.painted
    width, height = painted.width * _WIDE + 2 * _EDGE, len(painted.rows) * _HIGH + 2 * _EDGE
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title",
            "xml:lang": exported.language.replace("_", "-"),
            "font-family": _FONTS,
            "font-size": str(_LETTER),
        },
    )
    SubElement(root, "title", {"id": "title"}).text = _("{title}, the board", title=exported.title)
    SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": painted.ground})
    for y, row in enumerate(painted.rows):
        _row(root, row, _EDGE + y * _HIGH, painted.ground)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode").encode() + b"\n"


def _row(root: "Element", row: tuple[Piece, ...], top: int, ground: str) -> None:
    from xml.etree.ElementTree import SubElement

    left = _EDGE
    for piece in row:
        wide = piece.cells * _WIDE
        if piece.ground != ground:
            place = {"x": str(left), "y": str(top), "width": str(wide), "height": str(_HIGH)}
            SubElement(root, "rect", {**place, "fill": piece.ground, "shape-rendering": "crispEdges"})
        left += wide
    left = _EDGE
    for piece in row:
        if piece.text.strip():
            _words(root, piece, left, top)
        left += piece.cells * _WIDE


def _words(root: "Element", piece: Piece, left: int, top: int) -> None:
    from xml.etree.ElementTree import SubElement

    # Blanks at both ends are room and no words.
    before, words = len(piece.text) - len(piece.text.lstrip(" ")), piece.text.strip(" ")
    cells = piece.cells - before - (len(piece.text) - len(piece.text.rstrip(" ")))
    how = {
        "x": str(left + before * _WIDE),
        "y": str(top + _BASE),
        "fill": piece.letters,
        "textLength": str(cells * _WIDE),
        "lengthAdjust": "spacingAndGlyphs",
        "xml:space": "preserve",
    }
    if piece.is_bold:
        how["font-weight"] = "bold"
    SubElement(root, "text", how).text = words

"""A cell of a table that no spreadsheet takes for a formula, and what was typed into it."""

import re

_FORMULA = re.compile(r"^[\s'\"]*[=+\-@＝＋－＠]|^ *[\t\r\n]")
"""What a spreadsheet takes for a formula, or skips to find one."""
_FORMULA_IN_PARTS = re.compile(r"([;\t|])(?=[=+\-@])")
"""The same behind what another country's spreadsheet takes for the end of a cell."""


def as_cell(text: str) -> str:
    """Return text that no spreadsheet reads as a formula: an apostrophe before it says that it is text."""
    cell = _FORMULA_IN_PARTS.sub(r"\1 ", text)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def out_of_cell(cell: str) -> str:
    """Return what stood in a cell before `as_cell` was asked."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell

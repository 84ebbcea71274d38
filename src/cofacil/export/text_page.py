"""A board as plain text."""

from cofacil.export.exported import Exported
from cofacil.export.plain_lines import board_lines


def text_page(exported: Exported) -> bytes:
    return ("\n".join(board_lines(exported.board, exported.now)) + "\n").encode()

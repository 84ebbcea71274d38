"""The manual page says what the commands are."""

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

MAN = Path(__file__).parents[2] / "man"


def test_the_manual_page_is_up_to_date() -> None:
    made = runpy.run_path(str(MAN / "make_page.py"))["page"]()
    assert (MAN / "cofacil.1").read_text() == made, "run: python man/make_page.py"


def test_the_fields_of_json_are_documented_as_they_are() -> None:
    from cofacil.board.model import EMPTY
    from cofacil.cli.report import SHOW_FIELDS, board_report

    documented = [name for names, _ in SHOW_FIELDS for name in names.split(", ")]
    assert sorted(board_report(EMPTY)) == sorted(documented)


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_the_manual_page_can_be_read() -> None:
    ended = subprocess.run(
        ["man", "--warnings", "-l", str(MAN / "cofacil.1")], capture_output=True, text=True, check=True
    )
    assert "EXIT STATUS" in ended.stdout
    assert ended.stderr == ""

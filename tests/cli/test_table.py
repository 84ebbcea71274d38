"""Tables on a terminal: names are whole, words are never broken, figures stand to the right."""

from contextlib import redirect_stdout
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.cli.table import Column, print_table

NAME = "neighbours-of-the-north-western-gardens"
COLUMNS = (Column("Name", is_whole=True), Column("Board"), Column("Last met"), Column("Open", is_figure=True))
ROWS = ((NAME, "Neighbours of the gardens\nHow do we share them?", "not yet", "12"), ("a b", "[b]x[/b]", "", "3"))


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int) -> list[str]:
    """Return the rows of a table on a terminal so wide."""
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(COLUMNS, ROWS)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("width", range(20, 121, 4))
def test_a_name_is_never_broken_and_no_word_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    rows = printed(capsys, monkeypatch, width)
    assert any(row.startswith(NAME) for row in rows)
    assert any(row == "a b" or row.startswith("a b  ") for row in rows)
    words = " ".join(rows).split()
    assert {"Neighbours", "gardens", "share", "[b]x[/b]", "12", "3"} <= set(words)
    assert max(map(len, rows)) <= max(width, len(NAME))


def test_figures_stand_to_the_right_and_words_to_the_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    head, first, *_more, last = printed(capsys, monkeypatch, 100)
    assert head.endswith("  Open")
    assert first.endswith("    12")
    assert last.endswith("     3")
    assert last.startswith("a b   ")


def test_where_there_is_no_room_a_name_stands_alone_and_what_is_told_of_it_below(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed(capsys, monkeypatch, 60) == [
        NAME,
        "  Board: Neighbours of the gardens How do we share them?",
        "  Last met: not yet",
        "  Open: 12",
        "a b",
        "  Board: [b]x[/b]",
        "  Open: 3",
    ]


@given(st.lists(st.text("ab 漢é-", min_size=1, max_size=40), min_size=1, max_size=5), st.integers(10, 120))
def test_every_name_can_be_copied_from_one_row(names: list[str], width: int) -> None:
    names = [f"x{name.strip()}x" for name in names]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("COLUMNS", str(width))
        out = StringIO()
        with redirect_stdout(out):
            print_table(COLUMNS[:2], [(name, "b") for name in names])
    rows = out.getvalue().splitlines()
    for name in names:
        assert any(row.startswith(" ".join(name.split())) for row in rows), (name, rows)

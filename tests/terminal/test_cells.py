import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.terminal.cells import cells, is_certain
from cofacil.terminal.widths import cell_len


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("né", ["n", "é"]),
        ("ne\u0301x", ["n", "e\u0301", "x"]),
        ("漢a", ["漢", "", "a"]),
        ("😀!", ["😀", "", "!"]),
        ("❤️.", ["❤️", "", "."]),
        ("👩‍🚀", ["👩‍🚀", ""]),
        ("🇩🇪🇫🇷", ["🇩🇪", "", "🇫🇷", ""]),
        ("\u0301a", ["a"]),
    ],
)
def test_text_is_laid_out_in_cells(text: str, expected: list[str]) -> None:
    assert cells(text)[0] == expected


@pytest.mark.parametrize("cluster", ["a", "é", "e\u0301", "漢", "한", "😀", "🤝", "│", "●", "…", ""])
def test_all_terminals_agree_on(cluster: str) -> None:
    assert is_certain(cluster)


@pytest.mark.parametrize("cluster", ["❤️", "👩‍🚀", "👍🏽", "🇩🇪", "1️⃣", "⚡", "🫶", "नि"])
def test_terminals_differ_on(cluster: str) -> None:
    assert not is_certain(cluster)
    assert cells(f"a{cluster}b")[1]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Mn", "Me", "Mc", "Cf"])))
def test_as_many_cells_as_textual_lays_out(text: str) -> None:
    assert len(cells(text)[0]) == cell_len(text)


def test_every_usual_character_is_one_cell_wide() -> None:
    usual = [
        chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x3000)) if cells(chr(code) * 2)[0] == [chr(code)] * 2
    ]
    assert all(cell_len(character) == 1 for character in usual)
    assert len(usual) > 2000

"""Names in sentences: every way in which somebody writes one is found, in any script, and other words stay."""

import pytest

from cofacil.language.names import either
from cofacil.language.names_in_text import Sought


def without(name: str, text: str, keep: tuple[str, ...] = ()) -> str:
    sought = Sought(keep)
    sought.add(name, "*")
    sought.settle(frozenset())
    return sought.out_of(text, either)


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Pat O'Brien", "ask OBrien, Obrien, O’Brien’s, O Brien", "ask *, *, *’s, *"),
        ("Obrien", "O'Brien has it", "* has it"),
        ("Asha D'Souza", "Dsouza, and d'souza", "*, and *"),
        ("Omar Al-Rashid", "Alrashid, al rashid, Rashid", "*, *, *"),
        ("Jan van der Berg", "Vanderberg, Van der Berg, VAN DER BERG'S, der", "*, *, *'S, der"),
        ("Siân Mair Hughes", "sianhughes, SiânMairHughes, Mair-Hughes", "*, *, *"),
        ("J.R.Smith", "Smith", "*"),
        ("Annemarie", "Anne-Marie, not anne marie", "*, not anne marie"),
        ("Müller-Lüdenscheidt", "Muellerluedenscheidt or Lüdenscheidt", "* or *"),
        ("Okafor", "the Okafors, the Okafors'", "the *, the *'"),
    ],
)
def test_parts_that_belong_together(name: str, text: str, left: str) -> None:
    assert without(name, text) == left


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Mueller", "Müller, MÜLLER, Muller", "*, *, Muller"),
        ("Søren", "Soeren, SØREN, Soren", "*, *, *"),
        ("Kaʻiulani", "Ka'iulani, Kaiulani, Ka‘iulani", "*, *, *"),
        ("Мар'яна", "Марʼяна, Мар’яна, Маряна", "*, *, *"),
        ("Марʼяна", "Мар'яна", "*"),
        ("Sian", "Sian\ufe0f, Sian\u0302", "*, *"),
        ("محمد", "مـحـمـد", "*"),
    ],
)
def test_other_ways_of_writing_a_letter(name: str, text: str, left: str) -> None:
    assert without(name, text) == left


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("山田 太郎", "山田太郎が来る。太郎さんと山田さん", "*が来る。*さんと*さん"),
        ("王小明", "请小明带钥匙", "请*带钥匙"),
        ("김지민", "지민이가 열쇠를", "*이가 열쇠를"),
        ("佐々木", "佐々木さんに", "*さんに"),
        ("Ana Li", "找Ana拿钥匙，找AnaLi", "找*拿钥匙，找*"),
        ("ليلى", "وليلى و ليلى", "و* و *"),
        ("محمد", "ولمحمد", "ول*"),
        ("דניאל", "לדניאל", "ל*"),
    ],
)
def test_scripts_that_write_words_as_one(name: str, text: str, left: str) -> None:
    assert without(name, text) == left


def test_part_of_a_name_written_in_one_is_told_and_may_stay() -> None:
    sought = Sought(("中国",))
    sought.add("李中国", "*")
    sought.settle(frozenset())
    assert sought.out_of("中国的李中国", either) == "中国的*"
    other = Sought()
    other.add("李中国", "*")
    other.settle(frozenset())
    assert other.out_of("在中国", either) == "在*"
    assert dict(other.met) == {"中国": 1}


@pytest.mark.parametrize(("name", "text", "left"), [("Q", "Q asks, q1, q", "* asks, q1, q"), ("A", "A day", "A day")])
def test_a_name_of_one_letter_is_that_capital_unless_it_is_a_word(name: str, text: str, left: str) -> None:
    assert without(name, text) == left

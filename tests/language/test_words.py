"""The tables of sentences: every trouble and notice has one name, and one sentence by that name."""

from collections import Counter
from importlib import import_module
from pathlib import Path

import cofacil.language
from cofacil.language.worded import sentences

TABLES = sorted(file.stem for file in Path(cofacil.language.__file__).parent.glob("words_of_*.py"))


def test_no_name_has_two_sentences_and_every_table_is_asked() -> None:
    names = Counter(name for table in TABLES for name in import_module(f"cofacil.language.{table}").SENTENCES)
    assert [name for name, number in names.items() if number > 1] == []
    assert names.keys() == sentences().keys()

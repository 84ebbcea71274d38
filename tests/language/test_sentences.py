"""The tables that troubles and notices are worded by."""

from collections import Counter
from importlib import import_module
from pathlib import Path

from cofacil import language


def test_no_name_has_two_sentences() -> None:
    tables = (path.stem for path in Path(language.__path__[0]).glob("words_of_*.py"))
    names = Counter(name for table in tables for name in import_module(f"cofacil.language.{table}").SENTENCES)
    assert names
    assert [name for name, count in names.items() if count > 1] == []

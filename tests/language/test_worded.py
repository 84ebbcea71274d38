"""What can be refused or told, and the sentences it is said in: the two agree, name by name and place by place."""

import ast
import inspect
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from checkouts import ROOT
from compiling import compile_catalogs
from sentences import places_of

from cofacil import settings
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.language.catalog import spoken
from cofacil.language.sentence import Many, Sentence
from cofacil.language.worded import sentences, worded

SOURCE = ROOT / "src" / "cofacil"


class Named(NamedTuple):
    """A place in the source where a trouble or a notice gets its name."""

    where: str
    name: str
    """ "" where it is no literal."""
    places: frozenset[str] | None
    """What is given for its sentence; None where that is not written there."""


def family(trees: dict[str, ast.Module]) -> dict[str, bool]:
    """Return the classes that are troubles, and whether each gives its own name."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found: dict[str, bool] = {"Trouble": False}
    while True:
        more = [node for node in classes if node.name not in found and found.keys() & set(map(ast.unparse, node.bases))]
        if not more:
            return found
        for node in more:
            inits = any(isinstance(inner, ast.FunctionDef) and inner.name == "__init__" for inner in node.body)
            found[node.name] = inits or any(found.get(ast.unparse(base), False) for base in node.bases)


def named(trees: dict[str, ast.Module]) -> Iterator[Named]:
    troubles = family(trees)
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and troubles.get(node.name):
                yield from _calls(file, node, lambda call: ast.unparse(call.func) == "super().__init__")
        yield from _calls(file, tree, lambda call: _names(call, troubles))


def _names(call: ast.Call, troubles: dict[str, bool]) -> bool:
    func = ast.unparse(call.func)
    return func in {"Notice.of", "refuse"} or troubles.get(func, True) is False


def _calls(file: str, tree: ast.AST, is_wanted) -> Iterator[Named]:  # type: ignore[no-untyped-def]  # a test of a call
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and is_wanted(call):
            given = {keyword.arg for keyword in call.keywords}
            places = None if None in given else frozenset(str(name) for name in given)
            words = call.args[1:] if ast.unparse(call.func) == "refuse" else call.args
            for name in _literals(words[0]) if words else [""]:
                yield Named(f"{file}:{call.lineno}", name, places)


def _literals(word: ast.expr) -> list[str]:
    if isinstance(word, ast.IfExp):
        return [*_literals(word.body), *_literals(word.orelse)]
    return [word.value] if isinstance(word, ast.Constant) and isinstance(word.value, str) else [""]


def wanted(sentence: Sentence) -> frozenset[str]:
    """Return the places that a sentence names."""
    if isinstance(sentence, Many):
        return frozenset(places_of(sentence.one) | places_of(sentence.many) | {"number"})
    if isinstance(sentence, str):
        return frozenset(places_of(sentence))
    return frozenset(inspect.signature(sentence).parameters)


def read(folder: Path) -> dict[str, ast.Module]:
    return {str(path.relative_to(folder)): ast.parse(path.read_text()) for path in sorted(folder.rglob("*.py"))}


@cache
def every_name() -> tuple[Named, ...]:
    return tuple(named(read(SOURCE)))


NAMED_ELSEWHERE = {
    "cli/unclear.py": [],
    "settings.py": [wrong for _, wrong in [*settings._WANTED.values(), settings._KEY_WANTED]],
}
"""Files that take a name from elsewhere, and the names it may be: `refuse` is given its own where it is called."""


def test_every_trouble_has_a_name_and_every_name_a_sentence() -> None:
    assert len(every_name()) > 50
    assert [one.where for one in every_name() if one.name and one.name not in sentences()] == []
    assert {one.where.split(":")[0] for one in every_name() if not one.name} == NAMED_ELSEWHERE.keys()
    assert [name for names in NAMED_ELSEWHERE.values() for name in names if name not in sentences()] == []


def test_what_is_given_is_what_the_sentence_says() -> None:
    wrong = [
        (one.where, one.name, one.places)
        for one in every_name()
        if one.places is not None and one.name in sentences() and one.places != wanted(sentences()[one.name])
    ]
    assert not wrong


def test_every_sentence_is_said_somewhere() -> None:
    said = {
        node.value
        for file, tree in read(SOURCE).items()
        if not file.startswith("language/words_of_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }
    assert not sentences().keys() - said


def test_names_say_what_happened_in_words_with_hyphens() -> None:
    assert not [name for name in sentences() if name != name.casefold() or not name.replace("-", "").isalnum()]


SAID_WRONG = """
class Gone(Trouble):
    def __init__(self, label):
        super().__init__("gone-away", label=label)

raise Gone("Q1")
raise Refusal(f"{label} is gone")
raise Refusal("right" if x else "left", number=3)
Notice.of("told", **places)
"""


def test_a_name_is_found_wherever_it_is_given() -> None:
    source = f"class Refusal(Trouble): ...\n{SAID_WRONG}"
    found = [(one.name, one.places) for one in named({"x.py": ast.parse(source)})]
    assert found == [
        ("gone-away", frozenset({"label"})),
        ("", frozenset()),
        ("right", frozenset({"number"})),
        ("left", frozenset({"number"})),
        ("told", None),
    ]


def test_a_trouble_in_a_trouble_and_a_day_are_worded_with_it() -> None:
    inner = Refusal("nothing-to-read")
    assert worded(Refusal("line-refused", number=3, refusal=inner)).startswith("Line 3: There is nothing to read")
    day = worded(Refusal("board-unread", reason=date(2026, 11, 27)))
    assert day == "The board cannot be read: Fri 27 November 2026."


def test_what_is_counted_is_said_for_one_and_for_several() -> None:
    said = [worded(Notice.of("last-change-ahead", number=number)) for number in (1, 1_200)]
    assert said == [
        "The last change lies 1 minute in the future: look at this computer's clock.",
        "The last change lies 1,200 minutes in the future: look at this computer's clock.",
    ]


def test_a_trouble_is_worded_in_the_language_of_whoever_reads_it(tmp_path: Path) -> None:
    refusal = Refusal("card-put-away", label="Q1")
    compile_catalogs(ROOT / "locale", tmp_path)
    with spoken("qps", tmp_path):
        elsewhere = worded(refusal)
    assert "Q1" in elsewhere
    assert elsewhere != worded(refusal) == "Q1 was put away while you were looking at it. Its words are kept."


@pytest.mark.parametrize("name", ["card-put-away", "edit-conflict"])
def test_who_reads_a_log_sees_name_and_places(name: str) -> None:
    assert str(Trouble(name, by="Bea", number=3)) == f"{name} by=Bea number=3"

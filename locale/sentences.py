"""Reads the sentences for people out of the source.

Babel's own reader is not used: it takes two sentences for one in `_("a" if x else "b")`, loses the outer of two calls that
stand in one another, and sees other things in an f-string on Python 3.11 than on 3.12.
"""

import ast
import symtable
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

_NOTE = "# Translators:"
_NOTE_ON_QUESTIONS = "A question on the wall: at most 52 letters, so that it stays on one row."

_NOTES_ON_STEPS = {
    "title": "A step of a meeting, as a list names it: two to four words.",
    "question": "A step's question on the wall: at most 54 letters, so that it stays on one row.",
    "guidance": "What whoever facilitates a step sees, and may read aloud.",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, where it is said."""

    file: str
    one: str
    many: str = ""
    """What is said of several things; "" where nothing is counted."""
    note: str = ""
    """What the comment above it tells translators."""

    @property
    def key(self) -> str | tuple[str, str]:
        """Its name in a catalogue."""
        return (self.one, self.many) if self.many else self.one


class Unreadable(Exception):
    """A sentence is said in a way that no catalogue can hold."""


def read_sentences(folder: Path) -> tuple[list[Sentence], list[str]]:
    """Return the sentences of a folder's Python files, decks and plans, and what is wrong with others.

    Each fault is `file:line: why`.
    """
    sentences: list[Sentence] = []
    faults: list[str] = []
    for path in sorted(folder.rglob("*.py")):
        file = path.relative_to(folder).as_posix()
        source = path.read_text(encoding="utf-8")
        for call in _calls(ast.parse(source, file)):
            try:
                sentences.extend(_said(call, file, source.splitlines()))
            except Unreadable as fault:
                faults.append(f"{file}:{call.lineno}: {fault}")
        faults.extend(
            f"{file}:{line}: _ is a variable here too. Call that one something else."
            for line in _hidden(symtable.symtable(source, file, "exec"))
        )
    sentences.extend(_questions(folder))
    sentences.extend(_plans(folder))
    return sentences, faults + _twice_counted(sentences)


def places_of(sentence: str) -> set[str]:
    """Return the names of a sentence's places.

    Raises:
        Unreadable: when a brace is loose, or a place has no plain name.
    """
    try:
        parts = [part for part in Formatter().parse(sentence) if part[1] is not None]
    except ValueError as fault:
        raise Unreadable(f"{fault} in {sentence!r}. A brace that is meant is written twice.") from None
    names = {name or "" for _, name, _, _ in parts}
    if not all(name.isidentifier() for name in names):
        raise Unreadable(f"A place without a plain name in {sentence!r}. Write {{name}}, and give it by that name.")
    inner = (places_of(spec) for _, _, spec, _ in parts if spec)
    return names.union(*inner)


def _questions(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.rglob("decks/*.toml")):
        deck = tomllib.loads(path.read_text(encoding="utf-8"))
        for prompt in deck["prompt"]:
            yield Sentence(path.relative_to(folder).as_posix(), prompt["text"], note=_NOTE_ON_QUESTIONS)


def _plans(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.rglob("plans/*.toml")):
        file, plan = path.relative_to(folder).as_posix(), tomllib.loads(path.read_text(encoding="utf-8"))
        yield Sentence(file, plan["title"])
        for step in plan["step"]:
            for key, note in _NOTES_ON_STEPS.items():
                yield Sentence(file, step[key], note=note)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in _WORDED)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _said(call: ast.Call, file: str, lines: list[str]) -> Iterator[Sentence]:
    name = _name(call)
    count = _WORDED[name]
    words = call.args[:count]
    if len(words) < count:
        raise Unreadable(f"{name} takes its words one by one, before all else.")
    if name in _WORDS_LATER and all(map(_is_marked_elsewhere, words)):
        return
    texts = [_text(word) for word in words]
    if not all(texts):
        raise Unreadable("A sentence without words.")
    places = set().union(*map(places_of, texts)) - ({"number"} if name in _COUNTS else set())
    if name not in _MARKS:
        _check_given(call, places)
    yield Sentence(file, texts[0], "".join(texts[1:]), _note(lines[: call.lineno - 1]))


_WORDED = {"_": 1, "ngettext": 2, "N_": 1, "Many": 2}
"""What words a sentence or marks one, and how many of its arguments are words."""
_MARKS = {"N_", "Many"}
_WORDS_LATER = {"_", "ngettext"}
"""What also words a sentence that is marked where it stands."""
_COUNTS = {"ngettext", "Many"}
"""What is always given its number."""


def _is_marked_elsewhere(word: ast.expr) -> bool:
    """Say whether this names a sentence that is marked where it stands: `action.words`, `WORDS[kind]`, `words_of(kind)`."""
    while isinstance(word, ast.Attribute | ast.Subscript | ast.Call):
        word = word.func if isinstance(word, ast.Call) else word.value
    return isinstance(word, ast.Name)


def _text(word: ast.expr) -> str:
    if isinstance(word, ast.JoinedStr):
        raise Unreadable("An f-string is filled before it can be found in a catalogue. Name its places: {who}, who=...")
    if isinstance(word, ast.Constant) and isinstance(word.value, str):
        return word.value
    raise Unreadable(f"A sentence has to stand here as a whole, in quotes, and not {ast.unparse(word)}.")


def _check_given(call: ast.Call, places: set[str]) -> None:
    given = {keyword.arg for keyword in call.keywords}
    if None not in given and (missing := places - given):
        raise Unreadable(f"Nothing is given for {', '.join(sorted(missing))}.")


def _note(above: list[str]) -> str:
    """Return what the comment right above tells translators."""
    told: list[str] = []
    for line in reversed(above):
        text = line.strip()
        if not text.startswith("#"):
            return ""
        told.insert(0, text.removeprefix(_NOTE).removeprefix("#").strip())
        if text.startswith(_NOTE):
            return " ".join(told)
    return ""


def _hidden(table: symtable.SymbolTable) -> Iterator[int]:
    """The functions in which `_` is called, and is a variable of theirs: the sentence would be looked for in that."""
    if table.get_type() == "function" and "_" in table.get_identifiers():
        word = table.lookup("_")
        if word.is_referenced() and not word.is_global():
            yield table.get_lineno()
    for inner in table.get_children():
        yield from _hidden(inner)


def _twice_counted(sentences: list[Sentence]) -> list[str]:
    counted: dict[str, str] = {}
    return [
        f"{said.file}: {said.one!r} has two plurals, and a catalogue has room for one."
        for said in sentences
        if said.many and counted.setdefault(said.one, said.many) != said.many
    ]

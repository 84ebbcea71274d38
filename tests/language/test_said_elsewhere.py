"""What is told to whoever reads at another computer: nothing of the folders of this one, and nothing that only its people can do."""

import ast
import errno
import inspect
from pathlib import Path
from string import Formatter

import pytest
from test_worded import SOURCE, family, read

from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice
from cofacil.language.elsewhere import said_elsewhere
from cofacil.language.sentence import Many, Sentence
from cofacil.language.worded import for_guests, sentences, worded
from cofacil.paths import tilde
from cofacil.store.disk import cause

FOLDER = "secret-folder"
PLACE = Path("/srv") / FOLDER / "garden.cofacil"
HOME = Path("~").expanduser() / FOLDER / "garden.cofacil"
UNKNOWN = OSError(errno.ETXTBSY, "", str(PLACE))
UNWORDED = OSError(f"[Errno 26] Text file busy: '{PLACE}'")
PATHS: dict[str, tuple[object, ...]] = {
    "path": (PLACE, tilde(PLACE), tilde(HOME)),
    "file": (PLACE, tilde(PLACE), tilde(HOME)),
    "folder": (PLACE.parent / "boards", tilde(HOME.parent / "boards")),
    "place": (PLACE, tilde(HOME)),
    "reason": (UNKNOWN, UNWORDED, FileNotFoundError(2, "No such file or directory", str(PLACE))),
    "why": (cause(UNKNOWN), cause(UNWORDED), Notice.of("board-gone", path=PLACE), Notice.of("backup-not-made", folder=PLACE, why=cause(UNKNOWN))),
    "fault": (Trouble("private-file-open", file=tilde(PLACE), command=f"chmod 600 {PLACE}"), Trouble("board-gone", path=HOME)),
    "wrong": (Trouble("private-file-is-link", file=tilde(HOME)),),
}  # fmt: skip
"""What a place of a sentence may be given, as the parts that know folders give it."""
OTHERS: dict[str, object] = {
    "again": True,
    "near": ("garden",),
    "there": ("garden", "shed"),
    "names": ("Ana", "Bea"),
    "endings": (".txt",),
}


def given(sentence: Sentence) -> dict[str, object]:
    """Return something for each place of a sentence."""
    if not isinstance(sentence, str | Many):
        return {name: OTHERS.get(name, ("Ana",)) for name in inspect.signature(sentence).parameters}
    texts = (sentence.one, sentence.many) if isinstance(sentence, Many) else (sentence,)
    places: dict[str, object] = {"number": 2} if isinstance(sentence, Many) else {}
    for _text, name, form, _conversion in (part for text in texts for part in Formatter().parse(text)):
        if name:
            places.setdefault(name, 3 if form else "x")
    return places


CASES = [
    (name, place, value)
    for name, sentence in sentences().items()
    for place in given(sentence)
    for value in PATHS.get(place, ())
]


@pytest.mark.parametrize(
    ("name", "place", "value"), CASES, ids=[f"{name}-{place}-{at}" for at, (name, place, _) in enumerate(CASES)]
)
def test_a_guest_reads_no_path_whatever_they_are_told(name: str, place: str, value: object) -> None:
    places = given(sentences()[name]) | {place: value}
    if name == "private-file-open":
        places["command"] = f"chmod 600 {PLACE}"
    with said_elsewhere():
        told = worded(Notice.of(name, **places))
    assert FOLDER not in told
    assert "cofacil doctor" not in told


def test_there_are_sentences_with_paths_to_look_at() -> None:
    assert len(CASES) > 60
    shown = [worded(Notice.of(name, **(given(sentences()[name]) | {place: value}))) for name, place, value in CASES]
    assert sum(FOLDER in told for told in shown) > 40, "who sits at this computer reads where things lie"


def test_what_guests_are_told_instead_is_said_of_something_that_is_told() -> None:
    assert not for_guests().keys() - sentences().keys()
    for name, sentence in for_guests().items():
        if isinstance(sentence, str):
            named = {place for _, place, _, _ in Formatter().parse(sentence) if place}
            assert named <= given(sentences()[name]).keys()


def test_what_is_told_is_the_same_for_both_where_it_is_of_the_board() -> None:
    told = Notice.of("name-taken", name="a/b/~c")
    with said_elsewhere():
        assert worded(told) == worded(Notice.of("name-taken", name="a/b/~c"))
        assert "a/b/~c" in worded(told)


def test_no_path_is_given_as_mere_letters() -> None:
    """A path that was made a string is not known as one any more."""
    trees = read(SOURCE)
    troubles = family(trees)
    made = [
        f"{file}:{call.lineno} {keyword.arg}"
        for file, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and (ast.unparse(call.func) == "Notice.of" or ast.unparse(call.func) in troubles)
        for keyword in call.keywords
        if isinstance(keyword.value, ast.Call | ast.JoinedStr) and ast.unparse(keyword.value).startswith(("str(", "f'"))
    ]
    assert {one.split()[0].split(":")[0] for one in made} <= {"intake/own_json.py", "intake/table.py"}, made

"""The boards on this computer, by what people type."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import BOARD, START, adding, new_board

from cofacil.board.errors import BoardDamaged, BoardMissing
from cofacil.board.events import Change, Draft, Write
from cofacil.language.worded import worded
from cofacil.store import summary
from cofacil.store.board_file import BoardFile
from cofacil.store.layout import lay_out, new_meta
from cofacil.store.library import BoardLibrary, slug
from troubles import tells


@pytest.fixture
def library(tmp_path: Path) -> BoardLibrary:
    for name in ("garden", "garage", "street party", "Straße"):
        BoardFile.create(tmp_path / f"{name}.json", START, BOARD).close()
    return BoardLibrary(tmp_path)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("garden", "garden"), ("gard", "garden"), ("GARAGE", "garage"), ("street", "street party"), ("strasse", "Straße")],
)
def test_a_board_is_found_by_name_or_by_as_much_as_is_its_own(library: BoardLibrary, typed: str, name: str) -> None:
    assert library.find(typed) == library.folder / f"{name}.json"


def test_a_board_is_found_by_its_path(library: BoardLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = new_board(tmp_path / "elsewhere")
    assert library.find(str(elsewhere)) == elsewhere
    assert library.find("garden.json") == tmp_path / "garden.json"
    monkeypatch.chdir(elsewhere.parent)
    assert library.find("board.json") == Path("board.json")
    with tells(BoardMissing, "no board at"):
        library.find(str(tmp_path / "nowhere" / "none.json"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gar", "“garage” or “garden”"),
        ("gardem", "Did you mean “garden”"),
        ("zzzz", "There are “"),
        ("", "There are “"),
        ("../../etc/no such board", "no board at"),
    ],
)
def test_what_is_not_found_is_told_with_what_comes_near(library: BoardLibrary, typed: str, told: str) -> None:
    with pytest.raises(BoardMissing) as trouble:
        library.find(typed)
    assert told in worded(trouble.value)


def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    library = BoardLibrary(tmp_path / "none yet")
    assert list(library.shelf()) == []
    with tells(BoardMissing, "cofacil new"):
        library.find("garden")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Street party 2026!", "street-party-2026"),
        ("../../etc/passwd", "etc-passwd"),
        ("会議 その1", "会議-その1"),
        ("बगीचा", "बगीचा"),
        ("Cafe\u0301", "café"),
        ("\x1b[31mred\u202e", "31mred"),
        ("///", "board"),
        ("", "board"),
        (".hidden", "hidden"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_of_any_kind_becomes_a_name(title: str, name: str) -> None:
    assert slug(title) in {name, name.replace("31mred", "31mred")}


@given(st.text(max_size=80))
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    name = slug(title)
    assert name
    assert len(name.encode()) <= 120
    assert not set(name) & set("/\\\0\n .:")
    assert not name.startswith("-")


def test_a_new_board_never_takes_anothers_place(library: BoardLibrary) -> None:
    first = library.place_for("Garden")
    assert first.name == "garden-2.json"
    BoardFile.create(first, START, BOARD).close()
    assert library.place_for("garden").name == "garden-3.json"
    assert library.place_for("Pond").name == "pond.json"


def test_the_shelf_tells_of_every_board_and_of_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "garden.json"
    file = BoardFile.create(path, START, BOARD)
    about = Write("board", "", None, {"title": "Our garden", "purpose": "To grow"})
    meeting = Write(
        "meeting/1", "", None, {"opened": START + 5, "here.ana": {"how": "here", "from": START, "to": None}}
    )
    action = Write("card/a", "", None, {"kind": "action", "label": "A1", "text": "dig", "owner.ana": True})
    done = Write(
        "card/b", "", None, {"kind": "action", "label": "A2", "text": "rest", "owner.ana": True, "done": {"at": 1}}
    )
    absent = Write("absence/1", "", None, {"who": "Those not born yet", "label": "N1", "standing": True})
    other = Write("absence/2", "", None, {"who": "Sam", "label": "N2", "asks": "ana", "when": "2026-12-01"})
    file.append(lambda _: [Draft(START, "ana", "add", "", Change("x", (about, meeting, action, done, absent, other)))])
    file.append(adding(7))
    (tmp_path / "broken.json").write_bytes(b"")
    garden, broken = BoardLibrary(tmp_path).shelf()
    assert (garden.name, garden.title, garden.purpose, garden.trouble) == ("garden", "Our garden", "To grow", None)
    assert (garden.met, garden.here, garden.promised, garden.to_invite, garden.open) == (START + 5, 1, 2, 1, 2)
    assert broken.trouble is not None
    assert "empty" in worded(broken.trouble)


def sealed(folder: Path, name: str, doc: dict[str, object]) -> Path:
    """Write a board whose checksums are right and whose one change is not."""
    path = folder / f"{name}.json"
    path.write_bytes(lay_out(new_meta(BOARD, START), b"", [doc]))
    return path


@pytest.mark.parametrize("entity", [5, None, ["card/1"], {}])
def test_one_file_with_a_change_that_is_none_breaks_no_list(tmp_path: Path, entity: object) -> None:
    new_board(tmp_path, 1)
    fields = {"kind": "question", "label": "Q1", "text": "?"}
    doc = {"e": "x", "t": 1, "by": "a", "op": "o", "w": [[entity, "", None, fields]], "m": "", "via": "add", "v": 1}
    sealed(tmp_path, "odd", doc)
    board, odd = BoardLibrary(tmp_path).shelf()
    assert (board.open, board.trouble) == (1, None)
    assert odd.trouble is not None
    assert "Change 1 (line 3)" in worded(odd.trouble)


def test_whatever_a_file_does_to_us_the_others_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_board(tmp_path, 1)

    def stumble(*_: object) -> None:
        raise AttributeError

    monkeypatch.setattr(summary, "summarise", stumble)
    (board,) = BoardLibrary(tmp_path).shelf()
    assert board.trouble is not None
    assert "cannot read" in worded(board.trouble)


def test_nothing_is_appended_behind_a_change_without_a_name_of_its_own(tmp_path: Path) -> None:
    doc = {"e": "hello!", "t": 1, "by": "a", "op": "o", "w": [], "m": "", "via": "add", "v": 1}
    file = BoardFile.open(sealed(tmp_path, "odd", doc), for_writing=True)
    with tells(BoardDamaged, "bears no name"):
        file.append(adding(2))

"""The script that keeps the catalogues true, `locale/update.py`."""

from pathlib import Path

import pytest
from checkouts import ROOT, SOURCE, checkout
from sentences import Unreadable, places_of, read_sentences
from update import main, outdated


def said(root: Path, source: str) -> tuple[list[str | tuple[str, str]], list[str]]:
    sentences, faults = read_sentences(checkout(root, source) / "src" / "cofacil")
    return [sentence.key for sentence in sentences], faults


def test_the_catalogues_of_this_checkout_are_true_to_its_source() -> None:
    """When this is red, a sentence is new, changed or gone: run `python locale/update.py`, and commit what it writes."""
    assert not outdated(ROOT)


def test_every_way_to_say_a_sentence_is_read(tmp_path: Path) -> None:
    sentences, faults = read_sentences(checkout(tmp_path, SOURCE) / "src" / "cofacil")
    assert not faults
    assert {sentence.key for sentence in sentences} == {
        "Welcome",
        "{who} moved {label} to {column}.",
        ("{number:,} card, says {who}.", "{number:,} cards, says {who}."),
        "Go on, {who}",
        "still open",
        ("one day", "{number} days"),
    }


def test_the_questions_of_a_deck_are_read(tmp_path: Path) -> None:
    root = checkout(tmp_path, "")
    deck = root / "src" / "cofacil" / "methods" / "decks" / "ours.toml"
    deck.parent.mkdir(parents=True)
    deck.write_text('title = "Ours"\n[[prompt]]\nid = "a"\ntext = "Who else?"\n')
    sentences, faults = read_sentences(root / "src" / "cofacil")
    assert [(said.key, said.file) for said in sentences] == [("Who else?", "methods/decks/ours.toml")]
    assert not faults


def test_the_words_of_a_plan_are_read(tmp_path: Path) -> None:
    root = checkout(tmp_path, "")
    plan = root / "src" / "cofacil" / "methods" / "plans" / "ours.toml"
    plan.parent.mkdir(parents=True)
    plan.write_text(
        'title = "Ours"\n[[step]]\ntitle = "Tea first"\nminutes = 5\nquestion = "Who is here?"\nguidance = "Pour."\n'
    )
    sentences, faults = read_sentences(root / "src" / "cofacil")
    assert [said.key for said in sentences] == ["Ours", "Tea first", "Who is here?", "Pour."]
    assert {said.file for said in sentences} == {"methods/plans/ours.toml"}
    assert ["54 letters" in said.note for said in sentences] == [False, False, True, False]
    assert not faults


def test_sentences_in_sentences_and_in_f_strings_are_read(tmp_path: Path) -> None:
    source = """
_("{who}: {rest}", who=who, rest=_("and more"))
ngettext("one", "many", len(_("inner")))
f"{_('in an f-string')} and {ngettext('a', 'b', 2)}"
_("in two "
  "rows")
"""
    found, faults = said(tmp_path, source)
    assert not faults
    assert set(found) == {
        "{who}: {rest}", "and more", ("one", "many"), "inner", "in an f-string", ("a", "b"), "in two rows",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        '_(f"hello {who}")', '_(f"hello")', 'N_(f"hello {who}")', 'ngettext("one", f"{x} many", 2)',
        '_("a" if x else "b")', '_("a" + b)', '_("a {}".format(b))', '_("a" or b)', "_()", '_("")', "N_(words)",
        'ngettext("one")', 'ngettext(one, "many", 2)', '_(*words)', 'Many("a", b)',
    ],
)  # fmt: skip
def test_a_sentence_that_no_catalogue_can_hold_is_a_fault(tmp_path: Path, source: str) -> None:
    found, faults = said(tmp_path, f"\n{source}\n")
    assert not found
    assert [fault.partition(": ")[0] for fault in faults] == ["said.py:2"]


def test_an_f_string_is_called_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = checkout(tmp_path, '_(f"hello {who}")')
    assert main([], root) == 1
    assert "An f-string is filled before" in capsys.readouterr().err
    assert not (root / "locale" / "cofacil.pot").exists()


@pytest.mark.parametrize("source", ["_(words)", "_(action.words)", "_(WORDS['x'])", "_(words_of(x))", "ngettext(m.one, m.many, 2)"])  # fmt: skip
def test_a_sentence_that_is_marked_elsewhere_is_no_fault(tmp_path: Path, source: str) -> None:
    assert said(tmp_path, source) == ([], [])


def test_a_place_that_nothing_is_given_for_is_a_fault(tmp_path: Path) -> None:
    assert said(tmp_path, '_("{who} is {here}.", who=who)')[1] == ["said.py:1: Nothing is given for here."]
    assert said(tmp_path, '_("{who} is {here}.", **places)')[1] == []
    assert said(tmp_path, 'ngettext("one", "{number} of {all}", 2)')[1] == ["said.py:1: Nothing is given for all."]


def test_a_variable_called_as_the_words_are_is_a_fault(tmp_path: Path) -> None:
    hides = 'def tell():\n    for _ in range(3):\n        yield _("Welcome")\n'
    assert said(tmp_path, hides)[1] == ["said.py:1: _ is a variable here too. Call that one something else."]
    assert said(tmp_path, hides.replace("_ in", "turn in"))[1] == []
    assert said(tmp_path, 'def tell():\n    return [1 for _ in "ab"], 2\n')[1] == []


def test_one_sentence_with_two_plurals_is_a_fault(tmp_path: Path) -> None:
    (fault,) = said(tmp_path, 'ngettext("one", "two", n)\nngettext("one", "several", n)')[1]
    assert "has two plurals" in fault


def test_places_have_plain_names() -> None:
    assert places_of("{who} has {count:>{width}} of {{them}}") == {"who", "count", "width"}
    for loose in ("{", "}", "{}", "{0}", "{who.name}", "{who[0]}", "{who"):
        with pytest.raises(Unreadable):
            places_of(loose)


def test_translators_hear_what_the_comment_above_says(tmp_path: Path) -> None:
    root = checkout(
        tmp_path,
        '# Why.\n# Translators: who is\n# a name.\nx = _("{who} is here.", who=who)\n# Not this.\ny = _("No")\n',
    )
    assert main([], root) == 0
    text = (root / "locale" / "cofacil.pot").read_text(encoding="utf-8")
    assert '#. who is a name.\n#: said.py\n#, python-brace-format\nmsgid "{who} is here."' in text
    assert "Not this" not in text


def test_what_is_written_does_not_depend_on_lines_days_and_versions(tmp_path: Path) -> None:
    root = checkout(tmp_path, SOURCE)
    main([], root)
    files = {path: path.read_bytes() for path in (root / "locale").iterdir()}
    checkout(tmp_path, "\n\n\n" + "".join(f"{line}\n" for line in reversed(SOURCE.splitlines())))
    main([], root)
    assert {path: path.read_bytes() for path in (root / "locale").iterdir()} == files
    assert not any(b"Date" in text or b"Babel" in text for text in files.values())


def test_building_twice_makes_the_same_files(tmp_path: Path) -> None:
    root = checkout(tmp_path, SOURCE)
    mo = root / "build" / "locale" / "qps" / "LC_MESSAGES" / "cofacil.mo"
    main([], root)
    once = mo.read_bytes()
    main([], root)
    assert mo.read_bytes() == once
    assert [path.name for path in mo.parent.iterdir()] == ["cofacil.mo"]


def test_checking_writes_nothing_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = checkout(tmp_path, SOURCE)
    assert main(["--check"], root) == 1
    assert "cofacil.pot is not up to date: run `python locale/update.py`." in capsys.readouterr().err
    assert not list((root / "locale").iterdir())
    main([], root)
    assert main(["--check"], root) == 0
    checkout(tmp_path, '_("Another")')
    assert main(["--check"], root) == 1


def test_a_new_language_is_begun_and_kept_up_to_date(tmp_path: Path) -> None:
    root = checkout(tmp_path, '_("Welcome")\nngettext("one day", "{number} days", n)')
    cy = root / "locale" / "cy.po"
    assert main(["cy"], root) == 0
    assert cy.read_text().count("msgstr[") == 6
    cy.write_text("# Ana Rees, 2026\n" + cy.read_text().replace('"Welcome"\nmsgstr ""', '"Welcome"\nmsgstr "Croeso"'))
    checkout(tmp_path, '_("Welcome")\n_("Another sentence")')
    assert main(["--check"], root) == 1
    assert main([], root) == 0
    text = cy.read_text()
    assert "# Ana Rees, 2026\n" in text
    assert 'msgid "Welcome"\nmsgstr "Croeso"' in text
    assert 'msgid "Another sentence"\nmsgstr ""' in text
    assert main(["--check"], root) == 0


@pytest.mark.parametrize("slip", ["{pwy} yma.", "Rhywun yma.", "{who yma.", "{} yma."])
def test_a_translation_with_other_places_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], slip: str
) -> None:
    root = checkout(tmp_path, '_("{who} is here.", who=who)')
    cy = root / "locale" / "cy.po"
    main(["cy"], root)
    for words, ended in (("{who} yma.", 0), (slip, 1)):
        cy.write_text(f'msgid "{{who}} is here."\nmsgstr "{words}"\n')
        assert main([], root) == ended
    assert "cy.po: " in capsys.readouterr().err


def test_a_catalogue_that_cannot_be_read_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = checkout(tmp_path, '_("Welcome")')
    (root / "locale" / "cy.po").write_text("msgid Welcome\n")
    assert main([], root) == 1
    assert "cy.po cannot be read" in capsys.readouterr().err


def test_a_language_that_is_gone_is_no_longer_built(tmp_path: Path) -> None:
    root = checkout(tmp_path, '_("Welcome")')
    main(["cy"], root)
    built: Path = root / "build" / "locale" / "cy" / "LC_MESSAGES" / "cofacil.mo"
    assert built.is_file()
    (root / "locale" / "cy.po").unlink()
    main([], root)
    assert not built.exists()

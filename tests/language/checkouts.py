"""Checkouts of a few sentences, and what `locale/update.py` makes of them."""

from pathlib import Path

from compiling import compile_catalogs
from update import main

ROOT = Path(__file__).resolve().parents[2]

SOURCE = """
WELCOME = _("Welcome")
MOVED = _("{who} moved {label} to {column}.", who=who, label=label, column=column)
CARDS = ngettext("{number:,} card, says {who}.", "{number:,} cards, says {who}.", len(cards), who=who)
GOING = _("Go on, {who}", who=who)
STATES = {"open": N_("still open")}
DAYS = Many("one day", "{number} days")
"""
WELSH = r"""
msgid ""
msgstr ""
"Language: cy\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\n"

msgid "Welcome"
msgstr "Croeso"

msgid "{who} moved {label} to {column}."
msgstr "Symudodd {pwy} {label} i {column}."

msgid "Go on, {who}"
msgstr "Ymlaen, {who"

msgid "{number:,} card, says {who}."
msgid_plural "{number:,} cards, says {who}."
msgstr[0] "Un cerdyn, medd {who}."
msgstr[1] "Dau gerdyn, medd {who}."
msgstr[2] "{number:,} o gardiau, medd {who}."
"""


def checkout(root: Path, source: str = SOURCE) -> Path:
    """Write a source into a folder as if that were a checkout, whose catalogues are to come."""
    (root / "locale").mkdir(exist_ok=True)
    (root / "src" / "cofacil").mkdir(parents=True, exist_ok=True)
    (root / "src" / "cofacil" / "said.py").write_text(source, encoding="utf-8")
    return root


def build(root: Path) -> Path:
    """Return a folder with the made-up language, and with Welsh, whose translator slips in two places."""
    assert main([], checkout(root)) == 0
    (root / "locale" / "cy.po").write_text(WELSH, encoding="utf-8")
    compile_catalogs(root / "locale", root / "build" / "locale")
    return root / "build" / "locale"

"""Keeps the catalogues true to the sentences in the source.

`python locale/update.py` writes the template, the made-up language and what is new or gone in every other language, and
builds them all for this checkout. `python locale/update.py cy` begins Welsh. With `--check` nothing is written, and what
is not up to date ends it with 1.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po
from compiling import compile_catalogs
from qps import made_up
from sentences import Unreadable, places_of, read_sentences

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "cofacil.pot"
MADE_UP = "qps"

_HEADS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
"""Those of a catalogue's head that say something of its language; days and versions would only make changes to read."""
_TEMPLATE_HEAD = """\
# What cofacil says, for translators: `python locale/update.py cy` begins cy.po.
# Written by `python locale/update.py`: not by hand."""
_MADE_UP_HEAD = """\
# A made-up language, in which tests look for bare English.
# Written by `python locale/update.py`: not by hand."""
_LANGUAGE_HEAD = """\
# What cofacil says, in another language: write what is missing, and your name here.
# `python locale/update.py` brings what is new into this file, and builds it."""


class Outdated(Exception):
    """What is in the way of true catalogues, a sentence each."""


def wanted_files(root: Path, begun: tuple[str, ...] = ()) -> dict[Path, bytes]:
    """Return what should stand in each file of a checkout's `locale`.

    Raises:
        Outdated: when a sentence in the source, or the translation of one, cannot work.
    """
    folder = root / "locale"
    template = _template(root / "src" / "cofacil")
    files = {
        folder / TEMPLATE: _written(template, _TEMPLATE_HEAD),
        folder / f"{MADE_UP}.po": _written(_made_up(template), _MADE_UP_HEAD),
    }
    for language in sorted({*begun, *(po.stem for po in folder.glob("*.po"))} - {MADE_UP}):
        catalog = _language(folder / f"{language}.po", template)
        files[folder / f"{language}.po"] = _written(catalog, catalog.header_comment)
    return files


def outdated(root: Path) -> list[str]:
    """Return a sentence for each thing that is not up to date."""
    try:
        files = wanted_files(root)
    except Outdated as faults:
        return list(faults.args)
    stale = [path.name for path, text in files.items() if not path.is_file() or path.read_bytes() != text]
    return [f"{name} is not up to date: run `python locale/update.py`." for name in stale]


def main(arguments: list[str], root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is not up to date")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="languages to begin, such as cy")
    chosen = parser.parse_args(arguments)
    try:
        faults = outdated(root) if chosen.check else _update(root, tuple(chosen.languages))
    except Outdated as found:
        faults = list(found.args)
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def _update(root: Path, begun: tuple[str, ...]) -> list[str]:
    for path, text in wanted_files(root, begun).items():
        path.write_bytes(text)
    compile_catalogs(root / "locale", root / "build" / "locale")
    return []


def _template(source: Path) -> Catalog:
    sentences, faults = read_sentences(source)
    if faults:
        raise Outdated(*faults)
    catalog = Catalog()
    for said in sentences:
        notes = [said.note] if said.note else []
        # A line of nought is not written: it would change with every line above.
        catalog.add(said.key, locations=[(said.file, 0)], auto_comments=notes)
    return catalog


def _made_up(template: Catalog) -> Catalog:
    catalog = Catalog(locale=MADE_UP)
    for message in _messages(template):
        words = made_up(message.id) if isinstance(message.id, str) else tuple(map(made_up, message.id))
        catalog.add(message.id, words, message.locations, auto_comments=message.auto_comments)
    return catalog


def _language(po: Path, template: Catalog) -> Catalog:
    catalog = _read(po) if po.is_file() else Catalog(locale=po.stem, header_comment=_LANGUAGE_HEAD)
    catalog.update(template)
    faults = [f"{po.name}: {fault}" for message in _messages(catalog) for fault in _slips(message)]
    if faults:
        raise Outdated(*faults)
    return catalog


def _read(po: Path) -> Catalog:
    try:
        with po.open("rb") as stream:
            return read_po(stream, locale=po.stem, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as fault:
        raise Outdated(f"{po.name} cannot be read: {fault}.") from None


def _messages(catalog: Catalog) -> list[Message]:
    """All but the head."""
    return [message for message in catalog if message.id]


def _slips(message: Message) -> list[str]:
    """What is wrong with the places of a translation: cofacil would say that sentence in English."""
    if message.fuzzy:
        return []
    english = [places_of(words) for words in _forms(message.id)]
    slips = []
    for words in filter(None, _forms(message.string)):
        try:
            places = places_of(words)
        except Unreadable as fault:
            slips.append(str(fault))
            continue
        if not set.intersection(*english) <= places <= set.union(*english):
            slips.append(f"{words!r} has other places than {_forms(message.id)[-1]!r}.")
    return slips


def _forms(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def _written(catalog: Catalog, head: str) -> bytes:
    for message in catalog:
        # Babel takes "50% done" for a place of the other kind.
        message.flags.discard("python-format")
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_output=True)
    heads = "".join(f'"{name}: {value}\\n"\n' for name, value in catalog.mime_headers if name in _HEADS)
    return f'{head}\nmsgid ""\nmsgstr ""\n{heads}\n'.encode() + body.getvalue().rstrip(b"\n") + b"\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

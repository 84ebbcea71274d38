"""Turns the catalogues that people write into those that cofacil reads; needs Babel, which cofacil itself does not."""

import os
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def compile_catalogs(written: Path, built: Path) -> list[Path]:
    """Write `LANGUAGE/LC_MESSAGES/cofacil.mo` into the folder `built` for every `LANGUAGE.po` of the folder `written`.

    Returns:
        The files written. Those of a language that is no longer there are deleted.
    """
    files = [_compile(po, built / po.stem / "LC_MESSAGES" / "cofacil.mo") for po in sorted(written.glob("*.po"))]
    for left in set(built.glob("*/LC_MESSAGES/cofacil.mo")) - set(files):
        left.unlink(missing_ok=True)
    return files


def _compile(po: Path, mo: Path) -> Path:
    with po.open("rb") as stream:
        catalog = read_po(stream, locale=po.stem, abort_invalid=True)
    # The day of the build would make every build another file.
    catalog.creation_date = catalog.revision_date = _NO_DAY
    mo.parent.mkdir(parents=True, exist_ok=True)
    new = mo.with_name(f".{mo.name}.{os.getpid()}")  # tests build side by side, and read what is there
    with new.open("wb") as stream:
        write_mo(stream, catalog)
    return new.replace(mo)

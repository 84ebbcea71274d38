"""What the doctor finds around the boards: copies of one, backups, what lies about, the index of all of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cofacil import paths
from cofacil.cli.doctor_findings import Finding
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed
from cofacil.language.worded import worded
from cofacil.store.backup import backups_in
from cofacil.store.index_file import NAME
from cofacil.store.shelf_state import boards_by_id, left_over, unsound_backups


def care_findings(boards: Sequence[Path]) -> Iterator[Finding]:
    """Yield what there is to say of all boards together; nothing where there is no board."""
    if not boards:
        return
    known = boards_by_id(boards)
    for copies in known.values():
        if len(copies) > 1:
            names = listed([path.stem for path in copies])
            yield (
                _("Copies"),
                _(
                    "{names} are copies of one board: `cofacil merge` joins them, `cofacil doctor BOARD --own` makes one a board of its own",
                    names=names,
                ),
            )
    without = [copies[0].stem for board, copies in known.items() if not backups_in(paths.backups(board))]
    yield _("Backups"), _backed_up(len(known), without)
    for path, trouble in unsound_backups(known, paths.backups):
        yield _("Backup {day}", day=path.stem), _("{why} It is in {folder}", why=worded(trouble), folder=path.parent)
    for path in left_over(paths.boards()):
        yield _("Left over"), _("{path}, which belongs to no board", path=paths.tilde(path))
    yield _("Index"), _index()


def _backed_up(number: int, without: Sequence[str]) -> str:
    if not without:
        return ngettext("the {number} board has one", "all {number} boards have one", number)
    more = ngettext(
        "{number} board has none yet; `cofacil backup` makes it",
        "{number} boards have none yet; `cofacil backup` makes them",
        len(without),
    )
    return _("{more}: {names}", more=more, names=listed(without[:5]) if len(without) <= 5 else ", ".join(without))


def _index() -> str:
    file = paths.cache_folder() / NAME
    try:
        size = file.stat().st_size
    except OSError:
        return _("made when it is needed, in {folder}", folder=paths.tilde(paths.cache_folder()))
    return _("{size:,} bytes in {path}; it can be thrown away", size=size, path=paths.tilde(file))

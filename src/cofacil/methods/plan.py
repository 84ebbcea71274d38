"""The plans that a meeting can be gone through by: those that come with cofacil, and the group's own."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from cofacil.board.errors import Refusal
from cofacil.board.notice import Notice
from cofacil.board.plan import Plan
from cofacil.methods.plan_file import read_plan

SHIPPED = (
    "first-meeting",
    "offers-and-asks",
    "open-conversation",
    "one-two-four-all",
    "check-in",
    "listening",
    "looking-at-a-plan",
)
"""The names of our own, in the order that they are offered in."""
FIRST_MEETING = SHIPPED[0]
"""The one that is in hand where nobody has chosen yet."""
_FOLDER = Path(__file__).parent / "plans"
_SUFFIX = ".toml"


def load_plans(own_folder: Path) -> tuple[tuple[Plan, ...], tuple[Notice, ...]]:
    """Reads the plans: ours, a group's own in the place of one of the same name, then those that are only theirs.

    A file that cannot be used is left out, ours stays in its place, and it is told.
    """
    plans = {plan.name: plan for plan in shipped_plans()}
    said: list[Notice] = []
    for path in own_files(own_folder):
        read = read_plan(path)
        if read.plan is not None:
            plans[_key(path.stem)] = read.plan
        said += [Notice.of("plan-left-out", fault=fault) for fault in read.faults]
        said += read.notes
    return tuple(plans.values()), tuple(said)


@cache
def shipped_plans() -> tuple[Plan, ...]:
    """Reads the plans that come with cofacil; their words are marked for translators where they stand."""
    read = (read_plan(shipped_file(name), is_own=False).plan for name in SHIPPED)
    return tuple(plan for plan in read if plan is not None)


@cache
def shipped_words() -> frozenset[str]:
    """Return every sentence of the plans that come with cofacil, which are said in the language spoken here."""
    plans = shipped_plans()
    steps = (step for plan in plans for step in plan.steps)
    words = (text for step in steps for text in (step.title, step.question, step.guidance))
    return frozenset(filter(None, (*words, *(plan.title for plan in plans))))


def shipped_file(name: str) -> Path:
    """Return where one of our own plans is."""
    return _FOLDER / f"{name}{_SUFFIX}"


def own_file(name: str, own_folder: Path) -> Path:
    """Return where the group's own plan of a name is, or would be.

    Raises:
        Refusal: no file can be called so.
    """
    if not name or name.startswith(".") or not name.isprintable() or Path(name).name != name:
        raise Refusal("plan-no-name", name=name)
    path = next((path for path in own_files(own_folder) if _key(path.stem) == _key(name)), None)
    return path or own_folder / f"{name}{_SUFFIX}"


def own_files(own_folder: Path) -> list[Path]:
    """Return the files of a group's own plans, in the order of their names."""
    return sorted(path for path in own_folder.glob(f"*{_SUFFIX}") if not path.name.startswith("."))


def plan_called(name: str, plans: tuple[Plan, ...]) -> Plan:
    """Return the plan of a name, or of the only name that begins so, or of a title.

    Raises:
        Refusal: none is called so.
    """
    wanted = _key(name)
    same = [plan for plan in plans if wanted in (_key(plan.name), _key(plan.title))]
    near = same or [plan for plan in plans if wanted and _key(plan.name).startswith(wanted)]
    if len(near) == 1 or same:
        return near[0]
    if near:
        raise Refusal("plan-called-by-several", name=name, names=_names(near))
    raise Refusal("no-plan-called", name=name, names=_names(plans))


def _names(plans: Iterable[Plan]) -> str:
    return ", ".join(plan.name for plan in plans)


def _key(name: str) -> str:
    """Return a name as it is compared: in any case, as some disks have it."""
    return name.casefold()

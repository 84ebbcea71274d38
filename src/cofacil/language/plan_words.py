"""What is said of a plan wherever one is chosen or listed."""

import re
from collections.abc import Collection, Mapping

from cofacil.board.kinds import KINDS
from cofacil.board.plan import NOT_HERE_WORD, Plan, PlannedStep, Writing
from cofacil.language.catalog import _, ngettext

_KEY = re.compile(r"\{(\w+)\}")
"""How words of a plan name the key of an action."""


def plan_here(plan: Plan, ours: Collection[str], keys: Mapping[str, str]) -> Plan:
    """Return a plan as it is read here: words of `ours` in the language spoken here, an action in braces as its key.

    An action that `keys` does not have stays as it is written.
    """

    def here(text: str) -> str:
        words = _(text, **{name: f"{{{name}}}" for name in _KEY.findall(text)}) if text in ours else text
        return _KEY.sub(lambda found: keys.get(found[1], found[0]), words)

    steps = (
        step._replace(title=here(step.title), question=here(step.question), guidance=here(step.guidance))
        for step in plan.steps
    )
    return plan._replace(title=here(plan.title), steps=tuple(steps))


def length_words(plan: Plan) -> str:
    """Return how many steps a plan has, and how long they take."""
    return ngettext(
        "{number} step, {minutes}", "{number} steps, {minutes}", len(plan.steps), minutes=minutes_counted(plan.minutes)
    )


def minutes_counted(number: int) -> str:
    return ngettext("{number} minute", "{number} minutes", number)


def plan_details(plan: Plan) -> str:
    """Return how long a plan is, and whether it is the group's own."""
    length = length_words(plan)
    return _("{length}, your own", length=length) if plan.is_own else length


def writing_words(step: PlannedStep) -> str:
    """Return what a step's cards are, and how people write in it, as far as there is something to say."""
    column = column_words(step.column)
    match step.writing:
        case Writing.OPEN:
            return _("In {column}.", column=column) if column else ""
        case Writing.QUIET:
            return _("In {column}; each sees only their own words.", column=column) if column else _("Quiet writing.")
        case Writing.CLOSED:
            return _("Nobody types.")


def column_words(word: str) -> str:
    """Return the name of the column that a step is about, "" for none."""
    if word == NOT_HERE_WORD:
        return _("Not here")
    return _(KINDS[word].spec.plural) if word in KINDS else ""

"""What is said of a plan wherever one is chosen or listed."""

from cofacil.board.plan import Plan
from cofacil.language.catalog import _, ngettext


def length_words(plan: Plan) -> str:
    """Return how many steps a plan has, and how long they take."""
    return ngettext(
        "{number} step, {minutes}", "{number} steps, {minutes}", len(plan.steps), minutes=minutes_words(plan.minutes)
    )


def minutes_words(number: int) -> str:
    return ngettext("{number} minute", "{number} minutes", number)


def plan_details(plan: Plan) -> str:
    """Return how long a plan is, and whether it is the group's own."""
    length = length_words(plan)
    return _("{length}, your own", length=length) if plan.is_own else length

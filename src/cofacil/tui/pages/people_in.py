"""Those who are in at this moment, as the page of who is here shows them: what they may do, by which way, since when, by what."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.naming import slug_meant
from cofacil.language.catalog import _
from cofacil.language.days import say_clock
from cofacil.language.here_words import way_words
from cofacil.language.role_words import role_words
from cofacil.language.worded import worded
from cofacil.room.attending import Attending, Present
from cofacil.room.standing import BY_WALL, Came, Out, Standing
from cofacil.tui.pages.join_sheet import NEW_WORD
from cofacil.tui.pages.someone import Sitting, Someone
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.text import fitting

LET = {"1": Role.PARTICIPANT, "2": Role.VIEWER, "3": Role.COFACILITATOR}
"""What the figures let somebody do."""
PUT_OUT, FOR_TODAY = "4", "5"


def with_seats(
    everyone: Sequence[Someone], board: Board, attending: Attending, standing: Standing, me: str
) -> tuple[Someone, ...]:
    """Return people with where they sit; those who were put out stand behind them."""
    came, seats = standing.doors.came(), _by_person(board, attending)
    lost = {board.one(slug_meant(board, name)) for name in attending.lost}
    shown = []
    for someone in everyone:
        sitting = _sitting(seats.get(someone.slug, ()), came.get(someone.slug), is_me=someone.slug == me)
        shown.append(replace(someone, sitting=sitting, is_lost=sitting is None and someone.slug in lost))
    outs = {out.name: out for out in standing.out()}
    outs = {name: out for name, out in outs.items() if out.until or not _is_back(name, shown)}
    shown = [replace(someone, out=None if someone.sitting else outs.pop(someone.name, None)) for someone in shown]
    known = {someone.slug for someone in shown}
    slugs = {name: _slug_of_out(board, name, known) for name in outs}
    shown += [Someone(slug, board.name_of(slug), is_here=False, is_lost=True) for slug in sorted(lost - known)]
    shown = [replace(one, away=_away(standing, one.slug)) if one.is_lost else one for one in shown]
    return (*shown, *(Someone(slugs[name], name, is_here=False, out=out) for name, out in outs.items()))


def _is_back(name: str, shown: Sequence[Someone]) -> bool:
    """Say whether somebody is here again who might come again: at a window, or because it is said of them."""
    return any(one.name == name and (one.is_here or one.sitting is not None) for one in shown)


def _slug_of_out(board: Board, name: str, known: Collection[str]) -> str:
    """Return who somebody is who was put out: the same as before, so that they stand where they stood."""
    slug = board.one(slug_meant(board, name))
    return slug if slug not in known else f"out {name}"


def _away(standing: Standing, slug: str) -> Role | None:
    seat = standing.away(slug)
    return seat.role if seat is not None else None


def _by_person(board: Board, attending: Attending) -> dict[str, list[Present]]:
    seats: dict[str, list[Present]] = {}
    for one in attending.present:
        if not one.is_wall and (one.seat.is_elsewhere or one.seat.role is not Role.VIEWER):
            seats.setdefault(one.seat.who(board).person, []).append(one)
    return seats


def _sitting(seats: Sequence[Present], came: Came | None, *, is_me: bool) -> Sitting | None:
    if not seats:
        return None
    role = max((one.seat.role for one in seats), key=lambda role: sum(role.includes(other) for other in Role))
    since = min(one.since for one in seats)
    if came is not None:
        since = min(since, came.since)
    return Sitting(role, tuple(dict.fromkeys(one.seat.via for one in seats)), since, came, is_me)


def sitting_words(sitting: Sitting, today: date) -> str:
    """Return what somebody may do, and how they are here since when."""
    clock = say_clock(sitting.since, today)
    return _("{role}, {way} since {clock}", role=role_words(sitting.role), way=way_words(sitting.ways), clock=clock)


def came_words(someone: Someone) -> str:
    """Return by what somebody has come in, for who facilitates; "" for who sits in the hall."""
    came = someone.sitting.came if someone.sitting is not None else None
    if someone.sitting is None or came is None:
        return ""
    how = worded(came.how)
    words = _("{name}: {how}.", name=someone.name, how=how)
    if came.keys:
        words = _("{words} Their ssh has shown {key}", words=words, key=", ".join(came.keys))
    if came.in_file is not None and came.in_file is not someone.sitting.role:
        role = role_words(came.in_file)
        words = _("{words} For this meeting only: the members file says {role}.", words=words, role=role)
    return words


def stays_words(someone: Someone) -> str:
    """Return why it cannot be said of somebody that they are not here, or here otherwise; "" where it can."""
    if someone.is_beside or (someone.sitting is not None and someone.sitting.is_elsewhere):
        return _("{name} is here as long as they look on from elsewhere.", name=someone.name)
    if someone.is_here and someone.sitting is not None:
        return _("{name} is here as long as a window of theirs is open on this computer.", name=someone.name)
    return ""


def let_words(name: str, role: Role) -> str:
    """Return what somebody may do from now on, for who has said so."""
    if role is Role.COFACILITATOR:
        return _("{name} facilitates with you now, for this meeting.", name=name)
    if role is Role.PARTICIPANT:
        return _("{name} takes part now, for this meeting: adds, and changes what is theirs.", name=name)
    return _("{name} only watches now, for this meeting. What they have saved stays.", name=name)


def put_out_words(someone: Someone, join: str, *, is_for_today: bool) -> str:
    """Return that somebody is put out now; and what they may do once they are back, where that is not what they came in for.

    `join` is the group's key for how to join, where another word is made.
    """
    sitting = someone.sitting
    came = sitting.came if sitting is not None else None
    words = _("{name} is put out.", name=someone.name)
    if is_for_today and came is not None and came.how.name == BY_WALL.name:
        words = _(
            "{name} is put out, until midnight. The word on the wall still opens; {join}, then {new}, ends it.",
            name=someone.name,
            join=join,
            new=NEW_WORD,
        )
    elif is_for_today:
        words = _("{name} is put out, until midnight. Here they can be let come again.", name=someone.name)
    if sitting is None or came is None or came.comes_as is None or not came.is_let:
        return words
    return _("{words} Once back: {role}.", words=words, role=role_words(came.comes_as))


def out_words(out: Out) -> str:
    """Return that somebody was put out, by whom, and when they may come again."""
    if not out.until:
        return _("put out by {name}, may come again", name=out.by)
    return _("put out by {name}, until midnight", name=out.by)


def keeping_offers(someone: Someone) -> tuple[Offer, ...]:
    """Return what who facilitates can do about somebody who is in, or was put out."""
    if someone.is_kept_out:
        return (Offer("enter", _("let them come again"), _("come again")),)
    if (role := someone.may_do) is None:
        return ()
    takes_part = _("take part only") if role is Role.COFACILITATOR else _("let write")
    offers = (
        ("1", Role.PARTICIPANT, takes_part, _("write")),
        ("2", Role.VIEWER, _("let only watch"), _("watch")),
        ("3", Role.COFACILITATOR, _("make co-facilitator"), _("facilitate")),
    )
    lets = tuple(Offer(key, words, short) for key, other, words, short in offers if other is not role)
    return (*lets, Offer(PUT_OUT, _("put out"), _("out"))) if someone.sitting is not None else lets


def putting_out_offers() -> tuple[Offer, ...]:
    """Return the answers to whether somebody is put out."""
    return (
        Offer("enter", _("put out")),
        Offer(FOR_TODAY, _("put out for today"), _("for today")),
        Offer("escape", _("leave them in"), _("leave")),
    )


def putting_out_words(name: str, width: int) -> str:
    """Return the question whether somebody is put out, in one row where that can be."""
    whole = _("Put {name} out? They can come in again, unless it is for today: until midnight.", name=name)
    return fitting(
        (whole, _("Put {name} out? With 5 until midnight.", name=name), _("Put {name} out?", name=name)), width
    )

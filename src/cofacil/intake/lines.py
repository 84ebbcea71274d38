"""Plain lines, as somebody types them off paper: a card a line, with a sign before it or a head above it for its kind."""

import hashlib
import re
from collections import Counter

from cofacil.board.kinds import SIGNS, Kind
from cofacil.board.model import Board
from cofacil.board.text import plain_form
from cofacil.intake.found import Found, Intake, LeftOut
from cofacil.intake.lists import Becomes, Into, becomes
from cofacil.intake.taken import can_be_read
from cofacil.language.card_line import read_line
from cofacil.language.catalog import _
from cofacil.language.days import date_of

_BULLET = re.compile(r"^\s*(?:[-*•–·▪]|\d{1,3}[.)])\s+")
_HEAD = re.compile(r"^#{0,6}\s*(?P<words>[^:]{1,40}?)\s*:?\s*$")
_BOX = re.compile(r"^\[(?P<tick>[ xX])\]\s*")


def lines(text: str, title: str, board: Board, now: int) -> Intake:
    """Return what is in plain lines; names are those of a board, where one is known."""
    found: list[Found] = []
    left_out: Counter[LeftOut] = Counter()
    known: dict[str, Becomes] = {}
    times: Counter[str] = Counter()
    place = _("lines")
    for row in text.splitlines():
        head = _HEAD.match(row)
        if head and (kind := becomes(head["words"])) is not None and kind is not Into.NOTHING:
            place = _name(kind)
            known[place] = kind
            continue
        line = _BULLET.sub("", row).strip()
        box = _BOX.match(line)
        line = line[box.end() :] if box else line
        here, words = place, line
        if (sign := plain_form(line[:1])) in SIGNS and line[1:2] != line[:1]:
            kind = SIGNS[sign]
            here, words = _name(kind), line[1:].strip()
            known[here] = kind
        if not words:
            continue
        if not can_be_read(words):
            left_out[LeftOut.WORDLESS] += 1
            continue
        print_ = hashlib.sha256(f"{here}\0{words}".encode("utf-8", "replace")).hexdigest()[:20]
        times[print_] += 1
        key = f"lines/{print_}" + (f"/{times[print_]}" if times[print_] > 1 else "")
        found.append(_found(key, here, words, board, now, is_done=bool(box and box["tick"] != " ")))
    used = {one.place for one in found}
    return Intake(
        _("lines"), title, tuple(found), +left_out, {n: kind for n, kind in known.items() if n in used}, has_lines=True
    )


def _found(
    key: str, place: str, words: str, board: Board, now: int, *, is_done: bool
) -> Found:  # all there is to a line
    read = read_line(words, board, date_of(now))
    if read.unsure or not can_be_read(read.text):
        return Found(key, place, words, is_done=is_done)  # nobody can be asked which Sam it is
    said = read.speaker
    return Found(key, place, read.text, read.note, read.names, said, read.when_iso, read.tags, is_done)


def _name(becomes: Becomes) -> str:
    return _(becomes.plural) if isinstance(becomes, Kind) else _("Not here")

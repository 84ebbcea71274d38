"""Who has come in to a board as long as it is shared: their seat is theirs, and by what they have it again."""

import asyncio
import json
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from cofacil import files
from cofacil.board.kinds import Role
from cofacil.board.slugs import slug_of
from cofacil.board.text import bare, clean_name
from cofacil.room.left_seats import COMES_BACK
from cofacil.share.private import read_own
from cofacil.share.public_key import fingerprint_of

PAUSE = 0.15
"""Seconds behind a key in which others are waited for: where somebody looks is known as soon as what they type."""
_FORMAT = "cofacil-guests/1"
_LARGEST = 4_000_000


_ALONE = frozenset({"key", "wall"})
"""Ways in that nobody opens for one person with something that they may do: what they were let do less stays so."""


class Less(NamedTuple):
    """What somebody was let do who came in to do more."""

    own: str
    role: Role
    until: int
    """UTC milliseconds."""


class _File(NamedTuple):
    guests: Sequence["KnownGuest"] = ()
    out: Sequence["KnownGuest"] = ()
    """Those who were put out."""
    less: Sequence[Less] = ()


class CameBy(StrEnum):
    """By what somebody came in first."""

    KEY = "key"
    """They are a member."""
    WORD = "word"
    """A word of their own."""
    WALL = "wall"
    """The word on the wall."""
    ASKING = "asking"


class KnownGuest(NamedTuple):
    """Somebody who has come in."""

    name: str
    role: Role
    """What they may do now, whatever they came in with: it may have been given, or taken, meanwhile."""
    came_by: CameBy
    since: int
    """UTC milliseconds."""
    until: int
    """When they are forgotten, UTC milliseconds."""
    keys: tuple[str, ...] = ()
    """The keys that their `ssh` offered as they came in: none of them proves anything before its signature."""
    first: Role = Role.VIEWER
    """What they might do as they came in."""
    has_left: bool = False
    """Whether they went themselves, and no line broke."""
    lost: int = 0
    """When their line broke last, UTC milliseconds, 0 for never."""
    place: str = ""
    """Where they looked last, as their screens write it."""
    shared: tuple[str, ...] = ()
    """Those of their keys that the `ssh` of somebody else has shown since: nobody knows whose they are."""
    address: str = ""
    """From where they came last by ssh, to the last figure, "" where that is not known."""

    def is_surely(self, key: str, address: str) -> bool:
        """Say whether who proves a key is surely the one who has shown it, and sits down unasked.

        A public key is no secret: who showed it may have had it from its owner, who comes after them from elsewhere.
        """
        return key not in self.shared and self.address in {"", address}

    @property
    def is_brought_back(self) -> bool:
        """Say whether a word of their own that was used brings them back."""
        return self.came_by is CameBy.WORD

    @property
    def comes_as(self) -> Role | None:
        """Return what they may do who are put out and come again: less stays so, more does not; None for who is let in anew."""
        if self.came_by not in _ALONE:
            return None
        return self.role if self.first.includes(self.role) else self.first

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Return their keys as `ssh` prints them."""
        return tuple(map(fingerprint_of, self.keys))


class KnownGuests:
    """The guests of one board, in a file for its owner alone, so that who shares it may be killed and started again.

    The file outlives a process, not a power cut: nobody waits for a disk as they come in.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._guests: dict[str, KnownGuest] = {}
        """By the slug of their name without its accents."""
        self._out: dict[str, KnownGuest] = {}
        """Those who were put out, likewise: nothing brings them back, but what they had begun to write waits for them."""
        self._less: dict[str, Less] = {}
        """Those who were let do less, likewise: it is so for today, also when they are put out, or it is shared anew."""
        self._later: asyncio.TimerHandle | None = None
        self._turn = Lock()
        """Of two threads that write."""
        self._number = self._put_last = 0
        """Of what is to be written, and of what was written last."""
        self.forgotten: Callable[[str], object] = lambda _name: None
        """Called with the name of somebody whose seat is nobody's any more: what they left there is another's never."""

    def begin(self, *, goes_on: bool) -> None:
        """Know those again who were in when a process was killed, where its door is opened again; else nobody.

        Raises:
            Trouble: the file cannot be read.
        """
        file = read_own(self._path, _parsed, _File()) if self._path is not None else _File()
        self._guests = {_own(guest.name): guest for guest in file.guests} if goes_on else {}
        self._out = {_own(guest.name): guest for guest in file.out} if goes_on else {}
        self._less = {one.own: one for one in file.less}
        self._forget_old()
        self._write()

    def now(self) -> tuple[KnownGuest, ...]:
        """Return who is known."""
        self._forget_old()
        return tuple(self._guests.values())

    def called(self, name: str) -> KnownGuest | None:
        """Return whoever came in by a name."""
        self._forget_old()
        return self._guests.get(_own(name))

    def came_by_word(self, name: str) -> bool:
        """Say whether somebody is known who came by a word of their own: it brings them back."""
        guest = self.called(name)
        return guest is not None and guest.is_brought_back

    def whose(self, key: str) -> KnownGuest | None:
        """Return whose key it is; None where nobody offered it, or more than one did: it tells nothing then."""
        self._forget_old()
        found = [guest for guest in self._guests.values() if key in guest.keys]
        return found[0] if len(found) == 1 else None

    def has_own_key(self, guest: KnownGuest) -> bool:
        """Say whether somebody can prove who they are by a key that is nobody else's."""
        return any(self.whose(key) is not None for key in guest.keys)

    def holds(self, guest: KnownGuest) -> bool:
        """Say whether a name is kept for its owner: who only says it is somebody else."""
        if guest.came_by is CameBy.WORD:
            return True
        is_fresh = not guest.lost or _now() - guest.lost < COMES_BACK * 1000
        return self.has_own_key(guest) and not guest.has_left and is_fresh

    def come(
        self, name: str, role: Role, came_by: CameBy, until: int, keys: Iterable[str] = (), *, is_back: bool = False
    ) -> KnownGuest:
        """Know somebody who comes in, or is back; what somebody else left under this name is nobody's any more."""
        own, now = _own(name), _now()
        # Anybody can offer the key of somebody who is here: it stays theirs, and brings nobody else to their seat.
        others = {key for whose, guest in self._guests.items() if whose != own for key in guest.keys}
        shown = tuple(dict.fromkeys(keys))
        self._doubt(own, others.intersection(shown))
        keys = tuple(key for key in shown if key not in others)
        before, out = self._guests.get(own) if is_back else None, self._out.pop(own, None)
        if before is None:
            if out is None or not _is_same(out, came_by, keys):
                self.forgotten(name)
            now_role = self._role_of_today(own, role, came_by, now)
            guest = KnownGuest(name, now_role, came_by, now, until, keys, role)
        else:
            # Who has the right word may come from another computer: its keys are theirs as well.
            guest = before._replace(keys=tuple(dict.fromkeys((*before.keys, *keys))), has_left=False, lost=0)
        self._guests[own] = guest
        self._write()
        return guest

    def _doubt(self, own: str, keys: Collection[str]) -> None:
        """Take notice that somebody shows keys that others have shown before."""
        for whose, guest in tuple(self._guests.items()):
            if whose != own and (shared := tuple(key for key in guest.keys if key in keys)):
                self._guests[whose] = guest._replace(shared=tuple(dict.fromkeys((*guest.shared, *shared))))

    def comes_from(self, name: str, address: str) -> None:
        """Take notice of where somebody has come from by ssh."""
        self._change(name, address=address)

    def _role_of_today(self, own: str, role: Role, came_by: CameBy, now: int) -> Role:
        """Return what somebody may do who comes anew: no more than they were let do today, unless they were let in since."""
        less = self._less.get(own)
        if less is None or less.until <= now or not role.includes(less.role):
            return role
        if came_by not in _ALONE:
            del self._less[own]
            return role
        return less.role

    def was_put_out(self, name: str) -> bool:
        """Say whether somebody was put out, and has not come again since."""
        return _own(name) in self._out

    def left(self, name: str) -> None:
        """Take notice that somebody has gone by themselves."""
        self._change(name, has_left=True)

    def lost(self, name: str) -> None:
        """Take notice that somebody's line has broken."""
        self._change(name, has_left=False, lost=_now())

    def given(self, name: str, role: Role) -> None:
        """Take notice of what somebody may do from now on."""
        own = _own(name)
        if (guest := self._guests.get(own)) is not None:
            if role is not guest.first and guest.first.includes(role):
                self._less[own] = Less(own, role, guest.until)
            else:
                self._less.pop(own, None)
        self._change(name, role=role)

    def says_file(self, name: str, role: Role) -> None:
        """Take notice of what the members file says of somebody by now: what they were given before is over."""
        self._less.pop(_own(name), None)
        self._change(name, role=role, first=role)

    def renamed(self, name: str, now: str) -> None:
        """Know somebody by another name, by which they are called from now on."""
        guest, less = self._guests.pop(_own(name), None), self._less.pop(_own(name), None)
        if less is not None:
            self._less[_own(now)] = less._replace(own=_own(now))
        if guest is not None:
            self._guests[_own(now)] = guest._replace(name=now)
            self._write()

    def put_out(self, name: str) -> None:
        """Know them no more: no key, and no word that they had, brings them back; what they had begun to write waits."""
        guest = self._guests.pop(_own(name), None)
        if guest is not None:
            self._out[_own(name)] = guest
            self._write()

    def end(self) -> None:
        """Know nobody any more: the board is not shared."""
        for guest in (*self.now(), *self._out.values()):
            self.forgotten(guest.name)
        self._guests, self._out = {}, {}
        self._write()

    def looks(self, name: str, place: str) -> None:
        """Take notice of where somebody looks; it is written a moment behind the last key of all of them."""
        own = _own(name)
        if (guest := self._guests.get(own)) is not None and guest.place != place:
            self._guests[own] = guest._replace(place=place)
            if self._later is None and self._path is not None:
                self._later = asyncio.get_running_loop().call_later(PAUSE, self._write_later)

    def _write_later(self) -> None:
        self._later = None
        asyncio.get_running_loop().run_in_executor(None, self._put, *self._to_put())

    def _change(self, name: str, **fields: object) -> None:
        own = _own(name)
        guest = self._guests.get(own)
        if guest is not None and (changed := guest._replace(**fields)) != guest:  # type: ignore[arg-type]  # its own fields
            self._guests[own] = changed
            self._write()

    def _forget_old(self) -> None:
        now = _now()
        self._less = {own: less for own, less in self._less.items() if less.until > now}
        for known in (self._guests, self._out):
            for own in [own for own, guest in known.items() if guest.until <= now]:
                self.forgotten(known.pop(own).name)

    def _to_put(self) -> tuple[int, _File]:
        """Return what is written next, with its number."""
        self._number += 1
        return self._number, _File(tuple(self._guests.values()), tuple(self._out.values()), tuple(self._less.values()))

    def _write(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None
        self._put(*self._to_put())

    def _put(self, number: int, file: _File) -> None:
        if self._path is None:
            return
        # It is for a process that is killed; nobody is kept out for it.
        with self._turn, suppress(OSError):
            if number <= self._put_last:
                return  # what came behind it was quicker: nobody who was put out meanwhile is known again
            self._put_last = number
            if any(file):
                files.make_private_folder(self._path.parent)
                files.put_instead(self._path, _laid_out(file), is_synced=False)
            else:
                self._path.unlink(missing_ok=True)


def is_brought_back(file: Path, name: str) -> bool:
    """Say whether a file of guests, which another process may hold, knows somebody who came by a word of their own.

    Raises:
        Trouble: the file cannot be read.
    """
    known = (guest for guest in read_own(file, _parsed, _File()).guests if guest.until > _now())
    return any(_own(guest.name) == _own(name) and guest.is_brought_back for guest in known)


def _own(name: str) -> str:
    return bare(slug_of(name))


def _now() -> int:
    return time.time_ns() // 1_000_000


def _is_same(out: KnownGuest, came_by: CameBy, keys: Sequence[str]) -> bool:
    """Say whether somebody is who was put out under their name: by the word on the wall anybody says any name.

    Who had shown keys shows one of them again; it is not proved, and opens nothing but what was half typed.
    """
    return came_by is not CameBy.WALL or not out.keys or any(key in out.keys for key in keys)


def _laid_out(file: _File) -> bytes:
    doc = {"format": _FORMAT} | {name: [one._asdict() for one in those] for name, those in file._asdict().items()}
    return json.dumps(doc, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(data: bytes) -> _File:
    """Read the file back.

    Raises:
        ValueError, RecursionError, Refusal: cofacil would not have written that.
    """
    if len(data) > _LARGEST:
        raise ValueError(_FORMAT)
    match json.loads(data):
        case {"format": "cofacil-guests/1", "guests": list(guests), "out": list(out), "less": list(less)}:
            return _File(tuple(map(_guest, guests)), tuple(map(_guest, out)), tuple(map(_less, less)))
        case {"format": "cofacil-guests/1", "guests": list(guests), "out": list(out)}:
            return _File(tuple(map(_guest, guests)), tuple(map(_guest, out)))
        case {"format": "cofacil-guests/1", "guests": list(guests)}:
            return _File(tuple(map(_guest, guests)))
        case _:
            raise ValueError(_FORMAT)


def _less(doc: object) -> Less:
    match doc:
        case {"own": str(own), "role": str(role), "until": int(until)}:
            return Less(own, Role(role), until)
        case _:
            raise ValueError(_FORMAT)


def _doubts(doc: dict[object, object]) -> tuple[tuple[str, ...], str]:
    """Return which keys somebody else has shown, and where from the guest came: what was written before knew neither."""
    match doc.get("shared", []), doc.get("address", ""):
        case list(shared), str(address):
            return tuple(map(str, shared)), address
        case _:
            raise ValueError(_FORMAT)


def _guest(doc: object) -> KnownGuest:
    match doc:
        case {
            "name": str(name),
            "role": str(role),
            "came_by": str(came_by),
            "since": int(since),
            "until": int(until),
            "keys": list(keys),
            "first": str(first),
            "has_left": bool(has_left),
            "lost": int(lost),
            "place": str(place),
            **since_then,
        }:
            guest = KnownGuest(
                clean_name(name),
                Role(role),
                CameBy(came_by),
                since,
                until,
                tuple(map(str, keys)),
                Role(first),
                has_left,
                lost,
                place,
                *_doubts(since_then),
            )
        case _:
            raise ValueError(_FORMAT)
    if guest.came_by is not CameBy.KEY and Role.HOST in {guest.role, guest.first}:
        raise ValueError(_FORMAT)
    return guest

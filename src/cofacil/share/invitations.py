"""Words to come in with: made by one process, taken in another, and kept only as hashes."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.look_alikes import seem_one
from cofacil.board.slugs import slug_of
from cofacil.board.text import bare, clean_name
from cofacil.files import make_private_folder
from cofacil.paths import tilde
from cofacil.room.ports import Invited
from cofacil.share.private import locked, put_instead, read_private
from cofacil.share.wordlist import bare_word, personal_word, room_word

ROOM_SEATS = 20
"""People whom one word on the wall lets in."""
_FORMAT = "cofacil-words/2"
_FORMAT_BEFORE = "cofacil-words/1"
_SALT_LENGTH = 16
_END_OF_DAY = time(23, 59, 59, fold=1)
"""The later one, where clocks are put back at midnight."""
_AT_LEAST = timedelta(hours=1)
"""How long a word for today lets in, however late it is made."""
_COST = 2**14
"""What makes guessing slow, should the file be copied: 16 MiB and a twentieth of a second for each word tried."""
_REMEMBERED = 24 * 3_600_000
"""Milliseconds behind its end in which a word is still known as one that was: who types it has guessed nothing."""
_MOST_SPENT = 200
"""Words that open nothing any more, and are remembered."""


class WordRefused(Refusal):
    """A word opens nothing, and whoever typed it is told why."""


class Admission(NamedTuple):
    """Who may come in by the word they typed."""

    name: str
    """Empty for a room word: the person is asked afterwards."""
    role: Role
    until: int
    """UTC milliseconds."""
    is_room: bool
    is_back: bool = False
    """Whether the one person whom this word lets in has come by it before."""
    digest: bytes = b""
    """Which word it was."""


class Counted(NamedTuple):
    """How many have come by a word, once one more has."""

    is_new: bool
    """Whether they have not come by it before."""
    left: int
    seats: int


class RoomUsed(NamedTuple):
    """Who has come by the word on the wall, and how many it lets in."""

    people: tuple[str, ...] = ()
    seats: int = 0


class _Word(NamedTuple):
    name: str
    """Empty for the room word."""
    role: Role
    until: int
    seats: int
    """How many people it lets in, however often each of them comes."""
    digest: bytes = b""
    people: tuple[str, ...] = ()
    """Those who have come in by it."""
    is_ended: bool = False
    """Whether somebody has taken it back."""

    @property
    def slug(self) -> str:
        """Return what no other open word may have: two words for one person would be two ways in."""
        return slug_of(self.name) if self.name else ""

    def is_open(self, now: int) -> bool:
        return not self.is_ended and now < self.until

    def is_waiting(self, now: int) -> bool:
        """Say whether it is somebody's own, who has not come by it yet."""
        return bool(self.name) and not self.people and self.is_open(now)

    def knows(self, name: str) -> bool:
        """Say whether somebody of that name has come by it."""
        own = bare(slug_of(name))
        return any(bare(slug_of(one)) == own for one in self.people)


class _Kept(NamedTuple):
    salt: bytes
    words: tuple[_Word, ...] = ()


class Invitations:
    """The words of one board in one file; moments are UTC milliseconds.

    Every call reads the file anew and may wait for another process: a server calls from a thread.
    """

    def __init__(self, path: Path, named: Callable[[], Iterable[str]] = tuple) -> None:
        """`named` returns who may come in by a key: nobody is invited who would be taken for one of them."""
        self._path = path
        self._named = named

    def invite(self, name: str, role: Role, until: int, now: int) -> str:
        """Make a word for one person; a word that they had before opens nothing any more.

        Raises:
            Refusal: when nobody can be invited so.
            Trouble: when it cannot be kept.
        """
        if role is Role.HOST:
            raise Refusal("word-makes-no-host")
        word = _Word(clean_name(name), role, until, 1)
        _refuse_look_alike(word, self._named())
        return self._keep(personal_word(), word, now)

    def open_room(self, role: Role, seats: int, until: int, now: int) -> str:
        """Make the word for the wall, for so many people; the one before it opens nothing any more.

        Raises:
            Refusal: when there can be no such word.
            Trouble: when it cannot be kept.
        """
        if role not in {Role.PARTICIPANT, Role.VIEWER}:
            raise Refusal("wall-word-facilitates")
        if seats < 1:
            raise Refusal("wall-word-for-nobody")
        return self._keep(room_word(), _Word("", role, until, seats), now)

    def close_room(self) -> None:
        """End the word on the wall, if there is one.

        Raises:
            Trouble: when the file cannot be read, or the end cannot be kept.
        """
        if not self._path.exists():
            return
        with self._locked():
            salt, words = self._read()
            if any(not word.name and not word.is_ended for word in words):
                self._write(salt, (word if word.name else word._replace(is_ended=True) for word in words))

    def take(self, typed: str, now: int, before_use: Callable[[str], object] = lambda _name: None) -> Admission | None:
        """Look a word up: a personal one is used then; a room word counts people, by `count_in`.

        A wrong one keeps nobody else from the file. `before_use` is called with whom a personal one is for, before it is used.

        Returns:
            who comes in; None for what is no word, and never was one.

        Raises:
            WordRefused: it opens nothing any more.
            Trouble: when the file cannot be read, or the use cannot be kept; nobody comes in.
        """
        kept = self._read()
        digest = _digest(typed, kept.salt)
        if not _same(kept.words, digest):
            return None
        with self._locked():
            salt, words = self._read()
            same = _same(words, digest)
            found = next((word for word in same if word.is_open(now)), None)
            if found is None:
                raise WordRefused("word-over" if any(now >= word.until for word in same) else "word-taken-back")
            if found.name:
                before_use(found.name)
            is_back = bool(found.name and found.people)
            if found.name and not is_back:
                self._write(salt, _with(words, found, found._replace(people=(found.name,)), now))
        return Admission(found.name, found.role, found.until, not found.name, is_back, found.digest)

    def knows(self, typed: str) -> bool:
        """Say whether this is a word of this board, open or not; nobody is to be told that.

        Raises:
            Trouble: the file cannot be read.
        """
        kept = self._read()
        return bool(_same(kept.words, _digest(typed, kept.salt)))

    @staticmethod
    def look_nowhere(typed: str) -> Admission | None:
        """Take as long as looking a word up does, where there is nothing to look it up in."""
        return Admission("", Role.VIEWER, 0, True) if _same((), _digest(typed, bytes(_SALT_LENGTH))) else None

    def count_in(self, admission: Admission, name: str, now: int) -> Counted:
        """Count somebody who comes by a room word, unless they have come by it before.

        Raises:
            WordRefused: so many others have come by it, or it opens nothing any more.
            Trouble: when the file cannot be read, or the use cannot be kept; nobody comes in.
        """
        with self._locked():
            salt, words = self._read()
            found = next((word for word in _same(words, admission.digest) if word.is_open(now)), None)
            if found is None:
                raise WordRefused("word-taken-back")
            is_new = not found.knows(name)
            if is_new and len(found.people) >= found.seats:
                raise WordRefused("word-ran-out")
            counted = found._replace(people=(*found.people, name)) if is_new else found
            if is_new:
                self._write(salt, _with(words, found, counted, now))
        return Counted(is_new, found.seats - len(counted.people), found.seats)

    def room_used(self, now: int) -> RoomUsed:
        """Return who has come by the word on the wall."""
        open_now = (word for word in self._read().words if not word.name and word.is_open(now))
        return next((RoomUsed(word.people, word.seats) for word in open_now), RoomUsed())

    def open_invitations(self, now: int) -> tuple[Invited, ...]:
        """Return who was invited by name and has not come in yet."""
        return tuple(Invited(word.name, word.role, word.until) for word in self._read().words if word.is_waiting(now))

    def invited(self, now: int) -> tuple[Invited, ...]:
        """Return who was invited by name, with a word that is good still, and whether they have come in by it."""
        words = (word for word in self._read().words if word.name and word.is_open(now))
        return tuple(Invited(word.name, word.role, word.until, bool(word.people)) for word in words)

    def _keep(self, text: str, word: _Word, now: int) -> str:
        if word.until <= now:
            raise Refusal("word-already-over")
        with self._locked():
            salt, words = self._read()
            _refuse_look_alike(word, (other.name for other in words if other.is_waiting(now)))
            others = (one._replace(is_ended=True) if one.slug == word.slug else one for one in words)
            self._write(salt, (*_remembered(others, now), word._replace(digest=_digest(text, salt))))
        return text

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes and threads from the file meanwhile."""
        try:
            make_private_folder(self._path.parent)
            with locked(self._path):
                yield
        except OSError as trouble:
            raise NotSaved("private-file-unwritten", file=tilde(self._path), reason=trouble) from trouble

    def _read(self) -> _Kept:
        try:
            return _parsed(read_private(self._path))
        except FileNotFoundError:
            return _Kept(secrets.token_bytes(_SALT_LENGTH))
        except OSError as trouble:
            raise Trouble("private-file-unread", file=tilde(self._path), reason=trouble) from trouble
        except (ValueError, RecursionError, Refusal):
            raise Trouble("words-not-ours", file=tilde(self._path)) from None

    def _write(self, salt: bytes, words: Iterable[_Word]) -> None:
        put_instead(self._path, _laid_out(_Kept(salt, tuple(words))))


def until_tonight(now: int) -> int:
    """Return when a word ends that is made now, unless somebody says otherwise; in UTC milliseconds, as `now` is."""
    today = datetime.fromtimestamp(now / 1000, UTC).astimezone()
    return int(end_of(today.date(), today).timestamp() * 1000)


def end_of(day: date, now: datetime) -> datetime:
    """Return when a word ends that is for a day: at its end; for today, an hour behind now at least."""
    end = datetime.combine(day, _END_OF_DAY).astimezone()
    return max(end, (now + _AT_LEAST).astimezone()) if day == now.date() else end


def _refuse_look_alike(word: _Word, names: Iterable[str]) -> None:
    """Refuse a word for somebody whose name is another's but for letters that look alike, or an accent."""
    for name in names:
        if word.name and name and slug_of(name) != word.slug and seem_one(name, word.name):
            raise Refusal("member-name-taken", name=name)


def _digest(word: str, salt: bytes) -> bytes:
    return hashlib.scrypt(bare_word(word).encode(), salt=salt, n=_COST, r=8, p=1, dklen=32)


def _same(words: Iterable[_Word], digest: bytes) -> list[_Word]:
    """Return those that are this word; each is compared, wherever the first stands."""
    return [word for word in words if hmac.compare_digest(word.digest, digest)]


def _with(words: Iterable[_Word], before: _Word, behind: _Word, now: int) -> list[_Word]:
    """Return all that are kept, one of them changed."""
    return _remembered((behind if word is before else word for word in words), now)


def _remembered(words: Iterable[_Word], now: int) -> list[_Word]:
    """Leave out what was over long ago, and of what opens nothing any more all but the last."""
    kept = [word for word in words if now < word.until + _REMEMBERED]
    spent = [word for word in kept if not word.is_open(now)]
    forgotten = spent[: max(0, len(spent) - _MOST_SPENT)]
    return [word for word in kept if word not in forgotten]


def _laid_out(kept: _Kept) -> bytes:
    words = [word._asdict() | {"digest": word.digest.hex()} for word in kept.words]
    doc = {"format": _FORMAT, "salt": kept.salt.hex(), "words": words}
    return json.dumps(doc, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(data: bytes) -> _Kept:
    """Read the file back.

    Raises:
        ValueError, RecursionError, Refusal: when cofacil would not have written that.
    """
    doc = json.loads(data)
    match doc:
        case {"format": str(form), "salt": str(salt), "words": list(words)}:
            kept = _Kept(bytes.fromhex(salt), tuple(map(_word, words)))
        case _:
            raise ValueError(_FORMAT)
    is_whole = form == _FORMAT_BEFORE or (form == _FORMAT and _laid_out(kept) == data)
    if len(kept.salt) != _SALT_LENGTH or not is_whole:
        raise ValueError(_FORMAT)
    return kept


def _word(doc: object) -> _Word:
    match doc:
        case {
            "name": str(name),
            "role": str(role),
            "until": int(until),
            "seats": int(seats),
            "digest": str(digest),
            **used,
        }:
            word = _Word(name and clean_name(name), Role(role), until, seats, bytes.fromhex(digest), *_used(used))
        case _:
            raise ValueError(_FORMAT)
    if word.role is Role.HOST:
        raise ValueError(_FORMAT)
    return word


def _used(doc: Mapping[Any, Any]) -> tuple[tuple[str, ...], bool]:
    """Return who has come by a word, and whether it was taken back: the format before knew neither."""
    match doc.get("people", []), doc.get("is_ended", False):
        case list(people), bool(is_ended) if all(isinstance(name, str) for name in people):
            return tuple(map(clean_name, people)), is_ended
        case _:
            raise ValueError(_FORMAT)

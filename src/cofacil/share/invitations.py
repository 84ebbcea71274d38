"""Words to come in with: made by one process, taken in another, and kept only as hashes."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.look_alikes import seem_one
from cofacil.board.slugs import slug_of
from cofacil.board.text import clean_name
from cofacil.files import make_private_folder
from cofacil.paths import tilde
from cofacil.share.private import locked, put_instead, read_private
from cofacil.share.wordlist import bare_word, personal_word, room_word

ROOM_SEATS = 20
"""People whom one word on the wall lets in."""
_FORMAT = "cofacil-words/1"
_SALT_LENGTH = 16
_END_OF_DAY = time(23, 59, 59, fold=1)
"""The later one, where clocks are put back at midnight."""
_AT_LEAST = timedelta(hours=1)
"""How long a word for today lets in, however late it is made."""
_COST = 2**14
"""What makes guessing slow, should the file be copied: 16 MiB and a twentieth of a second for each word tried."""


class Admission(NamedTuple):
    """Who may come in by the word they typed."""

    name: str
    """Empty for a room word: the person is asked afterwards."""
    role: Role
    until: int
    """UTC milliseconds."""
    is_room: bool


class Invited(NamedTuple):
    """Somebody whose word nobody has used yet."""

    name: str
    role: Role
    until: int
    """UTC milliseconds."""


class _Word(NamedTuple):
    name: str
    """Empty for the room word."""
    role: Role
    until: int
    seats: int
    """How many may still come in by it."""
    digest: bytes = b""

    @property
    def slug(self) -> str:
        """Return what no other open word may have: two words for one person would be two ways in."""
        return slug_of(self.name) if self.name else ""

    def is_open(self, now: int) -> bool:
        return self.seats > 0 and now < self.until


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
        """Make a word for one person, to be used once; a word that they had before opens nothing any more.

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
            if any(not word.name for word in words):
                self._write(salt, (word for word in words if word.name))

    def take(self, typed: str, now: int) -> Admission | None:
        """Use a word: a personal one is gone then, and a room word lets in one person less.

        Returns:
            who comes in; None for a word that is unknown, used or over, and nothing tells which.

        Raises:
            Trouble: when the file cannot be read, or the use cannot be kept; nobody comes in.
        """
        with self._locked():
            salt, words = self._read()
            digest = _digest(typed, salt)
            same = [word for word in words if hmac.compare_digest(word.digest, digest)]
            found = next((word for word in same if word.is_open(now)), None)
            if found is None:
                return None
            left = (word._replace(seats=word.seats - (word is found)) for word in words)
            self._write(salt, (word for word in left if word.is_open(now)))
        return Admission(found.name, found.role, found.until, is_room=not found.name)

    def open_invitations(self, now: int) -> tuple[Invited, ...]:
        """Return who was invited by name and has not come in yet."""
        words = self._read().words
        return tuple(Invited(word.name, word.role, word.until) for word in words if word.name and word.is_open(now))

    def _keep(self, text: str, word: _Word, now: int) -> str:
        if word.until <= now:
            raise Refusal("word-already-over")
        with self._locked():
            salt, words = self._read()
            _refuse_look_alike(word, (other.name for other in words if other.is_open(now)))
            others = (other for other in words if other.is_open(now) and other.slug != word.slug)
            self._write(salt, (*others, word._replace(digest=_digest(text, salt))))
        return text

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes and threads from the file meanwhile."""
        try:
            make_private_folder(self._path.parent)
            with locked(self._path):
                yield
        except OSError as trouble:
            raise NotSaved("private-file-unwritten", file=tilde(self._path), reason=trouble.strerror) from trouble

    def _read(self) -> _Kept:
        try:
            return _parsed(read_private(self._path))
        except FileNotFoundError:
            return _Kept(secrets.token_bytes(_SALT_LENGTH))
        except OSError as trouble:
            raise Trouble("private-file-unread", file=tilde(self._path), reason=trouble.strerror) from trouble
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


def _laid_out(kept: _Kept) -> bytes:
    words = [word._asdict() | {"digest": word.digest.hex()} for word in kept.words]
    doc = {"format": _FORMAT, "salt": kept.salt.hex(), "words": words}
    return json.dumps(doc, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(data: bytes) -> _Kept:
    """Read the file back.

    Raises:
        ValueError, RecursionError, Refusal: when cofacil would not have written that.
    """
    match json.loads(data):
        case {"salt": str(salt), "words": list(words)}:
            kept = _Kept(bytes.fromhex(salt), tuple(map(_word, words)))
        case _:
            raise ValueError(_FORMAT)
    if len(kept.salt) != _SALT_LENGTH or _laid_out(kept) != data:
        raise ValueError(_FORMAT)
    return kept


def _word(doc: object) -> _Word:
    match doc:
        case {"name": str(name), "role": str(role), "until": int(until), "seats": int(seats), "digest": str(digest)}:
            word = _Word(name and clean_name(name), Role(role), until, seats, bytes.fromhex(digest))
        case _:
            raise ValueError(_FORMAT)
    if word.role is Role.HOST:
        raise ValueError(_FORMAT)
    return word

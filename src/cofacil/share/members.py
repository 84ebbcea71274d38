"""Who may come in to a board, by key: a file that is read strictly and rewritten whole."""

import codecs
import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import asyncssh

from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.look_alikes import looks, seem_one
from cofacil.board.slugs import slug_of
from cofacil.board.text import clean_name
from cofacil.files import make_private_folder
from cofacil.paths import tilde
from cofacil.share.member import Member, read_member
from cofacil.share.private import NotPrivate, locked, put_instead, read_private
from cofacil.share.public_key import key_text, read_public_key

__all__ = ["Member", "Members", "MembersFault"]


class MembersFault(Trouble):
    """The members file cannot be believed as it stands."""


class _Row(NamedTuple):
    """A line of the file, kept as it stands until its member changes."""

    text: str
    member: Member | None = None
    """None on a blank line and on one that begins with #."""


class Members:
    """The members of one board; nobody is one while there is no file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._good: tuple[Member, ...] = ()
        self._seen: tuple[int, int, int] | None = None
        self.fault: MembersFault | None = None
        """What is wrong with the file as it stands now, while the last good members stay."""

    def read(self) -> tuple[Member, ...]:
        """Return the members that the file names.

        Raises:
            MembersFault: when anything in it is wrong, or others can get at it.
        """
        # Looked at first: what changes in between is read once more by `now`.
        seen = self._stamp()
        self._good = _members_of(self._rows())
        self._seen, self.fault = seen, None
        return self._good

    def now(self) -> tuple[Member, ...]:
        """Return the members as of now; the last good ones while the file is not right, and `fault` says why."""
        self.fault = None
        if self._stamp() != self._seen:
            try:
                self.read()
            except MembersFault as fault:
                self.fault = fault
        return self._good

    def names(self) -> tuple[str, ...]:
        """Return what those are called who may come in as of now."""
        return tuple(member.name for member in self.now())

    def whose(self, key: asyncssh.SSHKey) -> Member | None:
        """Return whose key this is; each is compared, in a time that tells nothing."""
        offered = key_text(key).encode()
        found = None
        for member in self.now():
            if hmac.compare_digest(member.key.encode(), offered):
                found = member
        return found

    def add(self, name: str, role: Role, key: str) -> Member:
        """Let somebody in from now on; `key` is a public key in any form that is known.

        Raises:
            Refusal: when the name or the key is somebody's already, or is none.
            MembersFault: when the file is not right; it is left as it is.
        """
        member = Member(clean_name(name), role, *read_public_key(key))
        with self._rewriting() as rows:
            for other in _members_of(rows):
                if seem_one(other.name, member.name):
                    raise Refusal("member-name-taken", name=other.name)
                if other.key == member.key:
                    raise Refusal("member-key-taken", name=other.name)
            rows.append(_Row(member.line, member))
        return member

    def change_role(self, name: str, role: Role) -> Member:
        """Give somebody another role.

        Raises:
            Refusal: when nobody is called that.
            MembersFault: when the file is not right; it is left as it is.
        """
        with self._rewriting() as rows:
            at, member = _place_of(name, rows)
            changed = member._replace(role=role)
            rows[at] = _Row(changed.line, changed)
        return changed

    def revoke(self, name: str) -> Member:
        """Let somebody in no more.

        Raises:
            Refusal: when nobody is called that.
            MembersFault: when the file is not right; it is left as it is.
        """
        with self._rewriting() as rows:
            at, member = _place_of(name, rows)
            del rows[at]
        return member

    def _stamp(self) -> tuple[int, int, int]:
        """Return what differs when the file may have changed: inode, size, time of change in nanoseconds."""
        try:
            here = self._path.lstat()
        except OSError:
            return (0, 0, 0)
        return (here.st_ino, here.st_size, here.st_mtime_ns)

    def _rows(self) -> list[_Row]:
        where = tilde(self._path)
        try:
            data = read_private(self._path)
        except FileNotFoundError:
            return []
        except NotPrivate as trouble:
            raise MembersFault.of(trouble.notice) from trouble
        except OSError as trouble:
            raise MembersFault("private-file-unread", file=where, reason=trouble) from trouble
        return _read_rows(data, where)

    @contextmanager
    def _rewriting(self) -> Iterator[list[_Row]]:
        """Hand out the lines to be changed, and write them; one at a time, whoever else is at it."""
        try:
            make_private_folder(self._path.parent)
            with locked(self._path):
                rows = self._rows()
                yield rows
                put_instead(self._path, "".join(f"{row.text}\n" for row in rows).encode())
        except OSError as trouble:
            raise NotSaved("private-file-unwritten", file=tilde(self._path), reason=trouble) from trouble


def _read_rows(data: bytes, where: str) -> list[_Row]:
    rows: list[_Row] = []
    taken: dict[str, int] = {}
    data = data.removeprefix(codecs.BOM_UTF8)  # some editors put it before all they save
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n"), start=1) if data else ():
        try:
            row = _read_row(line)
            if row.member:
                _check_once(row.member, number, taken)
        except Refusal as wrong:
            raise MembersFault("members-line-wrong", line=number, file=where, wrong=wrong) from None
        rows.append(row)
    return rows


def _read_row(line: bytes) -> _Row:
    try:
        text = line.decode().rstrip("\r")
    except UnicodeDecodeError:
        raise Refusal("members-line-not-utf8") from None
    is_member = text.strip() and not text.startswith("#")
    return _Row(text, read_member(text) if is_member else None)


def _check_once(member: Member, line: int, taken: dict[str, int]) -> None:
    """Refuse a key, or a name that one could take for it, that stands in a line before; `taken` has the line of each."""
    for look in looks(member.name):
        if (first := taken.setdefault(look, line)) != line:
            raise Refusal("member-name-twice", name=member.name, line=first)
    if (first := taken.setdefault(member.key, line)) != line:
        raise Refusal("member-key-twice", line=first)


def _members_of(rows: Sequence[_Row]) -> tuple[Member, ...]:
    return tuple(row.member for row in rows if row.member)


def _place_of(name: str, rows: Sequence[_Row]) -> tuple[int, Member]:
    slug = slug_of(name)
    for at, row in enumerate(rows):
        if row.member and slug_of(row.member.name) == slug:
            return at, row.member
    names = tuple(member.name for member in _members_of(rows))
    raise Refusal("no-such-member", name=clean_name(name), names=names)

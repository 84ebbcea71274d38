"""One connection on its way in: who it is, proved by a member's key or told by a word, or who asks to be let in.

What it asks is in the language of the host: what the guest's terminal speaks is told only behind the log-in.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import TypeAlias

import asyncssh

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.notice import Notice
from cofacil.board.text import clean_name
from cofacil.language.catalog import _
from cofacil.room.seats import WayBack
from cofacil.share.boards import Guest, SharedBoard, Stranger, Wanted
from cofacil.share.invitations import Admission
from cofacil.share.known_guests import CameBy, KnownGuest
from cofacil.share.lobby import Lobby, name_asked_again
from cofacil.share.member import Member
from cofacil.share.public_key import key_text
from cofacil.share.session import Session

_Challenge: TypeAlias = tuple[str, str, str, list[tuple[str, bool]]]


class Login(asyncssh.SSHServer):
    """Lets in whoever proves to be a member, or has a word that is good."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._board: SharedBoard | None = None
        self._guest: Guest | None = None
        """Who it is if the attempt that goes on succeeds; a key that was only offered proves nothing."""
        self._stranger: Stranger | None = None
        self._admission: Admission | None = None
        self._keys = self._failures = 0
        self._offered: dict[str, None] = {}
        """The keys that were offered, and are nobody's yet."""
        self._is_arriving = self._has_session = False
        self._address = self._claimed = ""
        """What who came by the room's word is called: nobody else's while they are here."""
        self._seatless: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._conn = conn
        self._address = str((conn.get_extra_info("peername") or ("?",))[0])
        if not self._lobby.counts.lets_arrive(self._address):
            self._lobby.access_log.note(self._address, "turned away: too many are at the door")
            conn.abort()
            return
        self._lobby.connections.add(conn)
        self._is_arriving = True
        self._lobby.counts.arriving[self._address] += 1

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # AsyncSSH's signature
        if self._is_arriving:
            self._lobby.access_log.note(self._address, "went without coming in")
        self._arrived()
        if self._seatless is not None:
            self._seatless.cancel()
        self._lobby.connections.discard(self._conn)
        if self._claimed:
            self._lobby.give_up(self._board, self._claimed, self)

    def begin_auth(self, username: str) -> bool:
        self._wanted = Wanted.of(username)
        self._board = self._lobby.board_called(self._wanted.board)
        return True  # False would mean that nobody has to prove anything

    # by key

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:  # noqa: ARG002
        self._guest = self._stranger = None
        self._keys += 1
        if self._keys > self._lobby.counts.limits.keys:
            self._turn_away("too many keys")
            return False
        if self._board is None:
            return self._wanted.is_asking and self._asks(key.get_fingerprint())
        member = self._board.members.whose(key)
        if member is not None:
            self._guest = self._member(member, self._board.known.called(member.name))
            return True
        offered = key_text(key)
        if (known := self._board.known.whose(offered)) is not None:
            # Whose key it is shows the signature: who only offers it has to say a word, like everybody.
            self._guest = self._again(known, offered)
            return True
        self._offered[offered] = None
        # Not without +ask: of several keys, or a key and a word, the first unknown key would be all that counts.
        return self._wanted.is_asking and self._asks(key.get_fingerprint())

    def _member(self, member: Member, known: KnownGuest | None) -> Guest:
        """Return a member; what they were given here counts as long as the file says of them what it said then."""
        is_back = known is not None and known.came_by is CameBy.KEY and known.first is member.role
        given = known.role if is_back and known is not None and known.role is not member.role else None
        return Guest(member.name, member.role, self._address, member.key, is_back=is_back, given=given)

    def _again(self, known: KnownGuest, key: str = "") -> Guest:
        """Return somebody who is back, as whom the host has let them be since."""
        return Guest(
            known.name,
            known.role,
            self._address,
            way_back=WayBack.LINE if key else _way_back(known.came_by),
            came_by=known.came_by,
            until=known.until,
            keys=tuple(self._offered),
            is_back=True,
            is_by_offered_key=bool(key),
        )

    # by word

    def kbdint_auth_supported(self) -> bool:
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> _Challenge:  # noqa: ARG002
        self._guest = self._stranger = self._admission = None
        # The same for everybody: a prompt that differs tells what is known.
        return _ask(_("Not known, or used already. Word: ") if self._failures else _("Word: "), is_shown=False)

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> "bool | _Challenge":  # noqa: ARG002
        said = responses[0] if len(responses) == 1 else ""
        if self._admission is not None and self._board is not None:
            return await self._named(said, self._board, self._admission)
        if not said and self._asks():
            return True
        # An empty line is no guess: who meant to ask, and may not now, takes no words away from others.
        admission = await self._take(said) if said else None
        known = self._known_by_word(admission) if admission is not None and admission.is_back else None
        if admission is not None and admission.is_back and known is None:
            self._lobby.access_log.note(self._address, "a word that was used already")
            admission = None
        if admission is None:
            self._failures += 1
            if self._failures >= self._lobby.counts.limits.failures:
                self._turn_away("too many wrong words")
            return False
        if not admission.name:
            self._admission = admission
            return _ask(_("Welcome. What is your name? "))
        self._guest = self._again(known) if known else self._come(admission.name, admission, CameBy.WORD)
        return True

    def _known_by_word(self, admission: Admission) -> KnownGuest | None:
        """Return whom a word of their own brings back; None where they are not known any more."""
        known = self._board.known.called(admission.name) if self._board is not None else None
        return known if known is not None and known.came_by is CameBy.WORD else None

    def _come(self, name: str, admission: Admission, came_by: CameBy) -> Guest:
        """Return somebody who has come in by a word."""
        keys = tuple(self._offered)
        way_back = WayBack.LINE if keys else _way_back(came_by)
        return Guest(
            name,
            admission.role,
            self._address,
            way_back=way_back,
            came_by=came_by,
            until=admission.until,
            keys=keys,
        )

    def _asks(self, fingerprint: str = "") -> bool:
        """Let a stranger ask those who facilitate; say whether they may."""
        if self._board is None or not self._lobby.counts.lets_ask(self._address):
            return False
        self._stranger = Stranger(self._address, fingerprint, tuple(self._offered))
        return True

    async def _take(self, said: str) -> Admission | None:
        """Look at a word; who has guessed too often is not told so."""
        counts, invitations = self._lobby.counts, self._board.invitations if self._board else None
        if invitations is None or not counts.lets_guess(self._address):
            self._lobby.access_log.note(self._address, "word not looked at")
            return None
        # Counted before it is looked at: others from there are looked at meanwhile.
        counts.wrong[self._address] += 1
        try:
            admission = await asyncio.to_thread(invitations.take, said, time.time_ns() // 1_000_000)
        except Trouble as trouble:
            counts.leave(counts.wrong, self._address)
            self._lobby.notice(trouble)
            return None
        if admission is not None:
            counts.leave(counts.wrong, self._address)
        else:
            self._lobby.access_log.note(self._address, "wrong word")
            if counts.is_frozen:
                self._lobby.notice(Notice.of("words-frozen"))
        return admission

    async def _named(self, said: str, board: SharedBoard, admission: Admission) -> "bool | _Challenge":
        """Take the name of who came by the room's word; a name that is somebody's is nobody else's."""
        try:
            name = clean_name(said)
            is_back = await self._lobby.claim(board, name, self, CameBy.WALL)
        except Refusal as refusal:
            return _ask(name_asked_again(refusal))
        self._claimed = name
        known = board.known.called(name) if is_back else None
        self._guest = self._again(known) if known is not None else self._come(name, admission, CameBy.WALL)
        return True

    # in

    def auth_completed(self) -> None:
        self._arrived()
        guest = self._guest
        if guest is not None:
            how = "key" if guest.key or guest.is_by_offered_key else "word"
            how = f"{how}, back" if guest.is_back else how
            self._lobby.access_log.note(self._address, f"in as {guest.role_now} by {how}", guest.name)
        elif self._stranger is not None:
            self._lobby.access_log.note(self._address, f"asks to join {self._stranger.fingerprint}".rstrip())
        else:
            self._conn.abort()
            return
        patience = self._lobby.counts.limits.seatless_seconds
        self._seatless = asyncio.get_running_loop().call_later(patience, self._has_no_seat)

    def session_requested(self) -> "Session | bool":
        """Give a connection its one seat."""
        guest = self._guest or self._stranger
        if guest is None or self._board is None or self._has_session:
            self._lobby.access_log.note(self._address, "a second session refused")
            return False
        self._has_session = True
        return Session(self._lobby, self._board, guest, self._wanted)

    def _has_no_seat(self) -> None:
        """Hang up on who came in and asks for nothing: they would count towards no limit."""
        if not self._has_session:
            self._lobby.access_log.note(self._address, "turned away: came in and asked for no board")
            self._conn.abort()

    def _arrived(self) -> None:
        if self._is_arriving:
            self._is_arriving = False
            self._lobby.counts.leave(self._lobby.counts.arriving, self._address)

    def _turn_away(self, why: str) -> None:
        self._lobby.access_log.note(self._address, f"turned away: {why}")
        self._conn.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, _("Not known, or used already."))


def _way_back(came_by: CameBy) -> WayBack:
    return WayBack.ASK if came_by is CameBy.ASKING else WayBack.WORD


def _ask(prompt: str, *, is_shown: bool = True) -> _Challenge:
    """Return a question; `is_shown` says whether the answer is seen while it is typed."""
    return ("", "", "", [(prompt, is_shown)])

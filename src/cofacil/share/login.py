"""One connection on its way in: who it is, proved by a member's key or told by a word, or who asks to be let in.

What it asks is in the language of the host and in English: what the guest's terminal speaks is told only behind the log-in.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import TypeAlias

import asyncssh

from cofacil.board.errors import Refusal
from cofacil.board.notice import Notice
from cofacil.board.text import clean_name
from cofacil.language.both import in_both
from cofacil.language.catalog import _
from cofacil.language.yes import says_no, says_yes
from cofacil.room.seats import WayBack
from cofacil.share.arrivals import Stage
from cofacil.share.boards import Guest, SharedBoard, Stranger, Wanted
from cofacil.share.guesses import block_of
from cofacil.share.invitations import Admission, WordRefused
from cofacil.share.known_guests import CameBy, KnownGuest
from cofacil.share.lobby import IsInHall, Lobby, told_before
from cofacil.share.member import Member
from cofacil.share.public_key import key_text
from cofacil.share.rows import farewell, in_rows, prompt
from cofacil.share.session import Session

_Challenge: TypeAlias = tuple[str, str, str, list[tuple[str, bool]]]

_LINGERS_FROM = 3.0
"""Seconds in which keys are exchanged, over a slow line too."""


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
        self._would_do = ""
        """The key that was offered last, where it lets in whoever proves that it is theirs."""
        self._offered: dict[str, None] = {}
        """The keys that were offered, and are nobody's yet."""
        self._is_arriving = self._has_session = self._is_begun = self._is_asked = self._has_answered = False
        self._why_again = ""
        """What was wrong with what they have typed."""
        self._address = self._claimed = ""
        """What who came by the room's word is called: nobody else's while they are here."""
        self._maybe = ""
        """The name of somebody in the hall, of which it was asked whether it is theirs."""
        self._seatless: asyncio.TimerHandle | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._came = time.monotonic()

    @property
    def address(self) -> str:
        """Return what is counted as one address."""
        return block_of(self._address)

    @property
    def stage(self) -> Stage:
        if self._has_answered:
            return Stage.ANSWERS
        if self._has_keys:
            return Stage.SILENT
        return Stage.LINGERS if time.monotonic() - self._came > _LINGERS_FROM else Stage.FRESH

    @property
    def _has_keys(self) -> bool:
        """Say whether nothing of the key exchange is left but that somebody says yes to a fingerprint."""
        return self._conn.get_extra_info("send_cipher") is not None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._conn = conn
        self._address = str((conn.get_extra_info("peername") or ("?",))[0])
        self._lobby.connections.add(conn)
        self._is_arriving = True
        self._lobby.arrivals.add(self)
        limits = self._lobby.counts.limits
        self._wait_for(min(limits.keys_seconds, limits.login_seconds))

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
        self._is_begun = True
        self._wait_for(self._lobby.counts.limits.login_seconds)
        self._wanted = Wanted.of(username)
        self._board = self._lobby.board_called(self._wanted.board)
        return True  # False would mean that nobody has to prove anything

    # by key

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:  # noqa: ARG002
        self._guest = self._stranger = None
        offered = key_text(key)
        # What comes behind a key that would do is its proof, and not another key.
        self._keys += offered != self._would_do
        if self._keys > self._lobby.counts.limits.keys:
            self._turn_away("too many keys", told_before(Notice.of("too-many-keys")))
            return False
        would_do = self._may_come_by(key, offered)
        self._would_do = offered if would_do and offered != self._would_do else ""
        return would_do

    def _may_come_by(self, key: asyncssh.SSHKey, offered: str) -> bool:
        """Say whether a key lets in, or lets ask, whoever proves that it is theirs."""
        if self._board is None:
            return self._wanted.is_asking and self._asks(key.get_fingerprint())
        member = self._board.members.whose(key)
        if member is not None:
            self._guest = self._member(member, self._board.known.called(member.name))
            return True
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
            offered_key=key,
        )

    # by word

    def kbdint_auth_supported(self) -> bool:
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> _Challenge:  # noqa: ARG002
        self._guest = self._stranger = self._admission = None
        self._is_asked = True
        self._wait_for(self._lobby.counts.limits.login_seconds)
        # The same for everybody: a prompt that differs tells what is known.
        why_again, self._why_again = self._why_again, ""
        return _ask(in_both(lambda: _("Word: ")), why_again, is_shown=False)

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> "bool | _Challenge":
        said = responses[0].strip() if len(responses) == 1 else ""
        self._has_answered = True
        self._wait_no_more()  # their turn is ours to give
        try:
            if self._admission is not None and self._board is not None:
                return await self._named(said, self._board, self._admission)
            if not said and self._asks():
                return True
            return await self._take(said, self._board.name if self._board else username.casefold())
        except WordRefused as refusal:
            self._why_again = told_before(refusal)
        self._failures += 1
        if self._failures >= self._lobby.counts.limits.failures:
            self._turn_away("too many words that were not good", self._why_again)
        else:
            self._wait_for(self._lobby.counts.limits.login_seconds)
        return False

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

    async def _take(self, said: str, door: str) -> "bool | _Challenge":
        """Look at a word.

        Raises:
            WordRefused: it lets nobody in, and why.
        """
        if not said:
            # An empty line is no guess: who meant to ask, and may not now, takes no words away from others.
            raise WordRefused("word-wanted")
        admission = await self._lobby.words.take(
            self._board, door, self._address, said, self._failures, waits=self._say_that_it_waits
        )
        if not admission.name:
            self._admission = admission
            return self._asks_for_name(in_both(lambda: _("Welcome. What is your name? ")))
        known = self._board.known.called(admission.name) if admission.is_back and self._board is not None else None
        self._guest = self._again(known) if known is not None else self._come(admission.name, admission, CameBy.WORD)
        return True

    async def _named(self, said: str, board: SharedBoard, admission: Admission) -> "bool | _Challenge":
        """Take the name of who came by the room's word; a name that is somebody's is nobody else's.

        Raises:
            WordRefused: the word has let in as many people as it is for.
        """
        maybe, self._maybe = self._maybe, ""
        if maybe and says_no(said):
            return self._asks_for_name(in_both(lambda: _("What is your name? ")))
        try:
            name = maybe if maybe and says_yes(said) else clean_name(said)
            is_back = await self._lobby.claim(board, name, self, CameBy.WALL, is_sure=name == maybe)
        except IsInHall as there:
            self._maybe = clean_name(said)
            return self._asks_for_name(in_both(lambda: _("Type yes, or another name: ")), told_before(there))
        except Refusal as refusal:
            return self._asks_for_name(in_both(lambda: _("What is your name? ")), told_before(refusal))
        self._claimed = name
        known = board.known.called(name) if is_back else None
        if known is not None:
            self._guest = self._again(known)
            return True
        try:
            await self._lobby.words.count_in(board, self._address, admission, name)
        except WordRefused:
            self._claimed = ""
            self._lobby.give_up(board, name, self)
            raise
        self._guest = self._come(name, admission, CameBy.WALL)
        return True

    def _asks_for_name(self, question: str, why_again: str = "") -> _Challenge:
        self._wait_for(self._lobby.counts.limits.login_seconds)
        return _ask(question, why_again)

    # in

    def auth_completed(self) -> None:
        self._arrived()
        guest = self._guest
        if guest is not None:
            how = "key" if guest.proved else "word"
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
        self._wait_no_more()
        if self._is_arriving:
            self._is_arriving = False
            self._lobby.arrivals.remove(self)

    # who waits for whom

    def _wait_for(self, seconds: float) -> None:
        """Give somebody so long for what they do next, and no longer for all of it than is right."""
        self._wait_no_more()
        left = self._came + self._lobby.counts.limits.arriving_seconds - time.monotonic()
        self._patience = asyncio.get_running_loop().call_later(max(0.0, min(seconds, left)), self._has_waited)

    def _wait_no_more(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _has_waited(self) -> None:
        """Hang up on who has been silent; who compares a fingerprint says nothing either, and has keys."""
        limits = self._lobby.counts.limits
        if not self._is_asked and self._has_keys and time.monotonic() - self._came < limits.login_seconds:
            self._wait_for(self._came + limits.login_seconds - time.monotonic())
            return
        self._turn_away("nothing was said", told_before(Notice.of("door-waited")))

    def give_way(self) -> None:
        """Make room for others."""
        self._say_farewell(told_before(self._lobby.turns_away(self._address)))

    def _say_that_it_waits(self) -> None:
        self._say_before(told_before(Notice.of("word-waits")))

    def _say_before(self, sentence: str) -> None:
        """Say a sentence to who is not in yet; before the key exchange there is no way to say it."""
        if self._is_begun:
            self._conn.send_auth_banner("".join(f"{row}\r\n" for row in in_rows(sentence)))

    def _turn_away(self, why: str, sentence: str) -> None:
        self._lobby.access_log.note(self._address, f"turned away: {why}")
        self._say_farewell(sentence)

    def _say_farewell(self, sentence: str) -> None:
        """Close the line and say why, twice: some programs show only the one, some only the other."""
        self._say_before(sentence)
        self._conn.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, farewell(sentence))


def _way_back(came_by: CameBy) -> WayBack:
    return WayBack.ASK if came_by is CameBy.ASKING else WayBack.WORD


def _ask(question: str, why_again: str = "", *, is_shown: bool = True) -> _Challenge:
    """Return a question; `is_shown` says whether the answer is seen while it is typed."""
    return ("", "", "", [(prompt(question, why_again), is_shown)])

"""One guest at one terminal, from the first frame until the line is closed."""

import asyncio
import time

import asyncssh

from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.language.catalog import ngettext, speak, spoken
from cofacil.language.elsewhere import read_elsewhere, said_elsewhere
from cofacil.language.worded import worded
from cofacil.room.left_seats import Gone
from cofacil.share.again import Again
from cofacil.share.boards import Guest, Screens, SharedBoard, Stranger, Wanted
from cofacil.share.driver import MOST_WAITING, SshDriver, driver_for
from cofacil.share.invitations import until_tonight
from cofacil.share.knock import HasLeft, Knock, NotLetIn
from cofacil.share.lobby import Lobby, Said
from cofacil.share.rows import Paper
from cofacil.share.terminal import capability_of, language_of, size_of
from cofacil.terminal.capability import Capability

_RESIZE_PACE = 0.1
_READ_AGAIN = 0.1
_WRITE_BUFFER = 64 * 1024
_PATIENCE = 3.0
"""Seconds that screens get to end in good order."""
_LOOK_IF_IDLE = 30.0
KEEPALIVE, KEEPALIVES = 15, 3
"""Seconds between two questions whether a line is still there, and how many of them stay without an answer."""
_WAITS = 4
"""Half patiences in which a line that does not answer is closed for sure."""
_ANSWERS = 1.0
"""Seconds in which somebody has to answer at a seat that another has the key for."""
_GOING = 3.0
"""Seconds that a guest's `ssh` gets to hang up behind its session."""

NO_TERMINAL = Notice.of("no-terminal")
DUMB = Notice.of("dumb-terminal")
NO_LINES_YET = Notice.of("no-plain-lines-yet")
NO_SEAT = Notice.of("no-seat")
TOO_MANY_ASK = Notice.of("too-many-ask")
BROKEN = Notice.of("session-broke")
IDLE = Notice.of("session-idle")
_WAITS_BEHIND = frozenset({"put-out", "put-out-today", "session-idle"})
"""Behind which ends it is said that lines wait which are not kept: they are back with whoever comes again."""


class Session(asyncssh.SSHServerSession[bytes]):
    """Gives a guest their screens, and lets nobody else feel how they end.

    Its task speaks the language of the guest, and so do the tasks of their screens: what is worded for them is worded there.
    """

    def __init__(self, lobby: Lobby, board: SharedBoard, who: Guest | Stranger, wanted: Wanted) -> None:
        self._lobby = lobby
        self.board = board
        self._who = who
        self._knock: Knock | None = None
        self._again: Again | None = None
        self._claimed = ""
        """The name of who was let in by asking: nobody else's while they are here."""
        self._wanted = wanted
        self._loop = asyncio.get_running_loop()
        self._driver: SshDriver | None = None
        self._screens: Screens | None = None
        self._task: asyncio.Task[None] | None = None
        self._term = ""
        self._size: tuple[int, int] | None = None
        self._resize: asyncio.TimerHandle | None = None
        self._last_said: Said | None = None
        """What the guest is told behind their screens."""
        self._heard = time.monotonic()
        self._lost: asyncio.Future[None] = self._loop.create_future()
        """Done once the line is there no more."""
        self._early: bytearray | None = bytearray()
        """What was typed before the screens take keys; None from then on."""
        self._is_gone = self._is_over = False
        self.way_in = "review" if wanted.is_review else "ssh"
        self.browser = ""

    @property
    def address(self) -> str:
        return self._who.address

    @property
    def guest(self) -> Guest:
        """Return who sits here; a stranger does not."""
        assert isinstance(self._who, Guest)  # noqa: S101  # a stranger has no seat
        return self._who

    def connection_made(self, chan: "asyncssh.SSHServerChannel[bytes]") -> None:
        self._chan = chan
        self._paper = Paper(chan.write, self._columns)

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object) -> bool:  # noqa: ARG002
        self._term = term_type or "dumb"
        return True

    def shell_requested(self) -> bool:
        return True

    def session_started(self) -> None:
        self._language = language_of(self._chan.get_environment())
        if why_not := self._why_not():
            with spoken(self._language), said_elsewhere():
                self._paper.say(worded(why_not))
            self._close(1)
            return
        self._chan.set_write_buffer_limits(high=_WRITE_BUFFER)
        if isinstance(self._who, Stranger):
            self._knock = Knock(self._lobby, self.board, self._who, self._paper, self)
            self._lobby.wait(self)
        self._task = self._loop.create_task(self._run())

    def _why_not(self) -> Notice | None:
        if self._wanted.is_plain and not self._wanted.is_review:
            return NO_LINES_YET
        if self._is_read_out:
            return self._why_no_seat(self.guest)
        if not self._term:
            return NO_TERMINAL
        if not capability_of(self._term, {}).is_full_screen:
            return DUMB
        counts = self._lobby.counts
        if isinstance(self._who, Stranger):
            return None if counts.lets_ask(self.address) else TOO_MANY_ASK
        return self._why_no_seat(self._who)

    def _why_no_seat(self, guest: Guest) -> Notice | None:
        """Return why there is no seat for somebody; where they have one already, that is theirs."""
        if (out := self._lobby.why_out(self.board, guest.address, guest.name, guest.proved)) is not None:
            return out
        takes_over = self._lobby.counts.limits.takes_over and not self._is_read_out
        has_one = takes_over and self._lobby.seats_of(self.board, guest.slug, self.way_in)
        return None if has_one or self._lobby.counts.lets_sit(guest.slug) else NO_SEAT

    @property
    def _is_read_out(self) -> bool:
        """Say whether what the board answers is printed, and there are no screens: a stranger needs one to be let in first."""
        return self._wanted.is_plain and self._wanted.is_review and isinstance(self._who, Guest)

    def _columns(self) -> int:
        """Return how wide the terminal is, 0 where there is none."""
        return (self._size or self._chan.get_terminal_size())[0] if self._term else 0

    def may_now(self, role: Role) -> None:
        self._who = self.guest._replace(role=role, given=None)

    def end(self, why: Said | None) -> None:
        """Close the line, and say on the guest's own screen why."""
        self._last_said = self._last_said or why
        self._is_over = True
        for talk in (self._knock, self._again):
            if talk is not None:
                talk.leave()
        if self._screens is not None:
            self._screens.exit()
        if self._task is not None:
            self._loop.call_later(_PATIENCE, self._task.cancel)

    async def answers(self, patience: float) -> bool:
        """Say whether somebody is at the other end of the line; one that says nothing for so many seconds is closed."""
        connection = self._chan.get_connection()
        connection.set_keepalive(patience / 2, 1)
        # A line is closed behind two such waits. Waited for one by one, ours are as late as those where much is going on.
        for _ in range(_WAITS):
            done, _waiting = await asyncio.wait({self._lost}, timeout=patience / 2)
            if done or self._is_gone:
                return False
        connection.set_keepalive(KEEPALIVE, KEEPALIVES)
        return True

    def hand_over(self, why: Said) -> None:
        """Give the seat up at once to the same person at another window."""
        if self._screens is not None:
            self._screens.give_up(Gone.HANDED)
        self._lobby.leave(self, "handed the seat over")
        self.end(why)

    async def ended(self) -> None:
        """Wait until the guest's screens are gone."""
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=_PATIENCE)

    async def _run(self) -> None:
        """Let a stranger ask to come in, and run a guest's screens; whatever breaks in them ends only them."""
        try:
            speak(self._language)
            read_elsewhere()
            if self._knock is not None:
                await self._come_in(self._knock)
            else:
                await self._be_sure(self.guest)
            self._take_seat(self.guest)
            await (self._read_out() if self._is_read_out else self._sit())
        except NotLetIn as why_not:
            self._last_said = self._last_said or why_not
        except HasLeft:
            pass
        except Exception as trouble:  # noqa: BLE001  # one guest's trouble is nobody else's
            self._broke(type(trouble).__name__)
        finally:
            self._close(1 if self._last_said == BROKEN else 0)

    async def _come_in(self, knock: Knock) -> None:
        """Have a stranger let in, and give them a seat then."""
        try:
            guest = await knock.guest()
        finally:
            self._knock, self._claimed = None, knock.name
            self._lobby.wait_no_more(self)
            if self._is_gone:
                self._give_up_name()
        self._who = guest

    async def _be_sure(self, guest: Guest) -> None:
        """Ask who proves an offered key for a seat at which somebody answers, or that was left: two may share a computer.

        Whose line hangs or broke has their seat at once, unless the key may be another's, who has never been here: that it
        was shown proves nothing.
        """
        known = self.board.known.called(guest.name)
        if not guest.offered_key or self._is_read_out or known is None:
            return
        here = self._lobby.seats_of(self.board, guest.slug, self.way_in)
        is_here = any(await asyncio.gather(*(one.answers(_ANSWERS) for one in here)))
        is_surely = known.is_surely(guest.offered_key, guest.address)
        if (is_surely and not (is_here or known.has_left)) or self._is_gone:
            return
        self._again = Again(guest.name, self._paper, is_here=is_here)
        try:
            await self._again.settle()
        finally:
            self._again = None

    def _take_seat(self, guest: Guest) -> None:
        """Sit down; where the same person sat at another line until now, that is closed, and all is as it was there."""
        if why_not := self._why_no_seat(guest):
            raise NotLetIn.of(why_not)
        if not self._is_read_out:
            if self._lobby.counts.limits.takes_over:
                self._lobby.take_over(self.board, guest, self.way_in)
            self._lobby.tell_of_key(self.board, guest)
            until = guest.until or until_tonight(time.time_ns() // 1_000_000)
            come = self.board.known.come
            known = come(guest.name, guest.role_now, guest.came_by, until, guest.keys, is_back=guest.is_back)
            self.board.known.comes_from(guest.name, guest.address)
            if known.role is not guest.role_now:
                self._who = guest._replace(given=known.role)
        self._lobby.sit(self)

    async def _sit(self) -> None:
        """Run the guest's screens, and give their seat up behind them."""
        terminal = capability_of(self._term, self._chan.get_environment())
        width, height, *_ = self._chan.get_terminal_size()
        idle = self._loop.call_later(_LOOK_IF_IDLE, self._look_if_idle)
        try:
            self._screens = await self._make(terminal, driver_for(self._chan, terminal, self._started))
            self._screens.settled = self._take_keys
            if not (self._is_gone or self._is_over):
                await self._screens.run_async(size=size_of(width, height))
            if self._screens.fault:
                # What stands behind the kind of trouble may be somebody's words.
                self._broke(self._screens.fault.partition(":")[0])
        finally:
            idle.cancel()
            if not (self._is_gone or self._wanted.is_review) and self in self._lobby.seated:
                self.board.known.left(self.guest.name)
            self._lobby.leave(self)

    async def _read_out(self) -> None:
        """Print what the board answers, line by line, and give the seat up behind it."""
        try:
            self._lobby.access_log.note(self.address, "looks back", self.guest.name)
            ending = "\r\n" if self._term else "\n"
            text = "".join(f"{line}{ending}" for line in await self.board.lines())
            if not self._is_gone:
                self._chan.write(text.encode())
        finally:
            self._lobby.leave(self)

    async def _make(self, terminal: Capability, driver: type[SshDriver]) -> Screens:
        """Make the screens that the guest came for: of the meeting, or of looking back on the board."""
        if not self._wanted.is_review:
            return self.board.screens(self.guest, terminal, driver)
        self._lobby.access_log.note(self.address, "looks back", self.guest.name)
        return await self.board.reviews(self.guest, terminal, driver)

    def _broke(self, what: str) -> None:
        self._last_said = BROKEN
        self._lobby.access_log.note(
            self.address, f"broke ({what})", self._who.name if isinstance(self._who, Guest) else ""
        )

    def _started(self, driver: SshDriver) -> None:
        self._driver = driver

    def _take_keys(self) -> None:
        """Hand on what was typed before; it waits here, as AsyncSSH cannot be kept from reading when a session starts."""
        early, self._early = self._early, None
        if early and not self._is_gone:
            if self._driver and self._driver.keys:
                self._driver.keys.screen_is_there()
            # Before what waits behind it, where so much came that the rest was not read yet.
            self.data_received(bytes(early), None)
            self._read_on()

    def _close(self, code: int) -> None:
        if self._resize is not None:
            self._resize.cancel()
        self._driver = self._early = None
        if self._is_gone:
            return
        if self._last_said is not None:
            waiting = self._screens.waiting if self._screens and self._last_said.name in _WAITS_BEHIND else 0
            said = (worded(self._last_said), waiting_words(waiting) if waiting else "")
            self._paper.write(b"\r\n")
            self._paper.say(" ".join(said))
        self._chan.exit(code)
        self._chan.close()
        self._loop.call_later(_GOING, self._chan.get_connection().abort)

    # what comes from the terminal

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        self._heard = time.monotonic()
        if (talk := self._knock or self._again) is not None:
            talk.feed(data)
            return
        if self._early is not None:
            self._early += data
            if len(self._early) > MOST_WAITING:
                self._chan.pause_reading()
            return
        keys = self._driver.keys if self._driver else None
        if keys is None:
            return
        keys.feed(data)
        if keys.waiting > MOST_WAITING:
            self._chan.pause_reading()
            self._loop.call_later(_READ_AGAIN, self._read_on)

    def _read_on(self) -> None:
        keys = self._driver.keys if self._driver else None
        if self._is_gone or keys is None:
            return
        if keys.waiting > MOST_WAITING // 2:
            self._loop.call_later(_READ_AGAIN, self._read_on)
        else:
            self._chan.resume_reading()

    def eof_received(self) -> bool:
        self.end(None)
        return True  # the terminal is given back before the line is closed

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002
        self._size = size_of(width, height)
        if self._resize is None:
            self._resize = self._loop.call_later(_RESIZE_PACE, self._resized)

    def _resized(self) -> None:
        self._resize = None
        if self._driver is not None and self._size is not None:
            self._driver.resized(*self._size)

    # what goes to it

    def pause_writing(self) -> None:
        if self._driver is not None:
            self._driver.pause_output()

    def resume_writing(self) -> None:
        if self._driver is not None:
            self._driver.resume_output()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._is_gone = True
        if not self._lost.done():
            self._lost.set_result(None)
        if self._screens is None or self._is_over or self not in self._lobby.seated:
            self.end(None)  # also of who has left, and whose line is closed behind that
        else:
            self._lose(self._screens, time.monotonic() + _PATIENCE)
        self._give_up_name()

    def _lose(self, screens: Screens, until: float) -> None:
        """End the screens of a line that broke, behind what was typed on it: their seat waits."""
        if self._is_over:
            return
        keys = self._driver.keys if self._driver is not None else None
        if keys is not None and keys.waiting and time.monotonic() < until:
            self._loop.call_later(_READ_AGAIN, self._lose, screens, until)
            return
        screens.give_up(Gone.LOST)
        if not self._wanted.is_review:
            self.board.known.lost(self.guest.name)
        self._lobby.leave(self, "lost the line")
        self.end(None)

    def _give_up_name(self) -> None:
        if self._claimed:
            self._lobby.give_up(self.board, self._claimed, self)

    def _look_if_idle(self) -> None:
        limits = self._lobby.counts.limits
        minutes = limits.idle_minutes_watching if self.guest.role_now is Role.VIEWER else limits.idle_minutes
        if time.monotonic() - self._heard > minutes * 60:
            self.end(IDLE)
        elif not self._is_gone and self._screens is not None and self._driver is not None:
            self._loop.call_later(_LOOK_IF_IDLE, self._look_if_idle)


def waiting_words(lines: int) -> str:
    """Return that lines which are not kept wait for whoever has ended here."""
    return ngettext(
        "One line of yours is not kept yet: it waits for you here.",
        "{number} lines of yours are not kept yet: they wait for you here.",
        lines,
    )

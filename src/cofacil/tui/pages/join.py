"""Letting others in: how the board is to be shared; then how they join, who has come, and what waits, as it is now."""

from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

from cofacil.board.errors import Trouble
from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.here import Here
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Door, Joining
from cofacil.tui.keys import Press
from cofacil.tui.last_row import Said
from cofacil.tui.messages import Noticed, PageRequested
from cofacil.tui.pages.join_sheet import ASKS, LIFTS, NEW_WORD, PHONES, STOP, WHO, Join, paint_join, who_words
from cofacil.tui.pages.qr import picture
from cofacil.tui.pages.share_form import ASKING, ONLY_HERE, PAGE, PORT, WITH_NETWORK, Share, paint_share
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import ASCII, Brush
from cofacil.tui.paint.window import Window

OPENING = N_("One moment: the door is being opened.")
PAGE_OPENING = N_("One moment: the page is being made.")
CLOSING = N_("One moment: the door is being closed.")
IS_OPEN = N_("The board is shared now.")
CLOSED = N_("Not shared any more. What was written is kept.")
ENDED = N_("The word before opens nothing any more.")

_LOOKS = 2_000
"""Milliseconds after which it is looked again how things are."""
_SETTLING = 0.4
"""Seconds in which a page that has just become the other one takes no keys: of two quick Enters one would leave it."""
_LEADS_TO = {"1": "invite", WHO: "people"}
"""The pages that are led to from here."""


class JoinView(SheetView):
    """Lets others in to a board, shows how they join as long as it is looked at, and lets nobody in any more."""

    for_who_leads = True

    def __init__(
        self,
        door: Door,
        live: LiveRoom,
        brush: Brush,
        keys: Mapping[str, str],
        me: str = "",
    ) -> None:
        super().__init__(brush, keys)
        self._door = door
        self._live = live
        self._me = me
        """The name of whoever sits here."""
        self._is_busy = self._is_looking = False
        self._pressed = self._opened_by = ""
        """The last key, and for a moment the one that has changed the page: pressed twice it means nothing there."""
        usual = door.usual
        self.share = Share(may_ask=usual.may_ask, port=usual.port, has_page=usual.has_page)
        self._who = ""
        """Who was here, in the words in which it was read here last."""
        self.join: Join | None = None
        """None while the board is not shared."""

    async def look_up(self) -> None:
        """Learn how to join, where others may already; what stands against it is said."""
        await self._door.look_around(self._live)
        if self._door.is_open:
            try:
                await self._take_word()
            except Trouble as trouble:
                self.sentence = worded(trouble)

    def draw(self, window: Window) -> Sheet:
        if self.join is None:
            return paint_share(replace(self.share, sentence=self.sentence), window)
        return paint_join(replace(self._as_it_is(self.join), sentence=self.sentence), window)

    def _as_it_is(self, join: Join) -> Join:
        attending = self._live.presence.now()
        return replace(
            join,
            here=Here.of(self._live.board, attending, self._live.now()),
            lost=attending.lost,
            now=self._live.now(),
            takes_mouse=self.is_mouse_taken,
        )

    def repaint(self) -> None:
        self._hear_who()
        super().repaint()

    def _hear_who(self) -> None:
        """Say who has come or gone since who is here was read last: that gives way to what else is said."""
        moment = self.moment()
        if self.join is None or self._is_held or moment is None:
            return
        who = who_words(self._as_it_is(self.join))
        if who == self._who:
            return
        if self.sentence and self._who:
            changed = self.last_row.changed(Said(who, is_so=lambda _moment: self._who == who), moment)
            if changed is self.last_row:
                return
            self.last_row = changed
        self._who = who

    def on_mount(self) -> None:
        self.wake_in(_LOOKS)
        self.repaint()

    def wake(self) -> None:
        self.repaint()
        self.wake_in(_LOOKS)
        if not (self._is_busy or self._is_looking or self._is_left):
            self._is_looking = True
            self.app.run_worker(self._look_again())

    async def press(self, press: Press) -> None:
        if self.join is None and self.share.typed is not None:
            self.share, self.sentence = self.share.pressed(press.key, press.character)
        elif press.key == "escape":
            self.go_back()
        elif self._is_busy or (self._opened_by and press.key in {self._opened_by, "enter"}):
            return
        elif self.join is None:
            self.sentence, self._pressed = "", press.key
            self._press_closed(press.key)
        else:
            self.sentence, self._pressed = "", press.key
            join, self.join = self.join, replace(self.join, asks="")
            await self._press_open(press.key, join)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.join is None and not (self._is_busy or self._opened_by):
            self.sentence = ""
            self._choose(choice)
            self.repaint()

    # while the board is not shared

    def _press_closed(self, key: str) -> None:
        if key in {"up", "down"}:
            self.share = self.share.moved(key)
        elif key == "enter":
            self._choose(self.share.hand)
        elif key in {"1", "2", "3", "4", "5"}:
            self._choose(int(key) - 1)

    def _choose(self, choice: int) -> None:
        if choice == ASKING:
            self.share = self.share.asked()
        elif choice == PORT:
            self.share = self.share.typing()
        elif choice == PAGE:
            trouble = None if self.share.has_page else self._door.page_trouble
            self.share = replace(self.share, hand=PAGE) if trouble else self.share.paged()
            self.sentence = worded(trouble) if trouble else ""
        elif choice in {WITH_NETWORK, ONLY_HERE}:
            self.share = replace(self.share, hand=choice, typed=None)
            self._soon(self._open(choice), _(OPENING))

    # while it is

    async def _press_open(self, key: str, before: Join) -> None:
        if key == "enter":
            self.go_back()
        elif key in _LEADS_TO:
            await self.ask_app(PageRequested(_LEADS_TO[key]))
        elif key == "2":
            self.join = replace(before, is_picture=not before.is_picture, asks="")
        elif key == STOP:
            self._press_stop(before)
        elif key == NEW_WORD:
            # Where there is no word, none is lost.
            if before.joining is None or not before.joining.word or self._is_sure(key, before):
                self._soon(self._take_word(anew=True))
        elif before.joining is not None:
            self._press_seldom(key, before, before.joining)

    def _press_seldom(self, key: str, before: Join, joining: Joining) -> None:
        if key == ASKS:
            self._soon(self._let_ask(may=not joining.may_ask))
        elif key == LIFTS and joining.slowed:
            self._soon(self._lift(joining))
        elif key == PHONES and before.offers_page and (self._door.page_trouble or self._is_sure(key, before)):
            self._soon(self._show_page(), _(PAGE_OPENING))

    def _press_stop(self, before: Join) -> None:
        if not before.is_ours:
            if before.is_beside:
                self.say(_("Sharing is ended in the window that shares this board."))
        elif self._is_sure(STOP, before):
            self._soon(self._close(), _(CLOSING))

    def _is_sure(self, key: str, before: Join) -> bool:
        """Say whether a key was pressed twice that does what cannot be taken back; at the first time it is asked."""
        if before.asks != key:
            self.join = replace(before, asks=key)
        return before.asks == key

    @property
    def asks(self) -> bool:
        return self.join is not None and bool(self.join.asks)

    # what takes a while

    def _soon(self, work: Coroutine[Any, Any, str], meanwhile: str = "") -> None:
        """Do one thing at a time beside the keys: the last row could say nothing while a key waited for it."""
        self._is_busy = True
        self.say(Said(meanwhile, is_so=lambda _moment: self._is_busy))
        self.app.run_worker(self._do(work))

    async def _do(self, work: Coroutine[Any, Any, str]) -> None:
        """Say what came of it, wherever this person looks by then."""
        try:
            sentence = await work
        except Trouble as trouble:
            sentence = worded(trouble)
        finally:
            self._is_busy = False
        if self._is_left:
            self.app.post_message(Noticed(sentence or _(IS_OPEN)))
        else:
            self.say(sentence)

    async def _open(self, way: int) -> str:
        await self._door.open(self._live, self.share.sharing(way))
        self._settle()
        return await self._take_word()

    async def _close(self) -> str:
        await self._door.close()
        self.join = None
        self.go_back()  # to the board: on the page that shares it, the Enter of a habit would do so again
        return _(CLOSED)

    async def _let_ask(self, *, may: bool) -> str:
        await self._door.let_ask(may=may)
        self._show(await self._door.look())
        if may:
            return _("Who has no word may ask now; you answer on the board.")
        return _("Nobody without a word can ask any more. Who asks already still waits.")

    async def _show_page(self) -> str:
        if (trouble := self._door.page_trouble) is not None:
            raise trouble
        await self._door.show_page()
        self._show(await self._door.look())
        if self.join is not None and self.join.picture:
            return _("A page for phones is there now: the picture leads to it.")
        return _("A page for phones is there now.")

    async def _lift(self, joining: Joining) -> str:
        for slowed in joining.slowed:
            await self._door.lift(slowed)
        self._show(await self._door.look())
        return _("Words from everywhere are looked at without waiting again.")

    def _settle(self) -> None:
        self._opened_by = self._pressed
        self.set_timer(_SETTLING, self._has_settled)

    def _has_settled(self) -> None:
        self._opened_by = ""

    async def _take_word(self, *, anew: bool = False) -> str:
        try:
            joining = await self._door.joining(anew=anew)
        except Trouble:
            self.join = self.join or self._nothing_known()
            raise
        self._show(joining)
        if anew:
            # Also on the board, where the one before may be said to have run out.
            self.app.post_message(Noticed(_(ENDED)))
        return _(ENDED) if anew else ""

    # what is true by now

    async def _look_again(self) -> None:
        """Show what is so now, and say what somebody else has done of it."""
        try:
            await self._door.look_around(self._live)
            joining = await self._door.look() if self._door.is_open else None
        except Trouble:
            return  # the next look is soon, and whoever presses a key is told why nothing comes of it
        finally:
            self._is_looking = False
        if self._is_busy or self._is_left:
            return
        before, is_asked = self.join, self.asks
        if joining is not None:
            said = _news(before.joining if before else None, joining, self._me, is_new=before is None)
            self._show(joining)
            if said and self.join is not None and self.join.asks == NEW_WORD:
                # It was asked of a word that is none any more.
                self.join, is_asked = replace(self.join, asks=""), False
        else:
            said = _("This board is not shared any more.") if before is not None else ""
            self.join = None
        if said and not is_asked:
            self.say(said)
        self.repaint()

    def _show(self, joining: Joining) -> None:
        before = self.join or self._nothing_known()
        place, known = _leads_to(joining), _leads_to(before.joining) if before.joining else ""
        drawn = before.picture
        if place != known or not before.joining:
            drawn = () if self.brush.signs == ASCII or not place else picture(place)
        door = self._door
        self.join = replace(
            before, joining=joining, picture=drawn, is_ours=door.is_ours, is_beside=door.is_beside, now=self._live.now()
        )

    def _nothing_known(self) -> Join:
        return Join(now=self._live.now(), is_ours=self._door.is_ours, is_beside=self._door.is_beside)


def _leads_to(joining: Joining) -> str:
    """Return where the picture leads whoever looks at it with another device: to the page, where there is one."""
    return "" if joining.is_local else joining.page or joining.url


def _news(before: Joining | None, joining: Joining, me: str, *, is_new: bool) -> str:
    """Return what others have done since it was looked at last."""
    if is_new:
        return _("The board is shared now, by another window of this computer.")
    if before is None or joining.word == before.word or not joining.word or not before.word:
        return ""
    if joining.word_by and joining.word_by != me:
        return _("{name} made another word. The one before opens nothing any more.", name=joining.word_by)
    return _("Another word was made in another window. The one before opens nothing any more.")

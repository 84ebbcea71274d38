"""Who is here: those who come in are added, those of last time wait to be, and each can be changed or go home."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.timer import Timer

from cofacil.board.asked_after import Came
from cofacil.board.commands.answers import AnswerInvitation
from cofacil.board.commands.base import Command
from cofacil.board.commands.next_meeting import ComeAgain, NotHere
from cofacil.board.commands.one_person import MakeOne, TakeAway
from cofacil.board.commands.people import ChangePerson, PersonLeft
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.board.last_time import here_last_time, invited_as
from cofacil.board.model import Board
from cofacil.board.naming import whole
from cofacil.board.records import Person
from cofacil.board.slugs import folded
from cofacil.board.text import shorten
from cofacil.language.catalog import _
from cofacil.language.days import midnight_behind
from cofacil.language.finish import chosen_name, finished_name
from cofacil.language.one_name import read_name, who_would_be_here
from cofacil.language.worded import worded
from cofacil.room.attending import Attending
from cofacil.room.drafts import Unkept, on_page
from cofacil.room.here import Here
from cofacil.room.presence import Place
from cofacil.room.standing import whose
from cofacil.tui.keys import Press
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.people_in import (
    FOR_TODAY,
    LET,
    PUT_OUT,
    came_words,
    let_words,
    put_out_words,
    putting_out_words,
    stays_words,
    with_seats,
)
from cofacil.tui.pages.people_sheet import People, columns_at, everyone, paint_people
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.someone import Someone, comes
from cofacil.tui.pages.steady_order import SteadyOrder
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed, is_typed

_NOBODY = Attending()
_QUOTES = '"“”„«»'
_BESIDE = 12
"""Cells that the last row keeps for its margins and for whether all is kept."""
_SHORT = 32
"""Letters of who was to be invited that fit in a question."""
_SETTLING = 0.8
"""Seconds behind a decision in which one more Enter is the one that goes on with it: so long a key is held before it repeats."""
_BY_HAND = 2
"""People of last time who are here, from which the others are not taken for here as well by one Enter."""


class PeopleView(BoardPage):
    """Adds those who come in, changes what they are called and bring, and lets them go home."""

    def __init__(self, below: Below, *, can_write: bool = True) -> None:
        super().__init__(below)
        self.board = below.board
        self._attending: Callable[[], Attending] = lambda: _NOBODY
        """Returns who is connected at this moment."""
        self._seen = _NOBODY
        """Those who were connected when it was looked at last."""
        self._keeper: Callable[[], Place | None] = lambda: None
        """Returns the seat of whoever looks at this page."""
        self._order = SteadyOrder()
        self._settled: Timer | None = None
        """Ends the moment in which the Enter that goes on behind a decision means nothing, and is not offered."""
        self._decision = ""
        """What was said of it."""
        self._has_chosen = False
        """Whether somebody of last time was taken by hand: then nobody else of them is by the way."""
        self.people = People((), can_write=can_write, is_beginning=below.begins)
        self._look_again()
        self.sentence = "" if can_write else _("You are watching. Nothing is written from here.")

    def count_in(self, attending: Callable[[], Attending], keeper: Callable[[], Place | None] = lambda: None) -> None:
        """Count those in who are connected at this moment; `keeper` is the seat from which they may be let do things."""
        self._attending, self._keeper, self._order = attending, keeper, SteadyOrder()
        self.hear(self.board)

    def hear(self, board: Board, sentence: str = "") -> None:
        self.board = board
        self._look_again()
        if sentence:
            self.sentence = sentence
        self.repaint()

    def _look_again(self) -> None:
        """Take notice of who is here now, and who of last time is not."""
        board, now, in_hand = self.board, self.clock(), self._in_hand
        last, attending = here_last_time(board, now), self._attending()
        seats = [one.seat for one in attending.present if not one.is_wall]
        shown = everyone(board, now, seats, last, is_shared=attending.is_shared, beside=attending.beside)
        again = sum(someone.is_here and someone.slug in last for someone in shown)
        if self.people.is_beginning:
            # Nobody moves by being said to be here: the next one to be asked about stands below.
            shown = tuple(sorted(shown, key=lambda one: _place(one, last)))
        place = self._keeper()
        if place is not None:
            shown = with_seats(shown, board, attending, place.standing, whose(place.seat))
        shown = self._order.steady(shown)
        hand = next((at for at, someone in enumerate(shown) if in_hand == someone.slug), None)
        is_counted = attending is not _NOBODY
        if (self.people.asks_out or self.people.asks_lift) and hand is None:
            self.sentence = ""  # whom it was asked about has gone
        self._seen = attending
        # One of them may be whoever types, who is here by typing.
        self.people = replace(
            self.people,
            everyone=shown,
            offers_all=not self._has_chosen and again < _BY_HAND,
            hand=hand,
            asks_out=self.people.asks_out and hand is not None,
            asks_lift=self.people.asks_lift and hand is not None and shown[hand].is_kept_out,
            here=Here.of(board, attending, now) if is_counted else None,
            keeps=place is not None and place.present.leads,
            can_write=self.people.can_write if place is None else place.seat.role is not Role.VIEWER,
            now=now,
        )

    def draw(self, window: Window) -> Sheet:
        if self._attending() is not self._seen:
            self._look_again()
        sheet = paint_people(replace(self.people, sentence=self.sentence or self._read_back()), window)
        self.people = replace(self.people, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        if press.key == "enter" and self.people.has_decided:
            self._settle(self._decision)
            self.sentence = self._decision
            self.repaint()
            return
        self._settle("")
        if press.key == "escape" and self.people.joins and self.people.typed.is_empty:
            self.people, self.sentence = replace(self.people, joins="", joiner=""), ""
            self.repaint()
        elif self._answers(press.key):
            self.repaint()
        elif self._goes_back(press.key):
            self.go_back()
        elif self._keeps(press.key):
            self.repaint()
        elif self.people.can_write:
            await self._write(press)
        elif press.key in {"up", "down"}:
            self._look(press.key)
            self.repaint()

    @property
    def asks(self) -> bool:
        people = self.people
        return bool(people.asks_out or people.asks_lift or people.same or people.joins)

    # whom who facilitates lets do more or less, or puts out

    @property
    def _someone(self) -> Someone | None:
        hand = self.people.hand
        return None if hand is None else self.people.everyone[hand]

    def _keeps(self, key: str) -> bool:
        """Let a key decide about the one in hand, where whoever sits here facilitates; say whether it did."""
        someone, place = self._someone, self._keeper()
        if someone is None or place is None or not self.people.keeps:
            return False
        if someone.is_kept_out and key == "enter":
            self.people = replace(self.people, asks_lift=True)
            self.sentence = _("Let {name} come in again today? Enter does.", name=someone.name)
        elif someone.may_do is None:
            return False
        elif key in LET:
            self._decide(lambda: place.standing.let(place, someone.slug, LET[key]))
            self._say_done(let_words(someone.name, LET[key]))
        elif key == PUT_OUT and someone.sitting is not None:
            self.people = replace(self.people, asks_out=True)
            self.sentence = putting_out_words(someone.name, self.size.width - _BESIDE)
        else:
            return False
        return True

    def _answers(self, key: str) -> bool:
        """Take the answer to what was asked; say whether something was."""
        if self.people.asks_out:
            self._answer_out(key)
        elif self.people.asks_lift:
            self._answer_lift(key)
        else:
            return False
        return True

    def _settle(self, decision: str) -> None:
        """Have Enter mean nothing for a moment behind what was decided about somebody, and said; "" ends that moment."""
        if self._settled is not None:
            self._settled.stop()
        self._settled = self.set_timer(_SETTLING, self._has_settled) if decision else None
        self._decision = decision
        self.people = replace(self.people, has_decided=bool(decision))

    def _has_settled(self) -> None:
        self._settle("")
        self.repaint()

    def _answer_out(self, key: str) -> None:
        """Take the answer to whether the one in hand is put out: any other key is no."""
        someone, place = self._someone, self._keeper()
        self.people = replace(self.people, asks_out=False)
        if someone is None or place is None or key not in {"enter", FOR_TODAY}:
            self.sentence = _("{name} stays in.", name=someone.name) if someone is not None else ""
        else:
            now = self.clock()
            until = midnight_behind(now) if key == FOR_TODAY else 0
            self._decide(lambda: place.standing.put_out(place, someone.slug, until))
            self._say_done(put_out_words(someone, self.keys["join"], is_for_today=bool(until)))
            self._settle(self.sentence)

    def _answer_lift(self, key: str) -> None:
        """Take the answer to whether the one in hand may come again: any key but Enter is no."""
        someone, place = self._someone, self._keeper()
        self.people = replace(self.people, asks_lift=False)
        if someone is None or place is None or key != "enter":
            self.sentence = _("{name} stays out.", name=someone.name) if someone is not None else ""
        else:
            self._decide(lambda: place.standing.lift(place, someone.name))
            self._say_done(_("{name} can come in again.", name=someone.name))
            self._settle(self.sentence)

    def _decide(self, decide: Callable[[], object]) -> None:
        """Have something decided; what stands against it is said."""
        self.sentence = ""
        try:
            decide()
        except Refusal as refusal:
            self.sentence = worded(refusal)
        self._look_again()

    def _say_done(self, words: str) -> None:
        self.sentence = self.sentence or words

    def _goes_back(self, key: str) -> bool:
        people = self.people
        is_open = bool(people.same or people.changing or (people.can_write and not people.typed.is_empty))
        leaves = (
            key == "enter" and not self.people.can_write and not (self.people.keeps and self.people.hand is not None)
        )
        return (key == "escape" and not is_open) or leaves

    async def _write(self, press: Press) -> None:
        # A blank goes on with the name: there is already a Pip here, so it is Pip H.
        is_next = self.people.is_refused and press.character not in {None, " "} and is_typed(press.character or "")
        self.people, self.sentence = replace(self.people, is_refused=False), ""
        if press.key == "escape" and not self.people.same:
            self.people = replace(self.people, typed=Typed(), changing="")
        if press.key != "enter":
            self.people = replace(self.people, same="", joins="", joiner="")
        in_hand = self.people.everyone[self.people.hand] if self.people.hand is not None else None
        if press.key in {"up", "down"} or (in_hand and press.key in {"left", "right"}):
            self._look(press.key)
        elif press.key == "enter":
            await self._enter()
        elif in_hand and press.key in {"delete", "backspace", ","}:
            await self._put_right(in_hand, press.key)
        elif press.key == "tab":
            await self._tab()
        else:
            self._type(press, is_next=is_next)
        self.repaint()

    def _type(self, press: Press, *, is_next: bool) -> None:
        """Type on the line; a figure where a name begins, or with somebody in hand, was meant for what is not on offer."""
        line, character = Typed() if is_next else self.people.typed, press.character or ""
        if character.isdigit() and (self.people.hand is not None or not line.text[: line.at].strip()):
            self.people = replace(self.people, is_refused=is_next)
            self.sentence = _("{key} does nothing here: no name begins with a figure.", key=character)
        elif (typed := line.press(press.key, press.character)) is not None:
            self.people = replace(self.people, typed=typed, hand=None)

    async def choose(self, choice: int) -> None:
        self._settle("")
        self.people = replace(self.people, hand=choice, asks_out=False, asks_lift=False)
        self.repaint()

    @property
    def takes_words(self) -> bool:
        return self.people.can_write

    def unkept(self) -> Unkept | None:
        return on_page("people", self.people.typed.text, changing=self.people.changing)

    def take_up(self, unkept: Unkept) -> bool:
        changing = unkept.fields.get("changing", "")
        is_known = not changing or any(someone.slug == changing for someone in self.people.everyone)
        if self.people.can_write and is_known:
            typed = Typed.of(unkept.fields.get("text", ""))
            self.people = replace(self.people, typed=typed, changing=changing, hand=None)
        return self.people.can_write and is_known

    def paste(self, text: str) -> None:
        if self.people.can_write:
            plain, told = taken(text)
            line = Typed() if self.people.is_refused else self.people.typed
            self.people = replace(self.people, typed=line.insert(plain), hand=None, same="", is_refused=False)
            self.sentence = told or ""
            self.repaint()

    @property
    def _in_hand(self) -> str:
        hand = self.people.hand
        return "" if hand is None else self.people.everyone[hand].slug

    def _look(self, key: str) -> None:
        """Take somebody else in hand; below the last one is the line."""
        count, hand = len(self.people.everyone), self.people.hand
        tall = -(-count // min(self.people.columns, columns_at(self.size.width)))
        if hand is None:
            hand = count - 1 if key == "up" and count else None
        elif key in {"up", "down"}:
            hand = max(0, hand - 1) if key == "up" else hand + 1
        else:
            beside = hand + (tall if key == "right" else -tall)
            hand = beside if 0 <= beside < count else hand
        self.people = replace(self.people, hand=hand if hand is not None and hand < count else None)

    async def _tab(self) -> None:
        """Finish the name that is typed; where none is, go on to the next part."""
        line = self.people.typed
        if line.is_empty and self.people.is_beginning:
            self.go_on()
        elif line.is_empty:
            self.sentence = _("Tab finishes a name: its beginning comes first.")
        else:
            finished = line.finish(lambda before: finished_name(before, self.board)) or line.choose(
                lambda text: chosen_name(text, self.board)
            )
            self.people = replace(self.people, typed=finished or line)

    async def _enter(self) -> None:
        people = self.people
        if people.hand is not None:
            await self._enter_on(people.everyone[people.hand])
            return
        name, comma, brings = (part.strip() for part in people.typed.text.partition(","))
        if not name and not comma:
            await self._enter_on_nothing()
        elif not name:
            self.sentence = _("A name first, then a comma and what they bring.")
        elif people.changing:
            await self._change(people.changing, name, brings)
        else:
            read = read_name(name, self.board)
            self.sentence = read.unread
            slug = read.person.slug if read.person else folded(read.name)
            someone = next((one for one in people.everyone if one.slug == slug), Someone(slug, "", is_here=False))
            is_added = not read.unread and await self._ask(comes(someone, read.name, brings))
            self.people = replace(self.people, is_refused=not is_added and not self.is_trouble)
            if is_added:
                self._ask_whether_joined(read.name, people.typed.text)

    async def _enter_on(self, someone: Someone) -> None:
        """Say of somebody that they are here, or are not: as a meeting begins they never came, later they have gone home."""
        if stays := stays_words(someone):
            self.sentence = stays
        elif not self.people.is_beginning:
            await self._come_or_go(someone)
        elif someone.is_here:
            self._has_chosen = True
            await self._ask(NotHere(someone.slug), clears=False)
        else:
            self._has_chosen = True
            is_again = someone.is_of_last_time and not someone.is_lost
            await self._ask(ComeAgain((someone.slug,)) if is_again else comes(someone), clears=False)

    async def _enter_on_nothing(self) -> None:
        people = self.people
        if people.joins:
            await self._ask(AnswerInvitation(people.joins, Came.CAME, person=people.joiner))
            self.people = replace(self.people, joins="", joiner="")
        elif people.is_beginning and people.offers_all and people.waiting:
            self._has_chosen = True
            await self._ask(ComeAgain(people.waiting))
        elif people.is_beginning:
            self.go_on()
        else:
            self.go_back()

    def _change_words(self, someone: Someone) -> None:
        words = someone.words if "," in someone.words else f"{someone.words}, "
        self.people = replace(self.people, typed=Typed.of(words), hand=None, changing=someone.slug)
        self.sentence = _(
            "{name}: change the words. Somebody else's name asks whether they are one.", name=someone.name
        )

    def _ask_whether_joined(self, name: str, typed: str) -> None:
        """Ask of somebody who has just come whether they are who was to be invited, where the words fit."""
        absence = invited_as(self.board, typed)
        if absence is None:
            return
        self.people = replace(self.people, joins=absence.id, joiner=self.board.slug_for(name))
        label, who = self.board.label_of(absence), shorten(absence.who, _SHORT, self.brush.signs.more)
        self.sentence = _("{name} is here. {label} joined, {who}? Enter says yes.", name=name, label=label, who=who)

    async def _change(self, slug: str, name: str, brings: str) -> None:
        """Change what somebody is called or brings; where that is another's name, ask whether the two are one."""
        other = self._other(slug, name)
        if other is None:
            exact = name.strip(_QUOTES).strip() if name[0] in _QUOTES else name
            await self._ask(ChangePerson(slug, exact, brings))
        elif self.people.same != other.slug:
            self.people = replace(self.people, same=other.slug)
            self.sentence = self._asks_whether_same(slug, other)
        elif await self._ask(MakeOne(slug, other.slug), clears=not brings or brings == other.brings):
            self.people = replace(self.people, same="", changing=other.slug if self.people.changing else "")
            if brings and brings != other.brings:
                await self._ask(ChangePerson(other.slug, brings=brings))

    def _other(self, slug: str, name: str) -> Person | None:
        """Return whom a name means besides the one who is to be called so; in quotes it is that name alone."""
        is_quoted = name[:1] in _QUOTES
        found = self.board.known(name.strip(_QUOTES).strip()) if is_quoted else whole(self.board, name)
        return found if found is not None and found.slug != slug else None

    def _asks_whether_same(self, slug: str, other: Person) -> str:
        name = self.board.name_of(slug)
        return _("Is {name} the same person as {other}? Enter makes them one.", name=name, other=other.name)

    def _read_back(self) -> str:
        """Say whom the name that is being typed means, and who would be new; in hand, what can be done with a slip."""
        people = self.people
        if people.hand is not None:
            someone = people.everyone[people.hand]
            if people.keeps and (came := came_words(someone)):
                return came
            if someone.is_beside:
                return _(
                    "{name} is in by another window of this computer: what they may do is decided there.",
                    name=someone.name,
                )
            return (
                ""
                if someone.is_used
                else _("Nothing is {name}'s yet. Del takes a slip off the list.", name=someone.name)
            )
        name = people.typed.text.partition(",")[0].strip()
        if not name or not people.can_write:
            return ""
        if people.changing:
            other = self._other(people.changing, name)
            if other is None:
                return ""
            return _("{other} is known here. Is this the same person?", other=other.name)
        here = {someone.slug for someone in people.everyone if someone.is_here}
        return who_would_be_here(name, self.board, here)

    async def _take_away(self, someone: Someone) -> None:
        """Take a name off the list that nobody used; say so."""
        if await self._ask(TakeAway(someone.slug), clears=False):
            key = self.keys["undo"]
            self.sentence = _("{name} is off the list. {key} on the board brings it back.", name=someone.name, key=key)

    async def _put_right(self, someone: Someone, key: str) -> None:
        """Change the words of whoever is in hand, or take their name away."""
        if key == ",":
            self._change_words(someone)
        else:
            await self._take_away(someone)

    async def _come_or_go(self, someone: Someone) -> None:
        went = await self._ask(PersonLeft(someone.slug) if someone.is_here else comes(someone), clears=False)
        if went:
            gone, here = _("{name} has gone home.", name=someone.name), _("{name} is here.", name=someone.name)
            self.sentence = gone if someone.is_here else here

    async def _ask(self, command: Command, *, clears: bool = True) -> bool:
        """Ask for a change and wait for the answer; words that could not be kept stay where they are."""
        is_kept = await self.keep(command)
        if is_kept and clears:
            self.people = replace(self.people, typed=Typed(), changing="")
        return is_kept


def _place(someone: Someone, last: Sequence[str]) -> tuple[int, int]:
    """Return where somebody stands as a meeting begins: who is newly here, those of last time, all the rest."""
    if someone.is_of_last_time:
        return 1, last.index(someone.slug)
    return (0, 0) if someone.is_here else (2, 0)

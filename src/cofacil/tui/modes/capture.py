"""Writing down what somebody says: the line stays open, so that the next card costs only words and Enter."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.cards import EditCard
from cofacil.board.errors import Trouble
from cofacil.board.kinds import SIGNS, Kind
from cofacil.board.model import Board
from cofacil.board.own_names import own_name
from cofacil.board.records import Card, CardId
from cofacil.board.text import CARD_LIMIT, strip_text
from cofacil.language.card_line import Captured, read_back, read_line
from cofacil.language.catalog import _, ngettext
from cofacil.language.finish import finished_names, finished_theme
from cofacil.language.names import listed
from cofacil.room.drafts import Unkept
from cofacil.room.room import News
from cofacil.tui.keys import Press
from cofacil.tui.modes.conflict import conflict_step
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.modes.not_here import NotHere
from cofacil.tui.modes.paste import PASTE_LIMIT, letters_of, several
from cofacil.tui.modes.who_is_here import is_here
from cofacil.tui.name_tab import tabbed
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed


@dataclass(frozen=True, slots=True)
class Capture(Mode):
    """A card as it is typed, read back in words before it is kept."""

    column: Kind
    """The kind that a line without a sign makes."""
    typed: Typed = field(default_factory=Typed)
    sign: Kind | None = None
    """The kind that a first letter has chosen."""
    last: CardId = ""
    """The card that was kept last, which ↑ takes up again."""
    again: CardId = ""
    """The card that is being mended."""
    seen: str = ""
    """Its words as they were taken up."""
    seen_note: str = ""

    @property
    def kind(self) -> Kind:
        return self.sign or self.column

    @property
    def unkept(self) -> Unkept | None:
        if self.typed.is_empty or (self.again and self.typed.text == self.seen):
            return None
        fields = {"column": str(self.column), "sign": str(self.sign or ""), "text": self.typed.text}
        if self.again:
            fields |= {"seen": self.seen, "seen_note": self.seen_note}
        return Unkept("card", self.again, fields)

    @property
    def next_line(self) -> "Capture":
        return self._fresh()

    @classmethod
    def taken_up(cls, unkept: Unkept, board: Board) -> "Capture":
        """Return the line with words that waited; those of a card that is there no more make a new one."""
        fields, is_there = unkept.fields, isinstance(board.records.get(unkept.about), Card)
        sign = fields.get("sign", "")
        return cls(
            kind_called(fields.get("column", "")),
            Typed.of(fields.get("text", "")),
            kind_called(sign) if sign else None,
            again=unkept.about if is_there else "",
            seen=fields.get("seen", "") if is_there else "",
            seen_note=fields.get("seen_note", "") if is_there else "",
        )

    def foot(self, desk: Desk) -> Foot:
        captured = self._read(desk).for_kind(self._kind_kept(desk))
        said = self._readback(captured, desk)
        # Where there is no row below the line, the last one says what stays words instead of what will be kept.
        unread = "" if captured.unsure else captured.unread
        news = ((unread if desk.is_tight else said),) if unread else ()
        return Foot(
            _("{kind}:", kind=own.long if (own := own_name(desk.board, self.kind)) else _(self.kind.singular)),
            self.typed,
            sign=self.kind.glyph,
            role=kind_role(self.kind),
            readback=unread or said,
            sentence=" ".join((*news, *captured.notices, *self._not_here(captured, desk), *self._doubt())) or None,
            offers=(
                Offer("enter", _("keep, write the next"), _("keep")),
                Offer("tab", _("finish the name"), _("name")),
                Offer("escape", _("stop"), stays=True),
                Offer("up", _("last card again"), _("last again"), cap=desk.brush.up),
            ),
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._keep(desk)
        if press.key == "tab":
            finished = tabbed(self.typed, desk.board, lambda text: self._read(desk, text), _theme_or_names)
            return Step(replace(self, typed=finished)) if finished else None
        if press.key == "up":
            return self._take_up(desk)
        before, behind = self.typed.text[: self.typed.at], self.typed.text[self.typed.at :]
        if not before.strip() and not self.again:
            if press.key in SIGNS:
                return Step(replace(self, typed=Typed(behind.lstrip()), sign=SIGNS[press.key]))
            if press.key == "backspace" and self.sign and not before:
                return Step(replace(self, sign=None))
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = [plain for row in rows if (plain := strip_text(row) if len(row) <= PASTE_LIMIT else row.strip())]
        if len(lines) > 1:
            return Step(several(self, self.kind, tuple(lines), text))
        if not lines:
            return None
        if len(lines[0]) > PASTE_LIMIT:
            sentence = ngettext(
                "That is {number:,} letter in one line. Paste it in parts: a card takes {limit:,}.",
                "That is {number:,} letters in one line. Paste it in parts: a card takes {limit:,}.",
                len(lines[0]) + letters_of(text) - len(text),
                limit=CARD_LIMIT,
            )
            return Step(self, sentence=sentence)
        return Step(replace(self, typed=self.typed.insert(lines[0])))

    def _read(self, desk: Desk, line: str | None = None) -> Captured:
        """Read the line; what stood on the card already when it was taken up stays words, whatever it begins with."""
        return read_line(self.typed.text if line is None else line, desk.board, desk.today, self.seen.split())

    def _away(self, captured: Captured, desk: Desk) -> tuple[str, ...]:
        """Return who would say "I will" and is not here to do so."""
        owners = captured.names if self._kind_kept(desk).has_owners else ()
        said = desk.board.card(self.again).owners if self.again else ()
        return tuple(name for name in owners if not is_here(name, desk) and desk.board.slug_for(name) not in said)

    def _not_here(self, captured: Captured, desk: Desk) -> tuple[str, ...]:
        """Say it of those whom the board knows; of who is new it is read back."""
        names = tuple(name for name in self._away(captured, desk) if name not in captured.newcomers)
        if not names:
            return ()
        return (
            ngettext(
                "{names} is not here. We decide for ourselves only.",
                "{names} are not here. We decide for ourselves only.",
                len(names),
                names=listed(names),
            ),
        )

    def _doubt(self) -> tuple[str, ...]:
        """Say how to ask a question, where what is being written looks like one and is none."""
        if self.kind is Kind.QUESTION or self.again or not self.typed.text.rstrip().endswith("?"):
            return ()
        return (
            _(
                "This is kept as {kind}. A question begins with {sign}",
                kind=_(self.kind.noun),
                sign=Kind.QUESTION.glyph,
            ),
        )

    def _readback(self, captured: Captured, desk: Desk) -> str:
        if captured.unsure:
            return captured.unsure
        if self.typed.is_empty:
            if desk.width >= 80:
                kinds = "  ".join(f"{kind.glyph} {_brief(desk.board, kind)}" for kind in Kind)
                return _("First letter: {kinds}  @who  ^when  #theme", kinds=kinds)
            return _("First letter: {signs} its kind  @who  ^when  #theme", signs=" ".join(SIGNS))
        said = read_back(
            captured,
            (kind := self._kind_kept(desk)),
            desk.today,
            "" if self.again else desk.seat.voice,
            own_name(desk.board, kind),
            self._away(captured, desk),
        )
        if not self.again:
            return said
        if captured.names or captured.when or captured.tags:
            return _("the last card again, with these words: {said}", said=said)
        return _("the last card again, with these words")

    def _keep(self, desk: Desk) -> Step:
        if self.again and self.typed.text == self.seen:
            return Step(self._fresh())
        if self.typed.is_empty:
            return Step(self, sentence=_("Nothing to keep yet. Type the words, or Esc stops."))
        captured = self._read(desk)
        if captured.unsure:
            return Step(self, sentence=captured.unsure)
        if self.again:
            return self._keep_mended(self._mended(captured, desk), self._away(captured, desk))
        card = captured.card(f"card/{desk.new_id()}", self.kind, desk.seat.voice)
        if away := self._away(captured, desk):
            return Step(NotHere(self, card, away, self._kept))
        return Step(self, (card,), kept=lambda news, desk: self._kept(news, desk, card.id))

    def _keep_mended(self, command: EditCard, away: tuple[str, ...]) -> Step:
        def refused(trouble: Trouble, _desk: Desk) -> Step | None:
            return conflict_step(trouble, self, command, self._fresh())

        if away:
            return Step(NotHere(self, command, away, lambda _news, _desk, _card: Step(self._fresh()), refused))
        return Step(self, (command,), kept=lambda _news, _desk: Step(self._fresh()), refused=refused)

    def _mended(self, captured: Captured, desk: Desk) -> EditCard:
        """Return the change of the last card; a name or a day that was not typed anew stays as it was kept."""
        kind = self._kind_kept(desk)
        captured = captured.for_kind(kind)
        return EditCard(
            self.again,
            text=captured.text,
            note=f"{self.seen_note}\n{captured.note}".strip() if captured.note else None,
            said=captured.speaker or None,
            owners=captured.names if captured.names and kind.has_owners else None,
            when=captured.when_iso or None,
            newcomers=captured.newcomers,
            tags=captured.tags,
            seen=self.seen,
            seen_note=self.seen_note,
        )

    def _kind_kept(self, desk: Desk) -> Kind:
        """Return the kind of the card that Enter keeps."""
        return desk.board.card(self.again).kind if self.again else self.kind

    def _kept(self, news: News, desk: Desk, card: CardId) -> Step:
        """Return the step that goes on with an empty line, the card that was kept in hand."""
        view = desk.view.holding(news.board, card)
        return Step(replace(self._fresh(), last=card), view=view)

    def _fresh(self) -> "Capture":
        return replace(self, typed=Typed(), again="", seen="", seen_note="")

    def _take_up(self, desk: Desk) -> Step | None:
        if not self.last or not self.typed.is_empty:
            return None
        card = desk.board.card(self.last)
        return Step(replace(self, again=card.id, seen=card.text, seen_note=card.note, typed=Typed.of(card.text)))


def kind_called(name: str) -> Kind:
    """Return the kind of that name, the first where there is none: words are never lost for it."""
    return next((kind for kind in Kind if kind == name), next(iter(Kind)))


def _brief(board: Board, kind: Kind) -> str:
    """Return what one of a kind is called in a hint: the group's short word for them, else ours."""
    own = own_name(board, kind)
    return own.short if own else _(kind.spec.brief)


def _theme_or_names(before: str, board: Board) -> tuple[str, ...]:
    return finished_theme(before, board) or finished_names(before, board)

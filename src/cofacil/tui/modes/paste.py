"""What is pasted: what a mode takes of it, and whether several lines become as many cards or one card with a note."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddCards
from cofacil.board.kinds import Kind
from cofacil.board.records import CardId
from cofacil.board.text import CARD_LIMIT, NOTE_LIMIT, shorten, strip_text
from cofacil.language.catalog import _, ngettext
from cofacil.language.numbers import count_of
from cofacil.room.drafts import Unkept
from cofacil.terminal.paste import Pasted
from cofacil.tui.clusters import start_of
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step
from cofacil.tui.paint.key_row import Offer, cap_of
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import cell_len, wrap
from cofacil.tui.typed import Typed

PASTE_LIMIT = 12_000
"""Letters that are taken of one paste."""
_LONG_LETTER = 64
"""Characters of the longest letter that people type."""
_REST_SHOWN = 20
"""Letters of what was left out that are shown."""
MOST = 100
"""Cards that one paste may make: more than any wall is read."""


def taken(text: str, *, lines: bool = False, limit: int = PASTE_LIMIT) -> tuple[str, str | None]:
    """Return what is taken of a paste, visible letters only, and what to say when it was cut."""
    looked_at = text[: PASTE_LIMIT + _LONG_LETTER]
    end = start_of(looked_at, PASTE_LIMIT)
    plain = strip_text(looked_at[:end], lines=lines)
    cut = start_of(plain, limit)
    left_out = len(plain) - cut + letters_of(text) - min(end, len(text))
    if not left_out:
        return plain, None
    rest = plain[cut:] or text[end : end + _LONG_LETTER] or goes_on(text)
    return plain[:cut], left_out_words(cut, left_out, rest)


def letters_of(text: str) -> int:
    """Return how many letters were pasted, with those that the terminal's door left out."""
    return len(text) + (text.left_out if isinstance(text, Pasted) else 0)


def goes_on(text: str) -> str:
    """Return what the letters begin with that the terminal's door left out, "" where there are none."""
    return text.goes_on if isinstance(text, Pasted) else ""


def left_out_words(here: int, left_out: int, rest: str) -> str:
    """Say how much of a paste is here, and what was left out of it."""
    return ngettext(
        "{here:,} letters are here, {number:,} was left out, from “{words}” on.",
        "{here:,} letters are here, {number:,} were left out, from “{words}” on.",
        left_out,
        here=here,
        words=shorten(strip_text(rest), _REST_SHOWN),
    )


@dataclass(frozen=True, slots=True)
class Paste(Mode):
    """The question what a paste of several lines shall be; signs and dots in it are words."""

    back: Mode
    kind: Kind
    lines: tuple[str, ...] = field(default=())
    left_out: str = ""
    """What to say of what was left out, "" where all is here."""
    rows: int = 0
    """Lines that were left out."""
    ids: tuple[CardId, ...] = ()
    """Made once, one for each line and one for a card with a note: a second Enter adds nothing twice."""

    @property
    def unkept(self) -> Unkept | None:
        line = self.back.unkept
        typed = line.fields if line is not None else {"column": str(self.kind)}
        return Unkept("paste", "", {**typed, "kind": str(self.kind), "lines": "\n".join(self.lines)})

    def foot(self, desk: Desk) -> Foot:
        count = len(self.lines)
        room = max(1, desk.height - 16)
        shown = [f"     {strip_text(line)}" for line in self.lines[:room]]
        if count > room:
            more = desk.brush.signs.more
            rest = ngettext("{more} and {number} more", "{more} and {number} more", count - room, more=more)
            shown.append(" " * 5 + rest)
        one, many = self.kind.spec.pasted
        question = wrap(ngettext(one, many, count), desk.width - 4, 2, desk.brush.signs.more)
        panel = ("", *(f"   {line}" for line in question), "", *shown, "", *_answers(count, desk.width))
        line = self.back.foot(desk)
        return Foot(
            line.lead,
            Typed(),
            _("Signs, @names and ^days in a paste stay words."),
            sentence=" ".join(filter(None, (_("Nothing is kept yet."), self.left_out))),
            panel=panel,
            offers=(Offer("", "", cap=_("Enter, 2 or Esc"), stays=True),),
            sign=line.sign,
            role=line.role,
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return Step(self.back, sentence=_("Nothing is kept of what was pasted."))
        if press.key not in {"enter", "2"}:
            return None
        if refusal := self._too_much(as_one=press.key == "2"):
            return Step(self.back, sentence=refusal)
        ids = self.ids or tuple(f"card/{desk.new_id()}" for _number in range(len(self.lines) + 1))
        command: Command = AddCards(
            tuple(
                AddCard(card, self.kind, line, said=desk.seat.voice)
                for card, line in zip(ids, self.lines, strict=False)
            )
        )
        if press.key == "2":
            command = AddCard(ids[-1], self.kind, self.lines[0], said=desk.seat.voice, note="\n".join(self.lines[1:]))
        return Step(replace(self, ids=ids), (command,), kept=lambda _news, _desk: Step(self.back))

    def _too_much(self, *, as_one: bool) -> str:
        """Return why it cannot be kept, "" where it can."""
        if as_one:
            note = sum(len(line) + 1 for line in self.lines[1:])
            return "" if note <= NOTE_LIMIT else _note_too_long(note)
        if len(self.lines) + self.rows > MOST:
            return ngettext(
                "Those are {number:,} lines; {most} at a time fit. Nothing is kept: paste them in parts.",
                "Those are {number:,} lines; {most} at a time fit. Nothing is kept: paste them in parts.",
                len(self.lines) + self.rows,
                most=MOST,
            )
        longest = max(len(line) for line in self.lines)
        return "" if longest <= CARD_LIMIT else _line_too_long(longest)


def several(back: Mode, kind: Kind, lines: tuple[str, ...], text: str) -> Paste:
    """Return the question what a paste of several lines shall be; of one that was cut it says what is not here."""
    if not isinstance(text, Pasted):
        return Paste(back, kind, lines)
    return Paste(back, kind, lines, left_out_words(len(text), text.left_out, text.goes_on), text.rows_left_out)


def _answers(count: int, width: int) -> list[str]:
    """Return what each key would do: in one row, else one under the other."""
    yes = ngettext("yes, {count} card", "yes, {count} cards", count, count=count_of(count))
    offers = ((cap_of("enter"), yes), ("2", _("one card with a note")), (cap_of("escape"), _("no")))
    answers = ["  ".join(offer) for offer in offers]
    row = " " * 5 + (" " * 8).join(answers)
    return [row] if cell_len(row) <= width else [f"     {answer}" for answer in answers]


def _note_too_long(letters: int) -> str:
    return ngettext(
        "That is {number:,} letter; a note takes {limit:,}. Nothing is kept.",
        "That is {number:,} letters; a note takes {limit:,}. Nothing is kept.",
        letters,
        limit=NOTE_LIMIT,
    )


def _line_too_long(letters: int) -> str:
    return ngettext(
        "One line has {number:,} letter; a card takes {limit:,}. Nothing is kept.",
        "One line has {number:,} letters; a card takes {limit:,}. Nothing is kept.",
        letters,
        limit=CARD_LIMIT,
    )

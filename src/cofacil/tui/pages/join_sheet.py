"""How the page looks that says how to join: the line, the word and who has come by it, what a phone needs, what waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from textual.strip import Strip

from cofacil.board.marked import N_
from cofacil.board.slugs import slug_of
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, say_clock
from cofacil.language.numbers import count_first
from cofacil.room.here import NOBODY_HERE, Here
from cofacil.room.ports import Invited, Joining, Slowed
from cofacil.tui.pages.sections import Section, air, laid_out, sentence_rows, whole_sentence
from cofacil.tui.pages.sheet import INDENT, KEY_GAPS, Edges, Sheet, sheet, words_rows
from cofacil.tui.pages.way_in import in_two, marking_sections, title_rows, type_words, typed_rows, word_sections
from cofacil.tui.paint.key_row import Offer, cells_of
from cofacil.tui.paint.row import beside, blank, margin, row
from cofacil.tui.paint.text import cell_len, fitting, wrap
from cofacil.tui.paint.window import Window

STOP, NEW_WORD = "3", "4"
"""The keys that end sharing, and that make another word in place of the one for everybody."""
WHO = "5"
"""The key that leads to who is here, and what may be done about each."""
LIFTS = "7"
"""The key that has words looked at again from where too many were wrong."""
ASKS = "6"
"""The key that lets strangers ask, or no more."""
PHONES = "8"
"""The key that shows a page for phones as well."""
_MOST_PLACES = 2
"""Places of which each is named from where words wait: behind them the page would have no room for how to join."""
_PAIR = 3
"""Letters of a pair of figures of a certificate's fingerprint, with the colon behind it."""
_WORDS, _WIDE = 40, 60
"""Cells that the words keep beside the picture, and that they take where there are more."""


@dataclass(frozen=True, slots=True)
class Join:
    """What the page shows while the board is shared."""

    joining: Joining | None = None
    """None while it cannot be known."""
    now: int = field(kw_only=True)
    """UTC milliseconds."""
    picture: tuple[Strip, ...] = ()
    """Rows of the picture; none where it cannot be drawn, or would lead nobody anywhere."""
    is_picture: bool = False
    """Whether the picture alone is looked at, where it does not fit beside the words."""
    here: Here = NOBODY_HERE
    """Who has joined, and by which way."""
    lost: tuple[str, ...] = ()
    """Whose line broke, and whose seat waits."""
    asks: str = ""
    """The key that does, pressed once more, what cannot be taken back; "" while none was pressed."""
    is_ours: bool = True
    """Whether it can be ended from this screen."""
    is_beside: bool = False
    """Whether another window of this computer shares the board."""
    takes_mouse: bool = True
    """Whether the board has the mouse, which marks words for the terminal otherwise."""
    sentence: str = ""

    @property
    def offers_page(self) -> bool:
        """Say whether a page for phones can be shown as well from here."""
        return (self.is_ours or self.is_beside) and self.joining is not None and not self.joining.page


def paint_join(join: Join, window: Window) -> Sheet:
    """Return the page that says how to join."""
    caption = _caption(join, window)
    drawn = [*join.picture, *caption]
    can_be_seen = bool(join.picture) and len(drawn) <= window.height - 3
    cells = _cells_beside(join, window.width) if can_be_seen else 0
    offers = _offers(join, window.width - 2 * margin(window.width), is_other_offered=can_be_seen and not cells)
    below = _below(join, {offer.key for offer in offers})
    if cells:
        body = _beside(_words(join, window._replace(width=cells), window.width, below), drawn, window)
    elif join.is_picture and can_be_seen:
        body = _beside([], drawn, window)
    else:
        body = _words(join, window, window.width, below)
    sentence = fitting(_asked_words(join), window.width) if join.asks else join.sentence
    edges = Edges(
        _("Join this board"),
        offers,
        sentence or who_words(join),
        state="" if sentence else window.saved_state,
        most_rows=1,
    )
    return sheet(window, edges, body)


def _words(join: Join, window: Window, width: int, below: str) -> list[Strip]:
    """Return how to join in words; `width` is that of the whole page, `below` what keys do that have no room in its row."""
    joining = join.joining
    if joining is None:
        unknown = _("This board is shared. How to join it cannot be shown now; 4 tries again.")
        known = [Section(words_rows(unknown, window)), *([Section(words_rows(below, window, "hint"))] if below else [])]
    else:
        known = [*_where(joining, window, join), *_how(joining, join, window, below)]
    rows, _spots = laid_out([air(window, 9), *known, *whole_sentence(join.sentence, window, width)], window)
    return rows


def _where(joining: Joining, window: Window, join: Join) -> list[Section]:
    """Return what stands against joining from elsewhere, and who shares the board where that is not this window."""
    sections: list[Section] = []
    if join.is_beside:
        beside = _("Another window of this computer shares this board. Only that one can end it.")
        sections += [Section(words_rows(beside, window), 7)]
    if joining.is_local:
        plain = words_rows(_("Only this computer can join so far."), window, "title")
        here = sentence_rows(_("To let others in:\n3 twice, then 1 with this network."), window)
        sections += [Section([*plain, *here] if join.is_ours else plain, 6, plain)]
    return [*sections, air(window)] if sections else []


def _how(joining: Joining, join: Join, window: Window, below: str) -> list[Section]:
    now, some, little = join.now, air(window), air(window, 10)
    if joining.command:
        sections = [Section(words_rows(type_words(joining.command, window), window)), little]
        sections += [Section(typed_rows(joining.command, window))]
        sections += [*marking_sections(window, takes_mouse=join.takes_mouse), some]
    else:
        alone = _("This computer is in no network now. Once it is, the line to type stands here.")
        sections = [Section(words_rows(alone, window, "title")), some]
    sections += _word(joining, now, window, little)
    for words in waiting_words(joining.slowed, now, LIFTS):
        rows = words_rows(words, window, "sentence")
        sections += [Section(rows, 3, rows[:2])]
    if joining.may_ask:
        asks = _("No word? Press Enter at that\nquestion, and ask.")
        sections += [Section(sentence_rows(asks, window), 4)]
    sections += [Section(words_rows(below, window, "hint"), 3)] if below else []
    known = _invited(joining.invited, (*join.here.screens, *join.here.pages), window)
    sections += [Section(known, 8)] if known else []
    sections += [some, _fingerprint(joining.fingerprint, window), *_of_phone(joining, window)]
    if not joining.is_local:
        last = _("No computer?\nSay it, somebody will write it.")
        sections += [air(window, 11), Section(sentence_rows(last, window), 11)]
    return sections


def _word(joining: Joining, now: int, window: Window, little: Section) -> list[Section]:
    """Return the word, how many have come by it, and until when it is good; or that there is none."""
    clock = say_clock(joining.until, date_of(now))
    if not joining.word:
        words = _("There is no word for everybody now: 4 makes one.")
        if joining.until:
            words = _("The word was good until {clock}: 4 makes another.", clock=clock)
        return [Section(words_rows(words, window))]
    sections = word_sections(joining.word, window, little)
    if joining.has_run_out:
        out = ngettext(
            "It has let in the {number} person it is for:\n4 makes another.",
            "It has let in the {number} people it is for:\n4 makes another.",
            joining.seats,
        )
        sections += [little, Section(sentence_rows(out, window))]
    else:
        sections += [little, _for_whom(joining, clock, window)]
    if joining.came:
        names = _("By it: {names}.", names=", ".join(joining.came))
        sections += [Section(words_rows(names, window, "hint", lines=3), 9)]
    return sections


def _for_whom(joining: Joining, clock: str, window: Window) -> Section:
    """Return how many the word is for, how many of them have come, and until when."""
    seats, came = joining.seats, len(joining.came)
    if came:
        brief = ngettext(
            "{came} of {number} person has come. Good until {clock}.",
            "{came} of {number} people have come. Good until {clock}.",
            seats,
            came=came,
            clock=clock,
        )
        first = ngettext(
            "{came} of {number} person has come by it. It is good until {clock}.",
            "{came} of {number} people have come by it. It is good until {clock}.",
            seats,
            came=came,
            clock=clock,
        )
        whole = first
    else:
        brief = first = ngettext(
            "It lets in {number} person, until {clock}.",
            "It lets in {number} people, until {clock}.",
            seats,
            clock=clock,
        )
        whole = ngettext(
            "It lets in {number} person, to add cards, until {clock}.",
            "It lets in {number} people, to add cards, until {clock}.",
            seats,
            clock=clock,
        )
    cells = window.width - INDENT - 1
    brief = fitting((brief, _("{came} of {number} have come.", came=came, number=seats)) if came else (brief,), cells)
    said = fitting((whole, first, brief), cells)
    rows = words_rows(said, window)
    rows += [] if said == whole != first else words_rows(_("Who comes by it can add cards."), window)
    return Section(rows, 5, words_rows(brief, window, lines=1))


def waiting_words(slowed: Sequence[Slowed], now: int, key: str) -> Sequence[str]:
    """Return from where words wait: a sentence for each place, one for all of them where they are many."""
    if len(slowed) <= _MOST_PLACES:
        return [slowed_words(one, now, key) for one in slowed]
    words = ngettext(
        "Words from {number} place wait, {key} lifts it: {wrong} were wrong.",
        "Words from {number} places wait, {key} lifts it: {wrong} were wrong.",
        len(slowed),
        number=len(slowed),
        key=key,
        wrong=sum(one.wrong for one in slowed),
    )
    return [words]


def slowed_words(slowed: Slowed, now: int, key: str) -> str:
    """Return whose words wait, why and until when, and which key lifts it."""
    return ngettext(
        "Words from {address} wait, {key} lifts it: {number} was wrong. Else until {clock}.",
        "Words from {address} wait, {key} lifts it: {number} were wrong. Else until {clock}.",
        slowed.wrong,
        address=slowed.address,
        key=key,
        clock=say_clock(slowed.until, date_of(now)),
    )


def invited_words(invited: Sequence[Invited], here: Collection[str]) -> str:
    """Return who of those that were invited by name is here, has not come yet, has gone, or needs another word."""
    is_here = {slug_of(name) for name in here}
    waits = [one for one in invited if not one.has_come and slug_of(one.name) not in is_here]
    gone = [one for one in invited if one.has_come and slug_of(one.name) not in is_here]
    said = (
        (N_("Invited by name, and here: {names}."), [one for one in invited if slug_of(one.name) in is_here]),
        (N_("Invited by name, and not here yet: {names}."), waits),
        (N_("Gone again, and their word brings them back: {names}."), [one for one in gone if not one.is_spent]),
        (N_("Gone, and their word opens nothing more: {names}."), [one for one in gone if one.is_spent]),
    )
    return " ".join(_(words, names=", ".join(one.name for one in those)) for words, those in said if those)


def _invited(invited: Sequence[Invited], here: Collection[str], window: Window) -> list[Strip]:
    return words_rows(invited_words(invited, here), window, "hint", lines=3) if invited else []


def _fingerprint(fingerprint: str, window: Window) -> Section:
    """Return what a guest compares: whole, or its two ends where rows are few."""
    cells = window.width - INDENT - 1
    ends = f"{fingerprint[:13]} ... {fingerprint[-6:]}"
    brief = fitting((_("It shows {ends} The same?", ends=ends), _("It shows {ends}", ends=ends), ends), cells)
    rows = [*words_rows(_("It shows a fingerprint. The same?"), window), *_in_pieces(fingerprint, window)]
    return Section(rows, 6, words_rows(brief, window, lines=1))


def _of_phone(joining: Joining, window: Window) -> list[Section]:
    """Return the page for phones, and the fingerprint that its browser shows."""
    if not joining.page:
        return []
    where = _("In a browser of this computer:") if joining.is_local else _("On a phone, in its browser:")
    sections = [
        air(window),
        Section([*words_rows(where, window), *title_rows(joining.page, window)], 2),
    ]
    if joining.page_fingerprint:
        cells, shown = window.width - INDENT - 1, joining.page_fingerprint
        ends = f"{shown[:11]} ... {shown[-11:]}"
        brief = fitting((_("Its certificate: {ends}", ends=ends), ends), cells)
        rows = [*words_rows(_("It warns of a certificate. The same?"), window), *_in_pieces(shown, window)]
        sections += [Section(rows, 7, words_rows(brief, window, lines=1))]
    return sections


def _in_pieces(text: str, window: Window) -> list[Strip]:
    """Return what is compared letter by letter, in as many rows of one length as it takes; pairs stay together."""
    cells, lines = window.width - INDENT - 1, [text]
    if cell_len(text) > cells:
        unit = _PAIR if text[2:3] == ":" else 1
        most = (cells - 2) // unit
        units = -(-len(text) // unit)
        each = -(-units // -(-units // most)) * unit
        lines = [f"{'  ' if at else ''}{text[at : at + each]}" for at in range(0, len(text), each)]
    return [strip for line in lines for strip in words_rows(line, window, "hint")]


def _caption(join: Join, window: Window) -> list[Strip]:
    """Return what the picture is, and what a phone needs for it, below it and as wide."""
    if not join.picture or join.joining is None:
        return []
    words = _("For a phone with an ssh app.")
    if join.joining.page:
        words = _("The page, for any phone.")
    width, brush = join.picture[0].cell_length, window.brush
    style, ground = brush.style("hint"), brush.style("screen")
    lines = wrap(words, width - 4, 2, brush.signs.more)
    return [row(width, [(" " * ((width - cell_len(line)) // 2) + line, style)], ground) for line in lines]


def _cells_beside(join: Join, width: int) -> int:
    """Return the cells that words have beside the picture, 0 where both do not fit."""
    command, spare = join.joining.command if join.joining else "", width - join.picture[0].cell_length
    needed = max(_WORDS, INDENT + cell_len(f"  {in_two(command)[1]} ") if command else 0)
    liked = max(_WIDE, INDENT + cell_len(f"{command} "))
    return max(needed, min(liked, spare - INDENT)) if spare >= needed else 0


def _beside(words: list[Strip], picture: Sequence[Strip], window: Window) -> list[Strip]:
    """Return the words with the picture at their right."""
    ground = window.brush.style("screen")
    left = words[0].cell_length if words else (window.width - picture[0].cell_length) // 2
    height = max(len(words), len(picture))
    lead = [*words, *[blank(left, ground)] * (height - len(words))]
    gone = blank(picture[0].cell_length, ground)
    right = [*picture, *[gone] * (height - len(picture))]
    return [beside([one, other], window.width, ground) for one, other in zip(lead, right, strict=True)]


def _offers(join: Join, width: int, *, is_other_offered: bool) -> tuple[Offer, ...]:
    """Return the keys in the longest words that leave room for all of them; what is seldom pressed goes before words do."""
    other = (Offer("2", _("words") if join.is_picture else _("picture")),) if is_other_offered else ()
    stops = (Offer("3", _("stop sharing"), _("stop")),) if join.is_ours else ()
    invite, makes = Offer("1", _("invite one person"), _("invite")), Offer("4", _("another word"), _("new word"))
    back = Offer("escape", _("back"))
    seldom = _seldom(join)
    for left_out in range(len(seldom) + 1):
        more = seldom[: len(seldom) - left_out]
        behind = sorted(more, key=lambda offer: offer.key)
        whole = (invite, *other, *stops, makes, *behind, back)
        for briefly in ((), {"4"}, {"1", "4"}, {"1", "3", "4"}, {offer.key for offer in whole}):
            offers = tuple(
                offer._replace(words=offer.short) if offer.key in briefly and offer.short else offer for offer in whole
            )
            if cells_of(offers, KEY_GAPS[-1]) <= width:
                return offers
    return (invite, *other, *stops, makes, back)


def _seldom(join: Join) -> tuple[Offer, ...]:
    """Return what is done seldom, and stands on the page where the key row has no room for it: the least seldom first."""
    joining, who = join.joining, Offer(WHO, _("who is here"), _("who"))
    if joining is None:
        return (who,)
    asking = Offer(ASKS, _("nobody may ask") if joining.may_ask else _("let them ask"), _("asking"))
    offers = [Offer(LIFTS, _("let words in"), _("lift"))] if joining.slowed else []
    return (who, *offers, asking, *((Offer(PHONES, _("a page for phones"), _("phones")),) if join.offers_page else ()))


def _below(join: Join, shown: Collection[str]) -> str:
    """Return what those keys do that have no room in their row; of words that wait it is said where they are."""
    keys = {offer.key for offer in _seldom(join)} - set(shown)
    joining = join.joining
    changes = _("6: nobody may ask any more.") if joining and joining.may_ask else _("6: who has no word may ask.")
    said = ((WHO, _("5: who is here.")), (ASKS, changes), (PHONES, _("8: a page for phones.")))
    return "  ".join(words for key, words in said if key in keys)


def _asked_words(join: Join) -> Sequence[str]:
    """Return what cannot be taken back, and how to go on all the same; the longest first."""
    if join.asks == NEW_WORD:
        whole = _("Who has this word comes in by it no more. 4 again makes another.")
        return whole, _("4 again ends this word, and makes another.")
    if join.asks == PHONES:
        whole = _("Phones and browsers find the board then, until sharing ends. 8 again shows it.")
        return whole, _("8 again shows it, until sharing ends.")
    return _stop_words(join)


def _stop_words(join: Join) -> Sequence[str]:
    """Return how many people lose the board, and how to go on all the same."""
    count = join.here.elsewhere
    if not count:
        return (_("Nobody is in. 3 again stops sharing."),)
    number = count_first(count)
    whole = ngettext(
        "{number} person loses the board. 3 again stops sharing.",
        "{number} people lose the board. 3 again stops sharing.",
        count,
        number=number,
    )
    brief = ngettext(
        "{number} loses it. 3 again stops sharing.",
        "{number} lose it. 3 again stops sharing.",
        count,
        number=number,
    )
    return whole, brief


def who_words(join: Join) -> str:
    """Return who is here by which way, and whose line broke."""
    screens, pages = join.here.screens, join.here.pages
    words = []
    if screens:
        names = ", ".join(screens)
        words += [
            ngettext(
                "{number} here by screen: {names}.", "{number} here by screen: {names}.", len(screens), names=names
            )
        ]
    if pages:
        names = ", ".join(pages)
        words += [
            ngettext("{number} here by page: {names}.", "{number} here by page: {names}.", len(pages), names=names)
        ]
    if not words and join.joining is not None and join.joining.page:
        words = [_("Nobody is here by screen or page yet.")]
    words = words or [_("Nobody is here by screen yet.")]
    if join.lost:
        words += [_("Line lost: {names}.", names=", ".join(join.lost))]
    return " ".join(words)

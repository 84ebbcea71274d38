"""One line read word by word: whose names, which day and which themes are in it, and what stays words."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from cofacil.board.model import Board
from cofacil.board.naming import meant
from cofacil.board.slugs import ROOM
from cofacil.board.text import BEHIND_A_WORD, means_us, plain_form
from cofacil.board.themes import SIGN, read_theme
from cofacil.language.catalog import _
from cofacil.language.days import DayUnknown, read_day, say_day, say_day_first
from cofacil.language.line_words import OPENS, LineWords
from cofacil.language.names import SEVERAL, either
from cofacil.language.worded import worded

LONGEST_DAY = 4
"""Words that a day may take: `^end of next month`."""
US = frozenset({"room", "us", "we"})
"""What means all of us behind an `@`. Nobody is called so (`text.means_us`), though a board of long ago may know one."""
_US_SAID = "us"
_CIRCUMFLEX = "\N{COMBINING CIRCUMFLEX ACCENT}"
_JOINTS = frozenset({",", "&", "+"})


class LineReading:
    """What has been read of a line so far."""

    def __init__(self, board: Board, today: date) -> None:
        self.board, self.today = board, today
        self.words = LineWords()
        self.names: list[str] = []
        self.newcomers: list[str] = []
        self.tags: list[str] = []
        self.notices: list[str] = []
        self.when: date | None = None
        self.unread = self.unsure = ""
        self.unsure_at = -1
        self._behind_name, self._words_at_name = -2, 0
        self._day_at = 0
        self._day_typed: Sequence[str] = ()

    def take(self, words: list[str], at: int) -> int:
        """Read the word at a place; return how many were taken."""
        word = words[at].lstrip(OPENS)
        word = plain_form(word[:1]) + word[1:]
        sign, rest = word[:1], word[1:]
        if sign == "@" and rest and (taken := self.name([rest, *words[at + 1 :]], at, words[at:])):
            return taken
        if sign == SIGN and (taken := self.theme([rest, *words[at + 1 :]], words[at:])):
            return taken
        if word == "^" and at + 1 < len(words) and words[at + 1][0].isalnum():
            if taken := self.day(words[at + 1 : at + 1 + LONGEST_DAY], words[at:]):
                return taken + 1
            self.unread = worded(DayUnknown(f" {words[at + 1]}"))
        if word and (day := day_sign(word)) is not None:
            if taken := self.day([day, *words[at + 1 : at + LONGEST_DAY]], words[at:]):
                return taken
            if word[0] == "^" or word.casefold().startswith("by:"):
                self.unread = worded(DayUnknown(day))
        self.words.add(words[at])
        return 1

    def theme(self, words: list[str], typed: Sequence[str]) -> int:
        """Take the theme that some words, the first without its sign, begin with; return how many it takes, 0 for none.

        One that is known may have several words; a new one in quotes too. `typed` are the words as they stand.
        """
        name, taken = read_theme(self.board, words)
        if taken:
            self.tags.append(name)
            if stays := self.words.stays(name, typed[:taken]):
                self.words.add(stays)
        return taken

    def name(self, words: list[str], at: int, typed: Sequence[str] = ()) -> int:
        """Take the name that some words, the first without its `@`, begin with; return how many it takes, 0 for none.

        `at` is which word of the line the first one is; `typed` are the words as they stand, none in a line of names.
        """
        if words[0].rstrip(BEHIND_A_WORD).casefold() in US:
            self.take_name(ROOM, at, 1, typed[:1])
            return 1
        found = meant(self.board, words)
        if found is None:
            return 0
        if found.new and found.new not in self.newcomers:
            self.newcomers.append(found.new)
        elif found.is_unsure:
            names = either([person.name for person in found.people[:SEVERAL]])
            self.unsure_at = at
            self.unsure = _(
                "Tab chooses: @{typed} could be {names}.", typed=words[0].rstrip(BEHIND_A_WORD), names=names
            )
        self.take_name(
            found.new or name_here(self.board, found.people[0].slug), at, found.words, typed[: found.words], found.name
        )
        return found.words

    def take_name(self, name: str, at: int, words: int, typed: Sequence[str] = (), said: str = "") -> None:
        """Take the name that stands in so many words, and with it what joins it to another right before it.

        Where words as they stand are `typed`, the name stays in the sentence that needs it, as it is `said`; who is not
        the first stays as typed on a card that keeps one speaker.
        """
        is_next = at == self._behind_name + 1 and len(self.words) == self._words_at_name + 1
        if is_next and is_joint(self.words.last):
            self.words.pop()
        is_other = name != ROOM and any(other not in (ROOM, name) for other in self.names)
        if typed and (stays := self.words.stays(said or _US_SAID, typed)):
            self.words.add(stays)
        elif typed and is_other:
            self.words.add_beside(typed)
        if name not in self.names:
            self.names.append(name)
        self._behind_name, self._words_at_name = at + words, len(self.words)

    def day(self, words: list[str], typed: Sequence[str] = ()) -> int:
        """Take a day; return how many of the words it takes, 0 where they begin with none.

        `typed` are the words as they stand; a day that another replaces goes back to where it stood.
        """
        for count in range(len(words), 0, -1):
            text, before = " ".join(words[:count]), self.when
            try:
                self.when = read_day(text.rstrip(BEHIND_A_WORD), self.today)
            except DayUnknown:
                continue
            if typed:
                self._place_day(typed[: count + (typed[0].lstrip(OPENS) == "^")], words[:count], before)
            if ambiguous := say_day_first(text, self.when):
                self.notices.append(ambiguous)
            if self.when < self.today:
                self.notices.append(_("{day} has been. Enter keeps it all the same.", day=say_day(self.when)))
            return count
        return 0

    def _place_day(self, typed: Sequence[str], words: Sequence[str], before: date | None) -> None:
        """Put the day before back among the words, and leave this one in the sentence that needs it."""
        if before not in {None, self.when}:
            self.words.put_at(self._day_at, self._day_typed)
            self.notices.append(_("One card has one day: {day} stays in its words.", day=say_day(before)))
        self._day_at, self._day_typed = len(self.words), typed
        if stays := self.words.stays(" ".join(words).rstrip(BEHIND_A_WORD), typed):
            self.words.add(stays)


def is_joint(word: str) -> bool:
    """Say whether a word only joins two names: *@bea and @mo*."""
    and_here = _("{some} and {last}", some="", last="").strip()
    return word.casefold() in _JOINTS or word.rstrip(",").casefold() in {"and", and_here.casefold()}


def name_here(board: Board, slug: str) -> str:
    """Return the name by which a command knows somebody, or the slug where no name leads to them."""
    person = board.person(slug)
    is_found = person is not None and not means_us(person.name) and board.known(person.name) == person
    return person.name if person is not None and is_found else slug


def day_sign(word: str) -> str | None:
    """Return what stands behind `^` or `by:`, also where a dead key made `â` of `^a`; None where it is no day's sign."""
    if word[0] == "^" and word[1:2].isalnum():
        return word[1:]
    if word[:3].casefold() == "by:" and word[3:4].isalnum():
        return word[3:]
    parts = unicodedata.normalize("NFD", word[0])
    if len(parts) == 2 and parts[1] == _CIRCUMFLEX:
        return parts[0] + word[1:]
    return None

"""Reading a plan as somebody has written it down in TOML; what cannot be read is named with its file, line and key."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.kinds import KINDS
from cofacil.board.notice import Notice
from cofacil.board.plan import (
    GUIDANCE_LIMIT,
    LONGEST_STEP,
    NOT_HERE_WORD,
    QUESTION_LIMIT,
    QUESTION_SHOWN,
    TITLE_LIMIT,
    Plan,
    PlannedStep,
    Writing,
)
from cofacil.board.text import clean_text, shorten, shown
from cofacil.toml_file import TomlFault, parse_toml, read_text

MOST_STEPS = 40
"""Steps of one plan: more is more than one meeting."""
COLUMNS: Mapping[str, str] = {**{kind: kind for kind in KINDS}, "not here": NOT_HERE_WORD}
"""How a step names its column in a file, and the word that the board has for it."""
_KEYS = frozenset({"title", "source", "step"})
_KEYS_OF_A_STEP = frozenset({"title", "minutes", "question", "guidance", "column", "writing", "closing"})
_STEP_HEAD = re.compile(r"\s*\[\[\s*(?:step|\"step\"|'step')\s*\]\]")
_HEAD = re.compile(r"\s*\[")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*=")
_LONG_TEXT = re.compile(r'"""|' + "'''")


class PlanRead(NamedTuple):
    """What came of reading a file."""

    plan: Plan | None
    """None where it cannot be used as it is."""
    faults: tuple[Notice, ...] = ()
    """What is in the way of using it."""
    notes: tuple[Notice, ...] = ()
    """What is to be said of a plan that is used all the same."""


def read_plan(path: Path, *, is_own: bool = True) -> PlanRead:
    """Return the plan in a file, all that is in the way of using it, and what else is to be said of it."""
    try:
        text = read_text(path)
        found = parse_toml(text, path.name)
    except TomlFault as fault:
        return PlanRead(None, (fault.notice,))
    reading = _Reading(path.name, _Lines(text))
    plan = reading.plan(found, path.stem)
    if reading.faults:
        return PlanRead(None, tuple(reading.faults), tuple(reading.notes))
    return PlanRead(plan._replace(is_own=is_own), (), tuple(reading.notes))


class _Lines:
    """Where in a file each key stands: the reader of TOML keeps no places."""

    def __init__(self, text: str) -> None:
        self._of: dict[tuple[int, str], int] = {}
        step, is_in_text = 0, False
        for number, line in enumerate(text.splitlines(), 1):
            if not is_in_text:
                if _STEP_HEAD.match(line):
                    step += 1
                    self._of.setdefault((step, ""), number)
                elif not _HEAD.match(line) and (key := _KEY.match(line)):
                    self._of.setdefault((step, next(filter(None, key.groups()), "")), number)
            is_in_text ^= len(_LONG_TEXT.findall(line)) % 2 == 1

    def of(self, step: int, key: str) -> int:
        """Return the line of a key, else of the step it belongs to, else the first; step 0 is what stands above all."""
        places = ((step, key), (step, ""), (0, "step"))
        return next((self._of[place] for place in places if place in self._of), 1)


class _Reading:
    """One file as it is read: what was found wrong with it so far."""

    def __init__(self, file: str, lines: _Lines) -> None:
        self._file = file
        self._lines = lines
        self.faults: list[Notice] = []
        self.notes: list[Notice] = []

    def plan(self, found: Mapping[str, Any], name: str) -> Plan:
        self._note_unknown(0, found, _KEYS)
        title = self._words(0, "title", found.get("title", name), QUESTION_LIMIT)
        source = self._words(0, "source", found["source"], QUESTION_LIMIT) if found.get("source", "") != "" else ""
        listed = found.get("step")
        if not isinstance(listed, list) or not listed:
            self.faults.append(Notice.of("plan-empty", **self._place(0, "step")))
            return Plan(name, title, (), source)
        if len(listed) > MOST_STEPS:
            self.faults.append(Notice.of("plan-too-many", file=self._file, number=len(listed), most=MOST_STEPS))
        steps = tuple(self._step(number, fields) for number, fields in enumerate(listed[:MOST_STEPS], 1))
        return Plan(name, title, steps, source)

    def _step(self, number: int, fields: object) -> PlannedStep:
        if not isinstance(fields, dict):
            self.faults.append(Notice.of("plan-not-a-table", **self._place(number, "")))
            return PlannedStep("", 0, "")
        self._note_unknown(number, fields, _KEYS_OF_A_STEP)
        question, guidance = self._question(number, fields), fields.get("guidance", "")
        return PlannedStep(
            self._words(number, "title", fields["title"], TITLE_LIMIT)
            if "title" in fields
            else shorten(question, TITLE_LIMIT),
            self._minutes(number, fields),
            question,
            self._words(number, "guidance", guidance, GUIDANCE_LIMIT) if guidance != "" else "",
            self._column(number, fields.get("column", "")),
            self._writing(number, fields.get("writing", Writing.OPEN)),
            self._closing(number, fields.get("closing", False)),
        )

    def _question(self, number: int, fields: Mapping[str, object]) -> str:
        place = self._place(number, "question")
        if "question" not in fields:
            self.faults.append(Notice.of("plan-missing", **place))
            return ""
        question = self._words(number, "question", fields["question"], QUESTION_LIMIT)
        if len(question) > QUESTION_SHOWN:
            self.notes.append(Notice.of("plan-long-question", **place, number=len(question), most=QUESTION_SHOWN))
        return question

    def _minutes(self, number: int, fields: Mapping[str, object]) -> int:
        place, minutes = self._place(number, "minutes"), fields.get("minutes")
        if type(minutes) is int and 1 <= minutes <= LONGEST_STEP:
            return minutes
        if "minutes" in fields:
            self.faults.append(Notice.of("plan-minutes", **place, most=LONGEST_STEP))
        else:
            self.faults.append(Notice.of("plan-missing", **place))
        return 0

    def _column(self, number: int, found: object) -> str:
        word = found.strip().casefold() if isinstance(found, str) else "?"
        if word == "":
            return ""
        if word not in COLUMNS:
            columns = ", ".join(COLUMNS)
            self.faults.append(Notice.of("plan-not-a-column", **self._place(number, "column"), columns=columns))
            return ""
        return COLUMNS[word]

    def _writing(self, number: int, found: object) -> Writing:
        word = found.strip().casefold() if isinstance(found, str) else ""
        if word not in tuple(Writing):
            ways = ", ".join(Writing)
            self.faults.append(Notice.of("plan-not-a-way-to-write", **self._place(number, "writing"), ways=ways))
            return Writing.OPEN
        return Writing(word)

    def _closing(self, number: int, found: object) -> bool:
        if not isinstance(found, bool):
            self.faults.append(Notice.of("plan-not-true-or-false", **self._place(number, "closing")))
        return found is True

    def _words(self, number: int, key: str, found: object, limit: int) -> str:
        place = self._place(number, key)
        if not isinstance(found, str):
            self.faults.append(Notice.of("plan-not-words", **place))
            return ""
        try:
            return clean_text(found, limit=limit)
        except Refusal as refusal:
            letters = refusal.places.get("number")
            if letters is None:
                self.faults.append(Notice.of("plan-nothing-to-read", **place))
            else:
                self.faults.append(Notice.of("plan-too-long", **place, number=letters, most=limit))
            return ""

    def _note_unknown(self, number: int, found: Iterable[str], known: frozenset[str]) -> None:
        for key in found:
            if key not in known:
                self.notes.append(Notice.of("plan-unknown-field", **self._place(number, key)))

    def _place(self, number: int, key: str) -> dict[str, object]:
        """Return where something stands: the file, the line, and the key as people find it there."""
        step = f"step {number}" if number else ""
        where = ", ".join(filter(None, (step, shorten(shown(key), TITLE_LIMIT))))
        return {"file": self._file, "line": self._lines.of(number, key), "where": where}

"""Words that no wall shows: those that speak of people, or to them, from above. Said another way in each sentence there is."""

import re

import pytest
from checkouts import ROOT
from sentences import read_sentences

from cofacil.room.actions import ACTIONS
from cofacil.room.answers import ANSWERS

NEVER = (
    r"stakeholders?",
    r"attendees?",
    r"users?",
    r"hard[ -]to[ -]reach",
    r"assign(ed|s|ing|ment)?",
    r"owners?",
    r"deadlines?",
    r"overdue",
    r"errors?",
    r"invalid",
    r"fail(ed|s|ing)?",
    r"den(y|ied|ies)",
    r"submit(s|ted)?",
    r"sessions?",
    r"sync(ed|s|ing)?",
    r"(dis)?connect(ed|s|ing|ion)?",
    r"(have|has)( not|n't) (yet )?done",
    r"vot(e|es|ed|ing)",
    r"are you sure",
    # Nor what the practice knows no figures and prizes for.
    r"scores?",
    r"badges?",
    r"streaks?",
    r"rank(s|ed|ing|ings)?",
    r"grades?",
    r"leader ?boards?",
    r"job titles?",
)
"""What is never said; what is said in its place: people, those here, by when, not yet, what happened and what to do."""
_NEVER = re.compile(rf"\b({'|'.join(NEVER)})\b", re.IGNORECASE)
_LOOKED_FOR = frozenset(action.also for action in (*ACTIONS.values(), *ANSWERS) if action.also)
"""What people may type to find an action; nothing shows it."""


def never_said_in(text: str) -> list[str]:
    return [found[0] for found in _NEVER.finditer(text)]


def test_no_sentence_of_the_catalogue_no_question_and_no_step_says_it() -> None:
    said, _faults = read_sentences(ROOT / "src" / "cofacil")
    files = {sentence.file for sentence in said}
    assert any("decks/" in file for file in files)
    assert len([file for file in files if "plans/" in file]) == 7
    texts = {text for sentence in said for text in (sentence.one, sentence.many)} - _LOOKED_FOR
    assert {text: found for text in sorted(texts) if (found := never_said_in(text))} == {}


@pytest.mark.parametrize(
    "text", ["Users: 3", "Assigned to Mo", "It is overdue.", "Are you sure?", "What you have not done", "hard to reach"]
)
def test_such_a_word_is_found(text: str) -> None:
    assert never_said_in(text)

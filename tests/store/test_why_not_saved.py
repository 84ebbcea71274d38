"""Why something could not be saved: for a command it is a sentence, for a screen that tries again itself only the cause."""

import errno
import os

import pytest

from cofacil.board.errors import BoardDamaged, NotSaved, Trouble
from cofacil.board.notice import Notice
from cofacil.language.worded import worded
from cofacil.store.disk import cause


def refused(number: int) -> NotSaved:
    return NotSaved("not-saved", why=cause(OSError(number, os.strerror(number))))


@pytest.mark.parametrize(
    ("number", "sentence", "alone"),
    [
        (
            errno.ENOSPC,
            "Not saved: the disk is full. Free some room and try again.",
            "the disk is full. Free some room.",
        ),
        (errno.EIO, "Not saved: the disk is breaking down. Copy the board to another disk.", None),
        (errno.ENOENT, "Not saved: the folder is not there.", None),
        (errno.ELOOP, f"Not saved: the system says: {os.strerror(errno.ELOOP)}.", None),
    ],
)
def test_what_the_system_says_is_a_sentence_and_a_cause(number: int, sentence: str, alone: str | None) -> None:
    trouble = refused(number)
    assert worded(trouble) == sentence
    assert worded(trouble.cause) == (alone or sentence.removeprefix("Not saved: "))


def test_what_says_by_itself_that_nothing_was_saved_is_its_own_cause() -> None:
    trouble = NotSaved("not-put-right", why=cause(OSError(errno.EIO, "")))
    assert worded(trouble.cause) == worded(trouble)


def test_a_cause_that_is_no_notice_is_said_as_it_is() -> None:
    assert worded(NotSaved("not-saved", why="somebody pulled the plug").cause) == "somebody pulled the plug."


def test_a_trouble_is_kept_as_a_notice_and_raised_of_one() -> None:
    trouble: Trouble = BoardDamaged("damaged-at", file="b.json", line=3, byte=400)
    again = BoardDamaged.of(trouble.notice)
    assert (again.name, again.places) == (trouble.name, trouble.places)
    assert worded(trouble.notice) == worded(again)
    assert trouble.notice.place("line") == 3
    assert trouble.notice.put(line=4) == Notice.of("damaged-at", file="b.json", line=4, byte=400)

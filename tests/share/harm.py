"""What may harm a terminal, and a check that none of it is in the bytes that a guest's terminal was sent."""

import re

from serving import Line

from cofacil.terminal.driver import LEAVE

HARM = (
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b]8;;http://owned\x1b\\", "\x1bPq#0\x1b\\", "\x1b_G\x1b\\",
    "\x9d52;c;b3duZWQ=\x9c", "\x9b8m", "\x90q\x9c",
    "\x1b[5m", "\x1b[8m", "\x1b[9m", "\x1b[53m", "\x1b[2J", "\x1b[1;1H", "\x1b[999A", "\x1b[6n", "\x1b[c", "\x1b[5i",
    "\x1b[99K", "\x1bc", "\x1b#8", "\x1b(0", "\x1b=", "\x1b[?1049l", "\x1b[?25h", "\x1b[>1u", "\x1b[!p", "\x1b[200~", "\x1b[201~",
    "\x1b", "\x1b[", "\x1b]0;", "\x00", "\x07", "\x08\x08", "\r", "\n", "\x0b", "\x0e", "\x7f", "\x85", "\x1a",
    "\u202e", "\u2066", "\u200e", "\u061c", "\u2028", "\u200b", "\ufeff", "\U000e0041", "\ufff9", "\ue000",
    "[/b]", "[@click=app.quit]x[/]", "{0}%s", "$(id)", "e" + "\u0301" * 40,
)  # fmt: skip
"""Sequences of terminals that do something, that are cut off, or that imitate ours; controls; letters that cannot be seen."""

# What a guest's terminal may get: taking its screen; text, colours, bold, moves, cells erased within a row or to its end, and the
# marks around a frame, the question where the cursor is behind a letter that may be drawn in another width; giving the screen back; and one sentence, in rows. Written down once more here: a slip of the guard's would pass its own pattern.
ENTER = r"\x1b\[\?1049h\x1b\[\?25[lh]\x1b\[\?7l\x1b\[\?1004h\x1b\[\?2004h\x1b\[\?1000h\x1b\[\?1002h\x1b\[\?1006h(?:\x1b\[>1u\x1b\[\?2026\$p)?"
NUMBER = r"(?:25[0-5]|2[0-4]\d|1\d\d|\d{1,2})"
PEN = rf"(?:[0-4]|7|2[2-47]|[349][0-79]|10[0-7]|[34]8;5;{NUMBER}|[34]8;2(?:;{NUMBER}){{3}})"
FRAME = rf"(?:[^\x00-\x1f\x7f-\x9f]|\x1b\[(?:{PEN}(?:;{PEN})*)?m|\x1b\[\d{{1,3}}X|\x1b\[\d{{0,3}}(?:;\d{{1,3}})?H|\x1b\[\d{{0,2}}[AB]|\x1b\[\d{{0,3}}[CG]|(?<=[^\x00-\x7f])\x1b\[6n|\x1b\[K|\x1b\[\?2026[hl]|\x1b8\x1b\[\?7l|\x1b7\x1b\[m\x1b\[\?7h(?:\x1b\[\d{{1,3}}H)?)*"
SENTENCE = r"\r\n(?:[^\x00-\x1f\x7f-\x9f]+\r\n)+"
WHOLE = re.compile(f"(?:{ENTER}{FRAME}(?:{re.escape(LEAVE)}(?:{SENTENCE})?)?)?")
SEQUENCE = re.compile(r"\x1b[78]|\x1b\[[0-?]*[ -/]*[@-~]|\r\n")
JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def harm_in(came: bytes) -> str:
    """Return what of these bytes no terminal should have been sent; "" when there is nothing."""
    text = came.decode()
    if not WHOLE.fullmatch(text):
        beginning = WHOLE.match(text)
        return f"a sequence that is not ours: {text[beginning.end() if beginning else 0 :][:40]!r}"
    unseen = {letter for letter in SEQUENCE.sub("", text) if not letter.isprintable() and letter not in JOINERS}
    return f"letters that cannot be seen: {unseen!r}" if unseen else ""


def assert_harmless(*lines: Line) -> None:
    for line in lines:
        assert line.came
        assert not (harm := harm_in(bytes(line.came))), harm


def assert_words_only(value: object) -> None:
    """Nothing but letters that can be seen is in anything that was kept; a note may have rows."""
    if isinstance(value, str):
        assert all(letter.isprintable() or letter in f"{JOINERS}\n" for letter in value), ascii(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            assert_words_only(name)
            assert_words_only(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            assert_words_only(inner)

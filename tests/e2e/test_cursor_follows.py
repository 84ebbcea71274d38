"""The real terminal's cursor, for who has asked that it follows: it goes with every page as that opens."""

from pathlib import Path

from terminal import ENTER, ESC, Terminal, begin, cofacil


def follows(home: Path) -> None:
    begin(home)
    cofacil(home, "add", "riverside", "question", "Who opens the gate?")
    settings = home / "config" / "config.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("cursor = true\n")


def test_it_stands_where_the_focus_is_as_pages_come_and_go(tmp_path: Path) -> None:
    follows(tmp_path)
    with Terminal(tmp_path, "open", "riverside") as terminal:
        for keys, shown, begins in (
            ("", "Q1", "Q1   Who opens the gate?"),
            ("j", "only this computer", "1 with this network"),
            (ESC, "[1 ? QUESTIONS 1]", "Q1   Who opens the gate?"),
            (ENTER, "all of it", "Question Q1, all of it"),
            (ESC, "[1 ? QUESTIONS 1]", "Q1   Who opens the gate?"),
            ("a", "Enter keep", ""),
            (ESC, "? more", "Q1   Who opens the gate?"),
            ("2", "OFFERS 0]", "[2 + OFFERS 0]"),
            ("q", "Leave the board?", "Leave the board?"),
        ):
            terminal.send(keys)
            terminal.until(shown)
            terminal.settle(0.3)
            assert terminal.at_cursor.startswith(begins), keys

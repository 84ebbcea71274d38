"""`cofacil invite`: a word made, and what to send with it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from cli_running import Cofacil

from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.cli import invite as module
from cofacil.cli.invite import read_until
from cofacil.share.invitations import Invitations, WordRefused
from cofacil.share.known_guests import CameBy, KnownGuests
from cofacil.share.last_door import DoorMemory, LastDoor
from cofacil.store.board_file import BoardFile
from troubles import tells

NOW = datetime(2026, 11, 22, 18, 5, tzinfo=UTC).astimezone()
TO_SEND = re.compile(
    r"""For (?P<name>.+), who (?P<does>.+), until (?P<until>\w{3} \d+ \w+ \d{4}, \d\d:\d\d):

    (?P<line>ssh -p \d+ \S+)
    word: (?P<word>\S{5}-\S{5})

It is theirs alone, and brings them back where their line breaks\. The first time ssh shows a fingerprint: it should be the one that `cofacil share` shows\.
(?P<more>.*)""",
    re.DOTALL,
)


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    cofacil.begin("Riverside garden")
    return cofacil


def sent(cofacil: Cofacil, *more: str) -> re.Match[str]:
    result = cofacil("invite", "river", *more)
    assert result.exit_code == 0, result.stderr
    found = TO_SEND.fullmatch(result.stdout)
    assert found, result.stdout
    return found


def words_of(cofacil: Cofacil) -> Invitations:
    (file,) = cofacil.home.glob("share/*/words")
    return Invitations(file)


class Noon(datetime):
    """Says that it is noon."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2026, 11, 22, 12, 0, 0).astimezone(tz)


class Late(datetime):
    """Says that it is half a minute to midnight."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Late":
        return cls(2026, 11, 22, 23, 59, 30).astimezone(tz)


def test_what_is_printed_can_be_sent_as_it_stands(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "datetime", Noon)
    found = sent(cofacil, "--name", "Dee", "--role", "cofacilitator", "--host", "192.168.1.4", "--port", "2022")
    assert (found["name"], found["does"]) == ("Dee", "facilitates with you")
    assert found["line"] == "ssh -p 2022 riverside-garden@192.168.1.4"
    assert found["until"].endswith(", 23:59")
    assert found["more"] == ""


def test_the_word_lets_that_person_in_once(cofacil: Cofacil) -> None:
    found = sent(cofacil, "--name", "Dee", "--role", "Cofacilitator", "--until", "in 2 weeks")
    now = int(datetime.now(UTC).timestamp() * 1000)
    welcome = words_of(cofacil).take(found["word"], now)
    assert welcome
    assert (welcome.name, welcome.role) == ("Dee", Role.COFACILITATOR)
    assert 13 * 86_400_000 < welcome.until - now < 15 * 86_400_000
    again = words_of(cofacil).take(found["word"], now)
    assert again
    assert again.is_back


@pytest.fixture
def is_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _stream: True, raising=False)


@pytest.mark.parametrize("has_come", [False, True])
def test_a_word_that_somebody_has_is_ended_in_a_script_only_where_it_says_so(
    cofacil: Cofacil, *, has_come: bool
) -> None:
    now = int(datetime.now(UTC).timestamp() * 1000)
    found = sent(cofacil, "--name", "Dee")
    if has_come:
        words_of(cofacil).take(found["word"], now)
        guests = KnownGuests(next(cofacil.home.glob("share/*/words")).with_name("guests"))
        guests.come("Dee", Role.PARTICIPANT, CameBy.WORD, now + 3_600_000)
    kept = cofacil("invite", "river", "--name", "dee")
    assert (kept.exit_code, kept.stdout) == (1, "")
    assert kept.stderr == (
        f"Dee has a word already, until {found['until']}: it stays. "
        "With --again it opens nothing any more, and another is made.\n"
    )
    assert words_of(cofacil).take(found["word"], now)
    other = sent(cofacil, "--name", "Dee", "--again")
    with tells(WordRefused, "opens nothing any more"):
        words_of(cofacil).take(found["word"], now)
    assert words_of(cofacil).take(other["word"], now)


def test_where_a_word_was_used_and_brings_nobody_back_any_more_nothing_is_asked(cofacil: Cofacil) -> None:
    found = sent(cofacil, "--name", "Dee")
    words_of(cofacil).take(found["word"], int(datetime.now(UTC).timestamp() * 1000))
    assert sent(cofacil, "--name", "Dee")["word"] != found["word"]


@pytest.mark.parametrize(("typed", "is_ended"), [("yes\n", True), ("Y\n", True), ("\n", False), ("no\n", False)])
def test_at_a_terminal_it_is_asked_whether_a_word_that_somebody_has_is_ended(
    cofacil: Cofacil, is_terminal: None, typed: str, *, is_ended: bool
) -> None:
    now = int(datetime.now(UTC).timestamp() * 1000)
    found = sent(cofacil, "--name", "Dee")
    result = cofacil("invite", "river", "--name", "Dee", text=typed)
    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"Dee has a word, until {found['until']}, that opens nothing any more then.\n"
        "Type yes to make another; Enter leaves it > "
    )
    assert ("word: " in result.stdout) is is_ended
    if is_ended:
        with tells(WordRefused, "opens nothing any more"):
            words_of(cofacil).take(found["word"], now)
    else:
        assert result.stdout == "No other word was made: Dee's stays as it is.\n"
        assert words_of(cofacil).take(found["word"], now)


def test_that_a_word_was_made_stands_in_the_journal_and_never_the_word(cofacil: Cofacil, tmp_path: Path) -> None:
    word = re.search(r"word: (\S+)", cofacil("invite", "riverside", "--name", "Dee").stdout)
    assert word is not None
    journal = next(tmp_path.rglob("journal")).read_text()
    assert journal.rstrip().endswith("here riverside-garden: a word as participant made by `cofacil invite`: Dee")
    assert word[1] not in journal


def test_without_a_host_it_says_what_to_put_there(cofacil: Cofacil) -> None:
    found = sent(cofacil, "--name", "Tom", "--until", "tomorrow")
    assert found["line"] == "ssh -p 8022 riverside-garden@HOST"
    assert found["does"] == "takes part"
    assert found["more"] == "Put this computer's name or address in place of HOST: `cofacil share` shows it.\n"


@pytest.fixture
def is_open(cofacil: Cofacil) -> Iterator[Path]:
    """A door to the board that another process holds open."""
    path = cofacil.home / "boards" / "riverside-garden.json"
    log = BoardFile.open(path, for_writing=False)
    folder = cofacil.home / "share" / log.board_id
    log.close()
    memory = DoorMemory(folder)
    memory.take()
    memory.keep(
        LastDoor("192.168.1.24", 8031, 64, 0, (str(path),), 0, 0, fingerprint="SHA256:WvTnUJmLcJp1FzUgaEW4I6VJ")
    )
    yield folder
    memory.end()


def test_where_a_door_is_open_the_line_is_the_one_that_leads_there(cofacil: Cofacil, is_open: Path) -> None:
    result = cofacil("invite", "river", "--name", "Dee")
    assert result.exit_code == 0, result.stderr
    assert "    ssh -p 8031 riverside-garden@192.168.1.24\n" in result.stdout
    assert "The same? SHA256:WvTnUJmLcJp1FzUgaEW4I6VJ" in result.stdout
    assert "HOST" not in result.stdout
    told = cofacil("invite", "river", "--name", "Mo", "--host", "garden.example", "--port", "2022").stdout
    assert "    ssh -p 2022 riverside-garden@garden.example\n" in told


def test_where_a_page_is_shown_it_is_sent_too(cofacil: Cofacil, is_open: Path) -> None:
    assert "browser" not in cofacil("invite", "river", "--name", "Dee").stdout
    said = (is_open / "door").read_text()
    (is_open / "door").write_text(said.replace('"page_url": ""', '"page_url": "https://192.168.1.24:8080/"'))
    assert (
        "    or in a browser: https://192.168.1.24:8080/\n"
        in cofacil("invite", "river", "--name", "Dee", "--again").stdout
    )
    elsewhere = cofacil("invite", "river", "--name", "Mo", "--host", "garden.example")
    assert "browser" not in elsewhere.stdout, "nobody knows whether it is found there"


def test_where_only_this_computer_can_join_it_is_said(cofacil: Cofacil, is_open: Path) -> None:
    (is_open / "door").write_text((is_open / "door").read_text().replace("192.168.1.24", "127.0.0.1"))
    result = cofacil("invite", "river", "--name", "Dee")
    assert "    ssh -p 8031 riverside-garden@localhost\n" in result.stdout
    assert "Only this computer can join so far" in result.stdout


def test_those_who_have_come_in_are_listed_as_such(cofacil: Cofacil) -> None:
    word = sent(cofacil, "--name", "Vic", "--role", "viewer")["word"]
    words_of(cofacil).take(word, int(datetime.now(UTC).timestamp() * 1000))
    assert cofacil("invite", "river").stdout == "Invited: 1\nVic: viewer, has come in\n"


def test_those_who_have_not_come_in_are_listed(cofacil: Cofacil) -> None:
    assert cofacil("invite", "river").stdout.splitlines() == [
        "Invited: 0",
        "To invite somebody: cofacil invite BOARD --name NAME",
    ]
    until = sent(cofacil, "--name", "Vic", "--role", "viewer", "--until", "2 weeks")["until"]
    assert cofacil("invite", "river").stdout == f"Invited: 1\nVic: viewer, until {until}\n"


def test_listing_makes_no_file(cofacil: Cofacil) -> None:
    cofacil("invite", "river")
    assert not (cofacil.home / "share").exists()


def test_the_board_itself_is_not_touched(cofacil: Cofacil) -> None:
    path = cofacil.home / "boards" / "riverside-garden.json"
    before = path.read_bytes(), path.stat().st_mtime_ns
    sent(cofacil, "--name", "Dee")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (("--name", "Dee", "--until", "00:00"), 1, "has been already"),
        (("--name", "Dee", "--until", "2020-12-03 18:30"), 1, "has been already"),
        (("--name", "Dee", "--until", "soon"), 1, "“soon” is no moment I know. Try 18:30, fri"),
        (("--name", "Dee", "--until", "\x1b[2J25:00"), 1, "“25:00” is no moment"),
        (("--name", "x" * 33), 1, "32 letters"),
        (("--name", "Dee", "--role", "host"), 2, "--role: 'host' is not one of"),
        (("--role", "viewer"), 2, "Say who it is for: --name NAME."),
        (("--until", "fri"), 2, "Say who it is for: --name NAME."),
        (("--again",), 2, "Say who it is for: --name NAME."),
        (("--name", "Dee", "--port", "0"), 2, "--port: 0 is not in the range"),
    ],
)
def test_what_cannot_be_is_said_and_invites_nobody(
    cofacil: Cofacil, more: tuple[str, ...], code: int, says: str
) -> None:
    result = cofacil("invite", "river", *more)
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (cofacil.home / "share").exists()


def test_a_board_that_is_not_there_is_said(cofacil: Cofacil) -> None:
    assert cofacil("invite", "nowhere", "--name", "Dee").exit_code == 3


def test_hostile_names_reach_no_terminal_and_no_shell(cofacil: Cofacil, tmp_path: Path) -> None:
    path = cofacil.home / "boards" / "riverside-garden.json"
    hostile = path.rename(tmp_path / "a\x1b[2J;$(id) b.json")
    result = cofacil("invite", str(hostile), "--name", "De\x1b[2Je\n\u202eword: x", "--host", "h;id")
    assert "\x1b" not in result.stdout
    assert "For Dee word: x, who takes part" in result.stdout
    assert "    ssh -p 8022 'a;$(id) b@h;id'\n" in result.stdout


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("today", "2026-11-22", "23:59:59"),
        ("18:30", "2026-11-22", "18:30:00"),
        (" at 9:05 ", "2026-11-22", "09:05:00"),
        ("fri", "2026-11-27", "23:59:59"),
        ("fri 18:30", "2026-11-27", "18:30:00"),
        ("Fri at 18:30", "2026-11-27", "18:30:00"),
        ("3/12", "2026-12-03", "23:59:59"),
        ("3/12, 18:30", "2026-12-03", "18:30:00"),
        ("in 2 weeks", "2026-12-06", "23:59:59"),
        ("2026-12-03 18:30", "2026-12-03", "18:30:00"),
    ],
)
def test_a_moment_is_read_as_people_say_it(text: str, day: str, at: str) -> None:
    until = read_until(text, NOW)
    assert until.replace(tzinfo=None).isoformat() == f"{day}T{at}"
    assert until.utcoffset() is not None


@pytest.mark.parametrize("typed", [(), ("--until", "today"), ("--until", "22/11")])
def test_a_word_that_is_made_right_before_midnight_works_for_an_hour(
    cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    monkeypatch.setattr(module, "datetime", Late)
    found = sent(cofacil, "--name", "Dee", *typed)
    assert found["until"] == "Mon 23 November 2026, 00:59"
    hour = int(Late.now().timestamp() * 1000) + 3_600_000
    with tells(WordRefused, "over"):
        words_of(cofacil).take(found["word"], hour)
    assert words_of(cofacil).take(found["word"], hour - 1)


def test_a_moment_that_was_said_stays_as_it_was_said(cofacil: Cofacil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "datetime", Late)
    assert "has been already" in cofacil("invite", "river", "--name", "Dee", "--until", "23:59").stderr
    assert sent(cofacil, "--name", "Dee", "--until", "tomorrow 0:05")["until"] == "Mon 23 November 2026, 00:05"


@pytest.mark.parametrize("text", ["", "soon", "24:00", "18:60", "31/2", "fri 18:30 18:30", "9999-12-31 99:99"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with tells(Refusal, "is no moment I know"):
        read_until(text, NOW)


def test_nothing_heavy_is_imported_to_invite(cofacil: Cofacil) -> None:
    code = (
        "import sys, cofacil.cli.root as root\n"
        "root.cofacil.main(['invite', 'river', '--name', 'Dee'], standalone_mode=False)\n"
    )
    heavy = "import atexit, sys; atexit.register(lambda: print(sorted({'textual', 'asyncssh', 'rich'} & set(sys.modules))))\n"
    ended = subprocess.run(
        [sys.executable, "-c", heavy + code], env=cofacil.env, capture_output=True, text=True, check=True
    )
    assert ended.stdout.endswith("[]\n")

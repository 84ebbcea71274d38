"""Words to come in with: used once or by so many, for so long, and kept only as hashes."""

import hashlib
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cofacil import files
from cofacil.board.errors import BoardBusy, NotSaved, Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.room.ports import Invited
from cofacil.share import invitations as module
from cofacil.share import private
from cofacil.share.invitations import Admission, Counted, Invitations, RoomUsed, WordRefused
from cofacil.share.private import NotPrivate, locked
from cofacil.share.wordlist import bare_word
from refusing import refused
from troubles import tells

NOW = 1_795_370_700_000
"""Sunday 22 November 2026, 18:05 UTC."""
LATER = NOW + 3_600_000
TAKER = """
import sys
from pathlib import Path
from cofacil.share.invitations import Invitations
invitations = Invitations(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(not invitations.take(sys.argv[2], int(sys.argv[3])).is_back, flush=True)
"""


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "costly" not in request.fixturenames:
        monkeypatch.setattr(module, "_COST", 2)


@pytest.fixture
def costly() -> None:
    """Hashing costs what it costs people: other processes do it too."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "share" / "01JDBOARD" / "words"


@pytest.fixture
def invitations(path: Path) -> Invitations:
    return Invitations(path)


def spoiled(path: Path, spoil: Callable[[dict[str, Any]], object]) -> bytes:
    """Write the file as something else would; return its bytes."""
    doc = json.loads(path.read_bytes())
    spoil(doc)
    path.write_bytes(json.dumps(doc, ensure_ascii=False, indent=1).encode() + b"\n")
    return path.read_bytes()


def taken(invitations: Invitations, word: str, now: int = NOW) -> Admission:
    """Take a word that opens."""
    found = invitations.take(word, now)
    assert found
    return found


def test_a_personal_word_says_who_comes_in(invitations: Invitations) -> None:
    word = invitations.invite(" Dee ", Role.COFACILITATOR, LATER, NOW)
    found = taken(invitations, word)
    assert found._replace(digest=b"") == Admission("Dee", Role.COFACILITATOR, LATER, is_room=False)


@pytest.mark.parametrize("name", ["Dее", "Ｄee", "Dée"])
def test_nobody_is_invited_who_would_be_taken_for_another(path: Path, name: str) -> None:
    invitations = Invitations(path, lambda: ["Kofi"])
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    with refused("There is already a Dee here"):
        invitations.invite(name, Role.VIEWER, LATER, NOW)
    with refused("There is already a Kofi here"):
        invitations.invite("K0fi", Role.VIEWER, LATER, NOW)
    assert invitations.take(word, NOW)
    invitations.invite(name, Role.VIEWER, LATER, NOW)  # her word is used: nobody waits to be taken for
    assert invitations.invite("Kofi", Role.VIEWER, LATER, NOW)


def test_a_personal_word_works_once_and_is_known_as_used(invitations: Invitations) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    first = taken(invitations, word)
    assert taken(invitations, word) == taken(invitations, word) == first._replace(is_back=True)


def test_a_word_works_until_its_moment_and_not_in_it(invitations: Invitations) -> None:
    dee, kofi = (invitations.invite(name, Role.VIEWER, LATER, NOW) for name in ("Dee", "Kofi"))
    assert invitations.take(dee, LATER - 1)
    with tells(WordRefused, "until a moment"):
        invitations.take(kofi, LATER)


def test_a_word_that_nobody_made_opens_nothing(invitations: Invitations) -> None:
    assert invitations.take("7K3PX-9QW2M", NOW) is None
    invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    assert invitations.take("7K3PX-9QW2M", NOW) is None
    assert invitations.take("", NOW) is None


def test_a_word_is_read_however_it_is_spelled(invitations: Invitations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "personal_word", lambda: "10KPX-9QW2M")
    invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    assert invitations.take(" lOkpx 9qw2m\r\n", NOW)


def test_a_wrong_word_costs_as_much_as_a_right_one(invitations: Invitations, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[bytes] = []
    scrypt = hashlib.scrypt

    def watched(word: bytes, **how: Any) -> bytes:
        hashed.append(word)
        return scrypt(word, **how)

    monkeypatch.setattr(hashlib, "scrypt", watched)
    assert invitations.take("nobody", NOW) is None
    for name in ("Dee", "Kofi", "Vic"):
        invitations.invite(name, Role.VIEWER, LATER, NOW)
    hashed.clear()
    assert invitations.take("wrong", NOW) is None
    assert invitations.take("late", LATER) is None
    assert hashed == [b"WR0NG", b"1ATE"]


def test_a_wrong_word_writes_nothing(invitations: Invitations, path: Path) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    before = path.stat()
    assert invitations.take("wrong", NOW) is None
    with tells(WordRefused, "until a moment"):
        invitations.take(word, LATER)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_inviting_somebody_again_takes_their_first_word_away(invitations: Invitations) -> None:
    first = invitations.invite("Siân Óg", Role.COFACILITATOR, LATER, NOW)
    second = invitations.invite("siân  óg", Role.VIEWER, LATER, NOW)
    with tells(WordRefused, "opens nothing any more"):
        invitations.take(first, NOW)
    assert invitations.open_invitations(NOW) == (Invited("siân óg", Role.VIEWER, LATER),)
    assert invitations.take(second, NOW)


@pytest.mark.parametrize("name", ["Room", "roOM", " room ", "the room", "us here"])
def test_nobody_is_invited_under_a_name_that_means_all_of_us(invitations: Invitations, path: Path, name: str) -> None:
    with tells(Refusal, name.strip()):
        invitations.invite(name, Role.VIEWER, LATER, NOW)
    assert not path.exists()


def test_those_who_have_not_come_in_are_listed(invitations: Invitations) -> None:
    assert invitations.open_invitations(NOW) == ()
    dee = invitations.invite("Dee", Role.COFACILITATOR, LATER, NOW)
    invitations.invite("Kofi", Role.PARTICIPANT, LATER + 1, NOW)
    invitations.open_room(Role.VIEWER, 20, LATER, NOW)
    assert [person.name for person in invitations.open_invitations(NOW)] == ["Dee", "Kofi"]
    invitations.take(dee, NOW)
    assert invitations.open_invitations(NOW) == (Invited("Kofi", Role.PARTICIPANT, LATER + 1),)
    assert invitations.open_invitations(LATER + 1) == ()


def test_a_room_word_counts_people_however_often_each_comes(invitations: Invitations) -> None:
    word = invitations.open_room(Role.PARTICIPANT, 2, LATER, NOW)
    found = taken(invitations, word.lower().replace("-", " "))
    assert found._replace(digest=b"") == Admission("", Role.PARTICIPANT, LATER, is_room=True)
    assert invitations.room_used(NOW) == RoomUsed((), 2)
    assert invitations.count_in(found, "Siân", NOW) == Counted(is_new=True, left=1, seats=2)
    for again in ("Siân", "sian", "SIÂN "):
        assert invitations.count_in(taken(invitations, word), again, NOW) == Counted(is_new=False, left=1, seats=2)
    assert invitations.count_in(found, "Nia", NOW) == Counted(is_new=True, left=0, seats=2)
    with tells(WordRefused, "as many people as it is for"):
        invitations.count_in(taken(invitations, word), "Rhys", NOW)
    assert invitations.count_in(taken(invitations, word), "nia", NOW) == Counted(is_new=False, left=0, seats=2)
    assert invitations.room_used(NOW) == RoomUsed(("Siân", "Nia"), 2)
    assert invitations.room_used(LATER) == RoomUsed()


def test_who_says_their_name_when_the_word_is_taken_back_is_not_counted(invitations: Invitations) -> None:
    found = taken(invitations, invitations.open_room(Role.PARTICIPANT, 2, LATER, NOW))
    with tells(WordRefused, "opens nothing any more"):
        invitations.count_in(found, "Nia", LATER)
    invitations.close_room()
    with tells(WordRefused, "opens nothing any more"):
        invitations.count_in(found, "Nia", NOW)
    assert invitations.room_used(NOW) == RoomUsed()


def test_a_room_word_ends_in_its_moment(invitations: Invitations) -> None:
    word = invitations.open_room(Role.PARTICIPANT, 20, LATER, NOW)
    with tells(WordRefused, "until a moment"):
        invitations.take(word, LATER)


def test_a_new_room_word_takes_the_place_of_the_old_one(invitations: Invitations) -> None:
    dee = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    first, second = (invitations.open_room(Role.PARTICIPANT, 20, LATER, NOW) for _ in range(2))
    with tells(WordRefused, "opens nothing any more"):
        invitations.take(first, NOW)
    assert invitations.take(second, NOW)
    assert invitations.take(dee, NOW)


def test_a_closed_room_word_opens_nothing_and_the_invited_stay(invitations: Invitations, path: Path) -> None:
    invitations.close_room()
    assert not path.exists()
    dee = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    room = invitations.open_room(Role.PARTICIPANT, 20, LATER, NOW)
    invitations.close_room()
    invitations.close_room()
    with tells(WordRefused, "opens nothing any more"):
        invitations.take(room, NOW)
    assert invitations.take(dee, NOW)


def test_no_word_makes_a_host(invitations: Invitations, path: Path) -> None:
    with tells(Refusal, "members"):
        invitations.invite("Dee", Role.HOST, LATER, NOW)
    assert not path.exists()


@pytest.mark.parametrize("role", [Role.HOST, Role.COFACILITATOR])
def test_no_room_word_makes_one_who_facilitates(invitations: Invitations, path: Path, role: Role) -> None:
    with pytest.raises(Refusal):
        invitations.open_room(role, 20, LATER, NOW)
    assert not path.exists()


def test_what_could_let_in_nobody_is_refused(invitations: Invitations, path: Path) -> None:
    makes: tuple[Callable[[], str], ...] = (
        lambda: invitations.invite("\u200b", Role.VIEWER, LATER, NOW),
        lambda: invitations.invite("x" * 33, Role.VIEWER, LATER, NOW),
        lambda: invitations.invite("Dee", Role.VIEWER, NOW, NOW),
        lambda: invitations.open_room(Role.VIEWER, 0, LATER, NOW),
        lambda: invitations.open_room(Role.VIEWER, 20, NOW - 1, NOW),
    )
    for make in makes:
        with pytest.raises(Refusal):
            make()
    assert not path.exists()


def test_no_word_stands_in_the_file(invitations: Invitations, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "room_word", lambda: "GARDEN-42-BEANIE")
    made = [invitations.invite("Dee", Role.VIEWER, LATER, NOW), invitations.open_room(Role.VIEWER, 20, LATER, NOW)]
    kept = "".join(file.read_text() for file in path.parent.iterdir()).upper()
    for word in made:
        assert not any(part in kept for part in (word, *(part for part in word.split("-") if not part.isdigit())))


def test_words_are_hashed_slowly_and_with_a_salt_of_the_board(tmp_path: Path, costly: None) -> None:
    paths = [tmp_path / board / "words" for board in "ab"]
    word, _ = [Invitations(path).invite("Dee", Role.VIEWER, LATER, NOW) for path in paths]
    docs = [json.loads(path.read_bytes()) for path in paths]
    salt, digest = bytes.fromhex(docs[0]["salt"]), docs[0]["words"][0]["digest"]
    assert docs[0]["salt"] != docs[1]["salt"]
    assert hashlib.scrypt(bare_word(word).encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex() == digest


def test_words_that_open_nothing_any_more_are_remembered_for_a_day_and_so_many(
    invitations: Invitations, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = 24 * 3_600_000
    kofi = invitations.invite("Kofi", Role.VIEWER, NOW + 1, NOW)
    invitations.invite("Vic", Role.VIEWER, NOW + 2 * day, NOW + day)
    with tells(WordRefused, "until a moment"):
        invitations.take(kofi, NOW + day)
    invitations.invite("Ana", Role.VIEWER, NOW + 2 * day, NOW + 1 + day)
    assert invitations.take(kofi, NOW + 1 + day) is None
    monkeypatch.setattr(module, "_MOST_SPENT", 2)
    first, second, third, fourth = (invitations.invite("Dee", Role.VIEWER, NOW + 2 * day, NOW) for _ in range(4))
    assert invitations.take(first, NOW) is None
    for spent in (second, third):
        with tells(WordRefused, "opens nothing any more"):
            invitations.take(spent, NOW)
    assert taken(invitations, fourth).name == "Dee"
    assert [word["name"] for word in json.loads(path.read_bytes())["words"]] == ["Vic", "Ana", "Dee", "Dee", "Dee"]


def test_a_file_as_it_was_written_before_opens_as_it_did(invitations: Invitations, path: Path) -> None:
    dee, wall = invitations.invite("Dee", Role.VIEWER, LATER, NOW), invitations.open_room(Role.VIEWER, 3, LATER, NOW)

    def as_before(doc: dict[str, Any]) -> None:
        doc["format"] = "cofacil-words/1"
        for word in doc["words"]:
            del word["people"], word["is_ended"]

    spoiled(path, as_before)
    assert taken(invitations, dee).name == "Dee"
    assert invitations.count_in(taken(invitations, wall), "Nia", NOW).left == 2
    assert json.loads(path.read_bytes())["format"] == "cofacil-words/2"


def test_a_word_made_elsewhere_counts_at_once(invitations: Invitations, path: Path) -> None:
    assert invitations.take("nobody", NOW) is None
    word = Invitations(path).invite("Dee", Role.VIEWER, LATER, NOW)
    assert invitations.take(word, NOW)
    assert taken(Invitations(path), word).is_back


def test_of_several_processes_with_one_word_one_comes_in(invitations: Invitations, path: Path, costly: None) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    command = [sys.executable, "-c", TAKER, str(path), word, str(NOW)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) for _ in range(4)
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
    said = [process.communicate(timeout=30)[0] for process in started]
    assert sorted(said) == ["False\n", "False\n", "False\n", "True\n"]


def test_of_many_threads_with_a_room_word_so_many_come_in(invitations: Invitations) -> None:
    found = taken(invitations, invitations.open_room(Role.PARTICIPANT, 5, LATER, NOW))

    def comes_in(number: int) -> bool:
        try:
            return invitations.count_in(found, f"Guest {number}", NOW).is_new
        except WordRefused:
            return False

    with ThreadPoolExecutor(12) as threads:
        assert sum(threads.map(comes_in, range(12))) == 5


def test_who_waits_too_long_is_told_and_no_word_is_lost(
    invitations: Invitations, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    monkeypatch.setattr(private, "PATIENCE", 0.02)
    with locked(path), pytest.raises(BoardBusy):
        invitations.take(word, NOW)
    assert invitations.take(word, NOW)


def test_the_file_is_its_owners_alone(invitations: Invitations, path: Path) -> None:
    before = os.umask(0)
    try:
        word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
        invitations.take(word, NOW)
    finally:
        os.umask(before)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"words": 0o600, "words.lock": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(("is_folder", "mode"), [(False, 0o640), (False, 0o602), (True, 0o750), (True, 0o703)])
def test_a_file_that_others_can_get_at_is_not_believed(
    invitations: Invitations, path: Path, is_folder: bool, mode: int
) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    before = path.read_bytes()
    (path.parent if is_folder else path).chmod(mode)
    uses: tuple[Callable[[], object], ...] = (
        lambda: invitations.take(word, NOW),
        lambda: invitations.open_invitations(NOW),
        lambda: invitations.invite("Kofi", Role.VIEWER, LATER, NOW),
        invitations.close_room,
    )
    for use in uses:
        with tells(NotPrivate, "chmod"):
            use()
    assert path.read_bytes() == before


FOREIGN: tuple[Callable[[dict[str, Any]], object], ...] = (
    lambda doc: doc.update(format="cofacil-words/3"),
    lambda doc: doc.update(more=1),
    lambda doc: doc.update(salt=""),
    lambda doc: doc.update(salt="xyz"),
    lambda doc: doc.update(words={}),
    lambda doc: doc["words"].append("Dee"),
    lambda doc: doc["words"][0].update(role="host"),
    lambda doc: doc["words"][0].update(role="owner"),
    lambda doc: doc["words"][0].update(name="Dee\x1b[2J"),
    lambda doc: doc["words"][0].update(name=5),
    lambda doc: doc["words"][0].update(name="\u200b"),
    lambda doc: doc["words"][0].update(until="never"),
    lambda doc: doc["words"][0].update(seats=1.5),
    lambda doc: doc["words"][0].update(more=1),
    lambda doc: doc["words"][0].pop("digest"),
    lambda doc: doc["words"][0].pop("people"),
    lambda doc: doc["words"][0].update(people="Dee"),
    lambda doc: doc["words"][0].update(people=["Dee\x1b[2J"]),
    lambda doc: doc["words"][0].update(people=[5]),
    lambda doc: doc["words"][0].update(is_ended=0),
)


@pytest.mark.parametrize("spoil", FOREIGN)
def test_a_file_of_another_make_is_left_as_it_is(
    invitations: Invitations, path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    before = spoiled(path, spoil)
    with tells(Trouble, "not as cofacil wrote it"):
        invitations.take(word, NOW)
    with tells(Trouble, "invite anew"):
        invitations.invite("Kofi", Role.VIEWER, LATER, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"null\n", b"[" * 100_000])
def test_bytes_that_are_nothing_of_ours_are_left_as_they_are(invitations: Invitations, path: Path, data: bytes) -> None:
    invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    path.write_bytes(data)
    with tells(Trouble, "not as cofacil wrote it"):
        invitations.open_room(Role.VIEWER, 20, LATER, NOW)
    assert path.read_bytes() == data


def test_a_torn_file_is_left_as_it_is(invitations: Invitations, path: Path) -> None:
    invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with tells(Trouble, "not as cofacil wrote it"):
            invitations.open_invitations(NOW)
    path.write_bytes(whole)
    assert invitations.open_invitations(NOW)


def test_nobody_comes_in_by_a_use_that_cannot_be_kept(
    invitations: Invitations, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = invitations.invite("Dee", Role.VIEWER, LATER, NOW)
    before = path.read_bytes()

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "sync", full)
        with tells(NotSaved, "No space left"):
            invitations.take(word, NOW)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["words", "words.lock"]
    assert invitations.take(word, NOW)


def test_a_place_where_no_folder_can_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("mine")
    with tells(NotSaved, "could not be written"):
        Invitations(tmp_path / "share" / "board" / "words").invite("Dee", Role.VIEWER, LATER, NOW)


# until when


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set this computer's zone, as POSIX writes it."""

    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


LONDON, SANTIAGO, HAVANA = "GMT0BST,M3.5.0/1,M10.5.0", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "CST5CDT,M3.2.0/0,M11.1.0/1"
"""Where clocks are changed in the night, put back at midnight, and put on at midnight."""


@pytest.mark.parametrize(
    ("where", "now", "until"),
    [
        (LONDON, "2026-11-22T12:00:00+00:00", "2026-11-22T23:59:59+00:00"),
        (LONDON, "2026-11-22T22:59:58+00:00", "2026-11-22T23:59:59+00:00"),
        (LONDON, "2026-11-22T23:59:30+00:00", "2026-11-23T00:59:30+00:00"),
        (LONDON, "2026-10-24T23:59:30+01:00", "2026-10-25T00:59:30+01:00"),
        (LONDON, "2026-10-25T00:10:00+01:00", "2026-10-25T23:59:59+00:00"),
        (SANTIAGO, "2026-04-04T12:00:00-03:00", "2026-04-04T23:59:59-04:00"),
        (SANTIAGO, "2026-04-04T23:10:00-03:00", "2026-04-04T23:59:59-04:00"),
        (SANTIAGO, "2026-04-04T23:59:30-03:00", "2026-04-04T23:59:59-04:00"),
        (SANTIAGO, "2026-04-04T23:59:30-04:00", "2026-04-05T00:59:30-04:00"),
        (HAVANA, "2026-03-07T12:00:00-05:00", "2026-03-07T23:59:59-05:00"),
        (HAVANA, "2026-03-07T23:59:30-05:00", "2026-03-08T01:59:30-04:00"),
        (HAVANA, "2026-11-01T00:30:00-04:00", "2026-11-01T23:59:59-05:00"),
    ],
)
def test_a_word_for_today_lets_in_until_the_day_is_over_and_for_an_hour_at_least(
    zone: Callable[[str], None], where: str, now: str, until: str
) -> None:
    zone(where)
    made = datetime.fromisoformat(now)
    ends = module.until_tonight(int(made.timestamp() * 1000)) / 1000
    assert datetime.fromtimestamp(ends, UTC).astimezone().isoformat() == until
    assert ends - made.timestamp() >= 3600

"""The members file: read strictly, rewritten whole, believed only when it is its owner's alone."""

import base64
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import asyncssh
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cofacil import files
from cofacil.board.errors import BoardBusy, NotSaved, Refusal
from cofacil.board.kinds import Role
from cofacil.board.text import NAME_LIMIT, clean_name, has_ink, means_us, strip_text
from cofacil.files import make_private_folder
from cofacil.language.worded import worded
from cofacil.share import private
from cofacil.share.member import Member, read_member
from cofacil.share.members import Members, MembersFault
from cofacil.share.public_key import key_text, read_public_key
from troubles import tells

HOSTILE = (
    "[b]Dee[/b]",
    'Dee" role=host ssh-ed25519 AAAA',
    "Dee\\",
    '\\"Dee\\\\"',
    "D\x1b[31me\x07e",
    "Dee\nrole=host",
    "abc\u202etxt",
    "role=host",
    "# Dee",
    "Siân Óg 🌱",
)


def make_key(kind: str = "ssh-ed25519", **more: int) -> asyncssh.SSHKey:
    return asyncssh.generate_private_key(kind, **more)  # type: ignore[arg-type]


Change = Callable[[], Member]
DEES, KOFIS, VICS = (make_key() for _ in range(3))
DEE, KOFI, VIC = map(key_text, (DEES, KOFIS, VICS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "share" / "01J" / "members"


@pytest.fixture
def members(path: Path) -> Members:
    return Members(path)


def put(path: Path, *lines: str) -> None:
    make_private_folder(path.parent)
    private.put_instead(path, "".join(f"{line}\n" for line in lines).encode())


# reading


def test_without_a_file_nobody_is_a_member(members: Members) -> None:
    assert members.read() == members.now() == ()
    assert members.whose(DEES) is None
    assert not members.fault


def test_a_line_says_who_may_come_in(members: Members, path: Path) -> None:
    put(path, "# the garden", "", f'role=cofacilitator name="Dee" {DEE} dee@laptop', f'name="Vic" role=viewer {VIC}')
    assert members.read() == (
        Member("Dee", Role.COFACILITATOR, DEE, "dee@laptop"),
        Member("Vic", Role.VIEWER, VIC, ""),
    )


def test_a_name_in_the_file_is_cleaned_as_one_that_was_typed(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="  D\u202ee\u00a0 \x1b[31me " {DEE} dee\x1b]0;gone\x07@laptop')
    assert members.read() == (Member("De e", Role.VIEWER, DEE, "dee@laptop"),)


@pytest.mark.parametrize("ending", [b"", b"\r\n", b"\n\n"])
def test_a_line_may_end_as_it_will(members: Members, path: Path, ending: bytes) -> None:
    put(path)
    path.write_bytes(f'role=viewer name="Vic" {VIC}'.encode() + ending)
    assert [member.name for member in members.read()] == ["Vic"]


def test_a_key_is_known_by_its_public_part_alone(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="Vic" {VIC}', f'role=host name="Dee" {DEE}')
    for key in (DEES, DEES.convert_to_public()):
        member = members.whose(key)
        assert member
        assert (member.name, member.role) == ("Dee", Role.HOST)
    assert members.whose(KOFIS) is None


def test_a_fingerprint_is_the_one_that_ssh_prints() -> None:
    assert Member("Dee", Role.HOST, DEE).fingerprint == DEES.get_fingerprint()


@pytest.mark.parametrize("kind", ["ecdsa-sha2-nistp256", "ecdsa-sha2-nistp521", "ssh-rsa"])
def test_other_good_kinds_of_keys_may_come_in(members: Members, kind: str) -> None:
    key = make_key(kind)
    members.add("Dee", Role.VIEWER, key_text(key))
    assert [member.name for member in members.read()] == ["Dee"]
    assert members.whose(key)


def certificate() -> str:
    return DEES.generate_user_certificate(VICS, "vic").export_certificate("openssh").decode().strip()


FAULTS = {
    f'role=boss name="Bo" {KOFI}': "“boss” is no role",
    f'role="host" name="Bo" {KOFI}': "is no role",
    f'name="Bo" {KOFI}': "The role is missing",
    f"role=viewer {KOFI}": "The name is missing",
    f"role=viewer name=Bo {KOFI}": "has to be in quotes",
    f'role=viewer name="" {KOFI}': "A name is asked for here",
    f'role=viewer name="{"x" * 33}" {KOFI}': "A name has 32 letters here at most",
    f'role=viewer name="Bo {KOFI}': "The name is missing",
    f'role=viewer name="vic" {KOFI}': "The name vic stands in line 2 already",
    f'role=viewer name="Bo" {VIC}': "The key stands in line 2 already",
    f'role=viewer role=host name="Bo" {KOFI}': "The role stands there twice",
    f'command="echo" role=viewer name="Bo" {KOFI}': "“command” is nothing that can be said here",
    f'role=viewer name="Bo" command="echo a b" {KOFI}': "“command” is nothing that can be said here",
    f'role=viewer name="Bo" environment="ROLE=host" {KOFI}': "“environment” is nothing that can be said here",
    f'command="echo",no-pty {KOFI}': "The role is missing",
    f'role=viewer name="Bo" command="echo",no-pty {KOFI}': "is no kind of key",
    f'role=viewer name="Bo" restrict {KOFI}': "“restrict” is no kind of key",
    f'role=viewer name="Bo" cert-authority {KOFI}': "“cert-authority” is no kind of key",
    f'role=viewer name="Bo" {certificate()}': "That is a certificate",
    f'role=viewer name="Bo" {key_text(make_key("ssh-dss"))}': "“ssh-dss” is no kind of key",
    f'role=viewer name="Bo" {key_text(make_key("ssh-rsa", key_size=1024))}': "1024 bits is too short",
    f'role=viewer name="Bo" {KOFI[:-9]}': "The key cannot be read",
    f'role=viewer name="Bo" ssh-rsa {KOFI.split()[1]}': "The key cannot be read",
    'role=viewer name="Bo" ssh-ed25519': "there is no key",
    'role=viewer name="Bo" ssh-ed25519 ???': "there is no key",
    'role=viewer name="Bo"': "There is no key",
    f" # {KOFI}": "The role is missing",
    KOFI: "The role is missing",
    "nonsense": "The role is missing",
}


@pytest.mark.parametrize(("line", "told"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_line_that_is_not_right_is_told_with_its_number(members: Members, path: Path, line: str, told: str) -> None:
    put(path, "# ours", f'role=viewer name="Vic" {VIC}', line)
    with tells(MembersFault, rf"^Line 3 of .*members is not right\. .*{re.escape(told)}"):
        members.read()


@pytest.mark.parametrize("name", ["Room", "roOM", " room ", "the room", "us here"])
def test_nobody_has_a_key_under_a_name_that_means_all_of_us(members: Members, path: Path, name: str) -> None:
    with tells(Refusal, re.escape(name.strip())):
        members.add(name, Role.VIEWER, VIC)
    assert members.read() == ()
    put(path, f'role=viewer name="{name}" {VIC}')
    with tells(MembersFault, rf"^Line 1 of .*members is not right\. .*{re.escape(name.strip())}"):
        members.read()


def test_a_line_that_is_no_text_is_told_with_its_number(members: Members, path: Path) -> None:
    put(path, "# ours")
    path.write_bytes(path.read_bytes() + b"\xff\xfe")
    with tells(MembersFault, r"^Line 2 of .* not UTF-8"):
        members.read()


@given(st.binary(max_size=60), st.integers(0, 50))
@example(b"", 19)
def test_bytes_that_are_no_key_are_refused_in_words(noise: bytes, at: int) -> None:
    whole = base64.b64decode(DEE.split()[1])
    body = base64.b64encode(whole[:at] + noise + whole[at + len(noise) :]).decode()
    for kind in ("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com"):
        with suppress(Refusal):
            assert read_public_key(f"{kind} {body}")[0].startswith("ssh-ed25519 ")


@given(st.text(max_size=40), st.text(st.characters(exclude_characters="\n"), max_size=100), st.sampled_from(Role))
def test_every_name_and_comment_is_read_as_it_was_written(name: str, comment: str, role: Role) -> None:
    assume(has_ink(strip_text(name)) and len(strip_text(name)) <= NAME_LIMIT and not means_us(strip_text(name)))
    member = Member(clean_name(name), role, *read_public_key(f"{DEE} {comment}"))
    assert "\n" not in member.line
    assert read_member(member.line) == member


# as of now


def test_a_changed_file_counts_at_once(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    assert members.whose(VICS)
    assert members.whose(DEES) is None
    put(path, f'role=viewer name="Dee" {DEE}')
    assert members.whose(VICS) is None
    assert members.whose(DEES)
    path.unlink()
    assert members.now() == ()


def test_a_file_that_stays_is_not_read_again(members: Members, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    before = members.now()
    monkeypatch.setattr("cofacil.share.members.read_private", lambda _: pytest.fail("it was read again"))
    assert members.now() is before


@pytest.mark.parametrize("harm", ["nonsense", "open to others"])
def test_the_last_good_members_stay_while_the_file_is_not_right(members: Members, path: Path, harm: str) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    before = members.now()
    if harm == "nonsense":
        put(path, f'role=viewer name="Vic" {VIC}', "nonsense")
    else:
        put(path, f'role=host name="Dee" {DEE}')
        path.chmod(0o644)
    assert members.now() == members.now() == before
    assert members.fault
    assert ("Line 2" if harm == "nonsense" else "chmod 600") in worded(members.fault)
    put(path, f'role=host name="Dee" {DEE}')
    assert [member.name for member in members.now()] == ["Dee"]
    assert members.fault is None


def test_a_file_that_is_put_back_is_right_again(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    before = members.now()
    kept = path.rename(path.with_name("kept"))
    put(path, "nonsense")
    members.now()
    assert members.fault
    kept.replace(path)
    assert members.now() == before
    assert members.fault is None


def test_a_file_that_was_opened_to_others_counts_again_once_they_are_kept_out(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    path.chmod(0o644)
    assert members.now() == ()
    path.chmod(0o600)
    assert [member.name for member in members.now()] == ["Vic"]


# who can get at it


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_file_that_others_can_get_at_is_not_believed(members: Members, path: Path, mode: int) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    path.chmod(mode)
    with tells(MembersFault, f"chmod 600 {path}"):
        members.read()
    with tells(MembersFault, "chmod 600"):
        members.add("Dee", Role.VIEWER, DEE)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_folder_that_others_can_get_at_is_not_believed(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    path.parent.chmod(0o770)
    with tells(MembersFault, f"chmod 700 {path.parent}"):
        members.read()
    path.unlink()
    with tells(MembersFault, "chmod 700"):
        members.add("Dee", Role.VIEWER, DEE)
    assert not path.exists()


def test_a_link_is_not_followed(members: Members, path: Path, tmp_path: Path) -> None:
    put(path, f'role=viewer name="Vic" {VIC}')
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with tells(MembersFault, "is a link"):
        members.read()


def test_what_cannot_be_read_is_told(members: Members, path: Path) -> None:
    make_private_folder(path)
    with tells(MembersFault, "could not be read"):
        members.read()


# changing it


def test_somebody_is_added_to_a_file_of_their_own_hosts(members: Members, path: Path) -> None:
    added = members.add(" Dee ", Role.COFACILITATOR, f"{DEE} dee@laptop\n")
    assert members.read() == (added,) == (Member("Dee", Role.COFACILITATOR, DEE, "dee@laptop"),)
    assert path.read_text() == f'role=cofacilitator name="Dee" {DEE} dee@laptop\n'
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent, path.parent.parent)] == [
        0o600,
        0o700,
        0o700,
    ]
    assert sorted(place.name for place in path.parent.iterdir()) == ["members", "members.lock"]


def test_the_lines_that_do_not_change_stay_letter_for_letter(members: Members, path: Path) -> None:
    vic = f'name="Vic"   role=viewer {VIC}   vic@here'
    put(path, "# the garden", "", vic, f'role=viewer name="Dee" {DEE}', "#end")
    members.change_role("dee", Role.COFACILITATOR)
    dee = f'role=cofacilitator name="Dee" {DEE}'
    assert path.read_text().splitlines() == ["# the garden", "", vic, dee, "#end"]
    members.add("Kofi", Role.PARTICIPANT, KOFI)
    members.revoke("DEE")
    assert path.read_text().splitlines() == ["# the garden", "", vic, "#end", f'role=participant name="Kofi" {KOFI}']


def test_whoever_is_revoked_is_known_no_more(members: Members) -> None:
    members.add("Dee", Role.HOST, DEE)
    other = Members(members._path)
    assert other.whose(DEES)
    members.revoke("Dee")
    assert other.whose(DEES) is None
    assert other.fault is None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name_and_nothing_else(members: Members, path: Path, name: str) -> None:
    members.add("Vic", Role.VIEWER, VIC)
    members.add(name, Role.VIEWER, f"{DEE} {name}".replace("\n", " "))
    vic, dee = members.read()
    assert (vic.name, dee.name, dee.role, dee.key) == ("Vic", clean_name(name), Role.VIEWER, DEE)
    assert all(line.isprintable() for line in path.read_text().split("\n"))
    assert members.change_role(name, Role.PARTICIPANT).name == dee.name
    members.revoke(name)
    assert members.read() == (vic,)


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("dee", VIC, "There is already a Dee here"),
        ("Dее", VIC, "There is already a Dee here"),
        ("Dée", VIC, "There is already a Dee here"),
        ("Vic", DEE, "That key is Dee's already"),
        ("\u200b", VIC, "nothing to read"),
        ("Vic", "", "There is no key"),
        ("Vic", f"{VIC}\n{KOFI}", "There are 2 keys in that"),
        ("Vic", f'command="x" {VIC}', 'Before the key stands “command="x"”'),
        ("Vic", VICS.export_private_key("openssh").decode(), "That is a private key"),
        ("Vic", certificate(), "That is a certificate"),
    ],
    ids=range(10),
)
def test_who_cannot_be_added_is_told_why_and_nothing_changes(
    members: Members, path: Path, name: str, key: str, told: str
) -> None:
    members.add("Dee", Role.HOST, DEE)
    before = path.read_bytes()
    with tells(Refusal, re.escape(told)):
        members.add(name, Role.VIEWER, key)
    assert path.read_bytes() == before


def test_who_is_not_there_is_told_who_is(members: Members) -> None:
    with tells(Refusal, r"nobody called Vic here\. So far nobody may come in by key"):
        members.revoke("Vic")
    members.add("Dee", Role.HOST, DEE)
    members.add("Kofi", Role.VIEWER, KOFI)
    changes: tuple[Change, ...] = (lambda: members.revoke("Vic"), lambda: members.change_role("Vic", Role.HOST))
    for change in changes:
        with tells(Refusal, "Those who may come in: Dee, Kofi"):
            change()


def test_a_file_that_is_not_right_is_not_rewritten(members: Members, path: Path) -> None:
    put(path, f'role=viewer name="Dee" {DEE}', "nonsense")
    before = path.read_bytes()
    changes: tuple[Change, ...] = (
        lambda: members.add("Vic", Role.VIEWER, VIC),
        lambda: members.change_role("Dee", Role.HOST),
        lambda: members.revoke("Dee"),
    )
    for change in changes:
        with tells(MembersFault, "Line 2"):
            change()
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_file_as_it_was(members: Members, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    members.add("Dee", Role.HOST, DEE)
    before = path.read_bytes()
    monkeypatch.setattr(files, "sync", full)
    with tells(NotSaved, r"No space left on device\. It is as it was"):
        members.add("Vic", Role.VIEWER, VIC)
    assert path.read_bytes() == before
    assert sorted(place.name for place in path.parent.iterdir()) == ["members", "members.lock"]


def test_who_waits_too_long_for_the_lock_is_told(members: Members, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members.add("Dee", Role.HOST, DEE)
    monkeypatch.setattr(private, "PATIENCE", 0.05)
    with private.locked(path), tells(BoardBusy, "Another cofacil is changing"):
        members.add("Vic", Role.VIEWER, VIC)
    members.add("Vic", Role.VIEWER, VIC)


ADDER = """
import sys
from pathlib import Path
from cofacil.board.kinds import Role
from cofacil.share.members import Members
members = Members(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number, key in enumerate(sys.argv[3:]):
    members.add(f"{sys.argv[2]} {number}", Role.VIEWER, key)
"""


def test_processes_that_add_at_once_lose_nothing(members: Members, path: Path) -> None:
    names, count = ("Ana", "Bea", "Cem"), 8
    adders = []
    for name in names:
        keys = [key_text(make_key()) for _ in range(count)]
        command = [sys.executable, "-c", ADDER, str(path), name, *keys]
        adders.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for adder in adders:
        assert adder.stdout
        assert adder.stdout.readline() == "ready\n"
    for adder in adders:
        assert adder.stdin
        adder.stdin.write("go\n")
        adder.stdin.flush()
    assert [(adder.communicate(timeout=30), adder.returncode)[1] for adder in adders] == [0, 0, 0]
    assert {member.name for member in members.read()} == {f"{name} {n}" for name in names for n in range(count)}

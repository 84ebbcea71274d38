"""`cofacil members add` takes a key in every form in which people hand one over, or says which form it is."""

import base64
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from textwrap import fill

import asyncssh
import pytest
from cli_running import Cofacil
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.errors import Refusal
from cofacil.share.key_forms import holds_private, text_of
from cofacil.share.public_key import key_text, read_public_key

DEES, KOFIS = (asyncssh.generate_private_key("ssh-ed25519", comment=f"{name}@laptop") for name in ("dee", "kofi"))
RSA = asyncssh.generate_private_key("ssh-rsa", key_size=2048, comment="dee@laptop")
DEE, KOFI, BIG = (key.export_public_key("openssh").decode().strip() for key in (DEES, KOFIS, RSA))
_BODY = BIG.split()[1]
ROWS = "\n".join(_BODY[at : at + 64] for at in range(0, len(_BODY), 64))
PUTTY = (
    "PuTTY-User-Key-File-{version}: ssh-rsa\nEncryption: aes256-cbc\nComment: dee@laptop\n"
    f"Public-Lines: {ROWS.count(chr(10)) + 1}\n{ROWS}\n"
)
"""As PuTTYgen writes it: the public part."""
PRIVATE_PART = (
    "Key-Derivation: Argon2id\nArgon2-Memory: 8192\nArgon2-Passes: 13\nArgon2-Parallelism: 1\n"
    "Argon2-Salt: 4e2f2f8b1a\nPrivate-Lines: 2\nc2VjcmV0IHdvcmRzIG9mIERlZSB0aGF0IG5vYm9keSBlbHNlIG1heSBzZWU=\nc2VjcmV0\n"
    "Private-MAC: 8f1d\n"
)


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    cofacil = Cofacil(tmp_path / "home")
    cofacil.begin("Garden")
    return cofacil


def added(cofacil: Cofacil, data: bytes, folder: Path) -> tuple[int, str, str]:
    file = folder / "key"
    file.write_bytes(data)
    result = cofacil("members", "garden", "add", "--name", "Dee", "--role", "viewer", "--key", str(file))
    return result.exit_code, result.stdout, result.stderr


def rfc4716(*, comment: str = '"dee@laptop"', end: str = "\n") -> str:
    rows = (
        "---- BEGIN SSH2 PUBLIC KEY ----",
        f"Comment: {comment}",
        *ROWS.split("\n"),
        "---- END SSH2 PUBLIC KEY ----",
        "",
    )
    return end.join(rows)


TAKEN = {
    "as it is": DEE.encode(),
    "without an end of the row": DEE.rstrip().encode(),
    "with a mark of UTF-8": b"\xef\xbb\xbf" + DEE.encode(),
    "UTF-16 of Windows": DEE.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + DEE.encode("utf-16-be"),
    "UTF-16 without a mark": DEE.encode("utf-16-le"),
    "UTF-16 without a mark, big end first": DEE.encode("utf-16-be"),
    "UTF-32": DEE.encode("utf-32"),
    "ends of rows of Windows": f"{DEE}\r\n\r\n".encode(),
    "ends of rows of old Macs": f"{DEE}\r".encode(),
    "blanks that do not break": DEE.replace(" ", "\u00a0").encode(),
    "narrow blanks and one of no width": DEE.replace(" ", "\u200b\u202f").encode(),
    "hyphens of a word processor": DEE.replace("ssh-", "ssh\u2011").encode(),
    "a soft hyphen within": (DEE[:40] + "\u00ad" + DEE[40:]).encode(),
    "in quotation marks": f"“{DEE}”\n".encode(),
    "in a pair of ticks": f"`{DEE}`".encode(),
    "quoted in a mail": f"> {DEE}\n".encode(),
    "broken by a mail": fill(BIG, 76, break_on_hyphens=False).encode(),
    "broken by a mail and quoted": "\n".join(f">> {row}" for row in fill(BIG, 72, break_on_hyphens=False).split("\n")).encode(),
    "broken by a mail of plain letters": "=\n".join(BIG[at : at + 75] for at in range(0, len(BIG), 75)).encode(),
    "a capital first letter": DEE.replace("ssh-", "Ssh-", 1).encode(),
    "the body alone": DEE.split()[1].encode(),
    "behind a row of words": f"# Dee's key\n\n{DEE}\n".encode(),
    "with words that are no key in its comment": f"{DEE} ssh-ed25519 AAAA\n".encode(),
    "RFC 4716": rfc4716().encode(),
    "RFC 4716 of Windows": rfc4716(end="\r\n").encode("utf-16"),
    "RFC 4716 with a comment in two rows": rfc4716(comment='"dee\\\n@laptop"').encode(),
    "RFC 4716 with fields": rfc4716(comment="dee@laptop\nSubject: dee\nx-command: /bin/true").encode(),
    "PuTTY's second": PUTTY.format(version=2).encode(),
    "PuTTY's third of Windows": PUTTY.format(version=3).replace("\n", "\r\n").encode(),
    "PEM of RSA": RSA.export_public_key("pkcs1-pem"),
    "PEM": DEES.export_public_key("pkcs8-pem"),
}  # fmt: skip


@pytest.mark.parametrize("form", TAKEN)
def test_a_key_is_taken_in_whichever_form_it_comes(cofacil: Cofacil, tmp_path: Path, form: str) -> None:
    code, said, _ = added(cofacil, TAKEN[form], tmp_path)
    is_one_of = [key.get_fingerprint() in said for key in (DEES, RSA)]
    assert (code, sum(is_one_of)) == (0, 1), form
    listed = cofacil("members", "garden").stdout
    has_comment = not form.startswith(("PEM", "the body", "with words"))
    assert ("dee@laptop" in listed) is has_comment or form == "with words that are no key in its comment"


def openssh_private() -> str:
    return DEES.export_private_key("openssh").decode()


PRIVATE: dict[str, Callable[[], str]] = {
    "OpenSSH": openssh_private,
    "OpenSSH, quoted in a mail": lambda: f"Hello, my key:\n> {openssh_private()}",
    "OpenSSH, without its first row": lambda: openssh_private().split("\n", 1)[1],
    "OpenSSH, in one row": lambda: openssh_private().replace("\n", " "),
    "PEM of RSA": lambda: RSA.export_private_key("pkcs1-pem").decode(),
    "PEM": lambda: RSA.export_private_key("pkcs8-pem").decode(),
    "PEM with a passphrase": lambda: RSA.export_private_key("pkcs8-pem", passphrase="beans").decode(),  # noqa: S106
    "PEM, without its first row": lambda: RSA.export_private_key("pkcs1-pem").decode().split("\n", 1)[1],
    "PuTTY's, of which the public part was cut off": lambda: "PuTTY-User-Key-File-2: ssh-rsa\n" + PRIVATE_PART,
    "SSH2": lambda: f"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n{ROWS}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----",
}


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("form", PRIVATE)
def test_a_private_key_is_refused_and_nothing_of_it_is_kept_or_said_again(
    cofacil: Cofacil, tmp_path: Path, form: str, coding: str
) -> None:
    text = PRIVATE[form]()
    code, said, errors = added(cofacil, text.encode(coding), tmp_path)
    assert (code, said) == (1, "")
    assert "private key" in errors or "begins as no key" in errors
    everything = errors + "".join(
        path.read_bytes().decode("latin-1") for path in cofacil.home.rglob("*") if path.is_file()
    )
    secrets = [word[at : at + 12] for word in text.split() if len(word) > 30 for at in range(0, len(word) - 12, 6)]
    assert secrets
    assert [secret for secret in secrets if secret in everything] == []


def test_of_puttys_file_the_public_part_is_taken_and_the_private_one_is_named(cofacil: Cofacil, tmp_path: Path) -> None:
    code, said, errors = added(cofacil, (PUTTY.format(version=3) + PRIVATE_PART).encode(), tmp_path)
    assert (code, RSA.get_fingerprint() in said) == (0, True)
    told = "That file holds the private key as well, which was not kept. Whoever sent it on needs a new key.\n"
    assert errors.endswith(told)
    (file,) = cofacil.home.glob("share/*/members")
    assert "c2VjcmV0" not in file.read_text()


WEAK, DSA = asyncssh.generate_private_key("ssh-rsa", key_size=1024), asyncssh.generate_private_key("ssh-dss")
SENTENCES = {
    "": "There is no key in that",
    "\n\n# nothing\n": "There is no key in that",
    f"{DEE}\n{KOFI}\n": "There are 2 keys in that",
    f"{DEE} {KOFI}": "There are 2 keys in that",
    f"# all of us\n{DEE}\n\n{KOFI}\n{BIG}\n": "There are 3 keys in that",
    rfc4716() * 2: "There are 2 keys in that",
    f'command="echo hello",no-pty {DEE}': "Before the key stands “command=\"echo hello\",no-pty”",
    f"cert-authority {DEE}": "Before the key stands “cert-authority”",
    f"[192.0.2.1]:8022 {DEE}": "Before the key stands “[192.0.2.1]:8022”",
    KOFIS.generate_user_certificate(DEES, "dee").export_certificate("openssh").decode(): "That is a certificate",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----": "for other programs (X.509)",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----": "for other programs (PGP)",
    f"256 {DEES.get_fingerprint()} dee@laptop (ED25519)": "the fingerprint of a key",
    DEES.get_fingerprint("md5"): "the fingerprint of a key",
    key_text(WEAK): "1024 bits is too short",
    key_text(DSA): "“ssh-dss” is no kind of key",
    "ssh-ed25519": "there is no key",
    f"ssh-rsa {DEE.split()[1]}": "something of it is missing",
    DEE.split()[0] + " " + DEE.split()[1][:-9]: "something of it is missing",
    PUTTY.format(version=2)[:-90]: "something of it is missing",
    rfc4716()[:200]: "something of it is missing",
    "/home/dee/.ssh/id_ed25519.pub": "begins as no key that is known here",
    '{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS", "d": "nWGxne"}': "begins as no key that is known here",
    "\0\1\2\3": "begins as no key that is known here",
}  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES, ids=range(len(SENTENCES)))
def test_what_is_no_key_that_may_come_in_is_told_what_it_is(cofacil: Cofacil, tmp_path: Path, text: str) -> None:
    code, said, errors = added(cofacil, text.encode(), tmp_path)
    assert (code, said, errors.count("\n")) == (1, "", 1), errors
    assert SENTENCES[text] in errors
    assert "nWGxne" not in errors
    assert not list(cofacil.home.glob("share/*/members"))


def test_what_stands_behind_a_key_in_a_mail_is_no_part_of_it() -> None:
    assert read_public_key(f"{DEE}\n\n-- \nDee, from my telephone\n") == (key_text(DEES), "dee@laptop")


def mixed(at: int, noise: bytes) -> bytes:
    return BIG[:at].encode() + noise + BIG[at:].encode()


@given(st.binary(max_size=200) | st.builds(mixed, st.integers(0, len(BIG)), st.binary(max_size=12)))
def test_every_text_is_a_key_or_refused_in_words(data: bytes) -> None:
    text = text_of(data)
    holds_private(text)
    with suppress(Refusal):
        assert read_public_key(text)[0].startswith(("ssh-", "ecdsa-", "sk-"))


def test_a_long_text_of_no_key_takes_no_time() -> None:
    words = " ".join(base64.b64encode(bytes([number % 256]) * 30).decode() for number in range(1500))
    for text in (
        f"ssh-ed25519 AAAA {words}",
        words,
        "Public-Lines: 3\n" * 4000,
        "a:\\\n" * 10000,
        "-----BEGIN A-----\n" * 3000,
    ):
        with pytest.raises(Refusal):
            read_public_key(text)


@pytest.mark.outside
@pytest.mark.parametrize("form", ["RFC4716", "PKCS8", "PEM"])
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_the_forms_that_ssh_keygen_itself_writes_are_taken(
    cofacil: Cofacil, tmp_path: Path, kind: str, form: str
) -> None:
    made = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "dee@laptop", "-f", made], check=True)
    written = subprocess.run(
        ["ssh-keygen", "-e", "-m", form, "-f", made], check=kind == "rsa" or form != "PEM", capture_output=True
    )
    code, said, errors = added(cofacil, written.stdout, tmp_path)
    if written.returncode:
        assert "There is no key in that" in errors
        return
    fingerprint = subprocess.run(
        ["ssh-keygen", "-lf", made], check=True, capture_output=True, text=True
    ).stdout.split()[1]
    assert (code, fingerprint in said) == (0, True), errors

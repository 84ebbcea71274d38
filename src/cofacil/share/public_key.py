"""Public keys that may come in, in whichever form people hand them over."""

import re

import asyncssh

from cofacil.board.errors import Refusal
from cofacil.board.text import shorten, strip_text
from cofacil.share.key_forms import form_of

COMMENT_LIMIT = 80
RSA_BITS = 2048
"""Shorter ones can be broken."""

_KINDS = frozenset(
    {
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    }
)
"""What may come in: no DSA, which is broken, and no certificate, for which somebody else vouches."""
_CERTIFICATE = "-cert-v01@openssh.com"
_BODY = re.compile(r"[A-Za-z0-9+/]+={0,2}")


def read_public_key(text: str) -> tuple[str, str]:
    """Return a key as `key_text` writes it, and its comment as it may be kept.

    Raises:
        Refusal: when it is no key that may come in, or more than one.
    """
    return _let_in(*form_of(text))


def read_key_line(line: str) -> tuple[str, str]:
    """Return the same of a line that was written here, behind what is said of its owner.

    Raises:
        Refusal: when it is no key that may come in.
    """
    if not line:
        raise Refusal("key-missing")
    kind, body, comment = (*line.split(maxsplit=2), "", "", "")[:3]
    return _let_in(kind, body, comment)


def _let_in(kind: str, body: str, comment: str) -> tuple[str, str]:
    if kind.endswith(_CERTIFICATE):
        raise Refusal("key-is-certificate")
    if kind not in _KINDS:
        raise Refusal("kind-of-key-not-let-in", kind=shorten(strip_text(kind), 40))
    return _checked(kind, body), shorten(strip_text(comment), COMMENT_LIMIT)


def key_text(key: asyncssh.SSHKey) -> str:
    """Return the public part of a key, ssh-ed25519 AAAA… and nothing more, so that two can be compared."""
    return b" ".join(key.export_public_key("openssh").split()[:2]).decode()


def fingerprint_of(text: str) -> str:
    """Return SHA256:… as `ssh` prints it; `text` is what `key_text` returned."""
    return asyncssh.import_public_key(text).get_fingerprint()


def _checked(kind: str, body: str) -> str:
    if not _BODY.fullmatch(body):
        raise Refusal("key-body-missing")
    try:
        key = asyncssh.import_public_key(f"{kind} {body}")
    except ValueError:
        raise Refusal("key-not-whole") from None
    bits = getattr(key.pyca_key, "key_size", RSA_BITS)
    if kind == "ssh-rsa" and bits < RSA_BITS:
        raise Refusal("rsa-key-too-short", bits=bits)
    return key_text(key)

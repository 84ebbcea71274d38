"""The forms in which people hand a public key over, and what each says: the kind of key, its body, a comment."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import asyncssh

from cofacil.board.errors import Refusal
from cofacil.board.text import shorten, strip_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # it begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 200
"""Bytes by which a text of two bytes a letter is known, where no mark says so."""
_PRIVATE = re.compile(r"BEGIN[^\n]*PRIVATE KEY|SSH PRIVATE KEY FILE FORMAT|b3BlbnNzaC1rZXktdjE")
"""What private keys begin with; the last is how OpenSSH's begin where the row above is lost."""
_PUTTY = re.compile(r"PuTTY-User-Key-File-\d+:\s*(\S+)")
_PUTTY_COMMENT = re.compile(r"^Comment:(.*)$", re.MULTILINE)
_PUTTY_KEY = re.compile(r"^Public-Lines:\s*\d+\s*$(.*?)(?=^[A-Z][A-Za-z-]*:|\Z)", re.MULTILINE | re.DOTALL)
_PUTTY_PRIVATE = re.compile(r"^Private-Lines:", re.MULTILINE)
_SSH2 = re.compile(r"-{3,}\s?BEGIN SSH2 PUBLIC KEY\s?-{3,}\n(.*?)(?:-{3,}\s?END SSH2 PUBLIC KEY|\Z)", re.DOTALL)
_SSH2_FIELD = re.compile(r"^([^\n:]{1,64}):((?:[^\n]*\\\n)*[^\n]*)\n", re.MULTILINE)
_PEM = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----.*?(?:-----END \1-----|\Z)", re.DOTALL)
_OTHERS = {
    "CERTIFICATE": "X.509",
    "TRUSTED CERTIFICATE": "X.509",
    "PGP PUBLIC KEY BLOCK": "PGP",
    "AGE ENCRYPTED FILE": "age",
}
_KIND = re.compile(r"(?:sk-|webauthn-sk-)?(?:ssh|ecdsa|x509v3|rsa|spki|pgp)-[a-z0-9-]+(?:@[a-z.]+)?")
"""What calls itself a kind of key, known here or not."""
_FINGERPRINT = re.compile(r"(?:\d{2,5}\s+)?(?:SHA256:[A-Za-z0-9+/]{20,}|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2})")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\uff0d"), "-")
"""What programs that write letters make of a hyphen."""
_QUOTED = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_AROUND = "\"'`“”‘’«»<>"
_BROKEN_INTO = 64
"""Rows that one key may have been broken into."""


class Form(NamedTuple):
    """What a key says of itself."""

    kind: str
    body: str
    comment: str = ""


class _Word(NamedTuple):
    row: int
    text: str


def text_of(data: bytes) -> str:
    """Return the text of a file as it was meant, whichever program has saved it."""
    for mark, coding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(coding, "replace")
    some = data[:_LOOKED_AT]
    for first, coding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(some) > 1 and some[first::2].count(0) > len(some) // 4:
            return data.decode(coding, "replace")
    return data.decode("utf-8", "replace")


def holds_private(text: str) -> bool:
    """Say whether a file of PuTTY's, of which the public part is taken, has the private one as well."""
    return bool(_PUTTY.search(text) and _PUTTY_PRIVATE.search(_tidied(text)))


def form_of(text: str) -> Form:
    """Return what a key says of itself, in whichever form it comes.

    Raises:
        Refusal: when it is none, or more than one, or a private one: of that nothing is said again.
    """
    text = _tidied(text)
    if not text:
        raise Refusal("key-missing")
    if (putty := _PUTTY.search(text)) is not None:
        return _putty(text, putty[1])
    if _PRIVATE.search(text):
        raise Refusal("key-is-private")
    if blocks := _SSH2.findall(text):
        return _ssh2(_only(blocks))
    if pems := list(_PEM.finditer(text)):
        return _pem(_only(pems))
    return _line(text)


def _tidied(text: str) -> str:
    """Return a text without what shows nothing, what mail puts before its rows, and quotation marks around it all."""
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = "\n".join(text.splitlines())
    return _QUOTED.sub("", text).strip().strip(_AROUND).strip()


def _only(keys: Sequence[str | re.Match[str]]) -> str:
    if len(keys) > 1:
        raise Refusal("several-keys", number=len(keys))
    return keys[0] if isinstance(keys[0], str) else keys[0][0]


def _putty(text: str, kind: str) -> Form:
    found = _PUTTY_KEY.search(text)
    if found is None:
        raise Refusal("key-is-private" if _PUTTY_PRIVATE.search(text) else "key-not-whole")
    comment = _PUTTY_COMMENT.search(text)
    return Form(kind, "".join(found[1].split()), comment[1].strip() if comment else "")


def _ssh2(block: str) -> Form:
    """Read what stands between the marks of RFC 4716: fields, which may go on in the next row, and the body."""
    fields = {name.casefold(): value.replace("\\\n", "").strip() for name, value in _SSH2_FIELD.findall(f"{block}\n")}
    body = "".join(_SSH2_FIELD.sub("", f"{block}\n").split())
    return Form(_kind_in(body) or "", body, fields.get("comment", "").strip('"'))


def _pem(text: str) -> Form:
    match = _PEM.match(text)
    what = match[1] if match else ""
    if not what.endswith("PUBLIC KEY"):
        raise Refusal("key-of-another-form", form=_OTHERS.get(what, "PEM"))
    try:
        line = asyncssh.import_public_key(text).export_public_key("openssh").decode()
    except ValueError:
        raise Refusal("key-not-whole") from None
    kind, body, *_ = line.split()
    return Form(kind, body)


def _line(text: str) -> Form:
    """Read the line that OpenSSH writes, which may have been broken into several on its way."""
    rows = [row for row in text.split("\n") if not row.lstrip().startswith("#")]
    words = [_Word(at, word) for at, row in enumerate(rows) for word in row.split()]
    if not words:
        raise Refusal("key-missing")
    first = next((at for at, _word in enumerate(words) if _begins(words, at)), None)
    if first is None:
        return _without_kind(words)
    if first:
        before = " ".join(word.text for word in words[:first])
        raise Refusal("words-before-key", words=shorten(strip_text(before), 40))
    others = sum(_is_another(words, at) for at in range(1, len(words)))
    if others:
        raise Refusal("several-keys", number=others + 1)
    return _joined(_kind(words[0].text), words[1:])


def _begins(words: Sequence[_Word], at: int) -> bool:
    """Say whether a key begins at a place: a kind of key, and a body behind it."""
    behind = words[at + 1].text if at + 1 < len(words) else ""
    return behind.startswith("AAAA") and _KIND.fullmatch(_kind(words[at].text)) is not None


def _is_another(words: Sequence[_Word], at: int) -> bool:
    """Say whether another key begins at a place: in a row of its own, or whole; a comment may be anything."""
    is_new_row = words[at].row != words[at - 1].row
    return _begins(words, at) and (is_new_row or _is_whole(_kind(words[at].text), words[at + 1].text))


def _without_kind(words: Sequence[_Word]) -> Form:
    """Read a body that is alone, or say what the words are instead; what they are is not said again: it may be private."""
    first = words[0].text
    if (kind := _kind_in(first)) is not None:
        return _joined(kind, words)
    if _KIND.fullmatch(_kind(first)):
        return Form(_kind(first), words[1].text if len(words) > 1 else "")
    if _FINGERPRINT.match(" ".join(word.text for word in words)):
        raise Refusal("key-is-fingerprint")
    raise Refusal("key-not-known")


def _joined(kind: str, words: Sequence[_Word]) -> Form:
    """Join the rows of a body that was broken; what stands in the last of them behind it is the comment."""
    body = ""
    for at, word in enumerate(words[:_BROKEN_INTO]):
        # A mail that is sent as plain letters ends a row that goes on with = and writes = as =3D.
        body = body.removesuffix("=") + word.text.replace("=3D", "=")
        if _is_whole(kind, body):
            return Form(kind, body, _comment(words[at + 1 :], word.row, is_broken=at > 0))
    return Form(kind, words[0].text)


def _comment(behind: Sequence[_Word], row: int, *, is_broken: bool) -> str:
    """Return what stands behind a body in its row; of one that was broken, else the one word of the next."""
    same, following = ([word.text for word in behind if word.row == at] for at in (row, row + 1))
    return " ".join(same) or (following[0] if is_broken and len(following) == 1 else "")


def _is_whole(kind: str, body: str) -> bool:
    try:
        asyncssh.import_public_key(f"{kind} {body}")
    except ValueError:
        return False
    return True


def _kind(word: str) -> str:
    return word.translate(_HYPHENS).casefold()


def _kind_in(body: str) -> str | None:
    """Return the kind that a body itself names, in its first letters; None where it names none."""
    try:
        data = codecs.decode(body[: len(body) // 4 * 4][:80].encode(), "base64")
    except ValueError:
        return None
    size = int.from_bytes(data[:4])
    kind = data[4 : 4 + size].decode("ascii", "replace") if 0 < size <= 60 else ""
    return kind if _KIND.fullmatch(kind) else None

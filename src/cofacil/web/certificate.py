"""The certificate by which browsers know this computer: made once and kept, or somebody's own."""

import datetime as dt
import hashlib
import ipaddress
import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cofacil.board.errors import Trouble
from cofacil.files import make_private_folder
from cofacil.paths import tilde
from cofacil.share.private import NotPrivate, put_instead, put_new, read_private

if TYPE_CHECKING:
    from cryptography import x509

_FILE = "page.pem"
_LASTS = dt.timedelta(days=800)
"""Phones take no certificate that lasts longer than 825 days. Source: Apple, "Requirements for trusted certificates in iOS 13"."""
_BEGAN = dt.timedelta(days=1)
"""How long before it was made it is good: clocks differ."""
_CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"


class CertificateFault(Trouble):
    """The page cannot be shown to others: its certificate or key cannot be used."""


class Certificate(NamedTuple):
    """What the page proves by which computer it is."""

    context: ssl.SSLContext
    fingerprint: str
    """SHA-256 as browsers show it: AB:CD:…"""


def load_certificate(folder: Path, names: Iterable[str]) -> Certificate:
    """Return this computer's own certificate, made where there is none, or where it has run out.

    `names` are the addresses that it is for.

    Raises:
        CertificateFault: it cannot be used, or is not private; nothing is put in its place.
    """
    path = folder / _FILE
    try:
        if not path.exists():
            make_private_folder(folder)
            # Whoever makes one at the same moment is as good.
            with suppress(FileExistsError):
                put_new(path, _made(names))
        if _has_run_out(_first_of(read_private(path), path)):
            put_instead(path, _made(names))
        return _loaded(path, None)
    except NotPrivate as trouble:
        raise CertificateFault.of(trouble.notice) from trouble
    except OSError as trouble:
        raise CertificateFault("certificate-not-there", file=tilde(path), reason=_reason(trouble)) from trouble


def own_certificate(certificate: Path, key: Path | None) -> Certificate:
    """Return the certificate that somebody has for this computer; its key may be in the same file.

    Raises:
        CertificateFault: it cannot be read, or is none, or the key is another's or wants a password.
    """
    try:
        return _loaded(certificate, key)
    except OSError as trouble:
        path = Path(str(trouble.filename or certificate))
        raise CertificateFault("certificate-not-there", file=tilde(path), reason=_reason(trouble)) from trouble


def _loaded(certificate: Path, key: Path | None) -> Certificate:
    first = _first_of(certificate.read_bytes(), certificate)
    if key is not None:
        key.read_bytes()  # which of the two cannot be read is not said otherwise
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(_CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
    try:
        context.load_cert_chain(certificate, key, password=lambda: b"")
    except (ssl.SSLError, ValueError) as trouble:
        raise CertificateFault("certificate-not-with-key", file=tilde(key or certificate)) from trouble
    return Certificate(context, _fingerprint(first))


def _first_of(data: bytes, path: Path) -> bytes:
    """Return the first certificate of a file, as it is sent."""
    begins, ends = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    start, end = data.find(begins), data.find(ends)
    with suppress(ValueError):
        if 0 <= start < end:
            return ssl.PEM_cert_to_DER_cert(data[start : end + len(ends)].decode("ascii"))
    raise CertificateFault("certificate-is-none", file=tilde(path))


def _fingerprint(certificate: bytes) -> str:
    return hashlib.sha256(certificate).digest().hex(":").upper()


def _has_run_out(certificate: bytes) -> bool:
    from cryptography import x509  # noqa: PLC0415  # most doors have no page

    with suppress(ValueError):
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc <= dt.datetime.now(dt.UTC)
    return False


def _made(names: Iterable[str]) -> bytes:
    """Make a key and its certificate: P-256, which every phone takes; none takes ed25519 for this."""
    from cryptography import x509  # noqa: PLC0415  # as above
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cofacil")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEGAN)
        .not_valid_after(now + _LASTS - _BEGAN)
        .add_extension(x509.SubjectAlternativeName(list(_alternatives(names))), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _alternatives(names: Iterable[str]) -> "Iterator[x509.GeneralName]":
    from cryptography import x509  # noqa: PLC0415  # as above

    for name in dict.fromkeys(("localhost", "127.0.0.1", socket.gethostname(), *names)):
        try:
            yield x509.IPAddress(ipaddress.ip_address(name))
        except ValueError:
            with suppress(ValueError):  # a computer may be called what no certificate can say
                yield x509.DNSName(name)


def _reason(trouble: OSError) -> str:
    return trouble.strerror or str(trouble)

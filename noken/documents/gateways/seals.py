"""Who seals papers: the instansi with a certificate on this server, or a service outside.

`Signer` is all that noken asks of one; `settings.PAPER_SIGNER` names who makes it. The contract for
a service such as BSrE is written down in docs/areas/documents.md.
"""

import hashlib
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, cast

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from noken.documents.gateways.keyfiles import (
    NOT_YET,
    folder_of,
    insist_private,
    locked,
    stamp_of,
    write,
)
from noken.tenants.queries import name_of

KEY, CERTIFICATE = "seal-key.pem", "seal.pem"
FIELD = "Segel"
YEARS = 5
NAME_LETTERS = 64
"""What X.509 allows a name."""
ROOM = 8192
"""Hexadecimal digits kept free; one by EC P-256 with its certificate has 2,400."""
OUTSIDE = (-1, -1, -1, -1)
"""Without size and beside the sheet: no mark on the paper (PDF/A-2 6.3.3, PDF/UA 7.18.1)."""


class SignerAway(Exception):
    """The signer cannot be reached or does not answer in time: nothing was sealed, try later."""


class SignerUnwilling(Exception):
    """The signer answered and refuses, e.g. an expired certificate: a person has to act first."""


class Signer(Protocol):
    """Seals finished papers in the name of the instansi.

    `name` stands on the papers and on the check page; `certificate_sha256` is of the certificate
    (DER) that a reader finds in the file.
    """

    @property
    def name(self) -> str: ...

    @property
    def certificate_sha256(self) -> bytes: ...

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The same PDF with a PAdES signature appended; what was there stays, byte for byte.

        Raises:
            SignerAway, SignerUnwilling.
        """
        ...


@dataclass(frozen=True, slots=True)
class OwnSeal:
    """The certificate of the instansi on this server: EC P-256, PAdES baseline B."""

    name: str
    certificate_sha256: bytes
    valid_until: datetime
    signer: signers.SimpleSigner = field(repr=False)

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        if at >= self.valid_until:
            raise SignerUnwilling(f"the certificate was valid until {self.valid_until}")
        meta = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            name=self.name,
        )
        spec = fields.SigFieldSpec(FIELD, box=OUTSIDE, readable_field_name="Segel elektronik")
        sealing = _Sealing(at, meta, signer=self.signer, new_field_spec=spec)
        out = sealing.sign_pdf(_Appending(BytesIO(pdf)), bytes_reserved=ROOM)
        return cast("bytes", out.getvalue())


class _Appending(IncrementalPdfFileWriter):
    """Leaves what the archive file says of itself as it was set: standard, title, time."""

    def _update_meta(self) -> None:
        """The package would write it anew, by the clock and in its own name."""


class _Sealing(signers.PdfSigner):
    """Signs at an instant that is handed in: nothing below a view reads the clock."""

    def __init__(self, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


_known: dict[Path, tuple[tuple[int, int], OwnSeal]] = {}
_loading = threading.Lock()


def signer_of(tenant: str, *, at: datetime) -> Signer:
    """Who seals for this instansi."""
    return cast("Signer", import_string(settings.PAPER_SIGNER)(tenant, at=at))


def own_seal(tenant: str, *, at: datetime) -> OwnSeal:
    """The seal on this server; made on first use, self-signed, until one of a CA takes its place.

    Raises:
        ImproperlyConfigured: a file is missing, does not fit or is readable by others.
    """
    folder = folder_of(tenant)
    stamp = stamp_of(folder / CERTIFICATE)
    known = _known.get(folder)
    if known and known[0] == stamp:
        return known[1]
    with _loading:
        if stamp == NOT_YET:
            _make(folder, name_of(tenant), at)
        stamp = stamp_of(folder / CERTIFICATE)
        seal = _load(folder)
        _known[folder] = (stamp, seal)
        return seal


def _make(folder: Path, name: str, at: datetime) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder):
        if stamp_of(folder / CERTIFICATE) != NOT_YET:
            return
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _self_signed(key, name, at)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write(folder / KEY, pem, 0o400)
        write(folder / CERTIFICATE, certificate.public_bytes(Encoding.PEM), 0o400)


def _self_signed(key: ec.EllipticCurvePrivateKey, name: str, at: datetime) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:NAME_LETTERS]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Segel elektronik {name}"[:NAME_LETTERS]),
        ]
    )
    only_sign = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
            "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * YEARS))
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **only_sign),
            critical=True,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _load(folder: Path) -> OwnSeal:
    """The first certificate of the file is the seal's; those after it lead to a known authority."""
    try:
        insist_private(folder / KEY)
        key = load_pem_private_key((folder / KEY).read_bytes(), password=None)
        chain = x509.load_pem_x509_certificates((folder / CERTIFICATE).read_bytes())
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"the seal in {folder} cannot be read: restore {KEY} and {CERTIFICATE} from the "
            "backup, or remove both to begin a new one (sealed papers stay valid)"
        ) from error
    if key.public_key() != chain[0].public_key():
        raise ImproperlyConfigured(f"{folder / KEY} does not belong to {folder / CERTIFICATE}")
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificates = [asn1_x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in chain]
    names = chain[0].subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME) or chain[
        0
    ].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return OwnSeal(
        name=str(names[0].value) if names else chain[0].subject.rfc4514_string(),
        certificate_sha256=hashlib.sha256(chain[0].public_bytes(Encoding.DER)).digest(),
        valid_until=chain[0].not_valid_after_utc,
        signer=signers.SimpleSigner(
            signing_cert=certificates[0],
            signing_key=asn1_keys.PrivateKeyInfo.load(plain),
            cert_registry=SimpleCertificateStore.from_certs(certificates),  # type: ignore[no-untyped-call]  # the package leaves it bare
        ),
    )

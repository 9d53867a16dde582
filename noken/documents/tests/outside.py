"""A signer outside, in the place of a service such as BSrE: it takes a file and gives it sealed.

`OutsideService` plays the service (base64 in, base64 out, its own key, refusals by status);
`OutsideSigner` is what an adapter has to be, by the contract of docs/areas/documents.md.
"""

import base64
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from noken.documents.gateways import seals


@dataclass
class OutsideService:
    """Answers as a service over HTTP would: a status and a body. `trouble` makes it fail."""

    trouble: str = ""
    calls: int = 0
    folder: Path = field(default_factory=lambda: Path(mkdtemp()))

    def seal(self, body: dict[str, Any], at: datetime) -> tuple[int, dict[str, Any]]:
        self.calls += 1
        if self.trouble == "away":
            raise TimeoutError
        if self.trouble == "unwilling":
            return 403, {"error": "sertifikat kedaluwarsa"}
        (sent,) = body["file"]
        sealed = self.own(at).seal(base64.b64decode(sent), at=at)
        return 200, {"file": [base64.b64encode(sealed).decode()]}

    def own(self, at: datetime) -> seals.OwnSeal:
        if not (self.folder / seals.CERTIFICATE).exists():
            seals._make(self.folder, "Layanan Sertifikasi", at)
        return seals._load(self.folder)


@dataclass(frozen=True)
class OutsideSigner:
    """The adapter: our calls to the service's, the service's answers to our errors."""

    service: OutsideService
    name: str
    certificate_sha256: bytes

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        try:
            status, body = self.service.seal({"file": [base64.b64encode(pdf).decode()]}, at)
        except TimeoutError as error:
            raise seals.SignerAway from error
        if status != 200:
            raise seals.SignerUnwilling(body["error"])
        return base64.b64decode(body["file"][0])


def outside_signer(
    tenant: str,  # noqa: ARG001 (a real one looks up the subscriber of the instansi)
    *,
    at: datetime,
    service: OutsideService | None = None,
) -> OutsideSigner:
    service = service or OutsideService()
    own = service.own(at)
    return OutsideSigner(service, own.name, own.certificate_sha256)


def away(tenant: str, *, at: datetime) -> OutsideSigner:
    """A service that cannot be reached."""
    return outside_signer(tenant, at=at, service=OutsideService(trouble="away"))


def unwilling(tenant: str, *, at: datetime) -> OutsideSigner:
    """A service that answers and refuses."""
    return outside_signer(tenant, at=at, service=OutsideService(trouble="unwilling"))

"""Seals: what every signer must do, by our own on this server and by a service outside."""

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.exceptions import ImproperlyConfigured
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from noken.core.tenancy import current_tenant
from noken.documents.gateways import seals
from noken.documents.gateways.typesetter import set_paper
from noken.documents.tests import samples
from noken.documents.tests.outside import OutsideService, outside_signer
from noken.documents.tests.test_set_papers import stamp

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return set_paper(samples.RECORD, stamp("EVALUATION_RECORD"))


def own() -> seals.Signer:
    return seals.own_seal(current_tenant(), at=AT)


def outside() -> seals.Signer:
    return outside_signer(current_tenant(), at=AT)


EVERY = pytest.mark.parametrize("signer_of", [own, outside])
Maker = Callable[[], seals.Signer]


@EVERY
def test_a_sealed_paper_begins_with_the_paper_as_it_was(signer_of: Maker, pdf: bytes) -> None:
    sealed = signer_of().seal(pdf, at=AT)

    assert sealed.startswith(pdf)
    assert len(sealed) > len(pdf)


@EVERY
def test_the_signature_is_whole_sound_and_of_the_named_certificate(
    signer_of: Maker, pdf: bytes
) -> None:
    signer = signer_of()

    (signature,) = PdfFileReader(BytesIO(signer.seal(pdf, at=AT))).embedded_signatures

    certificate = signature.signer_cert
    trust = ValidationContext(trust_roots=[certificate], moment=AT, allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=trust)
    assert status.bottom_line
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert certificate.sha256 == signer.certificate_sha256
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Name"] == signer.name
    assert signature.self_reported_timestamp == AT


@EVERY
def test_one_changed_letter_breaks_the_seal(signer_of: Maker, pdf: bytes) -> None:
    sealed = bytearray(signer_of().seal(pdf, at=AT))
    place = sealed.index(b"/Author") + 9
    sealed[place] ^= 1

    (signature,) = PdfFileReader(BytesIO(bytes(sealed))).embedded_signatures

    assert not validate_pdf_signature(
        signature,
        signer_validation_context=ValidationContext(trust_roots=[], allow_fetching=False),
    ).intact


@EVERY
def test_the_sealed_paper_still_says_all_and_shows_no_stamp(signer_of: Maker, pdf: bytes) -> None:
    sealed = signer_of().seal(pdf, at=AT)

    before, after = (pypdf.PdfReader(BytesIO(data)) for data in (pdf, sealed))
    assert [page.extract_text() for page in after.pages] == [
        page.extract_text() for page in before.pages
    ]
    (field,) = [note.get_object() for page in after.pages for note in page.get("/Annots", ())]
    left, low, right, high = field["/Rect"]
    assert (left, low) == (right, high)
    assert left < 0
    assert field["/F"] & 4
    assert not field["/F"] & 2
    assert field["/TU"] == "Segel elektronik"


@EVERY
def test_a_sealed_paper_says_the_same_of_itself(signer_of: Maker, pdf: bytes) -> None:
    """Standards, tags, title and times: still an archive file, by the words of the typesetter."""
    before, after = (pypdf.PdfReader(BytesIO(data)) for data in (pdf, signer_of().seal(pdf, at=AT)))
    old: Any = before.trailer["/Root"]
    new: Any = after.trailer["/Root"]

    assert new["/Metadata"].get_data() == old["/Metadata"].get_data()
    assert after.metadata == before.metadata
    assert set(new) - set(old) <= {"/AcroForm", "/Extensions", "/Version"}
    assert new["/AcroForm"]["/SigFlags"] == 3
    assert "/NeedAppearances" not in new["/AcroForm"]


def test_the_key_is_of_the_server_alone_and_stays_the_same(var: Path) -> None:
    first = own()

    again = own()

    folder = var / "keys" / current_tenant()
    assert again.certificate_sha256 == first.certificate_sha256
    for name in (seals.KEY, seals.CERTIFICATE):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o400


def test_the_certificate_names_the_instansi_and_its_use() -> None:
    signer = seals.own_seal(current_tenant(), at=AT)

    certificate = signer.signer.signing_cert
    assert certificate is not None
    usage = certificate.key_usage_value.native
    assert signer.name
    assert usage == {"digital_signature", "non_repudiation"}
    assert signer.valid_until == (AT + timedelta(days=365 * seals.YEARS)).replace(microsecond=0)


def test_a_certificate_of_an_authority_takes_its_place_at_once(var: Path) -> None:
    before = own()
    folder = var / "keys" / current_tenant()
    (folder / seals.KEY).unlink()
    (folder / seals.CERTIFICATE).unlink()
    seals._make(folder, "Badan Lain", AT)

    after = own()

    assert after.name == "Badan Lain"
    assert after.certificate_sha256 != before.certificate_sha256


def test_an_expired_certificate_seals_nothing(pdf: bytes) -> None:
    late = AT + timedelta(days=365 * seals.YEARS + 2)

    with pytest.raises(seals.SignerUnwilling):
        own().seal(pdf, at=late)


def test_a_key_that_others_may_read_is_refused(var: Path) -> None:
    own()
    seals._known.clear()
    (var / "keys" / current_tenant() / seals.KEY).chmod(0o444)

    with pytest.raises(ImproperlyConfigured, match="readable by others"):
        own()


def test_a_key_of_another_certificate_is_refused(var: Path) -> None:
    own()
    folder = var / "keys" / current_tenant()
    (folder / seals.CERTIFICATE).unlink()
    other = var / "other"
    seals._make(other, "Lain", AT)
    (other / seals.CERTIFICATE).rename(folder / seals.CERTIFICATE)
    seals._known.clear()

    with pytest.raises(ImproperlyConfigured, match="does not belong"):
        own()


def test_a_lost_key_says_what_to_do(var: Path) -> None:
    own()
    seals._known.clear()
    (var / "keys" / current_tenant() / seals.KEY).unlink()

    with pytest.raises(ImproperlyConfigured, match="restore seal-key"):
        own()


@pytest.mark.parametrize(
    ("trouble", "error"),
    [("away", seals.SignerAway), ("unwilling", seals.SignerUnwilling)],
)
def test_trouble_outside_is_said_in_our_words(
    trouble: str, error: type[Exception], pdf: bytes
) -> None:
    signer = outside_signer(current_tenant(), at=AT, service=OutsideService(trouble=trouble))

    with pytest.raises(error):
        signer.seal(pdf, at=AT)

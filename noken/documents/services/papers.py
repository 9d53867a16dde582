"""Issue official papers: set, numbered, sealed, stored; the same facts are the same paper.

The areas above fill a shape (`noken.documents.rules.shapes`) and decide who may have it.
"""

import hashlib
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.urls import reverse

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.events import PaperIssued
from noken.documents.gateways import disk, seals, typesetter
from noken.documents.gateways.pages import pages_of
from noken.documents.models import Paper
from noken.documents.rules import files as file_rules
from noken.documents.rules import papers as rules
from noken.documents.rules import receipts
from noken.documents.rules.shapes import (
    SHAPES,
    Annex,
    Dated,
    EarlierPlan,
    EvaluationForm,
    EvaluationRecord,
    Letterhead,
    Line,
    Measure,
    ObjectionDecision,
    Official,
    OfficialLetter,
    PartLine,
    PlanPaper,
    Ratings,
    ResultLine,
    Section,
    Shape,
    Signature,
    ValueLine,
    content_of,
)
from noken.tenants.queries import address_of

__all__ = [
    "Annex",
    "Dated",
    "EarlierPlan",
    "EvaluationForm",
    "EvaluationRecord",
    "Letterhead",
    "Line",
    "Measure",
    "ObjectionDecision",
    "Official",
    "OfficialLetter",
    "Order",
    "Paper",
    "PartLine",
    "PlanPaper",
    "Ratings",
    "ResultLine",
    "Section",
    "Shape",
    "Signature",
    "ValueLine",
    "issue",
    "issue_many",
    "issued_number",
    "reserve",
    "response",
]

log = logging.getLogger(__name__)
Kind = Paper.Kind

_RESERVE = """
    insert into documents_paperserial (kind, year, last) values (%s, %s, %s)
    on conflict (kind, year) do update set last = documents_paperserial.last + excluded.last
    returning last
"""


@dataclass(frozen=True, slots=True)
class Order:
    """One paper to issue; `number` is one that was reserved for it, "" to take the next."""

    data: Shape
    title: str
    number: str = ""

    @property
    def content_sha256(self) -> bytes:
        """The hash of the facts: what makes two papers one."""
        return receipts.content_hash(content_of(self.data))


def issue(kind: str, data: Shape, *, title: str, by: Actor, at: datetime) -> Paper:
    """The paper of these facts: made now, or the one that was issued for the same before.

    Args:
        kind: a code of `Paper.Kind`, whose shape `data` has.
        title: of the PDF, for readers and windows; not shown by the check page.
    Raises:
        Refused: `paper.signer_away`, `paper.signer_unwilling`, `file.no_room` (status 503).
        TypeError: `data` is not of this kind.
    Emits: PaperIssued, when it is new.
    """
    (paper,) = issue_many(kind, [Order(data, title)], by=by, at=at)
    return paper


def issue_many(kind: str, orders: Sequence[Order], *, by: Actor, at: datetime) -> list[Paper]:
    """The papers of these facts, in the same order; as `issue`, for a few at a time.

    Who prints the same facts at the same moment waits here and gets the same paper: no number and
    no file is lost.
    """
    if odd := [order for order in orders if not isinstance(order.data, SHAPES[kind])]:
        raise TypeError(f"{type(odd[0].data).__name__} is no {kind}")
    hashes = [order.content_sha256 for order in orders]
    with transaction.atomic():
        _wait_for(kind, hashes)
        known = _known(kind, hashes)
        fresh = {
            sha256: order
            for sha256, order in zip(hashes, orders, strict=True)
            if sha256 not in known
        }
        if fresh:
            known |= _make(kind, fresh, by, at)
    return [known[sha256] for sha256 in hashes]


def issued_number(kind: str, data: Shape) -> str:
    """The number of the paper that was issued for these facts; "": none was."""
    return next((p.number for p in _known(kind, [Order(data, "").content_sha256]).values()), "")


def reserve(kind: str, count: int, *, at: datetime) -> list[str]:
    """The next numbers of the register, for papers that are made a little later."""
    year = clock.day_of(at).year
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [kind, year, count])
        ((last,),) = cursor.fetchall()
    return [rules.number_of(kind, year, serial) for serial in range(last - count + 1, last + 1)]


def response(paper: Paper, *, name: str) -> HttpResponse:
    """The PDF to save or open, never cached. Call it only after asking whether the actor may.

    Raises:
        Http404: the file is not on disk (logged).
    """
    path = disk.path_of(current_tenant(), paper.stored_name)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        log.exception("paper %s has a row but is not on disk", paper.number)
        raise Http404 from None
    answer = HttpResponse(content, content_type="application/pdf")
    shown = file_rules.clean_name(f"{paper.number} {name}", file_rules.PDF)
    answer["Content-Disposition"] = file_rules.disposition(shown, inline=False)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _wait_for(kind: str, hashes: Sequence[bytes]) -> None:
    """Hold the right to issue these facts until the transaction ends."""
    digests = {hashlib.sha256(kind.encode() + value).digest()[:8] for value in hashes}
    keys = sorted(int.from_bytes(digest, signed=True) for digest in digests)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(key) from unnest(%s::bigint[]) as key", [keys])


def _known(kind: str, hashes: Sequence[bytes]) -> dict[bytes, Paper]:
    rows = Paper.objects.filter(kind=kind, content_sha256__in=hashes)
    return {bytes(paper.content_sha256): paper for paper in rows}


def _make(kind: str, orders: Mapping[bytes, Order], by: Actor, at: datetime) -> dict[bytes, Paper]:
    """New papers by the hash of their facts."""
    without = sum(not order.number for order in orders.values())
    numbers = iter(reserve(kind, without, at=at) if without else ())
    signer = _signer(at)
    drafts = [
        _paper(kind, sha256, order, order.number or next(numbers), signer, at)
        for sha256, order in orders.items()
    ]
    Paper.objects.bulk_create(drafts)
    events.emit(
        *(
            PaperIssued(by=by, at=at, paper_kind=kind, number=draft.number)
            for draft in sorted(drafts, key=lambda draft: draft.number)
        )
    )
    return {bytes(draft.content_sha256): draft for draft in drafts}


def _paper(
    kind: str, sha256: bytes, order: Order, number: str, signer: seals.Signer, at: datetime
) -> Paper:
    """One paper, set, sealed and on disk; its row is not written yet."""
    tenant = current_tenant()
    code = rules.code_of(secrets.token_bytes(rules.CODE_BYTES))
    address, shown = _check_address(tenant)
    stamp = typesetter.Stamp(
        kind=kind,
        title=order.title,
        number=number,
        code=code,
        check_url=f"{address}{code}/",
        check_shown=shown,
        signer=signer.name,
        at=at,
    )
    pdf = typesetter.set_paper(order.data, stamp, emblem=typesetter.emblem_of(tenant))
    sealed = _sealed(signer, pdf, at)
    name = secrets.token_hex(16)
    _write(tenant, name, sealed)
    return Paper(
        kind=kind,
        number=number,
        code=code,
        content_sha256=sha256,
        sha256=hashlib.sha256(sealed).digest(),
        bytes=len(sealed),
        pages=pages_of(pdf),
        stored_name=name,
        signer=signer.name,
        certificate_sha256=signer.certificate_sha256,
        signed_at=at,
    )


def _signer(at: datetime) -> seals.Signer:
    try:
        return seals.signer_of(current_tenant(), at=at)
    except seals.SignerAway:
        raise _away() from None


def _sealed(signer: seals.Signer, pdf: bytes, at: datetime) -> bytes:
    try:
        return signer.seal(pdf, at=at)
    except seals.SignerAway:
        raise _away() from None
    except seals.SignerUnwilling:
        log.exception("papers are not sealed")
        raise Refused(
            "Segel elektronik instansi perlu diperbarui sebelum dokumen dapat terbit. "
            "Beri tahu pengelola server; data Anda aman.",
            code="paper.signer_unwilling",
            status=503,
        ) from None


def _away() -> Refused:
    return Refused(
        "Layanan segel elektronik belum dapat dihubungi. Coba lagi beberapa menit lagi; "
        "data Anda aman.",
        code="paper.signer_away",
        status=503,
    )


def _write(tenant: str, name: str, sealed: bytes) -> None:
    try:
        disk.write(disk.path_of(tenant, name), sealed)
    except disk.NoRoom:
        raise Refused(
            "Dokumen belum dapat terbit karena ruang penyimpanan server penuh. "
            "Beri tahu pengelola server, lalu coba lagi.",
            code="file.no_room",
            status=503,
        ) from None


@lru_cache(maxsize=512)
def _check_address(tenant: str) -> tuple[str, str]:
    """The check page for the QR, and as it is printed."""
    address = address_of(tenant) + reverse("documents:check_paper")
    return address, address.split("://", 1)[-1]

"""Papers in the matrix: a print job of the owner's own, arguments and forms."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.documents.gateways import archives, disk
from noken.documents.models import Paper, PrintJob
from noken.documents.rules.papers import code_from
from noken.documents.rules.receipts import ALPHABET
from noken.evaluation.models import Sheet
from tests.cast import Cast
from tests.world import NOON
from tests.world_evaluation import make_period, make_rating, make_sheet


@dataclass(frozen=True)
class Papers:
    """`job` is done; `sheet` has a result that the owner has opened."""

    job: PrintJob
    sheet: Sheet


def make_paper(kind: str, number: str) -> Paper:
    """A paper as far as it can be opened."""
    content = b"%PDF-1.7 uji"
    name = secrets.token_hex(16)
    disk.write(disk.path_of(current_tenant(), name), content)
    return Paper.objects.create(
        kind=kind,
        number=number,
        code=number[:3].translate(str.maketrans("ILOU", "1100")) + "0" * 9,
        content_sha256=sha256(number.encode()).digest(),
        sha256=sha256(content).digest(),
        bytes=len(content),
        pages=1,
        stored_name=name,
        signer="uji",
        certificate_sha256=b"\0" * 32,
        signed_at=NOON,
    )


def make_papers(cast: Cast, secret: str) -> Papers:
    period = make_period(number=2)
    sheet = make_sheet(cast.owner, period, superior=cast.superior, unit=cast.section)
    make_rating(sheet, cast.superior, reason=secret, received_at=NOON)
    return Papers(_job(cast.owner.pk), sheet)


def _job(owner_id: int) -> PrintJob:
    tenant = current_tenant()
    content = disk.path_of(tenant, "ab" * 16)
    if not content.exists():
        disk.write(content, b"%PDF-1.7 uji")
    name, size = archives.pack(tenant, [("DEK-2026-000001 uji.pdf", content)])
    return PrintJob.objects.create(
        key=uuid7(NOON),
        kind="EVALUATION_RECORD",
        title="Dokumen evaluasi Triwulan II 2026",
        by_id=owner_id,
        asked_at=NOON,
        total=1,
        done=1,
        status=PrintJob.Status.DONE,
        done_at=NOON,
        stored_name=name,
        bytes=size,
    )


def _job_key(records: Any) -> list[Any]:
    return [records.papers.job.key]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "documents:check_paper_code": lambda _: ["0" * 12],
    "documents:job": _job_key,
    "documents:job_file": _job_key,
    "evaluation:print": lambda r: [r.papers.sheet.pk],
    "planning:print": lambda r: [r.agreed.plan.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "documents:check_paper": lambda _: {"kode": "0" * 11 + _last("0" * 11)},
    "evaluation:print": lambda _: {"jenis": "dokumen"},
    "planning:print": lambda _: {"versi": "1"},
    "evaluation:print_many": lambda r: {
        "periode": f"p{r.papers.sheet.period_id}",
        "unit": r.cast.agency.pk,
        "key": str(uuid7(NOON)),
    },
}


def _last(letters: str) -> str:
    """The letter of check that belongs to a code."""
    return next(a for a in ALPHABET if code_from(letters + a))

"""Evidence that was used twice, both side by side, for who sees the row that asks about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.documents import queries as documents
from noken.findings.queries.page import opened_by
from noken.findings.queries.page_rows import rows_of
from noken.findings.queries.page_words import Pair
from noken.findings.queries.terms import terms_on
from noken.ui.formats import day_long

FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the two. `url` "": it is not kept any more. `fingerprint` is the beginning of the
    SHA-256 of the file as it was sent: the same file, the same fingerprint."""

    heading: str
    day: str
    who: str
    name: str = ""
    bytes: int = 0
    fingerprint: str = ""
    is_photo: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """`about` are the person and whose evidence the other one is; `url` leads back,
    `own_url` to the page of its own."""

    number: str
    url: str
    own_url: str
    title: str
    pieces: tuple[Piece, Piece]
    about: frozenset[int]
    role: Role
    stated_reason: str


@dataclass(frozen=True, slots=True)
class OpenedEvidence:
    """One of the two that was opened, for the journal. `owner`: whose it is, where the detector
    said so."""

    file_id: UUID
    about: frozenset[int]
    owner: frozenset[int]
    role: Role
    stated_reason: str


def evidence_page(actor: Actor, number: str, row_id: int, at: datetime) -> EvidencePage:
    """Both pieces of evidence of one row.

    Raises:
        Http404: not there, or not theirs to see (the finding, or this row of it).
    """
    pair, opened = _pair(actor, number, row_id, at)
    here, there = UUID(pair.file), UUID(pair.other_file)
    stored = documents.files_for({here, there})

    def piece(heading: str, day: str, who: str, file_id: UUID) -> Piece:
        file = stored.get(file_id)
        if file is None:
            return Piece(heading, day, who)
        return Piece(
            heading,
            day,
            who,
            file.display_name,
            file.bytes,
            bytes(file.sha256_sent).hex()[:FINGERPRINT],
            file.width is not None,
            url_of("findings:evidence_file", number, row_id, file_id),
        )

    return EvidencePage(
        number=number,
        url=url_of("findings:finding", number),
        own_url=url_of("findings:evidence", number, row_id),
        title=pair.title,
        pieces=(
            piece("Laporan ini", day_long(pair.day), "", here),
            piece("Laporan lain", day_long(pair.other_day), pair.other_who, there),
        ),
        about=opened.about | pair.owner,
        role=opened.role,
        stated_reason=opened.stated_reason,
    )


def open_evidence(
    actor: Actor, number: str, row_id: int, file_id: UUID, at: datetime
) -> OpenedEvidence:
    """Raises Http404: everybody who may not see the row, and any file that is not of it."""
    pair, opened = _pair(actor, number, row_id, at)
    if str(file_id) not in {pair.file, pair.other_file}:
        raise Http404
    owner = pair.owner if str(file_id) == pair.other_file else frozenset[int]()
    return OpenedEvidence(
        file_id, opened.about, owner - opened.about, opened.role, opened.stated_reason
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    about: frozenset[int]
    role: Role
    stated_reason: str


def _pair(actor: Actor, number: str, row_id: int, at: datetime) -> tuple[Pair, _Opened]:
    finding, role, reason = opened_by(actor, number, at)
    lines = rows_of(actor, role, finding, terms_on(actor.on).shown_months).lines
    pair = next((line.pair for line in lines if line.id == row_id), None)
    if pair is None:
        raise Http404
    return pair, _Opened(frozenset({finding.employee_id}), role, reason)

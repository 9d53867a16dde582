"""The versions of one card: which stands, what each changed, who signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.signing import SIGNATURES
from noken.findings.models import CardVersion
from noken.findings.queries.rule_people import kind_words
from noken.organization.queries import Signature
from noken.regulations.cards import RuleCard
from noken.ui.formats import number

EVERYBODY = "seluruh instansi"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a version made otherwise."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version. `left` signatures are missing; `is_shown` is the one the page is about,
    `is_now` the one that holds."""

    id: int
    number: int
    start_on: date
    by: str
    source: str
    change: str
    changes: Sequence[Change]
    signatures: Sequence[Signature]
    left: int
    is_first: bool
    is_now: bool
    is_shown: bool
    is_late: bool

    @property
    def is_signed(self) -> bool:
        return self.left == 0


def stored_versions(code: str) -> list[CardVersion]:
    """All that were not withdrawn, the newest first, with who proposed and signed them."""
    rows = CardVersion.objects.filter(code=code, withdrawn_at=None)
    rows = rows.select_related("proposed_by", "unit").prefetch_related("signatures__signer")
    return list(rows.order_by("-version"))


def history_of(
    words: RuleCard, rows: Sequence[CardVersion], *, now_id: int, shown_id: int, on: date
) -> list[VersionRow]:
    """Each version beside the one before it."""
    before = [*rows[1:], None]
    return [
        _row(words, row, old, now_id=now_id, shown_id=shown_id, on=on)
        for row, old in zip(rows, before, strict=True)
    ]


def _row(
    words: RuleCard,
    row: CardVersion,
    before: CardVersion | None,
    *,
    now_id: int,
    shown_id: int,
    on: date,
) -> VersionRow:
    signed = sorted(row.signatures.all(), key=lambda each: each.at)
    left = max(0, SIGNATURES - len(signed))
    return VersionRow(
        id=row.pk,
        number=row.version,
        start_on=row.start_on,
        by=row.proposed_by.name if row.proposed_by else "",
        source=row.source,
        change=row.change,
        changes=list(_changes(words, before, row)) if before is not None else [],
        signatures=[Signature(each.signer.name, each.reason, each.at) for each in signed],
        left=left,
        is_first=row.proposed_by_id is None,
        is_now=row.pk == now_id,
        is_shown=row.pk == shown_id,
        is_late=bool(left) and row.start_on < on,
    )


def _changes(words: RuleCard, before: CardVersion, row: CardVersion) -> Iterator[Change]:
    for name, each in words.settable.items():
        was, now = before.parameters.get(name), row.parameters.get(name)
        if was != now:
            yield Change(f"{each.label}, {each.unit}", number(was), number(now))
    if set(before.groups) != set(row.groups):
        yield Change("Ditanyakan kepada", kind_words(before.groups), kind_words(row.groups))
    if before.unit_id != row.unit_id:
        yield Change("Unit", unit_words(before), unit_words(row))


def unit_words(row: CardVersion) -> str:
    return row.unit.name if row.unit else EVERYBODY

"""Findings in lists: one line each, with what became of its rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from noken.findings.models import Finding, Row
from noken.findings.queries.due import ON, PERSON, Due, due_of, earliest
from noken.findings.queries.page_words import card_title, unit_of
from noken.findings.rules import flow
from noken.ui.formats import day_short, number

SIZE = 30


class Choice(NamedTuple):
    """A filter of a list: its value in the address, its words, whether it is the chosen one."""

    value: str
    label: str
    on: bool


WAITS, ASKS, NEW, COUNTS, DONE = "putus", "tanya", "baru", "hitung", "selesai"
STATES: Mapping[str, tuple[str, Q, bool]] = {
    WAITS: ("Perlu diputus", Q(state=flow.REPLIED), True),
    ASKS: (
        "Menunggu pegawai",
        Q(state=flow.ASKED, told_at__isnull=False) | Q(state=flow.PROOF),
        True,
    ),
    NEW: ("Belum dibuka", Q(state=flow.ASKED, told_at__isnull=True), True),
    COUNTS: ("Dihitung", Q(state__in=sorted(flow.COUNTING), rests=False), True),
    DONE: ("Selesai", Q(state__in=[flow.ASKED, flow.REPLIED, flow.PROOF]), False),
}
"""By the value in the address: words, rows, and whether a finding must have or lack such rows."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One finding in a list. `name` is "" for who has to say why before they see whose it is."""

    number: str
    url: str
    code: str
    title: str
    name: str
    person_id: int
    unit: str
    summary: str
    badge: str
    tone: str
    until: str
    raised_on: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a finding stand where and how many of them rest with their card, what
    counts, the next day that runs out, and that of the paper: no matter of the person's."""

    by_state: Mapping[str, int]
    unopened: int
    counted: Decimal
    due: Due | None
    paper: Due | None
    resting: int

    def of(self, *states: str) -> int:
        return sum(self.by_state.get(state, 0) for state in states)


_EMPTY = Tally({}, 0, Decimal(0), None, None, 0)
_UNTOLD = Q(state=flow.ASKED, told_at__isnull=True)


def asked_about() -> Q:
    """Findings of which at least one row was asked about; the others are hints."""
    return Q(Exists(Row.objects.filter(finding=OuterRef("pk"), asked_at__isnull=False)))


def in_state(value: str) -> Q:
    """Findings by a value of STATES; any other value is all of them."""
    if value not in STATES:
        return Q()
    _words, rows, has = STATES[value]
    found = Q(Exists(Row.objects.filter(rows, finding=OuterRef("pk"))))
    return found if has else ~found


def state_choices(chosen: str) -> list[Choice]:
    every = [Choice("", "Semua", chosen not in STATES)]
    return every + [Choice(key, each[0], key == chosen) for key, each in STATES.items()]


def listed(found: QuerySet[Finding]) -> QuerySet[Finding]:
    """Ready to be paged: newest first, with person and unit."""
    return found.select_related("employee", "unit").order_by("-pk")


def list_rows(
    findings: Sequence[Finding], *, own: bool = False, named: bool = True
) -> list[ListRow]:
    tallies = tallies_of([finding.pk for finding in findings], hints=own)
    return [
        _row(finding, tallies.get(finding.pk, _EMPTY), own=own, named=named) for finding in findings
    ]


def tallies_of(finding_ids: Collection[int], *, hints: bool) -> dict[int, Tally]:
    """One statement for any number of findings; `hints`: what was never asked about too."""
    asked = Q() if hints else Q(asked_at__isnull=False)
    rows = (
        Row.objects.filter(asked, finding_id__in=finding_ids)
        .values("finding_id", "state", "rests")
        .annotate(
            count=Count("pk"),
            unopened=Count("pk", filter=Q(told_at__isnull=True)),
            amount=Sum("amount"),
            due=Min(RawSQL(ON, ()), filter=~_UNTOLD),  # noqa: S611 (our own text)
            paper=Min(RawSQL(ON, ()), filter=_UNTOLD),  # noqa: S611
        )
        .order_by(F("finding_id"))
    )
    grouped: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["finding_id"], []).append(row)
    return {pk: _tally(parts) for pk, parts in grouped.items()}


def _tally(parts: Sequence[Mapping[str, Any]]) -> Tally:
    resting = sum(part["count"] for part in parts if part["rests"])
    parts = [part for part in parts if not part["rests"]]
    by_state = {part["state"]: part["count"] for part in parts}
    days = [due_of(part["state"], part["due"]) for part in parts]
    papers = [due_of(part["state"], part["paper"], untold=True) for part in parts]
    asked = next((part for part in parts if part["state"] == flow.ASKED), None)
    counting = [part["amount"] for part in parts if part["state"] in flow.COUNTING]
    return Tally(
        by_state,
        asked["unopened"] if asked else 0,
        sum(counting, Decimal(0)),
        earliest(days),
        earliest(papers),
        resting,
    )


def _row(finding: Finding, tally: Tally, *, own: bool, named: bool) -> ListRow:
    badge, tone = _badge(tally, own=own)
    due = tally.due if own else earliest([tally.due, tally.paper])
    return ListRow(
        number=finding.number,
        url=finding.get_absolute_url(),
        code=finding.code,
        title=card_title(finding.code),
        name=finding.employee.name if named else "",
        person_id=finding.employee_id,
        unit=finding.unit.name if finding.unit else "",
        summary=_summary(finding.code, tally),
        badge=badge,
        tone=tone,
        until=due.words(PERSON if own else "") if due else "",
        raised_on=day_short(finding.raised_at),
    )


def _badge(tally: Tally, *, own: bool) -> tuple[str, str]:
    if tally.resting:
        return "Dibekukan", ""
    steps = (
        (tally.of(flow.REPLIED), "Sedang ditimbang" if own else "Perlu diputus", "thr"),
        (tally.of(flow.PROOF), "Bukti diminta" if own else "Menunggu bukti", "thr"),
        (tally.unopened, "Baru" if own else "Belum dibuka", "thr" if own else ""),
        (tally.of(flow.ASKED), "Menunggu Anda" if own else "Menunggu pegawai", "thr"),
        (tally.of(*flow.COUNTING), "Dihitung", "bad"),
        (tally.of(*flow.IN_FAVOUR), "Tidak dihitung", "ok"),
    )
    if own:
        steps = (steps[1], steps[2], steps[3], steps[0], *steps[4:])
    return next(((word, tone) for count, word, tone in steps if count), ("Petunjuk", ""))


def _summary(code: str, tally: Tally) -> str:
    """3 hari: 1 dihitung, 1 perlu ditimbang, 1 diterima."""
    parts = (
        (tally.of(*flow.COUNTING), "dihitung"),
        (tally.of(flow.REPLIED), "sedang ditimbang"),
        (tally.of(flow.ASKED, flow.PROOF), "ditanyakan"),
        (tally.resting, "dibekukan"),
        (tally.of(*flow.IN_FAVOUR), "tidak dihitung"),
    )
    whole = sum(count for count, _word in parts) or tally.of(flow.HINT)
    said = ", ".join(f"{count} {word}" for count, word in parts if count)
    return f"{number(whole)} {unit_of(code)}" + (f": {said}" if said else "")

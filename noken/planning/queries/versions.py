"""Every version of a plan: who did what when, what it held, and what changed between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from noken.organization.queries import Person
from noken.planning import rules
from noken.planning.models import Indicator, PlannedResult, Revision, Step
from noken.planning.queries.results import content_of, results_of
from noken.planning.rules import Change, Content
from noken.ui.formats import number

DRAFT = "draf"
FIELDS = {
    "text": "Rumusan",
    "kind": "Jenis",
    "supports": "Mendukung",
    "aspect": "Aspek",
    "unit": "Satuan",
    "lower_is_better": "Arah",
    "q1": "Triwulan I",
    "q2": "Triwulan II",
    "q3": "Triwulan III",
    "q4": "Triwulan IV",
}
WHAT = {"RESULT": "Hasil kerja", "INDICATOR": "Indikator", "PLAN": "Urutan hasil kerja"}
HOW = {"ADDED": "ditambah", "REMOVED": "dihapus", "CHANGED": "diubah", "REORDERED": "ditata ulang"}


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be read and compared. `name` is part of addresses: "1", "1.2", "draf"."""

    name: str
    label: str
    at: datetime | None
    revision_id: int
    step_id: int | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A step in words; `version` is the one it left behind, "" for none."""

    words: str
    who: str
    at: datetime
    note: str
    version: str
    is_return: bool


@dataclass(frozen=True, slots=True)
class ShownField:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words, with the fields that differ."""

    words: str
    text: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one version to another; no changes means that they are equal."""

    old: Version
    new: Version
    changes: tuple[ShownChange, ...]


StepRow = dict[str, Any]


def steps_of(plan_id: int) -> list[StepRow]:
    """All steps of a plan in order, without their snapshots; `kept` says which have one."""
    rows = Step.objects.filter(revision__plan=plan_id).order_by("at", "pk")
    return [
        {**row, "kept": row["kind"] == Step.Kind.SUBMITTED}
        for row in rows.values("pk", "revision_id", "kind", "by_id", "at", "note")
    ]


def versions_of(
    revisions: Sequence[Revision], steps: Sequence[StepRow], *, with_draft: bool
) -> tuple[Version, ...]:
    """Versions in order: each submission is one; a revision without a kept submission is one too,
    once it was agreed. The draft comes last and is its owner's alone.
    """
    found: list[Version] = []
    for revision in revisions:
        sent = [step for step in steps if step["revision_id"] == revision.pk and step["kept"]]
        for time, step in enumerate(sent, start=1):
            name = f"{revision.number}" if time == 1 else f"{revision.number}.{time}"
            found.append(Version(name, f"versi {name}", step["at"], revision.pk, step["pk"]))
        agreed = revision.status in {Revision.Status.APPROVED, Revision.Status.SUPERSEDED}
        if not sent and (agreed or revision.status == Revision.Status.SUBMITTED):
            name = f"{revision.number}"
            at = revision.submitted_at
            found.append(Version(name, f"versi {name}", at, revision.pk, None))
        if with_draft and not rules.why_not_changeable(revision.status):
            found.append(Version(DRAFT, "draf sekarang", revision.saved_at, revision.pk, None))
    return tuple(found)


def content_at(version: Version) -> Content:
    """What a version held: its snapshot, or the rows of its revision."""
    if version.step_id is not None:
        raw = Step.objects.values_list("content", flat=True).get(pk=version.step_id)
        if raw is not None:
            return rules.from_json(raw)
    return content_of(results_of([version.revision_id]).get(version.revision_id, ()))


def compared(versions: Sequence[Version], wanted: str) -> Comparison | None:
    """The comparison that an address asks for ("1..2"); None for anything else."""
    named = {version.name: version for version in versions}
    old_name, _, new_name = wanted.partition("..")
    old, new = named.get(old_name), named.get(new_name)
    if old is None or new is None:
        return None
    changes = rules.difference(content_at(old), content_at(new))
    return Comparison(old, new, in_words(changes))


def in_words(changes: Sequence[Change]) -> tuple[ShownChange, ...]:
    """Changes as they are read on a page."""
    return tuple(_in_words(change) for change in changes)


def history(
    steps: Sequence[StepRow], versions: Sequence[Version], people: Mapping[int, Person]
) -> tuple[HistoryRow, ...]:
    """The steps in words, the newest first."""
    names = {version.step_id: version.name for version in versions if version.step_id}
    rows = []
    for step in steps:
        by = people.get(step["by_id"])
        rows.append(
            HistoryRow(
                words=str(Step.Kind(step["kind"]).label),
                who=by.name if by else "",
                at=step["at"],
                note=step["note"],
                version=names.get(step["pk"], ""),
                is_return=step["kind"] == Step.Kind.RETURNED,
            )
        )
    return tuple(reversed(rows))


def _in_words(change: Change) -> ShownChange:
    what = (
        WHAT["PLAN"] if change.how == "REORDERED" and change.what == "PLAN" else WHAT[change.what]
    )
    if change.what == "RESULT" and change.how == "REORDERED":
        what = "Urutan indikator"
    fields = tuple(
        ShownField(FIELDS[f.field], _value(f.field, f.old), _value(f.field, f.new))
        for f in change.fields
    )
    return ShownChange(f"{what} {HOW[change.how]}", change.text, fields)


def _value(field: str, value: Any) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if field == "lower_is_better":
        return "batas atas" if value else "makin banyak makin baik"
    if field == "kind":
        return str(PlannedResult.Kind(value).label)
    if field == "aspect":
        return str(Indicator.Aspect(value).label)
    return str(value) or "kosong"


def aspects() -> list[tuple[str, str]]:
    """Codes and words of the aspects an indicator may have."""
    return [(code, str(word)) for code, word in Indicator.Aspect.choices]


def kinds() -> list[tuple[str, str]]:
    """Codes and words of the kinds of results."""
    return [(code, str(word)) for code, word in PlannedResult.Kind.choices]

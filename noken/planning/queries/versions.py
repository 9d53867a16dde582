"""Every version of a plan: who did what when, what it held, and what changed between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, TextChoices

from noken.organization.queries import Person
from noken.planning import rules
from noken.planning.models import AnnexLine, Indicator, PlannedResult, Revision, Step
from noken.planning.queries.agreements import content_in
from noken.planning.rules import Change, Content
from noken.regulations import loader
from noken.ui.formats import number

DRAFT = "draf"
FIELDS = {
    "text": "Rumusan",
    "kind": "Jenis",
    "supports": "Mendukung",
    "approach": "Pendekatan",
    "form": "Formulir",
    "section": "Bagian",
    "aspect": "Aspek",
    "perspective": "Perspektif",
    "unit": "Satuan",
    "lower_is_better": "Arah",
    "q1": "Triwulan I",
    "q2": "Triwulan II",
    "q3": "Triwulan III",
    "q4": "Triwulan IV",
}
WHAT = {
    "RESULT": "Hasil kerja",
    "INDICATOR": "Indikator",
    "PLAN": "Bentuk SKP",
    "ANNEX": "Lampiran",
    "EXPECTATIONS": "Ekspektasi pimpinan",
}
ORDER = {
    "PLAN": "Urutan hasil kerja",
    "RESULT": "Urutan indikator",
    "ANNEX": "Urutan lampiran",
}
HOW = {"ADDED": "ditambah", "REMOVED": "dihapus", "CHANGED": "diubah", "REORDERED": "ditata ulang"}


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be read and compared. `name` is part of addresses: "1", "1.2", "draf".

    `step_id` is the step that kept it, None where the rows of the revision are all there is.
    """

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
VALUES = {value.code: value.name for value in loader.core_values()}
_CODES: dict[str, type[TextChoices]] = {
    "kind": PlannedResult.Kind,
    "aspect": Indicator.Aspect,
    "perspective": Indicator.Perspective,
    "approach": Revision.Approach,
    "form": Revision.Form,
    "section": AnnexLine.Section,
}


def steps_of(plan_id: int) -> list[StepRow]:
    """All steps of a plan in order, without their snapshots; `kept` says which stand for a version:
    submissions, and clarified expectations of what others may read.
    """
    kept = Q(kind=Step.Kind.SUBMITTED) | Q(kind=Step.Kind.CLARIFIED, content__isnull=False)
    rows = Step.objects.filter(revision__plan=plan_id).order_by("at", "pk").annotate(kept=kept)
    names = ("pk", "revision_id", "kind", "by_id", "at", "note", "kept")
    return [dict(row) for row in rows.values(*names)]


def versions_of(
    revisions: Sequence[Revision], steps: Sequence[StepRow], *, with_draft: bool
) -> tuple[Version, ...]:
    """Versions in order: each submission and each clarified expectation is one; a revision without
    a kept submission is one too, once it was agreed. The draft comes last and is its owner's alone.
    """
    found: list[Version] = []
    for revision in revisions:
        moments = [
            (step["at"], step["pk"])
            for step in steps
            if step["revision_id"] == revision.pk and step["kept"]
        ]
        sent = any(_hands_in(step, revision) for step in steps)
        agreed = revision.status in {Revision.Status.APPROVED, Revision.Status.SUPERSEDED}
        if not sent and (agreed or revision.status == Revision.Status.SUBMITTED):
            moments.insert(0, (revision.submitted_at, None))
        for time, (at, step_id) in enumerate(moments, start=1):
            name = f"{revision.number}" if time == 1 else f"{revision.number}.{time}"
            found.append(Version(name, f"versi {name}", at, revision.pk, step_id))
        if with_draft and not rules.why_not_changeable(revision.status):
            found.append(Version(DRAFT, "draf sekarang", revision.saved_at, revision.pk, None))
    return tuple(found)


def content_at(version: Version, revision: Revision) -> Content:
    """What a version held: its snapshot, or the rows of its revision. The draft is as it is now;
    of anything older the expectations are those of that moment.
    """
    if version.step_id is not None:
        raw = Step.objects.values_list("content", flat=True).get(pk=version.step_id)
        if raw is not None:
            return rules.from_json(raw)
    return content_in(revision, until=None if version.name == DRAFT else version.at)


def compared(
    versions: Sequence[Version], revisions: Sequence[Revision], wanted: str
) -> Comparison | None:
    """The comparison that an address asks for ("1..2"); None for anything else."""
    named = {version.name: version for version in versions}
    old_name, _, new_name = wanted.partition("..")
    old, new = named.get(old_name), named.get(new_name)
    if old is None or new is None:
        return None
    by_id = {revision.pk: revision for revision in revisions}
    before, after = (content_at(each, by_id[each.revision_id]) for each in (old, new))
    changes = rules.difference(before, after)
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


def _hands_in(step: StepRow, revision: Revision) -> bool:
    return bool(step["revision_id"] == revision.pk and step["kind"] == Step.Kind.SUBMITTED)


def _in_words(change: Change) -> ShownChange:
    what = ORDER[change.what] if change.how == "REORDERED" else WHAT[change.what]
    fields = tuple(
        ShownField(_label(f.field), _value(f.field, f.old), _value(f.field, f.new))
        for f in change.fields
    )
    return ShownChange(f"{what} {HOW[change.how]}", change.text, fields)


def _label(field: str) -> str:
    """The word of a field; an expectation is named by its value."""
    return FIELDS.get(field) or VALUES.get(field, field)


def _value(field: str, value: Any) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if field == "lower_is_better":
        return "batas atas" if value else "makin banyak makin baik"
    if field in _CODES and value:
        return str(_CODES[field](value).label)
    return str(value) or "kosong"


def aspects() -> list[tuple[str, str]]:
    """Codes and words of the aspects an indicator may have."""
    return [(code, str(word)) for code, word in Indicator.Aspect.choices]


def kinds() -> list[tuple[str, str]]:
    """Codes and words of the kinds of results."""
    return [(code, str(word)) for code, word in PlannedResult.Kind.choices]


def perspectives() -> list[tuple[str, str]]:
    """Codes and words of the perspectives of the form of leaders, and that none is chosen yet."""
    found = [(code, str(word)) for code, word in Indicator.Perspective.choices]
    return [("", "Pilih"), *found]

"""Plain makers of plans, reports, decisions and feedback. They write rows directly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.planning.models import Indicator, Plan, PlannedResult, Revision
from noken.work.models import Duty, Feedback, Report, Review
from noken.work.services import ReportDraft
from tests.world import NOON, TODAY


@dataclass(frozen=True)
class Agreed:
    """A plan in force: keys of its results and indicators, in order."""

    plan: Plan
    results: Sequence[PlannedResult]
    indicators: Sequence[Indicator]

    @property
    def keys(self) -> list[UUID]:
        return [indicator.key for indicator in self.indicators]


def make_agreed(
    owner: Employee,
    texts: Sequence[str] = ("Verifikasi data Dapodik SD", "Pendampingan kurikulum SMP"),
    *,
    supports: Sequence[PlannedResult | None] = (),
    unit: str = "sekolah",
    target: int = 12,
    lower_is_better: bool = False,
    year: int = TODAY.year,
) -> Agreed:
    """A plan in force with one result and one indicator a text; `target` is for each quarter."""
    plan = Plan.objects.create(owner=owner, year=year)
    revision = Revision.objects.create(
        plan=plan,
        number=1,
        status=Revision.Status.APPROVED,
        started_at=NOON,
        submitted_at=NOON,
        decided_at=NOON,
    )
    above = [*supports, *([None] * len(texts))]
    results = [
        PlannedResult.objects.create(
            revision=revision, key=uuid4(), order=order, text=text, supports=above[order - 1]
        )
        for order, text in enumerate(texts, start=1)
    ]
    quarters = {f"target_q{number}": Decimal(target) for number in range(1, 5)}
    indicators = [
        Indicator.objects.create(
            result=result,
            key=uuid4(),
            order=1,
            text=f"Jumlah {unit} selesai",
            unit=unit,
            lower_is_better=lower_is_better,
            **quarters,
        )
        for result in results
    ]
    return Agreed(plan, results, indicators)


def make_report(
    author: Employee,
    indicator: Indicator | None = None,
    *,
    on: date = TODAY,
    at: datetime | None = None,
    quantity: int | None = 2,
    title: str = "Verifikasi data Dapodik SD",
    note: str = "",
    places: Sequence[str] = (),
    status: str = Report.Status.WAITING,
    late_reason: str = "",
    corrects: Report | None = None,
) -> Report:
    """A report received at noon of its day, unless `at` says otherwise."""
    received = at or clock.at_noon(on)
    return Report.objects.create(
        id=uuid7(received),
        author=author,
        work_on=on,
        indicator_key=indicator.key if indicator else None,
        result_key=indicator.result.key if indicator else None,
        title=title,
        quantity=quantity,
        unit=indicator.unit if indicator else "",
        places=list(places),
        note=note,
        late_reason=late_reason,
        corrects=corrects,
        claimed_at=received,
        received_at=received,
        status=status,
    )


def make_late(author: Employee) -> Report:
    """A report of last Wednesday that came today, with its reason."""
    return make_report(author, on=TODAY - timedelta(6), at=NOON, late_reason="Sakit")


def make_review(
    report: Report,
    by: Employee,
    decision: str = Review.Decision.APPROVED,
    *,
    note: str = "",
    at: datetime = NOON,
) -> Review:
    """A decision; the report's status follows."""
    reopened = decision == Review.Decision.REOPENED
    report.status = Report.Status.WAITING if reopened else decision
    report.decided_at = None if reopened else at
    report.save(update_fields=["status", "decided_at"])
    return Review.objects.create(
        report=report, decision=decision, by=by, role="SUPERIOR", note=note, at=at
    )


def make_feedback(
    person: Employee,
    by: Employee,
    text: str = "Foto verifikasi sudah jelas, terima kasih.",
    *,
    report: Report | None = None,
    value: str = "",
    at: datetime = NOON,
    read_at: datetime | None = None,
) -> Feedback:
    return Feedback.objects.create(
        id=uuid7(at),
        person=person,
        by=by,
        report=report,
        value=value,
        text=text,
        at=at,
        read_at=read_at,
    )


def make_duty(
    *,
    family: str = "",
    kind: str = "PNS",
    rhythm: str = Duty.Rhythm.WORKDAY,
    grace_workdays: int = 1,
    start_on: date = date(2024, 1, 1),
) -> Duty:
    """A duty of its own: whatever stood for the same people before is gone."""
    Duty.objects.filter(family=family, employee_kind=kind).delete()
    return Duty.objects.create(
        family=family,
        employee_kind=kind,
        rhythm=rhythm,
        grace_workdays=grace_workdays,
        source="surat untuk uji",
        mark="C",
        start_on=start_on,
    )


def draft(
    indicator: Indicator | None = None,
    *,
    key: UUID | None = None,
    on: date = TODAY,
    quantity: int | None = 2,
    title: str = "",
    note: str = "",
    late_reason: str = "",
    uploads: Sequence[SimpleUploadedFile] = (),
) -> ReportDraft:
    """A report as a phone sends it, with a key of its own."""
    return ReportDraft(
        key=key or uuid7(NOON),
        work_on=on,
        indicator_key=indicator.key if indicator else None,
        title=title,
        quantity=None if quantity is None else Decimal(quantity),
        note=note,
        late_reason=late_reason,
        uploads=tuple(uploads),
    )


def photo(name: str = "foto.jpg", colour: str = "#5f8a72") -> SimpleUploadedFile:
    """A small real picture."""
    data = BytesIO()
    Image.new("RGB", (64, 48), colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), content_type="image/jpeg")


def hostile() -> SimpleUploadedFile:
    """A file that claims to be a photo and is a page with a script."""
    content = b"<html><script>alert(1)</script></html>"
    return SimpleUploadedFile("foto.jpg", content, content_type="image/jpeg")


def workdays_before(day: date, count: int) -> list[date]:
    """The `count` weekdays before `day`, oldest first."""
    found: list[date] = []
    while len(found) < count:
        day -= timedelta(1)
        if day.weekday() < 5:
            found.append(day)
    return found[::-1]

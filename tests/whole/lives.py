"""What may happen to one of the standing people, by services and the jobs that run."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from noken.attendance import services as days
from noken.attendance.models import Correction, Day, Recorder
from noken.attendance.queries.day_facts import Asked
from noken.calendars import services as calendars
from noken.core.actor import Actor, Role, system
from noken.evaluation import services as stating
from noken.evaluation.models import Statement
from noken.evaluation.services import StatementDraft, StatementLine
from noken.findings import services as findings
from noken.findings.models import Row
from noken.leave import services as leave
from noken.leave.models import Letter, Request
from noken.work import services as work
from noken.work.models import Report
from tests.whole.people import Person
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_punch
from tests.world_corrections import at_minute, correction_draft
from tests.world_findings import reply_draft
from tests.world_leave import leave_draft, letter_draft
from tests.world_work import draft

YEAR_START = date(TODAY.year, 1, 1)
ACTS = (
    *("report", "approve", "send_back", "ask_leave", "withdraw_leave", "send", "call_back"),
    *("say", "take", "refuse", "unsay", "answer", "accept", "reject", "punch", "outage"),
    *("state", "agree", "question"),
)


class Life:
    """The `number`th thing that happens; what is not possible now is refused."""

    def __init__(self, person: Person, number: int) -> None:
        self.person, self.number, self.who = person, number, person.who

    @property
    def own(self) -> Actor:
        return actor(self.who)

    @property
    def above(self) -> Actor:
        return actor(self.person.superior, Role.SUPERIOR)

    def report(self) -> None:
        made = draft(self.person.plan.indicators[0], quantity=self.number + 1)
        work.file_reports([made], by=self.own, at=NOON)

    def approve(self) -> None:
        work.approve_reports(self._waiting()[:2], by=self.above, at=NOON)

    def send_back(self) -> None:
        work.return_reports(self._waiting()[:1], note="Berkas mana?", by=self.above, at=NOON)

    def _waiting(self) -> list[UUID]:
        rows = Report.objects.filter(author=self.who, status="WAITING").order_by("work_on")
        return list(rows.values_list("pk", flat=True))

    def ask_leave(self) -> None:
        start = date(2026, 12, 14) + timedelta(self.number % 4)
        made = leave_draft(start_on=start, end_on=start + timedelta(1))
        leave.request_leave(made, by=self.own, at=NOON)

    def withdraw_leave(self) -> None:
        for row in Request.objects.filter(employee=self.who, status="SUBMITTED")[:1]:
            leave.withdraw_request(row.pk, by=self.own, at=NOON)

    def send(self) -> None:
        """On duty on a day that was seen as absence or late, or else today."""
        day = self._bad_day() or TODAY
        number = f"800/{self.number}/{self.who.pk}"
        made = letter_draft([self.who], start_on=day, end_on=day + timedelta(1), number=number)
        leave.issue_letter(made, by=self.above, at=NOON)

    def call_back(self) -> None:
        for row in Letter.objects.filter(absences__employee=self.who)[:1]:
            leave.cancel_letter(row.pk, reason="Batal.", by=self.above, at=NOON)

    def _bad_day(self) -> date | None:
        rows = Day.objects.filter(employee=self.who, day__gte=TODAY.replace(day=1))
        bad = rows.filter(status="OPEN") | rows.filter(late_minutes__gt=0)
        return bad.order_by("day").values_list("day", flat=True).first()

    def say(self) -> None:
        day = self._bad_day()
        if day:
            days.file_correction(correction_draft(day), by=self.own, at=NOON)

    def take(self) -> None:
        for row in Correction.objects.filter(employee=self.who, status="WAITING")[:1]:
            days.accept_correction(row.pk, by=self.above, at=NOON)

    def refuse(self) -> None:
        for row in Correction.objects.filter(employee=self.who, status="WAITING")[:1]:
            days.refuse_correction(row.pk, note="Tidak terlihat.", by=self.above, at=NOON)

    def unsay(self) -> None:
        for row in Correction.objects.filter(employee=self.who, status="WAITING")[:1]:
            days.withdraw_correction(row.pk, by=self.own, at=NOON)

    def answer(self) -> None:
        for row in Row.objects.filter(finding__employee=self.who, state="ASKED")[:1]:
            findings.note_opened(row.finding_id, by=self.own, at=NOON)
            findings.reply(row.finding_id, reply_draft(row), by=self.own, at=NOON)

    def accept(self) -> None:
        self._decide("ACCEPT")

    def reject(self) -> None:
        self._decide("REFUSE")

    def _decide(self, verdict: str) -> None:
        for row in Row.objects.filter(finding__employee=self.who, state="REPLIED")[:1]:
            said = {row.pk: verdict}
            findings.decide(row.finding_id, said, "Sudah didengar.", by=self.above, at=NOON)

    def punch(self) -> None:
        """A record that came late."""
        day = self._bad_day()
        if day:
            door = Recorder.objects.get(site__unit=self.person.sheet.unit)
            make_punch(self.who, door, datetime.combine(day, time(7, self.number % 29)))
            asked = [Asked(self.who.pk, day, day + timedelta(1))]
            days.derive_days(asked, by=system(TODAY), at=NOON)

    def outage(self) -> None:
        day = self._bad_day()
        if day:
            calendars.record_disruption(
                at_minute(day, 420),
                at_minute(day, 1000),
                what="Jaringan padam",
                proof="Catatan pemantau",
                unit_id=self.person.sheet.unit_id,
                by=system(TODAY),
                at=NOON,
            )

    def state(self) -> None:
        key = str(self.person.plan.keys[0])
        made = StatementDraft(YEAR_START, [StatementLine(key, Decimal(self.number + 9))])
        stating.state_realisation(made, by=self.own, at=NOON)

    def agree(self) -> None:
        stating.agree_realisation(self.who.pk, self._stated(), by=self.above, at=NOON)

    def question(self) -> None:
        for pk in self._stated()[:1]:
            stating.ask_about_realisation(
                self.who.pk, pk, question="Dari mana?", by=self.above, at=NOON
            )

    def _stated(self) -> list[int]:
        rows = Statement.objects.filter(employee=self.who, status="STATED", replaced_at=None)
        return list(rows.values_list("pk", flat=True))


def run_jobs() -> None:
    by = system(TODAY)
    while days.derive_waiting(by=by, at=NOON):
        pass
    findings.run_cards(codes=["HDR-03"], by=by, at=NOON)
    findings.ask_due(by=by, at=NOON)
    findings.lapse_due(by=by, at=NOON)

"""Objections of the sample, done through the services: some decided, some under way.

Few, for each decision is a signed paper; the same ones for the same people and day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from noken.config.demo.people import Staffing
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.evaluation.models import Rating, Sheet, Step
from noken.notices.models import Notice
from noken.objections import services
from noken.objections.models import Objection
from noken.objections.queries.deciders import decider_of
from noken.objections.services import Decision, HearingDraft, ObjectionDraft, StatementDraft

TEAM = "DISDIK-BID1"
DECIDED, RUNNING = 8, 6
LOW = ("NEEDS_IMPROVEMENT", "POOR_MISCONDUCT", "VERY_POOR")
REASONS = (
    "Laporan dua bulan pertama saya unggah pada hari terakhir karena jaringan di distrik padam, "
    "dan belum masuk hitungan saat dinilai. Lampirannya ada di lembar evaluasi.",
    "Target itu disepakati sebelum saya mendapat tugas tambahan pada bulan kedua. Tugas tambahan "
    "itu tercatat, tetapi targetnya belum disesuaikan.",
    "Contoh yang dicatat terjadi pada hari saya ditugaskan ke distrik lain dengan surat tugas. "
    "Saya mohon surat tugas itu ditimbang.",
)
ANSWERS = (
    "Penilaian saya berdasar realisasi yang tercatat sampai akhir triwulan. Laporan yang masuk "
    "sesudahnya memang belum saya timbang.",
    "Tugas tambahan sudah saya pertimbangkan, dan penilaian saya tetap.",
)
HEARD = "Menjelaskan urutan kejadian dan menunjukkan dokumen pendukungnya."
KEPT = "Bukti yang diajukan tidak mengubah realisasi pada periode itu; penilaian semula tetap."
CHANGED = "Dokumen pendukungnya sah, dan penilai membenarkannya."


@dataclass(frozen=True, slots=True)
class _Case:
    """A grade to object to and who gave it."""

    sheet_id: int
    employee_id: int
    rater_id: int
    received_at: datetime
    result: str
    behaviour: str


def write_objections(staffing: Staffing, at: datetime) -> None:
    """Against grades of the finished quarters, decided; of the one in progress, in every state."""
    names = {worker.id: worker.identity.name for worker in staffing.workers}
    team = {worker.id for worker in staffing.workers if worker.unit.key == TEAM}
    writer = _Writer(names, at)
    for place, case in enumerate(_finished()[:DECIDED]):
        writer.decided(case, changed=place % 2 == 0, place=place)
    running = _running(team)[:RUNNING]
    for place, case in enumerate(running):
        writer.running(case, place)
    Notice.objects.filter(kind__startswith="Objection", at__lt=at - timedelta(20)).update(
        read_at=at - timedelta(15)
    )


def _finished() -> list[_Case]:
    """Low grades of finished quarters, every fifth, put back to where they were not final."""
    cases = _cases(Rating.objects.filter(grade__in=LOW, sheet__status="FINAL"))[::5]
    chosen = [case.sheet_id for case in cases[:DECIDED]]
    Sheet.objects.filter(pk__in=chosen).update(status=Sheet.Status.PUBLISHED, final_at=None)
    Step.objects.filter(sheet__in=chosen, kind=Step.Kind.FINAL).delete()
    return cases


def _running(team: Iterable[int]) -> list[_Case]:
    """Received grades of the quarter in progress: one of the team the sample shows first, then
    low ones, then others."""
    open_ones = Rating.objects.filter(sheet__status="PUBLISHED", sheet__received_at__isnull=False)
    fresh = open_ones.filter(sheet__period__closed_at=None)
    shown = _cases(fresh.filter(sheet__employee__in=list(team)))[:1]
    others = [*_cases(fresh.filter(grade__in=LOW)), *_cases(fresh.exclude(grade__in=LOW))]
    return shown + [case for case in others if case not in shown]


def _cases(ratings: QuerySet[Rating]) -> list[_Case]:
    rows = ratings.filter(replaced_at=None).select_related("sheet").order_by("sheet")
    return [
        _Case(
            row.sheet_id,
            row.sheet.employee_id,
            row.by_id,
            row.sheet.received_at,
            row.result,
            row.behaviour,
        )
        for row in rows
        if row.sheet.received_at is not None
    ]


class _Writer:
    def __init__(self, names: dict[int, str], at: datetime) -> None:
        self._names, self._at = names, at

    def decided(self, case: _Case, *, changed: bool, place: int) -> None:
        """Filed three days after the notice, decided within the fourteen."""
        start = case.received_at
        row = self._file(case, start + timedelta(3), place)
        self._take(row, start + timedelta(5))
        self._answer(row, start + timedelta(7), place)
        self._hear(row, start + timedelta(9))
        at = start + timedelta(12)
        ratings = ("AS", "AS") if changed else (case.result, case.behaviour)
        decision = Decision(
            key=uuid7(at),
            result=ratings[0],
            behaviour=ratings[1],
            reason=CHANGED if changed else KEPT,
        )
        services.decide(row.pk, decision, by=self._decider(row.pk, at), at=at)

    def running(self, case: _Case, place: int) -> None:
        """The first is answered by nobody yet, the second is answered, the third was taken back,
        the others wait to be taken."""
        filed = min(case.received_at + timedelta(1), self._at - timedelta(hours=5))
        row = self._file(case, max(filed, case.received_at), place)
        if place == 2:
            services.withdraw(row.pk, by=self._by(row.employee_id, self._at), at=self._at)
        if place > 1:
            return
        self._take(row, self._at - timedelta(hours=3))
        if place == 1:
            self._answer(row, self._at - timedelta(hours=1), place)

    def _file(self, case: _Case, at: datetime, place: int) -> Objection:
        draft = ObjectionDraft(
            key=uuid7(at),
            sheet_id=case.sheet_id,
            about="BEHAVIOUR" if case.behaviour == "BELOW" else "RESULT",
            text=REASONS[place % len(REASONS)],
            wants_hearing=place % 3 != 2,
        )
        return services.file_objection(draft, by=self._by(case.employee_id, at), at=at)

    def _take(self, row: Objection, at: datetime) -> None:
        services.take(row.pk, by=self._decider(row.pk, at), at=at)

    def _answer(self, row: Objection, at: datetime, place: int) -> None:
        draft = StatementDraft(key=uuid7(at), text=ANSWERS[place % len(ANSWERS)])
        services.answer(row.pk, draft, by=self._by(row.rater_id, at), at=at)

    def _hear(self, row: Objection, at: datetime) -> None:
        draft = HearingDraft(
            key=uuid7(at),
            side="EMPLOYEE",
            mode="MEETING",
            held_on=clock.day_of(at),
            note=HEARD,
        )
        services.hear(row.pk, draft, by=self._decider(row.pk, at), at=at)

    def _decider(self, objection_id: UUID, at: datetime) -> Actor:
        return self._by(decider_of(objection_id, clock.day_of(at)) or 0, at)

    def _by(self, employee_id: int, at: datetime) -> Actor:
        roles = frozenset({Role.SELF, Role.SUPERIOR})
        name = self._names.get(employee_id, "")
        return Actor(employee_id, employee_id, Role.SELF, roles, clock.day_of(at), name=name)

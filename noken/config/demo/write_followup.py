"""What followed from low and high grades of the sample, done through the services.

A dozen plans in every state, a few awards, a value that waits for its second signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle

from noken.config.demo.people import Staffing
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.evaluation.models import Rating
from noken.followup import services
from noken.followup.models import Award, Improvement
from noken.followup.rules import flow, values
from noken.followup.services import NewAward, NewGoal, NewImprovement, NewNote, NewValue
from noken.notices.models import Notice
from noken.organization import queries as organization

TEAM, KEEPER = "DISDIK-BID1", "Hendrik Mambor"
PLANS, AWARDS = 12, 6
BEGAN_DAYS = 45  # before the day of loading
LOW = ("NEEDS_IMPROVEMENT", "POOR_MISCONDUCT", "VERY_POOR")
REASONS = (
    "Rekap bidang dua kali menunggu bagian ini sampai hari terakhir.",
    "Data sering dikirim sebelum lengkap. Pemeriksaan sebelum dikirim belum menjadi kebiasaan.",
)
GOALS = (
    NewGoal(
        text="Laporan bulanan terkirim sebelum tanggal 5",
        measure="Tanggal kirim pada laporan harian, tiga bulan berturut-turut",
        support="Pengingat tiap akhir bulan dan pendampingan pada hari Senin",
    ),
    NewGoal(
        text="Data lengkap sejak kiriman pertama",
        measure="Tidak ada pengembalian karena data kosong selama dua bulan",
        support="Daftar cek satu halaman yang kita susun bersama",
    ),
)
SAID = (
    "Jaringan di distrik sering padam pada akhir bulan, jadi laporan tertahan.",
    "Saya belum yakin kolom mana yang wajib, jadi menunggu jawaban rekan.",
)
HELP = (
    "Saya minta operator kabupaten menerima kiriman lewat telepon bila jaringan padam.",
    "Saya duduk bersama 30 menit tiap Senin sampai dua kiriman lengkap.",
)
AGREED = "Kiriman pertama diperiksa berdua sebelum dikirim, mulai bulan ini."
PRAISE = (
    "Menyusun panduan yang kini dipakai tiga distrik; waktu verifikasi turun dari lima menjadi dua "
    "hari sejak triwulan lalu.",
    "Menggantikan dua rekan selama sebulan tanpa layanan yang tertunda, dan melatih penerusnya.",
)


@dataclass(frozen=True, slots=True)
class _Graded:
    sheet_id: int
    employee_id: int


def write_followup(staffing: Staffing, at: datetime) -> None:
    """The team the sample shows first comes first, so that its superior sees something. The words
    are those of an office: nobody of a school."""
    names = {worker.id: worker.identity.name for worker in staffing.workers}
    team = {worker.id for worker in staffing.workers if worker.unit.key == TEAM}
    keeper = next(w.id for w in staffing.workers if w.identity.name == KEEPER)
    writer = _Writer(names, keeper, at)
    office = {worker.id for worker in staffing.workers if not worker.owes_no_report}
    for place, graded in enumerate(_final(LOW, team, office)[:PLANS]):
        writer.plan(graded, place)
    for place, graded in enumerate(_final(("VERY_GOOD",), team, office)[:AWARDS]):
        writer.award(graded, place)
    writer.value()
    Notice.objects.filter(kind__startswith="Improvement", at__lt=at - timedelta(10)).update(
        read_at=at - timedelta(9)
    )


def _final(grades: Sequence[str], team: set[int], office: set[int]) -> list[_Graded]:
    """One a person, the newest: two of the team first, then some from everywhere."""
    rows = Rating.objects.filter(
        grade__in=grades, sheet__status="FINAL", replaced_at=None, published_at__isnull=False
    ).order_by("-sheet__period__end_on", "sheet")
    found: dict[int, _Graded] = {}
    for sheet_id, employee_id in rows.values_list("sheet_id", "sheet__employee_id"):
        if employee_id in office:
            found.setdefault(employee_id, _Graded(sheet_id, employee_id))
    here = [each for each in found.values() if each.employee_id in team]
    elsewhere = [each for each in found.values() if each.employee_id not in team]
    return here[:2] + elsewhere[:: max(1, len(elsewhere) // PLANS)]


class _Writer:
    def __init__(self, names: dict[int, str], keeper: int, at: datetime) -> None:
        self._names, self._keeper, self._at = names, keeper, at
        self._ends = cycle((flow.RUNNING, flow.PROPOSED, flow.TESTED, flow.IMPROVED, "ASKED"))

    def plan(self, graded: _Graded, place: int) -> None:
        """Proposed six weeks ago, or last week where its person has not agreed yet."""
        end = next(self._ends)
        waits = end in {flow.PROPOSED, "ASKED"}
        start = self._at - timedelta(4 if waits else BEGAN_DAYS)
        coach = self._coach(graded.employee_id, start)
        if coach is None:
            return
        new = NewImprovement(
            key=uuid7(start),
            employee_id=graded.employee_id,
            sheet_id=graded.sheet_id,
            reason=REASONS[place % 2],
            goals=GOALS[: 1 + place % 2],
        )
        plan = services.propose_improvement(new, by=coach, at=start)
        if end == "ASKED":
            note = "Mohon batasnya tanggal 7, karena rekap dari kampung tiba tanggal 5."
            self._answer(plan, note, start + timedelta(1))
        if not waits:
            self._answer(plan, "", start + timedelta(1))
            self._go_on(plan, end, place)

    def award(self, graded: _Graded, place: int) -> None:
        at = self._at - timedelta(6 - place % 3)
        coach = self._coach(graded.employee_id, at)
        if coach is None:
            return
        kinds = (Award.Kind.LEARNING, Award.Kind.APPRECIATION, Award.Kind.TALENT)
        new = NewAward(
            key=uuid7(at),
            employee_id=graded.employee_id,
            kind=kinds[place % 3],
            reason=PRAISE[place % 2],
        )
        made = services.propose_award(new, by=coach, at=at)
        if place % 3 == 1 and graded.employee_id != self._keeper:
            services.decide_award(
                made.pk,
                grants=True,
                number=f"800.1.11/{410 + place}/2026",
                note="",
                by=self._personnel(self._at),
                at=self._at - timedelta(2),
            )

    def value(self) -> None:
        """The span of a plan, signed by one: nothing follows from it yet."""
        by = self._personnel(self._at)
        new = NewValue(
            name=values.MONTHS,
            value=Decimal(values.USUAL_MONTHS),
            start_on=clock.day_of(self._at) + timedelta(38),
            source="Rancangan Peraturan Bupati tentang pengelolaan kinerja, pasal 31",
        )
        row = services.propose_value(new, by=by, at=self._at - timedelta(1))
        reason = "Sama dengan yang dipakai selama ini; mohon persetujuan Sekda."
        services.sign_value(row.pk, reason, by=by, at=self._at - timedelta(1))

    def _answer(self, plan: Improvement, note: str, at: datetime) -> None:
        person = self._by(plan.employee_id, at)
        services.answer_improvement(plan.pk, agrees=not note, note=note, by=person, at=at)

    def _go_on(self, plan: Improvement, end: str, place: int) -> None:
        talk = self._at - timedelta(22)
        coach = self._coach(plan.employee_id, talk)
        if coach is None:
            return
        held_on = clock.day_of(talk)
        note = NewNote(
            key=uuid7(talk),
            held_on=held_on,
            said=SAID[place % 2],
            help=HELP[place % 2],
            agreed=AGREED,
            next_on=held_on + timedelta(28),
        )
        services.add_note(plan.pk, note, by=coach, at=talk)
        if end == flow.RUNNING:
            return
        tested = self._at - timedelta(3)
        coach = self._coach(plan.employee_id, tested) or coach
        outcome = flow.REACHED if end == flow.IMPROVED else flow.PARTLY
        facts = "Dua kiriman terakhir lengkap dan tepat waktu."
        services.record_retest(plan.pk, outcome, facts, clock.day_of(tested), by=coach, at=tested)
        if end == flow.IMPROVED:
            at = self._at - timedelta(1)
            services.decide_improvement(
                plan.pk, flow.IMPROVE, "Kebiasaannya sudah tetap.", by=coach, at=at
            )

    def _coach(self, employee_id: int, at: datetime) -> Actor | None:
        on = clock.day_of(at)
        superior = organization.superiors([employee_id], on).get(employee_id)
        return self._by(superior, at) if superior else None

    def _personnel(self, at: datetime) -> Actor:
        roles = frozenset({Role.SELF, Role.PERSONNEL})
        return self._actor(self._keeper, Role.PERSONNEL, roles, clock.day_of(at))

    def _by(self, employee_id: int, at: datetime) -> Actor:
        roles = frozenset({Role.SELF, Role.SUPERIOR})
        return self._actor(employee_id, Role.SUPERIOR, roles, clock.day_of(at))

    def _actor(self, employee_id: int, role: Role, roles: frozenset[Role], on: date) -> Actor:
        return Actor(employee_id, employee_id, role, roles, on, name=self._names[employee_id])

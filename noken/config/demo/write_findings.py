"""Findings of the sample, done through the services: the cards signed off, people asked, some
answers, some decisions. Nothing of it is a real rule: every source says so.

Three evenings are played on which the rules looked and people were asked, and then today's. In
between some open theirs and answer, superiors decide, and what nobody answered in time lapses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count, Q, QuerySet

from noken.attendance import services as attendance
from noken.attendance.services import NewTolerance
from noken.config.demo.extras import landslide
from noken.config.demo.people import Staffing
from noken.config.demo.write_cards import AGREED, FICTIONAL, write_cards
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.uuid7 import uuid7
from noken.findings import services
from noken.findings.models import Finding, Row
from noken.findings.rules import flow
from noken.findings.services import ReplyDraft
from noken.notices.models import Notice
from noken.organization import queries as organization
from noken.planning import services as planning
from noken.planning.rules.hints import LATE_DAYS
from noken.planning.services import NewLateTerm

KEEPER, LEADER = "Hendrik Mambor", "Yan Piet Mosyoi Sawaki"
SHOWN, ASKED_ONCE = "Daud Iba", "Maria Wanggai"
TOLD = frozenset({SHOWN, ASKED_ONCE})
"""People of the tour: chance leaves them no other day without a record."""
TOLERANCE_MINUTES, MAKE_UP_MINUTES = 15, 30
ABSENCE = "HDR-03"
QUICK = (ABSENCE, "HDR-07", "LAP-02", "LAP-03", "LAP-04", "ATS-03", "ATS-04", "PRS-01")
"""Rules that look at all of the sample in a moment; the others do so in the first night."""
PLAYED, FEW = 24, 2
"""Findings of an evening of which something is told, and the most days of each."""

# Workdays before the day of loading: the evening on which Daud was asked, about how many days, and
# between which two they lie, the newer first.
FULL = ((45, 1, 51, 60), (34, 1, 40, 50), (3, 2, 9, 26))
SMALL = ((17, 1, 23, 25), (10, 1, 16, 22), (1, 2, 7, 15))
MARIA = (1, 9, 15)

SAID = (
    "Anak saya demam sejak malam dan saya bawa ke puskesmas. Suratnya saya lampirkan besok pagi.",
    "Saya mendampingi tim verifikasi di distrik; surat tugasnya baru keluar minggu berikutnya.",
    "Motor mogok di jalan Prafi dan tidak ada sinyal, jadi saya tidak sempat memberi kabar.",
    "Saya hadir sejak pagi di aula membantu panitia; mesin pintu samping tidak membaca jari saya.",
)
# Few are accepted: a rule that is wrong too often stops itself, and this one is to go on.
DECIDED = (
    (flow.REFUSE, "Tidak ada kabar pada hari itu, dan panitia tidak mencatat kehadirannya."),
    (flow.ACCEPT, "Sudah saya periksa dan benar adanya. Lain kali mohon kabar pada hari itu juga."),
    (flow.ASK_PROOF, "Mohon lampirkan surat keterangan supaya saya dapat menimbangnya."),
    (flow.REFUSE, "Nama yang bersangkutan tidak ada pada daftar tim di distrik hari itu."),
)


@dataclass(frozen=True, slots=True)
class _Days:
    """Workdays by how many they lie before the day of loading."""

    workdays: Sequence[date]

    @property
    def story(self) -> tuple[tuple[int, int, int, int], ...]:
        return FULL if len(self.workdays) > FULL[0][3] else SMALL

    def back(self, count: int) -> date:
        return self.workdays[-1 - count]

    def between(self, newer: int, older: int) -> list[date]:
        return [self.back(count) for count in range(newer, older + 1)]


def absences(workdays: Sequence[date]) -> Iterator[tuple[str, int, list[date]]]:
    """Who of the tour has no record on how many of which days, for whoever writes the punches."""
    days = _Days(workdays)
    for _, count, newer, older in days.story:
        yield SHOWN, count, days.between(newer, older)
    count, newer, older = MARIA
    yield ASKED_ONCE, count, days.between(newer, older)


def _write_settings(staffing: Staffing, workdays: Sequence[date], today: date) -> None:
    """The tolerance, the days for plans, the terms and a version of each card, signed off before
    the first day."""
    on = workdays[0] - timedelta(3)
    at = clock.at_noon(on)
    ids = {worker.identity.name: worker.id for worker in staffing.workers}
    keeper = _official(ids, KEEPER, Role.PERSONNEL, on)
    signers = (keeper, _official(ids, LEADER, Role.LEADER, on))
    tolerance = attendance.propose_tolerance(
        NewTolerance(TOLERANCE_MINUTES, MAKE_UP_MINUTES, on, FICTIONAL), by=keeper, at=at
    )
    for signer in signers:
        attendance.sign_tolerance(tolerance.pk, AGREED, by=signer, at=at)
    term = planning.propose_late_term(NewLateTerm(LATE_DAYS, on, FICTIONAL), by=keeper, at=at)
    for signer in signers:
        planning.sign_late_term(term.pk, AGREED, by=signer, at=at)
    write_cards(keeper, signers, on, today)


def write_findings(staffing: Staffing, workdays: Sequence[date], at: datetime) -> None:
    """When the days are derived and all is there that a rule may look at."""
    _write_settings(staffing, workdays, clock.day_of(at))
    writer = _Writer(staffing, _Days(workdays), at)
    for evening, *_ in writer.days.story:
        writer.evening(evening)
    writer.today()
    Notice.objects.filter(kind__startswith="Finding", at__lt=at - timedelta(10)).update(
        read_at=at - timedelta(9)
    )


def _official(ids: dict[str, int], name: str, role: Role, on: date) -> Actor:
    return Actor(ids[name], ids[name], role, frozenset({Role.SELF, role}), on, name=name)


class _Writer:
    def __init__(self, staffing: Staffing, days: _Days, at: datetime) -> None:
        self.days, self._at = days, at
        self._names = {worker.id: worker.identity.name for worker in staffing.workers}
        self._shown = next(pk for pk, name in self._names.items() if name == SHOWN)
        self._said, self._decided = cycle(SAID), cycle(DECIDED)

    def evening(self, back: int) -> None:
        """The rules look at the days until then, people are asked; the days after go their way."""
        at = clock.at_noon(self.days.back(back)) + timedelta(hours=5)
        self._look(at, codes=(ABSENCE,))
        fresh = Row.objects.filter(state=flow.ASKED, asked_at=at)
        others = fresh.exclude(finding__employee=self._shown)
        if back > 5:
            for place, finding in enumerate(self._some(others)):
                self._tell(finding, at, place)
        self._tell_story(fresh.filter(finding__employee=self._shown), at, back)
        self._lapse(back)

    def today(self) -> None:
        """Several rules look at the year; who is asked today has not opened it yet."""
        self._look(self._at - timedelta(minutes=20), codes=QUICK)

    def _look(self, at: datetime, codes: tuple[str, ...]) -> None:
        by = system(clock.day_of(at))
        services.run_cards(codes=codes, by=by, at=at)
        services.ask_due(by=by, at=at)

    def _lapse(self, back: int) -> None:
        """On the fifth workday after, where that is over."""
        if back > 5:
            at = clock.at_noon(self.days.back(back - 5)) + timedelta(hours=6)
            services.lapse_due(by=system(clock.day_of(at)), at=at)

    def _some(self, rows: QuerySet[Row]) -> Sequence[Finding]:
        """With few days each: where there are many, a PIN waits for its owner."""
        asked = Q(rows__in=rows)
        counted = Finding.objects.annotate(asked=Count("rows", filter=asked))
        found = list(counted.filter(asked__gte=1, asked__lte=FEW).order_by("pk"))
        return found[:: max(1, len(found) // PLAYED)][:PLAYED]

    def _tell(self, finding: Finding, at: datetime, place: int) -> None:
        """Of six one does not open it, three open it and are silent, two answer."""
        asked = list(finding.rows.filter(state=flow.ASKED))
        if place % 6 == 0 or not asked:
            return
        opened = at + timedelta(hours=15)
        self._open(finding, opened)
        if place % 6 < 4:
            return
        self._reply(finding, asked, next(self._said), opened + timedelta(hours=2))
        verdict, reason = next(self._decided)
        self._decide(finding, asked, verdict, reason, opened + timedelta(days=1))

    def _tell_story(self, rows: QuerySet[Row], at: datetime, back: int) -> None:
        """As the tour shows: one day lapsed, one was accepted, two are to be weighed."""
        asked = list(rows.order_by("day"))
        if not asked:
            return
        finding = asked[0].finding
        first, second, last = (evening for evening, *_ in self.days.story)
        opened = at + timedelta(hours=1)
        self._open(finding, opened)
        if back == first:
            return
        text = LANDSLIDE if back == last else "Saya sakit dan dirawat jalan di Puskesmas Prafi."
        files = (landslide(),) if back == last else ()
        self._reply(finding, asked, text, opened + timedelta(hours=2), files)
        if back == second:
            reason = "Surat Puskesmas Prafi sudah saya terima."
            self._decide(finding, asked, flow.ACCEPT, reason, opened + timedelta(days=1))

    def _open(self, finding: Finding, at: datetime) -> None:
        services.note_opened(finding.pk, by=self._by(finding.employee_id, at), at=at)

    def _reply(
        self,
        finding: Finding,
        rows: Sequence[Row],
        text: str,
        at: datetime,
        files: tuple[SimpleUploadedFile, ...] = (),
    ) -> None:
        draft = ReplyDraft(uuid7(at), tuple(row.pk for row in rows), text, files=files)
        services.reply(finding.pk, draft, by=self._by(finding.employee_id, at), at=at)

    def _decide(
        self, finding: Finding, rows: Sequence[Row], verdict: str, reason: str, at: datetime
    ) -> None:
        superior = organization.superiors([finding.employee_id], clock.day_of(at)).get(
            finding.employee_id
        )
        if superior is not None:
            by = self._by(superior, at, Role.SUPERIOR)
            services.decide(finding.pk, {row.pk: verdict for row in rows}, reason, by=by, at=at)

    def _by(self, employee_id: int, at: datetime, role: Role = Role.SELF) -> Actor:
        roles = frozenset({Role.SELF, role})
        on, name = clock.day_of(at), self._names[employee_id]
        return Actor(employee_id, employee_id, role, roles, on, name=name)


LANDSLIDE = (
    "Pada hari pertama jalan dari Prafi tertutup longsor di Kampung Warmare dan tidak ada sinyal. "
    "Pada hari kedua anak saya demam tinggi dan saya bawa ke puskesmas. Suratnya saya unggah besok."
)

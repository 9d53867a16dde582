"""Discipline in the sample, done through the services: the settings signed off, one case
at its first summons, one decided and in force. Names and sources are made up.

Both begin with a breach that the direct superior wrote down, are told and answered first, and are
decided by somebody else than who wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from noken.calendars import queries as calendars
from noken.config.demo.people import Staffing
from noken.config.demo.write_cards import AGREED, FICTIONAL
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.periods import in_force
from noken.core.uuid7 import uuid7
from noken.discipline import services
from noken.discipline.models import Case
from noken.discipline.queries.seats import official_of
from noken.discipline.rules import authority, terms
from noken.discipline.services import (
    FromBreach,
    Minutes,
    NewDecision,
    NewDelivery,
    NewMatrix,
    NewMedium,
    NewReport,
    NewSummons,
    NewTerms,
    ReplyDraft,
)
from noken.notices.models import Notice
from noken.organization.models import ReportingLine
from noken.regulations.discipline import deadlines, sanctions, usual_authority

KEEPER, LEADER, SUPERIOR = "Hendrik Mambor", "Yan Piet Mosyoi Sawaki", "Yohana Saiba"
OF_THE_TOUR = ("Daud Iba", "Maria Wanggai")
ARTICLE = "PP 94/2021 Pasal 4 huruf f"
BEGAN_BACK, SUMMONED_BACK = 24, 2
"""Workdays before the day of loading on which the two cases were written down."""


@dataclass(frozen=True, slots=True)
class _People:
    """Whom a case is about, and who wrote it down."""

    employee_id: int
    superior_id: int


def write_discipline(staffing: Staffing, workdays: Sequence[date], at: datetime) -> None:
    """When people, lines and days are there."""
    names = {worker.identity.name: worker.id for worker in staffing.workers}
    keeper, leader = names[KEEPER], names[LEADER]
    _settle(keeper, leader, workdays[0] - timedelta(3))
    apart = {names[name] for name in OF_THE_TOUR} | {keeper, leader}
    shown = _pick(apart, clock.day_of(at), superior_id=names[SUPERIOR])
    done = _pick({*apart, names[SUPERIOR]}, workdays[-1 - BEGAN_BACK])
    if done is not None:
        _decided(done, keeper, workdays)
    if shown is not None:
        _summoned(shown, workdays[-1 - SUMMONED_BACK])
    old = Notice.objects.filter(url__startswith="/perkara/", at__lt=at - timedelta(5))
    old.update(read_at=at - timedelta(4))


def _settle(keeper: int, leader: int, on: date) -> None:
    """Days, matrix and medium kinds as they usually are, signed off before the first day."""
    at, by = clock.at_noon(on), _official(keeper, Role.PERSONNEL, on)
    signers = (by, _official(leader, Role.LEADER, on))
    usual = terms.usual(deadlines())
    days = {name: getattr(usual, name) for name in services.MOST}
    proposed = services.propose_terms(
        NewTerms(days=days, start_on=on, source=FICTIONAL), by=by, at=at
    )
    cells = authority.usual(usual_authority())
    matrix = services.propose_matrix(
        NewMatrix(cells=cells, start_on=on, source=FICTIONAL), by=by, at=at
    )
    codes = [code for code, each in sanctions().items() if each.level == "SEDANG"]
    medium = services.propose_medium(
        NewMedium(codes=codes, start_on=on, source=FICTIONAL), by=by, at=at
    )
    for signer in signers:
        services.sign_medium(medium.pk, AGREED, by=signer, at=at)
        services.sign_terms(proposed.pk, AGREED, by=signer, at=at)
        services.sign_matrix(matrix.pk, AGREED, by=signer, at=at)


def _pick(apart: set[int], on: date, *, superior_id: int | None = None) -> _People | None:
    """The first PNS with a superior in office and somebody above them; the same every time."""
    lines = ReportingLine.objects.filter(
        in_force(on),
        employee__kind="PNS",
        superior__isnull=False,
        basis=ReportingLine.Basis.STRUCTURE,
        via__kind__in=["DIVISION", "SUBDIVISION", "SECTION"],
    )
    if superior_id is not None:
        lines = lines.filter(superior_id=superior_id)
    found = lines.exclude(employee_id__in=apart).exclude(superior_id__in=apart)
    pair = found.order_by("employee_id").values_list("employee_id", "superior_id").first()
    return _People(*pair) if pair else None


def _summoned(people: _People, on: date) -> None:
    """Answered, and summoned for a day that is still to come."""
    row = _written(people, on, "Meninggalkan loket pada jam pelayanan tanpa memberi tahu.")
    by = _official(people.superior_id, Role.SUPERIOR, on)
    hear_at = clock.at_noon(calendars.add_workdays(on, 6)) - timedelta(hours=2)
    services.summon(
        row.pk,
        NewSummons(number="800/1127", hear_at=hear_at, place="Ruang rapat bidang"),
        by=by,
        at=clock.at_noon(on) + timedelta(hours=3),
    )


def _decided(people: _People, keeper: int, workdays: Sequence[date]) -> None:
    """Through all steps, a day or two between them, until the night it took force."""

    def day(after: int) -> date:
        return workdays[-1 - BEGAN_BACK + after]

    row = _written(people, day(0), "Dua kali mengisi daftar hadir rekan yang tidak datang.")
    superior = people.superior_id
    hear_at = clock.at_noon(day(3)) - timedelta(hours=2)
    summons = NewSummons(number="800/1031", hear_at=hear_at, place="Ruang kepala")
    services.summon(row.pk, summons, by=_sup(superior, day(1)), at=clock.at_noon(day(1)))
    own = Actor(row.employee_id, row.employee_id, Role.SELF, frozenset({Role.SELF}), day(1))
    services.note_summons_opened(row.pk, by=own, at=clock.at_noon(day(1)) + timedelta(hours=2))
    heard = Minutes(
        held_at=hear_at,
        place="Ruang kepala",
        article=ARTICLE,
        questions=(
            ("Apakah Saudara hari ini sehat dan bersedia diperiksa?", "Sehat dan bersedia."),
            ("Mengapa Saudara mengisinya?", "Saya diminta rekan, dan saya menyesalinya."),
        ),
    )
    services.hear(row.pk, heard, by=_sup(superior, day(3)), at=clock.at_noon(day(3)))
    report = NewReport(
        number="800/1042",
        breach=row.breach,
        when="Dua hari pada bulan lalu",
        place="Kantor",
        impact="UNIT",
        impact_text="Daftar hadir bidang tidak dapat dipercaya dan harus diperiksa ulang.",
        mitigating="Mengakui dan menyesali.",
        sanction="R2",
    )
    services.report(row.pk, report, by=_sup(superior, day(4)), at=clock.at_noon(day(4)))
    _finish(row, keeper, day(5))


def _finish(row: Case, keeper: int, on: date) -> None:
    at, by = clock.at_noon(on), _official(keeper, Role.PERSONNEL, on)
    if official_of(row, "RINGAN", on) is None:
        return
    decision = NewDecision(
        sanction="R2",
        number="800/1050",
        considering="Bahwa perbuatannya terbukti, diakui, dan baru pertama kali.",
        article=ARTICLE,
        impact="Daftar hadir bidang harus diperiksa ulang.",
        mitigating="Mengakui dan menyesali.",
    )
    made = services.draft(row.pk, decision, by=by, at=at)
    confirming = _sup(made.official_id, on)
    services.confirm(row.pk, "Manokwari", by=confirming, at=at + timedelta(hours=1))
    delivery = NewDelivery(
        way="HANDED",
        on=on,
        place="Ruang BKPSDM",
        receiver="Pegawai yang bersangkutan",
        witness="Kepala subbagian umum",
    )
    services.deliver(row.pk, delivery, by=by, at=at + timedelta(hours=2))
    row = Case.objects.get(pk=row.pk)
    force = row.decisions.get(decided_at__isnull=False).in_force_on
    if force is not None:
        services.enter_into_force(by=system(force), at=clock.at_noon(force))


def _written(people: _People, on: date, breach: str) -> Case:
    """Written down by the superior, opened and answered by the person on the same day."""
    at = clock.at_noon(on) - timedelta(hours=4)
    row = services.open_from_breach(
        FromBreach(
            employee_id=people.employee_id,
            breach=breach,
            article=ARTICLE,
            source="Pengaduan warga lewat SP4N-LAPOR! (contoh)",
            place="Kantor",
            first_on=on - timedelta(5),
            last_on=on - timedelta(5),
            impact="UNIT",
        ),
        by=_sup(people.superior_id, on),
        at=at,
    )
    own = Actor(people.employee_id, people.employee_id, Role.SELF, frozenset({Role.SELF}), on)
    services.note_opened(row.pk, by=own, at=at + timedelta(hours=1))
    said = ReplyDraft(
        key=uuid7(at + timedelta(hours=2)),
        text="Saya mengerti keluhannya. Hari itu saya sendirian dan menyesal tidak memberi kabar.",
    )
    services.reply(row.pk, said, by=own, at=at + timedelta(hours=2))
    return row


def _sup(employee_id: int, on: date) -> Actor:
    return _official(employee_id, Role.SUPERIOR, on)


def _official(employee_id: int, role: Role, on: date) -> Actor:
    return Actor(employee_id, employee_id, role, frozenset({Role.SELF, role}), on)

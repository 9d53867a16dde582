"""What several services of discipline judge alike."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from noken.core import clock
from noken.core.errors import Refused
from noken.discipline.access import Seats
from noken.discipline.models import Appeal, Case, Decision, Summons
from noken.discipline.queries import grounds
from noken.discipline.queries.away import is_away
from noken.discipline.queries.medium import medium_on
from noken.discipline.queries.nexts import appeal_of, excuse_waits, sanction_in_force
from noken.discipline.queries.seats import authority_of, official_of
from noken.discipline.rules import sanctions
from noken.discipline.rules.sanctions import Weighed
from noken.discipline.services._records import Handing, refuse
from noken.findings import queries as findings
from noken.regulations.discipline import sanctions as sanction_table


def check_handed(handing: Handing, since: date, at: datetime) -> None:
    """Raises Refused: `discipline.bad_day`."""
    later = handing.moment is not None and handing.moment > at
    if later or not since <= handing.on <= clock.day_of(at):
        raise Refused(
            "Pilih hari penyerahan sejak suratnya dibuat sampai sekarang.",
            code="discipline.bad_day",
        )


def companion_on(name: str, day: date) -> str:
    """Who is beside the person, where the terms of the day allow one.

    Raises:
        Refused: `discipline.no_companion`.
    """
    name = name.strip()[:120]
    if name and not findings.terms_on(day).companion:
        raise Refused(
            "Menurut ketentuan yang berlaku, pendamping tidak dicantumkan.",
            code="discipline.no_companion",
        )
    return name


def check_missable(row: Case, summons: Summons) -> None:
    """Raises Refused: `discipline.away`, `discipline.excuse_waits`."""
    if is_away(row, summons):
        raise Refused(
            "Pada hari pemeriksaan itu tercatat cuti, sakit atau tugas pegawai, atau ada gangguan, "
            "jadi panggilannya tidak terlewat. Buat panggilan yang sama lagi.",
            code="discipline.away",
        )
    if excuse_waits(summons):
        raise Refused(
            "Pegawai menyampaikan alasan berhalangan. Buat panggilan yang sama lagi, atau tuliskan "
            "dulu mengapa alasannya tidak diterima.",
            code="discipline.excuse_waits",
        )


def check_team_there(row: Case, seats: Seats) -> None:
    """Raises Refused: `discipline.no_team`."""
    if sanctions.needs_team(row.level) and not seats.has_team:
        raise Refused(
            "Ancaman hukuman berat diperiksa oleh tim. Minta BKPSDM mencatat tim yang ditetapkan "
            "PPK.",
            code="discipline.no_team",
            basis="PP 94/2021 Pasal 29",
        )


def check_sanction(row: Case, code: str, weighed: Weighed, today: date) -> None:
    """The rung, whether an act goes by its impact, and the medium kinds that hold are asked now,
    whatever `weighed` says of them.

    Raises:
        Refused: `discipline.no_sanction`, `.no_team`, `.medium_unsigned`, `.too_heavy`,
            `.no_mitigating`.
    """
    weighed = replace(
        weighed,
        rung=grounds.rung_in(row),
        medium=medium_on(today).codes,
        by_impact=grounds.goes_by_impact(row),
    )
    if why := sanctions.why_not(code, weighed, sanction_table()):
        refuse(why)


def need_official(row: Case, level: str, today: date) -> int:
    """Who is competent for a level today.

    Raises:
        Refused: `discipline.no_matrix`, `discipline.no_official`.
    """
    if not authority_of(row, level, today):
        raise Refused(
            "Matriks pejabat yang berwenang masih menunggu penetapan dua orang, jadi belum ada "
            "yang dapat memutus. Sampaikan kepada BKPSDM.",
            code="discipline.no_matrix",
            basis="PP 94/2021 Pasal 16-24",
        )
    official_id = official_of(row, level, today)
    if official_id is None:
        raise Refused(
            "Tidak ditemukan pejabat yang berwenang dan yang perannya terpisah: bukan pencatat "
            "dugaan dan bukan penjaga aturannya. Minta BKPSDM memperbarui jabatan atau matriks.",
            code="discipline.no_official",
        )
    return official_id


def decision_of(row: Case) -> Decision:
    """The confirmed decision of a case that has one."""
    return row.decisions.get(decided_at__isnull=False)


def open_appeal(row: Case) -> Appeal:
    """Raises Refused: `discipline.no_appeal`."""
    filed = Appeal.objects.filter(case=row, outcome="").first()
    if filed is None:
        raise Refused("Tidak ada upaya administratif yang menunggu.", code="discipline.no_appeal")
    return filed


def check_day(filed: Appeal, day: date, today: date) -> None:
    """Raises Refused: `discipline.bad_day`."""
    if not filed.filed_on <= day <= today:
        raise Refused(
            "Pilih hari sejak upaya administratif diajukan sampai hari ini.",
            code="discipline.bad_day",
        )


def set_end(row: Case, start: date | None, held: timedelta = timedelta(0)) -> None:
    """The last days of a sanction that takes force on `start`; None: it has its day already.
    `held`: an appeal held it so long after it began."""
    made = decision_of(row)
    begins = start or made.in_force_on
    if begins is None:
        return
    kind = sanction_table()[sanction_in_force(made, appeal_of(row))]
    end = sanctions.end_of(begins, kind)
    made.in_force_on, made.end_on = begins, end + held if end else None
    made.save(update_fields=["in_force_on", "end_on"])

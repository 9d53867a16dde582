"""Days of those who keep the register and of those who watch, without JavaScript."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from noken.audit.models import Entry
from noken.organization import tasks
from noken.organization.models import (
    Employee,
    ImportRun,
    Position,
    Posting,
    ReportingLine,
    RoleGrant,
    StandingPeriod,
)
from noken.work.models import Report
from tests.cast import Cast
from tests.jobs import do
from tests.journeys.walk import Walk
from tests.world import START, TODAY, make_employee, make_line, make_position, make_posting
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[2] / "noken/organization/tests/data/siasn_contoh.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = TODAY.isoformat()


def test_the_personnel_agency_fills_a_vacant_chair(cast: Cast, walk: Walk) -> None:
    agency = Position.objects.get(title="Kepala BKPSDM")
    hendrik = walk(cast.personnel)
    hendrik.sees("Antrean")

    hendrik.go("/gladi/?keadaan=sementara").sees("Hendrik Mambor")
    hendrik.go("/pegawai/?cari=ruth+tidak+ada").go("/pegawai/?cari=fran+rumbiak")
    hendrik.sees("Frans Rumbiak", "Pengelola Data Kurikulum")

    unit = f"/unit/{agency.unit_id}/"
    hendrik.go(f"{unit}?buka=plt")
    button = next(b for f in hendrik.forms if f.action.endswith("/plt/") for b in f.buttons)
    hendrik.press(button, at="/plt/", employee_text="Frans", kind="PLT", start_on=DAY)
    assert hendrik.status == 422
    hendrik.sees("Frans Rumbiak").press(button, at="/plt/", employee=str(cast.peer.pk))

    acting = Posting.objects.get(position=agency, kind=Posting.Kind.PLT)
    assert (acting.employee_id, acting.start_on) == (cast.peer.pk, TODAY)
    line = ReportingLine.objects.get(employee=cast.personnel, end_on=None)
    assert (line.superior_id, line.basis) == (cast.peer.pk, ReportingLine.Basis.ACTING)
    walk(cast.peer).go("/tim/").sees("Hendrik Mambor")
    assert Entry.objects.filter(action="ActingAppointed", employee_id=cast.personnel.pk).exists()


def test_the_national_export_becomes_a_working_instansi(cast: Cast, walk: Walk) -> None:
    before = set(Employee.objects.values_list("pk", flat=True))
    hendrik = walk(cast.personnel).go("/impor/")
    file = SimpleUploadedFile(SAMPLE.name, SAMPLE.read_bytes(), content_type=XLSX)

    hendrik.press("Unggah dan periksa", file=file)
    run = ImportRun.objects.get()
    assert hendrik.url == f"/impor/{run.pk}/"
    do(tasks.read_import, run_id=run.pk)
    hendrik.go(hendrik.url).sees("dikenali", "baru")
    button = next(b for f in hendrik.forms if f.action.endswith("/terapkan/") for b in f.buttons)
    assert set(Employee.objects.values_list("pk", flat=True)) == before

    hendrik.press(button, at="/terapkan/", basis="SK 800/21").sees("Sedang diterapkan")
    do(tasks.apply_import, run_id=run.pk)
    hendrik.go(f"/impor/{run.pk}/").sees("Diterapkan", "SK 800/21")

    people = Employee.objects.exclude(pk__in=before)
    assert people.count() > 50
    active = StandingPeriod.objects.filter(standing="ACTIVE", end_on=None, employee__in=people)
    lines = ReportingLine.objects.filter(end_on=None, employee__in=active.values("employee"))
    assert lines.count() == active.count()
    hendrik.go("/gladi/").sees("Sementara", "Tanpa atasan")


def test_an_admin_keeps_the_own_office_and_sees_no_other(cast: Cast, walk: Walk) -> None:
    rina = walk(cast.admin_opd)
    rina.sees("Antrean").go("/pegawai/").sees("Maria Wanggai").misses("Petrus Sayori")
    page = f"/pegawai/{cast.owner.pk}/"

    rina.go(f"{page}?buka=pangkat")
    button = next(b for f in rina.forms if f.action.endswith("/pangkat/") for b in f.buttons)
    rina.press(button, at="/pangkat/", code="III/c", on=DAY)
    rina.go(page).sees("III/c")

    assert rina.go(f"/pegawai/{cast.admin_other.pk}/").status == 404
    walk(cast.owner).go(page).sees("III/c")


@pytest.mark.parametrize(
    ("who", "home", "seen"),
    [
        ("inspectorate", "/inspektorat/", "Pejabat belum bertindak"),
        ("leader", "/ikhtisar/", "Dinas Pendidikan"),
    ],
)
def test_who_watches_sees_agencies_and_no_persons_work(
    cast: Cast, walk: Walk, who: str, home: str, seen: str
) -> None:
    report = make_report(cast.owner, title="Rahasia laporan Maria")

    watcher = walk(getattr(cast, who))

    assert watcher.url == home
    watcher.sees(seen).misses("Rahasia laporan Maria", "Maria Wanggai")
    assert watcher.go(report.get_absolute_url()).status == 404
    assert watcher.go("/tim/").status == 404
    watcher.go("/hari-ini/").sees("Target hari ini")


def test_a_teacher_owes_no_report_and_may_still_file_one(cast: Cast, walk: Walk) -> None:
    teacher = make_employee("Dorkas Wondiwoi")
    post = make_position(cast.section, "Guru Ahli Muda", family=Position.Family.TEACHER)
    make_posting(teacher, post)
    make_line(teacher, cast.superior, start_on=START)
    teacher.account.set_password("kata sandi untuk uji")  # type: ignore[union-attr]  # has one
    teacher.account.save()  # type: ignore[union-attr]  # as above

    dorkas = walk(teacher)
    dorkas.misses("Belum dilaporkan")
    dorkas.go("/laporan/kirim/").press("Kirim laporan", judul="Lomba cerdas cermat", jumlah="")

    assert Report.objects.get().author_id == teacher.pk
    walk(cast.superior).go("/tim/").sees("Dorkas Wondiwoi")


def test_a_lost_role_closes_its_pages_at_the_next_step(cast: Cast, walk: Walk) -> None:
    hendrik = walk(cast.personnel)
    assert hendrik.go("/antrean/").status == 200

    RoleGrant.objects.filter(employee=cast.personnel).update(end_on=TODAY - timedelta(1))

    assert hendrik.go("/antrean/").status == 404
    assert hendrik.go("/").url == "/hari-ini/"

"""What many people's papers may be: records, forms for who leads, SKP; a unit or a part of it."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from noken.core.actor import system
from noken.core.uuid7 import uuid7
from noken.documents.models import Paper, PrintItem, PrintJob
from noken.documents.services import printing
from noken.evaluation.queries.printing import Asked, PrintPage, people_of, print_page
from noken.organization.models import Employee
from noken.planning.exports.papers import print_data
from noken.planning.queries import plans_to_print
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
BY = system(TODAY)
PAGE = "/evaluasi/cetak/"


def page_of(person: Employee, **asked: object) -> PrintPage:
    return print_page(actor(person), Asked(**asked), key=None, at=NOON)  # type: ignore[arg-type]


def archive_of(client: Client, job: PrintJob) -> ZipFile:
    printing.make_part(job.pk, 1, by=BY, at=NOON)
    answer = client.get(reverse("documents:job_file", args=[job.key]))
    return ZipFile(BytesIO(b"".join(answer)))


@pytest.fixture
def plans(cast: Cast) -> Cast:
    """Maria and Yohana have agreed plans, Frans a draft, BKPSDM's Hendrik an agreed one."""
    for person in (cast.owner, cast.superior, cast.personnel):
        make_plan(person, results=[f"Hasil {person.name}"])
    make_plan(cast.peer, status="DRAFT")
    return cast


def test_before_any_period_plans_of_a_unit_are_printed(plans: Cast, browse: Browse) -> None:
    client = browse(plans.personnel)
    asked = {"jenis": "skp", "periode": "t2026", "unit": str(plans.agency.pk)}

    page = client.get(PAGE, asked).content.decode()
    assert "2 SKP sudah disepakati" in page
    assert "1 lagi belum disepakati" in page
    client.post(PAGE, {**asked, "key": str(uuid7(NOON))})

    job = PrintJob.objects.get()
    assert (job.kind, job.total) == ("PLAN", 2)
    with archive_of(client, job) as archive:
        names = sorted(name.split(" ", 1)[1] for name in archive.namelist())
        assert names == ["Maria Wanggai, SKP 2026.pdf", "Yohana Saiba, SKP 2026.pdf"]
        maria = next(name for name in archive.namelist() if "Maria" in name)
        pdf = pypdf.PdfReader(BytesIO(archive.read(maria)))
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert "Hasil Maria Wanggai" in words
    assert set(Paper.objects.values_list("kind", flat=True)) == {"PLAN"}


def test_a_plan_that_is_no_longer_agreed_says_why(plans: Cast) -> None:
    plan = plans_to_print(actor(plans.personnel), 2026, plans.agency.pk, agreed=False).get(
        owner=plans.peer
    )

    found = print_data(BY, "PLAN", [str(plan.pk)])

    assert found[str(plan.pk)].data is None
    assert "belum disepakati" in found[str(plan.pk)].why_not
    assert print_data(BY, "EVALUATION", ["1"]) == {}


@pytest.mark.parametrize(
    ("who", "of_unit", "count"),
    [
        ("acting_superior", False, 1),
        ("higher_superior", False, 2),
        ("admin_opd", True, 2),
        ("admin_other", True, 0),
        ("peer", True, 0),
        ("owner", False, 0),
    ],
)
def test_plans_are_printed_of_those_one_leads_or_keeps(
    plans: Cast, who: str, of_unit: bool, count: int
) -> None:
    unit_id = plans.agency.pk if of_unit else None

    found = plans_to_print(actor(getattr(plans, who)), 2026, unit_id)

    assert found.count() == count


def test_the_own_plan_is_not_among_many(plans: Cast) -> None:
    place = plans.personnel.postings.get().unit_id

    assert not plans_to_print(actor(plans.personnel), 2026, place).exists()


def test_forms_are_for_who_leads_alone(cast: Cast, browse: Browse) -> None:
    make_plan(cast.owner)
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.superior, received_at=NOON)

    leads = page_of(cast.acting_superior, kind="formulir")
    keeps = page_of(cast.personnel, kind="formulir", unit_id=cast.agency.pk)

    assert (leads.kind, leads.ready, list(leads.units)) == ("formulir", 1, [])
    assert keeps.kind == "dokumen"
    assert "formulir" not in [kind.value for kind in keeps.kinds]
    client = browse(cast.acting_superior)
    client.post(PAGE, {"jenis": "formulir", "unit": cast.agency.pk, "key": uuid7(NOON)})
    assert PrintJob.objects.get().kind == "EVALUATION"
    browse(cast.admin_opd).post(
        PAGE, {"jenis": "formulir", "unit": cast.agency.pk, "key": uuid7(NOON)}
    )
    assert PrintJob.objects.latest("pk").kind == "EVALUATION_RECORD"


def test_a_part_of_a_unit_is_offered_below_it(cast: Cast) -> None:
    period = make_period()
    for person, unit in ((cast.owner, cast.section), (cast.admin_opd, cast.agency)):
        sheet = make_sheet(person, period, superior=cast.superior, unit=unit)
        make_rating(sheet, cast.superior, received_at=NOON)

    whole = page_of(cast.personnel, unit_id=cast.agency.pk)
    part = page_of(cast.personnel, unit_id=cast.agency.pk, part_id=cast.section.pk)
    foreign = page_of(cast.personnel, unit_id=cast.other_agency.pk, part_id=cast.section.pk)

    assert [option.label for option in whole.parts] == ["Bidang Pembinaan SD", "Seksi Kurikulum SD"]
    assert (whole.ready, part.ready) == (2, 1)
    assert foreign.part_id is None
    assert part.chosen is not None
    assert people_of(actor(cast.personnel), part.chosen) == {cast.owner.pk}
    assert "Seksi Kurikulum SD" in part.chosen.label


def test_a_year_of_a_large_unit_is_one_job(cast: Cast) -> None:
    wanted = [printing.Wanted(str(number), f"Orang {number}") for number in range(printing.MOST)]

    printing.ask_print(
        "EVALUATION_RECORD",
        wanted,
        key=uuid7(NOON),
        title="Semua",
        by=actor(cast.personnel),
        at=NOON,
    )

    assert PrintItem.objects.count() == printing.MOST
    assert printing.MOST >= 2500

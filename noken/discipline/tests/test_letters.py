"""Each letter of a case as a paper: what was written in the case stands on it, and nothing else."""

from datetime import datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.discipline import services
from noken.discipline.exports.letters import FORMS, issue_letter, letter_paper
from noken.discipline.models import Case, DecisionCall, Examiner, Hearing, Letter, Release
from noken.documents.gateways import disk
from noken.documents.models import Paper
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    from_finding,
    make_case,
    make_counting,
    make_settings,
    new_summons,
)

pytestmark = pytest.mark.django_db
YEAR = 2026
WHY = "Mengirim keputusan yang berlaku kepada BKN."


@pytest.fixture
def case(cast: Cast) -> Case:
    """One that has gone all the way, with a team and a release from duty on the way."""
    make_settings()
    row = make_case(cast.owner, cast.superior, "SERVED", official=cast.agency_head)
    for part, person in (("SUPERIOR", cast.superior), ("PERSONNEL", cast.personnel)):
        Examiner.objects.create(
            case=row,
            employee=person,
            part=part,
            order_number="800/5",
            order_on=TODAY - timedelta(3),
            named_by=cast.personnel,
            at=NOON,
        )
    Release.objects.create(
        case=row,
        number="800/6",
        post="Analis Kurikulum",
        start_on=TODAY,
        acting=cast.peer,
        by=cast.agency_head,
        at=NOON,
    )
    DecisionCall.objects.create(
        case=row,
        number="800/40",
        come_at=NOON - timedelta(hours=1),
        place="Ruang rapat",
        by=cast.superior,
        at=NOON,
    )
    amend(Hearing.objects.filter(case=row), refused=True, refusal="Tidak sependapat")
    row.hearing.refresh_from_db()
    return row


def letter_in(case: Case, kind: str, by: Employee) -> Letter:
    about = {
        "ORDER": lambda: case.examiners.get(part="SUPERIOR").pk,
        "SUMMONS_1": lambda: case.summonses.get(ordinal=1).pk,
        "SUMMONS_2": lambda: case.summonses.get(ordinal=1).pk,
        "BAP": lambda: case.hearing.pk,
        "RELEASE": lambda: case.release.pk,
        "REPORT": lambda: case.report.pk,
        "DECISION": lambda: case.decisions.get().pk,
        "CALL": lambda: case.call.pk,
        "RECEIPT": lambda: case.delivery.pk,
    }[kind]()
    found = case.letters.filter(kind=kind).first()
    return found or Letter.objects.create(
        case=case, kind=kind, about_id=about, number="800/77", on=TODAY, by=by, at=NOON
    )


def text_of(paper_id: int) -> str:
    stored = Paper.objects.get(pk=paper_id).stored_name
    pages = pypdf.PdfReader(BytesIO(disk.path_of(current_tenant(), stored).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


SAYS = {
    "ORDER": ("Pasal 29", "Unsur kepegawaian", "Hendrik"),
    "SUMMONS_1": ("SURAT PANGGILAN I", "menghadap kepada", "Ruang rapat", "boleh didampingi"),
    "SUMMONS_2": ("SURAT PANGGILAN I", "Ruang rapat"),
    "BAP": ("Mengapa?", "tidak bersedia menandatangani", "Tidak sependapat", "Pangkat, golongan"),
    "RELEASE": ("Pasal 31", "Analis Kurikulum", "tetap menerima penghasilannya"),
    "REPORT": ("Faktor memberatkan", "Loket tutup.", "teguran lisan"),
    "DECISION": ("MEMUTUSKAN", "Teguran lisan", "14 hari kerja", "hari kerja ke-15"),
    "CALL": ("MENERIMA KEPUTUSAN", "Ruang rapat", "secara tertutup", "11.00"),
    "RECEIPT": ("800/31", "Yang menerima", "Upaya administratif"),
}


def test_every_kind_of_letter_has_its_form() -> None:
    assert set(FORMS) == set(Letter.Kind.values) == set(SAYS)


@pytest.mark.parametrize("kind", SAYS)
def test_a_letter_says_what_was_written_in_the_case(case: Case, cast: Cast, kind: str) -> None:
    letter = letter_in(case, kind, cast.superior)

    text = text_of(issue_letter(letter, by=actor(cast.superior), at=NOON))

    assert "RAHASIA" in text
    assert cast.owner.name in text
    assert not [each for each in SAYS[kind] if each not in text]


def test_the_same_letter_is_the_same_paper(case: Case, cast: Cast) -> None:
    letter = letter_in(case, "DECISION", cast.superior)

    first = issue_letter(letter, by=actor(cast.superior), at=NOON)

    assert issue_letter(letter, by=actor(cast.personnel), at=NOON + timedelta(3)) == first


def test_who_signed_the_record_is_named_and_a_refusal_leaves_no_box(case: Case, cast: Cast) -> None:
    paper = letter_paper(letter_in(case, "BAP", cast.superior))

    assert {each.person.name for each in paper.signatures} == {
        cast.superior.name,
        cast.personnel.name,
    }


def test_only_who_recorded_the_hearing_signed_its_record(case: Case, cast: Cast) -> None:
    amend(Hearing.objects.filter(case=case), refused=False, refusal="", by=cast.superior)

    letter = letter_in(case, "BAP", cast.superior)

    assert {each.person.name: each.at for each in letter_paper(letter).signatures} == {
        cast.superior.name: letter.at,
        cast.personnel.name: None,
        cast.owner.name: None,
    }


@pytest.mark.parametrize(("who", "signed_at"), [("personnel", None), ("bupati", NOON)])
def test_the_order_is_the_act_of_the_ppk_on_its_day(
    case: Case, cast: Cast, who: str, signed_at: datetime | None
) -> None:
    """Written down by BKPSDM, the box of the PPK is empty: nobody signed it in noken."""
    amend(case.examiners.all(), named_by=getattr(cast, who))

    paper = letter_paper(letter_in(case, "ORDER", cast.personnel))

    (signature,) = paper.signatures
    assert (signature.person.name, signature.at) == (cast.bupati.name, signed_at)
    assert paper.on == TODAY - timedelta(3)


def test_a_summons_is_a_paper_at_once(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    by = actor(cast.acting_superior)
    row = services.open_from_findings(from_finding(finding), by=by, at=NOON)

    services.summon(row.pk, new_summons(), by=by, at=NOON)

    (letter,) = row.letters.all()
    assert letter.paper_id is not None
    assert "Tidak masuk kerja tanpa alasan yang sah" in text_of(letter.paper_id)


def test_decisions_in_force_go_out_with_a_reason_each_person_reads(case: Case, cast: Cast) -> None:
    book = services.take_out(YEAR, "Tugas jabatan", WHY, by=actor(cast.personnel), at=NOON)

    row = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()[2]
    assert row[0] == cast.owner.nip
    assert {case.number, "Teguran lisan", "Ringan", "800/31"} <= set(row)
    entry = Entry.objects.get(action="RecordOpened", subject_id=cast.owner.pk)
    assert WHY in entry.reason


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("who", "year", "why", "code"),
    [
        ("personnel", 2020, WHY, "discipline.none_in_force"),
        ("personnel", YEAR, "singkat", "reason.too_short"),
        ("superior", YEAR, WHY, "discipline.not_keeper"),
    ],
)
def test_the_file_is_refused(cast: Cast, who: str, year: int, why: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        services.take_out(year, "Tugas jabatan", why, by=actor(getattr(cast, who)), at=NOON)

    assert refused.value.code == code


def test_what_still_runs_is_not_in_the_file(cast: Cast) -> None:
    make_settings()
    make_case(cast.owner, cast.superior, "DELIVERED", official=cast.agency_head)

    with pytest.raises(Refused):
        services.take_out(YEAR, "Tugas jabatan", WHY, by=actor(cast.personnel), at=NOON)

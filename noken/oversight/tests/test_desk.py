"""The desk: what it lists, whom it reminds, what it says of rules and groups; nobody by name."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from noken.audit import services as audit
from noken.audit.models import Entry, JournalCheck, Reading
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.core.postgres import as_owner
from noken.core.tally import counted
from noken.findings.models import CardVersion
from noken.notices.models import Notice
from noken.organization.models import Employee, Unit
from noken.oversight import queries, services
from noken.oversight.models import Reminder
from noken.oversight.queries.fairness import fairness
from noken.oversight.queries.inaction import undone_groups
from noken.oversight.queries.precision import rules_page
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_position, make_posting, make_unit
from tests.world_coaching import make_talk
from tests.world_discipline import make_case
from tests.world_evaluation import make_period, make_sheet
from tests.world_findings import make_card, make_finding, make_row, make_terms
from tests.world_oversight import make_draw
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(days=1)
LATE = NOON - 14 * DAY


@pytest.fixture
def findings(cast: Cast) -> Cast:
    """Of Maria an answer that waits since long; of Frans one he was not told of; one that rests;
    and a report of Yohana that nobody reviewed for three weeks."""
    make_terms()
    make_card(signers=(cast.personnel, cast.leader))
    make_card("ATS-01", values={"waiting_workdays": 5})
    told = make_finding(cast.owner)
    make_row(told, TODAY - 20 * DAY, "REPLIED", at=LATE)
    make_row(told, TODAY - 19 * DAY, "REFUSED", at=LATE, by=cast.acting_superior)
    make_row(make_finding(cast.peer), TODAY - 5 * DAY, "ASKED", told=False)
    make_row(make_finding(cast.leader), TODAY - 5 * DAY, "ASKED", told=True, rests=True)
    make_report(cast.superior, on=TODAY - 21 * DAY)
    return cast


def test_what_is_unsettled_stands_by_its_deadline_and_without_a_name(
    findings: Cast, browse: Browse
) -> None:
    client = browse(findings.inspectorate)
    page = queries.desk_page(actor(findings.inspectorate), NOON, by_unit=False)

    html = client.get("/inspektorat/").content.decode()

    first, second = page.findings
    assert "keterangan belum diputus atasan" in first.words
    assert first.late == 7  # due on Friday the 13th; six workdays since, and today
    assert "pegawai belum terbukti tahu" in second.words
    assert (second.late, second.until) == (0, "")
    assert (page.totals.unsettled, page.totals.asked, page.totals.resting) == (2, 3, 1)
    for person in (findings.owner, findings.peer, findings.acting_superior):
        assert person.name not in html
    assert not Reading.objects.exists()
    assert first.url in html


def test_the_list_pages_and_sorts_by_unit(findings: Cast, browse: Browse) -> None:
    for number in range(40):
        person = make_employee(f"Pegawai Uji {number}", account=False)
        make_posting(person, make_position(findings.other_agency))
        make_row(make_finding(person), TODAY - 4 * DAY, "ASKED", told=True, at=NOON - DAY)
    client = browse(findings.inspectorate)

    first = client.get("/inspektorat/temuan/?urut=unit").content.decode()
    second = client.get("/inspektorat/temuan/?urut=unit&halaman=2").content.decode()

    assert first.count('role="row" class="hov"') == 30
    assert second.count('role="row" class="hov"') == 12
    assert "Dinas Kesehatan" in first
    assert "Seksi Kurikulum SD" not in first
    assert "Seksi Kurikulum SD" in second
    assert "Pegawai Uji" not in first + second


def test_officials_are_reminded_once_a_day_and_kind(findings: Cast) -> None:
    by = actor(findings.inspectorate, Role.INSPECTORATE)
    groups = {group.kind: group for group in undone_groups(by, NOON)}
    assert set(groups) == {"REPLY", "REPORT"}
    assert groups["REPLY"].agency == "Dinas Pendidikan"
    assert (groups["REPLY"].officials, groups["REPLY"].count) == (1, 1)

    told = services.remind("REPLY", findings.agency.pk, by=by, at=NOON)

    assert told == 1
    reminder = Reminder.objects.get()
    assert reminder.official_id == findings.acting_superior.pk
    entry = Entry.objects.get(action="OfficialReminded")
    assert entry.subject_id == findings.acting_superior.pk
    (notice,) = Notice.objects.filter(person_id=findings.acting_superior.pk)
    assert "Inspektorat mengingatkan: 1 keterangan pegawai" in notice.text
    with pytest.raises(Refused) as refusal:
        services.remind("REPLY", findings.agency.pk, by=by, at=NOON + timedelta(hours=2))
    assert refusal.value.code == "oversight.nothing_left"
    assert services.remind("REPORT", findings.agency.pk, by=by, at=NOON) == 1
    assert services.remind("REPLY", findings.agency.pk, by=by, at=NOON + DAY) == 1
    groups = {group.kind: group for group in undone_groups(by, NOON)}
    assert not groups["REPLY"].may_remind


def test_how_long_reports_may_wait_is_what_two_people_signed(findings: Cast) -> None:
    """Unsigned nobody is listed; with thirty days nobody is late."""
    by = actor(findings.inspectorate, Role.INSPECTORATE)
    amend(CardVersion.objects.filter(code="ATS-01"), rests_on=["waiting_workdays"])
    assert {group.kind for group in undone_groups(by, NOON)} == {"REPLY"}

    make_card("ATS-01", values={"waiting_workdays": 30})
    assert {group.kind for group in undone_groups(by, NOON)} == {"REPLY"}


def test_raters_who_have_not_rated_are_listed_and_reminded(findings: Cast) -> None:
    make_sheet(findings.owner, make_period(due_on=TODAY - 14 * DAY))
    at = NOON + 21 * DAY  # Yohana is back since two weeks
    by = actor(findings.inspectorate, Role.INSPECTORATE, on=TODAY + 21 * DAY)
    assert "SHEET" not in {group.kind for group in undone_groups(by, at)}

    make_card("ATS-03", values={"late_workdays": 5})

    (group,) = [each for each in undone_groups(by, at) if each.kind == "SHEET"]
    assert (group.label, group.officials, group.days) == ("Menilai kinerja bawahan", 1, 7)
    assert services.remind("SHEET", group.agency_id, by=by, at=at) == 1
    official = Reminder.objects.get(kind="SHEET").official_id
    notice = Notice.objects.get(person_id=official, kind="OfficialReminded")
    assert "evaluasi bawahan menunggu penilaian Anda" in notice.text


@pytest.mark.parametrize(
    ("asked", "due", "listed"), [(8, 4, False), (7, 4, True), (9, 3, False), (6, 4, True)]
)
def test_notices_that_nobody_opened_are_listed_for_who_hands_them_over(
    findings: Cast, asked: int, due: int, listed: bool
) -> None:
    by = actor(findings.inspectorate, Role.INSPECTORATE)
    at, due_on = NOON - asked * DAY, TODAY - due * DAY
    make_row(make_finding(findings.peer, code="LAP-01"), at=at, decide_by=due_on)
    make_row(make_finding(findings.owner, code="LAP-01"), at=at, told=True)

    groups = {group.kind: group for group in undone_groups(by, NOON)}

    assert ("PAPER" in groups) == listed
    if listed:
        group = groups["PAPER"]
        assert (group.label, group.count) == ("Menyerahkan pemberitahuan di kertas", 1)
        assert services.remind("PAPER", group.agency_id, by=by, at=NOON) == 1
        notice = Notice.objects.get(person_id=findings.acting_superior.pk)
        assert "1 pemberitahuan temuan menunggu Anda serahkan di kertas" in notice.text


def test_what_nobody_explained_is_listed_apart(findings: Cast, browse: Browse) -> None:
    lapsed = make_finding(findings.admin_opd)
    make_row(lapsed, TODAY - 9 * DAY, "LAPSED", at=LATE)
    client = browse(findings.inspectorate)

    unsettled = client.get("/inspektorat/temuan/").content.decode()
    html = client.get("/inspektorat/temuan/?lihat=tanpa-keterangan").content.decode()

    assert lapsed.number not in unsettled
    assert lapsed.number in html
    assert "tidak ada keterangan sampai tenggat" in html
    assert html.count('role="row" class="hov"') == 1
    assert findings.admin_opd.name not in html
    assert "?lihat=tanpa-keterangan&amp;urut=unit" in html


def test_cases_that_ended_without_a_sanction_are_listed_without_a_name(
    findings: Cast, browse: Browse
) -> None:
    by = findings.acting_superior
    at_once = make_case(findings.owner, by, "DROPPED", text="Rahasia.", at=NOON)
    guided = make_case(findings.peer, by, "GUIDANCE_ONLY", at=LATE)
    make_case(findings.inspectorate, findings.bupati, "DROPPED", at=LATE)
    make_case(findings.peer, by, "DROPPED", at=NOON - 400 * DAY)

    page = queries.desk_page(actor(findings.inspectorate), NOON, by_unit=False)
    html = browse(findings.inspectorate).get("/inspektorat/").content.decode()

    assert [(each.number, each.kind, each.at_once) for each in page.ended] == [
        (at_once.number, "STOPPED", True),
        (guided.number, "UNTALKED", True),
    ]
    assert f"/perkara/{at_once.number}/" in html
    assert "belum dibicarakan" in html
    for secret in (findings.owner.name, findings.peer.name, "Rahasia."):
        assert secret not in html
    assert not queries.desk_page(actor(findings.personnel), NOON, by_unit=False).ended
    make_talk(findings.peer, coach=findings.superior, on=TODAY)
    (_, again) = queries.desk_page(actor(findings.inspectorate), NOON, by_unit=False).ended
    assert again.kind == "TALKED"


def test_the_buttons_of_the_desk(findings: Cast, browse: Browse) -> None:
    client = browse(findings.inspectorate)
    form = {"jenis": "REPLY", "unit": str(findings.agency.pk)}

    assert client.post("/inspektorat/ingatkan/", form)["Location"] == "/inspektorat/"
    assert client.post("/inspektorat/ingatkan/", form).status_code == 422
    assert client.post("/inspektorat/ingatkan/", {"jenis": ""}).status_code == 404
    html = client.get("/inspektorat/").content.decode()

    assert "diingatkan hari ini" in html


def test_who_overturned_what_is_said_and_read(findings: Cast, browse: Browse) -> None:
    """Six of seven overturned rows come from one official."""
    card = make_finding(findings.admin_opd)
    for number in range(6):
        make_row(card, TODAY - number * DAY, "ACCEPTED", by=findings.acting_superior)
    make_row(card, TODAY - 8 * DAY, "ACCEPTED", by=findings.agency_head)

    page = rules_page(actor(findings.inspectorate), NOON)
    html = browse(findings.inspectorate).get("/inspektorat/aturan/").content.decode()

    (rule,) = [each for each in page.rules if each.rule.code == "HDR-03"]
    assert [(row.settled, row.overturned, row.share) for row in rule.rows] == [
        (7, 6, 86),
        (1, 1, 14),
    ]
    assert findings.acting_superior.name in rule.hint
    assert "Lebih dari separuh" in html
    assert Reading.objects.filter(
        screen="oversight:rules", person_id=findings.acting_superior.pk
    ).exists()


def test_many_hands_in_one_unit_are_said_too(findings: Cast) -> None:
    finding = make_finding(findings.admin_opd)
    for number, by in enumerate((findings.owner, findings.peer, findings.acting_superior) * 2):
        make_row(finding, TODAY - number * DAY, "ACCEPTED", by=by)
    make_row(finding, TODAY - 9 * DAY, "ACCEPTED", by=findings.former_superior)

    page = rules_page(actor(findings.inspectorate), NOON)

    (rule,) = [each for each in page.rules if each.rule.code == "HDR-03"]
    assert rule.hint == "Lebih dari separuh pembatalan berasal dari pejabat di Seksi Kurikulum SD."


def test_groups_are_compared_and_small_ones_hidden(findings: Cast, browse: Browse) -> None:
    district = make_unit("Distrik Sidey", findings.instansi, kind=Unit.Kind.DISTRICT)
    section = make_unit("Seksi Pelayanan", district, kind=Unit.Kind.SECTION)
    office, field = make_position(findings.other_agency), make_position(section)
    for number in range(60):
        person = make_employee(account=False)
        make_posting(person, field if number < 30 else office)
        if number < 24:
            make_row(make_finding(person), TODAY - 9 * DAY, "LAPSED", at=NOON - 8 * DAY)

    found = fairness(actor(findings.inspectorate), NOON)
    html = browse(findings.inspectorate).get("/inspektorat/").content.decode()

    rows = {row.name: row for row in found.rows}
    assert rows["FIELD"].people == 30
    assert rows["FIELD"].value == pytest.approx(80.0)
    assert (rows["FIELD"].differs, rows["OFFICE"].differs) == (1, -1)
    (said,) = found.said
    assert said.startswith(
        "Distrik, kelurahan, puskesmas, sekolah, UPTD berbeda nyata: lebih banyak"
    )
    assert rows["PNS"].value is not None
    assert "PPPK" not in rows
    assert "Lihat sebagai tabel" in html


def test_few_people_are_a_hidden_figure(findings: Cast, browse: Browse) -> None:
    for _ in range(3):
        person = make_employee(account=False, kind=Employee.Kind.PPPK)
        make_posting(person, make_position(findings.section))

    found = fairness(actor(findings.inspectorate), NOON)
    rows = {row.name: row for row in found.rows}
    html = browse(findings.inspectorate).get("/inspektorat/").content.decode()

    assert rows["PPPK"].value is None
    assert rows["PNS"].value is None
    assert "Disamarkan: kurang dari 10 orang" in html


def test_the_summary_is_a_spreadsheet_without_names(findings: Cast, browse: Browse) -> None:
    answer = browse(findings.inspectorate).get("/inspektorat/ringkasan/")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    cells = [
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert book.sheet_names == ["Ringkasan", "Aturan", "Pejabat belum bertindak", "Kelompok"]
    assert "HDR-03" in cells
    for person in (findings.owner, findings.acting_superior, findings.peer):
        assert not any(person.name in cell for cell in cells)


@pytest.mark.parametrize("who", ["owner", "personnel", "leader", "higher_superior"])
def test_others_are_told_nothing_by_the_queries(findings: Cast, who: str) -> None:
    other = actor(getattr(findings, who))

    page = queries.desk_page(other, NOON, by_unit=False)

    assert page.totals.unsettled == page.totals.asked == page.officials == 0
    assert not page.findings
    assert not page.undone
    assert not page.fairness.rows


# --- the journal ---


def test_the_journal_is_checked_from_the_desk_and_at_night(cast: Cast, browse: Browse) -> None:
    make_draw()
    client = browse(cast.inspectorate)
    client.post(reverse("oversight:announce"), _announcement())
    audit.seal_journal(at=NOON)

    client.post("/inspektorat/jurnal/")
    services.check_journal(by=system(TODAY), at=NOON + DAY)

    html = client.get("/inspektorat/").content.decode()
    assert "Rantai utuh." in html
    by_hand, at_night = JournalCheck.objects.order_by("at")
    assert by_hand.since == TODAY - 31 * DAY
    assert (by_hand.employee_id, at_night.employee_id) == (cast.inspectorate.pk, None)
    assert at_night.since is None
    assert Entry.objects.filter(action="JournalChecked").count() == 2
    assert not Notice.objects.filter(kind="JournalChecked").exists()


@pytest.mark.django_db(transaction=True)
def test_a_broken_journal_is_told_to_the_inspectorate(browse: Browse, cast: Cast) -> None:
    client = browse(cast.inspectorate)
    client.post(reverse("oversight:announce"), _announcement())
    audit.seal_journal(at=NOON)
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("update audit_entry set reason = 'lain'")

    client.post("/inspektorat/jurnal/")

    assert "Jurnal tidak utuh." in client.get("/inspektorat/").content.decode()
    assert Notice.objects.get(kind="JournalChecked").person_id == cast.inspectorate.pk


def test_the_desk_asks_only_so_much(findings: Cast, browse: Browse) -> None:
    client = browse(findings.inspectorate)
    client.get("/inspektorat/")

    with CaptureQueriesContext(connection) as caught:
        client.get("/inspektorat/")

    sent = [each["sql"] for each in caught if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(sent) <= 31, "\n".join(sql[:120] for sql in sent)


def _announcement() -> dict[str, str]:
    return {"judul": "Semester II", "jumlah": "1", "tanggal": (TODAY + 2 * DAY).isoformat()}


@pytest.mark.parametrize(
    ("stage", "days", "count"),
    [
        ("ANNOUNCED", -3, 0),
        ("ANNOUNCED", -2, 1),
        ("FROZEN", -2, 0),
        ("FROZEN", -1, 1),
        ("DRAWN", 0, 1),
        ("OPENED", 0, 0),
    ],
)
def test_the_menu_counts_samples_whose_next_step_is_due(
    cast: Cast, stage: str, days: int, count: int
) -> None:
    """Announced three days ago, drawn on the second day after."""
    make_draw(cast.owner, stage=stage)
    on = TODAY + days * DAY

    counts = counted([queries.waiting_tally(actor(cast.inspectorate, on=on))])

    assert counts == {"draws": count}
    assert counted([queries.waiting_tally(actor(cast.personnel))]) == {"draws": 0}

"""The small sample: who can log in, who is who, and that it is used like any other instansi."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db.models import Count, Q

from noken.accounts.models import User
from noken.audit.models import Entry
from noken.config.tests.sample import SAMPLE
from noken.core import clock
from noken.core.actor import Role
from noken.core.periods import in_force
from noken.documents import queries as documents
from noken.documents.models import Receipt
from noken.documents.rules import receipts as rules
from noken.home.queries import team, today
from noken.notices.models import Notice
from noken.organization.models import Employee, ReportingLine, StandingPeriod, Unit
from noken.organization.queries import actor_for
from noken.organization.rules.search_key import search_key
from noken.planning.models import Plan
from noken.planning.queries import asks_page, matrix_page, results_in_force, templates_page
from noken.work.models import Evidence, Report, Review
from noken.work.services import ReportDraft
from noken.work.services._drafts import content_of
from tests.world import (
    NOON,
    TODAY,
    make_employee,
    make_grant,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_planning import make_plan
from tests.world_work import make_report, make_review

pytestmark = SAMPLE
Basis = ReportingLine.Basis
WIDEST = {
    "Pegawai": Role.SELF,
    "Atasan (kepala bidang)": Role.SUPERIOR,
    "BKPSDM": Role.PERSONNEL,
    "Inspektorat": Role.INSPECTORATE,
    "Pimpinan (Sekda)": Role.LEADER,
    "Kepala sekolah": Role.SUPERIOR,
    "Guru": Role.SELF,
    "Admin OPD (Dinas Pendidikan)": Role.ADMIN_OPD,
}


@dataclass(frozen=True)
class Line:
    """One line of the file of sample logins."""

    role: str
    name: str
    login: str
    password: str


def lines_of(file: Path) -> list[Line]:
    _, *lines = file.read_text("utf-8").splitlines()
    return [Line(*re.split(r"\s{2,}|(?<=\d)\s(?=[0-9a-f-]+$)", line)) for line in lines]


# --- logins ---


def test_the_file_of_logins_is_its_owners_alone(loaded: Path) -> None:
    assert stat.S_IMODE(loaded.stat().st_mode) == 0o600
    assert [line.role for line in lines_of(loaded)] == list(WIDEST)


def test_each_sample_login_opens_the_role_it_names(loaded: Path) -> None:
    for line in lines_of(loaded):
        user = User.objects.get(login=line.login)
        found = actor_for(user.pk, TODAY)
        assert check_password(line.password, user.password)
        assert found is not None
        assert found.name == line.name
        assert WIDEST[line.role] in found.roles


def test_nobody_else_can_log_in(loaded: Path) -> None:
    known = [line.login for line in lines_of(loaded)]

    others = User.objects.exclude(login__in=known)
    assert others.count() == Employee.objects.count() - len(known)
    assert not [user for user in others if user.has_usable_password()]


# --- people ---


def test_every_active_person_has_exactly_one_superior_or_a_named_gap() -> None:
    standing = StandingPeriod.objects.filter(in_force(TODAY), standing="ACTIVE")
    active = Employee.objects.filter(pk__in=standing.values("employee"))
    now = ReportingLine.objects.filter(in_force(TODAY))

    counts = active.annotate(n=Count("reporting_lines", filter=Q(reporting_lines__in=now)))
    assert set(counts.values_list("n", flat=True)) == {1}
    without = now.filter(superior=None, employee__in=active)
    assert set(without.values_list("basis", flat=True)) <= {Basis.TOP, Basis.GAP}
    assert without.filter(basis=Basis.TOP).count() == 1


def test_nobody_stands_above_the_own_superior() -> None:
    above = dict(ReportingLine.objects.filter(in_force(TODAY)).values_list("employee", "superior"))
    for start in above:
        chain = [start]
        while (superior := above.get(chain[-1])) is not None:
            assert superior not in chain
            chain.append(superior)


def test_vacancies_and_acting_heads_show_in_the_lines() -> None:
    now = ReportingLine.objects.filter(in_force(TODAY))

    bases = set(now.values_list("basis", flat=True))
    assert {Basis.STRUCTURE, Basis.ACTING, Basis.OVERRIDE} <= bases


def test_people_are_found_by_name_as_services_write_it() -> None:
    for person in Employee.objects.all():
        assert person.search == search_key(person.name, person.nip)


# --- plans ---


def test_plans_in_force_are_read_by_the_queries_of_planning() -> None:
    owners = list(Plan.objects.values_list("owner", flat=True))

    plans = results_in_force(owners, TODAY.year)

    assert len(plans) > 100
    assert all(len(results) == 3 for results in plans.values())
    assert all(len(result.indicators) == 2 for results in plans.values() for result in results)


# --- reports ---


def test_every_report_counts_for_an_indicator_of_its_authors_plan() -> None:
    owners = Report.objects.values_list("author", flat=True).distinct()
    plans = results_in_force(list(owners), TODAY.year)
    known = {
        (owner, result.key, indicator.key, indicator.unit)
        for owner, results in plans.items()
        for result in results
        for indicator in result.indicators
    }

    rows = Report.objects.values_list("author", "result_key", "indicator_key", "unit").distinct()
    assert Report.objects.count() > 1000
    assert set(rows) <= known


def test_every_receipt_verifies_and_covers_its_report() -> None:
    reports = {report.pk: report for report in Report.objects.all()}
    receipts = {receipt.key: receipt for receipt in Receipt.objects.all()}

    assert set(reports) <= set(receipts)
    assert len(receipts) > len(reports)
    for key, report in reports.items():
        assert bytes(receipts[key].content_sha256) == rules.content_hash(content(report))
        assert receipts[key].received_at == report.received_at
    for receipt in receipts.values():
        number = rules.ReceiptNumber(bytes(receipt.number), receipt.form)
        checked = documents.check(number, bytes(receipt.content_sha256))
        assert checked.verdict is documents.Verdict.GENUINE


def content(report: Report) -> dict[str, Any]:
    draft = ReportDraft(
        key=report.pk,
        work_on=report.work_on,
        indicator_key=report.indicator_key,
        title=report.title,
        quantity=report.quantity,
        places=tuple(report.places),
        note=report.note,
        late_reason=report.late_reason,
        claimed_at=clock.local(report.claimed_at),
    )
    corrects = {"corrects": str(report.corrects_id)} if report.corrects_id else {}
    return {**content_of(draft, report.author_id, []), **corrects}


def test_the_journal_has_one_entry_a_report_and_a_decision() -> None:
    filed = Entry.objects.filter(action__in=["ReportFiled", "ReportCorrected"])
    decided = Entry.objects.filter(action__in=["ReportApproved", "ReportReturned"])

    reports = {(str(pk), author) for pk, author in Report.objects.values_list("pk", "author")}
    assert {(entry.ids["report"], entry.subject_id) for entry in filed} == reports
    assert filed.count() == len(reports)
    assert set(decided.values_list("role", flat=True)) == {"SUPERIOR"}
    made = Review.objects.values_list("report", "by", "at")
    assert {(entry.ids["report"], entry.employee_id, entry.at) for entry in decided} == {
        (str(report), by, at) for report, by, at in made
    }


def test_reports_stand_as_their_newest_decision_says() -> None:
    for report in Report.objects.prefetch_related("reviews").exclude(status="CORRECTED"):
        newest = max(report.reviews.all(), key=lambda review: review.at, default=None)
        assert report.status == (newest.decision if newest else "WAITING")
        assert report.decided_at == (newest.at if newest else None)


def test_photos_are_few_and_tiny_and_their_files_are_there() -> None:
    rows = list(Evidence.objects.values_list("file_id", flat=True))

    files = documents.files_for(rows)
    assert 0 < len(rows) <= 50
    assert len(files) == len(set(rows))
    assert all(file.bytes < 30_000 for file in files.values())


def test_feedback_waits_for_its_readers_and_is_told_to_them() -> None:
    assert Notice.objects.filter(kind="FeedbackGiven", read_at=None).count() == 3


# --- what was loaded is used ---


def test_new_rows_follow_on_the_loaded_ones() -> None:
    highest = Employee.objects.latest("pk").pk

    unit = make_unit(parent=Unit.objects.get(parent=None))
    person = make_employee("Orang Baru", nip="199001012020011999")
    make_posting(person, make_position(unit))
    make_line(person, None, basis=Basis.GAP)
    make_grant(person, Role.INSPECTORATE)
    make_plan(person)
    make_review(make_report(person), person)

    assert person.pk > highest


def test_the_first_pages_of_the_sample_have_something_to_show() -> None:
    yohana, maria = (
        actor_for(Employee.objects.get(name=name).account_id or 0, TODAY)
        for name in ("Yohana Saiba", "Maria Wanggai")
    )
    assert yohana is not None
    assert maria is not None

    board = team.team_page(yohana.acting_as(Role.SUPERIOR), NOON)
    day = today.today_page(maria, NOON)

    assert len(board.rows) == 14
    assert board.columns
    assert board.waiting
    assert board.tracked
    assert day.has_plan
    assert day.day.streak
    assert day.day.feedback


def test_the_sample_has_a_matrix_with_answers_and_templates_for_its_posts() -> None:
    yohana, maria = (
        actor_for(Employee.objects.get(name=name).account_id or 0, TODAY)
        for name in ("Yohana Saiba", "Maria Wanggai")
    )
    assert yohana is not None
    assert maria is not None

    matrix = matrix_page(yohana, TODAY.year)
    offered = templates_page(maria).offered

    states = {cell.status for row in matrix.rows for cell in row.cells}
    assert states == {"", "SENT", "TALK", "DRAFT"}
    assert matrix.unsent
    assert asks_page(maria).cells
    assert offered
    assert all(row.results and row.indicators for row in offered)

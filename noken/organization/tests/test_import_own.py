"""A file is no way around: nobody gains people by it, or reaches who leads them, and all hear."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noken.core.actor import Role
from noken.core.errors import Refused
from noken.notices.models import Notice
from noken.organization.models import Employee, ImportRow, Posting, SuperiorOverride
from noken.organization.queries import superior_of
from noken.organization.queries.import_led import led_by
from noken.organization.services import refresh_lines
from noken.organization.tests.test_import_apply import BY, SECTION, A, apply, check, line
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_position, make_posting

pytestmark = pytest.mark.django_db
AGENCY = "DINAS PENDIDIKAN"


def reasons(folder: Path, row: tuple[str, ...], by: Employee, role: Role) -> set[tuple[str, str]]:
    run = check(folder, row, by=actor(by, role))
    return set(ImportRow.objects.filter(run=run).values_list("verdict", "code"))


def by_both(cast: Cast, folder: Path, row: tuple[str, ...]) -> list[set[tuple[str, str]]]:
    admin = reasons(folder, row, cast.admin_opd, Role.ADMIN_OPD)
    return [admin, reasons(folder, row, cast.personnel, Role.PERSONNEL)]


def test_a_row_about_who_leads_the_admin_is_bkpsdms(cast: Cast, tmp_path: Path) -> None:
    head = cast.agency_head
    row = line(head.nip or "", head.name, "Kepala Dinas Pendidikan", AGENCY, "Pensiun")

    admin, personnel = by_both(cast, tmp_path, tuple(row))

    assert admin == {("REFUSED", "employee.above")}
    assert personnel == {("CHANGED", "")}


def test_a_row_that_fills_the_seat_above_the_admin_is_bkpsdms(cast: Cast, tmp_path: Path) -> None:
    Posting.objects.filter(employee=cast.agency_head).update(end_on=TODAY)
    refresh_lines(by=BY, at=NOON)
    row = line(A, "ABRAHAM", "Kepala Dinas Pendidikan", AGENCY, start=TODAY.isoformat())

    admin, personnel = by_both(cast, tmp_path, tuple(row))

    assert admin == {("REFUSED", "employee.above")}
    assert personnel == {("NEW", "")}


def test_a_row_that_makes_the_uploader_a_superior_is_anothers(cast: Cast, tmp_path: Path) -> None:
    own = cast.admin_opd.nip or ""
    row = line(cast.peer.nip or "", cast.peer.name, "Pengelola Data Kurikulum", SECTION, "", own)

    admin, personnel = by_both(cast, tmp_path, tuple(row))

    assert admin == {("REFUSED", "superior.own_gain")}
    assert personnel == {("CHANGED", "")}


def test_of_a_newcomer_who_names_the_uploader_the_structure_decides(
    cast: Cast, tmp_path: Path
) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    row = line(A, "ABRAHAM", "Pengelola Data", SECTION, "", cast.admin_opd.nip or "")

    apply(check(tmp_path, row, by=by), by=by)

    assert not SuperiorOverride.objects.exists()
    found = superior_of(Employee.objects.get(nip=A).pk, TODAY).person
    assert found is not None
    assert found.id == cast.acting_superior.pk


def test_a_file_of_an_admin_moves_nobody_below_the_admin(cast: Cast, tmp_path: Path) -> None:
    Posting.objects.filter(employee=cast.admin_opd).update(end_on=TODAY)
    Posting.objects.filter(employee=cast.superior).update(end_on=TODAY)
    seat = cast.section.positions.get(is_head=True)
    make_posting(cast.admin_opd, seat, start_on=TODAY)
    Posting.objects.filter(kind="PLH").delete()
    away = make_posting(cast.ended, make_position(cast.division), start_on=TODAY)
    cast.ended.standings.filter(standing="ENDED").delete()
    cast.ended.standings.update(end_on=None)
    refresh_lines(by=BY, at=NOON)
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    row = line(cast.ended.nip or "", cast.ended.name, "Pengelola Data", SECTION)
    run = check(tmp_path, (*row[:5], TODAY.isoformat(), *row[6:]), by=by)

    with pytest.raises(Refused) as refusal:
        apply(run, by=by)

    assert refusal.value.code == "superior.own_gain"
    assert led_by(run).why_not == refusal.value.message, "said before"
    away.refresh_from_db()
    assert away.end_on is None


def test_all_who_are_led_by_another_hear_in_one_statement(cast: Cast, tmp_path: Path) -> None:
    higher = cast.higher_superior.nip or ""
    rows = [
        line(each.nip or "", each.name, "Pengelola Data", SECTION, "", higher)
        for each in (cast.owner, cast.peer)
    ]
    run = check(tmp_path, *rows)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        apply(run)

    told = Notice.objects.filter(kind="SuperiorShifted")
    assert {cast.owner.pk, cast.peer.pk, cast.higher_superior.pk, cast.acting_superior.pk} <= set(
        told.values_list("person_id", flat=True)
    )
    assert told.filter(person_id=cast.owner.pk).count() == 1
    assert "dan 1 pegawai lain" in told.get(person_id=cast.higher_superior.pk).text
    inserts = [q for q in asked if str(q["sql"]).startswith('INSERT INTO "notices_notice"')]
    assert len(inserts) == 1


@pytest.mark.usefixtures("cast")
def test_a_newcomer_by_file_is_told_of_no_change(tmp_path: Path) -> None:
    apply(check(tmp_path, line(A, "ABRAHAM", "Pengelola Data", SECTION)))

    assert not Notice.objects.filter(kind="SuperiorShifted").exists()

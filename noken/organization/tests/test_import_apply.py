"""Applying a checked file: what is written, what waits, what is never guessed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from noken.audit.models import Entry
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.uuid7 import uuid7
from noken.organization.models import (
    Employee,
    ImportRow,
    ImportRun,
    Position,
    Posting,
    ReportingLine,
    RoleGrant,
    StandingPeriod,
    SuperiorOverride,
    Unit,
)
from noken.organization.queries import actor_for
from noken.organization.rules.nip import masked_nip
from noken.organization.services import imports
from noken.organization.tests.data.builders import workbook
from tests.cast import Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
HEADER = (
    *("NIP", "NAMA", "GOL. RUANG", "TMT GOL", "JABATAN", "TMT JABATAN", "UNIT KERJA"),
    *("KEDUDUKAN", "NIP ATASAN"),
)
SECTION = "SEKSI KURIKULUM SD - BIDANG PEMBINAAN SD - DINAS PENDIDIKAN"
MARKET = "BIDANG PASAR - DINAS PERDAGANGAN"
A, B, C = "199001012014021001", "199001022014021002", "199001032014022003"
Line = Sequence[str]
BY = system(TODAY)


def line(nip: str, name: str, post: str, unit: str, *more: str, start: str = "2024-01-01") -> Line:
    standing, superior = (*more, "", "")[:2]
    return (nip, name, "III/c", "2023-04-01", post, start, unit, standing, superior)


def check(folder: Path, *lines: Line, by: Actor = BY) -> ImportRun:
    path = workbook(folder / f"{ImportRun.objects.count()}.xlsx", {"ASN": (HEADER, *lines)})
    new = imports.NewFile(uuid7(NOON), path.name, inbox.described(path))
    run = imports.receive_file(new, by=by, at=NOON)
    imports.begin_reading(run.pk, by=by, at=NOON)
    return imports.stage_file(run.pk, imports.parse(path), by=by, at=NOON)


def apply(run: ImportRun, by: Actor = BY) -> ImportRun:
    imports.confirm_run(run.pk, "SK 1", by=by, at=NOON)
    return imports.apply_run(run.pk, by=by, at=NOON)


def verdicts(run: ImportRun) -> dict[str, int]:
    return {code: count for code, count in run.counts.items() if count and code != "APPLIED"}


def holder(unit: str) -> str | None:
    seats = Posting.objects.filter(unit__name=unit, is_head=True, end_on=None)
    return seats.values_list("employee__nip", flat=True).first()


def test_a_transfer_ends_the_old_posting_and_is_told_once(cast: Cast, tmp_path: Path) -> None:
    owner = cast.owner
    run = check(
        tmp_path,
        line(owner.nip or "", owner.name, "Verifikator", "DINAS KESEHATAN", start="2026-11-02"),
    )
    assert verdicts(run) == {"CHANGED": 1}

    apply(run)

    old, new = owner.postings.order_by("start_on")
    assert (old.end_on, new.unit, new.start_on) == (
        date(2026, 11, 2),
        cast.other_agency,
        date(2026, 11, 2),
    )
    [entry] = Entry.objects.filter(action="EmployeeImported")
    assert (entry.subject_id, entry.reason) == (owner.pk, "SK 1")
    assert Entry.objects.filter(action="PersonMoved", subject_id=owner.pk).count() == 1
    now = ReportingLine.objects.get(employee=owner, end_on=None)
    assert now.superior == cast.former_superior


@pytest.mark.usefixtures("cast")
def test_the_second_application_changes_nothing(tmp_path: Path) -> None:
    run = check(tmp_path, line(A, "ABRAHAM", "Pengelola Data", SECTION))
    apply(run)
    entries = Entry.objects.count()

    again = imports.apply_run(run.pk, by=BY, at=NOON)

    assert again.status == ImportRun.Status.APPLIED
    assert Entry.objects.count() == entries
    assert not ImportRow.objects.exists()
    assert again.structure == {}


@pytest.mark.parametrize(
    ("decision", "unit"), [("", "section"), ("HERE", "section"), ("FILE", "other_agency")]
)
def test_what_is_newer_here_waits_for_a_decision(
    cast: Cast, tmp_path: Path, decision: str, unit: str
) -> None:
    person = cast.peer
    file = line(person.nip or "", person.name, "Verifikator", "DINAS KESEHATAN", start="2020-01-01")
    run = check(tmp_path, file)
    assert verdicts(run) == {"WAITING": 1}

    imports.decide_rows(run.pk, None, decision, by=BY, at=NOON)
    told = Entry.objects.filter(action="ImportDecided", subject_id=person.pk)
    assert [entry.ids["counts"] for entry in told] == ([decision] if decision else [])
    apply(run)

    posting = Posting.objects.get(employee=person, end_on=None)
    assert posting.unit == getattr(cast, unit)


def test_who_the_file_does_not_name_is_listed_and_kept(cast: Cast, tmp_path: Path) -> None:
    person = cast.owner
    before = Employee.objects.count()

    run = check(tmp_path, line(person.nip or "", person.name, "Guru", SECTION))

    assert cast.peer.pk in run.missing
    assert person.pk not in run.missing
    assert cast.admin_other.pk not in run.missing, "the list is of one agency only"
    apply(run)
    assert Employee.objects.count() == before


@pytest.mark.usefixtures("cast")
def test_two_heads_change_seats_on_one_day(tmp_path: Path) -> None:
    units = ("BIDANG PASAR - DINAS PERDAGANGAN", "BIDANG MUTU - DINAS PERDAGANGAN")
    apply(
        check(
            tmp_path,
            line(A, "ABRAHAM", "Kepala Bidang Pasar", units[0]),
            line(B, "BEATRIKS", "Kepala Bidang Mutu", units[1]),
        )
    )
    swap = (
        line(A, "ABRAHAM", "Kepala Bidang Mutu", units[1]),
        line(B, "BEATRIKS", "Kepala Bidang Pasar", units[0]),
    )

    apply(check(tmp_path, *swap))

    assert (holder("Bidang Pasar"), holder("Bidang Mutu")) == (B, A)
    assert verdicts(check(tmp_path, *swap)) == {"UNCHANGED": 2}


@pytest.mark.usefixtures("cast")
def test_a_head_nobody_is_sure_of_is_left_vacant_until_confirmed(tmp_path: Path) -> None:
    lines = (
        line(A, "ABRAHAM", "Kepala Bidang Pasar", MARKET),
        line(B, "BEATRIKS", "Kepala Bidang Pasar", MARKET),
        line(C, "HELENA", "Pengelola Data", MARKET),
    )
    apply(check(tmp_path, *lines))
    assert holder("Bidang Pasar") is None
    assert Position.objects.filter(unit__name="Bidang Pasar", is_head=True).exists()
    again = check(tmp_path, *lines)
    assert verdicts(again) == {"UNCHANGED": 3}
    [doubt] = [doubt for doubt in again.structure["doubts"] if doubt["options"]]

    for _ in range(2):
        imports.answer_doubts(again.pk, {doubt["id"]: "1", "x:y": "0"}, by=BY, at=NOON)
    told = Entry.objects.get(action="ImportDecided").ids
    apply(again)

    assert told[doubt["id"]] == masked_nip(doubt["options"][1][0])
    assert holder("Bidang Pasar") == doubt["options"][1][0]
    helena = Employee.objects.get(nip=C)
    now = ReportingLine.objects.get(employee=helena, end_on=None)
    assert now.superior is not None
    assert now.superior.nip == holder("Bidang Pasar")


def test_a_seat_that_is_taken_here_is_not_taken_away(cast: Cast, tmp_path: Path) -> None:
    run = check(tmp_path, line(A, "ABRAHAM", "Kepala Seksi Kurikulum SD", SECTION))
    assert [doubt["code"] for doubt in run.structure["doubts"]] == ["head.taken"]

    apply(run)

    seat = Posting.objects.get(unit=cast.section, is_head=True, end_on=None, kind="DEFINITIVE")
    assert seat.employee == cast.superior
    assert not Posting.objects.get(employee__nip=A).is_head


def test_a_superior_that_differs_from_the_structure_is_chosen(cast: Cast, tmp_path: Path) -> None:
    higher = cast.higher_superior.nip or ""
    lines = (
        line(A, "ABRAHAM", "Pengelola Data", SECTION, "", higher),
        line(B, "BEATRIKS", "Pengelola Data", SECTION, "", cast.superior.nip or ""),
    )
    apply(check(tmp_path, *lines))

    chosen = SuperiorOverride.objects.get()
    assert (chosen.employee.nip, chosen.superior) == (A, cast.higher_superior)
    assert verdicts(check(tmp_path, *lines)) == {"UNCHANGED": 2}


@pytest.mark.usefixtures("cast")
def test_superiors_in_a_circle_are_not_chosen(tmp_path: Path) -> None:
    apply(
        check(
            tmp_path,
            line(A, "ABRAHAM", "Pengelola Data", SECTION, "", B),
            line(B, "BEATRIKS", "Pengelola Data", SECTION, "", A),
        )
    )

    assert not SuperiorOverride.objects.exists()


def test_a_choice_that_would_make_a_circle_is_left_out(cast: Cast, tmp_path: Path) -> None:
    superior, owner = cast.superior, cast.owner
    run = check(
        tmp_path,
        line(
            superior.nip or "",
            superior.name,
            "Kepala Seksi Kurikulum SD",
            SECTION,
            "",
            owner.nip or "",
            start="2025-01-01",
        ),
    )

    apply(run)

    now = ReportingLine.objects.get(employee=superior, end_on=None)
    assert now.superior == cast.higher_superior


def test_who_retires_gives_up_post_and_roles(cast: Cast, tmp_path: Path) -> None:
    person = cast.admin_opd
    run = check(tmp_path, line(person.nip or "", person.name, "Analis", SECTION, "Pensiun"))

    apply(run)

    assert StandingPeriod.objects.get(employee=person, end_on=None).standing == "RETIRED"
    assert not Posting.objects.filter(employee=person, end_on=None).exists()
    assert not RoleGrant.objects.filter(employee=person, end_on=None).exists()


def test_nothing_is_written_where_the_register_moved_on(cast: Cast, tmp_path: Path) -> None:
    person = cast.owner
    run = check(tmp_path, line(person.nip or "", "NAMA LAIN", "Guru", SECTION, start=""))
    Employee.objects.filter(pk=person.pk).update(name="Nama Lain")

    done = apply(run)

    assert done.status == ImportRun.Status.PREVIEWED
    assert "berubah sejak" in done.failure
    assert not Entry.objects.filter(action="EmployeeImported").exists()


def test_nobody_changes_the_own_record(cast: Cast, tmp_path: Path) -> None:
    person = cast.personnel
    actor = actor_for(person.account_id or 0, TODAY)
    assert actor is not None

    run = check(
        tmp_path,
        line(person.nip or "", person.name, "Kepala BKPSDM", "BKPSDM"),
        by=actor.acting_as(next(role for role in actor.roles if role == "PERSONNEL")),
    )

    assert run.rows.get().code == "employee.own_record"


def test_an_unknown_agency_is_made_under_the_instansi(cast: Cast, tmp_path: Path) -> None:
    apply(check(tmp_path, line(A, "ABRAHAM", "Kepala Bidang Pasar", MARKET)))

    agency = Unit.objects.get(name="Dinas Perdagangan")
    assert agency.parent == cast.instansi
    assert Unit.objects.get(name="Bidang Pasar").path.startswith(agency.path)
    assert Position.objects.get(unit=agency, is_head=True).title == "Kepala Dinas Perdagangan"


def test_who_may_not_import_is_refused(cast: Cast, tmp_path: Path) -> None:
    actor = actor_for(cast.owner.account_id or 0, TODAY)
    assert actor is not None

    with pytest.raises(Refused) as refusal:
        check(tmp_path, line(A, "ABRAHAM", "Pengelola Data", SECTION), by=actor)

    assert refusal.value.code == "import.not_yours"

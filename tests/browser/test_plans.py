"""The plan in full in a browser: readable by everybody, and a talk beside a line without reload."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from noken.planning.models import Plan, Revision
from noken.planning.rules import Proposal
from tests.browser.conftest import Open, inside_the_instansi
from tests.browser.office import DAY, NOON, Office, make_office
from tests.browser.test_pages import check
from tests.world_planning import (
    keep_snapshot,
    make_annex_line,
    make_expectation,
    make_indicator,
    make_note,
    make_plan,
    make_result,
)

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LONG = (
    "Tersedianya data Dapodik yang valid pada 42 sekolah dasar dan menengah pertama binaan di "
    "Sidey, Masni, Prafi, dan Warmare sebelum tanggal 25 setiap bulan"
)


@pytest.fixture(scope="module")
def office(browser: object) -> Office:  # noqa: ARG001 (a fixture asks for others)
    inside_the_instansi()
    return make_office(1)


def talked(office: Office, *, year: int, status: str, **shape: str) -> Plan:
    """A plan of Maria with everything beside the results, and a proposal of Yohana."""
    plan = make_plan(office.maria, year=year, status=Revision.Status.DRAFT, results=[LONG])
    plan.revisions.update(status=status, **shape)
    result = plan.revisions.get().results.get()
    limit = [Decimal(2)] * 4
    make_indicator(
        result, "Kesalahan isian", order=2, unit="persen", lower_is_better=True, targets=limit
    )
    make_result(plan, "Rapor mutu triwulan terbit tepat waktu", kind="ADDITIONAL")
    if status != Revision.Status.DRAFT:
        keep_snapshot(plan)
    for section in ("RESOURCES", "RESOURCES", "ACCOUNTABILITY"):
        make_annex_line(plan, "Kendaraan dinas ke Masni sekali sebulan", section=section)
    make_expectation(plan, office.yohana)
    indicator = result.indicators.order_by("order")[0]
    line = f"INDICATOR:{indicator.key}"
    at = NOON - timedelta(hours=3)
    make_note(plan, office.yohana, "Enam sekolah baru sudah punya operator.", line=line, at=at)
    make_note(plan, office.maria, "Bisa, Bu. Saya minta dukungan kendaraan.", line=line, at=at)
    more = (Decimal(9), Decimal(9), Decimal(9), Decimal(21))
    was = "42 sekolah setahun (triwulan I 9, triwulan II 9, triwulan III 9, triwulan IV 15)"
    proposal = Proposal(more, was=was, support="Kendaraan dinas ke Masni, sekali sebulan")
    make_note(
        plan, office.yohana, "Enam sekolah baru sudah aktif", line=line, at=at, proposed=proposal
    )
    return plan


def test_pages_of_the_plan_in_full(window: Open, office: Office) -> None:
    status = Revision.Status
    returned = talked(office, year=DAY.year - 2, status=status.RETURNED)
    leaders = talked(office, year=DAY.year - 3, status=status.DRAFT, form="LEADER")
    worded = talked(office, year=DAY.year - 4, status=status.SUBMITTED, approach="QUALITATIVE")
    worded.revisions.get().results.first().indicators.update(  # type: ignore[union-attr]  # has one
        unit="", target_q1=0, target_q2=0, target_q3=0, target_q4=0
    )
    paths = [plan.get_absolute_url() for plan in (returned, leaders, worded)]

    check(window, office.maria, [*paths, f"{paths[0]}?dialog=PLAN:"])
    check(window, office.yohana, [paths[0], paths[2], f"{paths[2]}?dialog=VALUE:LOYAL"])


def test_a_talk_beside_a_line_needs_no_reload(window: Open, office: Office) -> None:
    plan = talked(office, year=DAY.year - 5, status=Revision.Status.SUBMITTED)
    page = window(office.yohana).go(plan.get_absolute_url())
    talk = page.locator("#dialog")

    page.get_by_role("link", name="Dialog tentang Kesalahan isian").click()
    expect(talk.get_by_text("Catatan Anda tentang RHK 1, indikator 2")).to_be_visible()
    talk.get_by_label("Catatan Anda tentang").fill("Ambil dari uji petik bulanan.")
    talk.get_by_text("Usulkan perubahan target").click()
    talk.get_by_label("Triwulan IV").fill("1")
    talk.get_by_role("button", name="Kirim").click()

    expect(talk.get_by_text("Ambil dari uji petik bulanan.")).to_be_visible()
    expect(talk.get_by_text("paling banyak 1 persen")).to_be_visible()
    assert plan.notes.count() == 4


def test_expectations_and_the_annex_are_saved_in_place(window: Open, office: Office) -> None:
    plan = talked(office, year=DAY.year - 6, status=Revision.Status.RETURNED)
    superior = window(office.yohana).go(plan.get_absolute_url())
    superior.get_by_label("Ekspektasi khusus untuk Loyal").fill("Jaga data pribadi siswa")
    superior.get_by_role("button", name="Simpan ekspektasi").click()
    expect(superior.get_by_text("Ekspektasi Anda tersimpan")).to_be_visible()
    expect(superior.get_by_text("2 dari 7 berekspektasi khusus")).to_be_visible()

    owner = window(office.maria).go(plan.get_absolute_url())
    expect(owner.get_by_text("Jaga data pribadi siswa")).to_be_visible()
    section = owner.get_by_role("group", name="Konsekuensi")
    section.get_by_role("textbox").fill("Pembinaan bersama setiap triwulan")
    section.get_by_role("button", name="Tambah butir").click()
    expect(section.get_by_role("textbox")).to_have_count(2)
    expect(section.get_by_role("textbox").last).to_be_focused()
    assert plan.revisions.get().annex.filter(section="CONSEQUENCES").count() == 1


def test_a_proposal_is_taken_into_the_draft_with_one_press(window: Open, office: Office) -> None:
    plan = talked(office, year=DAY.year - 7, status=Revision.Status.RETURNED)
    page = window(office.maria).go(plan.get_absolute_url())

    page.locator("#penyunting").get_by_role("button", name="Terima usulan").click()

    expect(page.get_by_text("Usulan diterima dan tersimpan di draf.")).to_be_visible()
    expect(page.locator("#penyunting").get_by_label("Triwulan IV").first).to_have_value("21")

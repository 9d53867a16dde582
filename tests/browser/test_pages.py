"""Every page, empty and full, on a phone and a desk, light and dark: readable by everybody."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from noken.core.uuid7 import uuid7
from noken.documents.services import Submission, issue_receipt
from noken.notices.models import Notice
from noken.organization.models import Employee, ImportRow, ImportRun
from noken.planning.models import Plan
from noken.work.models import Report
from tests.browser.conftest import DESK, PHONE, Open, inside_the_instansi
from tests.browser.office import DAY, NOON, Office, fill, make_keepers, make_office

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = Axe()
RULES = {
    "light": {"type": "tag", "values": TAGS},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
"""By scheme what axe looks at: nothing but the colours is different in the dark."""
Full = tuple[Office, Report, dict[str, Employee]]
Empty = tuple[Office, dict[str, Employee]]
NARROW: ViewportSize = {"width": 320, "height": 700}
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "desk": DESK}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page) -> Iterator[str]:
    """What axe and a narrow screen say about the page that is open.

    Each size is loaded anew: after a change of size axe takes the covered part of the narrow menu
    for something that lies over the page.
    """
    for size, view in SIZES.items():
        if page.viewport_size != view:
            page.set_viewport_size(view)
            page.reload(wait_until="load")
        page.evaluate(AXE.axe_script)
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # a literal
            for rule in _violations(page, rules):
                places = "; ".join(str(node["target"]) for node in rule["nodes"][:3])
                yield f"{size} {scheme} {rule['id']}: {places}"
    page.set_viewport_size(NARROW)
    if (wide := page.evaluate(OVERFLOW)) > 0:
        yield f"{wide} px wider than 320"


def _violations(page: Page, rules: dict[str, Any]) -> list[dict[str, Any]]:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        "(options) => axe.run(document, options).then((answer) => answer.violations)", options
    )
    return found


def check(window: Open, person: Employee | None, paths: list[str]) -> None:
    opened = window(person)
    said = []
    for path in paths:
        opened.page.set_viewport_size(PHONE)
        answer = opened.page.goto(opened.site.url + path, wait_until="load")
        assert answer is not None
        wanted = 404 if path.startswith("/tidak-ada") else 200
        if answer.status != wanted:
            said.append(f"{path}: {answer.status} {opened.site.log.read_text()[-3000:]}")
        said += [f"{path}: {fault}" for fault in faults(opened.page)]
    assert said == []


@pytest.fixture(scope="module")
def full(browser: object) -> Full:  # noqa: ARG001 (a fixture asks for others)
    inside_the_instansi()
    office = make_office(12)
    keepers = make_keepers(office)
    waiting = fill(office)
    for place, text in enumerate(("meminta perbaikan: Lampirkan hasil.", "menyetujui laporan")):
        Notice.objects.create(
            person_id=office.maria.pk,
            key=f"uji-{place}",
            kind="ReportReturned",
            text=f"Yohana Saiba {text}",
            url="/laporan/",
            at=NOON,
            deliver_at=NOON,
            read_at=NOON if place else None,
        )
    return office, waiting, keepers


@pytest.fixture(scope="module")
def empty(browser: object) -> Empty:  # noqa: ARG001 (as above)
    inside_the_instansi()
    office = make_office(0)
    return office, make_keepers(office)


def make_run(by: Employee, person: Employee) -> ImportRun:
    """A checked file with a row of each verdict."""
    run = ImportRun.objects.create(
        key=uuid7(NOON),
        file_name="daftar pegawai dinas.xlsx",
        sha256="0" * 64,
        size_bytes=20_000,
        layout=ImportRun.Layout.LOCAL,
        status=ImportRun.Status.PREVIEWED,
        counts=dict.fromkeys(ImportRow.Verdict.values, 1),
        structure={
            "root": None,
            "units": {"x": {"id": None, "name": "Seksi Baru", "parent": ""}},
            "seats": {},
            "vacant": [],
            "closed": [],
            "doubts": [
                {
                    "id": "unit:1",
                    "code": "unit.no_top",
                    "unit": "x",
                    "text": "Di bawah unit mana Seksi Baru?",
                    "options": [[1, "Dinas Pendidikan"], [2, "Dinas Kesehatan"]],
                }
            ],
        },
        missing=[person.pk],
        uploaded_by=by,
        role="PERSONNEL",
        uploaded_at=NOON,
        status_at=NOON,
        read_at=NOON,
    )
    differing = {"CHANGED", "WAITING"}
    for number, verdict in enumerate(ImportRow.Verdict.values, start=5):
        ImportRow.objects.create(
            run=run,
            number=number,
            verdict=verdict,
            employee=person if verdict in {"CHANGED", "WAITING", "UNCHANGED"} else None,
            data={"name": person.name, "nip": person.nip, "cells": ["x"], "unit_name": "Seksi"},
            changes={"name": ["Maria W.", person.name]} if verdict in differing else {},
            cause="NIP ini kurang satu angka." if verdict == "REFUSED" else "",
            cure="Betulkan di berkas." if verdict == "REFUSED" else "",
        )
    return run


def test_pages_for_everybody(window: Open) -> None:
    content = {"note": "uji"}
    issued = issue_receipt(Submission(uuid7(NOON), "REPORT", content), at=NOON)
    genuine = issued.receipt.check_path
    wrong = f"{genuine[:-3]}abc"
    check(window, None, ["/masuk/", "/periksa/", genuine, wrong])


def test_pages_of_an_employee(window: Open, full: Full) -> None:
    office, waiting, _ = full
    maria = office.maria
    returned = Report.objects.get(author=maria, status="RETURNED")
    plans = Plan.objects.filter(owner=maria).order_by("year")
    check(
        window,
        maria,
        [
            *("/hari-ini/", "/menunggu/", "/skp/", "/laporan/", "/laporan/kirim/"),
            *(plan.get_absolute_url() for plan in plans),
            *(waiting.get_absolute_url(), returned.get_absolute_url()),
            *("/umpan-balik/", "/umpan-balik/?arah=diberikan", "/pemberitahuan/", "/saya/"),
            *(f"/umpan-balik/kepada/{office.others[0].pk}/", "/tidak-ada/"),
        ],
    )


def test_pages_of_the_register_for_an_employee(window: Open, full: Full) -> None:
    office, _, _ = full
    paths = ["/pegawai/", "/pegawai/?cari=wanggai", f"/pegawai/{office.maria.pk}/"]
    check(
        window,
        office.maria,
        [*paths, f"/unit/{office.unit.pk}/", f"/kalender/{DAY.year}/", "/keluar/"],
    )


def test_pages_of_a_superior(window: Open, full: Full) -> None:
    office, waiting, _ = full
    submitted = Plan.objects.filter(owner=office.others[0], revisions__status="SUBMITTED")
    check(
        window,
        office.yohana,
        [
            *("/tim/", "/tim/?cari=tidakada", "/menunggu/", "/skp/menunggu/"),
            *(submitted.get().get_absolute_url(), waiting.get_absolute_url()),
            *(f"/laporan/?pegawai={office.maria.pk}", f"/pegawai/{office.maria.pk}/"),
        ],
    )


def test_pages_of_the_personnel_agency(window: Open, full: Full) -> None:
    office, _, keepers = full
    keeper, person, unit = keepers["PERSONNEL"], office.maria, f"/unit/{office.unit.pk}/"
    run = make_run(keeper, person)
    check(
        window,
        keeper,
        [
            *("/antrean/", "/pegawai/", "/gladi/", "/impor/", f"/impor/{run.pk}/"),
            *(f"/pegawai/{person.pk}/?buka={act}" for act in ("pindah", "atasan", "peran")),
            *(f"{unit}?buka={act}" for act in ("plt", "unit_baru")),
            f"/kalender/{DAY.year}/",
        ],
    )


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("ADMIN_OPD", ["/antrean/", "/pegawai/", "/gladi/", "/impor/"]),
        ("INSPECTORATE", ["/inspektorat/"]),
        ("LEADER", ["/ikhtisar/"]),
    ],
)
def test_pages_of_other_roles(
    window: Open,
    full: Full,
    role: str,
    paths: list[str],
) -> None:
    check(window, full[2][role], paths)


def test_empty_pages(window: Open, empty: Empty) -> None:
    office, keepers = empty
    check(
        window,
        office.yohana,
        [
            *("/hari-ini/", "/tim/", "/menunggu/", "/skp/", "/skp/menunggu/", "/laporan/"),
            *("/umpan-balik/", "/pemberitahuan/", "/laporan/kirim/"),
        ],
    )
    check(window, keepers["PERSONNEL"], ["/hari-ini/", "/antrean/", "/impor/", "/gladi/"])
    check(window, office.maria, ["/hari-ini/", "/menunggu/", "/skp/"])

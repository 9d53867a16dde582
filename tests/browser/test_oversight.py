"""The inspectorate's desk and the samples, empty and full, phone and desk, light and dark."""

from datetime import timedelta

import pytest

from noken.audit import services as audit
from noken.core.actor import Role
from noken.organization.models import RoleGrant
from noken.oversight.services import NewDraw, announce, check_journal, open_trail
from tests.browser.conftest import Open
from tests.browser.office import DAY, NOON, Office, make_office
from tests.browser.test_pages import check
from tests.world import actor, make_grant
from tests.world_discipline import make_case, make_days
from tests.world_findings import make_card, make_finding, make_row, make_terms
from tests.world_oversight import make_draw
from tests.world_work import make_report

TRAIL = "/inspektorat/jejak/"
pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]


def fill(office: Office) -> list[str]:
    """Findings in every state that waits, one rule judged often, samples, a sealed journal."""
    make_terms()
    make_card(signers=(office.yohana, office.maria))
    make_card("HDR-07", rests_on=("divisor",))
    for number, person in enumerate((office.maria, *office.others[:3])):
        finding = make_finding(person)
        for state in ("REPLIED", "ASKED", "PROOF"):
            day = DAY - timedelta(30 + number)
            item = f"{day}-{state}"
            make_row(finding, day, state, at=NOON - timedelta(20 - number), item=item)
        for back in range(8):
            day = DAY - timedelta(60 + back)
            make_row(finding, day, "ACCEPTED" if back < 2 else "REFUSED", by=office.yohana)
    make_report(office.maria, on=DAY - timedelta(30))
    lapsed = make_finding(office.others[3])
    make_row(lapsed, DAY - timedelta(20), "LAPSED", at=NOON - timedelta(14))
    make_case(office.maria, office.yohana, "DROPPED")
    make_case(office.others[0], office.yohana, "GUIDANCE_ONLY")
    make_days()
    for person, status in zip(office.others, ("REPORTED", "EXAMINED", "SUMMONED_1"), strict=False):
        make_case(person, office.yohana, status, level="BERAT", at=NOON - timedelta(30))
    people = (office.maria, office.yohana, *office.others)
    make_draw(title="Triwulan IV: presensi, laporan kerja, dan surat tugas")
    opened = make_draw(*people, stage="OPENED", size=3, at=NOON - timedelta(9))
    return [opened.get_absolute_url(), f"{opened.get_absolute_url()}nama/"]


def test_pages_of_the_inspectorate(window: Open) -> None:
    office = make_office(5)
    inspector = office.others[-1]
    make_grant(inspector, RoleGrant.Role.INSPECTORATE)
    paths = ["/inspektorat/", "/inspektorat/temuan/", "/inspektorat/aturan/", "/undian/"]
    check(window, inspector, paths)

    more = fill(office)
    by = actor(inspector, Role.INSPECTORATE, DAY)
    announce(NewDraw("Semester I: surat tugas", 3, DAY + timedelta(9)), by=by, at=NOON)
    audit.seal_journal(at=NOON)
    check_journal(by=by, at=NOON)
    check(window, inspector, [*paths, *more, "/inspektorat/temuan/?lihat=tanpa-keterangan"])
    trail = f"{TRAIL}?dari=2020-01-01&sampai={DAY + timedelta(60)}"
    sought = f"{trail}&pegawai={office.maria.pk}"
    check(window, inspector, [trail, f"{TRAIL}?cari=a", f"{TRAIL}?cari=zzzz", sought])
    open_trail({office.maria.pk}, "Surat tugas", "Memeriksa aduan jam kerja.", by=by, at=NOON)
    check(window, inspector, [sought, f"{TRAIL}?dari=2020-01-01&sampai=2020-01-02"])
    check(window, office.maria, ["/undian/", more[0]])

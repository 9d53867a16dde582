"""A month of a machine without a network: its file, its strangers, its dead battery."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from noken.attendance.models import Punch
from noken.devices.tests.attlogs import line
from noken.notices.models import Notice
from tests.cast import Cast
from tests.journeys.walk import Walk
from tests.world import NOON
from tests.world_attendance import make_site

pytestmark = pytest.mark.django_db


def test_an_office_brings_the_file_of_its_machine(cast: Cast, walk: Walk) -> None:
    site = make_site(cast.section, "Kantor Seksi")
    ahead = (NOON + timedelta(days=365)).replace(tzinfo=None)
    lines = [line("1042", "2026-11-20 07:21:09"), line("1042", ahead), "31\t2026-11-1"]
    file = SimpleUploadedFile("1_attlog.dat", "\r\n".join(lines).encode())
    admin = walk(cast.admin_opd)

    admin.go("/mesin/").sees("Belum ada mesin")
    admin.go("/mesin/muat/")
    admin.press("Unggah dan periksa", site=str(site.pk), name="Pintu utama", file=file)
    admin.sees("Periksa 3 baris", "Tanggal di masa depan", "Terlihat maju tepat 365 hari")
    admin.press("Muat 1 rekaman, tahan 2")
    admin.sees("1 rekaman baru dimuat, 2 baris ditahan.")

    admin.go(f"/mesin/pin/{site.pk}/1042/?cari=Maria")
    admin.press("Pasangkan", person=str(cast.owner.pk))
    admin.sees("PIN 1042 dipasangkan; 1 rekaman langsung dihitung.")
    admin.go("/mesin/karantina/")
    admin.press("Geser 1 baris", why="Baterai mesin diganti")
    admin.sees("1 baris dihitung 365 hari lebih awal.", "Baterai mesin diganti")

    assert list(Punch.objects.order_by("at").values_list("employee_id", "doubtful")) == [
        (cast.owner.pk, False),
        (cast.owner.pk, True),
    ]
    assert Notice.objects.filter(person_id=cast.owner.pk, kind="PinAssigned").exists()

"""Jadwal kerja over HTTP: everybody reads, the keepers set, shifts are written, two people sign."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from noken.attendance.models import (
    PersonSchedule,
    Ramadan,
    RosterEntry,
    Schedule,
    ToleranceSignature,
    UnitSchedule,
)
from noken.audit.models import Reading
from noken.calendars.models import Holiday
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import TODAY
from tests.world_schedules import (
    make_day_off,
    make_person_schedule,
    make_roster,
    make_unit_schedule,
    schedule,
    shift,
)

Browse = Callable[[Employee | None], Client]
MONDAY = TODAY - timedelta(TODAY.weekday())
SOON = TODAY + timedelta(7)


def _html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def _set(code: str = "FLEXIBLE") -> dict[str, object]:
    return {"jadwal": schedule(code).pk, "mulai": SOON.isoformat(), "dasar": "Surat 800/31"}


def test_everybody_reads_the_own_fortnight_and_what_holds(cast: Cast, browse: Browse) -> None:
    make_unit_schedule(cast.section, "FLEXIBLE", elsewhere_days=[4])
    html = _html(browse(cast.owner), "/jadwal/")

    assert "Waktu fleksibel dengan jam inti" in html
    assert "jam inti 09.00" in html
    assert "boleh dari tempat lain" in html
    assert "menunggu penetapan" in html
    assert 'name="cari"' not in html


def test_a_keeper_finds_units_and_people(cast: Cast, browse: Browse) -> None:
    html = _html(browse(cast.personnel), "/jadwal/?cari=maria")
    assert f"/jadwal/pegawai/{cast.owner.pk}/" in html

    html = _html(browse(cast.admin_opd), f"/jadwal/?cari={cast.section.name}")
    assert f"/jadwal/unit/{cast.section.pk}/" in html
    assert "cocok" in _html(browse(cast.admin_other), "/jadwal/?cari=maria")
    assert f"/jadwal/pegawai/{cast.owner.pk}/" not in _html(
        browse(cast.admin_other), "/jadwal/?cari=maria"
    )


def test_a_schedule_is_set_for_a_unit_and_ended(cast: Cast, browse: Browse) -> None:
    client, path = browse(cast.admin_opd), f"/jadwal/unit/{cast.section.pk}/"

    assert client.post(path, _set()).status_code == 302
    html = _html(client, path)
    row = UnitSchedule.objects.get()
    assert "akan datang" in html
    assert "Jadwal tersimpan" in html

    assert client.post(f"{path}{row.pk}/akhiri/", {"pada": "x"}).status_code == 422
    assert client.post(f"{path}{row.pk}/akhiri/", {"pada": TODAY.isoformat()}).status_code == 302
    assert not UnitSchedule.objects.exists()


def test_what_is_missing_is_said_at_its_field(cast: Cast, browse: Browse) -> None:
    client = browse(cast.personnel)
    answer = client.post(f"/jadwal/unit/{cast.section.pk}/", _set() | {"dasar": "", "mulai": "x"})

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Bagian ini belum diisi." in html
    assert "Isi tanggal yang ada" in html


def test_a_reader_sees_a_unit_and_may_not_set(cast: Cast, browse: Browse) -> None:
    client, path = browse(cast.owner), f"/jadwal/unit/{cast.section.pk}/"
    make_person_schedule(cast.peer, "FLEXIBLE")

    html = _html(client, path)

    assert "Tetapkan jadwal" not in html
    assert cast.peer.name not in html
    assert client.post(path, _set()).status_code == 404
    assert client.get("/jadwal/unit/987654/").status_code == 404


def test_days_off_of_a_unit_are_entered_and_dropped(cast: Cast, browse: Browse) -> None:
    client, path = browse(cast.admin_opd), f"/jadwal/unit/{cast.agency.pk}/"
    span = {
        "dari": "2026-12-21",
        "sampai": "2026-12-23",
        "nama": "Libur semester",
        "dasar": "Kalender pendidikan",
    }

    assert client.post(f"{path}libur/", span | {"nama": ""}).status_code == 422
    assert client.post(f"{path}libur/", span).status_code == 302
    assert "21 Desember 2026 sampai 23 Desember 2026" in _html(client, path)
    assert "Libur semester" in _html(client, f"/jadwal/unit/{cast.section.pk}/")

    assert client.post(f"{path}libur/hapus/", {}).status_code == 422
    assert client.post(f"{path}libur/hapus/", span).status_code == 302
    assert not Holiday.objects.filter(unit=cast.agency).exists()


def test_a_persons_schedule_is_theirs_and_their_superiors_to_see(
    cast: Cast, browse: Browse
) -> None:
    make_person_schedule(cast.owner, "FLEXIBLE", elsewhere_days=[2])
    path = f"/jadwal/pegawai/{cast.owner.pk}/"

    for who in (cast.owner, cast.acting_superior, cast.admin_opd, cast.inspectorate):
        assert "tempat lain: Rabu" in _html(browse(who), path)
    for who in (cast.peer, cast.admin_other, cast.former_superior):
        assert browse(who).get(path).status_code == 404
    assert Reading.objects.filter(person_id=cast.owner.pk).count() == 3


def test_a_persons_schedule_is_set_and_ended(cast: Cast, browse: Browse) -> None:
    client, path = browse(cast.admin_opd), f"/jadwal/pegawai/{cast.owner.pk}/"

    assert client.post(path, _set() | {"lain": ["4"]}).status_code == 302
    row = PersonSchedule.objects.get()
    assert row.elsewhere_days == [4]
    assert client.post(f"{path}{row.pk}/akhiri/", {"pada": SOON.isoformat()}).status_code == 302
    assert browse(cast.owner).post(path, _set()).status_code == 404


@pytest.fixture
def piket(cast: Cast) -> str:
    make_unit_schedule(cast.section, "CLINIC_SHIFTS")
    return f"/jadwal/piket/{cast.section.pk}/"


def _cells(html: str, **chosen: int) -> dict[str, str]:
    seen = html.partition('name="dilihat" value="')[2].partition('"')[0]
    return {"dilihat": seen, **{name: str(value) for name, value in chosen.items()}}


def _chosen(html: str, name: str) -> str:
    """The value that is chosen in the cell of this name."""
    cell = html.partition(f'name="{name}"')[2].partition("</select>")[0]
    return cell.partition(" selected")[0].rpartition('value="')[2].rstrip('"')


def _name(person: Employee, day: date) -> str:
    return f"s-{person.pk}-{day.isoformat()}"


def test_a_roster_is_written_by_the_superior(cast: Cast, browse: Browse, piket: str) -> None:
    client = browse(cast.acting_superior)
    night = shift("CLINIC_SHIFTS", "M").pk
    html = _html(client, piket)
    assert "belum diisi" in html
    assert cast.owner.name in html

    sent = _cells(html, **{_name(cast.owner, TODAY): night, _name(cast.owner, SOON): 0})
    assert client.post(piket, sent).status_code == 422
    sent.pop(_name(cast.owner, SOON))
    answer = client.post(piket, sent)

    assert answer.headers["Location"] == f"{piket}?pekan={MONDAY.isoformat()}"
    assert RosterEntry.objects.get().hours_id == night
    assert "1 sel piket tersimpan" in _html(client, piket)


def test_what_another_wrote_meanwhile_is_not_lost(cast: Cast, browse: Browse, piket: str) -> None:
    client = browse(cast.acting_superior)
    html = _html(client, piket)
    make_roster(cast.owner, TODAY, None)

    morning = shift("CLINIC_SHIFTS", "P").pk
    answer = client.post(piket, _cells(html, **{_name(cast.owner, TODAY): morning}))

    assert answer.status_code == 422
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert RosterEntry.objects.get().hours_id is None


def test_a_refused_roster_keeps_what_was_typed_but_over_what_another_wrote(
    cast: Cast, browse: Browse, piket: str
) -> None:
    client = browse(cast.acting_superior)
    html = _html(client, piket)
    make_roster(cast.owner, TODAY, None)
    morning, free = shift("CLINIC_SHIFTS", "P").pk, 0
    tomorrow = _name(cast.owner, TODAY + timedelta(1))
    sent = _cells(html, **{_name(cast.owner, TODAY): morning, tomorrow: morning})

    again = client.post(piket, sent).content.decode()

    assert _chosen(again, tomorrow) == str(morning)
    assert _chosen(again, _name(cast.owner, TODAY)) == str(free)
    kept = _cells(again, **{tomorrow: morning, _name(cast.owner, TODAY): free})
    assert client.post(piket, kept).status_code == 302
    assert RosterEntry.objects.get(day=TODAY + timedelta(1)).hours_id == morning


def test_what_a_schedule_is_refused_for_stands_in_its_form(cast: Cast, browse: Browse) -> None:
    make_unit_schedule(cast.section, "FLEXIBLE", start_on=SOON + timedelta(30))
    path = f"/jadwal/unit/{cast.section.pk}/"
    hours = {"b0-masuk": "07:30", "b0-pulang": "16:00", "harian": "hari", "dasar": "SK 12"}
    name = Schedule.objects.values_list("name", flat=True)[0]
    client = browse(cast.personnel)

    for address, typed, words in (
        (path, _set(), "Surat 800/31"),
        (f"/jadwal/pegawai/{cast.owner.pk}/", _set() | {"mulai": "2019-01-01"}, "Surat 800/31"),
        ("/jadwal/susun/", {**hours, "nama": name}, "SK 12"),
    ):
        answer = client.post(address, typed)
        assert answer.status_code == 422, address
        assert words in answer.content.decode()
        assert "isian perlu diperbaiki" in answer.content.decode()


def test_an_empty_week_is_filled_from_the_one_before(
    cast: Cast, browse: Browse, piket: str
) -> None:
    night = shift("CLINIC_SHIFTS", "M")
    make_roster(cast.owner, TODAY, night)
    make_roster(cast.owner, TODAY + timedelta(1), None)
    client, following = browse(cast.acting_superior), f"{piket}?pekan={SOON.isoformat()}"

    client.post(following, {"aksi": "salin"})

    rows = RosterEntry.objects.filter(day__gte=SOON).order_by("day").values_list("day", "hours")
    assert list(rows) == [(SOON, night.pk), (SOON + timedelta(1), None)]


def test_the_list_of_units_leads_to_the_only_one(cast: Cast, browse: Browse, piket: str) -> None:
    assert browse(cast.acting_superior).get("/jadwal/piket/").headers["Location"] == piket
    assert "Belum ada unit dengan sif" in _html(browse(cast.admin_other), "/jadwal/piket/")
    make_unit_schedule(cast.agency, "ORDER_SHIFTS")
    html = _html(browse(cast.personnel), "/jadwal/piket/")
    assert "sel belum diisi" in html
    assert cast.section.name in html


def test_a_roster_is_for_who_writes_it(cast: Cast, browse: Browse, piket: str) -> None:
    for who in (cast.owner, cast.peer, cast.admin_other, cast.former_superior):
        assert browse(who).get(piket).status_code == 404
    assert "Belum ada pegawai dengan sif" in _html(
        browse(cast.personnel), f"/jadwal/piket/{cast.other_agency.pk}/"
    )
    client = browse(cast.acting_superior)
    assert client.post(piket, {"dilihat": "x", "s-1-2": "y"}).status_code == 422
    assert client.get(f"{piket}?pekan=kemarin").status_code == 200


def test_a_day_off_stands_above_the_roster(cast: Cast, browse: Browse, piket: str) -> None:
    make_day_off(TODAY, cast.section, "Hari ulang tahun puskesmas")

    assert "Hari ulang tahun puskesmas" in _html(browse(cast.acting_superior), piket)


def test_two_people_sign_the_tolerance(cast: Cast, browse: Browse) -> None:
    keeper, leader, path = browse(cast.personnel), browse(cast.leader), "/jadwal/pengaturan/"
    typed = {"telat": "15", "ganti": "30", "mulai": SOON.isoformat(), "dasar": "Perbup 7/2026"}

    assert keeper.post(f"{path}toleransi/", typed | {"telat": "999"}).status_code == 422
    assert keeper.post(f"{path}toleransi/", typed).status_code == 302
    html = _html(leader, path)
    number = int(html.partition("/jadwal/pengaturan/toleransi/")[2].partition("/")[0])
    sign = f"{path}toleransi/{number}/setujui/"
    assert leader.post(sign, {"alasan": ""}).status_code == 422
    assert leader.post(sign, {"alasan": "Dibahas 20 November"}).status_code == 302
    assert "Anda sudah menyetujuinya" in _html(leader, path)
    assert keeper.post(sign, {"alasan": "Sesuai Perbup"}).status_code == 302

    html = _html(browse(cast.owner), path)
    assert "Dibahas 20 November" in html
    assert "Yang sudah ditetapkan" in html
    assert ToleranceSignature.objects.count() == 2
    assert browse(cast.owner).post(sign, {"alasan": "x"}).status_code == 404


def test_a_proposal_is_withdrawn(cast: Cast, browse: Browse) -> None:
    keeper, path = browse(cast.personnel), "/jadwal/pengaturan/"
    keeper.post(
        f"{path}toleransi/",
        {"telat": "15", "ganti": "30", "mulai": SOON.isoformat(), "dasar": "Perbup"},
    )
    html = _html(keeper, path)
    number = int(html.partition("/jadwal/pengaturan/toleransi/")[2].partition("/")[0])

    assert keeper.post(f"{path}toleransi/{number}/tarik/").status_code == 302
    assert "Usulan yang menunggu" not in _html(keeper, path)


def test_ramadan_is_confirmed(cast: Cast, browse: Browse) -> None:
    keeper, path = browse(cast.personnel), "/jadwal/pengaturan/"
    days = {"pertama": "2027-02-09", "terakhir": "2027-03-09", "dasar": "Sidang isbat"}

    assert "perkiraan" in _html(browse(cast.owner), path)
    assert keeper.post(f"{path}ramadan/", days | {"dasar": ""}).status_code == 422
    assert keeper.post(f"{path}ramadan/", days | {"terakhir": "2027-03-01"}).status_code == 422
    assert keeper.post(f"{path}ramadan/", days).status_code == 302
    assert Ramadan.objects.get(start_on=date(2027, 2, 9)).confirmed
    assert "dipastikan" in _html(keeper, path)
    assert browse(cast.admin_opd).post(f"{path}ramadan/", days).status_code == 404


def test_a_provisional_ramadan_says_so_on_the_own_days(cast: Cast, browse: Browse) -> None:
    Ramadan.objects.all().delete()
    Ramadan.objects.create(
        start_on=TODAY, end_on=TODAY + timedelta(29), source="perkiraan", confirmed=False
    )

    html = _html(browse(cast.owner), "/jadwal/")

    assert "Ramadan (perkiraan)" in html
    assert "08.00" in html

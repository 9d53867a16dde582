"""New schedules: by weekday, with core hours, shifts over midnight; what cannot be kept is said."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.attendance import services
from noken.attendance.models import Schedule, ScheduleHours
from noken.attendance.queries.windows import windows
from noken.attendance.rules.working_time import Hours
from noken.attendance.services import DatedHours, NewPattern
from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_schedules import make_person_schedule, make_roster

Browse = Callable[[Employee | None], Client]
PATH = "/jadwal/susun/"
WEEK = {
    "nama": "Enam hari, kantor distrik",
    "dasar": "SK 800/9",
    "harian": "hari",
    "b0-masuk": "07:30",
    "b0-pulang": "14:00",
    "b0-rehat": "12:00",
    "b0-menit": "30",
    "b5-masuk": "07.30",
    "b5-pulang": "12.00",
    "r0-masuk": "08:00",
    "r0-pulang": "13:00",
}
SHIFTS = {
    "nama": "Piket IGD, dua sif",
    "dasar": "SK 800/10",
    "harian": "piket",
    "ditetapkan": "on",
    "s0-nama": "Siang",
    "s0-masuk": "08:00",
    "s0-pulang": "20:00",
    "s1-masuk": "20:00",
    "s1-pulang": "08:00",
    "s2-masuk": "08:00",
    "s2-pulang": "08:00",
}


def test_a_schedule_by_weekday_can_be_set(cast: Cast, browse: Browse) -> None:
    assert browse(cast.personnel).post(PATH, WEEK).status_code == 302

    row = Schedule.objects.get(name=WEEK["nama"])
    assert (row.kind, row.mark, row.keeps_holidays) == ("WEEK", "C", True)
    monday = row.hours.get(weekday=0, season="USUAL")
    assert (monday.start, monday.end, monday.break_from, monday.required) == (450, 840, 720, 360)
    assert row.hours.count() == 3
    assert Entry.objects.get(action="ScheduleDefined").reason == "SK 800/9"
    make_person_schedule(cast.owner, row.code)
    (window,) = windows([cast.owner.pk], TODAY, TODAY.replace(day=25))[cast.owner.pk]
    assert not window.shape.is_work


def test_shifts_reach_into_the_next_day(cast: Cast, browse: Browse) -> None:
    browse(cast.personnel).post(PATH, SHIFTS)

    row = Schedule.objects.get(name=SHIFTS["nama"])
    hours = list(row.hours.order_by("pk").values_list("label", "start", "end", "required"))
    assert (row.kind, row.mark, row.keeps_holidays) == ("SHIFT", "A", False)
    assert hours == [
        ("Siang", 480, 1200, 720),
        ("Sif 2", 1200, 1920, 720),
        ("Sif 3", 480, 1920, 1440),
    ]
    make_person_schedule(cast.owner, row.code)
    make_roster(cast.owner, TODAY, ScheduleHours.objects.get(schedule=row, label="Sif 2"))
    (window,) = windows([cast.owner.pk], TODAY, TODAY.replace(day=25))[cast.owner.pk]
    assert window.shape.label == "Sif 2"


def test_core_hours_make_a_day_flexible(cast: Cast, browse: Browse) -> None:
    typed = {
        "nama": "Lentur",
        "dasar": "SK 1",
        "harian": "hari",
        "b1-masuk": "06:30",
        "b1-pulang": "18:00",
        "b1-inti_dari": "09:00",
        "b1-inti_sampai": "15:00",
        "b1-menit": "60",
    }
    assert browse(cast.personnel).post(PATH, typed).status_code == 302
    hours = ScheduleHours.objects.get(schedule__name="Lentur")
    assert (hours.late_from, hours.early_until, hours.required) == (540, 900, 450)
    assert "jam inti 09.00" in browse(cast.personnel).get("/jadwal/").content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nama": ""}, "Bagian ini belum diisi."),
        ({"b0-pulang": ""}, "Isi jam masuk dan jam pulang"),
        ({"b0-masuk": "pagi"}, "Isi jam seperti 07.30."),
        ({"b0-menit": "999"}, "Paling banyak 240 menit."),
        ({"b0-rehat": "15:00"}, "Senin: istirahatnya di luar jam kerja."),
        ({"r0-inti_dari": "18:00"}, "Senin (Ramadan): jam intinya di luar jam kerja."),
        ({"nama": "Jam kerja biasa, lima hari"}, "Sudah ada jadwal dengan nama ini."),
        ({"harian": "piket"}, "Isi jam untuk sedikitnya satu hari atau sif."),
    ],
)
def test_what_cannot_be_kept_is_said(
    cast: Cast, browse: Browse, change: dict[str, str], said: str
) -> None:
    answer = browse(cast.personnel).post(PATH, WEEK | change)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Schedule.objects.filter(code__startswith="LOCAL").exists()


@pytest.mark.parametrize(
    ("who", "name", "source", "code"),
    [
        ("admin_opd", "Baru", "SK", "schedule.not_a_keeper"),
        ("personnel", " ", "SK", "schedule.no_name"),
        ("personnel", "Baru", " ", "schedule.no_basis"),
    ],
)
def test_the_service_refuses(cast: Cast, who: str, name: str, source: str, code: str) -> None:
    new = NewPattern(
        name, source, False, False, [DatedHours(Hours(450, 900, 450, 900, 450), weekday=0)]
    )
    with pytest.raises(Refused) as refusal:
        services.define_schedule(new, by=actor(getattr(cast, who)), at=NOON)

    assert refusal.value.code == code

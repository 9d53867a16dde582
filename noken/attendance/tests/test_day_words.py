"""The sentence of a day, as it stands on Kehadiran saya."""

from dataclasses import replace
from datetime import date

import pytest

from noken.attendance.rules.day import Away, Facts, judge
from noken.attendance.rules.day_words import Told, sentence
from noken.attendance.rules.working_time import Kind, Shape
from noken.attendance.tests.day_facts import (
    DUTY,
    HOME,
    LEAVE,
    NIGHT,
    PLAIN,
    SICK,
    TRAINING,
    day,
    outage,
)

FRIDAY = date(2026, 11, 20)
MACHINE = "Mesin pintu utama diam"


def words(facts: Facts, *, ended: bool = False) -> str:
    """The sentence of the verdict on these facts."""
    verdict, shape = judge(facts), facts.shape
    return sentence(
        Told(
            day=FRIDAY,
            status=verdict.status,
            first=facts.first if verdict.came else None,
            last=facts.last if verdict.went else None,
            late=verdict.late,
            early=verdict.early,
            start=shape.start if shape.is_work else None,
            end=shape.end if shape.is_work else None,
            reasons=verdict.reasons,
            ended=ended,
        )
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (day("07.24", over=False), "Masuk 07.24, tepat waktu. Pulang dicatat nanti."),
        (day("08.12", over=False), "Masuk 08.12. Dihitung setelah jam kerja selesai."),
        (day(over=False), "Belum ada rekaman; jam kerja mulai 07.30."),
        (
            day("07.24", "16.02", over=False),
            "Masuk 07.24, pulang 16.02. Dihitung setelah jam kerja selesai.",
        ),
        (
            day("21.20", shape=NIGHT, over=False),
            "Masuk 21.20, tepat waktu. Pulang dicatat nanti.",
        ),
        (day("07.27", "16.04"), "Masuk 07.27, pulang 16.04. Tepat waktu."),
        (day("21.20", "31.35", shape=NIGHT), "Masuk 21.20, pulang 07.35. Tepat waktu."),
        (day("08.12", "16.03"), "Masuk 08.12, lewat 42 menit, pulang 16.03."),
        (day("07.20", "15.30"), "Masuk 07.20, pulang 15.30, kurang 30 menit."),
        (day("07.26"), "Masuk 07.26, rekaman pulang tidak ada."),
        (day("16.02"), "Pulang 16.02, rekaman masuk tidak ada."),
        (day(), "Tidak ada rekaman."),
        (
            day("07.28", outages=(outage("13.10", "17.40"),)),
            "Masuk 07.28. Jaringan padam sejak 13.10, pulang tidak tercatat. Dihitung penuh.",
        ),
        (
            day("09.45", "16.04", outages=(outage("07.05", "09.40", MACHINE),)),
            "Masuk 09.45, pulang 16.04. Mesin pintu utama diam 07.05 sampai 09.40. "
            "Masuk dianggap tepat waktu.",
        ),
        (
            day("16.04", outages=(outage("07.05", "09.40", MACHINE),)),
            "Pulang 16.04. Mesin pintu utama diam 07.05 sampai 09.40, masuk tidak tercatat. "
            "Dihitung penuh.",
        ),
        (
            day(outages=(outage("07.05", "09.40", MACHINE),)),
            "Mesin pintu utama diam 07.05 sampai 09.40, masuk tidak tercatat. "
            "Rekaman pulang tidak ada.",
        ),
        (
            day(outages=(outage("-14.00", "40.00", "Kabel laut putus"),)),
            "Kabel laut putus sejak 19 November 10.00. Dihitung penuh.",
        ),
        (
            replace(day("08.12", "16.00"), first_doubtful=True),
            "Masuk 08.12, pulang 16.00. Jam mesin diragukan, masuk dianggap tepat waktu.",
        ),
        (day(morning=LEAVE, afternoon=LEAVE), "Cuti tahunan, nomor 800/12."),
        (day(morning=SICK, afternoon=SICK), "Sakit."),
        (
            day("07.20", morning=DUTY, afternoon=DUTY, over=False),
            "Dinas luar di Distrik Sidey, surat tugas 094/790.",
        ),
        (day(morning=TRAINING, afternoon=TRAINING), "Pelatihan, surat tugas 893/4."),
        (day("16.00", morning=LEAVE), "Cuti tahunan (pagi), nomor 800/12. Pulang 16.00."),
        (
            day(morning=LEAVE),
            "Cuti tahunan (pagi), nomor 800/12. Siang tanpa rekaman, 195 menit.",
        ),
        (day(morning=HOME, afternoon=HOME), "Kerja dari tempat lain."),
        (day(shape=replace(PLAIN, elsewhere=True)), "Bekerja dari tempat lain sesuai jadwal."),
        (day("09.00", shape=Shape(Kind.HOLIDAY)), "Hari libur; ada rekaman 09.00."),
        (
            day("09.00", "11.00", shape=Shape(Kind.UNSET)),
            "Jadwal piket belum diisi; ada rekaman 09.00 dan 11.00.",
        ),
    ],
)
def test_a_day_is_explained_in_a_sentence(facts: Facts, said: str) -> None:
    assert words(facts) == said


def test_after_the_hours_a_missing_going_is_said_at_once() -> None:
    assert words(day("07.24", over=False), ended=True) == "Masuk 07.24. Rekaman pulang belum ada."
    both = words(day("07.24", "16.02", over=False), ended=True)
    assert both == "Masuk 07.24, pulang 16.02. Dihitung setelah rekaman hari itu ditutup."


def test_a_letter_without_place_or_number_leaves_no_gap() -> None:
    bare = Away("DUTY", "DUTY", "dinas luar")

    assert words(day(morning=bare, afternoon=bare)) == "Dinas luar."

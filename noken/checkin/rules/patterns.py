"""Patterns that somebody may look at: what they are, and the lawful reasons to think of first.

A pattern is a question, never a finding. Nothing follows from one unless an examiner leaves it
open: then the person is asked. Nobody is ranked by them, and honest days make them rarely: a test
holds the share below one in a thousand.
"""

from datetime import timedelta
from enum import StrEnum

from noken.checkin.rules.places import Point, distance_m


class Pattern(StrEnum):
    """What is looked for."""

    SAME_POINT = "SAME_POINT"
    FROZEN = "FROZEN"
    SHARED_POINT = "SHARED_POINT"
    SPEED = "SPEED"
    PHONE = "PHONE"
    TWO_PLACES = "TWO_PLACES"
    RUN = "RUN"


TITLES = {
    Pattern.SAME_POINT: "Titik yang persis sama pada beberapa hari",
    Pattern.FROZEN: "Ketelitian tempat yang tidak pernah berubah",
    Pattern.SHARED_POINT: "Titik yang persis sama pada dua orang",
    Pattern.SPEED: "Perpindahan lebih cepat dari 300 km per jam",
    Pattern.PHONE: "Satu ponsel untuk dua orang",
    Pattern.TWO_PLACES: "Tercatat di dua kantor dalam waktu yang sama",
    Pattern.RUN: "Catatan beruntun pada detik yang sama",
}
LAWFUL = {
    Pattern.SAME_POINT: (
        "Ponsel memakai titik tersimpan karena di dalam gedung tidak ada sinyal satelit.",
        "Presensi selalu dicatat di meja yang sama, dan ponsel membulatkan titiknya.",
        "Komputer meja: tempatnya ditentukan dari jaringan kantor, jadi selalu sama.",
    ),
    Pattern.FROZEN: (
        "Komputer atau ponsel lama memberi ketelitian tetap.",
        "Tempat ditentukan dari Wi-Fi kantor, bukan dari satelit.",
    ),
    Pattern.SHARED_POINT: (
        "Dua orang memakai komputer kantor yang sama.",
        "Tempat ditentukan dari Wi-Fi kantor, sehingga titiknya sama untuk semua orang di sana.",
        "Mencatat bersama di tempat yang sama, dengan ponsel berjenis sama.",
    ),
    Pattern.SPEED: (
        "Perjalanan dengan pesawat.",
        "Ponsel sempat memakai titik lama atau jam yang belum benar.",
        "Presensi luring yang baru terkirim setelah ada sinyal.",
    ),
    Pattern.PHONE: (
        "Ponsel rusak dan meminjam ponsel rekan di depan layar kode.",
        "Suami dan istri yang sama-sama pegawai memakai satu ponsel.",
        "Ponsel lama diwariskan kepada rekan; pergantiannya belum dipastikan.",
    ),
    Pattern.TWO_PLACES: (
        "Jam salah satu mesin belum benar; periksa Kesehatan mesin.",
        "PIN yang sama dipakai dua orang di dua kantor; periksa Pemetaan PIN.",
        "Dua kantor berdampingan, dan orangnya memang berpindah.",
    ),
    Pattern.RUN: (
        "Mesin menulis ulang jam saat listrik menyala kembali.",
        "Apel: banyak orang menempelkan kartu berurutan di mesin yang cepat.",
        "Berkas dari sistem lain membulatkan detik.",
    ),
}
FINDINGS = {
    "LAWFUL": "Ada alasan yang wajar",
    "DEVICE": "Alat atau jamnya perlu diperbaiki",
    "TALKED": "Sudah dibicarakan dengan orangnya",
    "OPEN": "Belum jelas",
}
LEFT_OPEN = "OPEN"
"""The only one of these that leads to a question to the person (card PRS-01)."""
SAME_DAYS = 3
"""On so many days the same six decimals are worth a look."""
SHARED_DAYS = 3
"""So often two people must share a point: desks side by side share one by rounding now and then."""
FROZEN_CLAIMS = 10
SPEED_KM_H = 300
SHORTEST_KM = 5
"""Below this the phone's own error makes speeds of anything."""
RUN_LENGTH = 4
"""So many different people in one second on one recorder, again and again."""
RUN_TIMES = 3
TWO_PLACES_WITHIN = timedelta(minutes=2)


def speed_km_h(one: Point, other: Point, between: timedelta) -> float:
    """How fast somebody was at least, each phone's inaccuracy held in their favour; 0 when near.

    Source: pola untuk diperiksa, tidak pernah hukuman (register: noken-practice).
    """
    slack = one.accuracy_m + other.accuracy_m
    km = max(0.0, distance_m(one, other) - slack) / 1000
    if km < SHORTEST_KM:
        return 0.0
    hours = max(between.total_seconds(), 1.0) / 3600
    return km / hours

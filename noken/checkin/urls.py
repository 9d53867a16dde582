"""Addresses of checking in."""

from django.urls import path

from noken.checkin.views import entries, keeping, own, patterns, screen

app_name = "checkin"
urlpatterns = [
    path("presensi/", own.here, name="here"),
    path("presensi/cara/", own.means, name="means"),
    path("presensi/cara/ponsel/", own.phone, name="phone"),
    path("presensi/cara/ponsel/akhiri/", own.phone_end, name="phone_end"),
    path("presensi/cara/kode/", own.personal_code, name="personal_code"),
    path("presensi/foto/<uuid:file_id>/", own.photo, name="photo"),
    path("presensi/layar/", screen.screen, name="screen"),
    path("presensi/layar/pasang/", screen.pair, name="pair"),
    path("presensi/layar/kunci/", screen.key, name="key"),
    path("presensi/layar/ketik/", screen.kiosk, name="kiosk"),
    path("presensi/kantor/", keeping.offices, name="offices"),
    path("presensi/kantor/tambah/", keeping.office_add, name="office_add"),
    path("presensi/kantor/<int:site_id>/", keeping.office, name="office"),
    path("presensi/kantor/<int:site_id>/ubah/", keeping.office_edit, name="office_edit"),
    path("presensi/kantor/<int:site_id>/titik/", keeping.place, name="place"),
    path("presensi/kantor/<int:site_id>/layar/", keeping.screen_add, name="screen_add"),
    path(
        "presensi/kantor/<int:site_id>/layar/<int:screen_id>/pasang/",
        keeping.screen_pair,
        name="screen_pair",
    ),
    path(
        "presensi/kantor/<int:site_id>/layar/<int:screen_id>/kunci/",
        keeping.screen_key,
        name="screen_key",
    ),
    path(
        "presensi/kantor/<int:site_id>/layar/<int:screen_id>/cabut/",
        keeping.screen_revoke,
        name="screen_revoke",
    ),
    path("presensi/ponsel/<int:phone_id>/", keeping.phone_decide, name="phone_decide"),
    path("presensi/manual/", entries.entries, name="entries"),
    path("presensi/manual/catat/", entries.enter, name="enter"),
    path("presensi/manual/periksa/", entries.decide, name="decide"),
    path("presensi/manual/<int:entry_id>/tarik/", entries.withdraw, name="withdraw"),
    path("presensi/tanya/", entries.checks, name="checks"),
    path("presensi/tanya/<int:check_id>/", entries.answer, name="answer"),
    path("presensi/pola/", patterns.patterns, name="patterns"),
    path("presensi/pola/periksa/", patterns.examine, name="examine"),
]

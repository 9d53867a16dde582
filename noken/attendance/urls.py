"""Schedules, the days of a person, corrections and the month's recap."""

from django.urls import path

from noken.attendance.views import mine, recap, rosters, schedules, settings, starts, team

app_name = "attendance"
urlpatterns = [
    path("kehadiran/", mine.mine, name="mine"),
    path("kehadiran/unduh.xlsx", mine.download, name="download"),
    path("kehadiran/pegawai/<int:person_id>/", mine.person, name="person"),
    path("kehadiran/keterangan/", mine.say, name="say"),
    path("kehadiran/keterangan/<uuid:correction_id>/jawab/", mine.answer, name="answer"),
    path("kehadiran/keterangan/<uuid:correction_id>/tarik/", mine.withdraw, name="withdraw"),
    path("kehadiran/keterangan/<uuid:correction_id>/lampiran/", mine.proof, name="proof"),
    path("kehadiran/keterangan/<uuid:correction_id>/putuskan/", team.decide, name="decide"),
    path("kehadiran/tim/", team.team, name="team"),
    path("kehadiran/tim/unduh.xlsx", team.team_file, name="team_file"),
    path("kehadiran/rekap/", recap.recap, name="recap"),
    path("kehadiran/rekap/unduh.xlsx", recap.recap_file, name="recap_file"),
    path("kehadiran/rekap/tutup/", recap.close, name="close"),
    path("kehadiran/rekap/<int:closing_id>/buka/", recap.reopen, name="reopen"),
    path("kehadiran/mulai/", starts.starts, name="starts"),
    path("kehadiran/mulai/usulkan/", starts.propose, name="start_propose"),
    path("kehadiran/mulai/<int:proposal_id>/setujui/", starts.sign, name="start_sign"),
    path("kehadiran/mulai/<int:proposal_id>/tarik/", starts.withdraw, name="start_withdraw"),
    path("jadwal/", schedules.schedules, name="schedules"),
    path("jadwal/susun/", schedules.define, name="schedule_define"),
    path("jadwal/unit/<int:unit_id>/", schedules.unit, name="unit_schedule"),
    path(
        "jadwal/unit/<int:unit_id>/<int:row_id>/akhiri/",
        schedules.unit_end,
        name="unit_schedule_end",
    ),
    path("jadwal/unit/<int:unit_id>/libur/", schedules.days_off, name="unit_days"),
    path("jadwal/unit/<int:unit_id>/libur/hapus/", schedules.days_off_drop, name="unit_days_drop"),
    path("jadwal/pegawai/<int:person_id>/", schedules.person, name="person_schedule"),
    path(
        "jadwal/pegawai/<int:person_id>/<int:row_id>/akhiri/",
        schedules.person_end,
        name="person_schedule_end",
    ),
    path("jadwal/piket/", rosters.rosters, name="rosters"),
    path("jadwal/piket/<int:unit_id>/", rosters.roster, name="roster"),
    path("jadwal/pengaturan/", settings.settings, name="schedule_settings"),
    path("jadwal/pengaturan/ramadan/", settings.ramadan, name="ramadan"),
    path("jadwal/pengaturan/toleransi/", settings.propose, name="tolerance"),
    path(
        "jadwal/pengaturan/toleransi/<int:proposal_id>/setujui/",
        settings.sign,
        name="tolerance_sign",
    ),
    path(
        "jadwal/pengaturan/toleransi/<int:proposal_id>/tarik/",
        settings.withdraw,
        name="tolerance_withdraw",
    ),
]

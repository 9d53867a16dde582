"""Schedules, the days of a person, corrections and the month's recap."""

from django.urls import path

from noken.attendance.views import mine, recap, team

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
]

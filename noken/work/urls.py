"""Addresses of work."""

from django.urls import path

from noken.work.views import duties, feedback, filing, reading, review

app_name = "work"
urlpatterns = [
    path("laporan/", reading.reports, name="reports"),
    path("laporan/kirim/", filing.file, name="file"),
    path("laporan/urungkan/", filing.withdraw, name="withdraw"),
    path("laporan/tinjau/", review.review, name="review"),
    path("laporan/tinjau/urungkan/", review.reopen, name="reopen"),
    *duties.DUTIES.paths("laporan/kewajiban/", "duties"),
    path("laporan/<uuid:report_id>/", reading.report, name="report"),
    path("laporan/<uuid:report_id>/koreksi/", filing.correct, name="correct"),
    path("laporan/<uuid:report_id>/rutin/", review.routine, name="routine"),
    path("laporan/<uuid:report_id>/bukti/", filing.attach, name="attach"),
    path("umpan-balik/", feedback.feedback, name="feedback"),
    path("umpan-balik/dibaca/", feedback.read, name="feedback_read"),
    path("umpan-balik/kepada/<int:person_id>/", feedback.give, name="give"),
    path("umpan-balik/<uuid:feedback_id>/jawab/", feedback.answer, name="answer"),
    path("berkas/<uuid:file_id>/", filing.evidence, name="evidence"),
]

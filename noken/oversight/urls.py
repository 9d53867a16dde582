"""Addresses of oversight."""

from django.urls import path

from noken.oversight.views import desk, draws, trail

app_name = "oversight"
urlpatterns = [
    path("inspektorat/", desk.desk, name="desk"),
    path("inspektorat/temuan/", desk.findings, name="findings"),
    path("inspektorat/aturan/", desk.rules, name="rules"),
    path("inspektorat/ringkasan/", desk.summary, name="summary"),
    path("inspektorat/ingatkan/", desk.remind, name="remind"),
    path("inspektorat/jurnal/", desk.check_journal, name="check_journal"),
    path("inspektorat/jejak/", trail.trail, name="trail"),
    path("undian/", draws.draws, name="draws"),
    path("undian/umumkan/", draws.announce, name="announce"),
    path("undian/<int:draw_id>/", draws.draw, name="draw"),
    path("undian/<int:draw_id>/bekukan/", draws.freeze, name="freeze"),
    path("undian/<int:draw_id>/undi/", draws.draw_lots, name="draw_lots"),
    path("undian/<int:draw_id>/benih/", draws.open_seed, name="open_seed"),
    path("undian/<int:draw_id>/berkas/", draws.file, name="file"),
    path("undian/<int:draw_id>/nama/", draws.names, name="names"),
]

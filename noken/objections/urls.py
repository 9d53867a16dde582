"""Addresses of objections to a grade."""

from django.urls import path

from noken.objections.views import cases, keeping, mine

app_name = "objections"
urlpatterns = [
    path("keberatan/", mine.mine, name="mine"),
    path("keberatan/tim/", cases.cases, name="cases"),
    path("keberatan/pantau/", keeping.watch, name="watch"),
    *keeping.TERMS.paths("keberatan/ketentuan/", "terms"),
    path("keberatan/ajukan/<int:sheet_id>/", mine.file, name="file"),
    path("keberatan/surat/<int:sheet_id>/", keeping.enter, name="enter"),
    path("keberatan/berkas/<uuid:file_id>/", mine.attachment, name="attachment"),
    path("keberatan/<uuid:objection_id>/", cases.detail, name="objection"),
    path("keberatan/<uuid:objection_id>/tambah/", cases.add, name="add"),
    path("keberatan/<uuid:objection_id>/tarik/", mine.withdraw, name="withdraw"),
    path("keberatan/<uuid:objection_id>/ambil/", cases.take, name="take"),
    path("keberatan/<uuid:objection_id>/jawab/", cases.answer, name="answer"),
    path("keberatan/<uuid:objection_id>/dengar/", cases.hear, name="hear"),
    path("keberatan/<uuid:objection_id>/putusan/", cases.decide, name="decide"),
    path("keberatan/<uuid:objection_id>/tunjuk/", cases.assign, name="assign"),
    path("keberatan/<uuid:objection_id>/cetak/", cases.paper, name="paper"),
]

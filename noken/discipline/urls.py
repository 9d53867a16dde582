"""Addresses of discipline."""

from django.urls import path

from noken.discipline.views import cases, handover, settings

app_name = "discipline"
urlpatterns = [
    path("perkara/", cases.cases, name="cases"),
    path("perkara/saya/", cases.mine, name="mine"),
    path("perkara/catat/", cases.write, name="write"),
    path("perkara/buka/<slug:number>/", cases.start, name="start"),
    *settings.TERMS.paths("perkara/hari-kerja/", "terms"),
    *settings.MEDIUM.paths("perkara/hukuman-sedang/", "medium"),
    path("perkara/berkas/", handover.handover, name="handover"),
    *settings.MATRIX.paths("perkara/wewenang/", "matrix"),
    path("perkara/<slug:number>/", cases.case, name="case"),
    path("perkara/<slug:number>/surat/<int:letter_id>/", cases.letter, name="letter"),
    path("perkara/<slug:number>/buka/", cases.opened, name="opened"),
    path("perkara/<slug:number>/alasan/", cases.reason, name="reason"),
    path("perkara/<slug:number>/<slug:slug>/", cases.act, name="act"),
]

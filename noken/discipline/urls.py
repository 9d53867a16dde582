"""Addresses of discipline."""

from django.urls import path

from noken.discipline.views import cases, handover, settings

app_name = "discipline"
urlpatterns = [
    path("perkara/", cases.cases, name="cases"),
    path("perkara/saya/", cases.mine, name="mine"),
    path("perkara/catat/", cases.write, name="write"),
    path("perkara/buka/<slug:number>/", cases.start, name="start"),
    path("perkara/hari-kerja/", settings.terms, name="terms"),
    path("perkara/hari-kerja/usul/", settings.terms_propose, name="terms_propose"),
    path("perkara/hari-kerja/<int:proposal_id>/setuju/", settings.terms_sign, name="terms_sign"),
    path(
        "perkara/hari-kerja/<int:proposal_id>/tarik/",
        settings.terms_withdraw,
        name="terms_withdraw",
    ),
    path("perkara/berkas/", handover.handover, name="handover"),
    path("perkara/wewenang/", settings.matrix, name="matrix"),
    path("perkara/wewenang/usul/", settings.matrix_propose, name="matrix_propose"),
    path("perkara/wewenang/<int:proposal_id>/setuju/", settings.matrix_sign, name="matrix_sign"),
    path(
        "perkara/wewenang/<int:proposal_id>/tarik/",
        settings.matrix_withdraw,
        name="matrix_withdraw",
    ),
    path("perkara/<slug:number>/", cases.case, name="case"),
    path("perkara/<slug:number>/surat/<int:letter_id>/", cases.letter, name="letter"),
    path("perkara/<slug:number>/buka/", cases.opened, name="opened"),
    path("perkara/<slug:number>/alasan/", cases.reason, name="reason"),
    path("perkara/<slug:number>/<slug:slug>/", cases.act, name="act"),
]

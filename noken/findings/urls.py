"""Addresses of findings: one for each finding, whoever reads it."""

from django.urls import path

from noken.findings.views import findings, ladder, lists, rules, terms

app_name = "findings"
urlpatterns = [
    path("aturan/", rules.cards, name="cards"),
    *terms.TERMS.paths("aturan/ketentuan/", "terms"),
    *ladder.LADDER.paths("aturan/pppk/", "ladder"),
    path("aturan/pppk/berkas/", ladder.book, name="ladder_book"),
    path("aturan/pppk/baca/", ladder.read, name="ladder_read"),
    path("aturan/<slug:code>/", rules.card, name="card"),
    path("aturan/<slug:code>/ubah/", rules.proposal, name="card_proposal"),
    path("aturan/<slug:code>/usul/", rules.propose, name="card_propose"),
    path("aturan/<slug:code>/<int:version_id>/setuju/", rules.sign, name="card_sign"),
    path("aturan/<slug:code>/<int:version_id>/tarik/", rules.withdraw, name="card_withdraw"),
    path("temuan/saya/", lists.mine, name="mine"),
    path("temuan/tim/", lists.team, name="team"),
    path("temuan/semua/", lists.everything, name="all"),
    path("temuan/berkas/<uuid:file_id>/", findings.file, name="file"),
    path("temuan/<slug:number>/", findings.finding, name="finding"),
    path("temuan/<slug:number>/alasan/", findings.state_reason, name="state_reason"),
    path("temuan/<slug:number>/bukti/<int:row_id>/", findings.evidence, name="evidence"),
    path(
        "temuan/<slug:number>/bukti/<int:row_id>/<uuid:file_id>/",
        findings.evidence_file,
        name="evidence_file",
    ),
    path("temuan/<slug:number>/buka/", findings.opened, name="opened"),
    path("temuan/<slug:number>/jawab/", findings.reply, name="reply"),
    path("temuan/<slug:number>/putuskan/", findings.decide, name="decide"),
    path("temuan/<slug:number>/serahkan/", findings.hand_over, name="hand_over"),
    path("temuan/<slug:number>/tinjau/<int:row_id>/", findings.reconsider, name="reconsider"),
]

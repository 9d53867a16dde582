"""Addresses of coaching and of levels of supervision."""

from django.urls import path

from noken.coaching.views import levels, lists, talks, terms

app_name = "coaching"
urlpatterns = [
    path("pembinaan/", lists.agenda, name="agenda"),
    path("pembinaan/saya/", lists.mine, name="mine"),
    path("pembinaan/saya/minta/", lists.ask, name="ask"),
    path("pembinaan/baru/<int:employee_id>/", lists.new, name="new"),
    path("pembinaan/yang-membantu/", lists.outcomes, name="outcomes"),
    *terms.TERMS.paths("pembinaan/ketentuan/", "terms"),
    path("pembinaan/<uuid:talk_id>/", talks.detail, name="talk"),
    path("pembinaan/<uuid:talk_id>/mulai/", talks.begin, name="begin"),
    path("pembinaan/<uuid:talk_id>/catatan/", talks.note, name="note"),
    path("pembinaan/<uuid:talk_id>/sepakat/", talks.agree, name="agree"),
    path("pembinaan/<uuid:talk_id>/sepakat/<int:order>/hapus/", talks.drop, name="drop"),
    path("pembinaan/<uuid:talk_id>/sepakat/<int:order>/selesai/", talks.tick, name="tick"),
    path("pembinaan/<uuid:talk_id>/ajukan/", talks.offer, name="offer"),
    path("pembinaan/<uuid:talk_id>/jawab/", talks.answer, name="answer"),
    path("pembinaan/<uuid:talk_id>/kata/", talks.weigh, name="weigh"),
    path("pembinaan/<uuid:talk_id>/hasil/", talks.check, name="check"),
    path("pembinaan/<uuid:talk_id>/hentikan/", talks.end, name="end"),
    path("pengawasan/saya/", levels.own, name="own_level"),
    path("pengawasan/saya/pilih/", levels.choose, name="choose_level"),
    path("pengawasan/tim/", levels.team, name="levels"),
    path("pengawasan/tim/<int:employee_id>/", levels.tighten, name="tighten"),
    path("pengawasan/tim/<int:employee_id>/akhiri/", levels.end, name="end_close"),
]

"""Addresses of plans."""

from django.urls import path

from noken.planning import views

app_name = "planning"
urlpatterns = [
    path("skp/", views.mine, name="mine"),
    path("skp/mulai/", views.start, name="start"),
    path("skp/menunggu/", views.awaiting, name="awaiting"),
    path("skp/<int:plan_id>/", views.plan, name="plan"),
    path("skp/<int:plan_id>/simpan/", views.save, name="save"),
    path("skp/<int:plan_id>/salin/", views.copy, name="copy"),
    path("skp/<int:plan_id>/ubah/", views.revise, name="revise"),
    path("skp/<int:plan_id>/buang/", views.discard, name="discard"),
    path("skp/<int:plan_id>/tarik/", views.withdraw, name="withdraw"),
    path("skp/<int:plan_id>/kembalikan/", views.send_back, name="return"),
    path("skp/<int:plan_id>/setujui/", views.approve, name="approve"),
    path("skp/<int:plan_id>/urungkan/", views.reopen, name="reopen"),
]

"""The first screens."""

from django.urls import path

from noken.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("hari-ini/", views.today, name="today"),
    path("menunggu/", views.waiting, name="waiting"),
    path("tim/", views.team, name="team"),
    path("tim/baris/<int:employee_id>/", views.team_row, name="team_row"),
    path("tim/ringkas/", views.team_summary, name="team_summary"),
    path("tim/ekspor/", views.team_export, name="team_export"),
    path("antrean/", views.queue, name="queue"),
    path("ikhtisar/", views.overview, name="overview"),
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/dibaca/", views.notices_read, name="notices_read"),
    path("pemberitahuan/jumlah/", views.counts, name="counts"),
    path("saya/", views.account, name="account"),
    path("saya/dilihat/", views.readers, name="readers"),
]

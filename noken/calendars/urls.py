"""The calendar of days off, and outages."""

from django.urls import path

from noken.calendars import views

app_name = "calendars"
urlpatterns = [
    path("kalender/gangguan/", views.disruptions, name="disruptions"),
    path("kalender/gangguan/<int:disruption_id>/", views.disruption, name="disruption"),
    path("kalender/<int:year>/", views.year, name="year"),
    path("kalender/<int:year>/pastikan/", views.decide, name="decide"),
]

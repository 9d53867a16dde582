"""The calendar of days off."""

from django.urls import path

from noken.calendars import views

app_name = "calendars"
urlpatterns = [
    path("kalender/<int:year>/", views.year, name="year"),
    path("kalender/<int:year>/pastikan/", views.decide, name="decide"),
]

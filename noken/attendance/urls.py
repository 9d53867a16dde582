"""Schedules, the days of a person, corrections and the month's recap."""

from django.urls import URLPattern

app_name = "attendance"
urlpatterns: list[URLPattern] = []

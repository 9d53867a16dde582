"""Checking in without a machine, entries by hand, and patterns to be examined."""

from django.urls import URLPattern

app_name = "checkin"
urlpatterns: list[URLPattern] = []

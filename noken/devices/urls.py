"""Attendance machines: their health, their files, who stands behind a PIN."""

from django.urls import URLPattern

app_name = "devices"
urlpatterns: list[URLPattern] = []

"""Objections to a grade and their decision."""

from django.urls import URLPattern

app_name = "objections"
urlpatterns: list[URLPattern] = []

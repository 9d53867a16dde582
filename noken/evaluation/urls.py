"""Periods, evaluation sheets, ratings of people and units."""

from django.urls import URLPattern

app_name = "evaluation"
urlpatterns: list[URLPattern] = []

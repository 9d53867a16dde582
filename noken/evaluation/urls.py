"""Periods, evaluation sheets, ratings of units, objections and what follows."""

from django.urls import URLPattern

app_name = "evaluation"
urlpatterns: list[URLPattern] = []

"""What follows a grade: improvement plans, awards, credit points, grade history."""

from django.urls import URLPattern

app_name = "followup"
urlpatterns: list[URLPattern] = []

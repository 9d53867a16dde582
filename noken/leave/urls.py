"""Leave, duty trips, training and flexible work."""

from django.urls import URLPattern

app_name = "leave"
urlpatterns: list[URLPattern] = []

"""Addresses of people and units."""

app_name = "organization"
urlpatterns: list[object] = []

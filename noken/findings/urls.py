"""Addresses of findings."""

app_name = "findings"
urlpatterns: list[object] = []

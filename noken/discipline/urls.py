"""Addresses of discipline."""

app_name = "discipline"
urlpatterns: list[object] = []

"""Addresses of coaching."""

app_name = "coaching"
urlpatterns: list[object] = []

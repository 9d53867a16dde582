"""The addresses of the server itself: of no instansi, and none of `noken.config.urls`."""

from django.urls import path

from noken.config.health import page
from noken.config.health.door import PREFIX

_BASE = PREFIX.removeprefix("/")
urlpatterns = [
    path(_BASE, page.health, name="health"),
    path(f"{_BASE}data.json", page.data, name="data"),
    path(f"{_BASE}metrik", page.metrics, name="metrics"),
    path(f"{_BASE}ulang/", page.again, name="again"),
]

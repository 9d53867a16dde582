"""Of allauth only login, logout and re-authentication are mounted; the rest does not exist."""

from collections.abc import Callable
from typing import Any

from allauth.account import views
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods


def usual(view: Callable[..., Any]) -> Callable[..., Any]:
    """allauth takes PUT for POST, answers OPTIONS, and lets some of its pages be kept."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


urlpatterns = [
    path("masuk/", usual(views.login), name="account_login"),
    path("keluar/", usual(views.logout), name="account_logout"),
    path("masuk/lagi/", usual(views.reauthenticate), name="account_reauthenticate"),
]

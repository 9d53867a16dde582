"""allauth's pages as we let people use them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

View = Callable[..., Any]


def _usual(view: View) -> View:
    """allauth takes PUT for POST, answers OPTIONS, and lets some of its pages be kept."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def _clearing(view: View) -> View:
    """Who leaves a shared phone leaves nothing on it: pages, photos and drafts go."""

    @wraps(view)
    def cleared(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = view(request)
        if request.method == "POST":
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    return cleared


login = _usual(views.login)
logout = _usual(_clearing(views.logout))
reauthenticate = _usual(views.reauthenticate)

"""Says on every request who is at work."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from noken.core import clock
from noken.core.actor import visitor
from noken.organization.queries.actors import actor_with_settings
from noken.organization.queries.declared import remembered

if TYPE_CHECKING:
    from noken.core.http import Request


class ActorMiddleware:
    """Sets `request.actor`, and keeps the settings read with it.

    Who has left the service is logged out at the next request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        today = clock.today()
        user_id = request.user.pk
        actor, held = (
            (visitor(today), None) if user_id is None else actor_with_settings(user_id, today)
        )
        if actor is None:
            logout(request)
        cast("Request", request).actor = actor or visitor(today)
        with remembered(held):
            return self.get_response(request)

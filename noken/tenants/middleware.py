"""Puts each request into the schema of the instansi whose host name it asked for."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

from noken.tenants.queries import tenant_for_host


class TenantMiddleware:
    """An unknown host name meets 404: nothing is said about who lives here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()  # type: ignore[attr-defined]  # django-tenants adds it
        tenant = tenant_for_host(request.get_host())
        if tenant is None:
            return HttpResponseNotFound("Alamat ini tidak dikenal.", content_type="text/plain")
        request.tenant = tenant  # type: ignore[attr-defined]  # read by django-tenants' own code
        connection.set_tenant(tenant)  # type: ignore[attr-defined]  # as above
        return self.get_response(request)

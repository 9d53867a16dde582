"""Host name to instansi, remembered per process: asked on every request."""

from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django_tenants.utils import schema_context

from noken.tenants.models import Domain, Instansi

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


def schema_for_host(host: str) -> str | None:
    """The schema that answers for a host name (port ignored); None when nobody does.

    On the local host, and only while exactly one instansi exists, that one answers.
    """
    tenant = tenant_for_host(host)
    return None if tenant is None else str(tenant.schema_name)


def tenant_for_host(host: str) -> Instansi | None:
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 else host
    found = _known(name.lower())
    if found is None:
        _known.cache_clear()
    return found


def schemas() -> list[str]:
    """The schemas of all instansi."""
    with schema_context("public"):
        return list(_tenants().values_list("schema_name", flat=True))


def name_of(schema: str) -> str:
    """The name of the instansi with this schema."""
    with schema_context("public"):
        return str(_tenants().values_list("name", flat=True).get(schema_name=schema))


def address_of(schema: str) -> str:
    """The address of an instansi for papers and messages, without a path at its end.

    SITE_URL where it leads to this instansi, else its own first host name by the same scheme.
    """
    site = urlsplit(settings.SITE_URL)
    if schema_for_host(site.hostname or "") == schema:
        return str(settings.SITE_URL)
    with schema_context("public"):
        own = Domain.objects.filter(tenant__schema_name=schema, is_primary=True).first()
    return str(settings.SITE_URL) if own is None else f"{site.scheme}://{own.domain}"


def has_host(name: str) -> bool:
    """Whether a host name leads to an instansi by its own entry."""
    with schema_context("public"):
        return bool(Domain.objects.filter(domain=name).exists())


def forget_hosts() -> None:
    """After an instansi or a domain was added."""
    _known.cache_clear()


@lru_cache(maxsize=512)
def _known(name: str) -> Instansi | None:
    with schema_context("public"):
        domain = Domain.objects.select_related("tenant").filter(domain=name).first()
        if domain is not None:
            return cast("Instansi", domain.tenant)
        if name not in LOCAL_HOSTS:
            return None
        only = list(_tenants()[:2])
        return only[0] if len(only) == 1 else None


def _tenants() -> Any:
    return Instansi.objects.exclude(schema_name="public").order_by("pk")

"""Instansi as tenants: each has a schema of its own."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Instansi(TenantMixin):
    """A government body with its own personnel authority, e.g. a kabupaten."""

    name = models.CharField(max_length=200)
    created_on = models.DateField()

    auto_create_schema = True
    auto_drop_schema = False

    def __str__(self) -> str:
        return self.name


class Domain(DomainMixin):
    """A host name under which an instansi is reached."""

    def __str__(self) -> str:
        return str(self.domain)

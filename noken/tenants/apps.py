from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "noken.tenants"
    label = "tenants"

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "noken.organization"
    label = "organization"

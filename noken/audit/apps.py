from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "noken.audit"
    label = "audit"

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "noken.oversight"
    label = "oversight"

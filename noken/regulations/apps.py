from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "noken.regulations"
    label = "regulations"

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    name = "noken.objections"
    label = "objections"

from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "noken.devices"
    label = "devices"

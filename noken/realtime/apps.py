from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "noken.realtime"
    label = "realtime"

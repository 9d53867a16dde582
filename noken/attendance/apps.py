from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "noken.attendance"
    label = "attendance"

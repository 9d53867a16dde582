from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "noken.followup"
    label = "followup"

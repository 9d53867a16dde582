from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "noken.evaluation"
    label = "evaluation"

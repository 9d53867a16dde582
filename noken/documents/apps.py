from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "noken.documents"
    label = "documents"

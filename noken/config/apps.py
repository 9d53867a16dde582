from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Connects the areas once all of them are loaded."""

    name = "noken.config"
    label = "config"

    def ready(self) -> None:
        from noken.config import wiring  # noqa: PLC0415 (models are not loaded before)

        wiring.connect()

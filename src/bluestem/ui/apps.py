from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bluestem.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.ui import contributions  # noqa: F401

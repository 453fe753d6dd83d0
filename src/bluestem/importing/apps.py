from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "bluestem.importing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.importing import contributions  # noqa: F401

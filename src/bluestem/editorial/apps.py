from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "bluestem.editorial"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.editorial import contributions  # noqa: F401

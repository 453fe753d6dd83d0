from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "bluestem.library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.library import contributions  # noqa: F401

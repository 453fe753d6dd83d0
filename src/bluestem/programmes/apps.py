from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "bluestem.programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.programmes import contributions  # noqa: F401

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "bluestem.privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.privacy import contributions  # noqa: F401

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "bluestem.publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.publishing import contributions  # noqa: F401

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "bluestem.messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.messaging import contributions  # noqa: F401

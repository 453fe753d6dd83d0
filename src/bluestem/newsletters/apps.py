from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "bluestem.newsletters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.newsletters import contributions  # noqa: F401

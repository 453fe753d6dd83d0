from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "bluestem.links"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.links import contributions  # noqa: F401

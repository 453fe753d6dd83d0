from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "bluestem.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.portal import contributions  # noqa: F401

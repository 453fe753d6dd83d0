from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "bluestem.network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.network import contributions  # noqa: F401

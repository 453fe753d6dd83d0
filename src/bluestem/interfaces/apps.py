from django.apps import AppConfig


class InterfacesConfig(AppConfig):
    name = "bluestem.interfaces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.interfaces import contributions  # noqa: F401

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "bluestem.catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.catalogue import contributions  # noqa: F401

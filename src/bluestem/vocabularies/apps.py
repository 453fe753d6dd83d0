from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    name = "bluestem.vocabularies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.vocabularies import contributions  # noqa: F401

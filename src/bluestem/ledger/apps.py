from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "bluestem.ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.ledger import contributions  # noqa: F401

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bluestem.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.accounts import contributions  # noqa: F401

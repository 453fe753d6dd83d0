from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "bluestem.following"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bluestem.following import contributions  # noqa: F401

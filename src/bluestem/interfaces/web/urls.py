"""Pages for people who work with programs."""

from django.urls import path

from bluestem.interfaces.web import documentation, settings_pages

app_name = "interfaces"
urlpatterns = [
    path("api/", documentation.overview, name="overview"),
    path("account/tokens/", settings_pages.tokens, name="tokens"),
    path("account/tokens/revoke/", settings_pages.token_revoke, name="token_revoke"),
    path("account/webhooks/", settings_pages.webhooks, name="webhooks"),
    path("account/webhooks/<uuid:uuid>/", settings_pages.webhook, name="webhook"),
    path("account/webhooks/<uuid:uuid>/switch/", settings_pages.webhook_switch, name="webhook_switch"),
    path("account/webhooks/<uuid:uuid>/remove/", settings_pages.webhook_remove, name="webhook_remove"),
    path(
        "account/webhooks/<uuid:uuid>/<uuid:message>/again/", settings_pages.webhook_redeliver, name="webhook_redeliver"
    ),
]

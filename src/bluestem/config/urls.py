"""The addresses of the site. A room that is not installed has none."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def room(name: str, prefix: str = "") -> list[URLResolver]:
    """Give the addresses of a room when it is installed."""
    return [path(prefix, include(f"bluestem.{name}.web.urls"))] if apps.is_installed(f"bluestem.{name}") else []


urlpatterns = [
    *room("ui", "ui/"),
    # People sign in at one door and are looked after by accounts: Wagtail's own doors stay shut.
    path("admin/", include("bluestem.accounts.web.shut_doors")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/", include("bluestem.editorial.web.media")),
    path("id/", include("bluestem.catalogue.web.permanent")),
    path("", include("bluestem.interfaces.web.machines")),
    # English has no prefix; every other language has its own addresses, so no cookie is needed to read.
    *i18n_patterns(
        *room("accounts", "account/"),
        path("account/", include("bluestem.accounts.web.doors")),
        *room("privacy"),
        *room("messaging"),
        *room("publishing"),
        *room("importing"),
        *room("links"),
        *room("following"),
        *room("interfaces"),
        *room("newsletters"),
        *room("network"),
        *room("programmes"),
        *room("library"),
        *room("catalogue"),
        *room("portal"),
        *room("editorial"),
        prefix_default_language=False,
    ),
]
handler400 = "bluestem.portal.web.errors.bad_request"
handler403 = "bluestem.portal.web.errors.forbidden"
handler404 = "bluestem.portal.web.errors.not_found"
handler500 = "bluestem.portal.web.errors.server_error"
handler429 = "bluestem.accounts.web.entrance.too_many"  # asked for by allauth's limits

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()

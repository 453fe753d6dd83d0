"""The list, feeds and exports of every declared record type."""

from django.urls import path

from bluestem.catalogue.records import registry
from bluestem.catalogue.web import views

app_name = "catalogue"
urlpatterns = [
    pattern
    for record_type in registry
    for pattern in (
        path(f"{record_type.path}/", views.record_list, {"kind": record_type.name}, name=f"{record_type.name}_list"),
        path(
            f"{record_type.path}/feed.<str:extension>",
            views.record_feed,
            {"kind": record_type.name},
            name=f"{record_type.name}_feed",
        ),
        path(
            f"{record_type.path}/export.<str:extension>",
            views.record_export,
            {"kind": record_type.name},
            name=f"{record_type.name}_export",
        ),
    )
]

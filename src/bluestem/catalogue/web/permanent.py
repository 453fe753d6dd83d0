"""Addresses that never change, the same in every language: by kind and identifier."""

from django.urls import path

from bluestem.catalogue.web import views

app_name = "catalogue_permanent"
urlpatterns = [path("<slug:kind>/<uuid:uuid>/", views.record_by_id, name="record")]

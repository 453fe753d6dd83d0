"""Addresses for machines: the same in every language."""

from django.urls import path

from bluestem.interfaces.web import oai

app_name = "machines"
urlpatterns = [
    path("oai", oai.oai, name="oai"),
]

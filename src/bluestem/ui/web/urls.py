"""Addresses of the interface itself. `theme/` is the same in every language, so mount this outside i18n_patterns."""

from django.urls import path

from bluestem.ui.web import views

app_name = "ui"
urlpatterns = [
    path("theme/", views.choose_theme, name="theme"),
    path("", views.patterns, name="patterns"),
]

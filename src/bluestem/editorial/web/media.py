"""Pictures of pages, at the addresses that Wagtail gives them; the same in every language."""

from django.urls import path

from bluestem.editorial.web import views

urlpatterns = [path("<str:name>", views.picture, name="picture")]

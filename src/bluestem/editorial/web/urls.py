from django.urls import re_path

from bluestem.editorial.web import views

app_name = "editorial"
urlpatterns = [
    # Last of all addresses: what no room serves may be a page of the secretariat.
    re_path(r"^(?P<place>[a-z0-9_-]+(?:/[a-z0-9_-]+){0,5})/$", views.page, name="page"),
]

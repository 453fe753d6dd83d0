from django.urls import path

from bluestem.library.web import views

app_name = "library"
urlpatterns = [
    path("publications/<slug:slug>/", views.publication_detail, name="publication_detail"),
    path("publications/<slug:slug>/file/", views.publication_file, name="publication_file"),
]

from django.urls import path

from bluestem.network.web import views

app_name = "network"
urlpatterns = [
    path("organisations/<slug:slug>/", views.organisation_detail, name="organisation_detail"),
]

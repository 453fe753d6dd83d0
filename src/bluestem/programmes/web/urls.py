from django.urls import path

from bluestem.programmes.web import views

app_name = "programmes"
urlpatterns = [
    path("programmes/<slug:slug>/", views.programme_detail, name="programme_detail"),
]

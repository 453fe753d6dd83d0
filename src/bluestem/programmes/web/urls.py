from django.urls import path

from bluestem.programmes.web import views

app_name = "programmes"
urlpatterns = [
    path("programmes/<slug:slug>/", views.programme_detail, name="programme_detail"),
    path("programmes/<slug:slug>/plate.svg", views.programme_plate, name="programme_plate"),
    path("programmes/<slug:slug>/thumb.svg", views.programme_thumb, name="programme_thumb"),
    path("programmes/<slug:slug>/logo", views.programme_logo, name="programme_logo"),
]

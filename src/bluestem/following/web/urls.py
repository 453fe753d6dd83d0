"""What a person follows."""

from django.urls import path

from bluestem.following.web import views

app_name = "following"
urlpatterns = [
    path("account/following/", views.following, name="following"),
    path("account/following/add/", views.add, name="add"),
    path("account/following/<uuid:uuid>/", views.change, name="change"),
    path("account/following/<uuid:uuid>/end/", views.end, name="end"),
]

from django.urls import path

from bluestem.portal.web import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("countries/", views.countries, name="countries"),
    path("countries/<str:code>/", views.country, name="country"),
    path("countries/<str:code>/feed.<str:extension>", views.country_feed, name="country_feed"),
    path("countries/<str:code>/plate.svg", views.country_plate, name="country_plate"),
    path("meadow.svg", views.meadow, name="meadow"),
    path("me/", views.space, name="space"),
    path("about/evidence/", views.evidence, name="evidence"),
    path("data/", views.data, name="data"),
]

from django.urls import path

from bluestem.portal.web import countries, drawings, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/feed.<str:extension>", views.search_feed, name="search_feed"),
    path("search/export.<str:extension>", views.search_export, name="search_export"),
    path("countries/", countries.country_index, name="countries"),
    path("countries/<str:code>/", countries.country_detail, name="country"),
    path("countries/<str:code>/feed.<str:extension>", countries.country_feed, name="country_feed"),
    path("countries/<str:code>/plate.svg", drawings.country_plate, name="country_plate"),
    path("countries/<str:code>/<slug:records>/", countries.country_list, name="country_list"),
    path("meadow.svg", drawings.meadow, name="meadow"),
    path("me/", views.space, name="space"),
    path("about/evidence/", views.evidence, name="evidence"),
    path("data/", views.open_data, name="open_data"),
]

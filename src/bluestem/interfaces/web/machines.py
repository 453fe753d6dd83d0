"""Addresses for interfaces_machines: the same in every language."""

from django.urls import path

from bluestem.interfaces.web import dcat, oai, rest, signposts, submissions

app_name = "interfaces_machines"
urlpatterns = [
    path("sitemap.xml", signposts.sitemap, name="sitemap"),
    path("sitemap-<slug:name>-<int:part>.xml", signposts.sitemap_part, name="sitemap_part"),
    path("robots.txt", signposts.robots, name="robots"),
    path(".well-known/security.txt", signposts.security, name="security"),
    path("data/catalogue.<str:extension>", dcat.catalogue, name="open_datasets"),
    path("oai", oai.oai, name="oai"),
    path("api/v1/", rest.root, name="api_root"),
    path("api/v1/openapi.json", rest.openapi, name="api_description"),
    path("api/v1/kinds", rest.kinds, name="api_kinds"),
    path("api/v1/countries", rest.countries, name="api_countries"),
    path("api/v1/facets", rest.facets, name="api_facets"),
    path("api/v1/facets/<str:name>", rest.facet, name="api_facet"),
    path("api/v1/records", rest.all_records, name="api_records"),
    path("api/v1/submissions", submissions.submission_list, name="api_submissions"),
    path("api/v1/submissions/kinds", submissions.submission_kinds, name="api_submission_kinds"),
    path("api/v1/submissions/<uuid:uuid>", submissions.submission, name="api_submission"),
    path("api/v1/<slug:path>", rest.records, name="api_list"),
    path("api/v1/<slug:path>/<str:uuid>", rest.record, name="api_item"),
    path("api/v1/<path:rest>", rest.nothing, name="api_nothing"),
]

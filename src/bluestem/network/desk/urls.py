from django.urls import path

from bluestem.network.desk import duplicates, people

app_name = "network_desk"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/risks/", people.risks, name="risks"),
    path("people/<uuid:uuid>/", people.person, name="person"),
    path("people/<uuid:uuid>/roles/", people.give_role, name="give_role"),
    path("people/roles/<int:pk>/end/", people.end_role, name="end_role"),
    path("organisations/duplicates/", duplicates.duplicates, name="duplicates"),
    path("organisations/duplicates/<int:kept>/<int:merged>/", duplicates.merge, name="merge"),
    path("organisations/duplicates/<int:pk>/separate/", duplicates.separate, name="separate"),
]

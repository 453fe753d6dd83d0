from django.urls import path

from bluestem.network.web import joining, members, memberships, views

app_name = "network"
urlpatterns = [
    path("account/memberships/", memberships.memberships, name="memberships"),
    path("account/memberships/<int:pk>/leave/", memberships.leave, name="leave"),
    path("account/memberships/requests/<uuid:uuid>/take-back/", memberships.take_back, name="take_back"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
    path("organisations/<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("organisations/<slug:slug>/join/", joining.join, name="join"),
    path("organisations/<slug:slug>/members/", members.members, name="organisation_members"),
    path("organisations/<slug:slug>/members/<int:pk>/", members.member, name="member"),
    path("organisations/<slug:slug>/members/requests/<uuid:uuid>/", members.answer, name="answer"),
    path("organisations/<slug:slug>/members/invitations/<uuid:uuid>/", members.invitation_end, name="invitation_end"),
]

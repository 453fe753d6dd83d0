"""Ending mails by a link, choosing what to hear of, and the sample network's outbox."""

from django.urls import path

from bluestem.messaging.web import stopping

app_name = "messaging"
urlpatterns = [
    path("stop/<str:token>/", stopping.stop, name="stop"),
]

"""Ending mails by a link, choosing what to hear of, and the sample network's outbox."""

from django.urls import path

from bluestem.messaging.web import notices, sample, stopping

app_name = "messaging"
urlpatterns = [
    path("account/notices/", notices.settings_page, name="notices"),
    path("account/notices/list/", notices.all_notices, name="list"),
    path("account/notices/read/", notices.read, name="read"),
    path("account/notices/confirm/", notices.ask_to_confirm, name="ask_to_confirm"),
    path("account/notices/confirm/<str:token>/", notices.confirm, name="confirm"),
    path("stop/<str:token>/", stopping.stop, name="stop"),
    path("demo/outbox/", sample.outbox, name="outbox"),
    path("demo/outbox/<int:number>/", sample.mail, name="mail"),
    path("demo/outbox/<int:number>/html/", sample.mail_as_html, name="mail_as_html"),
]
